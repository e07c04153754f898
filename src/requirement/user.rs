//! Every chosen user is there and active, with the licence, the profile and an e-mail address of their own, as wanted.
//!
//! API evidence: REST API, `User` by username; for the address of one user, the active users who have the same.

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
    own_email: bool,
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

/// Whether nobody else has the e-mail address of the one user who was chosen.
fn sharing(names: &[String], name: &str, org: &OrgFacts) -> Result<Verdict, Reason> {
    if names.len() > 1 {
        return Err(Reason::BadInput(format!("expected one user, found {}", names.len())));
    }
    match rows(&Need::of(Table::Mailbox, [], names), org)? {
        [row] if row_of(std::slice::from_ref(row), name).is_ok() => {}
        _ => return Err(Reason::NotTold),
    }
    let sharers = rows(&Need::of(Table::SharedMailbox, [], names), org)?;
    let others = sharers.iter().filter_map(|row| text(row, "Username"));
    let others: Vec<&str> = others.filter(|other| !other.eq_ignore_ascii_case(name)).collect();
    match others.first() {
        None if sharers.is_empty() => Err(Reason::NotTold),
        None => Ok(Verdict::Holds(progress(1, &[]))),
        Some(other) => Ok(Verdict::Fails(Value::Text(format!("the e-mail address of {other} too")))),
    }
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
        if let (true, true, Some(name)) = (self.own_email, missing.is_empty(), names.first()) {
            return sharing(names, name, org);
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
        let own_email = options.choice_or("email", &[("own", true), ("any", false)], false);
        Some(User { of: of?, licences: licences?, profiles: profiles?, own_email: own_email? })
    }

    fn inputs(&self) -> Vec<Input<'_>> {
        vec![(&self.of, InputKind::Users)]
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        let of_users = |table| Need::of(table, [], who.of(&self.of));
        let mut needs = vec![of_users(Table::Users)];
        if self.own_email {
            needs.extend([of_users(Table::Mailbox), of_users(Table::SharedMailbox)]);
        }
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
