//! Going to a place: by the way that leads there in this org, and what is said where none does.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use orgready::{
    bridge::{Choices, Stored},
    checklist::{Checklist, says},
    evidence::{Inputs, Moment, OrgFacts},
    panel::{
        Action, Effect, Event, State,
        state::{Going, Trouble},
        update,
    },
    setup::{Address, Place, Route, place::PLACES},
};
use regex_lite::Regex;
use std::fs;

const CHECKLIST: &str = r#"{"format": 1, "id": "c", "version": "1", "title": "t", "domain": "a.example", "about": "a", "steps": [
    {"id": "profiles", "title": "t", "why": "w", "requirement": {"manual": {"place": "profiles"}}},
    {"id": "packages", "title": "t", "why": "w", "requirement": {"manual": {"place": "installed-packages"}}}]}"#;
const LIGHTNING: &str = "acme.lightning.force.com";
const CLASSIC: &str = "acme.my.salesforce.com";
const ENHANCED: &str = "/lightning/setup/EnhancedProfiles/home";
const OTHER: &str = "/lightning/setup/Profiles/home";
const NOW: Moment = Moment(1_000_000);

fn address(host: &str, path: &str) -> Address {
    Address::parse(host, path, "").unwrap()
}

/// A sidebar on a page of Setup that no step names.
fn opened(host: &str, other_ways: &[Place]) -> State {
    let home =
        if host == CLASSIC { "/setup/forcecomHomepage.apexp" } else { "/lightning/setup/SetupOneHome/home" };
    let mut state = State::new(address(host, home), "en".into(), NOW);
    let checklists = vec![Checklist::parse(CHECKLIST).unwrap()];
    let org = says(&checklists, &Inputs::default(), &OrgFacts::default());
    let choices =
        Choices { checklists: vec!["c".into()], other_ways: other_ways.to_vec(), ..Choices::default() };
    let stored = Stored { choices, spots: Vec::new(), org };
    update(&mut state, Event::Kept(Box::new(stored), Some(checklists)), NOW);
    state
}

/// Where the effects lead.
fn led(effects: Vec<Effect>) -> Vec<String> {
    let paths = effects.into_iter().filter_map(|effect| match effect {
        Effect::Go(_, route) => Some(route.path),
        _ => None,
    });
    paths.collect()
}

fn go(state: &mut State, step: &str) -> Vec<String> {
    led(update(state, Event::Did(Action::GoThere(step.into())), NOW))
}

fn arrived(state: &mut State, title: &str) -> Vec<String> {
    led(update(state, Event::Arrived(title.into()), NOW))
}

fn trouble(place: Place, title: &str) -> Option<Trouble> {
    Some(Trouble::NotArrived(place, title.into()))
}

#[test]
fn the_way_that_leads_there_is_found_and_taken_from_then_on() {
    let mut state = opened(LIGHTNING, &[]);
    assert_eq!(go(&mut state, "profiles"), [ENHANCED]);
    assert_eq!(arrived(&mut state, "Home"), [OTHER], "the other way is tried at once");
    assert_eq!((&state.choices.other_ways, &state.trouble), (&vec![Place::Profiles], &None));
    update(&mut state, Event::Moved(Some(address(LIGHTNING, OTHER))), NOW);
    assert_eq!(arrived(&mut state, "Profiles"), [""; 0]);
    assert_eq!(state.trouble, None);

    let mut later = opened(LIGHTNING, &state.choices.other_ways);
    assert_eq!(go(&mut later, "profiles"), [OTHER], "what worked is remembered");
}

#[test]
fn where_no_way_leads_there_what_opened_instead_is_said() {
    let mut state = opened(LIGHTNING, &[]);
    go(&mut state, "profiles");
    arrived(&mut state, "Home");
    assert_eq!(arrived(&mut state, "Home"), [""; 0]);
    assert_eq!((state.choices.other_ways.len(), state.trouble), (0, trouble(Place::Profiles, "Home")));

    for (host, step, place) in
        [(LIGHTNING, "packages", Place::InstalledPackages), (CLASSIC, "profiles", Place::Profiles)]
    {
        let mut state = opened(host, &[]);
        assert_eq!(go(&mut state, step).len(), 1);
        assert_eq!(arrived(&mut state, "Home"), [""; 0], "{place:?} has one way on {host}");
        assert_eq!(state.trouble, trouble(place, "Home"));
    }
}

#[test]
fn what_opens_in_a_new_document_is_told_too() {
    let mut state = opened(LIGHTNING, &[]);
    update(&mut state, Event::Going(Place::Profiles), NOW);
    assert_eq!(arrived(&mut state, "Home"), [""; 0], "a new document after each attempt would have no end");
    assert_eq!(state.trouble, trouble(Place::Profiles, "Home"));
    assert_eq!(go(&mut state, "profiles"), [OTHER], "the next press takes the other way");
}

#[test]
fn nothing_is_said_of_a_page_that_came_or_still_loads() {
    for path in [ENHANCED, OTHER] {
        let mut state = opened(LIGHTNING, &[]);
        go(&mut state, "profiles");
        update(&mut state, Event::Moved(Some(address(LIGHTNING, path))), NOW);
        assert_eq!(
            state.going,
            Some(Going { place: Place::Profiles, first: true }),
            "its page was not seen yet"
        );
        assert_eq!((arrived(&mut state, "Profiles"), state.trouble), (vec![], None));
    }
    let mut nowhere = opened(LIGHTNING, &[]);
    assert_eq!((arrived(&mut nowhere, "Home"), nowhere.trouble), (vec![], None), "nobody wanted to go");
}

#[test]
fn what_opened_instead_is_forgotten_where_the_admin_goes_on() {
    let mut state = opened(LIGHTNING, &[]);
    go(&mut state, "packages");
    arrived(&mut state, "Home");
    update(&mut state, Event::Moved(Some(address(LIGHTNING, ENHANCED))), NOW);
    assert_eq!(state.trouble, None);
}

/// The worker's own list of the paths that may be gone to in a Lightning app.
fn routes_of_the_worker() -> Regex {
    let worker = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/extension/worker.js")).unwrap();
    let (_, rest) = worker.split_once("const ROUTE =").unwrap();
    let (_, rest) = rest.split_once('/').unwrap();
    let (pattern, _) = rest.split_once("/;").unwrap();
    Regex::new(&pattern.replace("\\/", "/")).unwrap()
}

#[test]
fn the_worker_lets_a_lightning_app_go_to_every_place_and_nowhere_else() {
    let routes = routes_of_the_worker();
    let here = address(LIGHTNING, "/lightning/setup/SetupOneHome/home");
    let mut refused = Vec::new();
    for row in &PLACES {
        for prefix in ["0PS", "00e", "005", "02u", "00D"] {
            let record = format!("{prefix}000000000001AAA");
            let route = Route::to(row.place, Some(&record), &here);
            let is_its_own = |route: &Route| here_is(row.place, &route.path);
            for route in route.iter().chain(route.as_ref().and_then(|route| route.other(row.place)).iter()) {
                let goes = route.path.starts_with("/lightning/") && is_its_own(route);
                if goes != routes.is_match(&route.path) {
                    refused.push(format!("{}: {}", row.id, route.path));
                }
            }
        }
    }
    assert_eq!(refused, Vec::<String>::new());
    for path in [
        "/lightning/setup/SecuritySession/home/../x",
        "/lightning/o/Account/list",
        "//evil.example/",
        "/lightning/setup/PermSets/page?address=%2F0PS000000000001AAA%2Fe",
    ] {
        assert!(!routes.is_match(path), "{path}");
    }
}

/// Whether an address is recognised as the place's, which it is not with another kind's record.
fn here_is(place: Place, path: &str) -> bool {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    Address::parse(LIGHTNING, path, query)
        .and_then(|address| address.place)
        .is_some_and(|(is, _)| is == place)
}
