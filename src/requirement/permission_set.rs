//! A permission set is there.
//!
//! API evidence: REST API, `PermissionSet` by namespace or label. Page evidence: the list of permission sets, which shows labels only: an
//! admin's own set may bear the label of a vendor's.

use super::{
    Control, Kind, Need, Object, PageVerdict, Place, Reason, Spot, Subjects, Value, Verdict, absent,
    access::text, rows,
};
use crate::evidence::{Key, OrgFacts, PageFacts, Row, Seen, Table};

/// "Permission set S is there".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermissionSet {
    label: String,
    namespace: Option<String>,
}

crate::wire::record! { PermissionSet { label, namespace } }

impl PermissionSet {
    fn need(&self) -> Need {
        let key = match &self.namespace {
            Some(namespace) => Key::Namespace(namespace.clone()),
            None => Key::Label(self.label.clone()),
        };
        Need::of(Table::PermissionSets, [key], &[])
    }
}

impl Kind for PermissionSet {
    const NAME: &'static str = "permission_set";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let label = options.text("label");
        let namespace = options.text_or_none("namespace");
        Some(PermissionSet { label: label?, namespace: namespace? })
    }

    fn needs(&self, _: &Subjects<'_>) -> Vec<Need> {
        vec![self.need()]
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        vec![Spot::new(Place::PermissionSets, None)]
    }

    fn judge_org(&self, _: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        let is_meant = |row: &&Row| {
            text(row, "Label") == Some(&self.label)
                && text(row, "NamespacePrefix") == self.namespace.as_deref()
        };
        match rows(&self.need(), org).map(|rows| rows.iter().filter(is_meant).count()) {
            Ok(0) => absent(Table::PermissionSets, org),
            Ok(1) => Verdict::Holds(Value::Present),
            Ok(several) => Verdict::CannotTell(Reason::Ambiguous(several)),
            Err(reason) => Verdict::CannotTell(reason),
        }
    }

    fn judge_page(&self, _: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        let (sets, whole) = match &page.seen {
            Ok(Seen::PermissionSets { sets, whole }) => (sets, *whole),
            Ok(_) => return PageVerdict::silent(),
            Err(reason) => return PageVerdict::of(Verdict::CannotTell(reason.clone())),
        };
        PageVerdict::of(match sets.iter().filter(|set| set.label == self.label).count() {
            0 if whole => Verdict::Fails(Value::Absent),
            0 => Verdict::CannotTell(Reason::NotOnThisPart),
            1 if self.namespace.is_none() => Verdict::Holds(Value::Present),
            1 => Verdict::CannotTell(Reason::NotTold),
            several => Verdict::CannotTell(Reason::Ambiguous(several)),
        })
    }

    fn control(&self, place: Place) -> Option<Control> {
        (place == Place::PermissionSets).then(|| Control::SetLink(self.label.clone()))
    }

    fn implies(&self, other: &Self) -> bool {
        self.label == other.label && self.namespace == other.namespace
    }
}
