//! What the documents of a tab load where WebAssembly is forbidden: the page's part and the panel's as one, for as JavaScript they are smaller
//! together.

mod page;
mod panel;
