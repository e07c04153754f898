//! What only a browser can show: runs as wasm in headless Chromium and Firefox.
#![cfg(target_arch = "wasm32")]
