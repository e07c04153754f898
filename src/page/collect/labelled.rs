//! Which labels a box has.
//!
//! Asked of the labels, all once: asked of the boxes, by `HTMLInputElement.labels`, Chromium walks the whole page for each, which took two
//! seconds of a page of 9,000 boxes.

use super::{Collector, short, text_of};
use crate::page::{dom::ParentNode, labels::folded};
use js_sys::{Array, Map};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlLabelElement};

/// Each box that has labels, with them.
pub(super) struct Labelled(Map);

impl Labelled {
    /// Of a document and the shadow roots in it.
    pub(super) fn of(document: &Document, shadow_roots: &[ParentNode]) -> Self {
        let labels_of = Map::new();
        let whole = ParentNode::of(document);
        for label in std::iter::once(&whole).chain(shadow_roots).flat_map(|tree| tree.all("label")) {
            let Some(control) = label.unchecked_ref::<HtmlLabelElement>().control() else { continue };
            let labels = labels_of.get(&control);
            if labels.is_undefined() {
                labels_of.set(&control, &Array::of1(&label));
            } else {
                labels.unchecked_ref::<Array>().push(&label);
            }
        }
        Labelled(labels_of)
    }
}

impl Collector {
    /// The text of a box's labels. Different ones together match no known label, and so leave the box unread. Those that say the same say it
    /// once: a box that is left out would make another of that label the only one.
    pub(super) fn label(&self, control: &Element) -> String {
        let labels = self.labelled.0.get(control);
        if labels.is_undefined() {
            return String::new();
        }
        let labels = labels.unchecked_ref::<Array>().iter();
        // A label may stand outside of the row that is collected.
        let text = |label: &Element| text_of(label, self.is_plain(label));
        let mut texts: Vec<String> = labels.map(|label| text(label.unchecked_ref())).collect();
        texts.dedup();
        short(&folded(&texts.join(" ")))
    }
}
