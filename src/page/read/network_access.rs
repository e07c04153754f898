//! Network Access: the list of trusted IP ranges.
//!
//! Salesforce Help ("Set Trusted IP Ranges for Your Organization") names a start and an end address per range; no source shows the
//! columns' order or markup. So a range is a row with exactly two cells that are IP addresses, in whatever language and order.

use super::{arrived, data, is_whole};
use crate::{
    evidence::{RangeSeen, Reason, Seen},
    page::blocks::{Blocks, Cell, TableRow},
    setup::Place,
};
use std::net::IpAddr;

/// The `name` of the button that opens the form of a new range (public tests that drive Setup).
pub const NEW: &str = "new";

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    arrived(Place::NetworkAccess, blocks)?;
    let [list] = blocks.tables.as_slice() else { return Err(Reason::UnknownPage) };
    let data = data(list);
    let ranges: Vec<RangeSeen> = data.iter().filter_map(range).collect();
    // A list that is empty says so in a row. Then only its New button tells that it is this list.
    let empty =
        data.is_empty() && !list.rows.is_empty() && blocks.buttons.iter().any(|button| button.name == NEW);
    if ranges.is_empty() && !empty {
        return Err(Reason::UnknownPage);
    }
    Ok(Seen::TrustedIpRanges { whole: is_whole(blocks) && ranges.len() == data.len(), ranges })
}

/// The range of a row. A description that looks like an address leaves the row unread.
pub(super) fn range(row: &TableRow) -> Option<RangeSeen> {
    let address = |cell: &Cell| Some((cell.text.parse::<IpAddr>().ok()?, cell.text.clone()));
    let mut addresses = row.cells.iter().filter_map(address);
    let (one, other) = (addresses.next()?, addresses.next()?);
    if addresses.next().is_some() {
        return None;
    }
    let ((_, start), (_, end)) = if other < one { (other, one) } else { (one, other) };
    Some(RangeSeen { start, end })
}
