//! Fields of objects are there: what an unmanaged package leaves behind, which no list of packages tells.
//!
//! API evidence: REST API, `FieldDefinition` by object and field (Tooling API reference, FieldDefinition). The package that brings them may
//! be told by an input: then it is installed by a link of this org's own, and what stands on the installer's page is evidence of nothing.

use super::{
    Control, Input, InputKind, Kind, Need, Object, OrgFacts, Reason, Spot, Subjects, Verdict, absence,
    access::{progress, text},
    object_places::Told,
    package_version, rows,
};
use crate::{
    evidence::{Key, Table},
    setup::Place,
};

/// Fields that a checklist names, or that the admin pastes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fields {
    /// These.
    Named(Vec<String>),
    /// Those of an input.
    From(String),
}

crate::wire::variants! { Fields { Named(names), From(input) } }

/// Whether a text can be an API name.
#[must_use]
pub fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Whether a text is `Object.Field` in API names.
#[must_use]
pub fn is_field(name: &str) -> bool {
    name.split_once('.').is_some_and(|(object, field)| is_name(object) && is_name(field))
}

fn expected(found: &str) -> String {
    format!("expected a field such as Lead.Score__c, found {found}")
}

impl Fields {
    /// Reads `"fields": […]` or `"fields_of": "<input>"`.
    pub fn read(options: &mut Object<'_>) -> Option<Self> {
        if let Some(input) = options.text_or_none("fields_of")? {
            return Some(Fields::From(input));
        }
        let fields = options.texts("fields")?;
        match fields.iter().find(|field| !is_field(field)) {
            Some(field) => {
                options.refuse("fields", "fields such as \"Lead.Score__c\"", &format!("\"{field}\""))
            }
            None => Some(Fields::Named(fields)),
        }
    }

    /// The input they come from.
    #[must_use]
    pub fn input(&self) -> Option<Input<'_>> {
        match self {
            Fields::Named(_) => None,
            Fields::From(input) => Some((input, InputKind::Text)),
        }
    }

    fn all<'s>(&'s self, who: &'s Subjects<'_>) -> &'s [String] {
        match self {
            Fields::Named(fields) => fields,
            Fields::From(input) => who.of(input),
        }
    }

    /// Their names.
    ///
    /// # Errors
    /// [`Reason::BadInput`] where the admin entered something else.
    pub fn names<'s>(&'s self, who: &'s Subjects<'_>) -> Result<&'s [String], Reason> {
        let fields = self.all(who);
        match fields.iter().find(|field| !is_field(field)) {
            Some(bad) => Err(Reason::BadInput(expected(bad))),
            None => Ok(fields),
        }
    }

    /// What to ask for.
    #[must_use]
    pub fn keys(&self, who: &Subjects<'_>) -> Vec<Key> {
        self.all(who).iter().cloned().map(Key::Name).collect()
    }
}

/// "Fields F are there", as the package of input P brings them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldExists {
    fields: Fields,
    package_of: Option<String>,
}

crate::wire::record! { FieldExists { fields, package_of } }

impl FieldExists {
    /// Where the package is installed: the page itself, which no link of ours names, and the link that leads there.
    fn installer(&self, who: &Subjects<'_>) -> Vec<Told> {
        let Some(input) = &self.package_of else { return Vec::new() };
        let mut places = vec![(Spot::new(Place::PackageInstall, None), Some(Control::InstallPackage))];
        let version = who.of(input).first().and_then(|text| package_version(text));
        places.extend(version.map(|version| (Spot::new(Place::PackageInstall, Some(version)), None)));
        places
    }

    fn judge(&self, who: &Subjects<'_>, org: &OrgFacts) -> Result<Verdict, Reason> {
        let wanted = self.fields.names(who)?;
        let rows = rows(&Need::of(Table::Fields, self.fields.keys(who), &[]), org)?;
        let is_there = |name: &str| {
            rows.iter().any(|row| {
                let object = text(row, "EntityDefinition.QualifiedApiName").unwrap_or_default();
                let field = text(row, "QualifiedApiName").unwrap_or_default();
                name.split_once('.').is_some_and(|(of, own)| {
                    of.eq_ignore_ascii_case(object) && own.eq_ignore_ascii_case(field)
                })
            })
        };
        let missing: Vec<&str> = wanted.iter().map(String::as_str).filter(|name| !is_there(name)).collect();
        let found = progress(wanted.len(), &missing);
        if let (false, Some(reason)) = (missing.is_empty(), absence(Table::Fields, org)) {
            return Err(reason);
        }
        Ok(if missing.is_empty() { Verdict::Holds(found) } else { Verdict::Fails(found) })
    }
}

impl Kind for FieldExists {
    const NAME: &'static str = "field_exists";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let fields = Fields::read(options);
        let package_of = options.text_or_none("package_of");
        Some(FieldExists { fields: fields?, package_of: package_of? })
    }

    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        inputs.extend(self.fields.input());
    }

    fn hints(&self) -> Vec<Input<'_>> {
        self.package_of.iter().map(|input| (input.as_str(), InputKind::Package)).collect()
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        vec![Need::of(Table::Fields, self.fields.keys(who), &[])]
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        self.package_of.iter().map(|_| Spot::new(Place::PackageInstall, None)).collect()
    }

    fn control(&self, place: Place) -> Option<Control> {
        (place == Place::PackageInstall && self.package_of.is_some()).then_some(Control::InstallPackage)
    }

    fn told_places(&self, who: &Subjects<'_>, _: &OrgFacts) -> Option<Vec<Told>> {
        Some(self.installer(who))
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who, org).unwrap_or_else(Verdict::CannotTell)
    }
}
