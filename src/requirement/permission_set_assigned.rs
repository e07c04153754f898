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
    permission_set::SetName,
    record, rows,
};
use crate::evidence::{Field, OrgFacts, PageFacts, Row, Seen, Table};

/// "Permission set S is assigned to everybody of input I".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermissionSetAssigned {
    set: SetName,
    to: String,
}

record! { PermissionSetAssigned { set, to } }

impl PermissionSetAssigned {
    fn need(&self, table: Table, users: &[String]) -> Need {
        Need::of(table, [self.set.key()], users)
    }

    fn judge(&self, users: &[String], org: &OrgFacts) -> Result<Verdict, Reason> {
        let Some(set) = self.set.find(rows(&self.need(Table::PermissionSets, &[]), org)?)? else {
            return Ok(absent(Table::PermissionSets, org));
        };
        if text(set, "Type") == Some("Session") {
            return Err(Reason::SessionBased);
        }
        let id = text(set, "Id").ok_or(Reason::NotTold)?;
        let assignments = rows(&self.need(Table::Assignments, users), org)?;
        let groups = rows(&self.need(Table::GroupComponents, &[]), org)?;
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

    fn control_to_assign(&self, place: Place, users: &[String]) -> Option<Control> {
        Some(match place {
            Place::PermissionSets => Control::SetLink(self.set.label.clone()),
            Place::PermissionSet => Control::ManageAssignments(users.to_vec()),
            Place::ManageAssignments => Control::Assign(users.to_vec()),
            _ => return None,
        })
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

    fn inputs(&self) -> Vec<Input<'_>> {
        vec![(&self.to, InputKind::Users)]
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        vec![
            self.need(Table::PermissionSets, &[]),
            self.need(Table::GroupComponents, &[]),
            self.need(Table::Assignments, who.of(&self.to)),
        ]
    }

    fn spots(&self, org: &OrgFacts) -> Vec<Spot> {
        let sets = rows(&self.need(Table::PermissionSets, &[]), org)
            .ok()
            .and_then(|rows| self.set.find(rows).ok())
            .flatten();
        // Nobody holds a set that works only in some sessions by being on its list.
        let record = sets.filter(|set| text(set, "Type") != Some("Session")).and_then(|set| text(set, "Id"));
        let of_record = [Place::ManageAssignments, Place::PermissionSet]
            .map(|place| record.map(|id| Spot::new(place, Some(id))));
        of_record.into_iter().flatten().chain([Spot::new(Place::PermissionSets, None)]).collect()
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who.of(&self.to), org).unwrap_or_else(Verdict::CannotTell)
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
        let (_, mut way) = self.set.way(&[Place::ManageAssignments, Place::PermissionSet], pages);
        for (spot, control) in &mut way.spots {
            *control = self.control_to_assign(spot.place, who.of(&self.to));
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
        let (record, _) = pages.set(&self.set.label)?;
        let holds = |user: &String| {
            let own = pages.user(user).map(|(_, (seen, _))| seen);
            rows.iter().flatten().any(|cell| cell.eq_ignore_ascii_case(user))
                || matches!(own, Some(Seen::User { sets, .. }) if sets.iter().any(|set| set.record.as_deref().is_some_and(|id| same_id(id, record))))
        };
        let users = who.of(&self.to);
        Some(PageVerdict::of(match self.set.is_told(record, pages) {
            Err(reason) => Verdict::CannotTell(reason),
            Ok(true) => Verdict::CannotTell(Reason::SessionBased),
            Ok(false) if !users.is_empty() && users.iter().all(holds) => {
                Verdict::Holds(progress(users.len(), &[]))
            }
            Ok(false) => Verdict::CannotTell(Reason::NotOnThisPart),
        }))
    }

    fn control(&self, place: Place) -> Option<Control> {
        self.control_to_assign(place, &[])
    }

    /// Names the users who lack it, as far as they are known.
    fn control_for(&self, place: Place, who: &Subjects<'_>, org: &OrgFacts) -> Option<Control> {
        match self.judge_org(who, org) {
            Verdict::Fails(Value::Progress { missing, .. }) => self.control_to_assign(place, &missing),
            _ => self.control_to_assign(place, who.of(&self.to)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Answer, Moment, Ordered};

    #[test]
    fn the_holders_of_a_set_that_works_only_in_some_sessions_are_no_evidence() {
        let kind =
            PermissionSetAssigned { set: SetName { label: "A".into(), namespace: None }, to: "who".into() };
        for (of_type, places) in [
            ("Regular", vec![Place::ManageAssignments, Place::PermissionSet, Place::PermissionSets]),
            ("Session", vec![Place::PermissionSets]),
        ] {
            let row = [("Id", "0PS000000000001AAA"), ("Label", "A"), ("Type", of_type)];
            let row: Row = row.map(|(name, text)| (name.to_owned(), Field::Text(text.to_owned()))).into();
            let asked = kind.need(Table::PermissionSets, &[]);
            let answer = Answer { asked_at: Moment(1), asked, rows: Ok(vec![row]) };
            let org =
                OrgFacts { answers: Ordered::from([(Table::PermissionSets, answer)]), ..OrgFacts::default() };
            let found: Vec<Place> = kind.spots(&org).into_iter().map(|spot| spot.place).collect();
            assert_eq!(found, places, "{of_type}");
        }
    }
}
