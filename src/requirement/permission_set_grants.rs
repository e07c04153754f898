//! A permission set grants what the admin's list says: system permissions, and rights to objects and fields.
//!
//! API evidence: REST API, the set's own `PermissionSet` row with a field for each permission, and its `ObjectPermissions` and
//! `FieldPermissions` rows; no row of an object is no access. Required and system fields never have rows (Object Reference,
//! FieldPermissions), so a field without one is not said to be closed. Page evidence: the boxes of the set's own System Permissions; which
//! set that is, the list and the set's own page tell where the API does not.

use super::{
    Control, Input, InputKind, Kind, Need, Object, OrgFacts, PageVerdict, Pages, Place, Reason, Spot,
    Subjects, Value, Verdict, Way, absent,
    access::{is_named, is_true, progress, same_id, text},
    grants::{Grant, What, grants},
    object_places::Told,
    permission_set::{Named, SetName, places_of},
    record, rows,
};
use crate::evidence::{BoxSeen, Key, PageFacts, Row, Seen, Table};

/// Where a set's system permissions are, best first.
const PLACES: [Place; 3] = [Place::SystemPermissions, Place::SystemPermissionsEdit, Place::PermissionSet];

/// "Permission set S grants what input I lists".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermissionSetGrants {
    set: SetName,
    what: String,
}

record! { PermissionSetGrants { set, what } }

fn need(table: Table, set: &Named<'_>, grants: &[Grant]) -> Need {
    let names = grants.iter().filter_map(|grant| match (&grant.what, table) {
        (What::System(name), Table::SetPermissions) => Some(Key::Name((*name).to_owned())),
        (What::Object(name, _), Table::SetObjects) | (What::Field(name, _), Table::SetFields) => {
            Some(Key::Name(name.clone()))
        }
        _ => None,
    });
    let mut keys = set.keys();
    keys.extend(names);
    Need::of(table, keys, &[])
}

fn found<'f>(set: &Named<'_>, grants: &[Grant], org: &'f OrgFacts) -> Result<Option<&'f Row>, Reason> {
    set.find(rows(&need(Table::SetPermissions, set, grants), org)?)
}

impl PermissionSetGrants {
    fn set<'f>(&self, who: &Subjects<'_>, org: &'f OrgFacts) -> Option<&'f Row> {
        found(&self.set.get(who).ok()?, &[], org).ok().flatten()
    }

    fn judge(&self, who: &Subjects<'_>, org: &OrgFacts) -> Result<Verdict, Reason> {
        let (name, grants) = (self.set.get(who)?, grants(who.of(&self.what))?);
        let Some(set) = found(&name, &grants, org)? else { return Ok(absent(Table::SetPermissions, org)) };
        let id = text(set, "Id").ok_or(Reason::NotTold)?;
        let objects = rows(&need(Table::SetObjects, &name, &grants), org)?;
        let fields = rows(&need(Table::SetFields, &name, &grants), org)?;
        let granted = |rows: &[Row], column: &str, name: &str, right: &str| {
            let of_set = |row: &&Row| {
                text(row, "ParentId").is_some_and(|parent| same_id(parent, id)) && is_named(row, column, name)
            };
            rows.iter().find(of_set).map(|row| is_true(row, right))
        };
        let (mut missing, mut untold) = (Vec::new(), 0);
        for Grant { words, what } in &grants {
            let is_granted = match what {
                What::System(name) => Some(is_true(set, &format!("Permissions{name}"))),
                What::Object(name, right) => Some(granted(objects, "SobjectType", name, right) == Some(true)),
                What::Field(name, right) => granted(fields, "Field", name, right),
            };
            match is_granted {
                Some(true) => {}
                Some(false) => missing.push(words.as_str()),
                None => untold += 1,
            }
        }
        match missing.is_empty() {
            true if untold > 0 => Err(Reason::NotTold),
            true => Ok(Verdict::Holds(progress(grants.len(), &missing))),
            false => Ok(Verdict::Fails(progress(grants.len(), &missing))),
        }
    }
}

/// What the boxes of the set's own page say of a list; of rights to objects and fields they say nothing.
fn judge_boxes(grants: &[Grant], is_on: &dyn Fn(&'static str) -> Option<bool>) -> Verdict {
    let (mut missing, mut untold) = (Vec::new(), false);
    for Grant { words, what } in grants {
        match what {
            What::System(name) if is_on(name) == Some(true) => {}
            What::System(name) if is_on(name) == Some(false) => missing.push(words.as_str()),
            _ => untold = true,
        }
    }
    match missing.is_empty() {
        true if untold => Verdict::CannotTell(Reason::NotShown),
        true => Verdict::Holds(progress(grants.len(), &missing)),
        false => Verdict::Fails(progress(grants.len(), &missing)),
    }
}

/// The boxes of the system permissions that are not granted.
fn boxes_of(grants: &[Grant], is_on: &dyn Fn(&'static str) -> bool) -> Option<Control> {
    let mut missing = Vec::new();
    for grant in grants {
        match grant.what {
            What::System(name) if !is_on(name) => missing.push(name.to_owned()),
            _ => {}
        }
    }
    (!missing.is_empty()).then_some(Control::PermissionBoxes(missing))
}

impl Kind for PermissionSetGrants {
    const NAME: &'static str = "permission_set_grants";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let set = SetName::read(options);
        let what = options.text("what");
        Some(PermissionSetGrants { set: set?, what: what? })
    }

    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        inputs.extend(self.set.input());
        inputs.push((&self.what, InputKind::Grants));
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        // A list that can't be read asks for the set alone.
        let grants = grants(who.of(&self.what)).unwrap_or_default();
        let Ok(set) = self.set.get(who) else { return Vec::new() };
        [Table::SetPermissions, Table::SetObjects, Table::SetFields]
            .map(|table| need(table, &set, &grants))
            .into()
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        vec![Spot::new(Place::PermissionSets, None)]
    }

    fn told_places(&self, who: &Subjects<'_>, org: &OrgFacts) -> Option<Vec<Told>> {
        let record = self.set(who, org).and_then(|set| text(set, "Id"));
        Some(places_of(record, &PLACES, &|place| self.control_for(place, who, org)))
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who, org).unwrap_or_else(Verdict::CannotTell)
    }

    fn judge_page(&self, who: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        let (boxes, unlabelled) = match &page.seen {
            Ok(Seen::SystemPermissions { boxes, unlabelled }) => (boxes, unlabelled),
            Ok(_) => return PageVerdict::silent(),
            Err(reason) => return PageVerdict::of(Verdict::CannotTell(reason.clone())),
        };
        let grants = match grants(who.of(&self.what)) {
            Ok(grants) if grants.is_empty() => return PageVerdict::silent(),
            Ok(grants) => grants,
            Err(reason) => return PageVerdict::of(Verdict::CannotTell(reason)),
        };
        if let Some(language) = unlabelled {
            return PageVerdict::of(Verdict::CannotTell(Reason::NoLabels(language.clone())));
        }
        let seen = |name: &'static str| boxes.get(name);
        let is_changed = |grant: &Grant| match grant.what {
            What::System(name) => seen(name).is_some_and(|BoxSeen { saved, shown, .. }| saved != shown),
            _ => false,
        };
        PageVerdict {
            saved: judge_boxes(&grants, &|name| Some(seen(name)?.saved)),
            unsaved: page.error || grants.iter().any(is_changed),
            ready: judge_boxes(&grants, &|name| Some(seen(name)?.shown)).decided() == Some(true),
        }
    }

    fn way(&self, who: &Subjects<'_>, pages: &Pages<'_>) -> Way {
        let Ok(set) = self.set.get(who) else { return Way::default() };
        let (_, mut way) = set.way(&PLACES, pages);
        for (spot, control) in &mut way.spots {
            *control = match (spot.place, pages.once(spot)) {
                (Place::SystemPermissionsEdit, Some((Seen::SystemPermissions { boxes, .. }, _))) => {
                    boxes_of(&grants(who.of(&self.what)).unwrap_or_default(), &|name| {
                        boxes.get(name).is_some_and(|seen| seen.shown)
                    })
                }
                (Place::SystemPermissions, _) => Some(Control::EditPermissions),
                _ => None,
            };
        }
        way
    }

    fn judge_way(&self, who: &Subjects<'_>, pages: &Pages<'_>, page: &PageFacts) -> Option<PageVerdict> {
        let set = self.set.get(who).ok()?;
        let (record, _) = pages.set(set.label)?;
        let reason = set.is_told(record, pages).err()?;
        let own = self.judge_page(who, page);
        own.saved.decided()?;
        Some(PageVerdict { saved: Verdict::CannotTell(reason), ..own })
    }

    fn control_for(&self, place: Place, who: &Subjects<'_>, org: &OrgFacts) -> Option<Control> {
        let set = self.set(who, org);
        match place {
            Place::PermissionSets => self.set.link(who, set),
            Place::SystemPermissions => Some(Control::EditPermissions),
            Place::SystemPermissionsEdit => {
                let grants = grants(who.of(&self.what)).ok()?;
                boxes_of(&grants, &|name| set.is_some_and(|set| is_true(set, &format!("Permissions{name}"))))
            }
            _ => None,
        }
    }

    fn wanted(&self) -> Value {
        Value::Present
    }
}
