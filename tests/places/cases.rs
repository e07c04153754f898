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
    r#"{"package_licence": {"namespace": "insycleapp", "name": "Insycle", "one_of": ["Active"]}}"#,
    r#"{"permission_set": {"label": "Playbooks User"}}"#,
    r#"{"permission_set": {"label": "Report Builder"}}"#,
    r#"{"permission_set": {"label": "Nobody's"}}"#,
    r#"{"permission_set_assigned": {"label": "Insycle", "to": "omar"}}"#,
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
];

/// What holds of one place.
#[derive(Default)]
pub struct Case {
    /// The kinds that its pages decide.
    pub decides: &'static [&'static str],
    /// What is pointed at on it.
    pub controls: Vec<Control>,
    /// Changes after which a verdict or a control may differ: on pages whose names begin so; which change, any where none is named.
    pub may: &'static [(&'static str, &'static str, Why)],
    /// Places with which it shares a page, or from which only the address tells it.
    pub like: &'static [(Place, Why)],
}

/// A reason, for who reads the table.
pub type Why = &'static str;

const ROW: Why = "a list that shows all there are, without the row, says that it is not there";
const TWINS: Why = "of two with one name, one is left";
const OTHER_LINK: Why = "the row's other link leads to the same record";

/// Of a list that proves what is not on it.
const WHOLE: &[(&str, &str, Why)] = &[("", "without tables.rows", ROW), ("", "half of tables.rows", ROW)];

fn text(text: &str) -> String {
    text.to_owned()
}

impl Case {
    /// Which of its lines lets a change of a page differ.
    pub fn may(&self, page: &str, change: &str) -> Option<usize> {
        self.may.iter().position(|(on, name, _)| page.starts_with(on) && (name.is_empty() || *name == change))
    }

    /// Whether a page of another place is as good as its own.
    pub fn is_like(&self, other: Place) -> bool {
        self.like.iter().any(|(place, _)| *place == other)
    }
}

pub fn case(place: Place) -> Case {
    match place {
        Place::SessionSettings => Case {
            decides: &["session_setting"],
            controls: vec![Control::SettingBox("lockSessionsToIp"), Control::Save],
            may: &[
                ("session-settings-labels", "without boxes", TWINS),
                ("session-settings-labels", "half of boxes", TWINS),
                ("session-settings-labels", "blank boxes.label", TWINS),
            ],
            ..Case::default()
        },
        Place::InstalledPackages => Case {
            decides: &["package_installed", "package_licence"],
            controls: vec![Control::PackageRow { namespace: text("insycleapp"), name: text("Insycle") }],
            may: WHOLE,
            ..Case::default()
        },
        Place::PermissionSets => Case {
            decides: &["permission_set"],
            controls: ["Insycle", "Playbooks User"].map(|label| Control::SetLink(text(label))).into(),
            may: WHOLE,
            ..Case::default()
        },
        Place::PermissionSet => Case { controls: vec![Control::ManageAssignments], ..Case::default() },
        Place::ManageAssignments => Case {
            decides: &["permission_set_assigned"],
            controls: vec![Control::AddAssignment],
            ..Case::default()
        },
        Place::Profiles => {
            Case { controls: vec![Control::ProfileLink(text("Acme Sales Rep"))], ..Case::default() }
        }
        Place::Profile => Case {
            decides: &["login_ip_range"],
            controls: vec![Control::EditClasses, Control::NewLoginRange],
            ..Case::default()
        },
        Place::ProfileClasses => Case { controls: vec![Control::EditClasses], ..Case::default() },
        Place::ProfileClassesEdit => Case {
            controls: vec![
                Control::Classes { namespace: text("insycleapp"), classes: Vec::new() },
                Control::Save,
            ],
            ..Case::default()
        },
        Place::ProfileApps => Case::default(),
        Place::ProfileLoginRanges => {
            Case { decides: &["login_ip_range"], controls: vec![Control::NewLoginRange], ..Case::default() }
        }
        Place::Users => Case {
            controls: vec![Control::UserLink(text("omar.ops@acme.example"))],
            may: &[
                ("", "a column of tables", OTHER_LINK),
                ("", "without tables.rows.cells", OTHER_LINK),
                ("", "without tables.rows.cells.links", OTHER_LINK),
                ("", "blank tables.rows.cells.links.href", OTHER_LINK),
                ("", "blank tables.rows.cells.links.text", OTHER_LINK),
            ],
            ..Case::default()
        },
        Place::User => Case {
            decides: &["user"],
            controls: vec![Control::EditUser, Control::EditAssignments],
            ..Case::default()
        },
        Place::SystemPermissions => Case { controls: vec![Control::EditPermissions], ..Case::default() },
        Place::SystemPermissionsEdit => Case {
            controls: vec![Control::PermissionBox(text("ApiEnabled")), Control::Save],
            ..Case::default()
        },
        Place::NetworkAccess => Case {
            decides: &["trusted_ip_range"],
            controls: vec![Control::NewRange],
            may: &[
                ("network-access-described", "", "a description may be an address, and no label tells it"),
                ("", "without tables.rows", ROW),
            ],
            ..Case::default()
        },
        Place::TrustedIpRange => {
            Case { controls: vec![Control::RangeFields, Control::Save], ..Case::default() }
        }
        Place::ConnectedAppsUsage => Case {
            decides: &["connected_app", "app_authorised"],
            controls: vec![Control::InstallApp(text("Insycle"))],
            may: WHOLE,
            ..Case::default()
        },
        Place::AppApproval => {
            Case { controls: vec![Control::ApproveApp(text("Insycle"))], ..Case::default() }
        }
        Place::ConnectedApps => Case {
            decides: &["connected_app"],
            may: &[
                ("connected-apps-wrapped", "without tables.rows", TWINS),
                ("connected-apps-wrapped", "half of tables.rows", TWINS),
            ],
            ..Case::default()
        },
        Place::PackageInstall => Case { controls: vec![Control::AllUsers], ..Case::default() },
        Place::ExternalClientApps => Case::default(),
        Place::AppManager => Case { controls: vec![Control::AppMenu(text("Insycle"))], ..Case::default() },
        Place::AppEdit => Case {
            decides: &["app_visible"],
            controls: vec![
                Control::AppProfiles(vec![text("Acme Setup Viewer"), text("Read Only")]),
                Control::Save,
            ],
            ..Case::default()
        },
        Place::AppBuilder => Case {
            controls: vec![Control::AppProfiles(vec![text("Acme Setup Viewer"), text("Read Only")])],
            ..Case::default()
        },
        Place::CompanyInformation => Case { decides: &["edition", "api_access"], ..Case::default() },
        Place::SystemOverview => Case { decides: &["api_access"], ..Case::default() },
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
        let chosen = CHOSEN.iter().map(|(id, _, value)| (format!("c/{id}"), vec![text(value)]));
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
            then.starts_with(now.as_str())
        }
        (now, then) => now == then,
    }
}

/// Whether a verdict of this kind says that something is not on a list.
pub fn is_absence(verdict: &Verdict, kind: &str) -> bool {
    matches!(verdict, Verdict::Fails(Found::Absent | Found::Progress { .. })) && kind != "user"
}
