//! A connected app is installed; an external client app of that name will do instead.
//!
//! API evidence: REST API, `ConnectedApplication` has a row for each app whose configuration is in the org; an app that somebody only
//! authorised has none. `ExternalClientApplication` is its successor. Neither has the vendor's namespace, so two of one name can't be
//! told apart, and connecting the wrong one is today's attack.

use super::{
    Input, InputKind, Kind, Need, Object, OrgFacts, Reason, Subjects, Value, Verdict, absent, access::text,
    rows,
};
use crate::evidence::{Fault, Key, Row, Table};

/// The name of an app: the checklist's, or what the admin read on the vendor's "Allow" screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AppName {
    /// This.
    Is(String),
    /// The only value of an input.
    Of(String),
}

impl AppName {
    /// Reads `"name": "…"` or `"name_of": "<input>"`.
    pub fn read(options: &mut Object<'_>) -> Option<Self> {
        match options.text_or_none("name_of")? {
            Some(input) => Some(AppName::Of(input)),
            None => options.text("name").map(AppName::Is),
        }
    }

    /// The input it comes from.
    #[must_use]
    pub fn input(&self) -> Option<Input<'_>> {
        match self {
            AppName::Is(_) => None,
            AppName::Of(input) => Some((input, InputKind::Text)),
        }
    }

    /// The name itself; nothing where none was entered.
    #[must_use]
    pub fn get<'s>(&'s self, who: &'s Subjects<'_>) -> &'s str {
        match self {
            AppName::Is(name) => name,
            AppName::Of(input) => who.of(input).first().map_or("", String::as_str),
        }
    }

    /// The apps of that name in a table.
    #[must_use]
    pub fn need(&self, table: Table, who: &Subjects<'_>) -> Need {
        Need::of(table, [Key::Name(self.get(who).to_owned())], &[])
    }
}

/// "Connected app A is installed".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectedApp {
    name: AppName,
}

/// Names are compared as an admin reads them.
pub fn is_named(row: &Row, path: &str, name: &str) -> bool {
    text(row, path).is_some_and(|found| found.trim().eq_ignore_ascii_case(name.trim()))
}

/// How many external client apps have this name. An org without that feature has none.
///
/// # Errors
/// Why they are not known.
pub fn external(name: &str, org: &OrgFacts) -> Result<usize, Reason> {
    match rows(&Need::all(Table::ExternalClientApps), org) {
        Ok(apps) => Ok(apps.iter().filter(|app| is_named(app, "MasterLabel", name)).count()),
        Err(Reason::Fault(Fault::ObjectUnknown)) => Ok(0),
        Err(reason) => Err(reason),
    }
}

impl Kind for ConnectedApp {
    const NAME: &'static str = "connected_app";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        Some(ConnectedApp { name: AppName::read(options)? })
    }

    fn inputs(&self) -> Vec<Input<'_>> {
        self.name.input().into_iter().collect()
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        vec![
            self.name.need(Table::ConnectedApps, who),
            Need::all(Table::ExternalClientApps),
            Need::all(Table::OwnPermissions),
        ]
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        let name = self.name.get(who);
        let installed = match rows(&self.name.need(Table::ConnectedApps, who), org) {
            Ok(apps) => apps.iter().filter(|app| is_named(app, "Name", name)).count(),
            Err(reason) => return Verdict::CannotTell(reason),
        };
        match (installed, external(name, org)) {
            (1, Ok(0)) => Verdict::Holds(Value::Present),
            (0, Ok(0)) => absent(Table::ConnectedApps, org),
            (0, Ok(1)) => Verdict::Holds(Value::Text("an external client app".to_owned())),
            // Both may be the vendor's: it is moving from one to the other.
            (1, Ok(1)) => Verdict::Holds(Value::Present),
            (several, Ok(external)) => {
                Verdict::CannotTell(Reason::Ambiguous(several.saturating_add(external)))
            }
            (1, Err(_)) => Verdict::Holds(Value::Present),
            (_, Err(reason)) => Verdict::CannotTell(reason),
        }
    }

    fn lowers_protection(&self) -> Option<&'static str> {
        Some("Everybody whom its policy permits can let this app into the org's data.")
    }
}
