//! What Orgready is made of and ships: packages from the registries alone, nothing that tells of a machine, and a true list of parts.
//! `./build.sh build` has left its files in `dist/`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use serde_json::Value;
use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn json(file: &str) -> Value {
    serde_json::from_str(&text(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Packages whose install script is not needed: esbuild's looks for the program that another package of its has.
const WITH_SCRIPTS: [&str; 2] = ["node_modules/esbuild", "node_modules/fsevents"];

#[test]
fn no_package_of_npm_runs_a_script_or_comes_from_elsewhere() {
    assert!(text(".npmrc").lines().any(|line| line == "ignore-scripts=true"));
    let own = json("package.json");
    assert_eq!(own.get("scripts"), None, "npm runs some of them by itself");
    for (name, version) in own["devDependencies"].as_object().unwrap() {
        let version = version.as_str().unwrap();
        assert!(
            version.starts_with(|it: char| it.is_ascii_digit()) && !version.contains(' '),
            "{name}: {version}"
        );
    }
    let lock = json("package-lock.json");
    let packages = lock["packages"].as_object().unwrap();
    assert!(packages.len() > 100);
    for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
        assert!(
            package["integrity"].as_str().is_some_and(|sum| sum.starts_with("sha512-")),
            "{name} has no sum"
        );
        // An address would stand here for what is not the registry's: git, a file, a folder.
        assert!(package.get("resolved").is_none() && package.get("link").is_none(), "{name}: {package}");
        let runs = package.get("hasInstallScript").is_some();
        assert!(
            !runs || WITH_SCRIPTS.contains(&name.as_str()),
            "{name} wants to run a script when it is installed"
        );
    }
}

/// Name, version and checksum of the crates in Cargo.lock that are not ours.
fn locked() -> BTreeSet<(String, String, String)> {
    let lock = text("Cargo.lock");
    let field = |entry: &str, name: &str| {
        let line = entry.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "));
        line.map(|value| value.trim_matches('"').to_owned())
    };
    let crates = lock.split("[[package]]").skip(1).filter_map(|entry| {
        let name = field(entry, "name").unwrap();
        let Some(source) = field(entry, "source") else {
            assert!(["orgready", "tools", "fuzz"].contains(&name.as_str()), "{name} is a folder");
            return None;
        };
        assert!(source.starts_with("registry+"), "{name}: {source}");
        let sum = field(entry, "checksum").unwrap_or_else(|| panic!("{name} has no sum"));
        Some((name, field(entry, "version").unwrap(), sum))
    });
    crates.collect()
}

fn parts_list() -> Value {
    let version = json("dist/chrome/manifest.json")["version"].as_str().unwrap().to_owned();
    json(&format!("dist/orgready-{version}.cdx.json"))
}

#[test]
fn the_list_of_parts_names_each_crate_that_is_linked_and_no_other() {
    let list = parts_list();
    let components = list["components"].as_array().unwrap();
    let is_crate = |part: &&Value| part["purl"].as_str().unwrap().starts_with("pkg:cargo/");
    let listed = components.iter().filter(is_crate).map(|part| {
        let value = |of: &Value| of.as_str().unwrap().to_owned();
        (value(&part["name"]), value(&part["version"]), value(&part["hashes"][0]["content"]))
    });
    let listed: BTreeSet<(String, String, String)> = listed.collect();
    // cargo's own word, another way than the list was made.
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--no-default-features", "--target", "wasm32-unknown-unknown"])
        .args(["--edges", "normal,no-proc-macro", "--prefix", "none"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let linked: BTreeSet<(String, String)> = String::from_utf8(tree.stdout)
        .unwrap()
        .lines()
        .filter_map(|line| line.split_once(" v"))
        .map(|(name, rest)| (name.to_owned(), rest.split(' ').next().unwrap().to_owned()))
        .filter(|(name, _)| name != "orgready")
        .collect();
    assert_eq!(
        listed.iter().map(|(name, version, _)| (name.clone(), version.clone())).collect::<BTreeSet<_>>(),
        linked
    );
    assert!(listed.is_subset(&locked()), "with the sums of Cargo.lock");
    assert!(components.iter().any(|part| part["name"] == "rust-std"), "std is built along");
}

#[test]
fn the_list_of_parts_tells_nothing_of_when_or_where() {
    let list = parts_list();
    assert_eq!(list["specVersion"], "1.6");
    for name in ["serialNumber", "timestamp", "tools", "author"] {
        assert_eq!(list.get(name).or(list["metadata"].get(name)), None, "{name}");
    }
}

/// All files of a folder.
fn files_in(folder: &Path, to: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() { files_in(&path, to) } else { to.push(path) }
    }
}

/// Days as logs and compilers write them: 2026-11-25, 25/11/2026, Nov 25 2026.
fn has_a_date(text: &str) -> bool {
    let shape: String = text.chars().map(|it| if it.is_ascii_digit() { '0' } else { it }).collect();
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let day_in = |month: &str| {
        [format!("{month} 00"), format!("00 {month} 0000")].iter().any(|day| shape.contains(day))
    };
    ["0000-00-00", "00/00/0000"].iter().any(|day| shape.contains(day))
        || months.iter().any(|month| day_in(month))
}

#[test]
fn a_date_is_seen() {
    for (text, seen) in [("built 2026-11-25.", true), ("Nov 25 2026", true), ("v0.1.0-25 of 10000-0", false)]
    {
        assert_eq!(has_a_date(text), seen, "{text}");
    }
}

#[test]
fn shipped_files_tell_nothing_of_the_machine_or_the_day_they_were_built() {
    let folders = [".cargo", ".rustup", "usr", "home", "root", "Users", "tmp", "registry/src"];
    let mut machine = folders.map(|folder| format!("/{folder}/")).to_vec();
    machine.push(root().to_string_lossy().into_owned());
    let homes = ["HOME", "CARGO_HOME", "RUSTUP_HOME"].iter().filter_map(|name| env::var(name).ok());
    machine.extend(homes.filter(|path| path.len() > 1));
    let mut files = Vec::new();
    ["dist/chrome", "dist/firefox"].iter().for_each(|dist| files_in(&root().join(dist), &mut files));
    assert!(files.len() > 40, "{}", files.len());
    for file in files {
        let bytes = fs::read(&file).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for path in &machine {
            assert!(!text.contains(path.as_str()), "{} holds {path}", file.display());
        }
        assert!(!has_a_date(&text), "{} holds a date", file.display());
    }
}
