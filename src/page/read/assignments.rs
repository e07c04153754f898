//! Manage Assignments: a Lightning page that shows, one after the other at the same address, who holds a permission set, whom to add,
//! and how that went.
//!
//! Only the first is evidence: a table of users who could be added reads the same, row by row. It is told by the button that starts an
//! assignment, which is known by its label alone, so in English alone.
//!
//! ASSUMPTION: the page holds exactly one table, whose rows show the user's name for login; no source shows its markup.

use super::arrived;
use crate::{
    evidence::{Reason, Seen},
    page::{
        blocks::{Blocks, TableRow},
        find::assignment_starters,
    },
    setup::Place,
};

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    arrived(Place::ManageAssignments, blocks)?;
    let [holders] = blocks.tables.as_slice() else { return Err(Reason::UnknownPage) };
    assignment_starters(blocks)
        .map_err(|reason| if reason == Reason::NotShown { Reason::UnknownPage } else { reason })?;
    let texts = |row: &TableRow| row.cells.iter().map(|cell| cell.text.clone()).collect();
    Ok(Seen::Assignments { rows: holders.rows.iter().map(texts).collect() })
}
