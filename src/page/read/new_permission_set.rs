//! The form of a new permission set. It says nothing of the sets there are; it is read only to know that it is there to point at, which
//! its Description tells: the `id` that Visualforce gives it ends so (an extension that checks descriptions finds it by that).

use super::arrived;
use crate::{
    evidence::{Reason, Seen},
    page::Blocks,
    setup::Place,
};

/// How the `id` of the form's Description ends.
const DESCRIPTION: &str = ":description";

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    arrived(Place::NewPermissionSet, blocks)?;
    match blocks.known.as_slice() {
        [only] if only.id.ends_with(DESCRIPTION) => Ok(Seen::NewPermissionSet),
        _ => Err(Reason::UnknownPage),
    }
}
