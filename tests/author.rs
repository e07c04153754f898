//! The author's tool, as an author runs it: what it says, where, and its exit code.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use serde_json::Value;
use std::{
    collections::BTreeSet,
    fs,
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

const INSYCLE: &str = "extension/checklists/insycle.json";
const PLAYBOOKS: &str = "extension/checklists/playbooks.json";
const BAD: &str = "tests/fixtures/checklists/unknown-kind.json";

fn command(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_orgready"));
    command.args(words).current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// Exit code, standard output, standard error.
fn run(words: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = command(words).output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn json(words: &[&str]) -> Value {
    let (code, said, complaints) = run(words);
    assert_eq!((code, complaints.as_str()), (0, ""), "{words:?}");
    assert_eq!(said.lines().count(), 1, "one document on one line");
    serde_json::from_str(&said).unwrap()
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn step<'a>(asks: &'a Value, id: &str) -> &'a Value {
    asks["steps"].as_array().unwrap().iter().find(|step| step["id"] == id).unwrap()
}

#[test]
fn lint_tells_that_the_built_in_checklists_are_fine() {
    let (code, said, complaints) = run(&["lint", INSYCLE, PLAYBOOKS]);
    let expected = format!("{INSYCLE}: 26 steps, no problem\n{PLAYBOOKS}: 22 steps, no problem\n");
    assert_eq!((code, said, complaints), (0, expected, String::new()));
}

#[test]
fn lint_tells_file_line_and_column_and_goes_on_with_the_other_files() {
    let (code, said, complaints) = run(&["lint", BAD, "no/such/file.json", PLAYBOOKS]);
    assert_eq!((code, said), (1, format!("{PLAYBOOKS}: 22 steps, no problem\n")));
    let [first, second] = complaints.lines().collect::<Vec<_>>()[..] else { panic!("{complaints}") };
    assert!(first.starts_with(&format!("{BAD}:9:68: expected one of \"session_setting\", ")), "{first}");
    assert!(first.ends_with(", found \"sesion_setting\""), "{first}");
    assert!(second.starts_with("no/such/file.json: expected a readable file in UTF-8, found: "), "{second}");
}

#[test]
fn a_file_that_is_no_text_is_told() {
    let file = std::env::temp_dir().join(format!("orgready-author-{}.json", std::process::id()));
    std::fs::File::create(&file).unwrap().write_all(b"{\"id\": \"\xff\xfe\"}").unwrap();
    let (code, said, complaints) = run(&["lint", &file.to_string_lossy()]);
    std::fs::remove_file(&file).unwrap();
    assert_eq!((code, said.as_str()), (1, ""));
    assert!(complaints.contains("expected a readable file in UTF-8"), "{complaints}");
}

/// Whether only the admin's word makes a step done.
fn is_by_hand(step: &Value) -> bool {
    step["kind"] == "manual" || step["kind"] == "package_newest"
}

#[test]
fn explain_has_the_keys_that_others_read() {
    for file in [INSYCLE, PLAYBOOKS] {
        let asks = json(&["explain", file, "--json"]);
        assert_eq!(keys(&asks), BTreeSet::from(["steps", "symptoms", "conflicts", "requests", "counted"]));
        for step in asks["steps"].as_array().unwrap() {
            assert_eq!(
                keys(step),
                BTreeSet::from(["id", "kind", "place", "control", "lowers_protection", "queries"])
            );
            assert!(step["id"].is_string() && step["kind"].is_string(), "{step}");
            assert!(step["place"].is_string() || step["place"].is_null(), "{step}");
            assert!(step["control"].is_string() || step["control"].is_null(), "{step}");
            let queries = step["queries"].as_array().unwrap();
            assert!(queries.iter().all(|query| query.as_str().unwrap().starts_with("SELECT ")), "{step}");
            // A step by hand may have a condition that the org knows.
            assert!(!queries.is_empty() || is_by_hand(step), "{step}");
        }
    }
    assert_eq!(json(&["explain", "--json", INSYCLE]), json(&["explain", INSYCLE, "--json"]));
}

#[test]
fn explain_tells_place_control_and_queries_of_a_step() {
    let asks = json(&["explain", PLAYBOOKS, "--json"]);
    for (id, kind, place, control, queries) in [
        ("unlock-ip", "session_setting", "session-settings", "setting-box", 1),
        ("lock-domain", "session_setting", "session-settings", "", 1),
        ("basic-permission-set", "permission_set_assigned", "permission-sets", "set-link", 3),
        ("api-enabled", "api_access", "", "", 1),
        ("telephony", "manual", "", "", 0),
    ] {
        let step = step(&asks, id);
        let told = |key: &str| step[key].as_str().unwrap_or_default().to_owned();
        assert_eq!(
            (told("kind"), told("place"), told("control")),
            (kind.into(), place.into(), control.into()),
            "{id}"
        );
        assert_eq!(step["queries"].as_array().unwrap().len(), queries, "{id}");
    }
    let settings = &step(&asks, "unlock-ip")["queries"][0];
    assert_eq!(settings, "SELECT Metadata FROM SecuritySettings");
    let assigned = step(&asks, "basic-permission-set")["queries"].to_string();
    assert!(
        assigned.contains("Assignee.Username IN ('<reps>')"),
        "what is not known yet stands as its input: {assigned}"
    );
}

#[test]
fn a_full_check_costs_at_most_eight_counted_calls_alone_and_together() {
    for files in [&[INSYCLE][..], &[PLAYBOOKS], &[INSYCLE, PLAYBOOKS]] {
        let asks = json(&[&["explain", "--json"], files].concat());
        let (requests, counted) = (asks["requests"].as_u64().unwrap(), asks["counted"].as_u64().unwrap());
        assert!((1..=8).contains(&counted), "{files:?}: {counted}");
        assert_eq!(requests, counted + 1, "the list of versions is not counted");
    }
}

#[test]
fn explain_of_several_files_gives_the_requests_of_one_check_of_all() {
    let together = json(&["explain", INSYCLE, PLAYBOOKS, "--json"]);
    assert_eq!(
        keys(&together),
        BTreeSet::from(["checklists", "conflicts", "composites", "requests", "counted"])
    );
    let each = together["checklists"].as_array().unwrap();
    assert_eq!(each[0]["asks"], json(&["explain", INSYCLE, "--json"]));
    assert_eq!((&each[0]["id"], &each[1]["id"]), (&"insycle".into(), &"playbooks".into()));
    let mut queries = 0;
    for composite in together["composites"].as_array().unwrap() {
        assert_eq!(composite["method"], "POST");
        let parts = composite["body"]["compositeRequest"].as_array().unwrap();
        assert!(parts.iter().all(|part| part["method"] == "GET"), "{composite}");
        queries += parts.len();
    }
    assert_eq!(queries, 31, "one per table");
}

#[test]
fn explain_in_words_says_the_same() {
    let (code, said, _) = run(&["explain", INSYCLE, PLAYBOOKS]);
    assert_eq!(code, 0);
    assert!(said.contains("  unlock-ip (session_setting)\n    place: session-settings; control: setting-box\n    lowers protection: A stolen"));
    assert!(said.contains("  telephony (manual)\n    place: no page; control: nothing to point at\n"));
    assert!(said.contains("  symptom api-limit: “TotalRequests Limit exceeded”\n    steps: api-calls\n"));
    assert!(said.ends_with("A full check: 9 requests, 8 of them counted.\n"), "{said}");
}

#[test]
fn explain_of_a_bad_file_explains_nothing() {
    let (code, said, complaints) = run(&["explain", PLAYBOOKS, BAD, "--json"]);
    assert_eq!((code, said.as_str()), (1, ""));
    assert!(complaints.starts_with(BAD), "{complaints}");
}

#[test]
fn wrong_use_is_told_with_the_usage() {
    for words in [
        &[][..],
        &["lint"],
        &["explain"],
        &["explain", "--json"],
        &["lint", "--json", INSYCLE],
        &["mend", INSYCLE],
    ] {
        let (code, said, complaints) = run(words);
        assert_eq!((code, said.as_str()), (2, ""), "{words:?}");
        assert!(
            complaints.contains("orgready lint FILE…")
                && complaints.contains("orgready explain FILE… [--json]")
        );
    }
    for words in [["help"], ["--help"], ["-h"]] {
        let (code, said, complaints) = run(&words);
        assert_eq!((code, complaints.as_str()), (0, ""));
        assert!(said.contains("orgready lint FILE…"));
    }
}

#[test]
fn a_reader_who_goes_away_is_no_failure() {
    let mut child =
        command(&["explain", PLAYBOOKS]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let Output { status, stderr, .. } = child.wait_with_output().unwrap();
    assert_eq!((status.code(), stderr.as_slice()), (Some(0), &b""[..]));
}

/// Evidence, place and control of each step, as `explain` tells them.
fn steps_table(asks: &Value) -> String {
    let mut table =
        "| step | kind | the API is asked for | place | control |\n| --- | --- | --- | --- | --- |\n"
            .to_owned();
    for step in asks["steps"].as_array().unwrap() {
        let text = |name: &str| step[name].as_str().unwrap_or("").to_owned();
        let queries = step["queries"].as_array().unwrap().iter().map(|query| query.as_str().unwrap());
        let asked: BTreeSet<&str> =
            queries.filter_map(|query| query.split(" FROM ").nth(1)?.split(' ').next()).collect();
        let asked = asked.into_iter().collect::<Vec<_>>().join(", ");
        let cells = [text("id"), text("kind"), asked, text("place"), text("control")];
        table.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    table
}

/// Each symptom with the steps that explain it.
fn symptoms_table(asks: &Value) -> String {
    let mut table = "| what is seen | steps that explain it, most likely first |\n| --- | --- |\n".to_owned();
    for symptom in asks["symptoms"].as_array().unwrap() {
        assert_eq!(keys(symptom), BTreeSet::from(["id", "title", "steps"]));
        let steps = symptom["steps"].as_array().unwrap().iter().map(|step| step.as_str().unwrap());
        let steps = steps.collect::<Vec<_>>().join(", ");
        table.push_str(&format!("| {} | {steps} |\n", symptom["title"].as_str().unwrap()));
    }
    table
}

#[test]
fn the_reference_page_has_the_tables_of_the_built_in_checklists_steps_and_symptoms() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("CHECKLISTS.md")).unwrap();
    for file in [INSYCLE, PLAYBOOKS] {
        let asks = json(&["explain", file, "--json"]);
        for table in [steps_table(&asks), symptoms_table(&asks)] {
            println!("{file}\n{table}");
            assert!(page.contains(&table), "CHECKLISTS.md lacks this table of {file}:\n{table}");
        }
    }
}

#[test]
fn most_steps_of_the_built_in_checklists_lead_to_a_place_and_half_to_a_control() {
    let all: Vec<Value> = [INSYCLE, PLAYBOOKS].map(|file| json(&["explain", file, "--json"])).into();
    let steps: Vec<&Value> = all.iter().flat_map(|asks| asks["steps"].as_array().unwrap()).collect();
    let with = |name: &str| steps.iter().filter(|step| !step[name].is_null()).count();
    let by_hand = steps.iter().filter(|step| is_by_hand(step)).count();
    println!(
        "{} steps: {} with a place, {} with a control, {by_hand} by hand",
        steps.len(),
        with("place"),
        with("control")
    );
    assert!(with("place") * 100 >= steps.len() * 60);
    assert!(with("control") * 2 >= steps.len());
    assert!(by_hand * 3 <= steps.len());
}
