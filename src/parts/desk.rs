//! The part of the worker and of Orgready's own pages: asks the org's API, judges what it answers, and tells what checklists are about.
//! It takes checklists as the reader hands them over.

use js_sys::Array;
use orgready::{
    bridge::absorbed,
    browser::{check, checklists, chosen::Chosen, edge, person, search},
};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::AbortSignal;

/// Asks an org: see [`check::check`].
#[wasm_bindgen]
pub async fn check(
    host: String,
    needs: String,
    user: Option<String>,
    met: Option<String>,
    session: String,
    leave: AbortSignal,
) -> JsValue {
    check::check(host, needs, (user, met), session, leave).await
}

/// What to ask an org for its chosen checklists: see [`Chosen::needs`].
#[wasm_bindgen]
#[must_use]
pub fn needs(list: &Array, choices: &str, meant: &str, held: &str) -> Option<String> {
    Chosen::of(list, choices).needs(held, meant)
}

/// What the facts that are held of an org say of its chosen checklists, as text.
#[wasm_bindgen]
#[must_use]
pub fn says(list: &Array, choices: &str, held: &str) -> String {
    Chosen::of(list, choices).says(held)
}

/// Facts of an org put to those that are held, both as text.
#[wasm_bindgen]
#[must_use]
pub fn absorb(held: &str, newer: &str) -> String {
    absorbed(held, newer, edge::now())
}

/// What checklists are about: see [`checklists::describe`].
#[wasm_bindgen]
#[must_use]
pub fn describe(list: &Array) -> JsValue {
    checklists::describe(list)
}

/// What is wrong with a value of an input: see [`checklists::complaint`].
#[wasm_bindgen]
#[must_use]
pub fn complaint(kind: &str, value: &str) -> String {
    checklists::complaint(kind, value)
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
pub fn person_needs(list: &Array, choices: &str, user: &str) -> String {
    person::needs(&Chosen::of(list, choices), user)
}

/// What is known of one user's access, as text: see [`person::told`].
#[wasm_bindgen]
#[must_use]
pub fn person(list: &Array, choices: &str, user: &str, host: &str, facts: &str) -> String {
    person::told(&Chosen::of(list, choices), user, host, facts)
}
