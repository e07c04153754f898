//! External Client App Manager. No source shows what is on it, so it is a place to go to, and no evidence.

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
    arrived(Place::ExternalClientApps, blocks)?;
    Ok(Seen::ExternalClientApps)
}
