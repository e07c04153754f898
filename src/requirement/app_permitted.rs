//! A connected app's policy permits every chosen user.
//!
//! API evidence: REST API, `ConnectedApplication.OptionsAllowAdminApprovedUsersOnly`: where it is off, all users may authorise the app
//! themselves; where it is on, those whose profile or permission set has a `SetupEntityAccess` row of type `ConnectedApplication`.

use super::{
    Control, Input, InputKind, Kind, Need, Object, OrgFacts, Place, Reason, Spot, Subjects, Value, Verdict,
    access::{self, is_named, same_id, text},
    connected_app::AppName,
    rows,
};
use crate::evidence::{Field, Row, Table};

/// "App A may be used by everybody of input I".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppPermitted {
    name: AppName,
    to: String,
}

crate::wire::record! { AppPermitted { name, to } }

impl AppPermitted {
    fn judge(&self, who: &Subjects<'_>, org: &OrgFacts) -> Result<Verdict, Reason> {
        let (name, users) = (self.name.get(who), who.of(&self.to));
        let installed = rows(&self.name.need(Table::ConnectedApps, who), org)?;
        let apps: Vec<&Row> = installed.iter().filter(|app| is_named(app, "Name", name)).collect();
        let app = match apps.as_slice() {
            // The step that installs it says so.
            [] => return Err(Reason::NotTold),
            [only] => only,
            several => return Err(Reason::Ambiguous(several.len())),
        };
        match app.get("OptionsAllowAdminApprovedUsersOnly").and_then(Field::truth) {
            Some(true) => {}
            Some(false) => {
                return Ok(Verdict::Holds(Value::Text("all users may authorise it themselves".to_owned())));
            }
            None => return Err(Reason::NotTold),
        }
        let id = text(app, "Id").ok_or(Reason::NotTold)?;
        let given = rows(&Need::of(Table::AppAccess, [], users), org)?;
        Ok(access::judge(users, org, &|sets| {
            given.iter().any(|row| {
                text(row, "SetupEntityId").is_some_and(|of| same_id(of, id))
                    && sets.have(text(row, "ParentId"))
            })
        }))
    }
}

impl Kind for AppPermitted {
    const NAME: &'static str = "app_permitted";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let name = AppName::read(options);
        let to = options.text("to");
        Some(AppPermitted { name: name?, to: to? })
    }

    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        inputs.extend(self.name.input());
        inputs.push((&self.to, InputKind::Users));
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        let users = who.of(&self.to);
        let mut needs = access::needs(users, &[]);
        needs.extend([self.name.need(Table::ConnectedApps, who), Need::of(Table::AppAccess, [], users)]);
        needs
    }

    /// The list leads to the app's page, where its policy is. Neither is read.
    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        [Place::ConnectedApps, Place::ConnectedApp].map(|place| Spot::new(place, None)).into()
    }

    /// An app whose name the admin entered is not pointed at: nobody vouches for that name.
    fn control(&self, place: Place) -> Option<Control> {
        match (&self.name, place) {
            (AppName::Is(name), Place::ConnectedApps) => Some(Control::AppLink(name.clone())),
            (AppName::Is(name), Place::ConnectedApp) => {
                Some(Control::PermitProfiles { app: name.clone(), profiles: Vec::new() })
            }
            _ => None,
        }
    }

    /// On the app's page, the profiles of those who may not use it.
    fn control_for(&self, place: Place, who: &Subjects<'_>, org: &OrgFacts) -> Option<Control> {
        let control = self.control(place)?;
        let Control::PermitProfiles { app, .. } = control else { return Some(control) };
        let profiles =
            access::profiles_lacking(&self.judge(who, org).ok()?, who.of(&self.to), org, "Profile.Name");
        Some(Control::PermitProfiles { app, profiles })
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who, org).unwrap_or_else(Verdict::CannotTell)
    }
}
