//! The profile of the chosen users lets addresses log in, or has Login IP Ranges at all.
//!
//! API evidence: Tooling API, `Metadata` of the one `Profile` that the users have (`loginIpRanges`); which one that is, `User` tells. A profile
//! without ranges lets everybody in who knows the password, and its first range would lock out all others: that page is never pointed at.

use super::{
    Control, Input, InputKind, Kind, Need, Object, OrgFacts, PageVerdict, Pages, Reason, Spot, Subjects,
    Value, Verdict,
    access::{same_id, text},
    addresses::Range,
    object_places::{Told, told},
    rows,
    trusted_ip_range::{contained, ranges},
    user::row_of,
    way::{Way, profiles},
};
use crate::{
    evidence::{Field, PageFacts, Seen, Table},
    setup::Place,
};

/// "The profile of input I lets the addresses of input A in", or "… has Login IP Ranges".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginIpRange {
    of: String,
    addresses: Option<String>,
}

crate::wire::record! { LoginIpRange { of, addresses } }

impl LoginIpRange {
    /// The id of the users' profile, where it is one.
    fn profile<'f>(&self, who: &Subjects<'_>, org: &'f OrgFacts) -> Result<&'f str, Reason> {
        let names = who.of(&self.of);
        let users = rows(&Need::of(Table::Users, [], names), org)?;
        let mut found: Option<&str> = None;
        for name in names {
            let own = text(row_of(users, name)?, "ProfileId").ok_or(Reason::NotTold)?;
            if found.replace(own).is_some_and(|other| !same_id(other, own)) {
                return Err(Reason::BadInput("expected users of one profile, found several".to_owned()));
            }
        }
        found.ok_or(Reason::NotTold)
    }

    fn judge(&self, who: &Subjects<'_>, org: &OrgFacts) -> Result<Verdict, Reason> {
        let profile = self.profile(who, org)?;
        let [row] = rows(&Need::of(Table::Profile, [], who.of(&self.of)), org)? else {
            return Err(Reason::NotTold);
        };
        if !text(row, "Id").is_some_and(|id| same_id(id, profile)) {
            return Err(Reason::NotTold);
        }
        let ranges = match row.get("Metadata.loginIpRanges") {
            Some(Field::Rows(rows)) => ranges(rows, "startAddress", "endAddress")?,
            Some(Field::Null) => Vec::new(),
            _ => return Err(Reason::NotTold),
        };
        match &self.addresses {
            None if ranges.is_empty() => Ok(Verdict::Fails(Value::Absent)),
            None => Ok(Verdict::Holds(Value::Present)),
            Some(_) if ranges.is_empty() => Ok(Verdict::Holds(Value::Absent)),
            Some(addresses) => contained(who.of(addresses), &ranges),
        }
    }
}

impl Kind for LoginIpRange {
    const NAME: &'static str = "login_ip_range";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let of = options.text("of");
        let addresses = options.text_or_none("addresses");
        Some(LoginIpRange { of: of?, addresses: addresses? })
    }

    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        inputs.push((&self.of, InputKind::Users));
        inputs.extend(self.addresses.as_deref().map(|addresses| (addresses, InputKind::Addresses)));
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        let users = who.of(&self.of);
        vec![Need::of(Table::Users, [], users), Need::of(Table::Profile, [], users)]
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        vec![Spot::new(Place::Profiles, None)]
    }

    /// The one profile of those who are meant: answers tell of other steps' users too.
    fn told_places(&self, who: &Subjects<'_>, org: &OrgFacts) -> Option<Vec<Told>> {
        let mut spots = Vec::new();
        if let Ok(profile) = self.profile(who, org) {
            for place in [Place::ProfileLoginRanges, Place::Profile] {
                spots.push(Spot::new(place, Some(profile)));
            }
        }
        spots.push(Spot::new(Place::Profiles, None));
        Some(told(spots, &|place| self.control_for(place, who, org)))
    }

    /// That there are none is told by a list that is known to be of ranges alone.
    fn judge_page(&self, who: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        let Ok(Seen::Profile { ranges: seen, whole, .. }) = &page.seen else { return PageVerdict::silent() };
        let Some(addresses) = self.addresses.as_ref().filter(|_| !seen.is_empty()) else {
            return match (seen.is_empty(), &self.addresses) {
                (true, _) if !whole => PageVerdict::silent(),
                (true, None) => PageVerdict::of(Verdict::Fails(Value::Absent)),
                (true, Some(_)) => PageVerdict::of(Verdict::Holds(Value::Absent)),
                (false, _) => PageVerdict::of(Verdict::Holds(Value::Present)),
            };
        };
        let ranges: Vec<Range> =
            seen.iter().filter_map(|range| Range::between(&range.start, &range.end)).collect();
        PageVerdict::of(match contained(who.of(addresses), &ranges).unwrap_or_else(Verdict::CannotTell) {
            Verdict::Fails(_) if !whole => Verdict::CannotTell(Reason::NotOnThisPart),
            verdict => verdict,
        })
    }

    fn way(&self, who: &Subjects<'_>, pages: &Pages<'_>) -> Way {
        let (profiles, users) = profiles(who.of(&self.of), pages);
        let mut way = Way::default();
        if let Some([only]) = profiles.as_deref() {
            for place in [Place::ProfileLoginRanges, Place::Profile] {
                way.to(place, only, self.control(place));
            }
        }
        way.then(users);
        way
    }

    fn control(&self, place: Place) -> Option<Control> {
        let is_theirs = matches!(place, Place::Profile | Place::ProfileLoginRanges);
        (is_theirs && self.addresses.is_some()).then_some(Control::NewLoginRange)
    }

    /// On the list, the profile of the first user.
    fn control_for(&self, place: Place, who: &Subjects<'_>, org: &OrgFacts) -> Option<Control> {
        let (Place::Profiles, users) = (place, who.of(&self.of)) else { return self.control(place) };
        let told = rows(&Need::of(Table::Users, [], users), org).ok()?;
        let own = |row: &&crate::evidence::Row| {
            text(row, "Username").is_some_and(|name| users.iter().any(|user| user.eq_ignore_ascii_case(name)))
        };
        Some(Control::ProfileLink(text(told.iter().find(own)?, "Profile.Name")?.to_owned()))
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who, org).unwrap_or_else(Verdict::CannotTell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Inputs, Ordered, RangeSeen};

    #[test]
    fn ranges_on_a_page_are_evidence_and_their_absence_is_none() {
        let kind = |addresses: Option<&str>| LoginIpRange {
            of: "who".into(),
            addresses: addresses.map(str::to_owned),
        };
        let range = || RangeSeen { start: "192.0.2.0".into(), end: "192.0.2.255".into() };
        for (kind, ranges, whole, address, decided) in [
            (kind(Some("from")), vec![range()], true, "192.0.2.7", Some(true)),
            (kind(Some("from")), vec![range()], false, "192.0.2.7", Some(true)),
            (kind(Some("from")), vec![range()], true, "198.51.100.1", Some(false)),
            (kind(Some("from")), vec![range()], false, "198.51.100.1", None),
            (kind(Some("from")), vec![], false, "192.0.2.7", None),
            (kind(None), vec![range()], false, "", Some(true)),
            (kind(None), vec![], false, "", None),
        ] {
            let inputs = Inputs(Ordered::from([("c/from".to_owned(), vec![address.to_owned()])]));
            let who = Subjects { checklist: "c", inputs: &inputs };
            let seen = Ok(Seen::Profile { classes: vec![], ranges, whole });
            let said = kind.judge_page(&who, &PageFacts { error: false, seen });
            assert_eq!(said.saved.decided(), decided, "{kind:?} {address}");
        }
    }
}
