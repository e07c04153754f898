//! Every chosen user may work with objects, over profile, permission sets and groups together.
//!
//! API evidence: REST API, `ObjectPermissions` of the users' sets (see `access`); no row is no access. "View All Data" reads and "Modify
//! All Data" does everything (Salesforce Help, "Object Permissions").

use super::{
    Control, Input, InputKind, Kind, Need, Object, OrgFacts, Place, Spot, Subjects, Verdict,
    access::{self, Sets, is_named, is_true, text},
    object_places::{self, Told, told},
    rows,
};
use crate::evidence::{Key, Row, Table};
use std::slice::from_ref;

/// What may be done with an object's records, and the field that says so.
pub const RIGHTS: [(&str, &str); 4] = [
    ("read", "PermissionsRead"),
    ("create", "PermissionsCreate"),
    ("edit", "PermissionsEdit"),
    ("delete", "PermissionsDelete"),
];

/// "Everybody of input I may do R with objects O".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectAccess {
    objects: Vec<String>,
    may: Vec<&'static str>,
    of: String,
}

crate::wire::record! { ObjectAccess { objects, may, of } }

impl ObjectAccess {
    fn need(&self, users: &[String]) -> Need {
        Need::of(Table::ObjectAccess, self.objects.iter().cloned().map(Key::Name), users)
    }

    fn judge(&self, users: &[String], objects: &[String], org: &OrgFacts) -> Verdict {
        match rows(&self.need(users), org) {
            Ok(rows) => access::judge(users, org, &|sets| self.allowed(objects, rows, sets)),
            Err(reason) => Verdict::CannotTell(reason),
        }
    }

    fn allowed(&self, objects: &[String], rows: &[Row], sets: &Sets<'_>) -> bool {
        let all = sets.grant("ModifyAllData");
        let reads = all || sets.grant("ViewAllData");
        let may = |object: &String, right: &&str| {
            rows.iter().any(|row| {
                is_named(row, "SobjectType", object)
                    && is_true(row, right)
                    && sets.have(text(row, "ParentId"))
            })
        };
        objects.iter().all(|object| {
            self.may.iter().all(|right| all || (reads && *right == "PermissionsRead") || may(object, right))
        })
    }
}

/// The English label of the box that gives a right (Salesforce Help, "Object Permissions").
fn label(right: &str) -> &str {
    right.strip_prefix("Permissions").unwrap_or(right)
}

/// The fields that say what `may` asks for.
pub fn rights(options: &mut Object<'_>, known: &[(&'static str, &'static str)]) -> Option<Vec<&'static str>> {
    let may = options.texts("may")?;
    let field = |right: &String| known.iter().find(|(name, _)| name == right).map(|(_, field)| *field);
    match may.iter().map(field).collect::<Option<Vec<&'static str>>>() {
        Some(fields) => Some(fields),
        None => {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            options.refuse("may", &format!("\"may\": {}", names.join(", ")), &may.join(", "))
        }
    }
}

impl Kind for ObjectAccess {
    const NAME: &'static str = "object_access";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let objects = options.texts("objects");
        let may = rights(options, &RIGHTS);
        let of = options.text("of");
        Some(ObjectAccess { objects: objects?, may: may?, of: of? })
    }

    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        inputs.push((&self.of, InputKind::Users));
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        let users = who.of(&self.of);
        let mut needs = access::needs(users, &["ModifyAllData", "ViewAllData"]);
        needs.push(self.need(users));
        needs
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        access::spots()
    }

    fn control_for(&self, place: Place, who: &Subjects<'_>, org: &OrgFacts) -> Option<Control> {
        access::control(place, &self.judge_org(who, org), who.of(&self.of), org)
    }

    /// The profiles of those who lack something, and the objects it is lacking for.
    fn told_places(&self, who: &Subjects<'_>, org: &OrgFacts) -> Option<Vec<Told>> {
        let users = who.of(&self.of);
        let boxes: Vec<String> = self.may.iter().map(|right| label(right).to_owned()).collect();
        let mut places = Vec::new();
        let judge = |user: &String, object: &String| self.judge(from_ref(user), from_ref(object), org);
        for (profile, objects) in object_places::lacking(&self.objects, users, org, &judge) {
            object_places::of_objects(profile, objects, &boxes, &mut places);
        }
        places.extend(told(self.spots(org), &|place| self.control_for(place, who, org)));
        Some(places)
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who.of(&self.of), &self.objects, org)
    }
}
