//! What crosses from one extension context to another: JSON-shaped, versioned, refused when unknown.
//!
//! Who sent a message (tab, frame, origin) is the browser's own word, added by the worker; nothing in a message is trusted for it.
//! The session id is in none of these types.

pub mod frame;
pub mod store;
mod types;

pub use crate::wire::{from_text, to_text};
pub use frame::{FrameToTop, TopToFrame};
pub use store::{Choices, Stored, absorbed, judged};

/// The version of all messages and of what is stored. Another version is refused.
pub const VERSION: u32 = 1;
