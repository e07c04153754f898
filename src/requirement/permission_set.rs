//! A permission set is there.
//!
//! API evidence: REST API, `PermissionSet` by namespace or label. Page evidence: the list of permission sets, which shows labels only: an
//! admin's own set may bear the label of a vendor's.

use super::{
    Control, Input, InputKind, Kind, Need, Object, PageVerdict, Pages, Place, Reason, Spot, Subjects, Value,
    Verdict, Way, absent,
    access::{is_of, text},
    field_exists::is_name,
    object_places::{Told, told},
    rows,
};
use crate::evidence::{Key, OrgFacts, PageFacts, Row, Seen, Table};

/// Which permission set is meant: the checklist's, or the org's own choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetName {
    /// This.
    Is {
        /// Its label.
        label: String,
        /// The namespace of the package it came with.
        namespace: Option<String>,
    },
    /// The only value of an input: see [`typed`].
    Of(String),
}

/// What stands between a package's namespace and the label of its set. No namespace holds it (First-Generation Managed Packaging Developer
/// Guide, "Register a Namespace").
const BETWEEN: &str = "__";

/// What stands before and after it. By bytes: looking for a text takes a kilobyte more of WebAssembly.
fn around_between(typed: &str) -> Option<(&str, &str)> {
    let at = typed.as_bytes().windows(BETWEEN.len()).position(|here| here == BETWEEN.as_bytes())?;
    Some((typed.get(..at)?, typed.get(at + BETWEEN.len()..)?))
}

/// What an admin types for a set: its label, and before it the namespace of the package it came with.
#[must_use]
pub fn typed(set: &Row) -> Option<String> {
    let label = text(set, "Label")?;
    Some(text(set, "NamespacePrefix").map_or_else(|| label.to_owned(), |of| [of, BETWEEN, label].concat()))
}

impl SetName {
    /// Reads `"label"` and `"namespace"`, which may miss, or `"set": "<input>"`.
    pub fn read(options: &mut Object<'_>) -> Option<Self> {
        if let Some(input) = options.text_or_none("set")? {
            return Some(SetName::Of(input));
        }
        let label = options.text("label");
        let namespace = options.text_or_none("namespace");
        Some(SetName::Is { label: label?, namespace: namespace? })
    }

    /// The input it comes from.
    #[must_use]
    pub fn input(&self) -> Option<Input<'_>> {
        match self {
            SetName::Is { .. } => None,
            SetName::Of(input) => Some((input, InputKind::PermissionSet)),
        }
    }

    /// The name itself.
    ///
    /// # Errors
    /// [`Reason::BadInput`] where the admin entered several, or none.
    pub fn get<'s>(&'s self, who: &'s Subjects<'_>) -> Result<Named<'s>, Reason> {
        let input = match self {
            SetName::Is { label, namespace } => {
                return Ok(Named { label, namespace: namespace.as_deref(), typed: None });
            }
            SetName::Of(input) => input,
        };
        let [typed] = who.of(input) else {
            return Err(Reason::BadInput("name one permission set".to_owned()));
        };
        let (namespace, label) = match around_between(typed) {
            Some((namespace, label)) if is_name(namespace) => (Some(namespace), label),
            _ => (None, typed.as_str()),
        };
        Ok(Named { label, namespace, typed: Some(typed) })
    }

    /// Its row on the list of sets, by the label that the API told or else by the name.
    #[must_use]
    pub fn link(&self, who: &Subjects<'_>, told: Option<&Row>) -> Option<Control> {
        let label = told.and_then(|set| text(set, "Label")).or_else(|| Some(self.get(who).ok()?.label));
        label.map(|label| Control::SetLink(label.to_owned()))
    }
}

/// The name of a permission set.
#[derive(Debug, Clone, Copy)]
pub struct Named<'s> {
    /// Its label.
    pub label: &'s str,
    /// The namespace of the package it came with.
    namespace: Option<&'s str>,
    /// All that the admin typed, which may be a label as a whole.
    typed: Option<&'s str>,
}

impl<'s> Named<'s> {
    /// What to ask for.
    #[must_use]
    pub fn keys(&self) -> Vec<Key> {
        let label = if self.namespace.is_some() { self.typed } else { Some(self.label) };
        let mut keys = Vec::new();
        if let Some(label) = label {
            keys.push(Key::Label(label.to_owned()));
        }
        if let Some(namespace) = self.namespace {
            keys.push(Key::Namespace(namespace.to_owned()));
        }
        keys
    }

    /// The one set of this name among the rows. A package's may be typed by its label alone where no other has it.
    ///
    /// # Errors
    /// [`Reason::Ambiguous`] where there are several.
    pub fn find<'f>(&self, rows: &'f [Row]) -> Result<Option<&'f Row>, Reason> {
        let Some(typed) = self.typed else {
            let is_it = |row: &Row| text(row, "Label") == Some(self.label) && is_of(row, self.namespace);
            return only(rows, &is_it);
        };
        let named: [fn(&Row) -> Option<String>; 2] =
            [self::typed, |row| text(row, "Label").map(str::to_owned)];
        for name in named {
            let found = only(rows, &|row| name(row).is_some_and(|name| is_alike(&name, typed)))?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// Whether a set of this label may be the one.
    fn is_called(&self, told: &str) -> bool {
        let is_typed = |typed| is_alike(told, self.label) || is_alike(told, typed);
        self.typed.map_or(told == self.label, is_typed)
    }

    /// The set's record by its label on the list, and the way to places of it. Its own page comes first until it was read: a label may
    /// be another set's.
    #[must_use]
    pub fn way<'e>(&self, places: &[Place], pages: &Pages<'e>) -> (Option<&'e str>, Way) {
        let mut way = Way::default();
        let Some((record, at)) = pages.set(self.label) else { return (None, way) };
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
            // A page that does not say of which package it is, is not one of none.
            Some((Seen::PermissionSet { namespace: Some(namespace), activation: Some(activation) }, _))
                if namespace == self.namespace.unwrap_or_default() =>
            {
                Ok(*activation)
            }
            Some(_) => Err(Reason::NotTold),
        }
    }
}

/// What is typed is compared without case, as queries do.
fn is_alike(told: &str, typed: &str) -> bool {
    told.eq_ignore_ascii_case(typed)
}

fn only<'f>(rows: &'f [Row], is_meant: &dyn Fn(&Row) -> bool) -> Result<Option<&'f Row>, Reason> {
    match rows.iter().filter(|row| is_meant(row)).collect::<Vec<_>>().as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(only)),
        several => Err(Reason::Ambiguous(several.len())),
    }
}

/// These places of a set, where its record is known, then the list of sets.
#[must_use]
pub fn places_of(
    record: Option<&str>,
    places: &[Place],
    control: &dyn Fn(Place) -> Option<Control>,
) -> Vec<Told> {
    let mut spots = Vec::new();
    if record.is_some() {
        spots.extend(places.iter().map(|place| Spot::new(*place, record)));
    }
    spots.push(Spot::new(Place::PermissionSets, None));
    told(spots, control)
}

/// "Permission set S is there".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermissionSet {
    set: SetName,
}

crate::wire::variants! { SetName { Is { label, namespace }, Of(input) } }
crate::wire::record! { PermissionSet { set } }

impl PermissionSet {
    fn judge(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        let found = self.set.get(who).and_then(|set| set.find(rows(&need(&set), org)?));
        match found {
            Ok(None) => absent(Table::PermissionSets, org),
            Ok(Some(_)) => Verdict::Holds(Value::Present),
            Err(reason) => Verdict::CannotTell(reason),
        }
    }
}

fn need(set: &Named<'_>) -> Need {
    Need::of(Table::PermissionSets, set.keys(), &[])
}

impl Kind for PermissionSet {
    const NAME: &'static str = "permission_set";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        Some(PermissionSet { set: SetName::read(options)? })
    }

    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        inputs.extend(self.set.input());
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        self.set.get(who).iter().map(need).collect()
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        vec![Spot::new(Place::PermissionSets, None)]
    }

    /// What the org lacks is for the admin to make, where it is no vendor's: that comes with the vendor's package. Of a set that is there
    /// nothing is touched: among several it is not the one that is left to make.
    fn told_places(&self, who: &Subjects<'_>, org: &OrgFacts) -> Option<Vec<Told>> {
        let mut places = Vec::new();
        let control = match (self.judge(who, org), self.set.get(who)) {
            (Verdict::Holds(_), _) => None,
            (Verdict::Fails(_), Ok(Named { label, namespace: None, .. })) => {
                let save = Control::SaveSet(label.to_owned());
                places.push((Spot::new(Place::NewPermissionSet, None), Some(save)));
                Some(Control::NewSet(label.to_owned()))
            }
            _ => self.set.link(who, None),
        };
        places.push((Spot::new(Place::PermissionSets, None), control));
        Some(places)
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who, org)
    }

    fn judge_page(&self, who: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        let (sets, whole) = match &page.seen {
            Ok(Seen::PermissionSets { sets, whole }) => (sets, *whole),
            Ok(_) => return PageVerdict::silent(),
            Err(reason) => return PageVerdict::of(Verdict::CannotTell(reason.clone())),
        };
        let set = match self.set.get(who) {
            Ok(set) => set,
            Err(reason) => return PageVerdict::of(Verdict::CannotTell(reason)),
        };
        PageVerdict::of(match sets.iter().filter(|seen| set.is_called(&seen.label)).count() {
            0 if whole => Verdict::Fails(Value::Absent),
            0 => Verdict::CannotTell(Reason::NotOnThisPart),
            1 if set.namespace.is_none() => Verdict::Holds(Value::Present),
            1 => Verdict::CannotTell(Reason::NotTold),
            several => Verdict::CannotTell(Reason::Ambiguous(several)),
        })
    }

    /// As long as nothing is known of the org.
    fn control_for(&self, place: Place, who: &Subjects<'_>, _: &OrgFacts) -> Option<Control> {
        if place == Place::PermissionSets { self.set.link(who, None) } else { None }
    }

    /// What another checklist's input names is not known.
    fn implies(&self, other: &Self) -> bool {
        self.set == other.set && self.set.input().is_none()
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
            let set = SetName::Is { label: "A".into(), namespace: namespace.map(str::to_owned) };
            let kind = PermissionSet { set };
            let who = Subjects { checklist: "c", inputs: &Inputs::default() };
            let asked = kind.needs(&who).remove(0);
            let answer = Answer { asked_at: Moment(1), asked, rows: Ok(sets) };
            let org =
                OrgFacts { answers: Ordered::from([(Table::PermissionSets, answer)]), ..OrgFacts::default() };
            let told = kind.told_places(&who, &org).unwrap();
            let named = |place| {
                let control = told
                    .iter()
                    .find(|(spot, _)| spot.place == place)
                    .and_then(|(_, control)| control.as_ref());
                control.map_or("", Control::name)
            };
            let found: Vec<Place> = told.iter().map(|(spot, _)| spot.place).collect();
            assert_eq!((found.as_slice(), both.map(named)), (places, controls), "{kind:?}");
        }
        let own = PermissionSet { set: SetName::Is { label: "A".into(), namespace: None } };
        let who = Subjects { checklist: "c", inputs: &Inputs::default() };
        let unknown = own.told_places(&who, &OrgFacts::default());
        let link = Control::SetLink("A".to_owned());
        assert_eq!(unknown, Some(vec![(Spot::new(Place::PermissionSets, None), Some(link))]));
    }
}
