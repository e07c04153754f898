//! Every place on a page that is not as it should be: one that lacks what its reader looks for, one still loading, one with 2,000 rows,
//! and the wrong one. Pages are those of `tests/fixtures/pages`, changed by operators that know no place.
//!
//! What is held: a change may make a verdict `cannot tell`, never another one, and may hide a control, never move it. What is true of a
//! changed page all the same stands in [`case`], each with its reason.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[path = "page/fixtures.rs"]
mod fixtures;

use fixtures::{FIXTURES, Fixture};
use orgready::{
    checklist::Checklist,
    evidence::{Inputs, PageFacts, Reason, Value as Told, Verdict},
    page::{
        Blocks, Found,
        blocks::{Cell, ElementNumber, MOST, Part, TableRow},
        find, read,
    },
    requirement::{Control, Subjects},
    setup::{Place, place::PLACES},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    net::IpAddr,
};

/// What is asked of every page.
const ASKED: &[&str] = &[
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
    r#"{"app_authorised": {"name": "Nobody's"}}"#,
    r#"{"app_visible": {"label": "Insycle", "to": "omar"}}"#,
    r#"{"apex_class_access": {"namespace": "insycleapp", "of": "omar"}}"#,
    r#"{"user": {"of": "omar"}}"#,
    r#"{"user": {"of": "omar", "profiles": ["System Administrator"]}}"#,
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
struct Case {
    /// The kinds that its pages decide.
    decides: &'static [&'static str],
    /// What is pointed at on it.
    controls: Vec<Control>,
    /// Changes after which a verdict or a control may differ.
    may: &'static [(&'static str, Why)],
    /// Places with which it shares a page, or from which only the address tells it.
    like: &'static [(Place, Why)],
}

/// A reason, for who reads the table.
type Why = &'static str;

fn text(text: &str) -> String {
    text.to_owned()
}

fn case(place: Place) -> Case {
    match place {
        Place::SessionSettings => Case {
            decides: &["session_setting"],
            controls: vec![Control::SettingBox("lockSessionsToIp"), Control::Save],
            ..Case::default()
        },
        Place::InstalledPackages => Case {
            decides: &["package_installed", "package_licence"],
            controls: vec![Control::PackageRow { namespace: text("insycleapp"), name: text("Insycle") }],
            ..Case::default()
        },
        Place::PermissionSets => Case {
            decides: &["permission_set"],
            controls: ["Insycle", "Playbooks User"].map(|label| Control::SetLink(text(label))).into(),
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
        Place::ProfileLoginRanges => Case {
            decides: &["login_ip_range"],
            controls: vec![Control::NewLoginRange],
            ..Case::default()
        },
        Place::Users => {
            Case { controls: vec![Control::UserLink(text("omar.ops@acme.example"))], ..Case::default() }
        }
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
        Place::NetworkAccess => {
            Case { decides: &["trusted_ip_range"], controls: vec![Control::NewRange], ..Case::default() }
        }
        Place::TrustedIpRange => {
            Case { controls: vec![Control::RangeFields, Control::Save], ..Case::default() }
        }
        Place::ConnectedAppsUsage => Case {
            decides: &["connected_app", "app_authorised"],
            controls: vec![Control::InstallApp(text("Insycle"))],
            ..Case::default()
        },
        Place::AppApproval => {
            Case { controls: vec![Control::ApproveApp(text("Insycle"))], ..Case::default() }
        }
        Place::ConnectedApps => Case { decides: &["connected_app"], ..Case::default() },
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
struct Battery {
    checklist: Checklist,
    inputs: Inputs,
}

impl Battery {
    fn new() -> Self {
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
        let checklist =
            Checklist::parse(&list.to_string()).unwrap_or_else(|problems| panic!("{problems:?}"));
        let chosen = CHOSEN.iter().map(|(id, _, value)| (format!("c/{id}"), vec![text(value)]));
        Battery { checklist, inputs: Inputs(chosen.collect()) }
    }

    /// The verdicts of a page, and whether a change on it is not saved.
    fn judge(&self, facts: &PageFacts) -> Vec<(Verdict, bool)> {
        let who = Subjects { checklist: "c", inputs: &self.inputs };
        let steps = self.checklist.steps.iter();
        let said = steps.map(|step| step.requirement.judge_page(&who, facts));
        said.map(|said| (said.saved, said.unsaved)).collect()
    }

    fn kind(&self, at: usize) -> &'static str {
        self.checklist.steps[at].requirement.kind()
    }
}

fn blocks(fixture: &Fixture) -> Blocks {
    serde_json::from_str(fixture.blocks).unwrap()
}

/// The pages of a place; one with boxes in its rows also as it is when all of them are ticked.
fn pages(place: Place) -> Vec<(String, Blocks)> {
    let mut pages = Vec::new();
    for fixture in FIXTURES.iter().filter(|fixture| fixture.place() == place) {
        let page = blocks(fixture);
        let mut ticked = page.clone();
        for cell in cells(&mut ticked) {
            cell.boxes.iter_mut().for_each(|it| (it.saved, it.shown) = (true, true));
        }
        if ticked != page {
            pages.push((format!("{}, ticked", fixture.name), ticked));
        }
        pages.push((text(fixture.name), page));
    }
    pages
}

fn cells(page: &mut Blocks) -> impl Iterator<Item = &mut Cell> {
    page.tables.iter_mut().flat_map(|table| &mut table.rows).flat_map(|row| &mut row.cells)
}

/// A change that takes something away.
enum Change {
    /// One entry of a list.
    Without(usize),
    /// All entries of a list.
    Empty,
    /// The second half of a list.
    Half,
    /// One column of a table, header and cells.
    Column(usize),
    /// A text that is not there yet, or a mark.
    Blank,
}

struct Operator {
    /// What is changed, as the table of cases calls it: `without tables.rows`.
    name: String,
    /// Where, as a JSON pointer.
    at: String,
    change: Change,
}

/// Every change of a page, found in its own shape. A list that does not say that it is a part looks whole: `parts` stays.
fn operators(value: &Value, at: &str, name: &str, found: &mut Vec<Operator>) {
    let mut add = |what: &str, change: Change| {
        found.push(Operator { name: format!("{what} {name}"), at: text(at), change });
    };
    match value {
        Value::Array(list) => {
            (0..list.len()).for_each(|entry| add("without", Change::Without(entry)));
            if list.len() > 1 {
                add("empty", Change::Empty);
                add("half of", Change::Half);
            }
            for (entry, value) in list.iter().enumerate() {
                operators(value, &format!("{at}/{entry}"), name, found);
            }
        }
        Value::Object(fields) => {
            if let Some(headers) = fields.get("headers").and_then(Value::as_array) {
                (0..headers.len()).for_each(|column| add("a column of", Change::Column(column)));
            }
            for (field, value) in fields.iter().filter(|(field, _)| *field != "parts") {
                let path = if name.is_empty() { text(field) } else { format!("{name}.{field}") };
                operators(value, &format!("{at}/{field}"), &path, found);
            }
        }
        Value::String(text) if !text.is_empty() => add("blank", Change::Blank),
        Value::Bool(true) if name.ends_with("names_row") || name.ends_with("actions") => {
            add("blank", Change::Blank);
        }
        _ => {}
    }
}

impl Operator {
    fn apply(&self, page: &mut Value) {
        let target = page.pointer_mut(&self.at).unwrap();
        match (&self.change, &mut *target) {
            (Change::Without(entry), Value::Array(list)) => drop(list.remove(*entry)),
            (Change::Empty, Value::Array(list)) => list.clear(),
            (Change::Half, Value::Array(list)) => list.truncate(list.len() / 2),
            (Change::Column(column), table) => {
                table["headers"].as_array_mut().unwrap().remove(*column);
                for row in table["rows"].as_array_mut().unwrap() {
                    let cells = row["cells"].as_array_mut().unwrap();
                    if *column < cells.len() && cells.len() > 1 {
                        cells.remove(*column);
                    }
                }
            }
            (Change::Blank, Value::Bool(mark)) => *mark = false,
            (_, text) => *text = Value::String(String::new()),
        }
    }
}

/// What a page said and showed before it was changed.
struct Before<'c> {
    place: Place,
    controls: &'c [Control],
    said: Vec<(Verdict, bool)>,
    pointed: Vec<Vec<ElementNumber>>,
}

/// What can be pressed of a control.
fn pointed(control: &Control, place: Place, page: &Blocks) -> Vec<ElementNumber> {
    match find(control, place, page) {
        Ok(Found { elements, enabled: true }) => elements,
        _ => Vec::new(),
    }
}

impl<'c> Before<'c> {
    fn of(place: Place, controls: &'c [Control], page: &Blocks, asked: &Battery) -> Self {
        Before {
            place,
            controls,
            said: asked.judge(&read(place, page)),
            pointed: controls.iter().map(|control| pointed(control, place, page)).collect(),
        }
    }

    /// What differs on a changed page, in words.
    fn differs(&self, page: &Blocks, asked: &Battery) -> Vec<String> {
        let mut differs = Vec::new();
        for (at, (now, then)) in asked.judge(&read(self.place, page)).iter().zip(&self.said).enumerate() {
            if now.0.decided().is_some() && now.0 != then.0 || now.1 && !then.1 {
                differs.push(format!("{}: {now:?}, was {then:?}", ASKED[at]));
            }
        }
        for (control, then) in self.controls.iter().zip(&self.pointed) {
            let now = pointed(control, self.place, page);
            if now.iter().any(|element| !then.contains(element)) {
                differs.push(format!("{control:?}: {now:?}, was {then:?}"));
            }
        }
        differs
    }
}

/// Changes by name, with how many there were and what went wrong.
#[derive(Default)]
struct Tally {
    ran: usize,
    wrong: Vec<String>,
}

impl Tally {
    fn add(&mut self, what: &str, wrong: Vec<String>) {
        self.ran += 1;
        self.wrong.extend(wrong.into_iter().map(|wrong| format!("{what}: {wrong}")));
    }

    fn done(self, layer: &str) {
        println!("{layer}: {} cases", self.ran);
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
    }
}

#[test]
fn a_page_that_lacks_something_says_the_same_or_nothing() {
    let asked = Battery::new();
    let mut tally = Tally::default();
    for row in &PLACES {
        let case = case(row.place);
        let mut used = BTreeSet::new();
        let mut decided = BTreeSet::new();
        let before = tally.ran;
        for (name, page) in pages(row.place) {
            let was = Before::of(row.place, &case.controls, &page, &asked);
            let said = was.said.iter().enumerate().filter(|(_, (verdict, _))| verdict.decided().is_some());
            decided.extend(said.map(|(at, _)| asked.kind(at)));
            let whole = serde_json::to_value(&page).unwrap();
            let mut changes = Vec::new();
            operators(&whole, "", "", &mut changes);
            for operator in changes {
                let mut changed = whole.clone();
                operator.apply(&mut changed);
                let changed = Blocks::deserialize(&changed).unwrap();
                let mut wrong = was.differs(&changed, &asked);
                if let Some((may, _)) = case.may.iter().find(|(may, _)| *may == operator.name)
                    && !wrong.is_empty()
                {
                    used.insert(*may);
                    wrong.clear();
                }
                tally.add(&format!("{name}, {}{}", operator.name, operator.at), wrong);
            }
        }
        assert!(tally.ran > before, "nothing was tried of {}", row.id);
        println!("{}: {}", row.id, tally.ran - before);
        if decided != case.decides.iter().copied().collect() {
            tally.wrong.push(format!("{} decides {decided:?}", row.id));
        }
        for (may, why) in case.may.iter().filter(|(may, _)| !used.contains(may)) {
            tally.wrong.push(format!("{}: {may} makes no difference ({why})", row.id));
        }
    }
    tally.done("lacks");
}
