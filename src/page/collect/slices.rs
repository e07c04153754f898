//! Collects a document in slices, so that a page of ten thousand rows does not stand still while it is read.
//!
//! Between two slices the page may change. Who collects watches it, and begins anew where it did: what was collected of two states of a
//! page is true of neither. What a script changes without a trace (`checked`, a style) is unseen here as it is between two readings; none of
//! it is what is saved.

use super::{Collected, Collector};
use crate::page::dom::ParentNode;
use js_sys::Date;
use std::{
    cell::Cell,
    future::{Future, poll_fn},
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};
use web_sys::Document;

/// About so long, in milliseconds, a page is held up at a time while it is collected: too short for anybody to feel.
pub const SLICE: f64 = 15.0;

/// A document that is being collected.
pub struct Slices {
    pace: Rc<Pace>,
    roots: Vec<ParentNode>,
    rest: Pin<Box<dyn Future<Output = Collected>>>,
}

impl Slices {
    /// Begins with a document, of which so many milliseconds are worked at a time.
    #[must_use]
    pub fn of(document: &Document, milliseconds: f64) -> Self {
        let pace = Rc::new(Pace { milliseconds: Cell::new(milliseconds), begun: Cell::new(Date::now()) });
        let collector = Collector::of(document, pace.clone());
        let roots = collector.scope.shadow_roots().to_vec();
        Slices { pace, roots, rest: Box::pin(collector.collect(document.clone())) }
    }

    /// The shadow roots that are looked into: who watches the document sees no change in them.
    #[must_use]
    pub fn roots(&self) -> &[ParentNode] {
        &self.roots
    }

    /// Makes the next slice the last.
    pub fn hurry(&self) {
        self.pace.milliseconds.set(f64::INFINITY);
    }

    /// Does the next slice; gives what the document shows once it was the last. Not to be called again then.
    pub fn go_on(&mut self) -> Option<Collected> {
        match self.rest.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(collected) => Some(collected),
            Poll::Pending => None,
        }
    }
}

/// Collects a document at once.
#[must_use]
pub fn collect(document: &Document) -> Collected {
    let mut slices = Slices::of(document, f64::INFINITY);
    loop {
        if let Some(collected) = slices.go_on() {
            return collected;
        }
    }
}

/// When a slice ends.
pub(super) struct Pace {
    milliseconds: Cell<f64>,
    begun: Cell<f64>,
}

impl Pace {
    /// To be awaited between pieces of work that take well under a millisecond: lets the page go on once the slice is over.
    pub(super) async fn breath(&self) {
        let worked = Date::now() - self.begun.get();
        // A clock that was set back ends it too.
        if (0.0..self.milliseconds.get()).contains(&worked) {
            return;
        }
        let mut paused = false;
        poll_fn(|_| if std::mem::replace(&mut paused, true) { Poll::Ready(()) } else { Poll::Pending }).await;
        self.begun.set(Date::now());
    }
}
