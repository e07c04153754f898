//! Somebody, or every chosen user, authorised an app: there is a token of theirs.
//!
//! API evidence: REST API, `OauthToken` by the app's name. Without "Customize Application" it tells only one's own rows (Object
//! Reference), so then nothing is said to be missing. The browser's session decides whose token an "Allow" makes: a token of the
//! admin's own, where another user's is wanted, is told as such. Page evidence, of an app that anybody may have authorised: Connected
//! Apps OAuth Usage counts the users of an installed app.

use super::{
    Input, InputKind, Kind, Need, Object, OrgFacts, PageFacts, PageVerdict, Place, Reason, Spot, Subjects,
    Value, Verdict,
    access::{named, progress, text},
    connected_app::{AppName, is_named},
    rows,
};
use crate::evidence::{AppSeen, Fault, Field, Offer, Row, Seen, Table, only_app};

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

/// Whether a row is of an app that somebody uses. A row of an app that is not installed may count users who were refused.
fn is_used(app: &AppSeen) -> bool {
    let installed = app.offers.contains(&Offer::Uninstall) || app.offers.contains(&Offer::Policies);
    installed && app.users().is_some_and(|users| users > 0)
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

    /// The list counts users, and does not say who they are.
    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        if self.by.is_some() { Vec::new() } else { vec![Spot::new(Place::ConnectedAppsUsage, None)] }
    }

    fn judge_page(&self, who: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        PageVerdict::of(match &page.seen {
            Ok(Seen::ConnectedAppsUsage { apps, whole, .. }) if self.by.is_none() => {
                match only_app(apps, *whole, self.name.get(who)) {
                    Ok(app) if is_used(app) => Verdict::Holds(Value::Present),
                    Ok(_) => Verdict::CannotTell(Reason::NotShown),
                    Err(reason) => Verdict::CannotTell(reason),
                }
            }
            Ok(_) => Verdict::CannotTell(Reason::NotShown),
            Err(reason) => Verdict::CannotTell(reason.clone()),
        })
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who, org).unwrap_or_else(Verdict::CannotTell)
    }

    fn wanted(&self) -> Value {
        if self.by.is_some() { Value::Text("the chosen user's".to_owned()) } else { Value::Present }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Inputs;

    #[test]
    fn only_the_users_of_an_installed_app_count() {
        let used = Verdict::Holds(Value::Present);
        let silent = Verdict::CannotTell(Reason::NotShown);
        for (offer, users, verdict) in
            [(Offer::Uninstall, "2", &used), (Offer::Uninstall, "0", &silent), (Offer::Install, "2", &silent)]
        {
            let app = AppSeen { cells: vec!["Insycle".to_owned(), users.to_owned()], offers: vec![offer] };
            let seen = Seen::ConnectedAppsUsage { apps: vec![app], whole: true, language: "en".to_owned() };
            let kind = AppAuthorised { name: AppName::Is("Insycle".to_owned()), by: None };
            let who = Subjects { checklist: "", inputs: &Inputs::default() };
            assert_eq!(&kind.judge_page(&who, &PageFacts { error: false, seen: Ok(seen) }).saved, verdict);
        }
    }
}
