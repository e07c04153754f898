//! What is asked of every page, and what is pointed at on it: a new place does not compile without its controls.

use orgready::{
    checklist::Checklist,
    evidence::{Inputs, PageFacts, Value as Found, Verdict},
    requirement::{Control, Subjects},
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

/// What is asked, with who is meant.
pub struct Battery {
    checklist: Checklist,
    inputs: Inputs,
}

impl Battery {
    pub fn new() -> Self {
        let inputs: Vec<Value> = CHOSEN
            .iter()
            .map(|(id, kind, _)| json!({"id": id, "kind": kind, "label": "l", "why": "w"}))
            .collect();
        let step = |(at, requirement): (usize, &&str)| {
            let requirement: Value = serde_json::from_str(requirement).unwrap();
            json!({"id": format!("s{at}"), "title": "t", "why": "w", "requirement": requirement})
        };
        let steps: Vec<Value> = ASKED.iter().enumerate().map(step).collect();
        let list = json!({"format": 1, "id": "c", "version": "1", "title": "t", "domain": "a.example", "about": "a",
            "inputs": inputs, "steps": steps});
        let checklist = Checklist::parse(&list.to_string()).unwrap_or_else(|problems| panic!("{problems:?}"));
        let chosen = CHOSEN.iter().map(|(id, _, value)| (format!("c/{id}"), vec![(*value).to_owned()]));
        Battery { checklist, inputs: Inputs(chosen.collect()) }
    }

    /// The verdicts of a page, and whether a change on it is not saved.
    pub fn judge(&self, facts: &PageFacts) -> Vec<(Verdict, bool)> {
        let who = Subjects { checklist: "c", inputs: &self.inputs };
        let steps = self.checklist.steps.iter();
        let said = steps.map(|step| step.requirement.judge_page(&who, facts));
        said.map(|said| (said.saved, said.unsaved)).collect()
    }

    pub fn kind(&self, at: usize) -> &'static str {
        self.checklist.steps[at].requirement.kind()
    }
}

/// Whether a verdict is the same, or with fewer words ("not installed, used by 3 users"), or none.
pub fn says_less(now: &Verdict, then: &Verdict) -> bool {
    match (now, then) {
        (Verdict::CannotTell(_), _) => true,
        (Verdict::Fails(Found::Text(now)), Verdict::Fails(Found::Text(then))) => {
            now.split(", ").all(|word| then.split(", ").any(|known| known == word))
        }
        (now, then) => now == then,
    }
}

/// Whether a verdict of this kind says that something is not on a list.
pub fn is_absence(verdict: &Verdict, kind: &str) -> bool {
    // What a user's page or a box shows is a value; only lists say that something is not there.
    let is_of_list = !matches!(kind, "user" | "permission_set_grants");
    is_of_list && matches!(verdict, Verdict::Fails(Found::Absent | Found::Progress { .. }))
}
