//! Every chosen user has a licence of a managed package, where its licences are counted at all.
//!
//! API evidence: REST API, `PackageLicense.AllowedLicenses` (-1 is a licence for the whole org) and `UserPackageLicense`. Page evidence: the
//! package's row, which calls that licence unlimited; of others it does not say who has one.

use super::{
    Control, Input, InputKind, Kind, Need, Object, OrgFacts, PageVerdict, Place, Reason, Spot, Subjects,
    Value, Verdict,
    access::{is_named, is_of, progress, same_id, text},
    package_installed::find_row,
    rows,
    user::row_of,
};
use crate::evidence::{Field, Key, PageFacts, Row, Seen, Table};

/// What the column of allowed licences says of a licence for the whole org, English (Salesforce Help, View Installed Package Details).
const UNLIMITED: &str = "Unlimited";

/// "Everybody of input I has a licence of package N".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageLicenceAssigned {
    namespace: String,
    name: String,
    to: String,
}

crate::wire::record! { PackageLicenceAssigned { namespace, name, to } }

impl PackageLicenceAssigned {
    fn need(&self, table: Table, users: &[String]) -> Need {
        Need::of(table, [Key::Namespace(self.namespace.clone())], users)
    }

    fn judge(&self, names: &[String], org: &OrgFacts) -> Result<Verdict, Reason> {
        let of_package = |row: &&Row| is_of(row, Some(&self.namespace));
        let licences = rows(&self.need(Table::PackageLicences, &[]), org)?;
        match licences.iter().find(of_package).and_then(|row| row.get("AllowedLicenses")) {
            Some(Field::Number(-1)) => return Ok(for_everybody()),
            Some(Field::Number(_)) => {}
            // Without a row there is no licensed package.
            _ => return Err(Reason::NotTold),
        }
        let users = rows(&Need::of(Table::Users, [], names), org)?;
        let given = rows(&self.need(Table::UserLicences, names), org)?;
        let mut missing = Vec::new();
        for name in names {
            let id = text(row_of(users, name)?, "Id").ok_or(Reason::NotTold)?;
            let is_theirs = |row: &Row| {
                is_named(row, "PackageLicense.NamespacePrefix", &self.namespace)
                    && text(row, "UserId").is_some_and(|user| same_id(user, id))
            };
            if !given.iter().any(is_theirs) {
                missing.push(name.as_str());
            }
        }
        let found = progress(names.len(), &missing);
        Ok(if missing.is_empty() { Verdict::Holds(found) } else { Verdict::Fails(found) })
    }
}

fn for_everybody() -> Verdict {
    Verdict::Holds(Value::Text("for everybody".to_owned()))
}

impl Kind for PackageLicenceAssigned {
    const NAME: &'static str = "package_licence_assigned";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let namespace = options.text("namespace");
        let name = options.text("name");
        let to = options.text("to");
        Some(PackageLicenceAssigned { namespace: namespace?, name: name?, to: to? })
    }

    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        inputs.push((&self.to, InputKind::Users));
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        let users = who.of(&self.to);
        vec![
            self.need(Table::PackageLicences, &[]),
            Need::of(Table::Users, [], users),
            self.need(Table::UserLicences, users),
        ]
    }

    /// The package's row leads to its licences. The list itself does not tell who has one.
    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        vec![Spot::new(Place::InstalledPackages, None)]
    }

    /// Where the page's words are known: those of its status are.
    fn judge_page(&self, _: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        let Ok(Seen::InstalledPackages { packages, whole }) = &page.seen else {
            return PageVerdict::silent();
        };
        match find_row(packages, *whole, &self.namespace, &self.name) {
            Ok(row) if row.status.is_some() && row.cells.iter().any(|cell| cell == UNLIMITED) => {
                PageVerdict::of(for_everybody())
            }
            _ => PageVerdict::silent(),
        }
    }

    fn control(&self, place: Place) -> Option<Control> {
        let row = Control::PackageRow { namespace: self.namespace.clone(), name: self.name.clone() };
        (place == Place::InstalledPackages).then_some(row)
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who.of(&self.to), org).unwrap_or_else(Verdict::CannotTell)
    }
}
