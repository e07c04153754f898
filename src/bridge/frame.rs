//! Between the top document, which judges and draws, and the documents that hold Classic pages.

use crate::{
    evidence::{Moment, PageFacts, Reason},
    requirement::Control,
    setup::Place,
};
use serde::{Deserialize, Serialize};

/// A frame as the browser names it. The number alone may be used again for another document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FrameName {
    /// The browser's number; 0 is the top frame.
    pub id: i64,
    /// The document's own random name.
    pub document: String,
}

/// What a document tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FrameToTop {
    /// It is there.
    Hello {
        /// Its random name.
        document: String,
        /// When its request left.
        loaded_at: Moment,
        /// `window.name`: Lightning gives each of its frames one.
        name: String,
        /// `location.pathname`.
        path: String,
        /// `location.search`.
        query: String,
    },
    /// What it shows now.
    Facts {
        /// The document.
        document: String,
        /// What the place's reader says of it.
        facts: PageFacts,
        /// `<html lang>`.
        language: String,
        /// What the button that saves says, where there is one.
        save: Option<String>,
    },
    /// A form of it was sent.
    Submitted {
        /// The document.
        document: String,
        /// When.
        at: Moment,
    },
    /// It goes away.
    Closed {
        /// The document.
        document: String,
        /// When.
        at: Moment,
    },
    /// How pointing went.
    Pointed {
        /// The document.
        document: String,
        /// How.
        outcome: PointOutcome,
        /// What is free beside the rings.
        gaps: Option<Gaps>,
    },
}

impl FrameToTop {
    /// The document that speaks.
    #[must_use]
    pub fn document(&self) -> &str {
        match self {
            FrameToTop::Hello { document, .. }
            | FrameToTop::Facts { document, .. }
            | FrameToTop::Submitted { document, .. }
            | FrameToTop::Closed { document, .. }
            | FrameToTop::Pointed { document, .. } => document,
        }
    }
}

/// How much is free on either side of what is ringed, in pixels of the window that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gaps {
    /// On the left; where the sidebar's document is written from right to left, on the right.
    pub start: i64,
    /// On the other side.
    pub end: i64,
}

/// How pointing went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PointOutcome {
    /// The frame was asked.
    Asked,
    /// So many rings are drawn.
    Shown(usize),
    /// It can't be pointed at.
    Cannot(Reason),
    /// The control is there, but this user may not change it.
    MayNotChange,
}

/// What the top document asks of a frame. A frame whose document has another name does not listen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TopToFrame {
    /// Say hello again.
    WhoIsThere,
    /// Read the place's page now, and whenever something changes.
    Read {
        /// The document.
        document: String,
        /// The place.
        place: Place,
    },
    /// Stop collecting.
    Rest {
        /// The document.
        document: String,
    },
    /// Draw a ring around what this control is on the page that is read, bring it into view, and keep it true.
    Point {
        /// The document.
        document: String,
        /// What to touch.
        control: Control,
    },
    /// Remove all rings.
    Unpoint {
        /// The document.
        document: String,
    },
}

impl TopToFrame {
    /// Whom it is for; `None` for everybody.
    #[must_use]
    pub fn document(&self) -> Option<&str> {
        match self {
            TopToFrame::WhoIsThere => None,
            TopToFrame::Read { document, .. }
            | TopToFrame::Rest { document }
            | TopToFrame::Point { document, .. }
            | TopToFrame::Unpoint { document } => Some(document),
        }
    }
}
