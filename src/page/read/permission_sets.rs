//! The list of permission sets, static or with rows that arrive late. A row is known by its link to a record of permission sets
//! (key prefix `0PS`, the same in every org and language).

use super::{arrived, is_whole};
use crate::{
    evidence::{Reason, Seen, SetSeen},
    page::blocks::{Blocks, Link, TableRow},
    setup::{Place, route::is_record_id},
};

/// The links to sets, one per row, and whether the list is whole.
pub struct Sets<'b> {
    /// A row's link, with the record's id.
    pub rows: Vec<(&'b Link, String)>,
    /// Whether the list shows all there are.
    pub whole: bool,
}

impl<'b> Sets<'b> {
    /// # Errors
    /// [`Reason::Loading`], [`Reason::UnknownPage`].
    pub fn of(blocks: &'b Blocks) -> Result<Self, Reason> {
        arrived(Place::PermissionSets, blocks)?;
        if blocks.tables.is_empty() {
            return Err(Reason::UnknownPage);
        }
        let data = || blocks.tables.iter().flat_map(|table| &table.rows);
        let rows: Vec<_> = data().filter_map(set_link).collect();
        // A list without rows may be one whose rows are still to come.
        let whole = is_whole(blocks) && !rows.is_empty() && rows.len() == data().count();
        Ok(Sets { rows, whole })
    }
}

/// The one record a row leads to. Its action links lead elsewhere (`/0PS…/e`).
fn set_link(row: &TableRow) -> Option<(&Link, String)> {
    let links = row.cells.iter().filter(|cell| !cell.actions).flat_map(|cell| &cell.links);
    let mut to_sets = links.filter_map(|link| Some((link, set_of(&link.href)?)));
    let first = to_sets.next()?;
    to_sets.all(|(_, record)| record == first.1).then_some(first)
}

/// The permission set whose own page a link leads to: `/0PS…`, alone or inside `javascript:srcUp('%2F0PS…%3F…')`.
fn set_of(href: &str) -> Option<String> {
    let href = match href.strip_prefix("javascript:") {
        Some(script) => script.split('\'').nth(1)?,
        None => href,
    };
    let address = href.replace("%2F", "/").replace("%2f", "/").replace("%3F", "?").replace("%3f", "?");
    let path = address.split(['?', '#']).next()?;
    let id = path.strip_prefix('/')?;
    (id.starts_with("0PS") && is_record_id(id)).then(|| id.to_owned())
}

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    let Sets { rows, whole } = Sets::of(blocks)?;
    let seen = |(link, record): (&Link, String)| SetSeen { label: link.text.clone(), record: Some(record) };
    Ok(Seen::PermissionSets { sets: rows.into_iter().map(seen).collect(), whole })
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
            assert_eq!(set_of(href).as_deref(), Some(set), "{href}");
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
            assert_eq!(set_of(href), None, "{href}");
        }
    }
}
