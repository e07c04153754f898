//! The part that reads checklist files, once for each version of a file: what reads a stranger's document is in no other.

use orgready::browser::reader;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// A checklist file for those who judge by it and show it: see [`reader::read`].
#[wasm_bindgen]
#[must_use]
pub fn read(name: &str, text: &str) -> JsValue {
    reader::read(name, text)
}
