//! Somebody, or every chosen user, authorised an app: there is a token of theirs.
//!
//! API evidence: REST API, `OauthToken` by the app's name. Without "Customize Application" it tells only one's own rows (Object
//! Reference), so then nothing is said to be missing. The browser's session decides whose token an "Allow" makes: a token of the
//! admin's own, where another user's is wanted, is told as such.

use super::{
    Input, InputKind, Kind, Need, Object, OrgFacts, Reason, Subjects, Value, Verdict,
    access::{named, progress, text},
    connected_app::{AppName, is_named},
    rows,
};
use crate::evidence::{Fault, Field, Row, Table};

/// What one query asks for at most.
const MOST_TOKENS: usize = 200;

/// "App A is authorised by everybody of input I", or by anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppAuthorised {
    name: AppName,
    by: Option<String>,
}

impl AppAuthorised {
    fn judge(&self, who: &Subjects<'_>, org: &OrgFacts) -> Result<Verdict, Reason> {
        let all = rows(&self.name.need(Table::Tokens, who), org)?;
        let name = self.name.get(who);
        let tokens: Vec<&Row> = all.iter().filter(|row| is_named(row, "AppName", name)).collect();
        let is_of = |user: &str| {
            tokens
                .iter()
                .any(|row| text(row, "User.Username").is_some_and(|name| name.eq_ignore_ascii_case(user)))
        };
        let users: &[String] = self.by.as_deref().map_or(&[], |by| who.of(by));
        let missing: Vec<&str> = users.iter().map(String::as_str).filter(|user| !is_of(user)).collect();
        if missing.is_empty() && !users.is_empty() {
            return Ok(Verdict::Holds(progress(users.len(), &[])));
        }
        if self.by.is_none() && !tokens.is_empty() {
            return Ok(Verdict::Holds(Value::Present));
        }
        // What is not there may be hidden, or lie beyond what was asked for.
        let own = rows(&Need::all(Table::OwnPermissions), org)?;
        let (field, label) = Table::Tokens.permission();
        if own.first().and_then(|row| row.get(field)).and_then(Field::truth) != Some(true) {
            return Err(Reason::Lacks(label.to_owned()));
        }
        if all.len() >= MOST_TOKENS {
            return Err(Reason::Fault(Fault::Partial));
        }
        let mine = matches!(users, [user] if named(crate::evidence::ME, org).is_ok_and(|me| is_of(me) && me != user));
        Ok(Verdict::Fails(match users.len() {
            0 => Value::Absent,
            _ if mine => Value::Text("the token is yours".to_owned()),
            of => progress(of, &missing),
        }))
    }
}

impl Kind for AppAuthorised {
    const NAME: &'static str = "app_authorised";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let name = AppName::read(options);
        let by = options.text_or_none("by");
        Some(AppAuthorised { name: name?, by: by? })
    }

    fn inputs(&self) -> Vec<Input<'_>> {
        let by = self.by.iter().map(|by| (by.as_str(), InputKind::Users));
        self.name.input().into_iter().chain(by).collect()
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        vec![self.name.need(Table::Tokens, who), Need::all(Table::OwnPermissions)]
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who, org).unwrap_or_else(Verdict::CannotTell)
    }

    fn wanted(&self) -> Value {
        if self.by.is_some() { Value::Text("the chosen user's".to_owned()) } else { Value::Present }
    }
}
