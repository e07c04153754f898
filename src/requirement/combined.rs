//! Requirements of requirements: all of some, any of some, and the opposite of one.
//!
//! What cannot be told of a part is not guessed: it leaves the whole open, unless another part decides the whole alone.

use super::{
    Control, Input, Kind, Moment, Need, Object, OrgFacts, PageFacts, PageVerdict, Pages, Place, Requirement,
    Spot, Subjects, Value, Verdict, object_places::Told, way::Way,
};

/// The verdict of some, where `decisive` of one decides the whole.
fn together(verdicts: Vec<Verdict>, decisive: bool) -> Verdict {
    let mut open = None;
    let mut last = None;
    for verdict in verdicts {
        match verdict.decided() {
            Some(holds) if holds == decisive => return verdict,
            Some(_) => last = last.or(Some(verdict)),
            None => open = open.or(Some(verdict)),
        }
    }
    open.or(last).unwrap_or(Verdict::CannotTell(super::Reason::NotTold))
}

fn opposite(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Holds(value) => Verdict::Fails(value),
        Verdict::Fails(value) => Verdict::Holds(value),
        open @ Verdict::CannotTell(_) => open,
    }
}

/// What a page says of all parts.
fn one(
    parts: &[Requirement],
    judge: &dyn Fn(&Requirement) -> PageVerdict,
    together: &dyn Fn(Vec<Verdict>) -> Verdict,
) -> PageVerdict {
    let (mut verdicts, mut unsaved, mut ready) = (Vec::new(), false, !parts.is_empty());
    for part in parts {
        let said = judge(part);
        unsaved |= said.unsaved;
        ready &= said.ready;
        verdicts.push(said.saved);
    }
    PageVerdict { saved: together(verdicts), unsaved, ready }
}

fn way_of(parts: &[Requirement], who: &Subjects<'_>, pages: &Pages<'_>) -> Way {
    let mut way = Way::default();
    for part in parts {
        way.then(part.way(who, pages));
    }
    way
}

/// What all three have in common: they are their parts.
macro_rules! combines {
    ($($(#[$doc:meta])* $kind:ident $name:literal, $read:expr, $together:expr, $wanted:expr, $lowers:ident, $opposite:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $kind(Vec<Requirement>);

        crate::wire::wraps!($kind);

        impl $kind {
            /// Its parts.
            #[must_use]
            pub fn parts(&self) -> &[Requirement] {
                &self.0
            }
        }

        impl Kind for $kind {
            const NAME: &'static str = $name;

            fn read(options: &mut Object<'_>) -> Option<Self> {
                let read: fn(&mut Object<'_>) -> Option<Vec<Requirement>> = $read;
                read(options).map($kind)
            }

            fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
                self.0.iter().for_each(|part| part.add_inputs(inputs));
            }

            fn hints(&self) -> Vec<Input<'_>> {
                self.0.iter().flat_map(Requirement::hints).collect()
            }

            fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
                self.0.iter().flat_map(|part| part.needs(who)).collect()
            }

            fn asked_at(&self, _: &[Need], who: &Subjects<'_>, org: &OrgFacts) -> Option<Moment> {
                parts_asked_at(&self.0, who, org)
            }

            fn spots(&self, org: &OrgFacts) -> Vec<Spot> {
                spots_of(&self.0, org)
            }

            fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
                $together(self.0.iter().map(|part| part.org_side(who, org).verdict).collect())
            }

            fn judge_page(&self, who: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
                one(&self.0, &|part| part.judge_page(who, page), &$together)
            }

            fn way(&self, who: &Subjects<'_>, pages: &Pages<'_>) -> Way {
                way_of(&self.0, who, pages)
            }

            fn judge_way(&self, who: &Subjects<'_>, pages: &Pages<'_>, page: &PageFacts) -> Option<PageVerdict> {
                Some(one(&self.0, &|part| part.judge_way(who, pages, page), &$together))
            }

            fn control(&self, place: Place) -> Option<Control> {
                self.0.iter().find_map(|part| part.control(place))
            }

            fn control_for(&self, place: Place, who: &Subjects<'_>, org: &OrgFacts) -> Option<Control> {
                self.0.iter().find_map(|part| part.control_for(place, who, org))
            }

            fn told_places(&self, who: &Subjects<'_>, org: &OrgFacts) -> Option<Vec<Told>> {
                Some(places_of(&self.0, who, org))
            }

            fn wanted(&self) -> Value {
                let wanted: fn(&[Requirement]) -> Value = $wanted;
                wanted(&self.0)
            }

            fn lowers_protection(&self) -> Option<&'static str> {
                self.0.iter().find_map(Requirement::$lowers)
            }

            fn opposite_lowers_protection(&self) -> Option<&'static str> {
                self.0.iter().find_map(Requirement::$opposite)
            }
        }
    )+};
}

combines! {
    /// "All of these hold".
    AllOf "all_of", |options| Requirement::read_list(options, "of"), |parts| together(parts, false), |_| Value::Present,
        lowers_protection, opposite_lowers_protection;
    /// "One of these holds".
    AnyOf "any_of", |options| Requirement::read_list(options, "of"), |parts| together(parts, true), first_wanted,
        lowers_protection, opposite_lowers_protection;
    /// "This does not hold".
    Not "not", |options| Some(vec![Requirement::read(options, "of")?]), |parts| opposite(together(parts, true)), |_| Value::Absent,
        opposite_lowers_protection, lowers_protection;
}

fn first_wanted(parts: &[Requirement]) -> Value {
    parts.first().map_or(Value::Present, Requirement::wanted)
}

/// Of the part that was asked first; what the admin said is no question to the org.
fn parts_asked_at(parts: &[Requirement], who: &Subjects<'_>, org: &OrgFacts) -> Option<Moment> {
    let mut oldest = Moment(u64::MAX);
    for part in parts {
        let at = part.asked_at(who, org)?;
        if at != Moment::default() || parts.len() == 1 {
            oldest = oldest.min(at);
        }
    }
    Some(if oldest == Moment(u64::MAX) { Moment::default() } else { oldest })
}

/// A place of several parts is the first one's that has something to touch there.
fn places_of(parts: &[Requirement], who: &Subjects<'_>, org: &OrgFacts) -> Vec<Told> {
    let mut places: Vec<Told> = Vec::new();
    for (spot, control) in parts.iter().flat_map(|part| part.places(who, org)) {
        match places.iter_mut().find(|(known, _)| *known == spot) {
            Some((_, known)) if known.is_none() => *known = control,
            Some(_) => {}
            None => places.push((spot, control)),
        }
    }
    places
}

fn spots_of(parts: &[Requirement], org: &OrgFacts) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    for spot in parts.iter().flat_map(|part| part.spots(org)) {
        if !spots.contains(&spot) {
            spots.push(spot);
        }
    }
    spots
}
