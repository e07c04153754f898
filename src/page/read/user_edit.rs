//! Where a user is edited: a Classic form, known by its box Active, whose `id` public page tests show (`active`).
//!
//! It says nothing of the user, whose name for login stands in a field that no source names; it is read only to know that it is there to
//! point at.

use super::arrived;
use crate::{
    evidence::{Reason, Seen},
    page::blocks::{Blocks, Checkbox},
    setup::Place,
};

/// The box that makes the user active.
///
/// # Errors
/// Why there is none to rely on.
pub fn active(blocks: &Blocks) -> Result<&Checkbox, Reason> {
    arrived(Place::UserEdit, blocks)?;
    let mut found = blocks.boxes.iter().filter(|checkbox| checkbox.id == "active");
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(Reason::UnknownPage),
    }
}

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    active(blocks)?;
    Ok(Seen::UserEdit)
}
