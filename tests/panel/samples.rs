//! States of the sidebar as admins meet them, made from the built-in checklists by the real judging.

#![allow(dead_code, clippy::expect_used, reason = "each test uses some of the samples; all are valid")]

use orgready::{
    bridge::{Choices, frame::FrameName},
    checklist::{Checklist, evaluate, says},
    evidence::{
        Answer, Attestation, BoxSeen, Evidence, Fault, Field, Moment, Need, Ordered, OrgFacts, PageFacts,
        Reading, Reason, Row, Seen, Spot, SpotRecord, Table, Usage, org_facts::Owner,
    },
    panel::{
        State,
        state::{ApiState, PageState, PointOutcome, Pointing, Trouble},
        update::Document,
    },
    requirement::Control,
    setup::{Address, Place},
};

const PLAYBOOKS: &str = include_str!("../../extension/checklists/playbooks.json");
const INSYCLE: &str = include_str!("../../extension/checklists/insycle.json");
const MINUTE: u64 = 60 * 1000;
/// The time of every sample.
pub const NOW: Moment = Moment(1_000_000 * MINUTE);

/// A sample by what it shows.
pub type Sample = (&'static str, State);

/// All samples.
pub fn all() -> Vec<Sample> {
    vec![
        ("empty", empty()),
        ("waiting", waiting()),
        ("to do on this page", to_do_here()),
        ("to do elsewhere", elsewhere()),
        ("unsaved", unsaved()),
        ("done, lowers protection", done_here()),
        ("cannot tell: they disagree", disagree()),
        ("cannot tell: no labels", no_labels()),
        ("could not check", session_expired()),
        ("api off", waiting()),
        ("checking", checking()),
        ("collapsed", collapsed()),
        ("all done", all_done()),
        ("pointing", pointing(PointOutcome::Shown(1))),
        ("cannot point", pointing(PointOutcome::Cannot(Reason::NoLabels("nl".into())))),
        ("may not change", pointing(PointOutcome::MayNotChange)),
        ("trouble", trouble(Trouble::Updated)),
        ("not kept", trouble(Trouble::NotKept)),
        ("not read", trouble(Trouble::NotRead)),
        ("not arrived", trouble(Trouble::NotArrived(Place::Profiles, "Home | Salesforce".into()))),
        ("several checklists", several()),
        ("two steps in conflict", in_conflict()),
        ("a symptom", symptom("asks-for-package")),
        ("a message that fits several symptoms", symptom("OAUTH_APP")),
        ("a message that fits none", symptom("Something went wrong")),
        ("a symptom, all of whose steps are done", symptom("api-limit")),
    ]
}

/// The state of a name.
pub fn sample(name: &str) -> State {
    all()
        .into_iter()
        .find(|(known, _)| *known == name)
        .map(|(_, state)| state)
        .expect("a sample of that name")
}

fn address(place: Option<Place>) -> Address {
    let path = match place {
        Some(place) => format!("/lightning/setup/{}/{}", place.row().node, place.row().lightning),
        None => "/lightning/setup/SetupOneHome/home".to_owned(),
    };
    Address::parse("acme--uat.sandbox.my.salesforce-setup.com", &path, "").expect("a Setup address")
}

fn state(checklists: &[&str], place: Option<Place>) -> State {
    let mut state = State {
        address: address(place),
        locale: "en-US".to_owned(),
        checklists: checklists
            .iter()
            .map(|text| Checklist::parse(text).expect("a built-in checklist"))
            .collect(),
        choices: Choices::default(),
        documents: Ordered::new(),
        sent: None,
        left: None,
        evidence: Evidence::default(),
        reports: Vec::new(),
        page: place.map_or(PageState::Elsewhere, |place| PageState::Waiting(Spot::new(place, None))),
        api: ApiState::Off,
        shown: 0,
        open_step: None,
        sees: None,
        asked: false,
        unasked: false,
        collapsed: false,
        pointing: None,
        going: None,
        trouble: None,
        now: NOW,
    };
    told(&mut state, &OrgFacts::default());
    state
}

fn judged(mut state: State) -> State {
    state.reports =
        state.checklists.iter().map(|checklist| evaluate(checklist, &state.evidence, state.now)).collect();
    state
}

fn ago(minutes: u64) -> Moment {
    Moment(NOW.0 - minutes * MINUTE)
}

/// Session Settings as its page shows the box that locks sessions to an address, read a minute ago.
fn read_settings(state: &mut State, saved: bool, shown: bool, language: &str) {
    let spot = Spot::new(Place::SessionSettings, None);
    let known = language.starts_with("en");
    let seen = |saved, shown| BoxSeen { saved, shown, enabled: true };
    let boxes = [("lockSessionsToIp", seen(saved, shown)), ("lockSessionsToDomain", seen(true, true))];
    let boxes = boxes.map(|(name, seen)| (name.to_owned(), seen));
    let seen = Seen::SessionSettings {
        boxes: if known { Ordered::from(boxes) } else { Ordered::new() },
        unlabelled: (!known).then(|| language.to_owned()),
    };
    let facts = PageFacts { error: false, seen: Ok(seen) };
    let reading = Reading { document: "doc".into(), loaded_at: ago(1), facts };
    state.evidence.spots.insert(spot.clone(), SpotRecord { reading: Some(reading), ..SpotRecord::default() });
    state.evidence.open.insert(spot.clone(), "doc".into());
    let words = Some((language.to_owned(), Some("Save".to_owned())));
    let document = Document { spot: Some(spot.clone()), loaded_at: ago(1), words };
    state.documents.insert(FrameName { id: 7, document: "doc".into() }, document);
    state.page = PageState::Read(spot);
}

fn row(fields: &[(&str, Field)]) -> Row {
    fields.iter().map(|(path, field)| ((*path).to_owned(), field.clone())).collect()
}

/// What the worker tells of these facts.
fn told(state: &mut State, org: &OrgFacts) {
    state.evidence.org = says(&state.checklists, &state.evidence.inputs, org);
}

/// What the API says: the box, the packages, and the access of the session's user.
fn asked(state: &mut State, minutes: u64, locked: bool) {
    state.api = ApiState::Allowed;
    let asked_at = ago(minutes);
    let path = "Metadata.sessionSettings.lockSessionsToIp";
    let answers = [
        (Table::SecuritySettings, vec![row(&[(path, Field::Bool(locked))])]),
        (Table::Packages, Vec::new()),
        (Table::OwnPermissions, vec![row(&[("PermissionsApiEnabled", Field::Bool(true))])]),
    ];
    let answer = |(table, rows)| (table, Answer { asked_at, asked: Need::all(table), rows: Ok(rows) });
    let owner = Owner { user: "005".into(), username: "ada@acme.example".into(), org: "00D".into() };
    let org = OrgFacts {
        owner: Some(owner),
        answers: answers.into_iter().map(answer).collect(),
        usage: Some(Usage { asked_at, used: 1203, allowed: 100_000 }),
        failed: None,
    };
    told(state, &org);
}

fn empty() -> State {
    judged(state(&[], None))
}

fn waiting() -> State {
    judged(state(&[PLAYBOOKS], Some(Place::SessionSettings)))
}

fn to_do_here() -> State {
    let mut state = state(&[PLAYBOOKS], Some(Place::SessionSettings));
    read_settings(&mut state, true, true, "en-US");
    asked(&mut state, 3, true);
    judged(state)
}

fn elsewhere() -> State {
    let mut state = state(&[PLAYBOOKS], Some(Place::InstalledPackages));
    asked(&mut state, 3, true);
    for step in ["integration-user", "connect"] {
        state.evidence.said.insert(format!("playbooks/{step}"), Attestation { at: ago(60 * 24 * 3) });
    }
    state.open_step = Some("unlock-ip".into());
    judged(state)
}

fn unsaved() -> State {
    let mut state = state(&[PLAYBOOKS], Some(Place::SessionSettings));
    read_settings(&mut state, true, false, "en-US");
    asked(&mut state, 3, true);
    judged(state)
}

fn done_here() -> State {
    let mut state = state(&[PLAYBOOKS], Some(Place::SessionSettings));
    read_settings(&mut state, false, false, "en-US");
    let spot = Spot::new(Place::SessionSettings, None);
    state.evidence.spots.get_mut(&spot).expect("just read").saved_at = Some(ago(1));
    asked(&mut state, 3, true);
    state.open_step = Some("unlock-ip".into());
    judged(state)
}

fn disagree() -> State {
    let mut state = state(&[PLAYBOOKS], Some(Place::SessionSettings));
    read_settings(&mut state, false, false, "en-US");
    asked(&mut state, 0, true);
    state.open_step = Some("unlock-ip".into());
    judged(state)
}

fn no_labels() -> State {
    let mut state = state(&[PLAYBOOKS], Some(Place::SessionSettings));
    read_settings(&mut state, true, true, "nl");
    judged(state)
}

fn session_expired() -> State {
    let mut state = state(&[PLAYBOOKS], Some(Place::InstalledPackages));
    state.api = ApiState::Allowed;
    told(&mut state, &OrgFacts { failed: Some((ago(2), Fault::SessionExpired)), ..OrgFacts::default() });
    judged(state)
}

fn checking() -> State {
    let mut state = to_do_here();
    state.api = ApiState::Checking;
    state
}

fn collapsed() -> State {
    State { collapsed: true, ..to_do_here() }
}

fn all_done() -> State {
    let short = r#"{ "format": 1, "id": "short", "version": "1", "title": "A short checklist", "domain": "example.com",
        "about": "Two steps.", "inputs": [], "steps": [
        { "id": "unlock-ip", "title": "Do not lock sessions to the IP address", "why": "Sessions move.",
          "requirement": { "session_setting": { "setting": "lockSessionsToIp", "is": "off" } } },
        { "id": "tell", "title": "Tell the telephony team", "why": "They test.", "requirement": { "manual": {} } } ] }"#;
    let mut state = state(&[short], Some(Place::SessionSettings));
    read_settings(&mut state, false, false, "en-US");
    state.evidence.said.insert("short/tell".into(), Attestation { at: ago(90) });
    judged(state)
}

fn pointing(outcome: PointOutcome) -> State {
    let target = Some(Control::SettingBox("lockSessionsToIp"));
    let pointing = Pointing { step: "unlock-ip".into(), target, frame: None, outcome, gaps: None };
    State { pointing: Some(pointing), ..to_do_here() }
}

/// The sidebar with a trouble.
pub fn trouble(trouble: Trouble) -> State {
    State { trouble: Some(trouble), ..to_do_here() }
}

fn in_conflict() -> State {
    let lock = r#"{ "format": 1, "id": "lock", "version": "1", "title": "Locked sessions", "domain": "example.com",
        "about": "One step.", "inputs": [], "steps": [{ "id": "lock-ip", "title": "Lock sessions to the IP address",
        "why": "Stolen sessions are useless.", "requirement": { "session_setting": { "setting": "lockSessionsToIp", "is": "on" } } }] }"#;
    let mut state = state(&[lock, PLAYBOOKS], Some(Place::SessionSettings));
    read_settings(&mut state, false, false, "en-US");
    judged(state)
}

/// What is seen going wrong with Insycle, whose package is not there.
fn symptom(sees: &str) -> State {
    let mut state = state(&[INSYCLE], Some(Place::InstalledPackages));
    asked(&mut state, 1, false);
    state.sees = Some(sees.to_owned());
    state.asked = true;
    judged(state)
}

fn several() -> State {
    let mut state = state(&[PLAYBOOKS, INSYCLE], Some(Place::InstalledPackages));
    asked(&mut state, 12, false);
    state.shown = 1;
    state.open_step = Some("package".into());
    judged(state)
}
