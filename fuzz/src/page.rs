//! What a page shows: the pages of the tests, changed as the bytes say, read as every place and pointed at with every control.

use crate::crosses;
use libfuzzer_sys::arbitrary::{Result, Unstructured};
use orgready::{
    evidence::{PageFacts, Reason},
    page::{Blocks, blocks::ElementNumber, find, read},
    requirement::Control,
    setup::{Place, place::PLACES},
    wire::{from_text, to_text},
};
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs, path::Path, sync::LazyLock};

const MOST_CHANGES: usize = 12;

/// The blocks of all pages, and every text in them.
static PAGES: LazyLock<(Vec<Value>, Vec<String>)> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/pages");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the tests' pages")
        .flatten()
        .map(|entry| entry.path().join("blocks.json"))
        .collect();
    files.sort();
    let read = |file| serde_json::from_str(&fs::read_to_string(file).ok()?).ok();
    let pages: Vec<Value> = files.iter().filter_map(read).collect();
    let mut texts = BTreeSet::new();
    pages.iter().for_each(|page| texts_in(page, &mut texts));
    (pages, texts.into_iter().collect())
});

fn texts_in(value: &Value, to: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => drop(to.insert(text.clone())),
        Value::Array(list) => list.iter().for_each(|value| texts_in(value, to)),
        Value::Object(object) => object.values().for_each(|value| texts_in(value, to)),
        _ => {}
    }
}

/// Whatever is shown, what is not whole is not called whole, what is still drawn says nothing, and what is pointed at is there.
pub fn check(bytes: &[u8]) {
    let mut bytes = Unstructured::new(bytes);
    let Ok(Some((blocks, control))) = made(&mut bytes) else { return };
    let there = elements(&serde_json::to_value(&blocks).unwrap_or_default());
    for row in &PLACES {
        let facts = read(row.place, &blocks);
        reads_true(row.place, &blocks, &facts);
        if let Ok(found) = find(&control, row.place, &blocks) {
            // Of what this user may not use nothing is pointed at.
            let points = !found.enabled || !found.elements.is_empty();
            assert!(points, "{control:?} is pointed at nowhere on {}", row.id);
            assert!(
                found.elements.iter().all(|ElementNumber(at)| there.contains(&u64::from(*at))),
                "{found:?}"
            );
        }
    }
}

fn reads_true(place: Place, blocks: &Blocks, facts: &PageFacts) {
    crosses(facts, "a page's facts");
    let said = to_text(facts);
    let in_parts = blocks.cut || !blocks.parts.is_empty();
    assert!(!in_parts || !said.contains("\"whole\":true"), "{place:?}: {said}");
    assert!(!blocks.loading || facts.seen == Err(Reason::Loading), "{place:?}: {said}");
    assert_eq!(facts.error, blocks.notices.iter().any(|notice| notice.error));
}

/// A page and a control, as the bytes say; `None` where what came out is no page.
fn made(bytes: &mut Unstructured<'_>) -> Result<Option<(Blocks, Control)>> {
    let (pages, texts) = &*PAGES;
    let mut page = bytes.choose(pages)?.clone();
    let mut words = Vec::new();
    for _ in 0..4 {
        words.push(bytes.choose(texts)?.clone());
    }
    for _ in 0..bytes.int_in_range(0..=MOST_CHANGES)? {
        if bytes.ratio(1, 4)? {
            exchange(&mut page, bytes.choose(pages)?, bytes)?;
        } else {
            alter(&mut page, texts, bytes)?;
        }
    }
    let control = control(&words, bytes)?;
    Ok(serde_json::from_value(page).ok().zip(control))
}

/// Takes all of one sort from another page.
fn exchange(page: &mut Value, other: &Value, bytes: &mut Unstructured<'_>) -> Result<()> {
    if let (Value::Object(page), Value::Object(other)) = (page, other) {
        let sorts: Vec<&String> = other.keys().collect();
        let sort = *bytes.choose(&sorts)?;
        page.insert(sort.clone(), other.get(sort).cloned().unwrap_or_default());
    }
    Ok(())
}

/// Changes one thing, somewhere within.
fn alter(value: &mut Value, texts: &[String], bytes: &mut Unstructured<'_>) -> Result<()> {
    match value {
        Value::Object(object) if !object.is_empty() => {
            let at = bytes.choose_index(object.len())?;
            object.values_mut().nth(at).map_or(Ok(()), |value| alter(value, texts, bytes))
        }
        Value::Array(list) if !list.is_empty() => {
            let at = bytes.choose_index(list.len())?;
            match bytes.int_in_range(0..=3)? {
                0 => drop(list.remove(at)),
                1 => list.insert(at, list.get(at).cloned().unwrap_or_default()),
                2 => list.reverse(),
                _ => return list.get_mut(at).map_or(Ok(()), |value| alter(value, texts, bytes)),
            }
            Ok(())
        }
        Value::Bool(truth) => {
            *truth = !*truth;
            Ok(())
        }
        Value::Number(number) => {
            *number = bytes.arbitrary::<u16>()?.into();
            Ok(())
        }
        text => {
            *text =
                if bytes.ratio(1, 4)? { bytes.arbitrary::<String>()? } else { bytes.choose(texts)?.clone() }
                    .into();
            Ok(())
        }
    }
}

/// Any control: as a message names it, about these words.
fn control(words: &[String], bytes: &mut Unstructured<'_>) -> Result<Option<Control>> {
    let [one, two, ..] = words else { return Ok(None) };
    let (text, list) = (Value::from(one.as_str()), Value::from(words));
    let shapes = [
        json!("ManageAssignments"),
        json!("Save"),
        json!("NewRange"),
        json!("RangeFields"),
        json!("AllUsers"),
        json!("EditClasses"),
        json!("NewLoginRange"),
        json!("EditUser"),
        json!("ActiveBox"),
        json!("EditAssignments"),
        json!("EditPermissions"),
        json!({"SettingBox": "lockSessionsToIp"}),
        json!({"PackageRow": {"namespace": one, "name": two}}),
        json!({"SetLink": text}),
        json!({"NewSet": text}),
        json!({"SaveSet": text}),
        json!({"Assign": list}),
        json!({"InstallApp": text}),
        json!({"ApproveApp": text}),
        json!({"AppMenu": text}),
        json!({"AppProfiles": list}),
        json!({"ProfileLink": text}),
        json!({"Classes": {"namespace": one, "classes": list}}),
        json!({"UserLink": text}),
        json!({"PermissionBoxes": list}),
        json!({"ObjectPages": {"objects": list, "fields": true}}),
        json!({"FormBoxes": {"boxes": list, "of": list}}),
    ];
    Ok(from_text(&bytes.choose(&shapes)?.to_string()))
}

/// The numbers of all elements of a page.
fn elements(value: &Value) -> BTreeSet<u64> {
    let mut found = BTreeSet::new();
    let mut rest = vec![value];
    while let Some(value) = rest.pop() {
        match value {
            Value::Array(list) => rest.extend(list),
            Value::Object(object) => {
                let numbers =
                    ["element", "add", "remove"].into_iter().filter_map(|name| object.get(name)?.as_u64());
                found.extend(numbers);
                rest.extend(object.values());
            }
            _ => {}
        }
    }
    found
}
