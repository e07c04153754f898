//! What is judged anew after one fact changed: all that rests on it, and nothing else.
//!
//! That nothing which rests on it is forgotten, every update asserts in these builds: `order` and `model` walk through thousands.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use orgready::{
    bridge::{Choices, Stored},
    checklist::{Checklist, Finding, Report, evaluate, renew, says},
    evidence::{
        Attestation, BoxSeen, Evidence, Inputs, Moment, Ordered, OrgFacts, OrgSays, OrgWord, PackageSeen,
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
    let facts = PageFacts { error: false, seen: Ok(seen) };
    let reading = Reading { document: "d".into(), loaded_at: NOW, facts };
    evidence.spots.insert(spot.clone(), SpotRecord { reading: Some(reading), ..SpotRecord::default() });
    evidence.open.insert(spot.clone(), "d".into());
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

/// The steps of a report that were judged anew: no other has a word of its own as what is wanted.
fn renewed(report: &mut Report, evidence: &mut Evidence) -> Vec<String> {
    let mark = Value::Text("as it was".into());
    for finding in &mut report.findings {
        finding.wanted = mark.clone();
    }
    let changed = evidence.changed();
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
    evidence.changed();
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
    evidence.changed();
    let later = Moment(NOW.0 + 3_600_000);
    for (now, stale) in [(NOW, None), (later, Some(NOW)), (NOW, None)] {
        let changed = evidence.changed();
        assert_eq!(renew(&mut report, &checklist(), &evidence, changed, now), 0);
        assert_eq!(report.findings[0].stale, stale, "{now:?}");
        assert_eq!(report, evaluate(&checklist(), &evidence, now));
    }
}

/// Of how many steps an event leaves the finding as it was: a finding's text with room to spare is equal to one without, and no new one has
/// any.
fn untouched(state: &mut State, event: Event) -> usize {
    for finding in &mut state.reports[0].findings {
        finding.step.reserve(100);
    }
    update(state, event, NOW);
    state.reports[0].findings.iter().filter(|finding| finding.step.capacity() >= 100).count()
}

#[test]
fn what_is_kept_is_judged_anew_only_where_it_is_not_the_same() {
    let address = Address::parse("acme.my.salesforce.com", "/setup/home", "").unwrap();
    let mut state = State::new(address, "en-US".into(), NOW);
    let kept = |inputs: Inputs| {
        Box::new(Stored {
            choices: Choices { inputs, ..Choices::default() },
            org: OrgSays::default(),
            ..Stored::default()
        })
    };
    update(&mut state, Event::Kept(kept(inputs("raj@acme.example")), Some(vec![checklist()])), NOW);
    let all = checklist().steps.len();
    assert_eq!(untouched(&mut state, Event::Did(Action::ToggleStep("package".into()))), all);
    assert_eq!(untouched(&mut state, Event::LookedAt), all);
    assert_eq!(untouched(&mut state, Event::Kept(kept(inputs("raj@acme.example")), None)), all);
    assert_eq!(untouched(&mut state, Event::Kept(kept(inputs("rita@acme.example")), None)), 0);
    assert_eq!(
        untouched(&mut state, Event::Kept(kept(inputs("rita@acme.example")), Some(vec![checklist()]))),
        0
    );
}
