//! Effective access: what users may do over their profile, their permission sets and their groups together.
//!
//! Every assignment is a row, the one of the profile's own hidden set too, and a group's row names the group's aggregate set, from which
//! what the group mutes is already taken away (Object Reference, PermissionSetAssignment and PermissionSetGroup). Sets that work only in
//! some sessions do not count, nor do groups that Salesforce is still working on: those may only leave it open.

use super::{Control, absence, rows};
use crate::{
    evidence::{Field, Key, ME, Need, OrgFacts, Reason, Row, Spot, Table, Value, Verdict},
    setup::Place,
};

/// The most names told in a finding.
const MOST_NAMES: usize = 10;

/// A text of a row.
#[must_use]
pub fn text<'r>(row: &'r Row, path: &str) -> Option<&'r str> {
    row.get(path).and_then(Field::text)
}

/// Whether a row says yes.
#[must_use]
pub fn is_true(row: &Row, path: &str) -> bool {
    row.get(path).and_then(Field::truth) == Some(true)
}

/// Whether two ids are one record's: the first 15 characters tell records apart, the rest is a checksum.
#[must_use]
pub fn same_id(one: &str, other: &str) -> bool {
    one.len() >= 15 && one.get(..15) == other.get(..15)
}

/// Whether a row has a name: without case, as Salesforce compares names, and as an admin reads them.
#[must_use]
pub fn is_named(row: &Row, path: &str, name: &str) -> bool {
    text(row, path).is_some_and(|found| found.trim().eq_ignore_ascii_case(name.trim()))
}

/// Whether a row is of a package, or of none.
#[must_use]
pub fn is_of(row: &Row, namespace: Option<&str>) -> bool {
    match namespace {
        Some(namespace) => is_named(row, "NamespacePrefix", namespace),
        None => text(row, "NamespacePrefix").is_none(),
    }
}

/// So many of so many.
#[must_use]
pub fn progress(of: usize, missing: &[&str]) -> Value {
    Value::Progress {
        have: of.saturating_sub(missing.len()),
        of,
        missing: missing.iter().take(MOST_NAMES).map(|name| (*name).to_owned()).collect(),
    }
}

/// Where users are given access: the list leads to a user's page, and that to the profile and the sets. It is evidence of nothing.
#[must_use]
pub fn spots() -> Vec<Spot> {
    vec![Spot::new(Place::Users, None)]
}

/// On the list of users, the first who lacks the access.
#[must_use]
pub fn control(place: Place, verdict: &Verdict, users: &[String], org: &OrgFacts) -> Option<Control> {
    if place != Place::Users {
        return None;
    }
    let lacking = match verdict {
        Verdict::Fails(Value::Progress { missing, .. }) => missing.first(),
        _ => None,
    };
    let name = lacking.or(users.first()).filter(|name| *name != ME);
    let name = name.or(org.owner.as_ref().map(|owner| &owner.username))?;
    Some(Control::UserLink(name.clone()))
}

/// What must be known of the users' sets, and which of these permissions the sets grant.
#[must_use]
pub fn needs(users: &[String], permissions: &[&str]) -> Vec<Need> {
    let permissions = permissions.iter().map(|name| Key::Name((*name).to_owned()));
    vec![
        Need::of(Table::Assignments, [Key::All], users),
        Need::of(Table::HeldSets, permissions, users),
        Need::all(Table::OwnPermissions),
    ]
}

/// What is known of the profile of one of these users (`Profile.Name`, `ProfileId`): that which owns one of the sets the user holds.
#[must_use]
pub fn profile_of<'f>(user: &str, users: &[String], org: &'f OrgFacts, field: &str) -> Option<&'f str> {
    let sets = rows(&Need::of(Table::HeldSets, [], users), org).ok()?;
    let owner = |id: &str| {
        let set = sets.iter().find(|set| text(set, "Id").is_some_and(|known| same_id(known, id)))?;
        text(set, field)
    };
    let assignments = rows(&Need::of(Table::Assignments, [Key::All], users), org).ok()?;
    let is_theirs = |row: &&Row| is_named(row, "Assignee.Username", user);
    assignments.iter().filter(is_theirs).find_map(|row| owner(text(row, "PermissionSetId")?))
}

/// The profiles of those who are missing, by their names or ids (`Profile.Name`, `ProfileId`).
#[must_use]
pub fn profiles_lacking(verdict: &Verdict, users: &[String], org: &OrgFacts, field: &str) -> Vec<String> {
    let mut profiles: Vec<String> = Vec::new();
    let Verdict::Fails(Value::Progress { missing, .. }) = verdict else { return profiles };
    for profile in missing.iter().filter_map(|user| profile_of(user, users, org, field)) {
        if !profiles.iter().any(|known| known == profile) {
            profiles.push(profile.to_owned());
        }
    }
    profiles
}

/// The sets that count for a user.
struct Held<'f> {
    user: &'f str,
    sets: Vec<&'f str>,
    /// Whether there is a group whose set is not up to date.
    updating: bool,
}

/// The name that stands for a user in answers.
///
/// # Errors
/// Where it is the session's user and the org did not say who that is.
pub fn named<'f>(user: &'f str, org: &'f OrgFacts) -> Result<&'f str, Reason> {
    match &org.owner {
        _ if user != ME => Ok(user),
        Some(owner) => Ok(&owner.username),
        None => Err(Reason::NotTold),
    }
}

fn held<'f>(user: &'f str, users: &[String], org: &'f OrgFacts) -> Result<Held<'f>, Reason> {
    let user = named(user, org)?;
    let sets = rows(&Need::of(Table::HeldSets, [], users), org)?;
    let mut held = Held { user, sets: Vec::new(), updating: false };
    let mut known = false;
    for row in rows(&Need::of(Table::Assignments, [Key::All], users), org)? {
        let is_theirs = is_named(row, "Assignee.Username", user);
        let Some(id) = text(row, "PermissionSetId").filter(|_| is_theirs) else { continue };
        known = true;
        let of_session = |set: &Row| {
            text(set, "Id").is_some_and(|held| same_id(held, id)) && text(set, "Type") == Some("Session")
        };
        if row.get("IsActive").and_then(Field::truth) == Some(false) || sets.iter().any(of_session) {
            continue;
        }
        if text(row, "PermissionSetGroup.Status").is_some_and(|status| status != "Updated") {
            held.updating = true;
        } else {
            held.sets.push(id);
        }
    }
    // Every user holds at least the hidden set of their profile.
    let hidden = || absence(Table::Assignments, org).unwrap_or_else(|| Reason::NoSuchUser(user.to_owned()));
    if known { Ok(held) } else { Err(hidden()) }
}

/// By what a permission must be held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldBy {
    /// Whatever counts: profile, sets and groups.
    Anything,
    /// The profile, or a set that is assigned by itself: no group.
    ProfileOrSet,
    /// The profile alone.
    Profile,
}

crate::wire::variants! { HeldBy { Anything, ProfileOrSet, Profile } }

impl HeldBy {
    /// All, by their names in checklists.
    pub const ALL: [(&'static str, HeldBy); 3] = [
        ("anything", HeldBy::Anything),
        ("profile_or_set", HeldBy::ProfileOrSet),
        ("profile", HeldBy::Profile),
    ];

    /// Whether a set of this type (REST API, `PermissionSet.Type`) is such.
    fn fits(self, of_type: Option<&str>) -> bool {
        match self {
            HeldBy::Anything => true,
            HeldBy::ProfileOrSet => of_type.is_some_and(|of_type| of_type != "Group"),
            HeldBy::Profile => of_type == Some("Profile"),
        }
    }
}

/// What the sets of one user grant.
pub struct Sets<'f> {
    sets: &'f [&'f str],
    own: &'f [Row],
}

impl Sets<'_> {
    /// Whether one of them grants a permission.
    #[must_use]
    pub fn grant(&self, permission: &str) -> bool {
        self.grant_by(permission, HeldBy::Anything)
    }

    /// Whether one of them that is such as it must be grants a permission.
    #[must_use]
    pub fn grant_by(&self, permission: &str, by: HeldBy) -> bool {
        let path = format!("Permissions{permission}");
        self.own.iter().any(|row| is_true(row, &path) && self.have_by(text(row, "Id"), by))
    }

    /// Whether a set is one of them, and such as it must be.
    #[must_use]
    pub fn have_by(&self, set: Option<&str>, by: HeldBy) -> bool {
        let of_type = || {
            let is_it = |row: &&Row| text(row, "Id").zip(set).is_some_and(|(id, set)| same_id(id, set));
            self.own.iter().find(is_it).and_then(|row| text(row, "Type"))
        };
        self.have(set) && (by == HeldBy::Anything || by.fits(of_type()))
    }

    /// Whether a set is one of them.
    #[must_use]
    pub fn have(&self, set: Option<&str>) -> bool {
        set.is_some_and(|set| self.sets.iter().any(|held| same_id(held, set)))
    }
}

/// Whether each of these users has what `grants` looks for among their sets; who has not is told.
#[must_use]
pub fn judge(users: &[String], org: &OrgFacts, grants: &dyn Fn(&Sets<'_>) -> bool) -> Verdict {
    match lacking(users, org, grants) {
        // Of one person only, and that is you: no names are needed.
        Ok(missing) if matches!(users, [me] if me == ME) => match missing.is_empty() {
            true => Verdict::Holds(Value::Present),
            false => Verdict::Fails(Value::Absent),
        },
        Ok(missing) if missing.is_empty() => Verdict::Holds(progress(users.len(), &missing)),
        // What a user may not read may be told as if it were not there.
        Ok(missing) => absence(Table::HeldSets, org)
            .map_or_else(|| Verdict::Fails(progress(users.len(), &missing)), Verdict::CannotTell),
        Err(reason) => Verdict::CannotTell(reason),
    }
}

fn lacking<'f>(
    users: &'f [String],
    org: &'f OrgFacts,
    grants: &dyn Fn(&Sets<'_>) -> bool,
) -> Result<Vec<&'f str>, Reason> {
    let own = rows(&Need::of(Table::HeldSets, [], users), org)?;
    let mut missing = Vec::new();
    for user in users {
        let held = held(user, users, org)?;
        if !grants(&Sets { sets: &held.sets, own }) {
            if held.updating {
                return Err(Reason::GroupUpdating);
            }
            missing.push(held.user);
        }
    }
    Ok(missing)
}
