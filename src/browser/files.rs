//! Checklist files, for the worker and for Orgready's own page: read once, told as plain objects or as what the sidebar reads.

use super::js::object;
use crate::{
    bridge::to_text,
    checklist::{Checklist, Input, explain::explain},
    requirement::{addresses::Range, grants, package_version},
};
use js_sys::Array;
use wasm_bindgen::JsValue;

/// A checklist as the sidebar reads it, `{body}`, or the first thing that is wrong with its file, `{problem}`.
#[must_use]
pub fn lower(name: &str, text: &str) -> JsValue {
    match Checklist::parse(text) {
        Ok(checklist) => object(&[("body", to_text(&checklist).into())]),
        Err(problems) => {
            let first = problems.first().map(|problem| format!("{name}:{problem}"));
            object(&[("problem", first.unwrap_or_default().into())])
        }
    }
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

/// The ids and titles of checklist files, or what is wrong with them: for Orgready's own page.
///
/// Takes `[[name, text]]`, gives `[{id, title, about, inputs, counted}` or `{name, problems}]`.
#[must_use]
pub fn describe(files: &Array) -> JsValue {
    let described = files.iter().map(|file| {
        let file = Array::from(&file);
        let text = |at| file.get(at).as_string().unwrap_or_default();
        describe_one(&text(0), &text(1))
    });
    described.collect::<Array>().into()
}

fn describe_one(name: &str, text: &str) -> JsValue {
    match Checklist::parse(text) {
        Ok(checklist) => {
            let counted = explain(&checklist).counted;
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
                ("counted", counted.into()),
                ("inputs", inputs.into()),
            ])
        }
        Err(problems) => {
            let problems: Array =
                problems.iter().map(|problem| JsValue::from(format!("{name}:{problem}"))).collect();
            object(&[("name", name.into()), ("problems", problems.into())])
        }
    }
}
