//! What a permission set shall grant, as admins list it: system permissions, and rights to objects and fields.
//!
//! One line each: `ApiEnabled`, `Lead: read, edit`, `Lead.Score__c: edit`, in API names.

use super::{
    Reason, field_access, field_exists, object_access,
    system_permission::{BYPASS, PERMISSIONS},
};

/// A list as an admin may enter it.
pub const EXAMPLE: [&str; 3] = ["ApiEnabled", "Lead: read, edit", "Lead.Score__c: edit"];

/// What can be granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A system permission, by its API name.
    System(&'static str),
    /// A right to an object: its API name and the column that says so.
    Object(String, &'static str),
    /// A right to a field, named `Object.Field`.
    Field(String, &'static str),
}

/// One thing of the list, and how the admin would say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// `Lead: edit`.
    pub words: String,
    /// What it is.
    pub what: What,
}

/// Reads the admin's list.
///
/// # Errors
/// [`Reason::BadInput`] on the first line that says something else.
pub fn grants(lines: &[String]) -> Result<Vec<Grant>, Reason> {
    let mut grants = Vec::new();
    for line in lines {
        if !read_line(line, &mut grants) {
            return Err(Reason::BadInput(complaint(line)));
        }
    }
    Ok(grants)
}

/// What is wrong with a line.
#[must_use]
pub fn complaint(line: &str) -> String {
    if read_line(line, &mut Vec::new()) {
        return String::new();
    }
    format!("expected a line such as Lead: read, edit, found {line}")
}

fn read_line(line: &str, grants: &mut Vec<Grant>) -> bool {
    let Some((name, rights)) = line.split_once(':') else {
        // Older orgs do not know this one, and refuse the whole query.
        let known = PERMISSIONS.iter().find(|known| **known == line.trim() && **known != BYPASS);
        let system = known.map(|name| Grant { words: (*name).to_owned(), what: What::System(name) });
        return system.map(|system| grants.push(system)).is_some();
    };
    let name = name.trim();
    let is_field = field_exists::is_field(name);
    if !is_field && !field_exists::is_name(name) {
        return false;
    }
    let known: &[(&str, &'static str)] =
        if is_field { &field_access::RIGHTS } else { &object_access::RIGHTS };
    for right in rights.split(',') {
        let Some((right, column)) = known.iter().find(|(known, _)| *known == right.trim()) else {
            return false;
        };
        let what = if is_field { What::Field } else { What::Object };
        grants.push(Grant { words: format!("{name}: {right}"), what: what(name.to_owned(), column) });
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Result<Vec<String>, Reason> {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        grants(&lines).map(|grants| grants.into_iter().map(|grant| grant.words).collect())
    }

    #[test]
    fn a_list_names_permissions_objects_and_fields() {
        let words = ["ApiEnabled", "Lead: read", "Lead: edit", "Lead.Score__c: edit"];
        assert_eq!(read(&EXAMPLE).unwrap(), words);
        assert_eq!(read(&[" Lead :read ,edit "]).unwrap(), ["Lead: read", "Lead: edit"]);
        for bad in [
            "API Enabled",
            BYPASS,
            "Lead",
            "Lead: fly",
            "Lead.Score__c: delete",
            "Lead:",
            "Le'ad: read",
            ": read",
            "",
        ] {
            assert!(matches!(read(&[bad]), Err(Reason::BadInput(said)) if said.ends_with(bad)), "{bad}");
        }
    }
}
