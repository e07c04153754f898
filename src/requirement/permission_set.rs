//! A permission set is there.
//!
//! API evidence: REST API, `PermissionSet` by namespace or label. Page evidence: the list of permission sets, which shows labels only: an
//! admin's own set may bear the label of a vendor's.

use super::{
    Control, Kind, Need, Object, PageVerdict, Pages, Place, Reason, Spot, Subjects, Value, Verdict, Way,
    absent,
    access::{is_of, text},
    rows,
};
use crate::evidence::{Key, OrgFacts, PageFacts, Row, Seen, Table};

/// Which permission set is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetName {
    /// Its label.
    pub label: String,
    /// The namespace of the package it came with.
    pub namespace: Option<String>,
}

impl SetName {
    /// Reads `"label"` and `"namespace"`, which may miss.
    pub fn read(options: &mut Object<'_>) -> Option<Self> {
        let label = options.text("label");
        let namespace = options.text_or_none("namespace");
        Some(SetName { label: label?, namespace: namespace? })
    }

    /// What to ask for.
    #[must_use]
    pub fn key(&self) -> Key {
        match &self.namespace {
            Some(namespace) => Key::Namespace(namespace.clone()),
            None => Key::Label(self.label.clone()),
        }
    }

    /// The one set of this name among the rows.
    ///
    /// # Errors
    /// [`Reason::Ambiguous`] where there are several.
    pub fn find<'f>(&self, rows: &'f [Row]) -> Result<Option<&'f Row>, Reason> {
        let is_meant =
            |row: &&Row| text(row, "Label") == Some(&self.label) && is_of(row, self.namespace.as_deref());
        match rows.iter().filter(is_meant).collect::<Vec<_>>().as_slice() {
            [] => Ok(None),
            [only] => Ok(Some(only)),
            several => Err(Reason::Ambiguous(several.len())),
        }
    }

    /// The set's record by its label on the list, and the way to places of it. Its own page comes first until it was read: a label may
    /// be another set's.
    #[must_use]
    pub fn way<'e>(&self, places: &[Place], pages: &Pages<'e>) -> (Option<&'e str>, Way) {
        let mut way = Way::default();
        let Some((record, at)) = pages.set(&self.label) else { return (None, way) };
        way.rests_on(at);
        let own = pages.seen(&Spot::new(Place::PermissionSet, Some(record)));
        if let Some((_, told_at)) = own {
            way.rests_on(told_at);
        }
        let is_last = |place: &Place| own.is_some() == (*place == Place::PermissionSet);
        for last in [false, true] {
            for place in places.iter().filter(|place| is_last(place) == last) {
                way.to(*place, record, None);
            }
        }
        (Some(record), way)
    }

    /// Whether the set's own page says that it is the one that is meant; and then whether sessions must activate it.
    ///
    /// # Errors
    /// Why it does not.
    pub fn is_told(&self, record: &str, pages: &Pages<'_>) -> Result<bool, Reason> {
        match pages.seen(&Spot::new(Place::PermissionSet, Some(record))) {
            None => Err(Reason::NotShown),
            Some((Seen::PermissionSet { namespace, activation: Some(activation) }, _))
                if namespace.as_deref().unwrap_or_default()
                    == self.namespace.as_deref().unwrap_or_default() =>
            {
                Ok(*activation)
            }
            Some(_) => Err(Reason::NotTold),
        }
    }
}

/// "Permission set S is there".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermissionSet {
    set: SetName,
}

crate::wire::record! { SetName { label, namespace } }
crate::wire::record! { PermissionSet { set } }

impl PermissionSet {
    fn need(&self) -> Need {
        Need::of(Table::PermissionSets, [self.set.key()], &[])
    }

    fn judge(&self, org: &OrgFacts) -> Verdict {
        match rows(&self.need(), org).and_then(|rows| self.set.find(rows)) {
            Ok(None) => absent(Table::PermissionSets, org),
            Ok(Some(_)) => Verdict::Holds(Value::Present),
            Err(reason) => Verdict::CannotTell(reason),
        }
    }

    /// Whether it is for the admin to make: a vendor's own comes with the vendor's package.
    fn is_to_make(&self, org: &OrgFacts) -> bool {
        self.set.namespace.is_none() && matches!(self.judge(org), Verdict::Fails(_))
    }
}

impl Kind for PermissionSet {
    const NAME: &'static str = "permission_set";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        Some(PermissionSet { set: SetName::read(options)? })
    }

    fn needs(&self, _: &Subjects<'_>) -> Vec<Need> {
        vec![self.need()]
    }

    fn spots(&self, org: &OrgFacts) -> Vec<Spot> {
        let list = Spot::new(Place::PermissionSets, None);
        if self.is_to_make(org) { vec![Spot::new(Place::NewPermissionSet, None), list] } else { vec![list] }
    }

    fn judge_org(&self, _: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(org)
    }

    fn judge_page(&self, _: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        let (sets, whole) = match &page.seen {
            Ok(Seen::PermissionSets { sets, whole }) => (sets, *whole),
            Ok(_) => return PageVerdict::silent(),
            Err(reason) => return PageVerdict::of(Verdict::CannotTell(reason.clone())),
        };
        PageVerdict::of(match sets.iter().filter(|set| set.label == self.set.label).count() {
            0 if whole => Verdict::Fails(Value::Absent),
            0 => Verdict::CannotTell(Reason::NotOnThisPart),
            1 if self.set.namespace.is_none() => Verdict::Holds(Value::Present),
            1 => Verdict::CannotTell(Reason::NotTold),
            several => Verdict::CannotTell(Reason::Ambiguous(several)),
        })
    }

    fn control(&self, place: Place) -> Option<Control> {
        (place == Place::PermissionSets).then(|| Control::SetLink(self.set.label.clone()))
    }

    /// Nothing of a set that is there: among several it is not the one that is left to make.
    fn control_for(&self, place: Place, _: &Subjects<'_>, org: &OrgFacts) -> Option<Control> {
        match place {
            _ if matches!(self.judge(org), Verdict::Holds(_)) => None,
            Place::NewPermissionSet if self.is_to_make(org) => Some(Control::SaveSet(self.set.label.clone())),
            Place::PermissionSets if self.is_to_make(org) => Some(Control::NewSet(self.set.label.clone())),
            _ => self.control(place),
        }
    }

    fn implies(&self, other: &Self) -> bool {
        self.set == other.set
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Answer, Field, Inputs, Moment, Ordered, Table};

    #[test]
    fn a_set_is_made_where_the_org_lacks_it_and_it_is_no_vendors() {
        let row = |namespace: Option<&str>| {
            let space = namespace.map_or(Field::Null, |text| Field::Text(text.to_owned()));
            Row::from([
                ("Label".to_owned(), Field::Text("A".to_owned())),
                ("NamespacePrefix".to_owned(), space),
            ])
        };
        let both = [Place::NewPermissionSet, Place::PermissionSets];
        let list = [Place::PermissionSets];
        for (namespace, sets, places, controls) in [
            (None, vec![], &both[..], ["save-set", "new-set"]),
            (None, vec![row(Some("acme"))], &both, ["save-set", "new-set"]),
            (None, vec![row(None)], &list, ["", ""]),
            (Some("acme"), vec![], &list, ["", "set-link"]),
        ] {
            let set = SetName { label: "A".into(), namespace: namespace.map(str::to_owned) };
            let kind = PermissionSet { set };
            let answer = Answer { asked_at: Moment(1), asked: kind.need(), rows: Ok(sets) };
            let org =
                OrgFacts { answers: Ordered::from([(Table::PermissionSets, answer)]), ..OrgFacts::default() };
            let who = Subjects { checklist: "c", inputs: &Inputs::default() };
            let named = |place| kind.control_for(place, &who, &org).map_or("", |control| control.name());
            let found: Vec<Place> = kind.spots(&org).into_iter().map(|spot| spot.place).collect();
            assert_eq!((found.as_slice(), both.map(named)), (places, controls), "{kind:?}");
        }
        let unknown = OrgFacts::default();
        let own = PermissionSet { set: SetName { label: "A".into(), namespace: None } };
        assert_eq!(own.spots(&unknown), [Spot::new(Place::PermissionSets, None)]);
    }
}
