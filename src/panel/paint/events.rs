//! What the admin does in the sidebar: one listener per kind of event, on the shadow root.
//!
//! Only events that the browser itself made count: a page can dispatch events at the host, and they change nothing. Keys that the
//! sidebar does not know go on to the page as ever, but for those that are typed into a field: pages have keys of their own.

use super::{Modifiers, OnAction, Surface, focus::path_of};
use crate::panel::{Action, tree::Tag};
use gloo_events::{EventListener, EventListenerOptions};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent};

/// What an event comes to.
type Decide = fn(&Surface, &Event) -> Option<(Action, Modifiers)>;

/// The events that are heard.
const HEARD: [(&str, Decide); 5] =
    [("click", clicked), ("change", entered), ("keydown", pressed), ("keypress", typed), ("keyup", typed)];

pub(super) fn listen(surface: &Rc<Surface>, on_action: &OnAction) -> [EventListener; 5] {
    HEARD.map(|(name, decide)| listener(surface, name, decide, on_action))
}

fn listener(
    surface: &Rc<Surface>,
    name: &'static str,
    decide: Decide,
    on_action: &OnAction,
) -> EventListener {
    let on_action = Rc::clone(on_action);
    let held = Rc::downgrade(surface);
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&surface.root, name, options, move |event| {
        let surface = held.upgrade().filter(|_| event.is_trusted());
        if let Some((action, modifiers)) = surface.and_then(|surface| decide(&surface, event)) {
            on_action(action, modifiers);
        }
    })
}

/// Which modifier keys were held: events of both kinds name them alike.
fn modifiers(event: &Event) -> Modifiers {
    let keys: &MouseEvent = event.unchecked_ref();
    Modifiers { ctrl: keys.ctrl_key(), meta: keys.meta_key(), shift: keys.shift_key(), alt: keys.alt_key() }
}

/// The path to the node an event is about.
fn path(surface: &Surface, event: &Event) -> Option<Vec<usize>> {
    path_of(&surface.root, event.target()?.unchecked_ref())
}

fn clicked(surface: &Surface, event: &Event) -> Option<(Action, Modifiers)> {
    let modifiers = modifiers(event);
    let path = path(surface, event)?;
    let painted = surface.painted.borrow();
    let element = painted.as_ref()?.clicked(&path)?;
    if element.tag.is_field() {
        return None;
    }
    if element.tag == Tag::Link {
        // A new tab, a new window, a download: the browser knows how.
        if modifiers.any() {
            return None;
        }
        event.prevent_default();
    }
    element.on.clone().map(|action| (action, modifiers))
}

/// A field tells what was entered, in its action's place.
fn entered(surface: &Surface, event: &Event) -> Option<(Action, Modifiers)> {
    let path = path(surface, event)?;
    let painted = surface.painted.borrow();
    // A select's value is read as an input's.
    let field: HtmlInputElement = event.target()?.unchecked_into();
    match &painted.as_ref()?.clicked(&path)?.on {
        Some(Action::See(_)) => Some((Action::See(field.value()), Modifiers::default())),
        _ => None,
    }
}

/// Keeps what is typed into a field from the page.
fn typed(surface: &Surface, event: &Event) -> Option<(Action, Modifiers)> {
    let path = path(surface, event)?;
    let painted = surface.painted.borrow();
    if painted.as_ref()?.along(&path).last()?.tag.is_field() {
        event.stop_propagation();
    }
    None
}

fn pressed(surface: &Surface, event: &Event) -> Option<(Action, Modifiers)> {
    typed(surface, event);
    let key = event.unchecked_ref::<KeyboardEvent>().key();
    let modifiers = modifiers(event);
    if modifiers.any() {
        return None;
    }
    let path = path(surface, event)?;
    let action = surface.painted.borrow().as_ref()?.pressed(&path, &key).cloned();
    if action.is_some() || rove(surface, event, &key) {
        event.prevent_default();
        event.stop_propagation();
    }
    action.map(|action| (action, modifiers))
}

/// Moves the focus along the steps.
fn rove(surface: &Surface, event: &Event, key: &str) -> bool {
    let Ok(stops) = surface.root.query_selector_all("[data-rove]") else { return false };
    let Some(target) = event.target() else { return false };
    let is_here = |stop: web_sys::Node| *stop == target;
    let Some(here) = (0..stops.length()).find(|at| stops.item(*at).is_some_and(is_here)) else {
        return false;
    };
    let to = match key {
        "ArrowDown" => stops.item(here + 1),
        "ArrowUp" => here.checked_sub(1).and_then(|above| stops.item(above)),
        "Home" => stops.item(0),
        "End" => stops.item(stops.length().saturating_sub(1)),
        _ => return false,
    };
    // At an end the key is still the list's: it must not scroll the page.
    to.is_none_or(|stop| stop.unchecked_ref::<HtmlElement>().focus().is_ok())
}
