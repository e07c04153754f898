//! The part of the worker: asks the org's API, judges what it answers, and reads checklists for the sidebar.

use js_sys::Array;
use orgready::{
    bridge::absorbed,
    browser::{check, chosen::Chosen, edge, files},
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
pub fn needs(files: &Array, choices: &str, meant: &str, held: &str) -> Option<String> {
    Chosen::read(files, choices).needs(held, meant)
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
    absorbed(held, newer, edge::now())
}

/// A checklist file for those who show it: see [`files::lower`].
#[wasm_bindgen]
#[must_use]
pub fn lower(name: &str, text: &str) -> JsValue {
    files::lower(name, text)
}
