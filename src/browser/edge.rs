//! What the loader lets the core do outside of its document. A few functions, so that no other part of the extension's API is at hand.

use crate::evidence::Moment;
use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::Window;

#[wasm_bindgen]
extern "C" {
    /// The loader's functions.
    pub type Edge;

    /// Sends a message to the worker. Its answer is heard as `reply`, unless that is empty; `gone` is heard where nobody answers.
    #[wasm_bindgen(method)]
    pub fn send(this: &Edge, message: &JsValue, reply: &str);

    /// Asks the page that this very document shows.
    #[wasm_bindgen(method, js_name = toPage)]
    pub fn to_page(this: &Edge, body: &str);

    /// Tells the top document, which may be this one.
    #[wasm_bindgen(method, js_name = toTop)]
    pub fn to_top(this: &Edge, body: &str);

    /// Calls `listener(what, value)` for everything the loader hears.
    #[wasm_bindgen(method)]
    pub fn listen(this: &Edge, listener: &Function);

    /// Keeps a sidebar, by its root, as it is, whatever the page does to it; no more, where there is none.
    #[wasm_bindgen(method)]
    pub fn guard(this: &Edge, root: &JsValue);

    /// The sidebar's style sheet, which comes beside the panel.
    #[wasm_bindgen(method, getter)]
    pub fn style(this: &Edge) -> String;

    /// The document's random name.
    #[wasm_bindgen(method)]
    pub fn name(this: &Edge) -> String;

    /// When the document's request left, in milliseconds since 1970.
    #[wasm_bindgen(method, js_name = loadedAt)]
    pub fn loaded_at(this: &Edge) -> f64;
}

#[wasm_bindgen]
extern "C" {
    /// By its name: `web_sys::window` looks for it in all global objects that there may be, which is half a kilobyte in each part.
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static WINDOW: Window;
}

/// The document's window. A worker has none.
#[must_use]
pub fn window() -> Window {
    WINDOW.with(Clone::clone)
}

/// The browser's clock.
#[must_use]
pub fn now() -> Moment {
    moment(js_sys::Date::now())
}

/// A moment from JavaScript's number; what is not a time is the beginning of it.
#[must_use]
pub fn moment(milliseconds: f64) -> Moment {
    // Saturating: NaN and negative numbers become 0.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Moment(milliseconds as u64)
}
