//! What the benchmark times of the core without anything around it: collecting and reading a document, and judging an org. Made small as
//! what is shipped is, and never shipped itself.

mod judge;

use js_sys::Array;
use orgready::{
    bridge::from_text,
    page::{Slices, collect, collect::SLICE, read},
    setup::Place,
};
use wasm_bindgen::prelude::*;
use web_sys::Document;

/// Collects a document and lets go of what came; gives how many elements were numbered.
#[wasm_bindgen]
#[must_use]
pub fn collect_once(document: &Document) -> usize {
    collect(document).elements.len()
}

/// What [`collect_once`] collects, for comparison.
#[wasm_bindgen]
#[must_use]
pub fn blocks(document: &Document) -> JsValue {
    serde_wasm_bindgen::to_value(&collect(document).blocks).unwrap_or_default()
}

/// A document that is collected in slices and then read as the page of a place, as in a browser.
#[wasm_bindgen]
pub struct Sliced(Place, Slices);

#[wasm_bindgen]
impl Sliced {
    /// Begins; nothing for a name that is no place's.
    #[must_use]
    pub fn of(document: &Document, place: &str) -> Option<Self> {
        let place = from_text::<Place>(&format!("\"{place}\""))?;
        Some(Sliced(place, Slices::of(document, SLICE)))
    }

    /// Does a slice. After the last it says whether the page was understood.
    pub fn go_on(&mut self) -> Option<bool> {
        let collected = self.1.go_on()?;
        Some(read(self.0, &collected.blocks).seen.is_ok())
    }
}

/// See [`judge::Judge`].
#[wasm_bindgen]
pub struct Judge(judge::Judge);

#[wasm_bindgen]
impl Judge {
    /// See [`judge::Judge::read`].
    #[must_use]
    pub fn read(files: &Array, choices: &str, facts: &str) -> Option<Judge> {
        let files: Vec<String> = files.iter().filter_map(|text| text.as_string()).collect();
        judge::Judge::read(&files, choices, facts).map(Judge)
    }

    /// See [`judge::Judge::says`].
    #[must_use]
    pub fn says(&self) -> usize {
        self.0.says()
    }

    /// See [`judge::Judge::evaluate`].
    #[must_use]
    pub fn evaluate(&self) -> usize {
        self.0.evaluate()
    }

    /// See [`judge::Judge::renew`].
    pub fn renew(&mut self) -> usize {
        self.0.renew()
    }
}
