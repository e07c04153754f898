//! The licence of a managed package is Active, Trial…
//!
//! API evidence: REST API, `PackageLicense` (`Status` is one of Active, Expired, Free, Trial; no row says nothing: unlocked and free
//! packages have none). Page evidence: the cell under "Status" of Installed Packages, where a proven label names that column.

use super::{
    Control, Kind, Need, Object, PageVerdict, Place, Reason, Spot, Subjects, Value, Verdict,
    package_installed::find_row, record, rows,
};
use crate::evidence::{Field, Key, OrgFacts, PageFacts, Seen, Table};

const STATUSES: [&str; 4] = ["Active", "Trial", "Free", "Expired"];

/// "The licence of package X is one of …".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageLicence {
    namespace: String,
    name: String,
    one_of: Vec<String>,
}

record! { PackageLicence { namespace, name, one_of } }

impl PackageLicence {
    fn verdict(&self, status: &str) -> Verdict {
        let found = Value::Text(status.to_owned());
        if self.one_of.iter().any(|wanted| wanted == status) {
            Verdict::Holds(found)
        } else if status == "Free" {
            Verdict::CannotTell(Reason::FreeLicence)
        } else if STATUSES.contains(&status) {
            Verdict::Fails(found)
        } else {
            Verdict::CannotTell(Reason::NotTold)
        }
    }

    fn need(&self) -> Need {
        Need::of(Table::PackageLicences, [Key::Namespace(self.namespace.clone())], &[])
    }
}

impl Kind for PackageLicence {
    const NAME: &'static str = "package_licence";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let namespace = options.text("namespace");
        let name = options.text("name");
        let one_of = options.texts("one_of")?;
        if let Some(unknown) = one_of.iter().find(|status| !STATUSES.contains(&status.as_str())) {
            return options.refuse(
                "one_of",
                "\"one_of\": Active, Trial, Free or Expired",
                &format!("\"{unknown}\""),
            );
        }
        Some(PackageLicence { namespace: namespace?, name: name?, one_of })
    }

    fn needs(&self, _: &Subjects<'_>) -> Vec<Need> {
        vec![self.need()]
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        vec![Spot::new(Place::InstalledPackages, None)]
    }

    fn judge_org(&self, _: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        let rows = match rows(&self.need(), org) {
            Ok(rows) => rows,
            Err(reason) => return Verdict::CannotTell(reason),
        };
        let field =
            |row: &crate::evidence::Row, name: &str| row.get(name).and_then(Field::text).map(str::to_owned);
        let mut statuses = rows
            .iter()
            .filter(|row| field(row, "NamespacePrefix").as_deref() == Some(&self.namespace))
            .map(|row| field(row, "Status"));
        match (statuses.next(), statuses.next()) {
            (Some(Some(status)), None) => self.verdict(&status),
            (Some(_), Some(_)) => Verdict::CannotTell(Reason::Ambiguous(2)),
            _ => Verdict::CannotTell(Reason::NotTold),
        }
    }

    fn judge_page(&self, _: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        let (packages, whole) = match &page.seen {
            Ok(Seen::InstalledPackages { packages, whole }) => (packages, *whole),
            Ok(_) => return PageVerdict::silent(),
            Err(reason) => return PageVerdict::of(Verdict::CannotTell(reason.clone())),
        };
        PageVerdict::of(match find_row(packages, whole, &self.namespace, &self.name) {
            Ok(row) => match &row.status {
                Some(status) => self.verdict(status),
                None => Verdict::CannotTell(Reason::NotTold),
            },
            // Without the package there is no licence to speak of: the step that installs it says so.
            Err(Reason::NotShown) => Verdict::CannotTell(Reason::NotTold),
            Err(reason) => Verdict::CannotTell(reason),
        })
    }

    fn control(&self, place: Place) -> Option<Control> {
        let row = Control::PackageRow { namespace: self.namespace.clone(), name: self.name.clone() };
        (place == Place::InstalledPackages).then_some(row)
    }

    fn contradicts(&self, other: &Self) -> bool {
        self.namespace == other.namespace
            && self.name == other.name
            && !self.one_of.iter().any(|status| other.one_of.contains(status))
    }

    fn wanted(&self) -> Value {
        Value::OneOf(self.one_of.clone())
    }
}
