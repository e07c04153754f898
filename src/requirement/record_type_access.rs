//! The chosen users may use the record types of objects.
//!
//! API evidence: REST API, `RecordType`. No object tells who may use a record type, only the metadata of whole profiles and sets, so what
//! is proven is the case without any: then there is nothing to give.

use super::{Input, InputKind, Kind, Need, Object, OrgFacts, Reason, Subjects, Value, Verdict, rows};
use crate::evidence::{Key, Table};

/// "Everybody of input I may use the record types of objects O".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordTypeAccess {
    objects: Vec<String>,
    of: String,
}

crate::wire::record! { RecordTypeAccess { objects, of } }

impl RecordTypeAccess {
    fn need(&self) -> Need {
        Need::of(Table::RecordTypes, self.objects.iter().cloned().map(Key::Name), &[])
    }
}

impl Kind for RecordTypeAccess {
    const NAME: &'static str = "record_type_access";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let objects = options.texts("objects");
        let of = options.text("of");
        Some(RecordTypeAccess { objects: objects?, of: of? })
    }

    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        inputs.push((&self.of, InputKind::Users));
    }

    fn needs(&self, _: &Subjects<'_>) -> Vec<Need> {
        vec![self.need()]
    }

    fn judge_org(&self, _: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        let is_of = |row: &&crate::evidence::Row| {
            self.objects.iter().any(|object| super::access::is_named(row, "SobjectType", object))
        };
        match rows(&self.need(), org) {
            Ok(types) if !types.iter().any(|row| is_of(&row)) => {
                Verdict::Holds(Value::Text("no record types".to_owned()))
            }
            Ok(_) => Verdict::CannotTell(Reason::NotTold),
            Err(reason) => Verdict::CannotTell(reason),
        }
    }
}
