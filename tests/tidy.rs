//! What holds for every file of the project, and no compiler checks.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The folders of `src/`, each of which may use only those before it.
const ORDER: [&str; 11] = [
    "setup",
    "evidence",
    "wire",
    "requirement",
    "org",
    "checklist",
    "page",
    "report",
    "bridge",
    "panel",
    "browser",
];

/// Where the browser may be named: the edge, what reads or marks the page, and the sidebar's painter.
const TOUCHES_BROWSER: [&str; 6] = [
    "src/browser/",
    "src/parts/",
    "src/page/collect",
    "src/page/point",
    "src/page/dom.rs",
    "src/panel/paint",
];

/// Folders that hold nothing of the project's own.
const NOT_OURS: [&str; 4] = [".git", "dist", "node_modules", "target"];

/// What waits by a number that a page's own scripts share, and may take back.
const CLEARABLE: [&str; 9] = [
    "gloo_timers",
    "set_timeout",
    "set_interval",
    "request_animation_frame",
    "request_idle_callback",
    "setTimeout",
    "setInterval",
    "requestAnimationFrame",
    "requestIdleCallback",
];
/// Scripts that run in no page of others.
const OUTSIDE_OF_PAGES: [&str; 2] = ["extension/worker.js", "extension/kept.js"];

const LONGEST_FUNCTION: usize = 60;

#[test]
fn folders_use_only_what_lies_below_them() {
    let mut upward = Vec::new();
    for (file, text) in rust_files("src") {
        let Some(rank) = ORDER.iter().position(|folder| in_folder(&file, folder)) else { continue };
        for used in modules_used(&text) {
            if ORDER.iter().position(|folder| *folder == used).is_some_and(|other| other > rank) {
                upward.push(format!("{file}: {} must not use {used}", ORDER[rank]));
            }
        }
    }
    assert_none("arrows that point back", &upward);
}

#[test]
fn every_folder_of_the_crate_has_its_place_in_the_order() {
    let unknown: Vec<String> = fs::read_dir(root().join("src"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .filter(|folder| folder != "bin" && folder != "parts" && !ORDER.contains(&folder.as_str()))
        .collect();
    assert_none("folders without a place in ORDER", &unknown);
}

#[test]
fn only_the_edge_names_the_browser() {
    let named: Vec<String> = rust_files("src")
        .filter(|(file, _)| !TOUCHES_BROWSER.iter().any(|edge| file.starts_with(edge)))
        .filter(|(_, text)| {
            ["web_sys", "js_sys", "wasm_bindgen", "gloo_"].iter().any(|name| code(text).contains(name))
        })
        .map(|(file, _)| file)
        .collect();
    assert_none("pure files that name the browser", &named);
}

#[test]
fn judging_reads_pages_by_what_notes_it_alone() {
    let judges = |file: &str| file.starts_with("src/requirement/") || file == "src/checklist/evaluate.rs";
    let named: Vec<String> = rust_files("src")
        .filter(|(file, _)| judges(file))
        .filter(|(_, text)| ["evidence.spots", "evidence.open"].iter().any(|name| code(text).contains(name)))
        .map(|(file, _)| file)
        .collect();
    assert_none("files that read what pages show without `Pages`", &named);
}

#[test]
fn nothing_in_a_page_waits_by_what_its_scripts_can_clear() {
    let scripts = fs::read_dir(root().join("extension"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|file| file.extension().is_some_and(|extension| extension == "js"))
        .map(|file| (shown(&file), fs::read_to_string(&file).unwrap()))
        .filter(|(file, _)| !OUTSIDE_OF_PAGES.contains(&file.as_str()));
    let named: Vec<String> = rust_files("src")
        .chain(scripts)
        .filter(|(_, text)| CLEARABLE.iter().any(|name| code(text).contains(name)))
        .map(|(file, _)| file)
        .collect();
    assert_none("files that wait by a number", &named);
}

#[test]
fn every_rust_file_says_what_it_is_for() {
    let silent: Vec<String> = ["src", "tests", "tools"]
        .into_iter()
        .flat_map(rust_files)
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(file, _)| file)
        .collect();
    assert_none("files that do not start with //!", &silent);
}

#[test]
fn functions_fit_on_a_screen() {
    let long: Vec<String> = rust_files("src")
        .flat_map(|(file, text)| {
            functions(&text)
                .into_iter()
                .filter(|(_, lines)| *lines > LONGEST_FUNCTION)
                .map(|(line, lines)| format!("{file}:{line}: {lines} lines"))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_none("functions too long to be read at once", &long);
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    // Put together here, so that this file does not hold them.
    let homes = ["work", "root", "home"].map(|name| format!("/{name}/"));
    let mut found = Vec::new();
    for file in files(&root()) {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        for (number, line) in text.lines().enumerate() {
            for home in homes.iter().filter(|home| absolute(line, home)) {
                found.push(format!("{}:{}: {home}", shown(&file), number + 1));
            }
        }
    }
    assert_none("absolute paths", &found);
}

#[test]
fn the_npm_lock_names_no_host() {
    let lock = fs::read_to_string(root().join("package-lock.json")).unwrap();
    let resolved: Vec<String> =
        lock.lines().filter(|line| line.contains("\"resolved\"")).map(str::to_owned).collect();
    assert_none("addresses in package-lock.json", &resolved);
}

/// Whether `line` holds `home` as the start of a path, not in the middle of a URL or of a longer path.
fn absolute(line: &str, home: &str) -> bool {
    line.match_indices(home).any(|(at, _)| {
        !line[..at]
            .chars()
            .next_back()
            .is_some_and(|before| before.is_alphanumeric() || "._-)}*".contains(before))
    })
}

/// `(line, length)` of each function, as rustfmt lays them out: the closing brace stands under the first word.
fn functions(text: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let words = line.trim_start();
        let is_function =
            ["fn ", "pub fn ", "pub(crate) fn ", "pub(super) fn ", "async fn ", "pub async fn "]
                .iter()
                .any(|opening| words.starts_with(opening));
        if !is_function || words.ends_with([';', '}']) {
            continue;
        }
        let closing = format!("{}}}", &line[..line.len() - words.len()]);
        let length = lines[start..].iter().position(|line| *line == closing).map_or(0, |end| end + 1);
        found.push((start + 1, length));
    }
    found
}

/// The crate's own modules that a file names, alone (`crate::page::…`) or in a group (`crate::{page::…, setup}`).
fn modules_used(text: &str) -> BTreeSet<String> {
    let code = code(text);
    code.split("crate::").skip(1).flat_map(first_names).collect()
}

fn first_names(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else { return vec![word(path)] };
    let mut depth = 0;
    let mut names = vec![word(group.trim_start())];
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(word(group[at + 1..].trim_start())),
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn word(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

/// The text without its comment lines, in which names are only spoken of.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn in_folder(file: &str, folder: &str) -> bool {
    file.starts_with(&format!("src/{folder}/")) || file == format!("src/{folder}.rs")
}

/// `(path, text)` of each Rust file below a folder of the project.
fn rust_files(folder: &str) -> impl Iterator<Item = (String, String)> {
    files(&root().join(folder))
        .into_iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "rs"))
        .map(|file| (shown(&file), fs::read_to_string(&file).unwrap()))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_dir() {
            found.push(path);
        } else if !NOT_OURS.iter().any(|name| path.ends_with(name)) {
            found.extend(files(&path));
        }
    }
    found.sort();
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn shown(file: &Path) -> String {
    file.strip_prefix(root()).unwrap().display().to_string()
}

fn assert_none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

#[test]
fn modules_are_found_alone_and_in_groups() {
    let text = "use crate::page::Blocks;\nuse crate::{\n    org::{plan, decode},\n    setup,\n};\n// crate::browser\n";
    assert_eq!(modules_used(text).into_iter().collect::<Vec<_>>(), ["org", "page", "setup"]);
}

#[test]
fn functions_are_measured_to_their_closing_brace() {
    let text = "fn one() {\n    a();\n}\n\nimpl X {\n    pub fn two(&self) -> u8 {\n        if b {\n        }\n    }\n}\n";
    assert_eq!(functions(text), [(1, 3), (6, 4)]);
}
