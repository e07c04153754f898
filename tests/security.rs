//! `SECURITY.md` says what the code does: the permissions of both manifests, every object and field that is read, and that nothing acts.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use expect_test::expect_file;
use orgready::{
    evidence::{Api, Key, Need, Table},
    org::{Query, plan},
    requirement::options::{MOST_BYTES, MOST_DEPTH, MOST_ENTRIES, MOST_TEXT},
    setup::place::PLACES,
};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

const START: &str = "<!-- From the code: UPDATE_EXPECT=1 cargo test --test security writes it anew. -->\n";
const END: &str = "<!-- /From the code -->\n";
/// Stands for what a checklist names.
const NAMED: &str = "Named";

fn text(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// All tables, by the source: nothing else lists them.
fn tables() -> Vec<Table> {
    let source = text("src/evidence/org_facts.rs");
    let (_, variants) = source.split_once("pub enum Table {\n").unwrap();
    let (variants, _) = variants.split_once("\n}").unwrap();
    let names = variants.lines().filter_map(|line| line.trim().strip_suffix(','));
    names
        .map(|name| serde_json::from_value(json!(name)).unwrap_or_else(|error| panic!("{name}: {error}")))
        .collect()
}

/// A table's query with everything in it that can be asked.
fn query(table: Table) -> Query {
    let key = |of: fn(String) -> Key| of(NAMED.to_owned());
    let keys = BTreeSet::from([key(Key::Namespace), key(Key::Label), key(Key::Name)]);
    let users = BTreeSet::from(["somebody".to_owned()]);
    plan(&[Need { table, keys: keys.into_iter().collect(), users: users.into_iter().collect() }]).remove(0)
}

/// The words of a query: names, and brackets.
fn words(soql: &str) -> Vec<String> {
    // What stands in quotation marks is data.
    let bare: String = soql.split('\'').step_by(2).collect::<Vec<_>>().join(" ");
    let parted = bare.replace('(', " ( ").replace(')', " ) ").replace([',', '='], " ");
    parted.split_whitespace().map(str::to_owned).collect()
}

/// Notes the fields of a query and of those within it by their objects. Keywords are in capitals, and aliases begin small.
fn note(words: &mut std::vec::IntoIter<String>, fields: &mut BTreeMap<String, BTreeSet<String>>) {
    let (mut object, mut own, mut after_from, mut depth) = (None, BTreeSet::new(), false, 0);
    while let Some(word) = words.next() {
        match word.as_str() {
            "(" if words.as_slice().first().is_some_and(|next| next == "SELECT") => note(words, fields),
            "(" => depth += 1,
            ")" if depth == 0 => break,
            ")" => depth -= 1,
            "FROM" => after_from = true,
            name if after_from => {
                // A list of children is named in the plural.
                object = Some(name.replace("SetupEntityAccessItems", "SetupEntityAccess"));
                after_from = false;
            }
            name if name.starts_with(|it: char| it.is_ascii_uppercase())
                && name.chars().any(|it| it.is_ascii_lowercase()) =>
            {
                own.insert(if name == "PermissionsNamed" {
                    "Permissions*".to_owned()
                } else {
                    name.to_owned()
                });
            }
            _ => {}
        }
    }
    fields.entry(object.expect("a query has an object")).or_default().extend(own);
}

fn reads() -> String {
    let mut by_service: BTreeMap<&str, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for query in tables().into_iter().map(query) {
        let service = match query.api {
            Api::Rest => "REST",
            Api::Tooling => "Tooling",
        };
        note(&mut words(&query.soql).into_iter(), by_service.entry(service).or_default());
    }
    let mut table =
        "| object | API | fields, those that are only compared included |\n| --- | --- | --- |\n".to_owned();
    for (service, objects) in &by_service {
        for (object, fields) in objects {
            let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
            table.push_str(&format!("| {object} | {service} | {} |\n", fields.join(", ")));
        }
    }
    let pages: BTreeSet<&str> = PLACES.iter().map(|row| row.title).collect();
    let pages: Vec<&str> = pages.into_iter().collect();
    format!(
        "{table}\n`Permissions*`: the permissions that a chosen checklist names. Pages: {}.\n",
        pages.join("; ")
    )
}

#[test]
fn every_object_and_field_that_is_read_is_told() {
    let page = text("SECURITY.md");
    let (before, rest) = page.split_once(START).expect("where the table begins");
    let (_, after) = rest.split_once(END).expect("where the table ends");
    let told = [before, START, &reads(), END, after].concat();
    expect_file![format!("{}/SECURITY.md", env!("CARGO_MANIFEST_DIR"))].assert_eq(&told);
}

#[test]
fn fields_are_found_by_their_objects_however_queries_stand_in_one_another() {
    let mut fields = BTreeMap::new();
    let soql = "SELECT Id, (SELECT ParentId FROM SetupEntityAccessItems LIMIT 1), COUNT(Owner.Name) many FROM ApexClass \
                WHERE Name IN ('From', 'Where') AND (Size = 3 OR Id IN (SELECT Deep FROM User WHERE IsActive = true)) GROUP BY Last";
    note(&mut words(soql).into_iter(), &mut fields);
    let of = |object: &str| fields[object].iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    assert_eq!(of("ApexClass"), "Id Last Name Owner.Name Size");
    assert_eq!((of("SetupEntityAccess"), of("User")), ("ParentId".into(), "Deep IsActive".into()));
}

#[test]
fn every_permission_of_both_manifests_is_told_with_its_reason_and_no_other() {
    let page = text("SECURITY.md");
    let (_, permissions) = page.split_once("## Permissions\n").unwrap();
    let rows = permissions
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .map(|row| row.split_once('`').unwrap());
    let told: BTreeSet<&str> = rows
        .take_while(|(name, _)| !name.is_empty())
        .map(|(name, reason)| {
            assert!(reason.len() > 20, "{name} without a reason");
            name
        })
        .collect();
    for browser in ["chrome", "firefox"] {
        let manifest: Value =
            serde_json::from_str(&text(&format!("extension/manifest.{browser}.json"))).unwrap();
        let lists = ["permissions", "optional_permissions", "host_permissions", "optional_host_permissions"];
        let asked = lists.iter().filter_map(|list| manifest[*list].as_array()).flatten();
        let asked: BTreeSet<&str> = asked.map(|permission| permission.as_str().unwrap()).collect();
        assert_eq!(told, asked, "{browser}");
        // A private window's session is not to be known outside of it.
        assert_eq!(manifest["incognito"], "not_allowed", "{browser}");
        // Nothing runs or can be reached anywhere else.
        let matches = manifest["content_scripts"]
            .as_array()
            .unwrap()
            .iter()
            .chain(manifest["web_accessible_resources"].as_array().unwrap());
        let hosts: BTreeSet<&str> = matches
            .flat_map(|of| of["matches"].as_array().unwrap())
            .map(|host| host.as_str().unwrap())
            .collect();
        assert!(hosts.is_subset(&told), "{browser}: {hosts:?}");
        assert_eq!(manifest.get("externally_connectable"), None, "{browser}");
    }
}

#[test]
fn the_limits_that_are_told_are_those_of_the_code() {
    let told =
        format!("{} kB, {MOST_ENTRIES} entries a list and {MOST_DEPTH} levels at most", MOST_BYTES / 1_000);
    assert!(text("SECURITY.md").contains(&told), "{told}");
    let answers = format!(
        "up to {} MB and {},000 rows",
        orgready::org::decode::MOST_BYTES / 1_000_000,
        orgready::org::decode::MOST_ROWS / 1_000
    );
    assert!(text("SECURITY.md").contains(&answers), "{answers}");
    let authors = format!(
        "At most {} kB; {MOST_ENTRIES} entries in a list, {},000 bytes in a text, {MOST_DEPTH} objects in one another.",
        MOST_BYTES / 1_000,
        MOST_TEXT / 1_000
    );
    assert!(text("CHECKLISTS.md").contains(&authors), "{authors}");
}

/// What would act in a page as an admin does, or write to an org.
const ACTS: [&str; 17] = [
    ".click(",
    ".submit(",
    "request_submit",
    "requestSubmit",
    "dispatch_event",
    "dispatchEvent",
    "set_checked(",
    "set_selected(",
    "set_value(",
    "exec_command",
    "execCommand",
    ".checked = ",
    ".value = ",
    ".selected = ",
    "\"PUT\"",
    "\"PATCH\"",
    "\"DELETE\"",
];
/// Where one of them may stand: the sidebar's own fields are filled.
const OWN: [(&str, &str); 1] = [("src/panel/paint/patch.rs", "set_value(")];

#[test]
fn nothing_that_runs_in_a_page_or_asks_an_org_acts() {
    let mut sources =
        ["content", "guard", "trouble", "worker", "kept"].map(|name| format!("extension/{name}.js")).to_vec();
    rust_files(Path::new("src"), &mut sources);
    assert!(sources.len() > 50, "{} files", sources.len());
    let found: BTreeSet<(String, &str)> = sources
        .into_iter()
        .flat_map(|file| {
            let source = text(&file);
            ACTS.into_iter()
                .filter(|act| source.contains(act))
                .map(|act| (file.clone(), act))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(found, OWN.into_iter().map(|(file, act)| (file.to_owned(), act)).collect());
}

/// The files of a folder and those below it, from the checkout's root.
fn rust_files(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
        let name = entry.unwrap().file_name();
        let path = folder.join(&name);
        match path.extension() {
            Some(extension) if extension == "rs" => found.push(path.to_str().unwrap().to_owned()),
            None => rust_files(&path, found),
            Some(_) => {}
        }
    }
}
