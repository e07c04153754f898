//! Checklist files: the built-in ones are whole, and a bad one is told with file, line, column and what was expected.
//!
//! A bad file in `tests/fixtures/checklists/` has beside it the text that an author reads.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use expect_test::expect_file;
use orgready::{
    checklist::{Checklist, Meant, Step, needs},
    evidence::{Answer, Inputs, Moment, Need, OrgFacts, Spot},
    org::plan::{counted_calls, plan},
    requirement::{
        InputKind, KINDS,
        options::{MOST_BYTES, MOST_ENTRIES, MOST_PROBLEMS, MOST_TEXT},
    },
    setup::place::PLACES,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

const BAD: [&str; 22] = [
    "comment",
    "conditions",
    "cut-off",
    "deep",
    "domain-address",
    "empty",
    "link-elsewhere",
    "links",
    "list",
    "many-problems",
    "newer-format",
    "no-steps",
    "page",
    "phases",
    "sets",
    "symptoms",
    "trailing-comma",
    "twice",
    "unknown-kind",
    "unseen",
    "windows-lines",
    "without-steps",
];

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|it| it == "json")).collect();
    files.sort();
    files
}

fn built_in() -> Vec<(String, Checklist)> {
    let parse = |path: &PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let checklist = Checklist::parse(&fs::read_to_string(path).unwrap());
        (name.clone(), checklist.unwrap_or_else(|problems| panic!("{name}: {problems:?}")))
    };
    files("extension/checklists").iter().map(parse).collect()
}

fn problems(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/checklists/{name}.json"));
    let problems = Checklist::parse(&fs::read_to_string(path).unwrap()).unwrap_err();
    problems.iter().map(|problem| format!("{name}.json:{problem}\n")).collect()
}

#[test]
fn both_built_in_checklists_are_there_under_their_own_names() {
    let names: Vec<(String, String)> =
        built_in().into_iter().map(|(name, checklist)| (name, checklist.id)).collect();
    let expected = ["insycle", "playbooks"].map(|name| (name.to_owned(), name.to_owned()));
    assert_eq!(names, expected);
}

#[test]
fn every_id_is_there_once() {
    for (name, checklist) in built_in() {
        let steps: BTreeSet<&str> = checklist.steps.iter().map(|step| step.id.as_str()).collect();
        assert_eq!(steps.len(), checklist.steps.len(), "{name}");
        let inputs: BTreeSet<&str> = checklist.inputs.iter().map(|input| input.id.as_str()).collect();
        assert_eq!(inputs.len(), checklist.inputs.len(), "{name}");
    }
}

#[test]
fn every_input_is_used_by_a_step_and_every_step_finds_its_input() {
    for (name, checklist) in built_in() {
        let used = |step: &Step| -> Vec<String> {
            let asked = step.inputs().into_iter().chain(step.requirement.hints());
            asked.map(|(input, _)| input.to_owned()).collect()
        };
        let used: BTreeSet<String> = checklist.steps.iter().flat_map(used).collect();
        let asked: BTreeSet<String> = checklist.inputs.iter().map(|input| input.id.clone()).collect();
        assert_eq!(used, asked, "{name}");
    }
}

/// Every property of a document, however deep.
fn properties(json: &serde_json::Value, to: &mut BTreeSet<String>) {
    match json {
        serde_json::Value::Object(object) => object.iter().for_each(|(name, value)| {
            to.insert(name.clone());
            properties(value, to);
        }),
        serde_json::Value::Array(list) => list.iter().for_each(|value| properties(value, to)),
        _ => {}
    }
}

#[test]
fn every_kind_is_in_a_built_in_checklist() {
    let mut named = BTreeSet::new();
    for path in files("extension/checklists") {
        properties(&serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap(), &mut named);
    }
    let unused: Vec<&str> = KINDS.iter().copied().filter(|kind| !named.contains(*kind)).collect();
    assert_eq!(unused, Vec::<&str>::new());
}

#[test]
fn every_kind_is_told_to_authors() {
    let told = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("CHECKLISTS.md")).unwrap();
    let inputs = InputKind::ALL.iter().map(|(name, _)| name);
    let untold: Vec<&&str> =
        KINDS.iter().chain(inputs).filter(|kind| !told.contains(&format!("`{kind}`"))).collect();
    assert_eq!(untold, Vec::<&&str>::new());
}

#[test]
fn at_most_a_third_of_the_steps_is_done_by_hand() {
    for (name, checklist) in built_in() {
        let by_hand = checklist.steps.iter().filter(|step| step.requirement.by_hand()).count();
        assert!(by_hand * 3 <= checklist.steps.len(), "{name}: {by_hand} of {}", checklist.steps.len());
    }
}

/// What is asked again after a Save on a place, for the steps of both checklists that are about it; whose session it is, is known by then.
#[test]
fn a_save_costs_one_counted_call_but_where_many_steps_share_a_place() {
    let checklists: Vec<Checklist> = built_in().into_iter().map(|(_, checklist)| checklist).collect();
    let chosen = checklists.iter().flat_map(|checklist| {
        let input = |id: &str| (format!("{}/{id}", checklist.id), vec!["yes".to_owned()]);
        checklist.inputs.iter().map(move |of| input(&of.id))
    });
    let inputs = Inputs(chosen.collect());
    let answer = |need: Need| (need.table, Answer { asked_at: Moment(1), asked: need, rows: Ok(Vec::new()) });
    let all = needs(&checklists, &inputs, &OrgFacts::default(), &Meant::All);
    let answers = plan(&all).into_iter().map(|query| answer(query.need)).collect();
    let held = OrgFacts { answers, ..OrgFacts::default() };
    let calls = |meant: &Meant| counted_calls(&needs(&checklists, &inputs, &held, meant)).saturating_sub(1);
    let mut more = BTreeMap::new();
    for row in &PLACES {
        let asked = calls(&Meant::At(Spot::new(row.place, None)));
        if asked > 1 {
            more.insert(row.place.id(), asked);
        }
    }
    // Lists that lead to what many steps are about, and none with a Save of its own; packages and profiles need both services.
    let lists = [
        ("connected-apps", 2),
        ("installed-packages", 2),
        ("permission-sets", 2),
        ("profiles", 3),
        ("users", 2),
    ];
    assert_eq!(more, BTreeMap::from(lists));
    assert_eq!(calls(&Meant::All), 7);
}

#[test]
fn a_step_that_may_not_be_needed_says_why_in_a_sentence() {
    for (name, checklist) in built_in() {
        for condition in checklist.steps.iter().filter_map(|step| step.when.as_ref()) {
            assert!(condition.otherwise.ends_with('.'), "{name}: {}", condition.otherwise);
        }
    }
}

#[test]
fn every_text_is_there_and_reads_as_a_text() {
    for (name, checklist) in built_in() {
        let sentences = checklist
            .steps
            .iter()
            .map(|step| &step.why)
            .chain(checklist.inputs.iter().map(|input| &input.why))
            .chain(checklist.symptoms.iter().map(|symptom| &symptom.about));
        for sentence in sentences.chain([&checklist.about]) {
            assert!(sentence.ends_with('.'), "{name}: {sentence}");
        }
        let titles = checklist
            .steps
            .iter()
            .map(|step| &step.title)
            .chain(checklist.inputs.iter().map(|input| &input.label))
            .chain(checklist.symptoms.iter().map(|symptom| &symptom.title));
        for title in titles.clone().chain([&checklist.title]) {
            assert!(!title.ends_with('.') && title.chars().count() <= 80, "{name}: {title}");
            assert!(
                title.trim_start_matches('“').starts_with(|first: char| first.is_uppercase()),
                "{name}: {title}"
            );
        }
        assert_eq!(titles.clone().collect::<BTreeSet<_>>().len(), titles.count(), "{name}: a title twice");
        for text in checklist.steps.iter().flat_map(|step| [&step.title, &step.why]) {
            assert!(!text.contains(['<', '>', '\n', '\t']) && !text.contains("  "), "{name}: {text}");
            assert_eq!(text.trim(), text, "{name}");
        }
    }
}

#[test]
fn a_bad_file_is_told_with_line_column_and_what_was_expected() {
    let there: Vec<String> = files("tests/fixtures/checklists")
        .iter()
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(there, BAD, "every file here is a test");
    for name in BAD {
        expect_file![format!("{}/tests/fixtures/checklists/{name}.txt", env!("CARGO_MANIFEST_DIR"))]
            .assert_eq(&problems(name));
    }
}

/// A file of one step, with so much of each thing.
fn of_size(steps: usize, title: usize, blanks: usize, unknown: usize) -> String {
    let step = |at| {
        format!(
            r#"{{"id": "s{at}", "title": "{}", "why": "w", "requirement": {{"manual": {{}}}}}}"#,
            "t".repeat(title)
        )
    };
    let steps: Vec<String> = (0..steps).map(step).collect();
    let unknown: String = (0..unknown).map(|at| format!(r#""u{at}": 1, "#)).collect();
    format!(
        r#"{{{unknown}"format": 1, "id": "c", "version": "1", "title": "t", "domain": "a.example", "about": "a", "steps": [{}]{}}}"#,
        steps.join(","),
        " ".repeat(blanks)
    )
}

#[test]
fn a_file_may_be_so_large_and_no_larger() {
    let fits = |text: &str| Checklist::parse(text).map(drop).map_err(|problems| problems[0].to_string());
    assert_eq!(fits(&of_size(1, 1, 0, 0)), Ok(()));
    let without = of_size(1, 1, 0, 0).len();
    assert_eq!(fits(&of_size(1, 1, MOST_BYTES - without, 0)), Ok(()));
    assert_eq!(
        fits(&of_size(1, 1, MOST_BYTES - without + 1, 0)),
        Err("1:1: expected at most 256000 bytes, found 256001 bytes".into())
    );
    assert_eq!(fits(&of_size(MOST_ENTRIES, 1, 0, 0)), Ok(()));
    assert_eq!(
        fits(&of_size(MOST_ENTRIES + 1, 1, 0, 0)),
        Err("1:102: expected at most 200 entries, found a list".into())
    );
    assert_eq!(fits(&of_size(1, MOST_TEXT, 0, 0)), Ok(()));
    let long = fits(&of_size(1, MOST_TEXT + 1, 0, 0)).unwrap_err();
    assert!(
        long.starts_with("1:125: expected at most 4000 bytes of text, found \"ttt") && long.len() < 200,
        "{long}"
    );
}

/// A problem for each of thousands of properties would take the worker minutes, and nobody would read them.
#[test]
fn only_so_many_problems_are_told() {
    let text = of_size(1, 1, 0, 15_000);
    assert!(text.len() < MOST_BYTES, "{}", text.len());
    assert_eq!(Checklist::parse(&text).unwrap_err().len(), MOST_PROBLEMS);
}

#[test]
fn an_unknown_kind_is_told_with_all_that_are_known() {
    let problems = problems("unknown-kind");
    for kind in KINDS {
        assert!(problems.contains(&format!("\"{kind}\"")), "{problems}");
    }
    assert!(problems.contains("found \"sesion_setting\""), "{problems}");
}

#[test]
fn a_bad_file_says_nothing_of_another() {
    let before = built_in();
    for name in BAD {
        assert!(!problems(name).is_empty());
    }
    assert_eq!(built_in(), before);
}
