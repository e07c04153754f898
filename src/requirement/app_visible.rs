//! An app of the App Launcher is visible to every chosen user, over profile, permission sets and groups together.
//!
//! API evidence: REST API, `AppMenuItem` names the app's record, and `SetupEntityAccess` of type `TabSet` has a row for each set that
//! shows it (Object Reference, SetupEntityAccess). `AppMenuItem.IsVisible` is about the session's user alone and is not asked for.

use super::{
    Control, Input, InputKind, Kind, Need, Object, OrgFacts, PageVerdict, Reason, Spot, Subjects, Value,
    Verdict,
    access::{self, same_id, text},
    object_places::{Told, told},
    rows,
};
use crate::{
    evidence::{Key, PageFacts, Row, Seen, Table},
    setup::Place,
};

/// "App A is visible to everybody of input I".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppVisible {
    label: String,
    namespace: Option<String>,
    to: String,
}

crate::wire::record! { AppVisible { label, namespace, to } }

impl AppVisible {
    fn apps(&self) -> Need {
        let key = match &self.namespace {
            Some(namespace) => Key::Namespace(namespace.clone()),
            None => Key::Label(self.label.clone()),
        };
        Need::of(Table::Apps, [key], &[])
    }

    /// The app's record.
    fn app<'f>(&self, org: &'f OrgFacts) -> Result<&'f str, Reason> {
        let is_meant = |row: &&Row| {
            text(row, "Label") == Some(&self.label) && access::is_of(row, self.namespace.as_deref())
        };
        let apps: Vec<&Row> = rows(&self.apps(), org)?.iter().filter(is_meant).collect();
        match apps.as_slice() {
            // Whether the package lacks it or this user may not see it, is not told.
            [] => Err(Reason::NotTold),
            [only] => text(only, "ApplicationId").ok_or(Reason::NotTold),
            several => Err(Reason::Ambiguous(several.len())),
        }
    }

    fn judge(&self, users: &[String], org: &OrgFacts) -> Result<Verdict, Reason> {
        let app = self.app(org)?;
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

    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        inputs.push((&self.to, InputKind::Users));
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        let users = who.of(&self.to);
        let mut needs = access::needs(users, &[]);
        needs.extend([self.apps(), Need::of(Table::AppAccess, [], users)]);
        needs
    }

    /// App Manager knows the app by its name. Which of the two editors it has is not asked for: the other one shows nothing.
    fn spots(&self, org: &OrgFacts) -> Vec<Spot> {
        let mut spots = vec![Spot::new(Place::AppManager, None)];
        if let Ok(app) = self.app(org) {
            spots.extend([Place::AppEdit, Place::AppBuilder].map(|editor| Spot::new(editor, Some(app))));
        }
        spots
    }

    /// Where it is one profile that lacks it, that profile's apps come first: its page changes nobody else's.
    fn told_places(&self, who: &Subjects<'_>, org: &OrgFacts) -> Option<Vec<Told>> {
        let users = who.of(&self.to);
        let mut profiles: Vec<&str> = Vec::new();
        if let Ok(Verdict::Fails(Value::Progress { missing, .. })) = self.judge(users, org) {
            for user in &missing {
                let profile = access::profile_of(user, users, org, "ProfileId")?;
                if !profiles.contains(&profile) {
                    profiles.push(profile);
                }
            }
        }
        let mut places = Vec::new();
        if let [only] = profiles.as_slice() {
            let boxes =
                Control::FormBoxes { boxes: vec!["Visible".to_owned()], of: vec![self.label.clone()] };
            for place in [Place::ProfileApps, Place::ProfileAppsEdit, Place::ProfileEdit] {
                places.push((Spot::new(place, Some(only)), Some(boxes.clone())));
            }
        }
        places.extend(told(self.spots(org), &|place| self.control_for(place, who, org)));
        Some(places)
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who.of(&self.to), org).unwrap_or_else(Verdict::CannotTell)
    }

    /// Only what all profiles see, all users do; whom else a permission set shows it to is not on the page.
    fn judge_page(&self, _: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        let Ok(Seen::AppEdit { profiles, whole: true }) = &page.seen else { return PageVerdict::silent() };
        let mut verdict = PageVerdict::silent();
        if page.error || profiles.is_empty() {
            return verdict;
        }
        if profiles.iter().all(|profile| profile.visible.saved) {
            verdict.saved = Verdict::Holds(Value::Present);
        }
        verdict.unsaved = profiles.iter().any(|profile| profile.visible.shown != profile.visible.saved);
        verdict.ready = profiles.iter().all(|profile| profile.visible.shown);
        verdict
    }

    fn control(&self, place: Place) -> Option<Control> {
        match place {
            Place::AppManager => Some(Control::AppMenu(self.label.clone())),
            Place::AppEdit | Place::AppBuilder => Some(Control::AppProfiles(Vec::new())),
            _ => None,
        }
    }

    /// The profiles of those who do not see it.
    fn control_for(&self, place: Place, who: &Subjects<'_>, org: &OrgFacts) -> Option<Control> {
        let control = self.control(place)?;
        let Control::AppProfiles(_) = control else { return Some(control) };
        let users = who.of(&self.to);
        let verdict = self.judge(users, org).unwrap_or_else(Verdict::CannotTell);
        Some(Control::AppProfiles(access::profiles_lacking(&verdict, users, org, "Profile.Name")))
    }

    fn wanted(&self) -> Value {
        Value::Present
    }
}
