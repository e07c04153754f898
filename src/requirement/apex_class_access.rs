//! Every chosen user may use a package's Apex classes, over profile, permission sets and groups together.
//!
//! API evidence: REST API, `SetupEntityAccess` of type `ApexClass` for the users' sets (see `access`). Only a package's global classes can
//! be given by a profile, and no field tells which those are: what counts is the classes that the checklist names, or else those that
//! somebody in the org was given. "Author Apex" gives all classes (Salesforce Help, "Set Apex Class Access").

use super::{
    Input, InputKind, Kind, Need, Object, OrgFacts, Reason, Spot, Subjects, Value, Verdict,
    access::{self, same_id, text},
    rows,
};
use crate::evidence::{Field, Key, Row, Table};

/// "Everybody of input I may use the Apex classes of namespace N".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApexClassAccess {
    namespace: String,
    classes: Vec<String>,
    of: String,
}

impl ApexClassAccess {
    fn need(&self, table: Table, users: &[String]) -> Need {
        Need::of(table, [Key::Namespace(self.namespace.clone())], users)
    }

    /// The ids of the classes that count.
    fn wanted_classes<'f>(&self, org: &'f OrgFacts) -> Result<Vec<&'f str>, Reason> {
        let is_named = |row: &Row| match self.classes.as_slice() {
            [] => matches!(row.get("SetupEntityAccessItems"), Some(Field::Rows(given)) if !given.is_empty()),
            named => text(row, "Name").is_some_and(|name| named.iter().any(|wanted| wanted == name)),
        };
        let classes = rows(&self.need(Table::Classes, &[]), org)?;
        let of_namespace = |row: &&Row| text(row, "NamespacePrefix") == Some(&self.namespace);
        let wanted: Vec<&str> = classes
            .iter()
            .filter(of_namespace)
            .filter(|row| is_named(row))
            .filter_map(|row| text(row, "Id"))
            .collect();
        // Without classes there is no package; where nobody has any, nothing says which can be given.
        if wanted.is_empty() || wanted.len() < self.classes.len() { Err(Reason::NotTold) } else { Ok(wanted) }
    }

    fn judge(&self, users: &[String], org: &OrgFacts) -> Result<Verdict, Reason> {
        let classes = self.wanted_classes(org)?;
        let given = rows(&self.need(Table::ClassAccess, users), org)?;
        Ok(access::judge(users, org, &|sets| {
            sets.grant("AuthorApex")
                || classes.iter().all(|class| {
                    given.iter().any(|row| {
                        text(row, "SetupEntityId").is_some_and(|id| same_id(id, class))
                            && sets.have(text(row, "ParentId"))
                    })
                })
        }))
    }
}

impl Kind for ApexClassAccess {
    const NAME: &'static str = "apex_class_access";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let namespace = options.text("namespace");
        let classes = options.texts_or_none("classes");
        let of = options.text("of");
        Some(ApexClassAccess { namespace: namespace?, classes: classes?, of: of? })
    }

    fn inputs(&self) -> Vec<Input<'_>> {
        vec![(&self.of, InputKind::Users)]
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        let users = who.of(&self.of);
        let mut needs = access::needs(users, &["AuthorApex"]);
        needs.extend([self.need(Table::Classes, &[]), self.need(Table::ClassAccess, users)]);
        needs
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        Vec::new()
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who.of(&self.of), org).unwrap_or_else(Verdict::CannotTell)
    }

    fn wanted(&self) -> Value {
        Value::Present
    }
}
