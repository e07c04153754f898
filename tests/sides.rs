//! Where several pages and the API speak of one requirement: which of them counts.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use orgready::{
    checklist::{Checklist, Finding, evaluate},
    evidence::{
        Attestation, CallsSeen, Evidence, Inputs, Limit, Moment, Offer, Ordered, OrgSays, OrgSide, OrgWord,
        PackageSeen, PageFacts, RangeSeen, Reading, Reason, Seen, Spot, SpotRecord, UsedApp, Value, Verdict,
        weigh::Source,
    },
    setup::Place,
};
use serde_json::json;

const PROFILE: &str = "00e000000000001";
const NOW: Moment = Moment(100_000_000);
const LONG_AGO: u64 = 1_000_000;
const JUST_NOW: u64 = 99_990_000;

fn checklist(step: &str) -> Checklist {
    let input = |id: &str, kind: &str| json!({"id": id, "kind": kind, "label": "l", "why": "w"});
    let inputs = json!([input("who", "users"), input("addresses", "addresses")]);
    let text = format!(
        r#"{{"format": 1, "id": "c", "version": "1", "title": "t", "domain": "a.example", "about": "a",
            "inputs": {inputs}, "steps": [{{"id": "s", "title": "t", "why": "w", {step}}}]}}"#
    );
    Checklist::parse(&text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// A page that was read, and whether it is open.
struct Page(Spot, u64, bool, Seen);

fn finding(step: &str, api: Option<(u64, Verdict)>, pages: Vec<Page>) -> Finding {
    found_by(step, api, pages, None)
}

/// What the API said of the step, and of when; nothing where it was not asked. It names the spots all the same. And the admin's word.
fn found_by(
    step: &str,
    api: Option<(u64, Verdict)>,
    pages: Vec<Page>,
    word_of_admin: Option<Attestation>,
) -> Finding {
    let word = |said: Option<(u64, Verdict)>| OrgWord {
        told: OrgSide {
            asked_at: said.as_ref().map(|(at, _)| Moment(*at)),
            verdict: said.map_or(Verdict::CannotTell(Reason::NotLooked), |(_, verdict)| verdict),
        },
        spots: pages.iter().map(|Page(spot, ..)| (spot.clone(), None)).collect(),
    };
    let names = |word: OrgWord| Ordered::from([("c/s".to_owned(), word)]);
    let org = OrgSays { steps: names(word(api)), conditions: names(word(None)), ..OrgSays::default() };
    let inputs = Inputs(Ordered::from([("c/who".to_owned(), vec!["a@x".to_owned()])]));
    let mut evidence = Evidence { org, inputs, ..Evidence::default() };
    if let Some(said) = word_of_admin {
        evidence.said.insert("c/s".to_owned(), said);
    }
    for (at, Page(spot, loaded_at, open, seen)) in pages.into_iter().enumerate() {
        let document = format!("document-{at}");
        let facts = PageFacts { error: false, seen: Ok(seen) };
        let reading = Reading { document: document.clone(), loaded_at: Moment(loaded_at), facts };
        evidence.spots.insert(spot.clone(), SpotRecord { reading: Some(reading), ..SpotRecord::default() });
        if open {
            evidence.open.insert(spot, document);
        }
    }
    evaluate(&checklist(step), &evidence, NOW).findings.remove(0)
}

fn said(finding: &Finding) -> String {
    format!("{:?}", finding.status)
}

const CALLS: &str = r#""requirement": {"api_access": {"aspect": "calls_left", "at_least": 1000}}"#;

fn company(used: u64) -> Seen {
    let calls = Some(CallsSeen { used, max: 100_000 });
    Seen::Company { organization: "00D".into(), edition: None, calls }
}

fn overview(used: u64) -> Seen {
    Seen::Overview { calls: CallsSeen { used, max: 100_000 } }
}

#[test]
fn of_two_pages_the_open_one_counts_then_the_newer_one() {
    let (company_page, overview_page) =
        (Spot::new(Place::CompanyInformation, None), Spot::new(Place::SystemOverview, None));
    for (first, second, expected) in [
        ((LONG_AGO, false, 1), (JUST_NOW, true, 100_000), "ToDo"),
        ((LONG_AGO, false, 1), (JUST_NOW, false, 100_000), "ToDo"),
        ((JUST_NOW, true, 1), (LONG_AGO, false, 100_000), "Done"),
        ((LONG_AGO, true, 1), (JUST_NOW, false, 100_000), "Done"),
    ] {
        let pages = vec![
            Page(company_page.clone(), first.0, first.1, company(first.2)),
            Page(overview_page.clone(), second.0, second.1, overview(second.2)),
        ];
        assert_eq!(said(&finding(CALLS, None, pages)), expected, "{first:?} {second:?}");
    }
}

const APP: &str = r#""requirement": {"connected_app": {"name": "Insycle"}}"#;

fn usage(rows: usize) -> Seen {
    let row =
        || UsedApp { cells: vec!["Insycle".into(), "3".into()], offers: vec![Offer::Uninstall], id: None };
    Seen::ConnectedAppsUsage { apps: (0..rows).map(|_| row()).collect(), whole: true, language: "en".into() }
}

#[test]
fn two_of_one_name_are_never_done_whoever_saw_them() {
    let two = || Verdict::CannotTell(Reason::Ambiguous(2));
    let one = || Verdict::Holds(Value::Present);
    for (what, api, (at, open, rows), expected) in [
        (
            "an old page saw one, the API two",
            (JUST_NOW, two()),
            (LONG_AGO, false, 1),
            "CannotTell(Ambiguous(2))",
        ),
        (
            "the open page sees two, the API one",
            (LONG_AGO, one()),
            (JUST_NOW, true, 2),
            "CannotTell(Ambiguous(2))",
        ),
        (
            "a newer page saw two, the API one",
            (LONG_AGO, one()),
            (JUST_NOW, false, 2),
            "CannotTell(Ambiguous(2))",
        ),
        (
            "an older page saw two, the API one",
            (JUST_NOW, one()),
            (LONG_AGO, false, 2),
            "DoneLowersProtection",
        ),
        ("the API saw two, a newer page one", (LONG_AGO, two()), (JUST_NOW, true, 1), "DoneLowersProtection"),
    ] {
        let page = Page(Spot::new(Place::ConnectedAppsUsage, None), at, open, usage(rows));
        assert_eq!(said(&finding(APP, Some(api), vec![page])), expected, "{what}");
    }
}

#[test]
fn a_page_says_nothing_while_it_is_not_known_what_is_asked() {
    let step = r#""requirement": {"login_ip_range": {"of": "who", "addresses": "addresses"}}"#;
    let range = RangeSeen { start: "203.0.113.0".into(), end: "203.0.113.255".into() };
    let seen = Seen::Profile { classes: vec![], ranges: vec![range], whole: true };
    let page = Page(Spot::new(Place::ProfileLoginRanges, Some(PROFILE)), JUST_NOW, true, seen);
    let nobody = (JUST_NOW, Verdict::CannotTell(Reason::NobodyChosen("addresses".into())));
    let found = finding(step, Some(nobody), vec![page]);
    assert_eq!(said(&found), r#"CannotTell(NobodyChosen("addresses"))"#);
}

#[test]
fn how_old_is_old_is_the_admins_to_say() {
    let minutes = 60_000;
    for (limit, age, stale) in
        [(10, 10, false), (10, 11, true), (1, 2, true), (60, 60, false), (60, 61, true)]
    {
        let mut evidence = Evidence { limit: Limit(limit), ..Evidence::default() };
        let facts = PageFacts { error: false, seen: Ok(overview(1)) };
        let loaded_at = Moment(NOW.0 - age * minutes);
        let reading = Reading { document: "d".into(), loaded_at, facts };
        let record = SpotRecord { reading: Some(reading), ..SpotRecord::default() };
        let spot = Spot::new(Place::SystemOverview, None);
        let word = OrgWord { spots: vec![(spot.clone(), None)], ..OrgWord::default() };
        evidence.org.steps.insert("c/s".to_owned(), word);
        evidence.spots.insert(spot, record);
        let found = evaluate(&checklist(CALLS), &evidence, NOW).findings.remove(0);
        assert_eq!(found.stale, stale.then_some(loaded_at), "{limit} {age}");
    }
    assert_eq!(Limit::default(), Limit(10));
}

#[test]
fn that_a_step_is_not_needed_grows_old_too() {
    let step = r#""requirement": {"manual": {}}, "when": {"not": {"of": {"connected_app": {"name": "Insycle"}}}}, "otherwise": "No.""#;
    for (at, open, stale) in [(LONG_AGO, false, true), (JUST_NOW, false, false), (LONG_AGO, true, false)] {
        let page = Page(Spot::new(Place::ConnectedAppsUsage, None), at, open, usage(1));
        let found = finding(step, None, vec![page]);
        assert_eq!((said(&found), found.stale.is_some()), ("NotNeeded".to_owned(), stale), "{at} {open}");
        assert_eq!(found.needless_by, Some((Source::Page, Moment(at))), "who says so is told too");
    }
}

#[test]
fn what_is_said_by_hand_gives_way_to_a_page_that_shows_otherwise() {
    let step = r#""requirement": {"package_newest": {"namespace": "insycleapp", "name": "Insycle"}}"#;
    let list = |upgrade| Seen::InstalledPackages {
        packages: vec![PackageSeen {
            name: "Insycle".into(),
            version: "1.12".into(),
            cells: vec!["Insycle, Inc.".into(), "1.12".into(), "insycleapp".into()],
            status: None,
            upgrade,
        }],
        whole: true,
    };
    let said_at = LONG_AGO + 1;
    for (what, at, open, upgrade, word, expected) in [
        ("no page was seen to offer it", JUST_NOW, true, false, None, "DoByHand"),
        (
            "what a page does not offer proves nothing",
            JUST_NOW,
            true,
            false,
            Some(said_at),
            "SaidDone(Moment(1000001))",
        ),
        ("the open page offers it", JUST_NOW, true, true, None, "ToDo"),
        ("the open page still offers it", LONG_AGO, true, true, Some(said_at), "ToDo"),
        ("a page since then offered it", JUST_NOW, false, true, Some(said_at), "ToDo"),
        ("it was offered before that", LONG_AGO, false, true, Some(said_at), "SaidDone(Moment(1000001))"),
    ] {
        let page = Page(Spot::new(Place::InstalledPackages, None), at, open, list(upgrade));
        let word = word.map(|at| Attestation { at: Moment(at) });
        assert_eq!(said(&found_by(step, None, vec![page], word)), expected, "{what}");
    }
}
