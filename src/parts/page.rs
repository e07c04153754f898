//! The part that a document loads whose page is to be read: collects, and points.

use orgready::browser::{edge::Edge, frame};
use wasm_bindgen::prelude::wasm_bindgen;

/// Starts reading this document as the top document asks, once.
#[wasm_bindgen]
pub fn start_page(edge: Edge) {
    frame::start(edge);
}
