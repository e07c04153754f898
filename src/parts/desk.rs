//! The part that no page loads: the worker and Orgready's own pages read checklists with it, and ask the org's API.

use js_sys::{Array, Function};
use orgready::{
    bridge::absorbed,
    browser::{check, chosen::Chosen, files, search},
};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Checks an org: see [`check::check`].
#[wasm_bindgen]
pub async fn check(
    host: String,
    files: Array,
    choices: String,
    spot: Option<String>,
    held: String,
    user: Option<String>,
    sid: Function,
) -> JsValue {
    check::check(host, Chosen::read(&files, &choices), (spot, held), user, sid).await
}

/// What the facts that are held of an org say of its chosen checklists, as text.
#[wasm_bindgen]
#[must_use]
pub fn says(files: &Array, choices: &str, held: &str) -> String {
    Chosen::read(files, choices).says(held)
}

/// Asks an org a question of the admin's: see [`check::ask_for`].
#[wasm_bindgen]
pub async fn ask(host: String, needs: String, user: Option<String>, sid: Function) -> JsValue {
    check::ask_for(host, needs, user, sid).await
}

/// What to ask for what was typed: see [`search::looked_for`].
#[wasm_bindgen]
#[must_use]
pub fn looked_for(kind: &str, typed: &str) -> Option<String> {
    search::looked_for(kind, typed)
}

/// What was found: see [`search::found`].
#[wasm_bindgen]
#[must_use]
pub fn found(kind: &str, facts: &str) -> JsValue {
    search::found(kind, facts)
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
