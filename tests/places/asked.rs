//! What is asked of every page, and what is pointed at on it: a new place does not compile without its controls.

use orgready::{
    checklist::Checklist,
    evidence::{Inputs, PageFacts, Value as Found, Verdict},
    requirement::{Control, Requirement, Subjects},
    setup::Place,
};
use serde_json::{Value, json};

/// What is asked of every page.
pub const ASKED: &[&str] = &[
    r#"{"session_setting": {"setting": "lockSessionsToIp", "is": "off"}}"#,
    r#"{"session_setting": {"setting": "lockSessionsToDomain", "is": "on"}}"#,
    r#"{"session_setting": {"setting": "enforceIpRangesEveryRequest", "is": "either"}}"#,
    r#"{"session_setting": {"setting": "forceRelogin", "is": "on"}}"#,
    r#"{"package_installed": {"namespace": "insycleapp", "name": "Insycle", "at_least": "1.12"}}"#,
    r#"{"package_installed": {"namespace": "insycleapp", "name": "Insycle", "at_least": "99.0"}}"#,
    r#"{"package_installed": {"namespace": "nowhere", "name": "Nowhere"}}"#,
    r#"{"package_newest": {"namespace": "insycleapp", "name": "Insycle"}}"#,
    r#"{"package_licence": {"namespace": "insycleapp", "name": "Insycle", "one_of": ["Active"]}}"#,
    r#"{"permission_set": {"label": "Playbooks User"}}"#,
    r#"{"permission_set": {"label": "Report Builder"}}"#,
    r#"{"permission_set": {"label": "Nobody's"}}"#,
    r#"{"permission_set_assigned": {"label": "Insycle", "to": "omar"}}"#,
    r#"{"permission_set_grants": {"label": "Insycle", "what": "api"}}"#,
    r#"{"permission_set_grants": {"label": "Insycle", "what": "lead"}}"#,
    r#"{"trusted_ip_range": {"addresses": "inside"}}"#,
    r#"{"trusted_ip_range": {"addresses": "outside"}}"#,
    r#"{"login_ip_range": {"of": "omar", "addresses": "login"}}"#,
    r#"{"login_ip_range": {"of": "omar", "addresses": "outside"}}"#,
    r#"{"login_ip_range": {"of": "omar"}}"#,
    r#"{"connected_app": {"name": "Insycle"}}"#,
    r#"{"connected_app": {"name": "Salesforce CLI"}}"#,
    r#"{"app_authorised": {"name": "Insycle"}}"#,
    r#"{"app_authorised": {"name": "Salesforce CLI"}}"#,
    r#"{"app_authorised": {"name": "Nobody's"}}"#,
    r#"{"app_visible": {"label": "Insycle", "to": "omar"}}"#,
    r#"{"apex_class_access": {"namespace": "insycleapp", "of": "omar"}}"#,
    r#"{"user": {"of": "omar"}}"#,
    r#"{"user": {"of": "omar", "profiles": ["System Administrator"]}}"#,
    r#"{"user": {"of": "omar", "profiles": ["Acme Sales Operations"]}}"#,
    r#"{"user": {"of": "omar", "licences": ["Salesforce"]}}"#,
    r#"{"edition": {"one_of": ["Enterprise Edition"]}}"#,
    r#"{"edition": {"one_of": ["Group Edition"]}}"#,
    r#"{"api_access": {"aspect": "calls_left", "at_least": 1000}}"#,
    r#"{"api_access": {"aspect": "calls_left", "at_least": 95000}}"#,
    r#"{"package_licence_assigned": {"namespace": "insycleapp", "name": "Insycle", "to": "omar"}}"#,
    r#"{"package_licence_assigned": {"namespace": "nowhere", "name": "Nowhere", "to": "omar"}}"#,
    // What says that something is not there says here that it is as it shall be.
    r#"{"not": {"of": {"session_setting": {"setting": "lockSessionsToIp", "is": "on"}}}}"#,
    r#"{"not": {"of": {"session_setting": {"setting": "lockSessionsToDomain", "is": "off"}}}}"#,
    r#"{"not": {"of": {"package_installed": {"namespace": "nowhere", "name": "Nowhere"}}}}"#,
    r#"{"not": {"of": {"package_installed": {"namespace": "insycleapp", "name": "Insycle", "at_least": "1.12"}}}}"#,
    r#"{"not": {"of": {"package_newest": {"namespace": "insycleapp", "name": "Insycle"}}}}"#,
    r#"{"not": {"of": {"package_licence": {"namespace": "insycleapp", "name": "Insycle", "one_of": ["Active"]}}}}"#,
    r#"{"not": {"of": {"package_licence_assigned": {"namespace": "insycleapp", "name": "Insycle", "to": "omar"}}}}"#,
    r#"{"not": {"of": {"permission_set": {"label": "Playbooks User"}}}}"#,
    r#"{"not": {"of": {"permission_set": {"label": "Nobody's"}}}}"#,
    r#"{"not": {"of": {"permission_set_assigned": {"label": "Insycle", "to": "omar"}}}}"#,
    r#"{"not": {"of": {"permission_set_grants": {"label": "Insycle", "what": "api"}}}}"#,
    r#"{"not": {"of": {"trusted_ip_range": {"addresses": "inside"}}}}"#,
    r#"{"not": {"of": {"trusted_ip_range": {"addresses": "outside"}}}}"#,
    r#"{"not": {"of": {"login_ip_range": {"of": "omar", "addresses": "outside"}}}}"#,
    r#"{"not": {"of": {"login_ip_range": {"of": "omar"}}}}"#,
    r#"{"not": {"of": {"connected_app": {"name": "Insycle"}}}}"#,
    r#"{"not": {"of": {"app_authorised": {"name": "Nobody's"}}}}"#,
    r#"{"not": {"of": {"app_visible": {"label": "Insycle", "to": "omar"}}}}"#,
    r#"{"not": {"of": {"apex_class_access": {"namespace": "insycleapp", "of": "omar"}}}}"#,
    r#"{"not": {"of": {"user": {"of": "omar", "profiles": ["System Administrator"]}}}}"#,
    r#"{"not": {"of": {"edition": {"one_of": ["Group Edition"]}}}}"#,
    r#"{"not": {"of": {"api_access": {"aspect": "calls_left", "at_least": 95000}}}}"#,
    r#"{"all_of": {"of": [{"package_installed": {"namespace": "insycleapp", "name": "Insycle", "at_least": "1.2"}}, {"not": {"of": {"package_installed": {"namespace": "nowhere", "name": "Nowhere"}}}}]}}"#,
    r#"{"all_of": {"of": [{"trusted_ip_range": {"addresses": "inside"}}, {"trusted_ip_range": {"addresses": "outside"}}]}}"#,
    r#"{"all_of": {"of": [{"user": {"of": "omar"}}, {"not": {"of": {"user": {"of": "omar", "profiles": ["System Administrator"]}}}}]}}"#,
    r#"{"any_of": {"of": [{"permission_set": {"label": "Nobody's"}}, {"permission_set": {"label": "Report Builder"}}]}}"#,
    r#"{"any_of": {"of": [{"app_authorised": {"name": "Nobody's"}}, {"not": {"of": {"app_authorised": {"name": "Insycle"}}}}]}}"#,
    r#"{"any_of": {"of": [{"session_setting": {"setting": "lockSessionsToIp", "is": "off"}}, {"all_of": {"of": [{"session_setting": {"setting": "lockSessionsToDomain", "is": "on"}}, {"session_setting": {"setting": "forceRelogin", "is": "off"}}]}}]}}"#,
];

const CHOSEN: &[(&str, &str, &str)] = &[
    ("omar", "users", "omar.ops@acme.example"),
    ("inside", "addresses", "198.51.0.7"),
    ("outside", "addresses", "192.0.2.77-203.0.113.250"),
    ("login", "addresses", "192.0.2.7"),
    ("api", "grants", "ApiEnabled"),
    ("lead", "grants", "Lead: edit"),
];

/// What is pointed at on a place.
pub fn controls(place: Place) -> Vec<Control> {
    let insycle = || "Insycle".to_owned();
    let assign = || Control::Assign(vec!["rita.rep@acme.example".to_owned()]);
    let profiles = || Control::AppProfiles(["Acme Setup Viewer", "Read Only"].map(str::to_owned).into());
    match place {
        Place::SessionSettings => vec![Control::SettingBox("lockSessionsToIp"), Control::Save],
        Place::InstalledPackages => {
            let namespace = || "insycleapp".to_owned();
            vec![
                Control::PackageRow { namespace: namespace(), name: insycle() },
                Control::UpgradeLink { namespace: namespace(), name: insycle() },
            ]
        }
        Place::PermissionSets => {
            let new = Control::NewSet("Nobody's".to_owned());
            vec![Control::SetLink(insycle()), Control::SetLink("Playbooks User".to_owned()), new]
        }
        Place::NewPermissionSet => vec![Control::SaveSet("Playbooks User".to_owned()), Control::Save],
        Place::PermissionSet => vec![Control::ManageAssignments(Vec::new())],
        Place::ManageAssignments => vec![assign()],
        Place::Profiles => vec![Control::ProfileLink("Acme Sales Rep".to_owned())],
        Place::Profile => vec![Control::EditClasses, Control::NewLoginRange],
        Place::ProfileClasses => vec![Control::EditClasses],
        Place::ProfileClassesEdit => {
            let classes = vec!["InsycleMerge".to_owned()];
            vec![Control::Classes { namespace: "insycleapp".to_owned(), classes }, Control::Save]
        }
        Place::ProfileAppsEdit => Vec::new(),
        Place::ProfileApps => {
            vec![Control::FormBoxes { boxes: vec!["Visible".to_owned()], of: vec![insycle()] }]
        }
        Place::ExternalClientApps | Place::ConnectedApp => Vec::new(),
        Place::ConnectedApps => vec![Control::AppLink("Salesforce CLI".to_owned())],
        Place::CompanyInformation | Place::SystemOverview => Vec::new(),
        Place::ProfileLoginRanges => vec![Control::NewLoginRange],
        Place::ProfileObjects => [false, true]
            .map(|fields| Control::ObjectPages { objects: vec!["Lead".to_owned()], fields })
            .into(),
        Place::ProfileEdit => Vec::new(),
        Place::ProfileObject => {
            vec![Control::FormBoxes { boxes: vec!["Read".to_owned()], of: vec!["Lead".to_owned()] }]
        }
        Place::Users => vec![Control::UserLink("omar.ops@acme.example".to_owned())],
        Place::User => vec![Control::EditUser, Control::EditAssignments],
        Place::UserEdit => vec![Control::ActiveBox, Control::Save],
        Place::SystemPermissions => vec![Control::EditPermissions],
        Place::SystemPermissionsEdit => {
            vec![Control::PermissionBoxes(vec!["ApiEnabled".to_owned()]), Control::Save]
        }
        Place::NetworkAccess => vec![Control::NewRange],
        Place::TrustedIpRange => vec![Control::RangeFields, Control::Save],
        Place::ConnectedAppsUsage => vec![Control::InstallApp(insycle()), Control::InstallNamed(insycle())],
        Place::AppApproval => vec![Control::ApproveApp(insycle())],
        Place::PackageInstall => vec![Control::AllUsers, Control::InstallPackage],
        Place::AppManager => vec![Control::AppMenu(insycle())],
        Place::AppEdit => vec![profiles(), Control::Save],
        Place::AppBuilder => vec![profiles()],
    }
}

/// How the parts of a combined requirement make the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Logic {
    All,
    Any,
    Not,
}

impl Logic {
    /// Whether the whole holds, by its parts alone: what is not known leaves it open, unless another part decides.
    fn of(self, parts: &[Said]) -> Option<bool> {
        let decided = || parts.iter().map(|part| part.0.decided());
        let decisive = self != Logic::All;
        let holds = if decided().any(|it| it == Some(decisive)) {
            Some(decisive)
        } else {
            decided().all(|it| it.is_some()).then_some(!decisive)
        };
        if self == Logic::Not { holds.map(|holds| !holds) } else { holds }
    }
}

/// What is said of the parts of a combined requirement.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts(pub Logic, pub Vec<Said>);

/// A verdict on what is saved, whether what is shown differs, and the same of the parts where there are some.
#[derive(Debug, Clone, PartialEq)]
pub struct Said(pub Verdict, pub bool, pub Option<Parts>);

impl Said {
    /// What is said of a requirement and of each of its parts, by one way of judging.
    pub fn by(requirement: &Requirement, judge: &dyn Fn(&Requirement) -> (Verdict, bool)) -> Self {
        let said = |(logic, parts): (Logic, &[Requirement])| {
            Parts(logic, parts.iter().map(|part| Said::by(part, judge)).collect())
        };
        let (verdict, unsaved) = judge(requirement);
        Said(verdict, unsaved, parts(requirement).map(said))
    }

    /// Whether the same is said as before, or less: of a whole also where its parts say the same or less, for each of them may decide it.
    pub fn says_less(&self, then: &Said) -> bool {
        let by_parts = |(now, then): (&Parts, &Parts)| {
            now.1.iter().zip(&then.1).all(|(now, then)| now.says_less(then)) && self.follows()
        };
        let is_same = self.0.decided() == then.0.decided();
        says_less(&self.0, &then.0) || (is_same && self.2.as_ref().zip(then.2.as_ref()).is_some_and(by_parts))
    }

    /// Whether what is said of the whole is what its parts come to, by a value of theirs; or less.
    pub fn follows(&self) -> bool {
        let Some(Parts(logic, parts)) = &self.2 else { return true };
        let is_theirs = parts.iter().any(|part| value(&part.0) == value(&self.0));
        let decided = self.0.decided();
        (decided.is_none() || (decided == logic.of(parts) && is_theirs))
            && self.1 == parts.iter().any(|part| part.1)
    }
}

fn value(verdict: &Verdict) -> Option<&Found> {
    match verdict {
        Verdict::Holds(value) | Verdict::Fails(value) => Some(value),
        Verdict::CannotTell(_) => None,
    }
}

fn parts(requirement: &Requirement) -> Option<(Logic, &[Requirement])> {
    match requirement {
        Requirement::AllOf(all) => Some((Logic::All, all.parts())),
        Requirement::AnyOf(any) => Some((Logic::Any, any.parts())),
        Requirement::Not(not) => Some((Logic::Not, not.parts())),
        _ => None,
    }
}

/// A checklist of these requirements, a step each, and who is meant.
pub fn asking(asked: &[&str]) -> (Checklist, Inputs) {
    let inputs: Vec<Value> = CHOSEN
        .iter()
        .map(|(id, kind, _)| json!({"id": id, "kind": kind, "label": "l", "why": "w"}))
        .collect();
    let step = |(at, requirement): (usize, &&str)| {
        let requirement: Value = serde_json::from_str(requirement).unwrap();
        json!({"id": format!("s{at}"), "title": "t", "why": "w", "requirement": requirement})
    };
    let steps: Vec<Value> = asked.iter().enumerate().map(step).collect();
    let list = json!({"format": 1, "id": "c", "version": "1", "title": "t", "domain": "a.example", "about": "a",
        "inputs": inputs, "steps": steps});
    let checklist = Checklist::parse(&list.to_string()).unwrap_or_else(|problems| panic!("{problems:?}"));
    let chosen = CHOSEN.iter().map(|(id, _, value)| (format!("c/{id}"), vec![(*value).to_owned()]));
    (checklist, Inputs(chosen.collect()))
}

/// What is asked, with who is meant.
pub struct Battery {
    checklist: Checklist,
    inputs: Inputs,
}

impl Battery {
    pub fn new() -> Self {
        let (checklist, inputs) = asking(ASKED);
        Battery { checklist, inputs }
    }

    /// What a page says of all that is asked.
    pub fn judge(&self, facts: &PageFacts) -> Vec<Said> {
        let who = Subjects { checklist: "c", inputs: &self.inputs };
        let judge = |requirement: &Requirement| {
            let said = requirement.judge_page(&who, facts);
            (said.saved, said.unsaved)
        };
        self.checklist.steps.iter().map(|step| Said::by(&step.requirement, &judge)).collect()
    }

    /// The kind of what is asked; of what is combined, that of its first part: all parts are of lists, or none.
    pub fn kind(&self, at: usize) -> &'static str {
        let mut requirement = &self.checklist.steps[at].requirement;
        while let Some((_, [first, ..])) = parts(requirement) {
            requirement = first;
        }
        requirement.kind()
    }
}

/// Whether a verdict is the same, or with fewer words ("not installed, used by 3 users"), or none.
fn says_less(now: &Verdict, then: &Verdict) -> bool {
    match (now, then) {
        (Verdict::CannotTell(_), _) => true,
        (Verdict::Fails(Found::Text(now)), Verdict::Fails(Found::Text(then)))
        | (Verdict::Holds(Found::Text(now)), Verdict::Holds(Found::Text(then))) => {
            now.split(", ").all(|word| then.split(", ").any(|known| known == word))
        }
        (now, then) => now == then,
    }
}

/// Whether a verdict of this kind says that something is not on a list, whichever way that decides.
pub fn is_absence(verdict: &Verdict, kind: &str) -> bool {
    // What a user's page or a box shows is a value; only lists say that something is not there.
    let is_of_list = !matches!(kind, "user" | "permission_set_grants");
    is_of_list
        && match value(verdict) {
            Some(Found::Absent) => true,
            Some(Found::Progress { missing, .. }) => !missing.is_empty(),
            _ => false,
        }
}
