//! The part that the top document of a Setup tab loads: judges, and draws the sidebar.

use orgready::browser::{edge::Edge, top};
use wasm_bindgen::prelude::wasm_bindgen;

/// Starts the sidebar of this tab, once.
#[wasm_bindgen]
pub fn start_panel(edge: Edge) {
    top::start(edge);
}
