//! Reads a checklist file: the only code in the browser that takes a document which a stranger may have written.

use super::js::object;
use crate::{bridge::to_text, checklist::Checklist};
use wasm_bindgen::JsValue;

/// A checklist as all other parts take it, `{body}`, or the first thing that is wrong with its file, `{problem}`.
#[must_use]
pub fn read(name: &str, text: &str) -> JsValue {
    match Checklist::parse(text) {
        Ok(checklist) => object(&[("body", to_text(&checklist).into())]),
        Err(problems) => {
            let first = problems.first().map(|problem| format!("{name}:{problem}"));
            object(&[("problem", first.unwrap_or_default().into())])
        }
    }
}
