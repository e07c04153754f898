//! What the pages of one org showed, by what is on them: which record a name is, where the API does not say.
//!
//! Only pages that were read without doubt count, and none that a Save made old or whose form was left unsaved. Two records of one name
//! are none. A list tells the way to a record; who a user is, only the user's own page tells.

use super::{Evidence, Moment, PageFacts, Places, Reading, Seen, SetSeen, Spot, SpotRecord};
use crate::setup::Place;
use std::cell::Cell;

/// All pages that were read. Of which places something was asked is noted: what was judged by them rests on those. Whoever judges reads
/// pages by this alone.
#[derive(Debug)]
pub struct Pages<'e> {
    evidence: &'e Evidence,
    asked: Cell<Places>,
}

/// Something that a page tells, and of when.
pub type Dated<'e, T> = (&'e T, Moment);

impl<'e> Pages<'e> {
    /// These pages, of which nothing was asked yet.
    #[must_use]
    pub fn of(evidence: &'e Evidence) -> Self {
        Pages { evidence, asked: Cell::default() }
    }

    /// The places of which something was asked.
    #[must_use]
    pub fn asked(&self) -> Places {
        self.asked.get()
    }

    fn note(&self, place: Place) {
        self.asked.set(self.asked.get().with(place));
    }

    /// All that is known of a spot.
    #[must_use]
    pub fn record(&self, spot: &Spot) -> Option<&'e SpotRecord> {
        self.note(spot.place);
        self.evidence.spots.get(spot)
    }

    /// Whether the page of a spot is open in this tab with the document of this reading.
    #[must_use]
    pub fn is_open(&self, spot: &Spot, reading: &Reading) -> bool {
        self.note(spot.place);
        self.evidence.open.get(spot) == Some(&reading.document)
    }

    /// What is on a page.
    #[must_use]
    pub fn seen(&self, spot: &Spot) -> Option<Dated<'e, Seen>> {
        counting(self.record(spot)?)
    }

    /// What was on a page, whatever was saved there since.
    #[must_use]
    pub fn once(&self, spot: &Spot) -> Option<Dated<'e, Seen>> {
        let reading = self.record(spot)?.reading.as_ref()?;
        Some((reading.facts.seen.as_ref().ok()?, reading.loaded_at))
    }

    /// The permission set that bears a label, on the list.
    #[must_use]
    pub fn set(&self, label: &str) -> Option<(&'e str, Moment)> {
        let (Seen::PermissionSets { sets, .. }, at) = self.seen(&Spot::new(Place::PermissionSets, None))?
        else {
            return None;
        };
        let mut found = None;
        for SetSeen { label: other, record } in sets {
            match (other == label, found) {
                (true, None) => found = Some(record.as_deref()?),
                (true, Some(_)) => return None,
                (false, _) => {}
            }
        }
        Some((found?, at))
    }

    /// The record of the user in whose row a name for login stands, on the list.
    #[must_use]
    pub fn listed(&self, name: &str) -> Option<&'e str> {
        let (Seen::Users { users, .. }, _) = self.seen(&Spot::new(Place::Users, None))? else { return None };
        let mut found = None;
        for user in users {
            if is_among(name, &user.cells) && found.replace(user.record.as_str()).is_some() {
                return None;
            }
        }
        found
    }

    /// Whether nothing was saved on a user's form since.
    fn is_unedited(&self, user: &str, at: Moment) -> bool {
        let form = self.record(&Spot::new(Place::UserEdit, Some(user)));
        form.is_none_or(|form| !form.void().page(at))
    }

    /// The page of the user whose name for login is on it.
    #[must_use]
    pub fn user(&self, name: &str) -> Option<(&'e str, Dated<'e, Seen>)> {
        self.note(Place::User);
        let mut found = None;
        for (spot, record) in self.evidence.spots.iter() {
            if let (Place::User, Some(id)) = (spot.place, &spot.record)
                && let Some((seen @ Seen::User { texts, .. }, at)) = counting(record)
                && is_among(name, texts)
                && self.is_unedited(id, at)
                && found.replace((id.as_str(), (seen, at))).is_some()
            {
                return None;
            }
        }
        found
    }
}

fn counting(record: &SpotRecord) -> Option<Dated<'_, Seen>> {
    let reading = record.reading.as_ref()?;
    let PageFacts { error: false, seen: Ok(seen) } = &reading.facts else { return None };
    let counts = !record.void().page(reading.loaded_at) && !reading.facts.is_unsaved();
    counts.then_some((seen, reading.loaded_at))
}

/// Names for login are compared without case, as Salesforce does.
fn is_among(name: &str, texts: &[String]) -> bool {
    texts.iter().any(|text| text.eq_ignore_ascii_case(name))
}
