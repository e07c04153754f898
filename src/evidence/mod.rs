//! What was observed, as plain data with its source and time, and which of two observations wins.
//!
//! Nothing here judges: it holds what a page showed, what the org's API answered and what the admin said. Absence of evidence is
//! never a pass and never a fail.

pub mod apps;
pub mod by_spot;
pub mod ordered;
pub mod org_facts;
pub mod org_says;
pub mod page_facts;
pub mod pages;
pub mod said;
pub mod verdict;
pub mod weigh;

pub use apps::{Offer, UsedApp, only_app};
pub use by_spot::{BySpot, Places};
pub use ordered::Ordered;
pub use org_facts::{Answer, Api, Field, Key, ME, NO_ID, Need, OrgFacts, Row, Table, Usage};
pub use org_says::{OrgSays, OrgWord};
pub use page_facts::{
    AppSeen, AppType, BoxSeen, CallsSeen, PackageSeen, PageFacts, ProfileSeen, RangeSeen, Reading, Seen,
    SetSeen, UserSeen,
};
pub use pages::Pages;
pub use said::{Attestation, Inputs, Limit};
pub use verdict::{Fault, Reason, Value, Verdict};
pub use weigh::{OrgSide, PageSide, Void, Weighed, weigh};

use crate::setup::Place;
use serde::{Deserialize, Serialize};

/// By how many milliseconds a browser that resists fingerprinting may blur its clock.
pub const CLOCK_BLUR: u64 = 150;

/// A point in time: milliseconds since 1970 by the browser's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Moment(pub u64);

impl Moment {
    /// How long before `later` this was, in milliseconds; 0 if it was not.
    #[must_use]
    pub fn until(self, later: Moment) -> u64 {
        later.0.saturating_sub(self.0)
    }

    /// Whether this is later than now: then the clock was set back since.
    #[must_use]
    pub fn is_to_come(self, now: Moment) -> bool {
        now.until(self) > CLOCK_BLUR
    }

    /// Reads a date as the API writes it, with a time or without: `2026-11-22T08:00:00.000+0000`. It is the first moment of that day.
    #[must_use]
    pub fn of_day(text: &str) -> Option<Self> {
        let mut parts = text.get(..10)?.split('-').map(|part| part.parse::<u64>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        // Years begin in March here, so that a leap day is a year's last ("chrono-Compatible Low-Level Date Algorithms", Hinnant).
        let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
        let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day;
        // Until 1 January 1970 there are 719,468, and the first of a month is its day 1.
        Some(Moment(days.checked_sub(719_469)? * 86_400_000))
    }
}

/// A place in one org: the page, and the record whose page it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Spot {
    /// The page.
    pub place: Place,
    /// The record's id in its 15-character form, where the place is one record's; with `/` and an object's key where it is that of one.
    pub record: Option<String>,
}

impl Spot {
    /// A spot, with the record's id cut to the 15 characters that tell records apart (the last three are a checksum).
    #[must_use]
    pub fn new(place: Place, record: Option<&str>) -> Self {
        let short = |record: &str| match record.split_once('/') {
            Some((id, object)) => [id.get(..15).unwrap_or(id), object].join("/"),
            None => record.chars().take(15).collect(),
        };
        Spot { place, record: record.map(short) }
    }
}

/// What is known of one spot's page.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SpotRecord {
    /// The newest reading of the page.
    pub reading: Option<Reading>,
    /// When a Save was last seen here. Voids all older evidence for this spot.
    pub saved_at: Option<Moment>,
    /// The last page here that went away with a change in it.
    pub lost: Option<Lost>,
}

/// A page that went away with a change in it: its form was sent, seen or unseen, or may have been, at some time before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Lost {
    /// When it was gone. The API may have told the older value until then.
    pub gone_at: Moment,
    /// When it was asked for. What was asked for later is the answer to its form, or newer.
    pub loaded_at: Moment,
}

impl SpotRecord {
    /// When anything was seen here last.
    #[must_use]
    pub fn newest(&self) -> Option<Moment> {
        let read = self.reading.as_ref().map(|reading| reading.loaded_at);
        read.max(self.saved_at).max(self.lost.map(|lost| lost.gone_at))
    }

    /// Which evidence for this spot no longer counts.
    #[must_use]
    pub fn void(&self) -> Void {
        let after_lost = self.lost.map(|lost| Moment(lost.loaded_at.0.saturating_add(1)));
        let gone_at = self.lost.map(|lost| lost.gone_at);
        Void { pages: self.saved_at.max(after_lost), answers: self.saved_at.max(gone_at) }
    }
}

/// All that is known of one org, as one admin sees it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    /// By spot: what its page showed.
    pub spots: BySpot<SpotRecord>,
    /// The document in which each open page was read; a spot that is not here has no open page in this tab.
    pub open: BySpot<String>,
    /// What the API's answers say. Of steps that nothing was asked for, only where they are.
    pub org: OrgSays,
    /// What the admin said, by checklist and step.
    pub said: Ordered<String, Attestation>,
    /// What the admin chose, by checklist and input.
    pub inputs: Inputs,
    /// How old any of it may be before its age is told.
    pub limit: Limit,
}

impl Evidence {
    /// Takes the marks of all pages: the places that show something else, or are open or not open, since they were taken last.
    #[must_use]
    pub fn take_changed(&mut self) -> Places {
        self.spots.take_changed().or(self.open.take_changed())
    }
}
