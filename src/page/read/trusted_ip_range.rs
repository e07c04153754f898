//! The form of a new trusted IP range. It says nothing of the ranges there are; it is read only to know that it is there to point at.

use super::arrived;
use crate::{
    evidence::{Reason, Seen},
    page::{Blocks, find::range_fields},
    setup::Place,
};

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    arrived(Place::TrustedIpRange, blocks)?;
    range_fields(blocks).map_err(|_| Reason::UnknownPage)?;
    Ok(Seen::TrustedIpRange)
}
