//! One permission set's own page. It says nothing of who holds the set; it is read only to know that it is there to point at.

use super::arrived;
use crate::{
    evidence::{Reason, Seen},
    page::Blocks,
    setup::Place,
};

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    arrived(Place::PermissionSet, blocks)?;
    if blocks.buttons.is_empty() { Err(Reason::UnknownPage) } else { Ok(Seen::PermissionSet) }
}
