//! Pages: from a document's DOM to [`Blocks`] (what it shows, without meaning), from blocks to facts, and pointing at a control.
//!
//! [`mod@collect`] and [`point`] touch the DOM; everything else here is pure and tested on blocks. Nothing here ever changes a page's nodes.

pub mod blocks;
pub mod collect;
mod dom;
pub mod find;
pub mod labels;
pub mod point;
pub mod read;

pub use blocks::Blocks;
pub use collect::{Collected, Slices, collect};
pub use find::{Found, find};
pub use point::Ring;
pub use read::read;
