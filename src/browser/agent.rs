//! One document: collects what it shows when asked, again whenever something changed, and draws rings.
//!
//! Adds no node, changes no attribute, and works only while the top document wants this document read.

use super::{edge::now, later::Later};
use crate::{
    bridge::{
        FrameToTop, TopToFrame,
        frame::{Gaps, PointOutcome},
        to_text,
    },
    evidence::PageFacts,
    page::{
        Blocks, Collected, Slices,
        collect::SLICE,
        find::{find, saves},
        point::Ring,
        read::read,
    },
    requirement::Control,
    setup::Place,
};
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, MutationObserver, MutationObserverInit, Node};

/// How long after a change the document is collected, in milliseconds: long enough to gather a burst, short enough to feel at once.
const SETTLE: u32 = 80;
/// How often a page may change while it is collected and have it begun anew. One that never rests is collected at once then.
const MOST_ANEW: u32 = 3;

/// Editors of which the first reading counts as what is saved ([`PageFacts::since`]): nobody may edit in the middle of it.
const FIRST_IS_SAVED: [Place; 2] = [Place::AppBuilder, Place::ProfileClassesEdit];

/// The watcher of one document.
pub struct Agent {
    document: Document,
    name: String,
    tell: Box<dyn Fn(&str)>,
    inner: RefCell<Inner>,
}

#[derive(Default)]
struct Inner {
    place: Option<Place>,
    /// What the document showed first: some editors do not tell what is saved from what is shown.
    first: Option<PageFacts>,
    /// What was told last; the same is not told twice.
    told: String,
    blocks: Blocks,
    elements: Vec<Element>,
    pointing: Option<Pointing>,
    watch: Option<Watch>,
    pending: Option<Pending>,
    /// The document is being collected, and this is what goes on with it.
    reading: Option<Later>,
    /// How often that was begun anew since it last came to an end.
    anew: u32,
}

/// The document changed, and will be collected.
struct Pending {
    is_soon: bool,
    _collects: Later,
}

/// What is pointed at.
struct Pointing {
    control: Control,
    targets: Vec<Element>,
    ring: Option<Ring>,
    told: Option<(PointOutcome, Option<Gaps>)>,
}

/// Everything that is held while the document is read; gone when it rests.
struct Watch {
    observer: MutationObserver,
    what: MutationObserverInit,
    _callback: Closure<dyn Fn()>,
    _listeners: Vec<EventListener>,
}

impl Watch {
    /// Watches a document or a shadow root, in which a document's watcher sees nothing. One that is watched already is not watched twice.
    fn watch(&self, root: &Node) {
        // Refused is only what asks for nothing.
        let _ = self.observer.observe_with_options(root, &self.what);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl Agent {
    /// A watcher that does nothing until asked.
    #[must_use]
    pub fn new(document: Document, name: String, tell: Box<dyn Fn(&str)>) -> Rc<Self> {
        Rc::new(Agent { document, name, tell, inner: RefCell::default() })
    }

    /// Does what the top document asks.
    pub fn hear(self: &Rc<Self>, ask: TopToFrame) {
        if ask.document().is_some_and(|document| document != self.name) {
            return;
        }
        match ask {
            TopToFrame::WhoIsThere => {}
            TopToFrame::Read { place, .. } => {
                self.watch();
                let mut inner = self.inner.borrow_mut();
                if inner.place.replace(place) != Some(place) {
                    inner.first = None;
                }
                inner.told.clear();
                drop(inner);
                self.collect();
            }
            TopToFrame::Rest { .. } => *self.inner.borrow_mut() = Inner::default(),
            TopToFrame::Point { control, .. } => {
                let pointing = Pointing { control, targets: Vec::new(), ring: None, told: None };
                self.inner.borrow_mut().pointing = Some(pointing);
                self.point();
            }
            TopToFrame::Unpoint { .. } => self.inner.borrow_mut().pointing = None,
        }
    }

    fn collect(self: &Rc<Self>) {
        let inner = self.inner.borrow();
        let is_first = inner.first.is_none() && inner.place.is_some_and(|at| FIRST_IS_SAVED.contains(&at));
        let milliseconds = if is_first || inner.anew >= MOST_ANEW { f64::INFINITY } else { SLICE };
        drop(inner);
        self.collect_in(milliseconds);
    }

    /// Collects what was changed and is not told yet, before the document goes.
    fn catch_up(self: &Rc<Self>) {
        let inner = self.inner.borrow();
        let is_behind = inner.pending.is_some() || inner.reading.is_some();
        drop(inner);
        if is_behind {
            self.collect_in(f64::INFINITY);
        }
    }

    /// Begins to collect the document, so many milliseconds at a time.
    fn collect_in(self: &Rc<Self>, milliseconds: f64) {
        let slices = Slices::of(&self.document, milliseconds);
        let mut inner = self.inner.borrow_mut();
        if let Some(watch) = &inner.watch {
            slices.roots().iter().for_each(|root| watch.watch(root.unchecked_ref()));
        }
        inner.pending = None;
        drop(inner);
        self.go_on(slices);
    }

    fn go_on(self: &Rc<Self>, mut slices: Slices) {
        // In a tab that nobody sees nobody is held up, and what is done later may come once a minute.
        if self.document.hidden() {
            slices.hurry();
        }
        let Some(collected) = slices.go_on() else {
            let agent = Rc::downgrade(self);
            let next = Later::after(0, move || with(&agent, |agent| agent.go_on(slices)));
            self.inner.borrow_mut().reading = Some(next);
            return;
        };
        self.collected(collected);
    }

    fn collected(&self, Collected { blocks, elements }: Collected) {
        let mut inner = self.inner.borrow_mut();
        inner.reading = None;
        inner.anew = 0;
        let Some(place) = inner.place else { return };
        let save = blocks.buttons.iter().find(|button| saves(&button.name));
        let facts = read(place, &blocks);
        if inner.first.is_none() && facts.seen.is_ok() {
            inner.first = Some(facts.clone());
        }
        let facts = match &inner.first {
            Some(first) => facts.since(first),
            None => facts,
        };
        let says = FrameToTop::Facts {
            document: self.name.clone(),
            facts,
            language: blocks.language.clone(),
            save: save.map(|save| save.label.clone()),
        };
        inner.blocks = blocks;
        inner.elements = elements;
        let text = to_text(&says);
        let is_new = inner.told != text;
        inner.told.clone_from(&text);
        drop(inner);
        if is_new {
            (self.tell)(&text);
        }
        self.point();
    }

    /// Draws the ring where the control is now.
    fn point(&self) {
        let mut inner = self.inner.borrow_mut();
        let Inner { place: Some(place), blocks, elements, pointing: Some(pointing), .. } = &mut *inner else {
            return;
        };
        let found = find(&pointing.control, *place, blocks);
        let targets: Vec<Element> = match &found {
            Ok(found) if found.enabled => {
                found.elements.iter().filter_map(|number| elements.get(number.0 as usize).cloned()).collect()
            }
            _ => Vec::new(),
        };
        let standing = pointing.ring.as_mut().map_or(0, Ring::prove);
        if targets != pointing.targets || standing != targets.len() {
            // The old ring goes first: two sheets on one root would both count.
            pointing.ring = None;
            pointing.ring = if targets.is_empty() { None } else { Ring::draw(&targets).ok() };
            pointing.targets = targets;
        }
        let rings = pointing.ring.as_mut().map_or(0, Ring::prove);
        let outcome = match found {
            Ok(found) if !found.enabled => PointOutcome::MayNotChange,
            Ok(_) if rings > 0 => PointOutcome::Shown(rings),
            Ok(_) => PointOutcome::Cannot(crate::evidence::Reason::UnknownPage),
            Err(reason) => PointOutcome::Cannot(reason),
        };
        let told = (outcome, self.gaps(&pointing.targets));
        let is_new = pointing.told.as_ref() != Some(&told);
        pointing.told = Some(told.clone());
        drop(inner);
        if is_new {
            let (outcome, gaps) = told;
            self.say(&FrameToTop::Pointed { document: self.name.clone(), outcome, gaps });
        }
    }

    /// What is free beside these elements.
    fn gaps(&self, elements: &[Element]) -> Option<Gaps> {
        let width = f64::from(self.document.document_element()?.client_width());
        let mut gaps: Option<(f64, f64)> = None;
        for element in elements {
            let area = element.get_bounding_client_rect();
            let (start, end) = gaps.unwrap_or((width, width));
            gaps = Some((start.min(area.left()), end.min(width - area.right())));
        }
        // Pixels of a window fit.
        #[allow(clippy::cast_possible_truncation)]
        gaps.map(|(start, end)| Gaps { start: start as i64, end: end as i64 })
    }

    /// Proves the ring before the browser paints, and collects when things have settled.
    fn changed(self: &Rc<Self>, soon: bool) {
        let mut inner = self.inner.borrow_mut();
        if let Some(ring) = inner.pointing.as_mut().and_then(|pointing| pointing.ring.as_mut()) {
            ring.prove();
        }
        // What is collected of two states of a page is true of neither.
        if inner.reading.take().is_some() {
            inner.anew += 1;
        }
        // What is due no later is not put off: a page that is edited without end would never be read.
        if inner.pending.as_ref().is_none_or(|pending| soon && !pending.is_soon) {
            let agent = Rc::downgrade(self);
            let wait = if soon { 0 } else { SETTLE };
            let collects = Later::after(wait, move || with(&agent, |agent| agent.collect()));
            inner.pending = Some(Pending { is_soon: soon, _collects: collects });
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
        let watch = Watch { observer, what, _callback: callback, _listeners: self.listeners() };
        watch.watch(&self.document);
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
                agent.catch_up();
                agent.say(&FrameToTop::Closed { document: agent.name.clone(), at: now() });
            });
        });
        edited.into_iter().chain([submitted, closed]).collect()
    }

    fn say_submitted(self: &Rc<Self>) {
        self.catch_up();
        self.say(&FrameToTop::Submitted { document: self.name.clone(), at: now() });
    }

    fn say(&self, says: &FrameToTop) {
        (self.tell)(&to_text(says));
    }
}

fn with(agent: &Weak<Agent>, act: impl FnOnce(&Rc<Agent>)) {
    if let Some(agent) = agent.upgrade() {
        act(&agent);
    }
}
