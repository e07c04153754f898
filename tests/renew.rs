//! What is judged anew after one fact changed: all that rests on it, and nothing else.
//!
//! That nothing which rests on it is forgotten, every update asserts in a debug build: the walks of `model` make thousands. `alone` does so for
//! pages that name each other.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use orgready::{
    bridge::{Choices, Stored, to_text},
    checklist::{Checklist, Finding, Report, evaluate, renew, says},
    evidence::{
        Attestation, BoxSeen, Evidence, Inputs, Limit, Lost, Moment, Ordered, OrgFacts, OrgWord, PackageSeen,
        PageFacts, Reading, Seen, SetSeen, Spot, SpotRecord, UserSeen, Value, Verdict,
    },
    panel::{Action, Event, State, update},
    setup::{Address, Place},
};
use serde_json::json;

const NOW: Moment = Moment(100_000_000);
const USER: &str = "005000000000001";
const PROFILE: &str = "00e000000000001";

/// One step for each way in which a step rests on something.
fn checklist() -> Checklist {
    let unlocked = json!({"session_setting": {"setting": "lockSessionsToIp", "is": "off"}});
    let steps = json!([
        {"id": "setting", "title": "t", "why": "w", "requirement": unlocked},
        {"id": "package", "title": "t", "why": "w", "requirement": {"package_installed": {"name": "Acme", "namespace": "acme"}}},
        {"id": "ranges", "title": "t", "why": "w", "requirement": {"login_ip_range": {"of": "who", "addresses": "addresses"}}},
        {"id": "hand", "title": "t", "why": "w", "requirement": {"manual": {}}},
        {"id": "if-set", "title": "t", "why": "w",
         "when": unlocked, "otherwise": "o", "requirement": {"package_installed": {"name": "Other", "namespace": "other"}}},
    ]);
    let input = |id: &str, kind: &str| json!({"id": id, "kind": kind, "label": "l", "why": "w"});
    let inputs = json!([input("who", "users"), input("addresses", "addresses")]);
    let text = format!(
        r#"{{"format": 1, "id": "c", "version": "1", "title": "t", "domain": "a.example", "about": "a",
            "inputs": {inputs}, "steps": {steps}}}"#
    );
    Checklist::parse(&text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn inputs(who: &str) -> Inputs {
    let chosen = [("who", who), ("addresses", "192.0.2.9")];
    Inputs(chosen.into_iter().map(|(input, value)| (format!("c/{input}"), vec![value.to_owned()])).collect())
}

/// Before anything was seen or asked.
fn nothing_known() -> Evidence {
    let org = says(&[checklist()], &inputs("raj@acme.example"), &OrgFacts::default());
    Evidence { org, inputs: inputs("raj@acme.example"), ..Evidence::default() }
}

fn see(evidence: &mut Evidence, spot: &Spot, seen: Seen) {
    evidence.spots.insert(spot.clone(), record(seen));
    evidence.open.insert(spot.clone(), "d".into());
}

fn record(seen: Seen) -> SpotRecord {
    let facts = PageFacts { error: false, seen: Ok(seen) };
    let reading = Reading { document: "d".into(), loaded_at: NOW, facts };
    SpotRecord { reading: Some(reading), ..SpotRecord::default() }
}

fn settings() -> (Spot, Seen) {
    let off = BoxSeen { saved: false, shown: false, enabled: true };
    let boxes = Ordered::from([("lockSessionsToIp".to_owned(), off)]);
    (Spot::new(Place::SessionSettings, None), Seen::SessionSettings { boxes, unlabelled: None })
}

fn packages() -> (Spot, Seen) {
    let acme = PackageSeen {
        name: "Acme".into(),
        version: "1".into(),
        cells: vec!["acme".into()],
        status: None,
        upgrade: false,
    };
    (Spot::new(Place::InstalledPackages, None), Seen::InstalledPackages { packages: vec![acme], whole: true })
}

fn users() -> (Spot, Seen) {
    let raj = UserSeen { record: USER.into(), cells: vec!["raj@acme.example".into()] };
    (Spot::new(Place::Users, None), Seen::Users { users: vec![raj], whole: true })
}

fn user() -> (Spot, Seen) {
    let profile = SetSeen { label: "Sales".into(), record: Some(PROFILE.into()) };
    let seen = Seen::User {
        active: Some(true),
        email: None,
        profile: Some(profile),
        licence: None,
        texts: vec!["raj@acme.example".into()],
        sets: Vec::new(),
        whole: true,
    };
    (Spot::new(Place::User, Some(USER)), seen)
}

/// The steps of a report that are judged anew, told by what is wanted: that is replaced by a mark in all of them before.
fn renewed(report: &mut Report, evidence: &mut Evidence) -> Vec<String> {
    let mark = Value::Text("as it was".into());
    for finding in &mut report.findings {
        finding.wanted = mark.clone();
    }
    let changed = evidence.take_changed();
    let judged = renew(report, &checklist(), evidence, changed, NOW);
    let anew = |finding: &&Finding| finding.wanted != mark;
    let steps: Vec<String> =
        report.findings.iter().filter(anew).map(|finding| finding.step.clone()).collect();
    assert_eq!(judged, steps.len());
    steps
}

#[test]
fn a_fact_touches_the_steps_that_rest_on_it_and_no_other() {
    type Change = fn(&mut Evidence);
    let cases: [(&str, Change, &[&str]); 12] = [
        ("nothing", |_| {}, &[]),
        ("a page of settings", |e| see(e, &settings().0, settings().1), &["setting", "if-set"]),
        ("it is closed", |e| e.open.remove(&settings().0), &["setting", "if-set"]),
        ("something is saved there", saved, &["setting", "if-set"]),
        ("a page of packages", |e| see(e, &packages().0, packages().1), &["package", "if-set"]),
        ("a user, whom no list led to", |e| see(e, &user().0, user().1), &["ranges"]),
        ("the list of users", |e| see(e, &users().0, users().1), &["ranges"]),
        (
            "a page that no step asks of",
            |e| see(e, &Spot::new(Place::AppManager, None), Seen::Assigning),
            &[],
        ),
        ("what the admin says is done", |e| e.said = Ordered::from([said("c/hand")]), &["hand"]),
        ("what the API says of one step", |e| verdict(&mut e.org.steps, "c/package"), &["package"]),
        ("what it says of a condition", |e| verdict(&mut e.org.conditions, "c/if-set"), &["if-set"]),
        ("all pages are forgotten", |e| e.spots.clear(), &["setting", "package", "ranges", "if-set"]),
    ];
    let mut evidence = nothing_known();
    let mut report = evaluate(&checklist(), &evidence, NOW);
    let _ = evidence.take_changed();
    for (what, change, steps) in cases {
        change(&mut evidence);
        assert_eq!(renewed(&mut report, &mut evidence), steps, "{what}");
        // What was not judged anew has lost what is wanted to the mark.
        report = evaluate(&checklist(), &evidence, NOW);
    }
}

fn saved(evidence: &mut Evidence) {
    evidence.spots.or_default(&settings().0).saved_at = Some(NOW);
}

fn said(key: &str) -> (String, Attestation) {
    (key.to_owned(), Attestation { at: NOW })
}

fn verdict(words: &mut Ordered<String, OrgWord>, key: &str) {
    words.or_default(&key.to_owned()).told.verdict = Verdict::Holds(Value::Present);
}

#[test]
fn what_only_grows_old_is_told_without_being_judged_anew() {
    let (mut evidence, (spot, seen)) = (nothing_known(), settings());
    see(&mut evidence, &spot, seen);
    evidence.open.remove(&spot);
    let mut report = evaluate(&checklist(), &evidence, NOW);
    let _ = evidence.take_changed();
    let later = Moment(NOW.0 + 3_600_000);
    for (limit, now, stale) in [(10, NOW, None), (10, later, Some(NOW)), (120, later, None), (10, NOW, None)]
    {
        evidence.limit = Limit(limit);
        let changed = evidence.take_changed();
        assert_eq!(renew(&mut report, &checklist(), &evidence, changed, now), 0);
        assert_eq!(report.findings[0].stale, stale, "{limit} {now:?}");
        assert_eq!(report, evaluate(&checklist(), &evidence, now));
    }
}

/// The steps that an event has judged anew. Those that it leaves as they were keep the room that was made in their names: that does not tell
/// two findings apart, which every update compares.
fn judged_by(state: &mut State, event: Event) -> Vec<String> {
    const ROOM: usize = 100;
    for finding in &mut state.reports[0].findings {
        finding.step.reserve(ROOM);
    }
    update(state, event, NOW);
    let anew = |finding: &&Finding| finding.step.capacity() < ROOM;
    state.reports[0].findings.iter().filter(anew).map(|finding| finding.step.clone()).collect()
}

#[test]
fn an_event_has_judged_anew_what_it_tells_of() {
    const ALL: [&str; 5] = ["setting", "package", "ranges", "hand", "if-set"];
    let who = || inputs("raj@acme.example");
    let choices = || Choices { inputs: who(), api: true, ..Choices::default() };
    let org = || says(&[checklist()], &who(), &OrgFacts::default());
    let kept = |choices: Choices, pages: &[(Spot, Seen)]| {
        let text = |(spot, seen): &(Spot, Seen)| to_text(&(spot, &record(seen.clone())));
        Box::new(Stored { choices, org: org(), spots: pages.iter().map(text).collect() })
    };
    let answered = |of: &str| {
        let mut org = org();
        org.asked_at = Some(NOW);
        verdict(&mut org.steps, of);
        Event::Answered(org)
    };
    let address = Address::parse("acme.my.salesforce.com", "/setup/home", "").unwrap();
    let mut state = State::new(address, "en-US".into(), NOW);
    update(&mut state, Event::Kept(kept(choices(), &[]), Some(vec![checklist()])), NOW);
    let seen = [settings(), packages()];
    for (what, event, steps) in [
        ("a step is opened", Event::Did(Action::ToggleStep("package".into())), &[][..]),
        ("the tab comes into view", Event::LookedAt, &[]),
        ("the same is kept", Event::Kept(kept(choices(), &[]), None), &[]),
        (
            "a page that another tab saw",
            Event::Kept(kept(choices(), &seen[..1]), None),
            &["setting", "if-set"],
        ),
        ("the same again, and one more", Event::Kept(kept(choices(), &seen), None), &["package", "if-set"]),
        ("the same again", Event::Kept(kept(choices(), &seen), None), &[]),
        ("it is done by hand", Event::Did(Action::SayDone("hand".into())), &["hand"]),
        ("that is taken back", Event::Did(Action::TakeBack("hand".into())), &["hand"]),
        ("the API says more of one step", answered("c/package"), &["package"]),
        ("and of another, not of that one", answered("c/ranges"), &["package", "ranges"]),
        ("it does not answer", Event::NotAnswered, &["setting", "package", "if-set"]),
        (
            "somebody else is meant",
            Event::Kept(kept(Choices { inputs: inputs("b@x"), ..choices() }, &seen), None),
            &ALL,
        ),
        (
            "other checklists",
            Event::Kept(kept(Choices { inputs: inputs("b@x"), ..choices() }, &seen), Some(vec![checklist()])),
            &ALL,
        ),
    ] {
        assert_eq!(judged_by(&mut state, event), steps, "{what}");
    }
}

/// Of when a spot was read, when something was saved there, and when a page of it was lost.
type Known = (Option<u64>, Option<u64>, Option<u64>);

fn known(document: &str, (read, saved, lost): Known) -> SpotRecord {
    let facts = PageFacts { error: false, seen: Ok(settings().1) };
    let reading = |at| Reading { document: document.into(), loaded_at: Moment(at), facts };
    let lost = lost.map(|at| Lost { gone_at: Moment(at), loaded_at: Moment(at) });
    SpotRecord { reading: read.map(reading), saved_at: saved.map(Moment), lost }
}

#[test]
fn what_is_kept_of_a_page_takes_the_place_of_what_is_held_unless_that_is_newer_or_open() {
    let read = |at| (Some(at), None, None);
    let spot = settings().0;
    type Becomes = (&'static str, Option<u64>, Option<u64>);
    let cases: [(&str, bool, Known, Known, Becomes); 12] = [
        ("newer", false, read(5), read(6), ("kept", None, None)),
        ("older", false, read(5), read(4), ("held", None, None)),
        ("of the same time", false, read(5), read(5), ("kept", None, None)),
        ("newer, but this is open", true, read(5), read(6), ("held", None, None)),
        ("newer, and saved since", true, read(5), (Some(6), Some(6), None), ("kept", Some(6), None)),
        ("newer, and lost since", true, read(5), (Some(6), None, Some(6)), ("kept", None, Some(6))),
        ("older, and saved since", false, read(5), (Some(4), Some(6), None), ("held", Some(6), None)),
        ("older, and lost since", false, read(5), (Some(4), None, Some(6)), ("held", None, Some(6))),
        ("saved before", false, (Some(5), Some(3), None), (Some(6), Some(2), None), ("kept", Some(3), None)),
        ("lost before", false, (Some(5), None, Some(3)), (Some(6), None, Some(2)), ("kept", None, Some(3))),
        ("nothing was read there", false, read(5), (None, Some(6), None), ("held", Some(6), None)),
        ("nothing was read here", false, (None, Some(6), None), read(5), ("kept", Some(6), None)),
    ];
    for (what, open, held, kept, (document, saved_at, lost)) in cases {
        let address = Address::parse("acme.my.salesforce.com", "/setup/home", "").unwrap();
        let mut state = State::new(address, "en-US".into(), NOW);
        state.evidence.spots.insert(spot.clone(), known("held", held));
        if open {
            state.evidence.open.insert(spot.clone(), "held".into());
        }
        let stored = Stored { spots: vec![to_text(&(&spot, &known("kept", kept)))], ..Stored::default() };
        update(&mut state, Event::Kept(Box::new(stored), Some(vec![checklist()])), NOW);
        let record = state.evidence.spots.get(&spot).unwrap();
        assert_eq!(record.reading.as_ref().unwrap().document, document, "{what}");
        assert_eq!(record.saved_at, saved_at.map(Moment), "{what}");
        assert_eq!(record.lost.map(|lost| lost.gone_at), lost.map(Moment), "{what}");
    }
}
