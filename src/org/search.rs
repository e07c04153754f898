//! Looks for an org's own users, profiles and permission sets by a part of their name: what to ask, and what the answer tells. One query,
//! twenty rows.

use crate::{
    evidence::{Field, Key, Need, OrgFacts, Reason, Row, Table},
    requirement::{InputKind, access::text, permission_set, rows},
};

/// The fewest characters that are looked for: fewer are in every name.
pub const FEWEST: usize = 2;
/// The most characters that are looked for: no username is longer (Object Reference, User).
pub const MOST: usize = 80;
/// The most rows that are told.
pub const MOST_ROWS: usize = 20;

/// Somebody or something of that name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What an input takes: the username, the profile's name, or what [`permission_set::typed`] says.
    pub value: String,
    /// A user's own name, or a set's API name, which tells it from another of its label.
    pub name: Option<String>,
    /// A user's profile, or the licence of a profile or set.
    pub of: Option<String>,
    /// Whether a user may log in.
    pub active: bool,
}

crate::wire::record! { Found { value, name, of, active } }

fn table(kind: InputKind) -> Option<Table> {
    match kind {
        InputKind::Users => Some(Table::FoundUsers),
        InputKind::Profiles => Some(Table::FoundProfiles),
        InputKind::PermissionSet => Some(Table::FoundSets),
        InputKind::Addresses
        | InputKind::Choice
        | InputKind::Text
        | InputKind::Grants
        | InputKind::Package => None,
    }
}

/// What to ask for, where values of this kind can be looked for and enough was typed, and not too much.
#[must_use]
pub fn need(kind: InputKind, typed: &str) -> Option<Need> {
    let typed = typed.trim();
    let is_name = !typed.contains(char::is_control);
    let looked_for = is_name && (FEWEST..=MOST).contains(&typed.chars().count());
    let key = Key::Name(typed.to_owned());
    table(kind).filter(|_| looked_for).map(|table| Need::of(table, [key], &[]))
}

/// Who or what was found.
///
/// # Errors
/// Why that is not known.
pub fn found(kind: InputKind, facts: &OrgFacts) -> Result<Vec<Found>, Reason> {
    let table = table(kind).ok_or(Reason::NotLooked)?;
    let told = rows(&Need::all(table), facts)?.iter();
    Ok(told.filter_map(|row| one(table, row)).take(MOST_ROWS).collect())
}

fn one(table: Table, row: &Row) -> Option<Found> {
    let told = |path: &str| text(row, path).map(str::to_owned);
    let (value, name, of) = match table {
        Table::FoundProfiles => (told("Name"), None, "UserLicense.Name"),
        Table::FoundSets => (permission_set::typed(row), told("Name"), "License.Name"),
        _ => (told("Username"), told("Name"), "Profile.Name"),
    };
    let active = row.get("IsActive").and_then(Field::truth) != Some(false);
    Some(Found { value: value?, name, of: told(of), active })
}
