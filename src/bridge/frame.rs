//! Between the top document, which judges and draws, and the documents that hold Classic pages.

use crate::{
    evidence::Moment,
    page::{Blocks, blocks::ElementNumber},
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
    Blocks {
        /// The document.
        document: String,
        /// The collection's number; element numbers are good only with it.
        serial: u32,
        /// What it shows.
        blocks: Blocks,
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
    /// So many rings stand on what was asked for.
    Pointed {
        /// The document.
        document: String,
        /// How many.
        rings: usize,
    },
}

impl FrameToTop {
    /// The document that speaks.
    #[must_use]
    pub fn document(&self) -> &str {
        match self {
            FrameToTop::Hello { document, .. }
            | FrameToTop::Blocks { document, .. }
            | FrameToTop::Submitted { document, .. }
            | FrameToTop::Closed { document, .. }
            | FrameToTop::Pointed { document, .. } => document,
        }
    }
}

/// What the top document asks of a frame. A frame whose document has another name does not listen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TopToFrame {
    /// Say hello again.
    WhoIsThere,
    /// Collect now, and whenever something changes.
    Read {
        /// The document.
        document: String,
    },
    /// Stop collecting.
    Rest {
        /// The document.
        document: String,
    },
    /// Draw rings on these elements and on no others, and bring the first into view.
    Point {
        /// The document.
        document: String,
        /// The collection the numbers are of.
        serial: u32,
        /// Which.
        elements: Vec<ElementNumber>,
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
            TopToFrame::Read { document }
            | TopToFrame::Rest { document }
            | TopToFrame::Point { document, .. }
            | TopToFrame::Unpoint { document } => Some(document),
        }
    }
}
