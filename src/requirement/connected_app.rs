//! A connected app is installed; an external client app of that name will do instead.
//!
//! API evidence: REST API, `ConnectedApplication` has a row for each app whose configuration is in the org; an app that somebody only
//! authorised has none. `ExternalClientApplication` is its successor. Neither has the vendor's namespace, so two of one name can't be
//! told apart, not even one of each, and connecting the wrong one is today's attack.
//!
//! Page evidence: Manage Connected Apps lists what is installed; absence counts only on a list that is whole, and then an external client
//! app may still do. A row of Connected Apps OAuth Usage that offers Install is of an app that is not installed, one that offers to
//! uninstall it or to manage its policies of one that is, one that offers to unblock it of one that nobody gets in with; an app that nobody
//! used has no row there.

use super::{
    Control, Input, InputKind, Kind, Need, Object, OrgFacts, PageFacts, PageVerdict, Place, Reason, Spot,
    Subjects, Value, Verdict, absent,
    access::{is_named, text},
    rows,
};
use crate::evidence::{Fault, Key, Offer, Seen, Table, UsedApp, only_app};

/// The name of an app: the checklist's, or what the admin read on the vendor's "Allow" screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AppName {
    /// This.
    Is(String),
    /// The only value of an input.
    Of(String),
}

crate::wire::variants! { AppName { Is(name), Of(input) } }

impl AppName {
    /// Reads `"name": "…"` or `"name_of": "<input>"`.
    pub fn read(options: &mut Object<'_>) -> Option<Self> {
        match options.text_or_none("name_of")? {
            Some(input) => Some(AppName::Of(input)),
            None => options.text("name").map(AppName::Is),
        }
    }

    /// The input it comes from.
    #[must_use]
    pub fn input(&self) -> Option<Input<'_>> {
        match self {
            AppName::Is(_) => None,
            AppName::Of(input) => Some((input, InputKind::Text)),
        }
    }

    /// The name itself; nothing where none was entered.
    #[must_use]
    pub fn get<'s>(&'s self, who: &'s Subjects<'_>) -> &'s str {
        match self {
            AppName::Is(name) => name,
            AppName::Of(input) => who.of(input).first().map_or("", String::as_str),
        }
    }

    /// The apps of that name in a table.
    #[must_use]
    pub fn need(&self, table: Table, who: &Subjects<'_>) -> Need {
        Need::of(table, [Key::Name(self.get(who).to_owned())], &[])
    }
}

/// "Connected app A is installed".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectedApp {
    name: AppName,
}

crate::wire::record! { ConnectedApp { name } }

/// How many external client apps have this name. An org without that feature has none.
///
/// # Errors
/// Why they are not known.
pub fn external(name: &str, org: &OrgFacts) -> Result<usize, Reason> {
    match rows(&Need::all(Table::ExternalClientApps), org) {
        Ok(apps) => Ok(apps.iter().filter(|app| is_named(app, "MasterLabel", name)).count()),
        Err(Reason::Fault(Fault::ObjectUnknown)) => Ok(0),
        Err(reason) => Err(reason),
    }
}

/// What a row of the apps in use says.
fn used(app: &UsedApp, language: &str) -> Verdict {
    let offers = |offer| app.offers.contains(&offer);
    if offers(Offer::Unblock) {
        Verdict::Fails(Value::Text("blocked".to_owned()))
    } else if offers(Offer::Install) {
        let users = app.users().map(|users| match users {
            1 => "used by 1 user".to_owned(),
            _ => format!("used by {users} users"),
        });
        let id = app.id.as_ref().map(|id| ["its id is ", id].concat());
        Verdict::Fails(not_installed(&[id, users]))
    } else if offers(Offer::Uninstall) || offers(Offer::Policies) {
        Verdict::Holds(Value::Present)
    } else {
        Verdict::CannotTell(Reason::NoLabels(language.to_owned()))
    }
}

/// What the list of installed apps says. That it lacks one says nothing of external client apps.
fn listed(name: &str, names: &[String], whole: bool) -> Verdict {
    match names.iter().filter(|other| other.eq_ignore_ascii_case(name.trim())).count() {
        1 if whole => Verdict::Holds(Value::Present),
        0 if whole => Verdict::CannotTell(Reason::NotShown),
        0 | 1 => Verdict::CannotTell(Reason::NotOnThisPart),
        several => Verdict::CannotTell(Reason::Ambiguous(several)),
    }
}

/// By what an admin tells the app from another of its name. Not [`Value::Absent`]: what installs the app may be there to point at.
fn not_installed(marks: &[Option<String>]) -> Value {
    let mut words = vec!["not installed"];
    words.extend(marks.iter().flatten().map(String::as_str));
    Value::Text(words.join(", "))
}

/// When somebody authorised an app of this name first, as far as the org tells.
fn first_use(app: &AppName, who: &Subjects<'_>, org: &OrgFacts) -> Option<String> {
    let tokens = rows(&app.need(Table::Tokens, who), org).ok()?;
    let named = tokens.iter().filter(|token| is_named(token, "AppName", app.get(who)));
    // Dates of the API's, in one form and one time zone: their texts compare as they do.
    let first = named.filter_map(|token| text(token, "CreatedDate")).min()?;
    Some(["first used on ", first.get(..10)?].concat())
}

impl Kind for ConnectedApp {
    const NAME: &'static str = "connected_app";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        Some(ConnectedApp { name: AppName::read(options)? })
    }

    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        inputs.extend(self.name.input());
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        vec![
            self.name.need(Table::ConnectedApps, who),
            Need::all(Table::ExternalClientApps),
            self.name.need(Table::Tokens, who),
            Need::all(Table::OwnPermissions),
        ]
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        [Place::AppApproval, Place::ConnectedAppsUsage, Place::ConnectedApps]
            .map(|place| Spot::new(place, None))
            .into()
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        let name = self.name.get(who);
        let installed = match rows(&self.name.need(Table::ConnectedApps, who), org) {
            Ok(apps) => apps.iter().filter(|app| is_named(app, "Name", name)).count(),
            Err(reason) => return Verdict::CannotTell(reason),
        };
        match (installed, external(name, org)) {
            (1, Ok(0)) => Verdict::Holds(Value::Present),
            (0, Ok(0)) => match absent(Table::ConnectedApps, org) {
                Verdict::Fails(_) => Verdict::Fails(not_installed(&[first_use(&self.name, who, org)])),
                hidden => hidden,
            },
            (0, Ok(1)) => Verdict::Holds(Value::Text("an external client app".to_owned())),
            (several, Ok(external)) => {
                Verdict::CannotTell(Reason::Ambiguous(several.saturating_add(external)))
            }
            (_, Err(reason)) => Verdict::CannotTell(reason),
        }
    }

    fn judge_page(&self, who: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        PageVerdict::of(match &page.seen {
            Ok(Seen::ConnectedAppsUsage { apps, whole, language }) => {
                match only_app(apps, *whole, self.name.get(who)) {
                    Ok(app) => used(app, language),
                    Err(reason) => Verdict::CannotTell(reason),
                }
            }
            Ok(Seen::ConnectedApps { names, whole }) => listed(self.name.get(who), names, *whole),
            Ok(_) => Verdict::CannotTell(Reason::NotShown),
            Err(reason) => Verdict::CannotTell(reason.clone()),
        })
    }

    /// An app whose name the admin entered is not pointed at: nobody vouches for that name.
    fn control_for(&self, place: Place, who: &Subjects<'_>, _: &OrgFacts) -> Option<Control> {
        let name = self.name.get(who).to_owned();
        match (place, &self.name) {
            (Place::AppApproval, _) => Some(Control::ApproveApp(name)),
            (Place::ConnectedAppsUsage, AppName::Is(_)) => Some(Control::InstallApp(name)),
            (Place::ConnectedAppsUsage, AppName::Of(_)) => Some(Control::InstallNamed(name)),
            _ => None,
        }
    }

    fn wanted(&self) -> Value {
        Value::Present
    }

    fn implies(&self, other: &Self) -> bool {
        match (&self.name, &other.name) {
            (AppName::Is(one), AppName::Is(other)) => one.trim().eq_ignore_ascii_case(other.trim()),
            _ => false,
        }
    }

    fn lowers_protection(&self) -> Option<&'static str> {
        Some(
            "Everybody whom its policy permits can let this app into the org's data. Its name proves nothing: make sure that it is the vendor's.",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Inputs;

    fn row(name: &str, offers: &[Offer]) -> UsedApp {
        UsedApp { cells: vec![name.to_owned(), "3".to_owned()], offers: offers.to_vec(), id: None }
    }

    fn judged(seen: Seen) -> Verdict {
        let app = ConnectedApp { name: AppName::Is("Insycle".to_owned()) };
        let who = Subjects { checklist: "", inputs: &Inputs::default() };
        app.judge_page(&who, &PageFacts { error: false, seen: Ok(seen) }).saved
    }

    #[test]
    fn a_row_of_apps_in_use_tells_by_what_it_offers() {
        let installed = Verdict::Holds(Value::Present);
        let missing = Verdict::Fails(Value::Text("not installed, used by 3 users".to_owned()));
        let blocked = Verdict::Fails(Value::Text("blocked".to_owned()));
        let cannot = Verdict::CannotTell;
        for (apps, whole, verdict) in [
            (vec![row("Insycle", &[Offer::Install, Offer::Block])], true, missing),
            (vec![row("Insycle", &[Offer::Uninstall])], true, installed.clone()),
            (vec![row("Insycle", &[Offer::Policies])], true, installed),
            (vec![row("Insycle", &[Offer::Uninstall, Offer::Policies, Offer::Unblock])], true, blocked),
            (vec![row("Insycle", &[])], true, cannot(Reason::NoLabels("hu".to_owned()))),
            (vec![row("Insycle", &[Offer::Uninstall])], false, cannot(Reason::NotOnThisPart)),
            (
                vec![row("Insycle", &[Offer::Uninstall]), row("INSYCLE", &[Offer::Install])],
                true,
                cannot(Reason::Ambiguous(2)),
            ),
            (vec![row("Playbooks", &[Offer::Install])], true, cannot(Reason::NotShown)),
        ] {
            let language = "hu".to_owned();
            assert_eq!(
                judged(Seen::ConnectedAppsUsage { apps: apps.clone(), whole, language }),
                verdict,
                "{apps:?}"
            );
        }
    }

    #[test]
    fn what_is_not_installed_is_told_with_what_tells_it_from_another() {
        let app =
            |id: Option<&str>| UsedApp { id: id.map(str::to_owned), ..row("Insycle", &[Offer::Install]) };
        for (id, told) in [
            (None, "not installed, used by 3 users"),
            (Some("0Ci000000000001"), "not installed, its id is 0Ci000000000001, used by 3 users"),
        ] {
            let seen =
                Seen::ConnectedAppsUsage { apps: vec![app(id)], whole: true, language: "en".to_owned() };
            assert_eq!(judged(seen), Verdict::Fails(Value::Text(told.to_owned())));
        }
    }

    #[test]
    fn the_list_of_installed_apps_never_says_that_one_is_missing() {
        for (names, whole, verdict) in [
            (vec!["Other", "Insycle"], true, Verdict::Holds(Value::Present)),
            (vec!["Insycle"], false, Verdict::CannotTell(Reason::NotOnThisPart)),
            (vec!["Insycle", "insycle"], true, Verdict::CannotTell(Reason::Ambiguous(2))),
            (vec!["Other"], false, Verdict::CannotTell(Reason::NotOnThisPart)),
            // An external client app would do.
            (vec!["Other"], true, Verdict::CannotTell(Reason::NotShown)),
        ] {
            let names = names.into_iter().map(str::to_owned).collect();
            assert_eq!(judged(Seen::ConnectedApps { names, whole }), verdict);
        }
    }
}
