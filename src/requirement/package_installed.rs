//! A managed package is installed, at least in some version.
//!
//! API evidence: Tooling API, `InstalledSubscriberPackage` (all rows; the namespace can't be filtered). Page evidence: Installed Packages,
//! a row that shows the namespace. A row that shows only the name may be a namesake; absence counts only on a list that is whole.

use super::{
    Control, Kind, Need, Object, PageVerdict, Place, Reason, Spot, Subjects, Value, Verdict,
    access::is_named, record, rows,
};
use crate::evidence::{Field, OrgFacts, PackageSeen, PageFacts, Row, Seen, Table, verdict::Version};

/// Where a row of the installed packages has the namespace.
const NAMESPACE: &str = "SubscriberPackage.NamespacePrefix";

/// "Package X is installed, at least in version V".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageInstalled {
    namespace: String,
    name: String,
    at_least: Option<Version>,
}

record! { PackageInstalled { namespace, name, at_least } }

impl PackageInstalled {
    fn verdict(&self, version: Option<Version>) -> Verdict {
        match (self.at_least, version) {
            (None, version) => Verdict::Holds(version.map_or(Value::Present, shown)),
            (Some(wanted), Some(found)) if found >= wanted => Verdict::Holds(shown(found)),
            (Some(_), Some(found)) => Verdict::Fails(shown(found)),
            (Some(_), None) => Verdict::CannotTell(Reason::NotTold),
        }
    }
}

fn shown(version: Version) -> Value {
    Value::Text(version.to_string())
}

fn version_of(row: &Row) -> Option<Version> {
    let number = |field: &str| match row.get(format!("SubscriberPackageVersion.{field}").as_str()) {
        Some(Field::Number(number)) => u32::try_from(*number).ok(),
        _ => None,
    };
    Some(Version::new(
        number("MajorVersion")?,
        number("MinorVersion")?,
        number("PatchVersion")?,
        number("BuildNumber")?,
    ))
}

/// The row of a package in the upper list of Installed Packages.
///
/// ASSUMPTION: each row shows the package's namespace in a cell of its own, after the version; no source proves the columns past Version.
/// Where that cell is missing, a row of the same name is `Ambiguous`, but a whole list without either reads as "not installed".
///
/// # Errors
/// Why there is no such row to rely on; [`Reason::NotShown`] where the list is whole and has none.
pub fn find_row<'p>(
    packages: &'p [PackageSeen],
    whole: bool,
    namespace: &str,
    name: &str,
) -> Result<&'p PackageSeen, Reason> {
    let shows_namespace = |package: &&PackageSeen| package.cells.iter().any(|cell| cell == namespace);
    let of_namespace: Vec<&PackageSeen> = packages.iter().filter(shows_namespace).collect();
    let namesakes = packages.iter().filter(|package| package.name == name).count();
    match of_namespace.as_slice() {
        [only] => Ok(only),
        [] if namesakes > 0 => Err(Reason::Ambiguous(namesakes)),
        [] if whole => Err(Reason::NotShown),
        [] => Err(Reason::NotOnThisPart),
        // Several packages can share a namespace; then the name must tell.
        several => match several.iter().filter(|package| package.name == name).collect::<Vec<_>>().as_slice()
        {
            [only] => Ok(only),
            _ => Err(Reason::Ambiguous(several.len())),
        },
    }
}

impl Kind for PackageInstalled {
    const NAME: &'static str = "package_installed";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let namespace = options.text("namespace");
        let name = options.text("name");
        let at_least = match options.text_or_none("at_least")? {
            Some(text) => match Version::parse(&text) {
                Some(version) => Some(version),
                None => {
                    return options.refuse(
                        "at_least",
                        "\"at_least\": a version such as \"1.12\"",
                        &format!("\"{text}\""),
                    );
                }
            },
            None => None,
        };
        Some(PackageInstalled { namespace: namespace?, name: name?, at_least })
    }

    fn needs(&self, _: &Subjects<'_>) -> Vec<Need> {
        vec![Need::all(Table::Packages)]
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        vec![Spot::new(Place::InstalledPackages, None)]
    }

    fn judge_org(&self, _: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        let rows = match rows(&Need::all(Table::Packages), org) {
            Ok(rows) => rows,
            Err(reason) => return Verdict::CannotTell(reason),
        };
        let text = |row: &Row, path: &str| row.get(path).and_then(Field::text).map(str::to_owned);
        let of_namespace: Vec<&Row> =
            rows.iter().filter(|row| is_named(row, NAMESPACE, &self.namespace)).collect();
        match of_namespace.as_slice() {
            // Of which package a row is, may not be told.
            [] if rows.iter().any(|row| row.get(NAMESPACE).is_none()) => Verdict::CannotTell(Reason::NotTold),
            [] => Verdict::Fails(Value::Absent),
            [only] => self.verdict(version_of(only)),
            several => {
                let named = several
                    .iter()
                    .filter(|row| text(row, "SubscriberPackage.Name").as_deref() == Some(&self.name));
                match named.collect::<Vec<_>>().as_slice() {
                    [only] => self.verdict(version_of(only)),
                    _ => Verdict::CannotTell(Reason::Ambiguous(several.len())),
                }
            }
        }
    }

    fn judge_page(&self, _: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        let (packages, whole) = match &page.seen {
            Ok(Seen::InstalledPackages { packages, whole }) => (packages, *whole),
            Ok(_) => return PageVerdict::silent(),
            Err(reason) => return PageVerdict::of(Verdict::CannotTell(reason.clone())),
        };
        PageVerdict::of(match find_row(packages, whole, &self.namespace, &self.name) {
            Ok(row) => self.verdict(Version::parse(&row.version)),
            Err(Reason::NotShown) => Verdict::Fails(Value::Absent),
            Err(reason) => Verdict::CannotTell(reason),
        })
    }

    fn control(&self, place: Place) -> Option<Control> {
        let row = Control::PackageRow { namespace: self.namespace.clone(), name: self.name.clone() };
        (place == Place::InstalledPackages).then_some(row)
    }

    fn wanted(&self) -> Value {
        self.at_least.map_or(Value::Present, |version| Value::AtLeast(version.to_string()))
    }

    fn implies(&self, other: &Self) -> bool {
        self.namespace == other.namespace && self.name == other.name && self.at_least >= other.at_least
    }

    fn lowers_protection(&self) -> Option<&'static str> {
        Some("An installed package runs its own code in this org.")
    }
}
