//! Acts later, by what a page can't clear. A document's timers have numbers that its own scripts share: a page that clears them all would
//! leave for good what waits for one. A signal that aborts in time has no number, and is a clock all the same. What it cannot do is to come
//! before a page that leaves the browser no time.
//!
//! Never `setTimeout`: not by hand, nor by a crate.

use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

/// What is to be done; dropped before, it is not.
#[must_use = "what is dropped is not done"]
pub struct Later {
    signal: AbortSignal,
    _act: Closure<dyn FnMut()>,
}

impl Later {
    /// Acts after so many milliseconds, in a task of its own.
    pub fn after(milliseconds: u32, act: impl FnOnce() + 'static) -> Self {
        let act = Closure::once(act);
        let signal = AbortSignal::timeout_with_u32(milliseconds);
        signal.set_onabort(Some(act.as_ref().unchecked_ref()));
        Later { signal, _act: act }
    }
}

impl Drop for Later {
    fn drop(&mut self) {
        self.signal.set_onabort(None);
    }
}

/// Acts after so many milliseconds, as long as the document is there, and keeps nothing of it afterwards.
pub fn surely(milliseconds: u32, act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    AbortSignal::timeout_with_u32(milliseconds).set_onabort(Some(act.unchecked_ref()));
}
