//! The sidebar: its state, what changes it, and how it looks, as pure functions; and the painter that draws the view.
//!
//! Words stand in [`words`]; the painter is the only part that touches the DOM, and only inside the sidebar's own closed shadow root.

pub mod state;
pub mod update;

pub use state::{Action, State};
pub use update::{Effect, Event, update};
