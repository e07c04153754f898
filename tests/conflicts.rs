//! Which steps can't both be done, whatever the org; and what is said of it to authors and in the sidebar.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use orgready::{
    checklist::{Checklist, conflict::opposites},
    evidence::{Inputs, Moment, OrgFacts},
    panel::{Action, Event, Node, State, tree::Element, update, view},
    setup::Address,
};
use serde_json::{Value, json};
use std::process::Command;

const PLAYBOOKS: &str = include_str!("../extension/checklists/playbooks.json");

/// A checklist of these requirements.
fn checklist(id: &str, requirements: &[Value]) -> Checklist {
    Checklist::parse(&document(id, requirements).to_string()).unwrap()
}

fn document(id: &str, requirements: &[Value]) -> Value {
    let step = |(at, requirement)| json!({"id": format!("step-{at}"), "title": format!("Step {at}"), "why": "Because.", "requirement": requirement});
    let inputs = [("who", "users"), ("apps", "text"), ("chosen", "permission_set")]
        .map(|(input, kind)| json!({"id": input, "kind": kind, "label": "l", "why": "w"}));
    let steps: Vec<Value> = requirements.iter().enumerate().map(step).collect();
    json!({"format": 1, "id": id, "version": "1", "title": id, "domain": "acme.example", "about": "a", "inputs": inputs, "steps": steps})
}

fn setting(name: &str, is: &str) -> Value {
    json!({"session_setting": {"setting": name, "is": is}})
}

fn package(name: &str, at_least: Option<&str>) -> Value {
    let package = json!({"namespace": "acme", "name": name});
    let mut package = package.as_object().unwrap().clone();
    package.extend(at_least.map(|version| ("at_least".to_owned(), version.into())));
    json!({"package_installed": package})
}

fn licence(one_of: &[&str]) -> Value {
    json!({"package_licence": {"namespace": "acme", "name": "A", "one_of": one_of}})
}

fn edition(one_of: &[&str]) -> Value {
    json!({"edition": {"one_of": one_of}})
}

fn app(name: &str) -> Value {
    json!({"connected_app": {"name": name}})
}

fn permission(name: &str) -> Value {
    json!({"system_permission": {"permission": name}})
}

fn set(label: &str) -> Value {
    json!({"permission_set": {"label": label}})
}

fn all(of: &[Value]) -> Value {
    json!({"all_of": {"of": of}})
}

fn any(of: &[Value]) -> Value {
    json!({"any_of": {"of": of}})
}

fn not(of: &Value) -> Value {
    json!({"not": {"of": of}})
}

#[test]
fn two_requirements_contradict_each_other_where_no_org_can_have_both() {
    let (ip, domain) = ("lockSessionsToIp", "lockSessionsToDomain");
    let (on, off) = (setting(ip, "on"), setting(ip, "off"));
    let of_users = json!({"system_permission": {"permission": "ApiEnabled", "of": "who"}});
    let of_input = json!({"connected_app": {"name_of": "apps"}});
    let set_of_input = json!({"permission_set": {"set": "chosen"}});
    for (one, other, wanted) in [
        (on.clone(), off.clone(), true),
        (on.clone(), on.clone(), false),
        (on.clone(), setting(ip, "either"), false),
        (on.clone(), setting(domain, "off"), false),
        (edition(&["Group Edition"]), edition(&["Team Edition", "Base Edition"]), true),
        (edition(&["Group Edition"]), edition(&["Team Edition", "Group Edition"]), false),
        (licence(&["Active", "Trial"]), licence(&["Free"]), true),
        (licence(&["Active", "Trial"]), licence(&["Trial", "Free"]), false),
        // Parts.
        (all(&[package("A", None), on.clone()]), off.clone(), true),
        (all(&[package("A", None), on.clone()]), all(&[set("S"), off.clone()]), true),
        (any(&[package("A", None), on.clone()]), off.clone(), false),
        (any(&[all(&[on.clone(), set("S")]), on.clone()]), off.clone(), true),
        // The opposite of a requirement, or of less than it.
        (not(&on), on.clone(), true),
        (not(&on), off.clone(), false),
        (not(&on), not(&on), false),
        (not(&setting(ip, "either")), off.clone(), true),
        (not(&package("A", None)), package("A", Some("1.2")), true),
        (not(&package("A", Some("1.2"))), package("A", None), false),
        (not(&package("A", Some("1.2"))), package("A", Some("1.3")), true),
        (not(&package("A", Some("1.3"))), package("A", Some("1.2")), false),
        (not(&package("A", None)), package("B", None), false),
        (not(&edition(&["Group Edition", "Team Edition"])), edition(&["Team Edition"]), true),
        (not(&edition(&["Team Edition"])), edition(&["Group Edition", "Team Edition"]), false),
        (not(&app("Acme")), app(" acme"), true),
        (not(&app("Acme")), app("Other"), false),
        (not(&of_input), of_input.clone(), false),
        (not(&set_of_input), set_of_input.clone(), false),
        (not(&permission("ApiEnabled")), permission("ApiEnabled"), true),
        (not(&permission("ApiEnabled")), permission("ViewSetup"), false),
        (not(&of_users), of_users.clone(), false),
        (not(&of_users), permission("ApiEnabled"), false),
        (not(&set("S")), set("S"), true),
        (not(&set("S")), set("T"), false),
        (not(&any(&[on.clone(), package("A", None)])), on.clone(), true),
        (not(&all(&[on.clone(), package("A", None)])), on.clone(), false),
        (not(&all(&[on.clone(), setting(ip, "either")])), on.clone(), true),
        // Different kinds, and what a person says.
        (on.clone(), package("A", None), false),
        (json!({"manual": {}}), json!({"manual": {}}), false),
    ] {
        let [first, second] =
            [("a", &one), ("b", &other)].map(|(id, of)| checklist(id, std::slice::from_ref(of)));
        for (this, that) in [(&first, &second), (&second, &first)] {
            let found = opposites(&this.steps.first().unwrap().requirement, std::slice::from_ref(that));
            assert_eq!(!found.is_empty(), wanted, "{one} and {other}");
        }
    }
}

#[test]
fn the_built_in_checklists_are_at_peace() {
    let files = [include_str!("../extension/checklists/insycle.json"), PLAYBOOKS];
    let checklists = files.map(|file| Checklist::parse(file).unwrap());
    for step in checklists.iter().flat_map(|checklist| &checklist.steps) {
        assert_eq!(opposites(&step.requirement, &checklists), Vec::new(), "{}", step.id);
    }
}

fn state(checklists: Vec<Checklist>) -> State {
    let address = Address::parse("acme.my.salesforce-setup.com", "/lightning/setup/SetupOneHome/home", "");
    let mut state = State::new(address.unwrap(), "en-US".into(), Moment(0));
    state.evidence.org = orgready::checklist::says(&checklists, &Inputs::default(), &OrgFacts::default());
    state.checklists = checklists;
    update(&mut state, Event::LookedAt, Moment(1));
    state
}

/// What is said of conflicts, with the step that wants the opposite.
fn conflicts(state: &State) -> Vec<(String, String)> {
    fn collect(node: &Node, to: &mut Vec<(String, String)>) {
        let conflict = node.element().and_then(|element: &Element| element.attribute("data-conflict"));
        to.extend(conflict.map(|with| (with.to_owned(), node.text().trim().to_owned())));
        node.children().iter().for_each(|child| collect(child, to));
    }
    let mut found = Vec::new();
    collect(&view(state), &mut found);
    found
}

#[test]
fn each_of_two_steps_in_conflict_names_the_other_and_what_doing_that_one_gives_up() {
    let locks = checklist("acme", &[setting("lockSessionsToIp", "on")]);
    let mut state = state(vec![locks, Checklist::parse(PLAYBOOKS).unwrap()]);
    let of_locks = (
        "playbooks/unlock-ip".to_owned(),
        "“Do not lock sessions to the IP address from which they originated” of InsideSales Playbooks wants the opposite, \
         and only one of them can be done. That way lowers protection. A stolen session can be used from any address. \
         Salesforce recommends this setting to be on."
            .to_owned(),
    );
    assert_eq!(conflicts(&state), [of_locks], "the next step tells it at once");

    update(&mut state, Event::Did(Action::ChooseChecklist(1)), Moment(2));
    assert_eq!(conflicts(&state), [], "it is not the next step");
    update(&mut state, Event::Did(Action::ToggleStep("unlock-ip".into())), Moment(3));
    let of_playbooks = (
        "acme/step-0".to_owned(),
        "“Step 0” of acme wants the opposite, and only one of them can be done.".to_owned(),
    );
    assert_eq!(conflicts(&state), [of_playbooks]);
}

#[test]
fn a_step_that_is_not_needed_is_in_no_conflict() {
    let mut locks = document("acme", &[setting("lockSessionsToIp", "on")]);
    locks["steps"][0]["when"] = json!({"answered": {"input": "sure", "is": "yes"}});
    locks["steps"][0]["otherwise"] = "You said no.".into();
    locks["inputs"] = json!([{"id": "sure", "kind": "choice", "label": "l", "why": "w"}]);
    let checklists = [locks.to_string().as_str(), PLAYBOOKS].map(|file| Checklist::parse(file).unwrap());
    for (answer, in_conflict) in [("yes", true), ("no", false)] {
        let mut state = state(checklists.clone().into());
        state.evidence.inputs.0.insert("acme/sure".into(), vec![answer.into()]);
        state.evidence.org =
            orgready::checklist::says(&state.checklists, &state.evidence.inputs, &OrgFacts::default());
        for shown in [0, 1] {
            update(&mut state, Event::Did(Action::ChooseChecklist(shown)), Moment(2));
            let step = if shown == 0 { "step-0" } else { "unlock-ip" };
            update(&mut state, Event::Did(Action::ToggleStep(step.into())), Moment(2));
            assert_eq!(!conflicts(&state).is_empty(), in_conflict, "{answer}, checklist {shown}");
        }
    }
}

#[test]
fn authors_are_told_of_conflicts_and_of_what_a_step_gives_up() {
    let file = std::env::temp_dir().join(format!("orgready-conflicts-{}.json", std::process::id()));
    let locks = [
        setting("lockSessionsToIp", "on"),
        setting("lockSessionsToIp", "off"),
        setting("lockSessionsToDomain", "on"),
    ];
    std::fs::write(&file, document("acme", &locks).to_string()).unwrap();
    let run = |words: &[&str]| {
        let files = [file.to_str().unwrap(), "extension/checklists/playbooks.json"];
        let mut command = Command::new(env!("CARGO_BIN_EXE_orgready"));
        let said =
            command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("explain").args(files).args(words).output();
        String::from_utf8(said.unwrap().stdout).unwrap()
    };
    let (said, together) = (run(&[]), run(&["--json"]));
    std::fs::remove_file(&file).unwrap();
    let pairs = [["acme/step-0", "acme/step-1"], ["acme/step-0", "playbooks/unlock-ip"]];
    for [one, other] in pairs {
        assert!(said.contains(&format!("Conflict: {one} and {other} want opposite things.\n")), "{said}");
    }
    assert!(said.contains("    lowers protection: A stolen session can be used from any address."), "{said}");
    let together: Value = serde_json::from_str(&together).unwrap();
    assert_eq!(together["conflicts"], json!(pairs));
    let steps = &together["checklists"][0]["asks"]["steps"];
    assert!(steps[0]["lowers_protection"].is_null() && steps[1]["lowers_protection"].is_string(), "{steps}");
    assert_eq!(together["checklists"][0]["asks"]["conflicts"], json!([pairs[0]]), "its own alone");
}

#[test]
fn what_gives_up_protection_says_so_however_it_is_written() {
    let (on, off) = (setting("lockSessionsToIp", "on"), setting("lockSessionsToIp", "off"));
    for (requirement, lowers) in [
        (off.clone(), true),
        (not(&on), true),
        (not(&off), false),
        (not(&not(&off)), true),
        (all(&[package("A", None), not(&on)]), true),
        (not(&any(&[set("S"), on.clone()])), true),
        (not(&any(&[set("S"), off.clone()])), false),
        (not(&app("Acme")), false),
    ] {
        let checklist = checklist("a", std::slice::from_ref(&requirement));
        let said = checklist.steps.first().unwrap().requirement.lowers_protection();
        assert_eq!(said.is_some(), lowers, "{requirement}");
    }
}

#[test]
fn a_setting_that_salesforce_wants_on_gives_up_protection_where_it_is_wanted_off() {
    for (name, advised) in [
        ("lockSessionsToIp", true),
        ("lockSessionsToDomain", true),
        ("enforceIpRangesEveryRequest", true),
        ("forceRelogin", true),
        ("forceLogoutOnSessionTimeout", true),
        ("enablePostForSessions", false),
        ("disableTimeoutWarning", false),
    ] {
        for (is, lowers) in [("off", advised), ("on", false), ("either", false)] {
            let checklist = checklist("a", &[setting(name, is)]);
            let said = checklist.steps.first().unwrap().requirement.lowers_protection();
            assert_eq!(said.is_some(), lowers, "{name} {is}");
            assert!(
                said.is_none_or(|said| said.contains("Salesforce") && said.ends_with('.')),
                "{name}: {said:?}"
            );
        }
    }
}
