//! What the worker loads where there is no WebAssembly: the desk's part and the reader's as one, for the same reason as a tab's. Orgready's own
//! pages load it too.

mod desk;
mod reader;
