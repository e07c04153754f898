//! Plans what to ask: merges needs of one table into one query, and queries into composite requests of at most five.
//!
//! Query texts follow Salesforce's published objects and fields. What an object's documentation does not let one filter by (the
//! namespace of an installed package) is filtered after the answer came.

use crate::evidence::{Api, Key, Need, Table};

/// The most queries in one composite request (REST API Developer Guide, "Composite").
pub const MOST_QUERIES: usize = 5;
/// The most users one check asks for: keeps every WHERE clause and answer small.
pub const MOST_USERS: usize = 100;

/// One query, and what it was made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Which service answers it.
    pub api: Api,
    /// The merged need.
    pub need: Need,
    /// Its text.
    pub soql: String,
}

/// The queries that answer all needs: one per table.
#[must_use]
pub fn plan(needs: &[Need]) -> Vec<Query> {
    let mut merged: Vec<Need> = Vec::new();
    for need in needs {
        let users = need.users.iter().take(MOST_USERS).cloned();
        match merged.iter_mut().find(|known| known.table == need.table) {
            Some(known) => known.take_in(need.keys.iter().cloned(), users),
            None => merged.push(Need { users: users.collect(), ..need.clone() }),
        }
    }
    merged.sort_by_key(|need| need.table);
    merged.into_iter().map(|need| Query { api: api(need.table), soql: soql(&need), need }).collect()
}

/// How many counted calls these queries cost: one per composite request of each service, and one to learn who asks.
#[must_use]
pub fn counted_calls(queries: &[Query]) -> usize {
    let of = |api| queries.iter().filter(|query| query.api == api).count().div_ceil(MOST_QUERIES);
    if queries.is_empty() { 0 } else { of(Api::Rest) + of(Api::Tooling) + 1 }
}

fn api(table: Table) -> Api {
    match table {
        Table::SecuritySettings | Table::Packages => Api::Tooling,
        Table::PackageLicences
        | Table::PermissionSets
        | Table::GroupComponents
        | Table::Assignments
        | Table::OwnPermissions => Api::Rest,
    }
}

fn soql(need: &Need) -> String {
    match need.table {
        // Selecting Metadata demands a query of one row; this table has exactly one.
        Table::SecuritySettings => "SELECT Metadata FROM SecuritySettings".to_owned(),
        Table::Packages => {
            "SELECT Id, SubscriberPackageId, SubscriberPackage.NamespacePrefix, SubscriberPackage.Name, \
             SubscriberPackageVersion.MajorVersion, SubscriberPackageVersion.MinorVersion, \
             SubscriberPackageVersion.PatchVersion, SubscriberPackageVersion.BuildNumber \
             FROM InstalledSubscriberPackage ORDER BY SubscriberPackageId"
                .to_owned()
        }
        Table::PackageLicences => format!(
            "SELECT NamespacePrefix, Status FROM PackageLicense \
             WHERE NamespacePrefix IN ({})",
            list(namespaces(&need.keys))
        ),
        Table::PermissionSets => format!(
            "SELECT Id, Name, Label, NamespacePrefix, Type FROM PermissionSet \
             WHERE IsOwnedByProfile = false AND {}",
            of_keys(&need.keys, "")
        ),
        // A semi-join on the id: whether the relationship can be filtered by is documented nowhere.
        Table::GroupComponents => format!(
            "SELECT PermissionSetId, PermissionSetGroupId, PermissionSetGroup.Status FROM PermissionSetGroupComponent \
             WHERE PermissionSetId IN (SELECT Id FROM PermissionSet WHERE IsOwnedByProfile = false AND {})",
            of_keys(&need.keys, "")
        ),
        Table::Assignments => format!(
            "SELECT Assignee.Username, PermissionSetId, PermissionSetGroupId, IsActive FROM PermissionSetAssignment \
             WHERE Assignee.Username IN ({}) AND (PermissionSet.IsOwnedByProfile = true OR PermissionSetGroupId != null OR {})",
            list(need.users.iter().map(String::as_str)),
            of_keys(&need.keys, "PermissionSet.")
        ),
        Table::OwnPermissions => "SELECT PermissionsApiEnabled FROM UserPermissionAccess LIMIT 1".to_owned(),
    }
}

fn namespaces(keys: &[Key]) -> impl Iterator<Item = &str> {
    keys.iter().filter_map(|key| match key {
        Key::Namespace(namespace) => Some(namespace.as_str()),
        Key::Label(_) => None,
    })
}

fn labels(keys: &[Key]) -> impl Iterator<Item = &str> {
    keys.iter().filter_map(|key| match key {
        Key::Label(label) => Some(label.as_str()),
        Key::Namespace(_) => None,
    })
}

fn of_keys(keys: &[Key], path: &str) -> String {
    let of =
        |field: &str, values: String| (!values.is_empty()).then(|| format!("{path}{field} IN ({values})"));
    let both = [of("NamespacePrefix", list(namespaces(keys))), of("Label", list(labels(keys)))];
    let both: Vec<String> = both.into_iter().flatten().collect();
    format!("({})", both.join(" OR "))
}

fn list<'t>(values: impl Iterator<Item = &'t str>) -> String {
    values.map(quoted).collect::<Vec<_>>().join(", ")
}

/// A SOQL string literal.
fn quoted(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('\'');
    for character in text.chars() {
        match character {
            '\'' | '\\' => literal.extend(['\\', character]),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            character => literal.push(character),
        }
    }
    literal.push('\'');
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets(keys: &[Key], users: &[&str]) -> Need {
        let users: Vec<String> = users.iter().map(|user| (*user).to_owned()).collect();
        Need::of(Table::Assignments, keys.iter().cloned(), &users)
    }

    #[test]
    fn needs_of_one_table_become_one_query() {
        let queries = plan(&[
            sets(&[Key::Namespace("insycleapp".into())], &["a@x"]),
            sets(&[Key::Label("Basic".into())], &["b@x", "a@x"]),
            Need::all(Table::SecuritySettings),
            Need::all(Table::SecuritySettings),
        ]);
        let [settings, assignments] = queries.as_slice() else { panic!("{queries:?}") };
        assert_eq!(settings.soql, "SELECT Metadata FROM SecuritySettings");
        assert!(assignments.soql.contains("Assignee.Username IN ('a@x', 'b@x')"), "{}", assignments.soql);
        assert!(
            assignments.soql.contains(
                "PermissionSet.NamespacePrefix IN ('insycleapp') OR PermissionSet.Label IN ('Basic')"
            ),
            "{}",
            assignments.soql
        );
        assert_eq!(counted_calls(&queries), 3);
    }

    #[test]
    fn texts_cannot_leave_their_literal() {
        assert_eq!(quoted("O'Brien\\ \n"), "'O\\'Brien\\\\ \\n'");
    }
}
