//! Looks for an org's own users and profiles by a part of their name: what to ask, and what the answer tells. One query, twenty rows.

use crate::{
    evidence::{Field, Key, Need, OrgFacts, Reason, Row, Table},
    requirement::{InputKind, access::text, rows},
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
    /// What an input takes: the username, or the profile's name.
    pub value: String,
    /// A user's own name.
    pub name: Option<String>,
    /// A user's profile, or a profile's licence.
    pub of: Option<String>,
    /// Whether a user may log in.
    pub active: bool,
}

crate::wire::record! { Found { value, name, of, active } }

fn table(kind: InputKind) -> Option<Table> {
    match kind {
        InputKind::Users => Some(Table::FoundUsers),
        InputKind::Profiles => Some(Table::FoundProfiles),
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
    if table == Table::FoundProfiles {
        return Some(Found { value: told("Name")?, name: None, of: told("UserLicense.Name"), active: true });
    }
    let active = row.get("IsActive").and_then(Field::truth) != Some(false);
    Some(Found { value: told("Username")?, name: told("Name"), of: told("Profile.Name"), active })
}
