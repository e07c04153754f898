//! What web-sys lacks of the DOM, by the web platform's own names.
//!
//! Elements are never told apart by `instanceof`: that is false across the realms of two frames. A selector says what an element is.

use js_sys::JsString;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{Element, NodeList};

#[wasm_bindgen]
extern "C" {
    /// The `ParentNode` mixin: a document, a shadow root or an element.
    #[derive(Clone, Debug)]
    pub type ParentNode;

    #[wasm_bindgen(method, catch, js_name = querySelectorAll)]
    fn query_selector_all(this: &ParentNode, selectors: &JsString) -> Result<NodeList, JsValue>;

    #[wasm_bindgen(method, catch, js_name = querySelector)]
    fn query_selector(this: &ParentNode, selectors: &JsString) -> Result<Option<Element>, JsValue>;

    /// The `DocumentOrShadowRoot` mixin.
    #[derive(Clone)]
    pub type DocumentOrShadowRoot;

    /// The sheets that script has put on this tree.
    #[wasm_bindgen(method, catch, getter, js_name = adoptedStyleSheets)]
    pub fn adopted_style_sheets(this: &DocumentOrShadowRoot) -> Result<js_sys::Array, JsValue>;

    /// Replaces them.
    #[wasm_bindgen(method, catch, setter, js_name = adoptedStyleSheets)]
    pub fn set_adopted_style_sheets(
        this: &DocumentOrShadowRoot,
        sheets: &js_sys::Array,
    ) -> Result<(), JsValue>;

    type Asked;

    #[wasm_bindgen(method, catch)]
    fn matches(this: &Asked, selectors: &JsString) -> Result<bool, JsValue>;

    type Rendered;

    #[wasm_bindgen(method, js_name = checkVisibility)]
    fn check_visibility(this: &Rendered, options: &js_sys::Object) -> bool;
}

impl ParentNode {
    /// Of any node that is one.
    #[must_use]
    pub fn of(node: &impl JsCast) -> Self {
        node.unchecked_ref::<JsValue>().clone().unchecked_into()
    }

    /// All that match, in document order. A selector that the browser refuses matches nothing.
    #[must_use]
    pub fn all(&self, selectors: &str) -> Vec<Element> {
        self.all_by(&Selectors::of(selectors))
    }

    /// The same by selectors that are asked for often.
    #[must_use]
    pub fn all_by(&self, Selectors(selectors): &Selectors) -> Vec<Element> {
        self.query_selector_all(selectors).map(elements).unwrap_or_default()
    }

    /// Whether anything in it matches.
    #[must_use]
    pub fn has(&self, Selectors(selectors): &Selectors) -> bool {
        matches!(self.query_selector(selectors), Ok(Some(_)))
    }
}

/// Selectors in a string of JavaScript's, for what is asked of each row of a table: one that is made anew each time has to be copied, and
/// the browser has to find out anew what it means, a fifth of the time that a large table takes.
#[derive(Debug)]
pub struct Selectors(JsString);

impl Selectors {
    /// Of their text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Selectors(text.into())
    }

    /// Whether an element matches. What the browser refuses matches nothing.
    #[must_use]
    pub fn fit(&self, element: &Element) -> bool {
        element.unchecked_ref::<Asked>().matches(&self.0).unwrap_or(false)
    }
}

fn elements(list: NodeList) -> Vec<Element> {
    (0..list.length()).filter_map(|at| list.item(at)).map(JsCast::unchecked_into).collect()
}

/// Asks whether elements are shown.
#[derive(Debug)]
pub struct Sight {
    options: js_sys::Object,
}

impl Sight {
    /// Counts `visibility: hidden` as not shown, under both names that the option has had.
    #[must_use]
    pub fn new() -> Self {
        let options = js_sys::Object::new();
        for name in ["visibilityProperty", "checkVisibilityCSS"] {
            // Setting a property of one's own plain object can't fail.
            let _ = js_sys::Reflect::set(&options, &name.into(), &JsValue::TRUE);
        }
        Sight { options }
    }

    /// Whether it is rendered, wherever it may be scrolled to.
    #[must_use]
    pub fn sees(&self, element: &Element) -> bool {
        element.unchecked_ref::<Rendered>().check_visibility(&self.options)
    }

    /// Whether it is rendered and takes up room.
    #[must_use]
    pub fn sees_area(&self, element: &Element) -> bool {
        let area = element.get_bounding_client_rect();
        area.width() > 0.0 && area.height() > 0.0 && self.sees(element)
    }
}

impl Default for Sight {
    fn default() -> Self {
        Self::new()
    }
}
