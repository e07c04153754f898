//! The part of Orgready's own pages: tells what checklists are about, and what the org's answers to a page's own questions say.

use js_sys::Array;
use orgready::browser::{chosen::Chosen, files, person, search};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

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
