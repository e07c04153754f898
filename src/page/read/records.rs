//! Lists of records whose rows are known by their link to the record's own page, static or with rows that arrive late.
//!
//! A record is told by its id's key prefix, the same in every org and language: `0PS` permission sets, `00e` profiles, `005` users,
//! `01p` Apex classes.

use super::{address::address_of, arrived, data, is_whole};
use crate::{
    evidence::{Reason, Seen, SetSeen},
    page::blocks::{Blocks, Link, TableRow},
    setup::{Place, route::is_record_id},
};

/// The rows of a list of records, and whether it is whole.
pub struct Records<'b> {
    /// A row's link to its record, the record's id, and the row.
    pub rows: Vec<(&'b Link, String, &'b TableRow)>,
    /// Whether the list shows all there are.
    pub whole: bool,
}

impl<'b> Records<'b> {
    /// A list of other rows alone is another list.
    ///
    /// # Errors
    /// [`Reason::Loading`], [`Reason::UnknownPage`].
    pub fn of(place: Place, prefix: &str, blocks: &'b Blocks) -> Result<Self, Reason> {
        arrived(place, blocks)?;
        // A related list is one of a record's page.
        if blocks.tables.is_empty() || blocks.tables.iter().any(|table| !table.related.is_empty()) {
            return Err(Reason::UnknownPage);
        }
        let mut rows = Vec::new();
        let mut count = 0;
        for row in blocks.tables.iter().flat_map(data) {
            count += 1;
            if let Some((link, record)) = record_link(row, prefix) {
                rows.push((link, record, row));
            }
        }
        if rows.is_empty() && count > 0 {
            return Err(Reason::UnknownPage);
        }
        // A list without rows may be one whose rows are still to come.
        Ok(Records { whole: is_whole(blocks) && !rows.is_empty() && rows.len() == count, rows })
    }
}

/// The one record of a kind that a row leads to, by a link that says something. Its action links lead elsewhere (`/0PS…/e`).
pub(super) fn record_link<'r>(row: &'r TableRow, prefix: &str) -> Option<(&'r Link, String)> {
    let links = row.cells.iter().filter(|cell| !cell.actions).flat_map(|cell| &cell.links);
    let mut to_records = links
        .filter(|link| !link.text.is_empty())
        .filter_map(|link| Some((link, record_of(&link.href, prefix)?)));
    let first = to_records.next()?;
    to_records.all(|(_, record)| record == first.1).then_some(first)
}

/// The record whose own page a link leads to: `/0PS…`, alone or inside `javascript:srcUp('%2F0PS…%3F…')`.
#[must_use]
pub fn record_of(href: &str, prefix: &str) -> Option<String> {
    let address = address_of(href)?;
    let path = address.split('?').next()?.split('#').next()?;
    let id = path.strip_prefix('/')?;
    (id.starts_with(prefix) && is_record_id(id)).then(|| id.to_owned())
}

fn seen(rows: &[(&Link, String, &TableRow)]) -> Vec<SetSeen> {
    let row = |(link, record, _): &(&Link, String, &TableRow)| SetSeen {
        label: link.text.clone(),
        record: Some(record.clone()),
    };
    rows.iter().map(row).collect()
}

/// Reads the list of permission sets.
///
/// # Errors
/// Why it can't be read.
pub fn read_permission_sets(blocks: &Blocks) -> Result<Seen, Reason> {
    let Records { rows, whole } = Records::of(Place::PermissionSets, "0PS", blocks)?;
    Ok(Seen::PermissionSets { sets: seen(&rows), whole })
}

/// Reads the list of profiles.
///
/// # Errors
/// Why it can't be read.
pub fn read_profiles(blocks: &Blocks) -> Result<Seen, Reason> {
    let Records { rows, whole } = Records::of(Place::Profiles, "00e", blocks)?;
    Ok(Seen::Profiles { profiles: seen(&rows), whole })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_read_from_the_address_of_its_own_page_only() {
        let set = "0PS000000000001AAA";
        for href in [
            "/0PS000000000001AAA",
            "/0PS000000000001AAA?isdtp=p1",
            "javascript:srcUp('%2F0PS000000000001AAA')",
            "javascript:srcUp('%2F0PS000000000001AAA%3Fisdtp%3Dp1');",
        ] {
            assert_eq!(record_of(href, "0PS").as_deref(), Some(set), "{href}");
        }
        for href in [
            "/0PS000000000001AAA/e",
            "/005000000000001AAA",
            "/0PS",
            "#",
            "",
            "javascript:void(0)",
            "//evil/0PS000000000001AAA",
        ] {
            assert_eq!(record_of(href, "0PS"), None, "{href}");
        }
    }
}
