//! The page that asks before a connected app is installed.
//!
//! Nothing of its markup is published, and an app's name proves nothing: anybody can give an app this name, and a link can lead here
//! for any app. So the page is no evidence and nothing on it is pointed at; the sidebar says what to compare.

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
    arrived(Place::AppApproval, blocks)?;
    if blocks.buttons.is_empty() { Err(Reason::UnknownPage) } else { Ok(Seen::AppApproval) }
}
