//! Something only a person can see to: no evidence but the admin's word decides it.

use super::{Kind, Need, Object, OrgFacts, Place, Reason, Spot, Subjects, Value, Verdict, record};
use crate::setup::place::PLACES;

/// "Done by hand".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manual {
    place: Option<Place>,
}

record! { Manual { place } }

impl Kind for Manual {
    const NAME: &'static str = "manual";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let can_go = |place: Place| place.linked() && !place.needs_record();
        let places = PLACES.iter().filter(|row| can_go(row.place)).map(|row| (row.id, Some(row.place)));
        let places: Vec<_> = places.collect();
        Some(Manual { place: options.choice_or("place", &places, None)? })
    }

    fn needs(&self, _: &Subjects<'_>) -> Vec<Need> {
        Vec::new()
    }

    /// Where to look; it is evidence of nothing.
    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        self.place.map(|place| Spot::new(place, None)).into_iter().collect()
    }

    fn judge_org(&self, _: &Subjects<'_>, _: &OrgFacts) -> Verdict {
        Verdict::CannotTell(Reason::ByHand)
    }

    fn wanted(&self) -> Value {
        Value::ByHand
    }

    fn by_hand(&self) -> bool {
        true
    }
}
