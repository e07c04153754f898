//! From what an admin sees to the steps that explain it: pasted messages find the right symptom of the built-in checklists, or none.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use orgready::{
    checklist::{Checklist, Meant, Status, Symptom, needs, says, symptom::Words, symptom::fitting},
    evidence::{Inputs, Key, Moment, Need, Ordered, OrgFacts, Reason, Table, Usage},
    panel::{Action, Effect, Event, State, state::ApiState, steps, update},
    setup::Address,
};
use std::collections::BTreeSet;

const INSYCLE: &str = include_str!("../extension/checklists/insycle.json");
const PLAYBOOKS: &str = include_str!("../extension/checklists/playbooks.json");

fn ids(symptoms: &[Symptom], text: &str) -> Vec<String> {
    fitting(symptoms, text).into_iter().map(|symptom| symptom.id.clone()).collect()
}

#[test]
fn a_message_finds_the_symptom_of_insycle_that_it_is_of() {
    let insycle = Checklist::parse(INSYCLE).unwrap();
    for (pasted, wanted) in [
        // As Salesforce shows it, with either apostrophe, cut short, or as the address of the page.
        (
            "We can’t authorize you because of an OAuth error. For more information, contact your Salesforce administrator.",
            "oauth-error",
        ),
        ("we can't authorize you because of an oauth error", "oauth-error"),
        ("because of an OAuth error", "oauth-error"),
        (
            "https://acme.my.salesforce.com/setup/secur/RemoteAccessErrorPage.apexp?error=invalid_client&error_description=app+must+be+installed+into+org",
            "oauth-error",
        ),
        (
            "OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has occured during authentication.",
            "oauth-error",
        ),
        ("https://www.insycle.com/login?error=OAUTH_APP_BLOCKED&error_description=…", "app-blocked"),
        (
            "error=OAUTH_APP_ACCESS_DENIED&error_description=user+is+not+admin+approved+to+access+this+app",
            "not-approved",
        ),
        ("You cannot install a sandbox app outside on a non sandbox organization", "sandbox-app"),
        ("Insycle says “Please install the AppExchange app”!", "asks-for-package"),
        ("This operation isn’t supported", "not-supported"),
        ("INSUFFICIENT_ACCESS_OR_READONLY: insufficient access rights on object id", "no-access"),
        ("REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.", "api-limit"),
        ("The REST API is not enabled for this Organization.", "api-disabled"),
        ("invalid_grant: expired access/refresh token", "lost-connection"),
        ("lacks-permissions", "lacks-permissions"),
    ] {
        assert_eq!(ids(&insycle.symptoms, pasted), [wanted], "{pasted}");
    }
}

#[test]
fn a_message_finds_the_symptom_of_playbooks_that_it_is_of() {
    let playbooks = Checklist::parse(PLAYBOOKS).unwrap();
    for (pasted, wanted) in [
        ("We can't authorize you because of an OAuth error.", "oauth-error"),
        ("?error=OAUTH_APP_BLOCKED", "oauth-error"),
        ("Session expired or invalid", "lost-connection"),
        ("error=invalid_grant&error_description=ip%20restricted", ""),
        ("error=invalid_grant&error_description=ip+restricted", "address-refused"),
        ("Login status: Restricted IP", "address-refused"),
        ("No such column 'Score__c' on entity 'Lead'", "no-fields"),
        ("nothing-happens", "nothing-happens"),
    ] {
        assert_eq!(ids(&playbooks.symptoms, pasted).concat(), wanted, "{pasted}");
    }
}

#[test]
fn a_text_that_fits_nothing_finds_nothing() {
    let insycle = Checklist::parse(INSYCLE).unwrap();
    for pasted in [
        "",
        " ",
        "error",
        "Insycle",
        "app",
        "an",
        "not found",
        "access",
        "authorize us",
        "unauthorize you because",
    ] {
        assert_eq!(ids(&insycle.symptoms, pasted), Vec::<String>::new(), "{pasted}");
    }
    assert!(fitting(&[], "REQUEST_LIMIT_EXCEEDED").is_empty());
}

#[test]
fn a_text_that_fits_several_equally_finds_them_all_and_one_that_fits_one_better_only_that() {
    let symptom = |id: &str, says: &[&str]| Symptom {
        id: id.to_owned(),
        title: String::new(),
        says: says.iter().map(|text| Words::of(text)).collect(),
        about: String::new(),
        steps: Vec::new(),
    };
    let symptoms = [
        symptom("one", &["login failed"]),
        symptom("two", &["Login failed"]),
        symptom("three", &["your login failed", "x"]),
    ];
    for (pasted, wanted) in [
        ("login failed", &["one", "two", "three"][..]),
        ("the login failed", &["one", "two"]),
        ("Your login failed today", &["three"]),
        ("logins failed", &[]),
        ("login failedly", &[]),
        ("two", &["two"]),
    ] {
        assert_eq!(ids(&symptoms, pasted), wanted, "{pasted}");
    }
    let insycle = Checklist::parse(INSYCLE).unwrap();
    assert_eq!(ids(&insycle.symptoms, "OAUTH_APP"), ["app-blocked", "not-approved"]);
}

#[test]
fn every_message_of_a_built_in_symptom_finds_its_symptom_alone() {
    for file in [INSYCLE, PLAYBOOKS] {
        let json: serde_json::Value = serde_json::from_str(file).unwrap();
        let checklist = Checklist::parse(file).unwrap();
        assert!(checklist.symptoms.len() >= 10, "{}", checklist.id);
        for symptom in json["symptoms"].as_array().unwrap() {
            for message in symptom["says"].as_array().into_iter().flatten() {
                assert_eq!(
                    ids(&checklist.symptoms, message.as_str().unwrap()),
                    [symptom["id"].as_str().unwrap()]
                );
            }
        }
    }
}

#[test]
fn words_are_alike_whatever_their_case_punctuation_and_apostrophes() {
    for (one, other, alike) in [
        ("We can't", "WE CAN’T", true),
        ("We can't", "we cant", true),
        ("We can't", "we can t", false),
        ("OAUTH_APP_BLOCKED", "oauth app\u{a0}blocked", true),
        ("“one”…two", "one – two", true),
        ("", " .,;\n", true),
        ("one two", "onetwo", false),
        ("Médiane", "médiane", true),
        ("Médiane", "mediane", false),
    ] {
        assert_eq!(Words::of(one) == Words::of(other), alike, "{one} / {other}");
    }
}

#[test]
fn a_script_that_parts_no_words_is_found_within_a_sentence() {
    let symptom = Symptom {
        id: "session".into(),
        title: String::new(),
        says: vec![Words::of("セッションの有効期限")],
        about: String::new(),
        steps: Vec::new(),
    };
    assert_eq!(ids(std::slice::from_ref(&symptom), "このセッションの有効期限が切れました"), ["session"]);
    assert!(ids(std::slice::from_ref(&symptom), "このセッションは無効です").is_empty());
}

#[test]
fn only_the_beginning_of_a_long_text_is_read() {
    let insycle = Checklist::parse(INSYCLE).unwrap();
    let long = |before: usize| format!("{}REQUEST_LIMIT_EXCEEDED", "x ".repeat(before));
    assert_eq!(ids(&insycle.symptoms, &long(1_000)), ["api-limit"]);
    assert!(ids(&insycle.symptoms, &long(2_000)).is_empty());
    assert!(ids(&insycle.symptoms, &"セ".repeat(3_000_000)).is_empty());
}

/// A sidebar that shows Insycle, whose API may be asked, with these inputs.
fn sidebar(api: ApiState) -> State {
    let address = Address::parse("acme.my.salesforce-setup.com", "/lightning/setup/SetupOneHome/home", "");
    let mut state = State::new(address.unwrap(), "en-US".into(), Moment(0));
    state.checklists = [INSYCLE, PLAYBOOKS].map(|file| Checklist::parse(file).unwrap()).into();
    state.evidence.org = says(&state.checklists, &Inputs::default(), &OrgFacts::default());
    state.api = api;
    state
}

fn see(state: &mut State, what: &str, at: u64) -> Vec<Effect> {
    update(state, Event::Did(Action::See(what.into())), Moment(at))
}

fn asks(steps: &[&str]) -> Vec<Effect> {
    vec![Effect::Check(Meant::Of(steps.iter().map(|step| format!("insycle/{step}")).collect()))]
}

#[test]
fn choosing_a_symptom_asks_the_api_for_its_steps_at_once_where_it_may_be_asked() {
    for (api, what, effects) in [
        (ApiState::Allowed, "api-limit", asks(&["api-calls"])),
        // What is done by hand, or lacks an input, is not to be had from the API.
        (ApiState::Allowed, "TotalRequests Limit exceeded", asks(&["api-calls"])),
        (ApiState::Allowed, "asks-for-package", asks(&["package", "package-status", "api-calls"])),
        (ApiState::Allowed, "lost-connection", asks(&["connected-app", "session-alive"])),
        (ApiState::Allowed, "not-approved", Vec::new()),
        (ApiState::Allowed, "Something else", Vec::new()),
        (ApiState::Allowed, "", Vec::new()),
        (ApiState::Checking, "api-limit", Vec::new()),
        (ApiState::Off, "api-limit", Vec::new()),
    ] {
        let mut state = sidebar(api);
        assert_eq!(update(&mut state, Event::LookedAt, Moment(1)), Vec::new());
        assert_eq!(see(&mut state, what, 2), effects, "{api:?} {what}");
    }
}

#[test]
fn what_the_api_said_within_the_last_minute_is_not_asked_again() {
    const MINUTE: u64 = 60_000;
    for (later, asked) in [(0, false), (MINUTE - 1, false), (MINUTE, true)] {
        let mut state = sidebar(ApiState::Allowed);
        let org = OrgFacts {
            usage: Some(Usage { asked_at: Moment(5), used: 1, allowed: 15_000 }),
            ..OrgFacts::default()
        };
        state.evidence.org = says(&state.checklists, &Inputs::default(), &org);
        update(&mut state, Event::LookedAt, Moment(5));
        assert_eq!(!see(&mut state, "api-limit", 5 + later).is_empty(), asked, "{later}");
    }
}

#[test]
fn what_is_chosen_while_a_check_is_under_way_is_asked_once_that_has_ended() {
    let mut state = sidebar(ApiState::Allowed);
    update(&mut state, Event::LookedAt, Moment(1));
    assert_eq!(see(&mut state, "api-limit", 2), asks(&["api-calls"]));
    assert_eq!(see(&mut state, "asks-for-package", 3), Vec::new());
    assert_eq!(see(&mut state, "lost-connection", 4), Vec::new());
    let answers = || Event::Answered(says(&state.checklists, &Inputs::default(), &OrgFacts::default()));
    let [first, second] = [answers(), answers()];
    assert_eq!(update(&mut state, first, Moment(5)), asks(&["connected-app", "session-alive"]));
    assert_eq!(update(&mut state, second, Moment(6)), Vec::new(), "whatever came of it");
}

#[test]
fn what_asks_stays_open_until_another_checklist_is_shown() {
    let mut state = sidebar(ApiState::Off);
    assert!(!state.asked);
    for (what, open) in [("api-limit", true), ("", true)] {
        see(&mut state, what, 1);
        assert_eq!(state.asked, open, "{what}");
    }
    update(&mut state, Event::Did(Action::ChooseChecklist(1)), Moment(2));
    assert!(!state.asked);
}

#[test]
fn what_is_seen_stays_until_something_else_is_another_checklist_or_nothing() {
    let mut state = sidebar(ApiState::Off);
    for (action, sees) in [
        (Action::See("api-limit".into()), Some("api-limit")),
        (Action::CheckNow, Some("api-limit")),
        (Action::ToggleStep("api-calls".into()), Some("api-limit")),
        (Action::See("no such message".into()), Some("no such message")),
        (Action::See("  ".into()), None),
        (Action::See("no-access".into()), Some("no-access")),
        (Action::ChooseChecklist(1), None),
    ] {
        update(&mut state, Event::Did(action.clone()), Moment(1));
        assert_eq!(state.sees.as_deref(), sees, "{action:?}");
    }
}

#[test]
fn choosing_a_symptom_closes_what_was_open_and_points_at_nothing() {
    let mut state = sidebar(ApiState::Off);
    update(&mut state, Event::Did(Action::ToggleStep("package".into())), Moment(1));
    update(&mut state, Event::Did(Action::ShowMe("package".into())), Moment(1));
    assert!(state.open_step.is_some() && state.pointing.is_some());
    see(&mut state, "api-limit", 2);
    assert_eq!((state.open_step, state.pointing), (None, None));
}

/// The next step where these have these statuses, in this order.
fn next(statuses: [Status; 4]) -> Option<String> {
    let mut state = sidebar(ApiState::Off);
    state.sees = Some("no-access".into());
    update(&mut state, Event::LookedAt, Moment(1));
    let ids = ["object-access", "record-types", "app-visible", "field-access"];
    for finding in &mut state.reports[0].findings {
        let at = ids.iter().position(|id| *id == finding.step);
        finding.status = at.map_or(Status::Done, |at| statuses[at].clone());
    }
    let (checklist, report) = steps::shown(&state).unwrap();
    let (listed, next) = steps::listed(checklist, report, &state);
    assert_eq!(listed.len(), 5);
    next.map(|told| told.step.id.clone())
}

#[test]
fn the_next_step_of_a_symptom_is_the_first_that_is_wrong_else_the_first_that_may_be() {
    use Status::{DoByHand, Done, NotCheckedYet, NotNeeded, ToDo};
    let cannot = || Status::CannotTell(Reason::NotTold);
    for (statuses, wanted) in [
        ([Done, ToDo, ToDo, Done], Some("record-types")),
        ([cannot(), NotCheckedYet, Done, ToDo], Some("field-access")),
        ([cannot(), Done, Done, Status::ChangedNotSaved], Some("field-access")),
        ([NotNeeded, NotCheckedYet, cannot(), DoByHand], Some("record-types")),
        ([Done, Done, DoByHand, cannot()], Some("app-visible")),
        ([Done, NotNeeded, Done, Done], None),
    ] {
        assert_eq!(next(statuses.clone()).as_deref(), wanted, "{statuses:?}");
    }
}

#[test]
fn the_api_is_asked_for_what_the_named_steps_need_and_all_that_others_need_of_the_same() {
    let checklists = [INSYCLE, PLAYBOOKS].map(|file| Checklist::parse(file).unwrap());
    let inputs = Inputs(Ordered::from([("playbooks/app-name".to_owned(), vec!["Playbooks".to_owned()])]));
    let asked = |step: &str| {
        let meant = Meant::Of(vec![step.to_owned()]);
        needs(&checklists, &inputs, &OrgFacts::default(), &meant)
    };
    let tables = |needs: &[Need]| needs.iter().map(|need| need.table).collect::<BTreeSet<_>>();
    let app = asked("insycle/connected-app");
    assert_eq!(
        tables(&app),
        BTreeSet::from([
            Table::ConnectedApps,
            Table::ExternalClientApps,
            Table::Tokens,
            Table::OwnPermissions
        ])
    );
    let named = |name: &str| app.iter().any(|need| need.keys.contains(&Key::Name(name.into())));
    assert!(named("Insycle") && named("Playbooks"), "{app:?}");
    // The same id in another checklist is another step.
    assert_eq!(tables(&asked("playbooks/connected-app")), BTreeSet::new());
}
