//! Somebody, or every chosen user, authorised an app: there is a token of theirs.
//!
//! API evidence: REST API, `OauthToken` by the app's name. Without "Customize Application" it tells only one's own rows (Object
//! Reference), so then nothing is said to be missing. The browser's session decides whose token an "Allow" makes: a token of the
//! admin's own, where another user's is wanted, is told as such.
//!
//! Page evidence, where anybody will do: Connected Apps OAuth Usage has a row for each app that somebody authorised, or was refused
//! (Salesforce Help, "Manage Current OAuth Connected App Sessions"). With the row there nobody has to log in first, which is all that
//! "anybody" is asked for. It says of nobody in particular that they did.

use super::{
    Input, InputKind, Kind, Need, Object, OrgFacts, PageFacts, PageVerdict, Place, Reason, Spot, Subjects,
    Value, Verdict,
    access::{is_named, named, progress, text},
    connected_app::{AppName, external},
    rows,
};
use crate::evidence::{Fault, Field, Row, Seen, Table, only_app};

/// What one query asks for at most.
const MOST_TOKENS: usize = 200;

/// "App A is authorised by everybody of input I", or by anybody; since it was installed, or ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppAuthorised {
    name: AppName,
    by: Option<String>,
    since_install: bool,
}

crate::wire::record! { AppAuthorised { name, by, since_install } }

impl AppAuthorised {
    /// When the app was installed; later than anything where it is not.
    ///
    /// ASSUMPTION: the row of an installed app is made when it is installed, and its date is that.
    fn installed_at(&self, who: &Subjects<'_>, org: &OrgFacts) -> Result<String, Reason> {
        let apps = rows(&self.name.need(Table::ConnectedApps, who), org)?;
        let named: Vec<&Row> = apps.iter().filter(|app| is_named(app, "Name", self.name.get(who))).collect();
        match named.as_slice() {
            // An external client app may stand in its stead, and says nothing of when.
            [] if external(self.name.get(who), org)? > 0 => Err(Reason::NotTold),
            [] => Ok("9999".to_owned()),
            [only] => text(only, "CreatedDate").map(str::to_owned).ok_or(Reason::NotTold),
            several => Err(Reason::Ambiguous(several.len())),
        }
    }

    fn judge(&self, who: &Subjects<'_>, org: &OrgFacts) -> Result<Verdict, Reason> {
        let all = rows(&self.name.need(Table::Tokens, who), org)?;
        let name = self.name.get(who);
        let installed_at = if self.since_install { self.installed_at(who, org)? } else { String::new() };
        // Both dates are the API's own, in one form and one time zone: their texts compare as they do.
        let counts = |row: &&Row| {
            is_named(row, "AppName", name)
                && (!self.since_install
                    || text(row, "CreatedDate").is_some_and(|made| *made >= *installed_at))
        };
        let tokens: Vec<&Row> = all.iter().filter(counts).collect();
        let is_of = |user: &str| tokens.iter().any(|row| is_named(row, "User.Username", user));
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
        let since_install = match options.text_or_none("since")?.as_deref() {
            None => false,
            Some("install") => true,
            Some(other) => return options.refuse("since", "\"since\": \"install\"", &format!("\"{other}\"")),
        };
        Some(AppAuthorised { name: name?, by: by?, since_install })
    }

    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        inputs.extend(self.name.input());
        inputs.extend(self.by.as_deref().map(|by| (by, InputKind::Users)));
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        let mut needs = vec![self.name.need(Table::Tokens, who), Need::all(Table::OwnPermissions)];
        if self.since_install {
            needs.extend([self.name.need(Table::ConnectedApps, who), Need::all(Table::ExternalClientApps)]);
        }
        needs
    }

    /// The list counts users, and does not say who they are.
    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        vec![Spot::new(Place::ConnectedAppsUsage, None)]
    }

    fn judge_page(&self, who: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        PageVerdict::of(match &page.seen {
            Ok(Seen::ConnectedAppsUsage { apps, whole, .. }) if self.by.is_none() && !self.since_install => {
                match only_app(apps, *whole, self.name.get(who)) {
                    Ok(_) => Verdict::Holds(Value::Text("listed".to_owned())),
                    Err(Reason::NotShown) => Verdict::Fails(Value::Absent),
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
    use crate::evidence::{Inputs, UsedApp};

    #[test]
    fn a_row_says_that_somebody_was_there_and_never_who() {
        let listed = Verdict::Holds(Value::Text("listed".to_owned()));
        for (by, names, whole, verdict) in [
            (None, vec!["Insycle", "Other"], true, listed),
            (None, vec!["Other"], true, Verdict::Fails(Value::Absent)),
            (None, vec!["Other"], false, Verdict::CannotTell(Reason::NotOnThisPart)),
            (None, vec!["Insycle", "INSYCLE"], true, Verdict::CannotTell(Reason::Ambiguous(2))),
            (Some("users"), vec!["Insycle"], true, Verdict::CannotTell(Reason::NotShown)),
        ] {
            let row = |name: &str| UsedApp { cells: vec![name.to_owned()], offers: Vec::new(), id: None };
            let apps = names.into_iter().map(row).collect();
            let seen = Seen::ConnectedAppsUsage { apps, whole, language: "hu".to_owned() };
            let name = AppName::Is("Insycle".to_owned());
            let kind = AppAuthorised { name, by: by.map(str::to_owned), since_install: false };
            let who = Subjects { checklist: "", inputs: &Inputs::default() };
            assert_eq!(kind.judge_page(&who, &PageFacts { error: false, seen: Ok(seen) }).saved, verdict);
        }
    }
}
