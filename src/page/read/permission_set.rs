//! One permission set's own page. It says nothing of who holds the set, but which set it is: of which package, and whether it works in
//! every session. Both are told by English labels alone.

use super::{arrived, labelled};
use crate::{
    evidence::{Reason, Seen},
    page::{
        Blocks,
        labels::{NAMESPACE_PREFIX, SESSION_ACTIVATION},
    },
    setup::Place,
};

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    arrived(Place::PermissionSet, blocks)?;
    if blocks.buttons.is_empty() {
        return Err(Reason::UnknownPage);
    }
    Ok(Seen::PermissionSet {
        namespace: labelled(blocks, NAMESPACE_PREFIX).map(|detail| detail.value.clone()),
        activation: labelled(blocks, SESSION_ACTIVATION).and_then(|detail| detail.ticked),
    })
}
