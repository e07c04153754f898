//! Every chosen user may read or edit fields, over profile, permission sets and groups together.
//!
//! API evidence: REST API, `FieldPermissions` of the users' sets (see `access`), fields named `Object.Field`. Required and system fields
//! never have rows (Object Reference, FieldPermissions), so a field without any row is not said to be closed.

use super::{
    Control, Input, InputKind, Kind, Need, Object, OrgFacts, Place, Reason, Spot, Subjects, Verdict,
    access::{self, Sets, is_true, text},
    field_exists::Fields,
    object_access::rights,
    object_places::{self, Told, told},
    rows,
};
use crate::evidence::{Row, Table};

/// What may be done with a field, and the column that says so.
pub const RIGHTS: [(&str, &str); 2] = [("read", "PermissionsRead"), ("edit", "PermissionsEdit")];
/// The English labels of the boxes (Salesforce Help, "Field Permissions").
const LABELS: [(&str, &str); 2] = [("PermissionsRead", "Read Access"), ("PermissionsEdit", "Edit Access")];

/// "Everybody of input I may do R with fields F".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldAccess {
    fields: Fields,
    may: Vec<&'static str>,
    of: String,
}

crate::wire::record! { FieldAccess { fields, may, of } }

impl FieldAccess {
    fn allowed(&self, field: &str, rows: &[Row], sets: &Sets<'_>) -> bool {
        let allows = |right: &str| {
            let gives =
                |row: &Row| is_of(row, field) && is_true(row, right) && sets.have(text(row, "ParentId"));
            rows.iter().any(gives)
        };
        self.may.iter().all(|right| allows(right))
    }

    fn judge(&self, who: &Subjects<'_>, org: &OrgFacts) -> Result<Verdict, Reason> {
        let users = who.of(&self.of);
        let fields = self.fields.names(who)?;
        let rows = rows(&Need::of(Table::FieldAccess, self.fields.keys(who), users), org)?;
        let told: Vec<&String> =
            fields.iter().filter(|field| rows.iter().any(|row| is_of(row, field))).collect();
        let verdict =
            access::judge(users, org, &|sets| told.iter().all(|field| self.allowed(field, rows, sets)));
        match verdict {
            Verdict::Holds(_) if told.len() < fields.len() => Err(Reason::NotTold),
            verdict => Ok(verdict),
        }
    }
}

fn is_of(row: &Row, field: &str) -> bool {
    access::is_named(row, "Field", field)
}

impl Kind for FieldAccess {
    const NAME: &'static str = "field_access";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let fields = Fields::read(options);
        let may = rights(options, &RIGHTS);
        let of = options.text("of");
        Some(FieldAccess { fields: fields?, may: may?, of: of? })
    }

    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        inputs.push((&self.of, InputKind::Users));
        inputs.extend(self.fields.input());
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        let users = who.of(&self.of);
        let mut needs = access::needs(users, &[]);
        needs.push(Need::of(Table::FieldAccess, self.fields.keys(who), users));
        needs
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        access::spots()
    }

    fn control_for(&self, place: Place, who: &Subjects<'_>, org: &OrgFacts) -> Option<Control> {
        access::control(place, &self.judge_org(who, org), who.of(&self.of), org)
    }

    /// The profiles of those who are not known to have it all: where nobody has any, no row tells.
    fn told_places(&self, who: &Subjects<'_>, org: &OrgFacts) -> Option<Vec<Told>> {
        let users = who.of(&self.of);
        let mut places = Vec::new();
        let known = rows(&Need::of(Table::FieldAccess, self.fields.keys(who), users), org);
        if let (Ok(fields), Ok(rows)) = (self.fields.names(who), known) {
            let judge = |user: &String, field: &String| {
                access::judge(std::slice::from_ref(user), org, &|sets| self.allowed(field, rows, sets))
            };
            let boxes = LABELS.iter().filter(|(right, _)| self.may.contains(right)).map(|(_, label)| *label);
            let boxes: Vec<String> = boxes.map(str::to_owned).collect();
            for (profile, fields) in object_places::lacking(fields, users, org, &judge) {
                object_places::of_fields(profile, &fields, &boxes, &mut places);
            }
        }
        places.extend(told(self.spots(org), &|place| self.control_for(place, who, org)));
        Some(places)
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who, org).unwrap_or_else(Verdict::CannotTell)
    }
}
