//! Checklist files: the built-in ones are whole, and a bad one is told with file, line, column and what was expected.
//!
//! A bad file in `tests/fixtures/checklists/` has beside it the text that an author reads.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use expect_test::expect_file;
use orgready::{
    checklist::{Checklist, Step},
    requirement::KINDS,
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

const BAD: [&str; 14] = [
    "comment",
    "cut-off",
    "empty",
    "link-elsewhere",
    "list",
    "many-problems",
    "newer-format",
    "no-steps",
    "page",
    "trailing-comma",
    "twice",
    "unknown-kind",
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
            step.inputs().into_iter().map(|(input, _)| input.to_owned()).collect()
        };
        let used: BTreeSet<String> = checklist.steps.iter().flat_map(used).collect();
        let asked: BTreeSet<String> = checklist.inputs.iter().map(|input| input.id.clone()).collect();
        assert_eq!(used, asked, "{name}");
    }
}

#[test]
fn every_kind_is_in_a_built_in_checklist() {
    let used: BTreeSet<&str> = built_in()
        .iter()
        .flat_map(|(_, checklist)| &checklist.steps)
        .map(|step| step.requirement.kind())
        .collect();
    assert_eq!(used, KINDS.iter().copied().collect());
}

#[test]
fn every_text_is_there_and_reads_as_a_text() {
    for (name, checklist) in built_in() {
        let sentences = checklist
            .steps
            .iter()
            .map(|step| &step.why)
            .chain(checklist.inputs.iter().map(|input| &input.why));
        for sentence in sentences.chain([&checklist.about]) {
            assert!(sentence.ends_with('.'), "{name}: {sentence}");
        }
        let titles = checklist
            .steps
            .iter()
            .map(|step| &step.title)
            .chain(checklist.inputs.iter().map(|input| &input.label));
        for title in titles.clone().chain([&checklist.title]) {
            assert!(!title.ends_with('.') && title.chars().count() <= 80, "{name}: {title}");
            assert!(title.starts_with(|first: char| first.is_uppercase()), "{name}: {title}");
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
