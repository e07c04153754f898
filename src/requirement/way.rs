//! The way to one record's page by what other pages showed, for where the API does not name the record.
//!
//! The list of users leads to a user's page, and that to the profile: each is a place of a step only once the page before it was read.

use super::Control;
use crate::{
    evidence::{Moment, Pages, Seen, SetSeen, Spot},
    setup::Place,
};

/// The most users whose pages lead on.
const MOST_USERS: usize = 10;

/// Where a step can be seen or changed, as pages tell it.
#[derive(Debug, Clone)]
pub struct Way {
    /// The places, best first, and what to touch there.
    pub spots: Vec<(Spot, Option<Control>)>,
    /// The date of the oldest page by which a place is known to be the step's.
    pub told_at: Moment,
}

impl Default for Way {
    fn default() -> Self {
        Way { spots: Vec::new(), told_at: Moment(u64::MAX) }
    }
}

impl Way {
    /// One more place, of a record.
    pub fn to(&mut self, place: Place, record: &str, control: Option<Control>) {
        self.spots.push((Spot::new(place, Some(record)), control));
    }

    /// It rests on a page of this date too.
    pub fn rests_on(&mut self, at: Moment) {
        self.told_at = self.told_at.min(at);
    }

    /// Then another way.
    pub fn then(&mut self, other: Way) {
        self.rests_on(other.told_at);
        for (spot, control) in other.spots {
            if !self.spots.iter().any(|(known, _)| *known == spot) {
                self.spots.push((spot, control));
            }
        }
    }
}

/// The pages of all these users, `None` where one was not read; and the way to them: first what was not read yet.
#[must_use]
pub fn people<'e>(names: &[String], pages: &Pages<'e>) -> (Option<Vec<&'e Seen>>, Way) {
    let (mut read, mut way, mut known) = (Vec::new(), Way::default(), Way::default());
    let mut unread = None;
    for name in names.iter().take(MOST_USERS) {
        if let Some((record, (seen, at))) = pages.user(name) {
            read.push(seen);
            known.to(Place::User, record, Some(Control::EditUser));
            known.rests_on(at);
            continue;
        }
        unread = unread.or(Some(name));
        if let Some(record) = pages.listed(name) {
            way.to(Place::User, record, Some(Control::EditUser));
        }
    }
    let list = |name: &String| (Spot::new(Place::Users, None), Some(Control::UserLink(name.clone())));
    way.spots.extend(unread.map(list));
    way.then(known);
    if unread.is_none() {
        way.spots.extend(names.first().map(list));
    }
    ((!read.is_empty() && read.len() == names.len()).then_some(read), way)
}

/// The profiles of all these users, each once, and the way to their users.
#[must_use]
pub fn profiles<'e>(names: &[String], pages: &Pages<'e>) -> (Option<Vec<&'e str>>, Way) {
    let (read, mut way) = people(names, pages);
    for (_, control) in way.spots.iter_mut().filter(|(spot, _)| spot.place == Place::User) {
        *control = None;
    }
    let mut profiles: Vec<&str> = Vec::new();
    for seen in read.unwrap_or_default() {
        let Seen::User { profile: Some(SetSeen { record: Some(profile), .. }), .. } = seen else {
            return (None, way);
        };
        if !profiles.contains(&profile.as_str()) {
            profiles.push(profile);
        }
    }
    ((!profiles.is_empty()).then_some(profiles), way)
}
