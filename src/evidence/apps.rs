//! Connected apps as pages list them.

use super::Reason;
use serde::{Deserialize, Serialize};

/// A row of a list of apps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedApp {
    /// The texts of its cells, without what it offers. One of them is the app's name.
    pub cells: Vec<String>,
    /// What it offers, as far as that is certain.
    pub offers: Vec<Offer>,
    /// Its id (`0Ci…`), where what installs it says so.
    pub id: Option<String>,
}

/// What a row of Connected Apps OAuth Usage offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Offer {
    /// To install the app: it is not installed.
    Install,
    /// To uninstall it: it is.
    Uninstall,
    /// To manage its policies: it is installed.
    Policies,
    /// To block it.
    Block,
    /// To unblock it: it is blocked.
    Unblock,
}

impl UsedApp {
    /// How many users the row counts: the one number in it.
    #[must_use]
    pub fn users(&self) -> Option<u64> {
        let mut numbers = self.cells.iter().filter_map(|cell| cell.parse().ok());
        let only = numbers.next()?;
        numbers.next().is_none().then_some(only)
    }

    /// Whether one of its cells is this name, as an admin reads it.
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        self.cells.iter().any(|cell| cell.eq_ignore_ascii_case(name.trim()))
    }
}

/// The one row of an app. A row of the same name may be somebody else's app, and may stand on another part of the list: only a list
/// that is whole and has the name once tells which app is meant.
///
/// # Errors
/// Why no row is certain; [`Reason::NotShown`] where the list is whole and has none.
pub fn only_app<'a>(apps: &'a [UsedApp], whole: bool, name: &str) -> Result<&'a UsedApp, Reason> {
    let mut named = apps.iter().filter(|app| app.is_named(name));
    let first = named.next();
    let others = named.count();
    match first {
        Some(_) if others > 0 => Err(Reason::Ambiguous(others + 1)),
        _ if !whole => Err(Reason::NotOnThisPart),
        first => first.ok_or(Reason::NotShown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app(cells: &[&str]) -> UsedApp {
        UsedApp { cells: cells.iter().map(|&cell| cell.to_owned()).collect(), offers: Vec::new(), id: None }
    }

    #[test]
    fn an_app_is_certain_only_where_a_whole_list_has_its_name_once() {
        let apps = [
            app(&["Insycle", "3"]),
            app(&["Twice", "1"]),
            app(&["twice", "900"]),
            app(&["Insycle Helper", "1"]),
        ];
        assert_eq!(only_app(&apps, true, " insycle "), Ok(&apps[0]));
        for (whole, name, reason) in [
            (true, "Twice", Reason::Ambiguous(2)),
            (false, "Twice", Reason::Ambiguous(2)),
            (false, "Insycle", Reason::NotOnThisPart),
            (true, "Helper", Reason::NotShown),
        ] {
            assert_eq!(only_app(&apps, whole, name), Err(reason), "{name}");
        }
    }

    #[test]
    fn the_count_of_users_is_the_only_number_of_a_row() {
        for (cells, users) in [
            (&["Insycle", "3"][..], Some(3)),
            (&["Insycle", "View App Info"], None),
            (&["Insycle", "3", "4"], None),
        ] {
            assert_eq!(app(cells).users(), users);
        }
    }
}
