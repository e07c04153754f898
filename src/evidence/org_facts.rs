//! What the org's API answered: for each table asked, its rows or a typed fault, with when it was asked and what for.
//!
//! A requirement states a [`Need`]; `org::plan` merges needs of one table into one query. An answer remembers what it was asked for,
//! so that it never decides a need it does not cover.

use super::{Fault, Moment, Ordered};
use serde::{Deserialize, Serialize};

/// Which of Salesforce's two query services knows a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Api {
    /// REST API.
    Rest,
    /// Tooling API.
    Tooling,
}

/// What can be asked. One query each; `org::plan` holds their texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Table {
    /// A chosen user's e-mail address. It and the next stand first: see `org::plan`.
    Mailbox,
    /// Active users with that address.
    SharedMailbox,
    /// The org's security settings (one row, `Metadata`).
    SecuritySettings,
    /// Installed packages with their versions.
    Packages,
    /// Licences of managed packages, by namespace.
    PackageLicences,
    /// Permission sets by namespace or label.
    PermissionSets,
    /// Which permission set groups hold such a set.
    GroupComponents,
    /// The chosen users' assignments: of such sets, of groups, and of their profile's own hidden set; of all sets for [`Key::All`].
    Assignments,
    /// Permissions of the session's user.
    OwnPermissions,
    /// Connected apps by name.
    ConnectedApps,
    /// External client apps; all, for no documentation says what they can be filtered by.
    ExternalClientApps,
    /// Who authorised apps of these names.
    Tokens,
    /// The chosen users.
    Users,
    /// Apex classes of a namespace, each with one of those who may use it.
    Classes,
    /// Which of the chosen users' sets give such a class.
    ClassAccess,
    /// Apps of the App Launcher by namespace or label.
    Apps,
    /// Which apps the chosen users' sets show, and which connected apps they permit.
    AppAccess,
    /// The sets that the chosen users hold, with the permissions asked for. Not in one request with the assignments: both
    /// grow with the number of users who are meant.
    HeldSets,
    /// Those of them that grant "Approve Uninstalled Connected Apps", which older orgs do not know.
    Bypass,
    /// What the chosen users' sets allow with objects.
    ObjectAccess,
    /// What the chosen users' sets allow with fields.
    FieldAccess,
    /// Fields of objects.
    Fields,
    /// The org itself (one row).
    Organization,
    /// Active record types of objects.
    RecordTypes,
    /// Which packages' licences the chosen users have.
    UserLicences,
    /// How many custom profiles have active users of Salesforce.
    CustomProfiles,
    /// How many of them may use each class of a namespace.
    CustomProfileAccess,
    /// The metadata of the chosen users' one profile.
    Profile,
    /// Permission sets by namespace or label, with the permissions asked for.
    SetPermissions,
    /// What such sets allow with objects.
    SetObjects,
    /// What such sets allow with fields.
    SetFields,
    /// The names of the sets and groups that the chosen users were given.
    GivenSets,
    /// Users whose name has what was typed in it.
    FoundUsers,
    /// Profiles whose name has it.
    FoundProfiles,
    /// Permission sets whose label or name has it.
    FoundSets,
}

impl Table {
    /// What it takes to read it: the permission as the API and as Salesforce's pages name it.
    #[must_use]
    pub fn permission(self) -> (&'static str, &'static str) {
        match self {
            // OauthToken: without it only one's own rows are told (Object Reference).
            // ASSUMPTION: no documentation says what reading SecuritySettings through the Tooling API takes.
            Table::SecuritySettings | Table::Tokens => {
                ("PermissionsCustomizeApplication", "Customize Application")
            }
            _ => ("PermissionsViewSetup", "View Setup and Configuration"),
        }
    }
}

/// Stands for the session's user among a need's users: who that is, is known only when the session is asked.
pub const ME: &str = "<you>";
/// Stands for the id of a profile that is known only when the users' rows have come. Nobody's id.
pub const NO_ID: &str = "000000000000000AAA";

/// What narrows a table down.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Key {
    /// A managed package's namespace.
    Namespace(String),
    /// A record's label.
    Label(String),
    /// A record's name, or the API name of a permission, an object or a field: the table says which.
    Name(String),
    /// All there are.
    All,
}

/// What a requirement needs to know from the org.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// Where it is.
    pub table: Table,
    /// Which records.
    pub keys: Vec<Key>,
    /// Whose, by username.
    pub users: Vec<String>,
}

impl Need {
    /// A whole table.
    #[must_use]
    pub fn all(table: Table) -> Self {
        Need { table, keys: Vec::new(), users: Vec::new() }
    }

    /// A table's records of these keys, for these users.
    #[must_use]
    pub fn of(table: Table, keys: impl IntoIterator<Item = Key>, users: &[String]) -> Self {
        let mut need = Need::all(table);
        need.take_in(keys, users.iter().cloned());
        need
    }

    /// Takes in more keys and users; each stands once.
    pub fn take_in(&mut self, keys: impl IntoIterator<Item = Key>, users: impl IntoIterator<Item = String>) {
        for key in keys {
            put(&mut self.keys, key);
        }
        for user in users {
            put(&mut self.users, user);
        }
    }

    /// Whether what was asked for answers `other` too.
    #[must_use]
    pub fn covers(&self, other: &Need) -> bool {
        self.table == other.table
            && other.keys.iter().all(|key| self.keys.contains(key))
            && other.users.iter().all(|user| self.users.contains(user))
    }
}

/// Puts a value into an ordered list, once.
fn put<T: Ord>(list: &mut Vec<T>, value: T) {
    if let Err(at) = list.binary_search(&value) {
        list.insert(at, value);
    }
}

/// One field of a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Field {
    /// No value.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A text, or a number that is not whole, as it was written.
    Text(String),
    /// The rows of a child query.
    Rows(Vec<Row>),
}

impl Field {
    /// The text, where it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Field::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Yes or no, where it is that.
    #[must_use]
    pub fn truth(&self) -> Option<bool> {
        match self {
            Field::Bool(truth) => Some(*truth),
            _ => None,
        }
    }
}

/// A row: field path (`SubscriberPackage.NamespacePrefix`) to value.
pub type Row = Ordered<String, Field>;

/// An answer to one query.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// When the request left.
    pub asked_at: Moment,
    /// What was asked for.
    pub asked: Need,
    /// All rows, or why there are none to read.
    pub rows: Result<Vec<Row>, Fault>,
}

/// Calls of the last 24 hours, from the `Sforce-Limit-Info` header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    /// When the request left whose answer said so.
    pub asked_at: Moment,
    /// Calls used.
    pub used: u64,
    /// Calls allowed.
    pub allowed: u64,
}

/// Who the session belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The user's id.
    pub user: String,
    /// The user's name for login.
    pub username: String,
    /// The org's id.
    pub org: String,
}

/// All answers of one org to one user. What a store or a message leaves out is not known.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OrgFacts {
    /// Whose session asked. `None` where the org did not say.
    pub owner: Option<Owner>,
    /// By table.
    pub answers: Ordered<Table, Answer>,
    /// The newest word on API calls.
    pub usage: Option<Usage>,
    /// Why nothing could be asked at all, and when that was tried.
    pub failed: Option<(Moment, Fault)>,
}

impl OrgFacts {
    /// The answer that covers a need.
    #[must_use]
    pub fn answer(&self, need: &Need) -> Option<&Answer> {
        self.answers.get(&need.table).filter(|answer| answer.asked.covers(need))
    }

    /// Takes other facts in, by their dates: they may come late. One user's evidence says nothing of another's, so of two owners, known
    /// or not, only the newer one's facts stay.
    pub fn absorb(&mut self, other: OrgFacts) {
        let is_late = other.newest().is_some() && other.newest() < self.newest();
        let is_of_anybody = |facts: &OrgFacts| facts.owner.is_some() || !facts.answers.is_empty();
        let is_of_another = other.owner != self.owner && is_of_anybody(&other) && is_of_anybody(self);
        let dated = other.newest().is_some();
        if is_of_another && is_late {
            return;
        }
        if is_of_another {
            *self = OrgFacts::default();
        }
        self.owner = self.owner.take().or(other.owner);
        // Facts without a date tell of no attempt.
        if !is_late && dated {
            self.failed = other.failed;
        }
        for (table, answer) in other.answers {
            if self.answers.get(&table).is_none_or(|held| held.asked_at <= answer.asked_at) {
                self.answers.insert(table, answer);
            }
        }
        if self.usage.is_none_or(|held| other.usage.is_some_and(|usage| usage.asked_at >= held.asked_at)) {
            self.usage = other.usage;
        }
    }

    /// When the newest of these facts was asked for.
    #[must_use]
    pub fn newest(&self) -> Option<Moment> {
        let usage = self.usage.map(|usage| usage.asked_at);
        let mut newest = usage.max(self.failed.as_ref().map(|(at, _)| *at));
        for answer in self.answers.values() {
            newest = newest.max(Some(answer.asked_at));
        }
        newest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(at: u64) -> Answer {
        Answer { asked_at: Moment(at), asked: Need::all(Table::Packages), rows: Ok(vec![]) }
    }

    fn facts(user: &str, at: u64) -> OrgFacts {
        OrgFacts {
            owner: Some(Owner { user: user.into(), username: format!("{user}@x"), org: "00D".into() }),
            answers: Ordered::from([(Table::Packages, answer(at))]),
            usage: Some(Usage { asked_at: Moment(at), used: at, allowed: 100 }),
            failed: None,
        }
    }

    #[test]
    fn an_answer_that_arrives_late_does_not_replace_a_newer_one() {
        let mut held = facts("a", 20);
        held.absorb(facts("a", 10));
        assert_eq!(held, facts("a", 20));
    }

    #[test]
    fn another_owner_drops_all_evidence_of_the_one_before() {
        let mut held = facts("a", 20);
        held.answers.insert(
            Table::SecuritySettings,
            Answer { asked: Need::all(Table::SecuritySettings), ..answer(20) },
        );
        held.absorb(facts("b", 30));
        assert_eq!(held, facts("b", 30));
    }

    #[test]
    fn an_answer_covers_only_what_was_asked() {
        let asked = Need::of(
            Table::PermissionSets,
            [Key::Namespace("a".into()), Key::Label("L".into())],
            &["u".into()],
        );
        assert!(asked.covers(&Need::of(Table::PermissionSets, [Key::Label("L".into())], &[])));
        assert!(!asked.covers(&Need::of(Table::PermissionSets, [Key::Label("other".into())], &[])));
        assert!(!asked.covers(&Need::of(Table::PermissionSets, [], &["v".into()])));
        assert!(!asked.covers(&Need::all(Table::Packages)));
    }
}
