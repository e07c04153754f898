//! The sidebar: its state, what changes it, and how it looks, as pure functions; and the painter that draws the view.
//!
//! [`person`] is what Orgready's own page shows of one user. Words stand in [`words`]; the painter is the only part that touches the DOM, and only inside the sidebar's own closed shadow root.

pub mod paint;
pub mod person;
pub mod state;
pub mod steps;
pub mod style;
pub mod tree;
pub mod update;
pub mod view;
pub mod words;

pub use paint::{Modifiers, Painter};
pub use state::{Action, State};
pub use tree::Node;
pub use update::{Effect, Event, update};
pub use view::view;
