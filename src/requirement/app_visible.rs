//! An app of the App Launcher is visible to every chosen user, over profile, permission sets and groups together.
//!
//! API evidence: REST API, `AppMenuItem` names the app's record, and `SetupEntityAccess` of type `TabSet` has a row for each set that
//! shows it (Object Reference, SetupEntityAccess). `AppMenuItem.IsVisible` is about the session's user alone and is not asked for.

use super::{
    Input, InputKind, Kind, Need, Object, OrgFacts, Reason, Subjects, Verdict,
    access::{self, same_id, text},
    rows,
};
use crate::evidence::{Key, Row, Table};

/// "App A is visible to everybody of input I".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppVisible {
    label: String,
    namespace: Option<String>,
    to: String,
}

impl AppVisible {
    fn apps(&self) -> Need {
        let key = match &self.namespace {
            Some(namespace) => Key::Namespace(namespace.clone()),
            None => Key::Label(self.label.clone()),
        };
        Need::of(Table::Apps, [key], &[])
    }

    fn judge(&self, users: &[String], org: &OrgFacts) -> Result<Verdict, Reason> {
        let is_meant = |row: &&Row| {
            text(row, "Label") == Some(&self.label)
                && text(row, "NamespacePrefix") == self.namespace.as_deref()
        };
        let apps: Vec<&Row> = rows(&self.apps(), org)?.iter().filter(is_meant).collect();
        let app = match apps.as_slice() {
            // Whether the package lacks it or this user may not see it, is not told.
            [] => return Err(Reason::NotTold),
            [only] => text(only, "ApplicationId").ok_or(Reason::NotTold)?,
            several => return Err(Reason::Ambiguous(several.len())),
        };
        let shown = rows(&Need::of(Table::AppAccess, [], users), org)?;
        Ok(access::judge(users, org, &|sets| {
            shown.iter().any(|row| {
                text(row, "SetupEntityId").is_some_and(|id| same_id(id, app))
                    && sets.have(text(row, "ParentId"))
            })
        }))
    }
}

impl Kind for AppVisible {
    const NAME: &'static str = "app_visible";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let label = options.text("label");
        let namespace = options.text_or_none("namespace");
        let to = options.text("to");
        Some(AppVisible { label: label?, namespace: namespace?, to: to? })
    }

    fn inputs(&self) -> Vec<Input<'_>> {
        vec![(&self.to, InputKind::Users)]
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        let users = who.of(&self.to);
        let mut needs = access::needs(users, &[]);
        needs.extend([self.apps(), Need::of(Table::AppAccess, [], users)]);
        needs
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who.of(&self.to), org).unwrap_or_else(Verdict::CannotTell)
    }
}
