//! All parts in one, for `wasm2js`: where WebAssembly is forbidden one file serves every context, and speed matters less than one fallback.

mod desk;
mod page;
mod panel;
