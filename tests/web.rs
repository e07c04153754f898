//! What only a browser can show: runs as wasm in headless Chromium and Firefox.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod page;

#[path = "mutation/about.rs"]
mod about;
#[path = "places/asked.rs"]
mod asked;
#[path = "panel/contrast.rs"]
mod contrast;
#[path = "mutation/expected.rs"]
mod expected;
#[path = "panel/painter.rs"]
mod painter;
#[path = "panel/samples.rs"]
mod samples;
#[path = "wire/browser.rs"]
mod wire;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A text with characters of one to four bytes, so that a torn byte shows.
const SAMPLE: &str = "Lock sessions · セッション · Größe · 🔒 ";

#[wasm_bindgen_test]
fn strings_stay_whole_when_memory_grows() {
    let before = js_sys::JsString::from(SAMPLE);
    let pages = memory_bytes();
    let long = SAMPLE.repeat(200_000);
    let crossed = String::from(js_sys::JsString::from(long.as_str()));

    assert!(memory_bytes() > pages, "the test is about growth, and memory did not grow");
    assert!(crossed == long, "a string of {} bytes changed on its way out and back", long.len());
    assert_eq!(String::from(before), SAMPLE);
}

fn memory_bytes() -> u32 {
    use wasm_bindgen::JsCast;
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    js_sys::ArrayBuffer::from(memory.buffer()).byte_length()
}
