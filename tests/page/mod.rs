//! Pages in a browser: what is collected from a document, and the ring.

mod collecting;
mod fixtures;
mod frame;
mod mutating;
mod pointing;
mod watching;
