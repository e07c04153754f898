//! A package was installed for all users.
//!
//! Salesforce keeps no record of that choice. It is inferred, and from one thing only: installing for all users gives a package's classes to
//! every internal custom profile (Salesforce Help, "Installing Packages: Best Practices"). Standard profiles prove nothing and are not
//! looked at. API evidence: REST API, how many custom profiles with active users may use each class, counted by Salesforce.

use super::{
    Control, Kind, Need, Object, OrgFacts, Place, Reason, Spot, Subjects, Value, Verdict, absence,
    access::{is_of, same_id, text},
    rows,
};
use crate::evidence::{Field, Key, Row, Table};

/// "Package N was installed for all users".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstalledForAllUsers {
    namespace: String,
}

crate::wire::record! { InstalledForAllUsers { namespace } }

impl InstalledForAllUsers {
    fn need(&self, table: Table) -> Need {
        Need::of(table, [Key::Namespace(self.namespace.clone())], &[])
    }

    fn judge(&self, org: &OrgFacts) -> Result<Verdict, Reason> {
        let of_package = |row: &&Row| is_of(row, Some(&self.namespace));
        let classes: Vec<&str> = rows(&self.need(Table::Classes), org)?
            .iter()
            .filter(of_package)
            .filter_map(|row| text(row, "Id"))
            .collect();
        let all = rows(&Need::all(Table::CustomProfiles), org)?.first().map_or(0, profiles);
        if classes.is_empty() || all == 0 {
            return Err(Reason::NotTold);
        }
        // Not every class can be given: the one that most profiles have tells.
        let given = rows(&self.need(Table::CustomProfileAccess), org)?
            .iter()
            .filter(|row| {
                text(row, "SetupEntityId").is_some_and(|id| classes.iter().any(|class| same_id(class, id)))
            })
            .map(profiles)
            .max();
        let have = given.unwrap_or(0).min(all);
        let found = Value::Progress { have, of: all, missing: Vec::new() };
        match absence(Table::CustomProfileAccess, org) {
            _ if have == all => Ok(Verdict::Holds(found)),
            Some(reason) => Err(reason),
            None => Ok(Verdict::Fails(found)),
        }
    }
}

fn profiles(row: &Row) -> usize {
    match row.get("profiles") {
        Some(Field::Number(number)) => usize::try_from(*number).unwrap_or(0),
        _ => 0,
    }
}

impl Kind for InstalledForAllUsers {
    const NAME: &'static str = "installed_for_all_users";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        Some(InstalledForAllUsers { namespace: options.text("namespace")? })
    }

    fn needs(&self, _: &Subjects<'_>) -> Vec<Need> {
        vec![
            self.need(Table::Classes),
            Need::all(Table::CustomProfiles),
            self.need(Table::CustomProfileAccess),
            Need::all(Table::OwnPermissions),
        ]
    }

    /// Where it is chosen; no page is evidence.
    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        vec![Spot::new(Place::PackageInstall, None)]
    }

    fn control(&self, place: Place) -> Option<Control> {
        (place == Place::PackageInstall).then_some(Control::AllUsers)
    }

    fn judge_org(&self, _: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(org).unwrap_or_else(Verdict::CannotTell)
    }
}
