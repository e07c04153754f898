//! The part that no page loads: the worker and Orgready's own pages read checklists with it, and ask the org's API.

use js_sys::{Array, Function};
use orgready::{
    bridge::absorbed,
    browser::{check, chosen::Chosen, files, person, search},
};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Asks an org: see [`check::check`].
#[wasm_bindgen]
pub async fn check(host: String, needs: String, user: Option<String>, sid: Function) -> JsValue {
    check::check(host, needs, user, sid).await
}

/// What to ask an org for its chosen checklists: see [`Chosen::needs`].
#[wasm_bindgen]
#[must_use]
pub fn needs(files: &Array, choices: &str, spot: Option<String>, held: &str) -> Option<String> {
    Chosen::read(files, choices).needs(held, spot.as_deref())
}

/// What the facts that are held of an org say of its chosen checklists, as text.
#[wasm_bindgen]
#[must_use]
pub fn says(files: &Array, choices: &str, held: &str) -> String {
    Chosen::read(files, choices).says(held)
}

/// What to ask for what was typed: see [`search::looked_for`].
#[wasm_bindgen]
#[must_use]
pub fn looked_for(kind: &str, typed: &str) -> Option<String> {
    search::looked_for(kind, typed)
}

/// What was found, as text: see [`search::found`].
#[wasm_bindgen]
#[must_use]
pub fn found(kind: &str, facts: &str) -> String {
    search::found(kind, facts)
}

/// What to ask for about one user: see [`person::needs`].
#[wasm_bindgen]
#[must_use]
pub fn person_needs(files: &Array, choices: &str, user: &str) -> String {
    person::needs(&Chosen::read(files, choices), user)
}

/// What is known of one user's access, as text: see [`person::told`].
#[wasm_bindgen]
#[must_use]
pub fn person(files: &Array, choices: &str, user: &str, host: &str, facts: &str) -> String {
    person::told(&Chosen::read(files, choices), user, host, facts)
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
