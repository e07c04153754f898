//! Every chosen user is there and active, with the licence and the profile that are wanted.
//!
//! API evidence: REST API, `User` by username.

use super::{
    Input, InputKind, Kind, Need, Object, OrgFacts, Reason, Spot, Subjects, Value, Verdict,
    access::{is_true, progress, text},
    rows,
};
use crate::evidence::{Row, Table};

/// "Everybody of input I is an active user" (with one of these licences, one of these profiles).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    of: String,
    licences: Vec<String>,
    profiles: Vec<String>,
}

/// The row of a user. Usernames are compared without case, as Salesforce does.
///
/// # Errors
/// [`Reason::NoSuchUser`].
pub fn row_of<'f>(users: &'f [Row], name: &str) -> Result<&'f Row, Reason> {
    let is_theirs = |row: &&Row| text(row, "Username").is_some_and(|found| found.eq_ignore_ascii_case(name));
    users.iter().find(is_theirs).ok_or_else(|| Reason::NoSuchUser(name.to_owned()))
}

fn is_one_of(found: Option<&str>, wanted: &[String]) -> bool {
    wanted.is_empty() || found.is_some_and(|found| wanted.iter().any(|wanted| wanted == found))
}

impl User {
    fn judge(&self, names: &[String], org: &OrgFacts) -> Result<Verdict, Reason> {
        let users = rows(&Need::of(Table::Users, [], names), org)?;
        let mut missing = Vec::new();
        for name in names {
            let user = row_of(users, name)?;
            let fits = is_true(user, "IsActive")
                && is_one_of(text(user, "Profile.UserLicense.Name"), &self.licences)
                && is_one_of(text(user, "Profile.Name"), &self.profiles);
            if !fits {
                missing.push(name.as_str());
            }
        }
        let found = progress(names.len(), &missing);
        Ok(if missing.is_empty() { Verdict::Holds(found) } else { Verdict::Fails(found) })
    }
}

impl Kind for User {
    const NAME: &'static str = "user";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let of = options.text("of");
        let licences = options.texts_or_none("licences");
        let profiles = options.texts_or_none("profiles");
        Some(User { of: of?, licences: licences?, profiles: profiles? })
    }

    fn inputs(&self) -> Vec<Input<'_>> {
        vec![(&self.of, InputKind::Users)]
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        vec![Need::of(Table::Users, [], who.of(&self.of))]
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
