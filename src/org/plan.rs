//! Plans what to ask: merges needs of one table into one query, and queries into composite requests of at most five.
//!
//! Query texts follow Salesforce's published objects and fields. What an object's documentation does not let one filter by (the
//! namespace of an installed package) is filtered after the answer came.

use crate::evidence::{Api, Field, Key, ME, NO_ID, Need, OrgFacts, Table};

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
            None => {
                // In the tables' order; to sort the list would weigh kilobytes.
                let at = merged.iter().take_while(|known| known.table < need.table).count();
                merged.insert(at, Need { users: users.collect(), ..need.clone() });
            }
        }
    }
    merged.into_iter().map(|need| Query { api: api(need.table), soql: soql(&need), need }).collect()
}

/// How many counted calls it costs to ask for all needs, told without a plan: one query per table, one call per composite request of each
/// service, and one to learn who asks.
#[must_use]
pub fn counted_calls(needs: &[Need]) -> usize {
    let mut tables = Vec::new();
    for need in needs {
        if !tables.contains(&need.table) {
            tables.push(need.table);
        }
    }
    let of = |service| tables.iter().filter(|table| api(**table) == service).count().div_ceil(MOST_QUERIES);
    if tables.is_empty() { 0 } else { of(Api::Rest) + of(Api::Tooling) + 1 }
}

fn api(table: Table) -> Api {
    match table {
        Table::SecuritySettings | Table::Packages | Table::Profile => Api::Tooling,
        _ => Api::Rest,
    }
}

/// The address in the answer to the first query of a composite request, in which [`Table::Mailbox`] stands first (REST API Developer
/// Guide, "Composite", references).
pub const MAILBOX: &str = "@{q0.records[0].Email}";

/// The query of a table, with what narrows it down in braces (see [`fill`]).
fn template(table: Table) -> &'static str {
    match table {
        // Selecting Metadata demands a query of one row; this table has exactly one.
        Table::SecuritySettings => "SELECT Metadata FROM SecuritySettings",
        Table::Packages => {
            "SELECT Id, SubscriberPackageId, SubscriberPackage.NamespacePrefix, SubscriberPackage.Name, \
             SubscriberPackageVersion.MajorVersion, SubscriberPackageVersion.MinorVersion, \
             SubscriberPackageVersion.PatchVersion, SubscriberPackageVersion.BuildNumber \
             FROM InstalledSubscriberPackage ORDER BY SubscriberPackageId"
        }
        Table::PackageLicences => {
            "SELECT NamespacePrefix, Status, AllowedLicenses, ExpirationDate FROM PackageLicense \
             WHERE NamespacePrefix IN ({namespaces})"
        }
        Table::PermissionSets => {
            "SELECT Id, Name, Label, NamespacePrefix, Type FROM PermissionSet \
             WHERE IsOwnedByProfile = false AND ({keys})"
        }
        // A semi-join on the id: whether the relationship can be filtered by is documented nowhere.
        Table::GroupComponents => {
            "SELECT PermissionSetId, PermissionSetGroupId, PermissionSetGroup.Status FROM PermissionSetGroupComponent \
             WHERE PermissionSetId IN ({sets})"
        }
        Table::Assignments => {
            "SELECT Assignee.Username, PermissionSetId, PermissionSetGroupId, PermissionSetGroup.Status, IsActive \
             FROM PermissionSetAssignment WHERE Assignee.Username IN ({users}){of sets}"
        }
        Table::OwnPermissions => {
            "SELECT PermissionsApiEnabled, PermissionsViewSetup, PermissionsCustomizeApplication \
             FROM UserPermissionAccess LIMIT 1"
        }
        Table::HeldSets => {
            "SELECT Id, Type, ProfileId, Profile.Name{permissions} FROM PermissionSet WHERE Id IN ({held})"
        }
        Table::Bypass => {
            "SELECT Id FROM PermissionSet WHERE PermissionsCanApproveUninstalledApps = true AND Id IN ({held})"
        }
        _ => template_of_apps(table),
    }
}

fn template_of_apps(table: Table) -> &'static str {
    match table {
        Table::ConnectedApps => {
            "SELECT Id, Name, OptionsAllowAdminApprovedUsersOnly, CreatedDate FROM ConnectedApplication WHERE Name IN ({names})"
        }
        Table::ExternalClientApps => "SELECT Id, MasterLabel, DeveloperName FROM ExternalClientApplication",
        Table::Mailbox => {
            "SELECT Username, Email FROM User WHERE Username IN ({users}) ORDER BY Username LIMIT 1"
        }
        Table::SharedMailbox => {
            "SELECT Username FROM User WHERE IsActive = true AND Email = '{mailbox}' LIMIT 20"
        }
        // One user may have several tokens; what is cut off here is said not to be told (see `app_authorised`).
        // ASSUMPTION: the user's name can be selected through the relationship, as the app's id can.
        Table::Tokens => {
            "SELECT AppName, UserId, User.Username, AppMenuItemId, CreatedDate FROM OauthToken WHERE AppName IN ({names}) LIMIT 200"
        }
        Table::Users => {
            "SELECT Id, Username, Email, IsActive, ProfileId, Profile.Name, Profile.UserLicense.Name FROM User \
             WHERE Username IN ({users})"
        }
        // Only global classes can be given, and no field tells which are: one that somebody was given is.
        Table::Classes => {
            "SELECT Id, Name, NamespacePrefix, (SELECT ParentId FROM SetupEntityAccessItems LIMIT 1) FROM ApexClass \
             WHERE NamespacePrefix IN ({namespaces})"
        }
        Table::ClassAccess => {
            "SELECT SetupEntityId, ParentId FROM SetupEntityAccess WHERE SetupEntityType = 'ApexClass' \
             AND SetupEntityId IN (SELECT Id FROM ApexClass WHERE NamespacePrefix IN ({namespaces})) AND ParentId IN ({held})"
        }
        Table::Apps => {
            "SELECT ApplicationId, Name, Label, NamespacePrefix FROM AppMenuItem WHERE Type = 'TabSet' AND ({keys})"
        }
        // An app's rows can't be filtered by its name or namespace (Object Reference, SetupEntityAccess).
        Table::AppAccess => {
            "SELECT SetupEntityId, ParentId FROM SetupEntityAccess WHERE SetupEntityType IN ('TabSet', 'ConnectedApplication') \
             AND ParentId IN ({held})"
        }
        _ => template_of_objects(table),
    }
}

fn template_of_objects(table: Table) -> &'static str {
    match table {
        Table::ObjectAccess => {
            "SELECT ParentId, SobjectType, PermissionsRead, PermissionsCreate, PermissionsEdit, PermissionsDelete \
             FROM ObjectPermissions WHERE SobjectType IN ({names}) AND ParentId IN ({held})"
        }
        Table::FieldAccess => {
            "SELECT ParentId, Field, PermissionsRead, PermissionsEdit FROM FieldPermissions \
             WHERE SobjectType IN ({objects}) AND Field IN ({names}) AND ParentId IN ({held})"
        }
        // The object must be among the conditions (Tooling API reference, FieldDefinition).
        Table::Fields => {
            "SELECT QualifiedApiName, EntityDefinition.QualifiedApiName FROM FieldDefinition \
             WHERE EntityDefinition.QualifiedApiName IN ({objects}) AND QualifiedApiName IN ({fields})"
        }
        Table::RecordTypes => {
            "SELECT DeveloperName, SobjectType FROM RecordType WHERE IsActive = true AND SobjectType IN ({names})"
        }
        Table::UserLicences => {
            "SELECT UserId, PackageLicense.NamespacePrefix FROM UserPackageLicense \
             WHERE PackageLicense.NamespacePrefix IN ({namespaces}) AND UserId IN (SELECT Id FROM User WHERE Username IN ({users}))"
        }
        // A profile's own hidden set says whether the profile is custom. Who may author Apex may use every class.
        Table::CustomProfiles => {
            "SELECT COUNT(Id) profiles FROM PermissionSet WHERE IsOwnedByProfile = true AND Id IN ({custom})"
        }
        Table::CustomProfileAccess => {
            "SELECT SetupEntityId, COUNT(Id) profiles FROM SetupEntityAccess WHERE SetupEntityType = 'ApexClass' \
             AND SetupEntityId IN (SELECT Id FROM ApexClass WHERE NamespacePrefix IN ({namespaces})) \
             AND ParentId IN ({custom}) GROUP BY SetupEntityId"
        }
        Table::SetPermissions => {
            "SELECT Id, Label, NamespacePrefix{permissions} FROM PermissionSet WHERE IsOwnedByProfile = false AND ({keys})"
        }
        Table::SetObjects => {
            "SELECT ParentId, SobjectType, PermissionsRead, PermissionsCreate, PermissionsEdit, PermissionsDelete \
             FROM ObjectPermissions WHERE SobjectType IN ({names}) AND ParentId IN ({sets})"
        }
        Table::SetFields => {
            "SELECT ParentId, Field, PermissionsRead, PermissionsEdit FROM FieldPermissions \
             WHERE SobjectType IN ({objects}) AND Field IN ({names}) AND ParentId IN ({sets})"
        }
        // Selecting Metadata demands a query of one row; whose profile it is, `ask_as` puts in.
        Table::Profile => "SELECT Id, Metadata FROM Profile WHERE Id = '000000000000000AAA'",
        // A group's row names the group's own set, whose label nobody knows.
        Table::GivenSets => {
            "SELECT PermissionSet.Label, PermissionSetGroup.MasterLabel, IsActive FROM PermissionSetAssignment \
             WHERE Assignee.Username IN ({users}) AND PermissionSet.IsOwnedByProfile = false LIMIT 200"
        }
        _ => template_of_search(table),
    }
}

fn template_of_search(table: Table) -> &'static str {
    match table {
        // Those who may log in first. Nobody reads more than this many.
        Table::FoundUsers => {
            "SELECT Username, Name, IsActive, Profile.Name FROM User WHERE Username LIKE {typed} OR Name LIKE {typed} \
             ORDER BY IsActive DESC, Name LIMIT 20"
        }
        Table::FoundProfiles => {
            "SELECT Name, UserLicense.Name FROM Profile WHERE Name LIKE {typed} ORDER BY Name LIMIT 20"
        }
        // A group's own set is nobody's to name (Object Reference, PermissionSet, Type).
        Table::FoundSets => {
            "SELECT Label, Name, NamespacePrefix, License.Name FROM PermissionSet WHERE IsOwnedByProfile = false \
             AND Type != 'Group' AND (Label LIKE {typed} OR Name LIKE {typed}) ORDER BY Label LIMIT 20"
        }
        _ => "SELECT OrganizationType, IsSandbox FROM Organization LIMIT 1",
    }
}

fn soql(need: &Need) -> String {
    let mut soql = String::new();
    fill(template(need.table), need, &mut soql);
    soql
}

/// Writes a template with the need in it. What is written in is not looked at again, so no name can hold a brace that means something.
fn fill(template: &str, need: &Need, to: &mut String) {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        to.push_str(before);
        let (what, after) = after.split_once('}').unwrap_or((after, ""));
        fill_in(what, need, to);
        rest = after;
    }
    to.push_str(rest);
}

fn fill_in(what: &str, need: &Need, to: &mut String) {
    match what {
        "users" => list(&mut need.users.iter().map(String::as_str), to),
        "namespaces" => list(&mut need.keys.iter().filter_map(namespace), to),
        "names" => list(&mut need.keys.iter().filter_map(name), to),
        "objects" => list(&mut need.keys.iter().filter_map(|key| Some(name(key)?.split_once('.')?.0)), to),
        "fields" => list(&mut need.keys.iter().filter_map(|key| Some(name(key)?.split_once('.')?.1)), to),
        "mailbox" => to.push_str(MAILBOX),
        "typed" => to.push_str(&like(need.keys.iter().find_map(name).unwrap_or_default())),
        "permissions" => {
            // What is selected can't be quoted: nothing but a name may get here.
            let is_name = |name: &&str| name.bytes().all(|byte| byte.is_ascii_alphanumeric());
            for permission in need.keys.iter().filter_map(name).filter(is_name) {
                to.extend([", Permissions", permission]);
            }
        }
        "held" => fill(
            "SELECT PermissionSetId FROM PermissionSetAssignment WHERE Assignee.Username IN ({users})",
            need,
            to,
        ),
        "sets" => fill("SELECT Id FROM PermissionSet WHERE IsOwnedByProfile = false AND ({keys})", need, to),
        "custom" => to.push_str(
            "SELECT PermissionSetId FROM PermissionSetAssignment WHERE PermissionSet.IsOwnedByProfile = true \
             AND PermissionSet.IsCustom = true AND PermissionSet.PermissionsAuthorApex = false \
             AND Assignee.IsActive = true AND Assignee.UserType = 'Standard'",
        ),
        "of sets" if need.keys.contains(&Key::All) => {}
        "of sets" => {
            to.push_str(" AND (PermissionSet.IsOwnedByProfile = true OR PermissionSetGroupId != null OR (");
            of_keys(need, "PermissionSet.", to);
            to.push_str("))");
        }
        _ => of_keys(need, "", to),
    }
}

fn namespace(key: &Key) -> Option<&str> {
    if let Key::Namespace(namespace) = key { Some(namespace) } else { None }
}

fn label(key: &Key) -> Option<&str> {
    if let Key::Label(label) = key { Some(label) } else { None }
}

fn name(key: &Key) -> Option<&str> {
    if let Key::Name(name) = key { Some(name) } else { None }
}

fn of_keys(need: &Need, path: &str, to: &mut String) {
    let has = |of: fn(&Key) -> Option<&str>| need.keys.iter().any(|key| of(key).is_some());
    let (by_namespace, by_label) = (has(namespace), has(label));
    if by_namespace {
        to.extend([path, "NamespacePrefix IN ("]);
        list(&mut need.keys.iter().filter_map(namespace), to);
        to.push(')');
    }
    if by_namespace && by_label {
        to.push_str(" OR ");
    }
    if by_label {
        to.extend([path, "Label IN ("]);
        list(&mut need.keys.iter().filter_map(label), to);
        to.push(')');
    }
}

/// SOQL knows no empty list: nothing has the empty name.
fn list(values: &mut dyn Iterator<Item = &str>, to: &mut String) {
    let start = to.len();
    for value in values {
        if to.len() > start {
            to.push_str(", ");
        }
        to.push_str(&quoted(value));
    }
    if to.len() == start {
        to.push_str("''");
    }
}

/// Puts into a query what is known only now: who asks, and which profile the users have, once their rows have come.
pub fn ask_as(query: &mut Query, facts: &OrgFacts) {
    if let Some(owner) = &facts.owner {
        query.soql = query.soql.replace(&quoted(ME), &quoted(&owner.username));
    }
    let users = facts.answers.get(&Table::Users).filter(|_| query.need.table == Table::Profile);
    let Some(rows) = users.and_then(|answer| answer.rows.as_ref().ok()) else { return };
    let is_meant = |name: &str| query.need.users.iter().any(|user| user.eq_ignore_ascii_case(name));
    let meant = rows.iter().find(|row| row.get("Username").and_then(Field::text).is_some_and(is_meant));
    if let Some(profile) = meant.and_then(|row| row.get("ProfileId")).and_then(Field::text) {
        query.soql = query.soql.replace(&quoted(NO_ID), &quoted(profile));
    }
}

/// A SOQL string literal (SOQL and SOSL Reference, "Quoted String Escape Sequences").
fn quoted(text: &str) -> String {
    ["'", &escaped(text, &[]), "'"].concat()
}

/// A SOQL pattern for what holds a text: what would stand for other characters stands for itself.
fn like(text: &str) -> String {
    ["'%", &escaped(text, &['%', '_']), "%'"].concat()
}

fn escaped(text: &str, special: &[char]) -> String {
    let mut escaped = String::with_capacity(text.len() + 2);
    for character in text.chars() {
        match character {
            '\'' | '\\' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            character if special.contains(&character) => escaped.extend(['\\', character]),
            character => escaped.push(character),
        }
    }
    escaped
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
        let needs = [
            sets(&[Key::Namespace("insycleapp".into())], &["a@x"]),
            sets(&[Key::Label("Basic".into())], &["b@x", "a@x"]),
            Need::all(Table::SecuritySettings),
            Need::all(Table::SecuritySettings),
        ];
        let queries = plan(&needs);
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
        assert_eq!(counted_calls(&needs), 3);
    }

    #[test]
    fn texts_cannot_leave_their_literal() {
        assert_eq!(quoted("O'Brien\\ \n"), "'O\\'Brien\\\\ \\n'");
        assert_eq!(like("O'Brien\\ \n"), "'%O\\'Brien\\\\ \\n%'");
    }
}
