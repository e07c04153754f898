//! One document: collects what it shows when asked, again whenever something changed, and draws rings.
//!
//! Adds no node, changes no attribute, and works only while the top document wants this document read.

use super::edge::now;
use crate::{
    bridge::{FrameToTop, TopToFrame},
    page::{Blocks, blocks::ElementNumber, collect::collect, point::Ring},
};
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo_timers::callback::Timeout;
use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, MutationObserver, MutationObserverInit};

/// How long after a change the document is collected, in milliseconds: long enough to gather a burst, short enough to feel at once.
const SETTLE: u32 = 80;

/// The watcher of one document.
pub struct Agent {
    document: Document,
    name: String,
    tell: Box<dyn Fn(FrameToTop)>,
    inner: RefCell<Inner>,
}

#[derive(Default)]
struct Inner {
    serial: u32,
    blocks: Option<Blocks>,
    elements: Vec<Element>,
    ring: Option<Ring>,
    watch: Option<Watch>,
    pending: Option<Timeout>,
}

/// Everything that is held while the document is read; gone when it rests.
struct Watch {
    observer: MutationObserver,
    _callback: Closure<dyn Fn()>,
    _listeners: Vec<EventListener>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl Agent {
    /// A watcher that does nothing until asked.
    #[must_use]
    pub fn new(document: Document, name: String, tell: Box<dyn Fn(FrameToTop)>) -> Rc<Self> {
        Rc::new(Agent { document, name, tell, inner: RefCell::default() })
    }

    /// Does what the top document asks.
    pub fn hear(self: &Rc<Self>, ask: TopToFrame) {
        if ask.document().is_some_and(|document| document != self.name) {
            return;
        }
        match ask {
            TopToFrame::WhoIsThere => {}
            TopToFrame::Read { .. } => {
                self.watch();
                self.inner.borrow_mut().blocks = None;
                self.collect();
            }
            TopToFrame::Rest { .. } => self.rest(),
            TopToFrame::Point { serial, elements, .. } => self.point(serial, &elements),
            TopToFrame::Unpoint { .. } => self.inner.borrow_mut().ring = None,
        }
    }

    fn rest(&self) {
        // The serial goes on: numbers of an older collection must never fit a newer one.
        let mut inner = self.inner.borrow_mut();
        *inner = Inner { serial: inner.serial, ..Inner::default() };
    }

    fn collect(&self) {
        let (blocks, elements) = collect(&self.document);
        let mut inner = self.inner.borrow_mut();
        inner.pending = None;
        inner.elements = elements;
        if inner.blocks.as_ref() == Some(&blocks) {
            return;
        }
        inner.serial = inner.serial.wrapping_add(1);
        inner.blocks = Some(blocks.clone());
        let says = FrameToTop::Blocks { document: self.name.clone(), serial: inner.serial, blocks };
        drop(inner);
        (self.tell)(says);
    }

    fn point(&self, serial: u32, numbers: &[ElementNumber]) {
        let mut inner = self.inner.borrow_mut();
        let wanted = |number: &ElementNumber| inner.elements.get(number.0 as usize).cloned();
        let elements: Option<Vec<Element>> =
            if serial == inner.serial { numbers.iter().map(wanted).collect() } else { None };
        // The old ring goes first: two sheets on one root would both count as rings.
        inner.ring = None;
        inner.ring = elements.and_then(|elements| Ring::draw(&elements).ok());
        let rings = inner.ring.as_mut().map_or(0, Ring::prove);
        drop(inner);
        (self.tell)(FrameToTop::Pointed { document: self.name.clone(), rings });
    }

    /// Proves the ring before the browser paints, and collects when things have settled.
    fn changed(self: &Rc<Self>, soon: bool) {
        let mut inner = self.inner.borrow_mut();
        if let Some(ring) = &mut inner.ring
            && ring.prove() == 0
        {
            inner.ring = None;
        }
        if soon || inner.pending.is_none() {
            let agent = Rc::downgrade(self);
            let wait = if soon { 0 } else { SETTLE };
            inner.pending = Some(Timeout::new(wait, move || with(&agent, |agent| agent.collect())));
        }
    }

    fn watch(self: &Rc<Self>) {
        if self.inner.borrow().watch.is_some() {
            return;
        }
        let agent = Rc::downgrade(self);
        let callback = Closure::<dyn Fn()>::new(move || with(&agent, |agent| agent.changed(false)));
        let Ok(observer) = MutationObserver::new(callback.as_ref().unchecked_ref()) else { return };
        let what = MutationObserverInit::new();
        what.set_child_list(true);
        what.set_subtree(true);
        what.set_attributes(true);
        what.set_character_data(true);
        if observer.observe_with_options(&self.document, &what).is_err() {
            return;
        }
        let watch = Watch { observer, _callback: callback, _listeners: self.listeners() };
        self.inner.borrow_mut().watch = Some(watch);
    }

    fn listeners(self: &Rc<Self>) -> Vec<EventListener> {
        let Some(window) = self.document.default_view() else { return Vec::new() };
        let at_capture = EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
        let edited = ["input", "change", "reset", "readystatechange"].map(|kind| {
            let agent = Rc::downgrade(self);
            EventListener::new_with_options(&self.document, kind, at_capture, move |_| {
                with(&agent, |agent| agent.changed(true));
            })
        });
        // Bubbling, at the window: a page that refuses its own form (validation) has done so by then.
        let agent = Rc::downgrade(self);
        let submitted = EventListener::new(&window, "submit", move |event: &Event| {
            if !event.default_prevented() {
                with(&agent, |agent| agent.say_submitted());
            }
        });
        let agent = Rc::downgrade(self);
        let closed = EventListener::new(&window, "pagehide", move |_| {
            with(&agent, |agent| {
                (agent.tell)(FrameToTop::Closed { document: agent.name.clone(), at: now() });
            });
        });
        edited.into_iter().chain([submitted, closed]).collect()
    }

    fn say_submitted(&self) {
        (self.tell)(FrameToTop::Submitted { document: self.name.clone(), at: now() });
    }
}

fn with(agent: &Weak<Agent>, act: impl FnOnce(&Rc<Agent>)) {
    if let Some(agent) = agent.upgrade() {
        act(&agent);
    }
}
