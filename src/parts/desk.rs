//! The part that no page loads: the worker and Orgready's own pages read checklists with it, and ask the org's API.

use js_sys::{Array, Function};
use orgready::{
    bridge::absorbed,
    browser::{check, chosen::Chosen, files},
};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Checks an org: see [`check::check`].
#[wasm_bindgen]
#[allow(clippy::too_many_arguments)]
pub async fn check(
    host: String,
    files: Array,
    choices: String,
    meant: String,
    held: String,
    user: Option<String>,
    met: String,
    sid: Function,
) -> JsValue {
    check::check(host, Chosen::read(&files, &choices), (meant, held), (user, met), sid).await
}

/// What the facts that are held of an org say of its chosen checklists, as text.
#[wasm_bindgen]
#[must_use]
pub fn says(files: &Array, choices: &str, held: &str) -> String {
    Chosen::read(files, choices).says(held)
}

/// Facts of an org put to those that are held, both as text.
#[wasm_bindgen]
#[must_use]
pub fn absorb(held: &str, newer: &str) -> String {
    absorbed(held, newer)
}

/// A checklist file for those who show it: see [`files::lower`].
#[wasm_bindgen]
#[must_use]
pub fn lower(name: &str, text: &str) -> JsValue {
    files::lower(name, text)
}

/// What is wrong with a value of an input: see [`files::complaint`].
#[wasm_bindgen]
#[must_use]
pub fn complaint(kind: &str, value: &str) -> String {
    files::complaint(kind, value)
}

/// What checklist files are about: see [`files::describe`].
#[wasm_bindgen]
#[must_use]
pub fn describe(list: &Array) -> JsValue {
    files::describe(list)
}
