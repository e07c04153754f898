//! Orgready shows Salesforce admins which Setup steps a third-party app needs, and which of them are done.
//!
//! The map of the crate, from what is pure to what touches the browser:
//!
//! * [`setup`]: which org a host is, which page a URL is, where a page is found
//! * [`evidence`]: what was observed, as data, and which observation wins
//! * [`wire`]: values as JSON text and back
//! * [`requirement`]: the kinds of provable statements, one file each
//! * [`checklist`]: the vendor's document, and its evaluation into a report
//! * [`org`]: needs to API requests, answers to facts
//! * [`page`]: a page's DOM to blocks, blocks to facts, and pointing at a control
//! * [`panel`]: the sidebar's state, its changes and its view
//! * [`bridge`]: what crosses from one extension context to another
//! * [`browser`]: the thin edge to the extension APIs
//!
//! What is shipped are the parts in `src/parts/`, each a WebAssembly module of its own: a document loads only what it needs.

pub mod bridge;
pub mod browser;
pub mod checklist;
pub mod evidence;
pub mod org;
pub mod page;
pub mod panel;
pub mod requirement;
pub mod setup;
pub mod wire;

/// Half the size of std's allocator, and as quick.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
