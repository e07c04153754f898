//! What a place's page showed, in the place's own terms.

use super::{Moment, Ordered, Reason};
use serde::{Deserialize, Serialize};

/// A page as it was read once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The document it was read in: a random name that no other document has.
    pub document: String,
    /// When the document's request left. For a page that Lightning draws itself: when this content was first seen.
    pub loaded_at: Moment,
    /// What it says.
    pub facts: PageFacts,
}

/// What a page says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageFacts {
    /// Whether the page shows an error: then what its form holds was submitted but not saved.
    pub error: bool,
    /// What is on it, or why that cannot be read.
    pub seen: Result<Seen, Reason>,
}

/// What is on a page, by place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Seen {
    /// Session Settings: boxes by the name the Metadata API gives the setting.
    SessionSettings {
        /// The boxes whose setting is certain.
        boxes: Ordered<String, BoxSeen>,
        /// The page's language where it has no table of labels.
        unlabelled: Option<String>,
    },
    /// Installed Packages.
    InstalledPackages {
        /// The rows of the upper list.
        packages: Vec<PackageSeen>,
        /// Whether the list shows all there are.
        whole: bool,
    },
    /// The list of permission sets.
    PermissionSets {
        /// Its rows.
        sets: Vec<SetSeen>,
        /// Whether the list shows all there are.
        whole: bool,
    },
    /// One permission set's own page, which says nothing of its assignments.
    PermissionSet,
    /// Who holds a set: texts of the rows' cells, one list per row.
    Assignments {
        /// Cells by row.
        rows: Vec<Vec<String>>,
    },
    /// Network Access.
    TrustedIpRanges {
        /// The ranges of the rows that could be read.
        ranges: Vec<RangeSeen>,
        /// Whether these are all there are.
        whole: bool,
    },
    /// The form of a new trusted IP range, which says nothing of those there are.
    TrustedIpRange,
}

/// A checkbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoxSeen {
    /// As the page was sent.
    pub saved: bool,
    /// As it is now.
    pub shown: bool,
    /// Whether this user may change it.
    pub enabled: bool,
}

/// A row of Installed Packages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageSeen {
    /// Package name.
    pub name: String,
    /// Version number.
    pub version: String,
    /// All cells after the name, in order.
    pub cells: Vec<String>,
    /// The cell under "Status", where that column was found by a proven label.
    pub status: Option<String>,
}

/// A row of Permission Sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetSeen {
    /// Its label.
    pub label: String,
    /// Its record id, where the row's link says so.
    pub record: Option<String>,
}

/// A row of Network Access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RangeSeen {
    /// First address, as the page writes it.
    pub start: String,
    /// Last address.
    pub end: String,
}
