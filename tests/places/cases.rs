//! What is asked of every page, and what holds of each place: a new place does not compile without its case.

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

/// A reason, for who reads the tables.
type Why = &'static str;

/// The kinds that a place's pages decide; none where it is not here.
const DECIDES: &[(Place, &[&str])] = &[
    (Place::SessionSettings, &["session_setting"]),
    (Place::InstalledPackages, &["package_installed", "package_newest", "package_licence"]),
    (Place::PermissionSets, &["permission_set"]),
    (Place::ManageAssignments, &["permission_set_assigned"]),
    (Place::SystemPermissions, &["permission_set_grants"]),
    (Place::SystemPermissionsEdit, &["permission_set_grants"]),
    (Place::Profile, &["login_ip_range"]),
    (Place::ProfileLoginRanges, &["login_ip_range"]),
    (Place::ProfileApps, &["login_ip_range"]),
    (Place::User, &["user"]),
    (Place::NetworkAccess, &["trusted_ip_range"]),
    (Place::ConnectedAppsUsage, &["connected_app", "app_authorised"]),
    (Place::ConnectedApps, &["connected_app"]),
    (Place::AppEdit, &["app_visible"]),
    (Place::CompanyInformation, &["edition", "api_access"]),
    (Place::SystemOverview, &["api_access"]),
];

const ROW: Why = "a list that shows all there are, without the row, says that it is not there";
const TWINS: Why = "of two with one name, one is left";
const NO_UPGRADE: Why = "a row that offers no upgrade is there to compare its version";
const OTHER_LINK: Why = "the row's other link leads to the same record";
const ADDRESS: Why = "a description may be an address, and no label tells it";

/// Changes after which a verdict or a control may differ: on pages whose names begin so, by how the change is called.
pub const MAY: &[(&str, &str, Why)] = &[
    ("session-settings-labels", "without boxes", TWINS),
    ("session-settings-labels", "half of boxes", TWINS),
    ("session-settings-labels", "blank boxes.label", TWINS),
    ("installed-packages-", "without tables.rows", ROW),
    ("installed-packages-", "half of tables.rows", ROW),
    ("installed-packages-upgrade", "a column of tables", NO_UPGRADE),
    ("installed-packages-upgrade", "without tables.rows.cells", NO_UPGRADE),
    ("installed-packages-upgrade", "without tables.rows.cells.links", NO_UPGRADE),
    ("installed-packages-upgrade", "empty tables.rows.cells.links", NO_UPGRADE),
    ("installed-packages-upgrade", "half of tables.rows.cells.links", NO_UPGRADE),
    ("installed-packages-upgrade", "blank tables.rows.cells.links.text", NO_UPGRADE),
    ("permission-sets-wrapped", "without tables.rows", ROW),
    ("permission-sets-wrapped", "half of tables.rows", ROW),
    ("users-en", "a column of tables", OTHER_LINK),
    ("users-en", "without tables.rows.cells", OTHER_LINK),
    ("users-en", "without tables.rows.cells.links", OTHER_LINK),
    ("users-en", "blank tables.rows.cells.links.href", OTHER_LINK),
    ("users-en", "blank tables.rows.cells.links.text", OTHER_LINK),
    ("network-access-", "without tables.rows", ROW),
    ("network-access-described", "half of tables.rows", ROW),
    ("network-access-described", "a column of tables", ADDRESS),
    ("network-access-described", "without tables.rows.cells", ADDRESS),
    ("network-access-described", "blank tables.rows.cells.text", ADDRESS),
    ("connected-apps-usage-", "without tables.rows", ROW),
    ("connected-apps-usage-", "half of tables.rows", ROW),
    ("connected-apps-wrapped", "without tables.rows", TWINS),
    ("connected-apps-wrapped", "half of tables.rows", TWINS),
];

const DESIGN: Why = "in the original design one page shows all that a profile has";
const ADDRESSES: Why =
    "rows of two addresses, whose markup no source shows: the page's own address tells them apart";
const SECTION: Why = "a section's page has one Edit, of one name: the page's own address tells them apart";

const BOXES: Why = "the same boxes, seen or edited";

/// Places that say something of another place's pages.
pub const LIKE: &[(Place, Place, Why)] = &[
    (Place::Profile, Place::ProfileClasses, DESIGN),
    (Place::Profile, Place::ProfileLoginRanges, DESIGN),
    (Place::Profile, Place::NetworkAccess, ADDRESSES),
    (Place::ProfileClasses, Place::Profile, DESIGN),
    (Place::ProfileClasses, Place::ProfileApps, SECTION),
    (Place::ProfileClasses, Place::ProfileLoginRanges, DESIGN),
    (Place::Profile, Place::ProfileApps, DESIGN),
    (Place::ProfileLoginRanges, Place::ProfileApps, DESIGN),
    (Place::ProfileObjects, Place::ProfileApps, DESIGN),
    (Place::ProfileApps, Place::ProfileClasses, SECTION),
    (Place::ProfileApps, Place::ProfileObject, SECTION),
    (Place::ProfileClasses, Place::NetworkAccess, ADDRESSES),
    (Place::ProfileClasses, Place::SystemPermissions, SECTION),
    (Place::ProfileApps, Place::Profile, DESIGN),
    (Place::ProfileApps, Place::ProfileLoginRanges, DESIGN),
    (Place::ProfileApps, Place::NetworkAccess, ADDRESSES),
    (Place::Profile, Place::ProfileObjects, DESIGN),
    (Place::ProfileApps, Place::ProfileObjects, DESIGN),
    (Place::ProfileLoginRanges, Place::ProfileObjects, DESIGN),
    (Place::ProfileClasses, Place::ProfileObjects, DESIGN),
    (Place::ProfileClasses, Place::ProfileObject, SECTION),
    (Place::ProfileObject, Place::ProfileClasses, SECTION),
    (Place::ProfileObject, Place::ProfileApps, SECTION),
    (Place::SystemPermissions, Place::ProfileObject, SECTION),
    (Place::ProfileLoginRanges, Place::Profile, DESIGN),
    (Place::ProfileLoginRanges, Place::NetworkAccess, ADDRESSES),
    (Place::SystemPermissions, Place::ProfileClasses, SECTION),
    (Place::SystemPermissions, Place::ProfileApps, SECTION),
    (Place::SystemPermissions, Place::SystemPermissionsEdit, BOXES),
    (Place::SystemPermissionsEdit, Place::SystemPermissions, BOXES),
    (Place::NetworkAccess, Place::ProfileLoginRanges, ADDRESSES),
    (Place::SystemOverview, Place::CompanyInformation, "both show the calls of the org"),
];

/// The kinds that a place's pages decide.
pub fn decides(place: Place) -> &'static [&'static str] {
    DECIDES.iter().find(|(of, _)| *of == place).map(|(_, kinds)| *kinds).unwrap_or_default()
}

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
        Place::PermissionSet => vec![Control::ManageAssignments],
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
