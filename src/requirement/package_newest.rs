//! No newer version of a package is to be had, which only the vendor's listing tells; the org knows when there is one.
//!
//! Page evidence: a row of Installed Packages that offers "Upgrade to Recommended Version" (Second-Generation Managed Packaging, Recommend a
//! Specific Package Version to Your Subscribers). That a row does not offer it proves nothing: then it is the admin's word that counts.

use super::{
    Control, Kind, Need, Object, OrgFacts, PageVerdict, Place, Reason, Spot, Subjects, Value, Verdict,
    package_installed::find_row, record,
};
use crate::evidence::{PageFacts, Seen};

/// "Package X is of its newest version".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageNewest {
    namespace: String,
    name: String,
}

record! { PackageNewest { namespace, name } }

impl Kind for PackageNewest {
    const NAME: &'static str = "package_newest";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let namespace = options.text("namespace");
        let name = options.text("name");
        Some(PackageNewest { namespace: namespace?, name: name? })
    }

    fn needs(&self, _: &Subjects<'_>) -> Vec<Need> {
        Vec::new()
    }

    /// The installer is where the row's link leads.
    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        [Place::InstalledPackages, Place::PackageInstall].map(|place| Spot::new(place, None)).into()
    }

    fn judge_org(&self, _: &Subjects<'_>, _: &OrgFacts) -> Verdict {
        Verdict::CannotTell(Reason::ByHand)
    }

    fn judge_page(&self, _: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        let Ok(Seen::InstalledPackages { packages, whole }) = &page.seen else {
            return PageVerdict::silent();
        };
        match find_row(packages, *whole, &self.namespace, &self.name) {
            Ok(row) if row.upgrade => {
                PageVerdict::of(Verdict::Fails(Value::Text("an upgrade is offered".to_owned())))
            }
            _ => PageVerdict::silent(),
        }
    }

    fn control(&self, place: Place) -> Option<Control> {
        let (namespace, name) = (self.namespace.clone(), self.name.clone());
        match place {
            Place::InstalledPackages => Some(Control::UpgradeLink { namespace, name }),
            Place::PackageInstall => Some(Control::AllUsers),
            _ => None,
        }
    }

    fn wanted(&self) -> Value {
        Value::Text("the newest version".to_owned())
    }

    fn by_hand(&self) -> bool {
        true
    }
}
