//! A permission set is there and assigned to every chosen user, directly or through a permission set group.
//!
//! API evidence: REST API, `PermissionSet` by namespace or label, `PermissionSetGroupComponent` for the groups that hold such a set, and the
//! users' own `PermissionSetAssignment` rows; a user without any row is nobody's name, for everybody holds at least their profile's hidden
//! set. Page evidence: rows of Manage Assignments, and the sets on a user's own page; a user who is not there may be on another part of the
//! list or hold the set through a group, so no page says "not assigned". Where the API does not name the set, its label on the list of sets
//! does, and its own page must then tell that it is the one that is meant.

use super::{
    Control, Input, InputKind, Kind, Need, Object, PageVerdict, Pages, Place, Reason, Spot, Subjects, Value,
    Verdict, Way, absence, absent,
    access::{is_named, progress, same_id, text},
    object_places::Told,
    permission_set::{Named, SetName, places_of},
    record, rows,
};
use crate::evidence::{Field, OrgFacts, PageFacts, Row, Seen, Table};

/// Where a set is assigned, best first.
const PLACES: [Place; 2] = [Place::ManageAssignments, Place::PermissionSet];

/// "Permission set S is assigned to everybody of input I".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermissionSetAssigned {
    set: SetName,
    to: String,
}

record! { PermissionSetAssigned { set, to } }

impl PermissionSetAssigned {
    fn judge(&self, who: &Subjects<'_>, org: &OrgFacts) -> Result<Verdict, Reason> {
        let (name, users) = (self.set.get(who)?, who.of(&self.to));
        let Some(set) = found(&name, org)? else { return Ok(absent(Table::PermissionSets, org)) };
        if text(set, "Type") == Some("Session") {
            return Err(Reason::SessionBased);
        }
        let id = text(set, "Id").ok_or(Reason::NotTold)?;
        let assignments = rows(&need(Table::Assignments, &name, users), org)?;
        let groups = rows(&need(Table::GroupComponents, &name, &[]), org)?;
        let mut missing = Vec::new();
        for user in users {
            let own: Vec<&Row> =
                assignments.iter().filter(|row| is_named(row, "Assignee.Username", user)).collect();
            if own.is_empty() {
                // Every user holds at least the hidden set of their profile.
                let unseen = || Reason::NoSuchUser(user.clone());
                return Err(absence(Table::Assignments, org).unwrap_or_else(unseen));
            }
            if !holds(&own, id, groups)? {
                missing.push(user.as_str());
            }
        }
        let value = progress(users.len(), &missing);
        Ok(if missing.is_empty() { Verdict::Holds(value) } else { Verdict::Fails(value) })
    }

    fn set<'f>(&self, who: &Subjects<'_>, org: &'f OrgFacts) -> Option<&'f Row> {
        found(&self.set.get(who).ok()?, org).ok().flatten()
    }
}

fn need(table: Table, set: &Named<'_>, users: &[String]) -> Need {
    Need::of(table, set.keys(), users)
}

fn found<'f>(set: &Named<'_>, org: &'f OrgFacts) -> Result<Option<&'f Row>, Reason> {
    set.find(rows(&need(Table::PermissionSets, set, &[]), org)?)
}

fn control_to_assign(place: Place, users: &[String]) -> Option<Control> {
    match place {
        Place::PermissionSet => Some(Control::ManageAssignments(users.to_vec())),
        Place::ManageAssignments => Some(Control::Assign(users.to_vec())),
        _ => None,
    }
}

/// Whether these assignments of one user give the set, directly or through a group that is up to date.
fn holds(assignments: &[&Row], set: &str, groups: &[Row]) -> Result<bool, Reason> {
    let active = |row: &&&Row| row.get("IsActive").and_then(Field::truth) != Some(false);
    let mut updating = false;
    for row in assignments.iter().filter(active) {
        if text(row, "PermissionSetId").is_some_and(|id| same_id(id, set)) {
            return Ok(true);
        }
        let Some(group) = text(row, "PermissionSetGroupId") else { continue };
        let component = groups.iter().find(|component| {
            text(component, "PermissionSetGroupId") == Some(group)
                && text(component, "PermissionSetId") == Some(set)
        });
        match component.map(|component| text(component, "PermissionSetGroup.Status")) {
            Some(Some("Updated")) => return Ok(true),
            Some(_) => updating = true,
            None => {}
        }
    }
    if updating { Err(Reason::GroupUpdating) } else { Ok(false) }
}

impl Kind for PermissionSetAssigned {
    const NAME: &'static str = "permission_set_assigned";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let set = SetName::read(options);
        let to = options.text("to");
        Some(PermissionSetAssigned { set: set?, to: to? })
    }

    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        inputs.extend(self.set.input());
        inputs.push((&self.to, InputKind::Users));
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        let Ok(set) = self.set.get(who) else { return Vec::new() };
        vec![
            need(Table::PermissionSets, &set, &[]),
            need(Table::GroupComponents, &set, &[]),
            need(Table::Assignments, &set, who.of(&self.to)),
        ]
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        vec![Spot::new(Place::PermissionSets, None)]
    }

    fn told_places(&self, who: &Subjects<'_>, org: &OrgFacts) -> Option<Vec<Told>> {
        // Nobody holds a set that works only in some sessions by being on its list.
        let set = self.set(who, org).filter(|set| text(set, "Type") != Some("Session"));
        let record = set.and_then(|set| text(set, "Id"));
        Some(places_of(record, &PLACES, &|place| self.control_for(place, who, org)))
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who, org).unwrap_or_else(Verdict::CannotTell)
    }

    fn judge_page(&self, who: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        let users = who.of(&self.to);
        PageVerdict::of(match &page.seen {
            Ok(Seen::Assignments { rows }) => {
                let shown = |user: &String| rows.iter().flatten().any(|cell| cell.eq_ignore_ascii_case(user));
                if !users.is_empty() && users.iter().all(shown) {
                    Verdict::Holds(progress(users.len(), &[]))
                } else {
                    Verdict::CannotTell(Reason::NotOnThisPart)
                }
            }
            Ok(_) => Verdict::CannotTell(Reason::NotShown),
            Err(reason) => Verdict::CannotTell(reason.clone()),
        })
    }

    fn way(&self, who: &Subjects<'_>, pages: &Pages<'_>) -> Way {
        let Ok(set) = self.set.get(who) else { return Way::default() };
        let (_, mut way) = set.way(&PLACES, pages);
        for (spot, control) in &mut way.spots {
            *control = control_to_assign(spot.place, who.of(&self.to));
        }
        if way.spots.is_empty() {
            return way;
        }
        for user in who.of(&self.to) {
            if let Some((id, (_, at))) = pages.user(user) {
                way.to(Place::User, id, None);
                way.rests_on(at);
            }
        }
        way
    }

    fn judge_way(&self, who: &Subjects<'_>, pages: &Pages<'_>, page: &PageFacts) -> Option<PageVerdict> {
        let rows: &[Vec<String>] = match &page.seen {
            Ok(Seen::Assignments { rows }) => rows,
            Ok(Seen::User { .. }) => &[],
            _ => return None,
        };
        let set = self.set.get(who).ok()?;
        let (record, _) = pages.set(set.label)?;
        let holds = |user: &String| {
            let own = pages.user(user).map(|(_, (seen, _))| seen);
            rows.iter().flatten().any(|cell| cell.eq_ignore_ascii_case(user))
                || matches!(own, Some(Seen::User { sets, .. }) if sets.iter().any(|set| set.record.as_deref().is_some_and(|id| same_id(id, record))))
        };
        let users = who.of(&self.to);
        Some(PageVerdict::of(match set.is_told(record, pages) {
            Err(reason) => Verdict::CannotTell(reason),
            Ok(true) => Verdict::CannotTell(Reason::SessionBased),
            Ok(false) if !users.is_empty() && users.iter().all(holds) => {
                Verdict::Holds(progress(users.len(), &[]))
            }
            Ok(false) => Verdict::CannotTell(Reason::NotOnThisPart),
        }))
    }

    /// Names the users who lack it, as far as they are known.
    fn control_for(&self, place: Place, who: &Subjects<'_>, org: &OrgFacts) -> Option<Control> {
        match self.judge_org(who, org) {
            _ if place == Place::PermissionSets => self.set.link(who, self.set(who, org)),
            Verdict::Fails(Value::Progress { missing, .. }) => control_to_assign(place, &missing),
            _ => control_to_assign(place, who.of(&self.to)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Answer, Inputs, Moment, Ordered};

    #[test]
    fn the_holders_of_a_set_that_works_only_in_some_sessions_are_no_evidence() {
        let set = SetName::Is { label: "A".into(), namespace: None };
        let kind = PermissionSetAssigned { set, to: "who".into() };
        let who = Subjects { checklist: "c", inputs: &Inputs::default() };
        for (of_type, places) in [
            ("Regular", vec![Place::ManageAssignments, Place::PermissionSet, Place::PermissionSets]),
            ("Session", vec![Place::PermissionSets]),
        ] {
            let row = [("Id", "0PS000000000001AAA"), ("Label", "A"), ("Type", of_type)];
            let row: Row = row.map(|(name, text)| (name.to_owned(), Field::Text(text.to_owned()))).into();
            let asked = need(Table::PermissionSets, &kind.set.get(&who).unwrap(), &[]);
            let answer = Answer { asked_at: Moment(1), asked, rows: Ok(vec![row]) };
            let org =
                OrgFacts { answers: Ordered::from([(Table::PermissionSets, answer)]), ..OrgFacts::default() };
            let found: Vec<Place> =
                kind.told_places(&who, &org).unwrap().into_iter().map(|(spot, _)| spot.place).collect();
            assert_eq!(found, places, "{of_type}");
        }
    }
}
