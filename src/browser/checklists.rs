//! Checklists as Orgready's own page shows them and asks for what they want to be told.

use super::js::object;
use crate::{
    bridge::from_text,
    checklist::{Checklist, Input, explain::explain},
    requirement::{addresses::Range, grants, package_version},
};
use js_sys::Array;
use wasm_bindgen::JsValue;

/// The checklists of a list of texts, as [`super::reader::read`] wrote them; what it did not write is left out.
pub(super) fn all(list: &Array) -> Vec<Checklist> {
    list.iter().filter_map(|text| from_text(&text.as_string()?)).collect()
}

/// What is wrong with a value that was entered for an input of a kind; empty where nothing is.
#[must_use]
pub fn complaint(kind: &str, value: &str) -> String {
    match kind {
        "addresses" => Range::parse(value).err().unwrap_or_default(),
        "grants" => grants::complaint(value),
        "package" if package_version(value).is_none() => {
            format!(
                "expected the link that installs the package, or its id that begins with 04t, found {value}"
            )
        }
        _ => String::new(),
    }
}

/// What checklists are about: `[{id, title, about, steps, counted, inputs: [{id, kind, label, why}]}]`.
#[must_use]
pub fn describe(list: &Array) -> JsValue {
    all(list).iter().map(describe_one).collect::<Array>().into()
}

fn describe_one(checklist: &Checklist) -> JsValue {
    let input = |input: &Input| {
        object(&[
            ("id", (&input.id).into()),
            ("kind", input.kind.name().into()),
            ("label", (&input.label).into()),
            ("why", (&input.why).into()),
        ])
    };
    let inputs: Array = checklist.inputs.iter().map(input).collect();
    object(&[
        ("id", (&checklist.id).into()),
        ("title", (&checklist.title).into()),
        ("about", (&checklist.about).into()),
        ("steps", checklist.steps.len().into()),
        ("counted", explain(checklist).counted.into()),
        ("inputs", inputs.into()),
    ])
}
