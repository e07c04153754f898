//! A profile's page in either design, or one of its sections: its Apex classes and its login ranges, as far as they are on it.
//!
//! The original design shows everything on one page, most likely at the address of a section too; the enhanced one shows an overview and
//! a section each. No public source shows the markup of these lists, so a class is a row that leads to a class (`01p`), and a range a row
//! with two IP addresses. That a profile has no range is told only by an empty list whose columns, in English, are those of ranges.

use super::{arrived, column, is_whole, network_access::range, records::record_link};
use crate::{
    evidence::{Reason, Seen},
    page::{
        blocks::{Blocks, Button, Table, TableRow},
        find::{Found, labelled, usable},
        labels::{EDIT, RANGE_COLUMNS, Written, written},
    },
    setup::{Place, route::ORIGINAL_CLASSES_EDIT},
};

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(place: Place, blocks: &Blocks) -> Result<Seen, Reason> {
    arrived(place, blocks)?;
    let rows = blocks.tables.iter().flat_map(|table| &table.rows);
    let classes: Vec<String> =
        rows.filter_map(|row| record_link(row, "01p")).map(|(link, _)| link.text.clone()).collect();
    let list = range_list(blocks);
    if blocks.buttons.is_empty() && classes.is_empty() && list.is_none() {
        return Err(Reason::UnknownPage);
    }
    let ranges = list.map(|list| list.rows.iter().filter_map(range).collect()).unwrap_or_default();
    let all = |list: &Table| list.rows.iter().all(|row| range(row).is_some());
    let whole = is_whole(blocks) && list.map_or_else(|| has_no_ranges(blocks), all);
    Ok(Seen::Profile { classes, ranges, whole })
}

/// Whether there is one list of login ranges, and it says that there is none: by one cell over all columns.
fn has_no_ranges(blocks: &Blocks) -> bool {
    let is_of_ranges = |table: &&Table| RANGE_COLUMNS.iter().all(|name| column(table, name).is_some());
    let mut lists = blocks.tables.iter().filter(is_of_ranges);
    let (Some(only), None) = (lists.next(), lists.next()) else { return false };
    let any = blocks.tables.iter().flat_map(|table| &table.rows).any(|row| range(row).is_some());
    let is_empty = |row: &TableRow| matches!(row.cells.as_slice(), [cell] if !cell.text.contains(|sign: char| sign.is_ascii_digit()));
    let is_told = written(&blocks.language) != Written::Otherwise && !any;
    is_told && matches!(only.rows.as_slice(), [row] if is_empty(row))
}

/// The one list with login ranges.
fn range_list(blocks: &Blocks) -> Option<&Table> {
    let mut lists = blocks.tables.iter().filter(|table| table.rows.iter().any(|row| range(row).is_some()));
    let only = lists.next()?;
    lists.next().is_none().then_some(only)
}

/// The button that adds a login range: the one button of a list that has ranges. A first range would lock out everybody else of the
/// profile, so the button of a list without any is never pointed at.
///
/// # Errors
/// [`Reason::FirstRange`], or why the list can't be read.
pub fn new_range(place: Place, blocks: &Blocks) -> Result<Found, Reason> {
    read(place, blocks)?;
    let Some(list) = range_list(blocks) else {
        // An overview shows no list at all.
        let is_first = place == Place::ProfileLoginRanges || has_no_ranges(blocks);
        return Err(if is_first { Reason::FirstRange } else { Reason::NotShown });
    };
    let mut buttons = blocks.buttons.iter().filter(|button| button.block == Some(list.block));
    match (buttons.next(), buttons.count()) {
        (Some(only), 0) => usable(std::iter::once(only)),
        (None, _) => Err(Reason::NotShown),
        (Some(_), more) => Err(Reason::Ambiguous(more + 1)),
    }
}

/// The button that leads to the editor of the Apex classes: in the original design the one with that path, on the section's page of the
/// enhanced design its Edit.
///
/// # Errors
/// Why there is none.
pub fn edit_classes(place: Place, blocks: &Blocks) -> Result<Found, Reason> {
    read(place, blocks)?;
    let leads = |button: &&Button| button.leads_to.starts_with(ORIGINAL_CLASSES_EDIT);
    match usable(blocks.buttons.iter().filter(leads)) {
        Err(Reason::NotShown) if place == Place::ProfileClasses => edit_section(blocks),
        found => found,
    }
}

/// The Edit of a section's page, which has one.
///
/// # Errors
/// Why there is none.
pub fn edit_section(blocks: &Blocks) -> Result<Found, Reason> {
    // A record's own Edit edits the record, and stands on no section's page.
    if blocks.buttons.iter().any(|button| button.name == "edit") {
        return Err(Reason::NotShown);
    }
    // Visualforce: names end like ids, and what is before differs from release to release.
    let found = match usable(blocks.buttons.iter().filter(|button| button.name.ends_with(":edit"))) {
        Err(Reason::NotShown) => labelled(EDIT, blocks)?,
        found => found?,
    };
    if found.elements.len() > 1 { Err(Reason::Ambiguous(found.elements.len())) } else { Ok(found) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{
        blocks::ElementNumber,
        read::{self, drawn},
    };

    const PLACES: [Place; 4] =
        [Place::Profile, Place::ProfileClasses, Place::ProfileApps, Place::ProfileLoginRanges];

    fn class(number: u32) -> TableRow {
        drawn::row(vec![drawn::with_link(number, &format!("ns.Class{number}"), "/01p000000000001AAA")])
    }

    fn ip(start: &str, end: &str) -> TableRow {
        drawn::row(vec![drawn::text(start), drawn::text(end), drawn::text("Office")])
    }

    fn block(block: usize, rows: Vec<TableRow>) -> Table {
        Table { block, ..drawn::table(&["A", "B", "C"], rows) }
    }

    /// The original design: ranges, then classes, each list with its button.
    fn original(language: &str, ranges: Vec<TableRow>) -> Blocks {
        let new = Button { block: Some(0), ..drawn::button(1, "q1", "New") };
        let leads_to = format!("{ORIGINAL_CLASSES_EDIT}e?q=00e000000000001AAA");
        let edit = Button { block: Some(1), leads_to, ..drawn::button(2, "q2", "Edit") };
        Blocks {
            tables: vec![block(0, ranges), block(1, vec![class(7), class(8)])],
            buttons: vec![drawn::button(0, "edit", "Edit"), new, edit],
            ..drawn::page(language)
        }
    }

    fn enhanced(language: &str) -> Blocks {
        let edit = drawn::button(3, "page:form:edit", "?");
        Blocks { tables: vec![block(0, vec![class(7)])], buttons: vec![edit], ..drawn::page(language) }
    }

    fn pointed(found: Result<Found, Reason>) -> Result<Vec<u32>, Reason> {
        found.map(|found| found.elements.iter().map(|ElementNumber(number)| *number).collect())
    }

    #[test]
    fn classes_and_ranges_are_told_by_links_and_addresses_in_any_language() {
        for language in ["en-US", "ja", "hu", ""] {
            for place in PLACES {
                let page = original(language, vec![ip("192.0.2.1", "192.0.2.9")]);
                let Ok(Seen::Profile { classes, ranges, whole }) = read::read(place, &page).seen else {
                    panic!()
                };
                assert_eq!(classes, ["ns.Class7", "ns.Class8"]);
                assert_eq!((ranges.len(), ranges[0].start.as_str(), whole), (1, "192.0.2.1", true));
            }
        }
    }

    #[test]
    fn what_is_not_certain_is_not_whole_or_not_read() {
        let not_whole = |page: &Blocks| match read::read(Place::Profile, page).seen {
            Ok(Seen::Profile { whole, .. }) => !whole,
            other => panic!("{other:?}"),
        };
        assert!(not_whole(&original("en", vec![])), "no range: that there is none is not told");
        assert!(not_whole(&original("en", vec![ip("192.0.2.1", "192.0.2.9"), ip("192.0.2.1", "?")])));
        assert!(not_whole(&Blocks { cut: true, ..original("en", vec![ip("192.0.2.1", "192.0.2.9")]) }));
        for (page, reason) in [
            (Blocks { loading: true, ..original("en", vec![]) }, Reason::Loading),
            (
                Blocks { setup_id: Some("SecuritySession".into()), ..original("en", vec![]) },
                Reason::UnknownPage,
            ),
            (drawn::page("en"), Reason::UnknownPage),
        ] {
            assert_eq!(read::read(Place::Profile, &page).seen, Err(reason));
        }
    }

    #[test]
    fn a_page_with_2000_rows_is_read() {
        let page = Blocks { tables: vec![block(0, (0..2000).map(class).collect())], ..drawn::page("ja") };
        let Ok(Seen::Profile { classes, .. }) = read::read(Place::ProfileClasses, &page).seen else {
            panic!()
        };
        assert_eq!(classes.len(), 2000);
    }

    #[test]
    fn the_way_to_the_classes_is_its_path_or_the_sections_own_edit() {
        for (place, page, expected) in [
            (Place::Profile, original("hu", vec![]), Ok(vec![2])),
            (Place::ProfileClasses, original("hu", vec![]), Ok(vec![2])),
            (Place::ProfileClasses, enhanced("hu"), Ok(vec![3])),
            (Place::Profile, enhanced("hu"), Err(Reason::NotShown)),
            (
                Place::ProfileClasses,
                Blocks { buttons: vec![drawn::button(1, "q", "編集")], ..enhanced("ja") },
                Ok(vec![1]),
            ),
            (
                Place::ProfileClasses,
                Blocks { buttons: vec![drawn::button(1, "q", "Edit")], ..enhanced("hu") },
                Err(Reason::NoLabels("hu".into())),
            ),
            (
                Place::ProfileClasses,
                Blocks { buttons: vec![drawn::button(1, "q", "Edit")], ..enhanced("en") },
                Ok(vec![1]),
            ),
            (
                Place::ProfileClasses,
                Blocks {
                    buttons: vec![drawn::button(1, "q", "Edit"), drawn::button(2, "r", "Edit")],
                    ..enhanced("en")
                },
                Err(Reason::Ambiguous(2)),
            ),
        ] {
            assert_eq!(pointed(edit_classes(place, &page)), expected, "{place:?}");
        }
    }

    #[test]
    fn the_first_range_of_a_profile_is_never_pointed_at() {
        let with_range = original("ja", vec![ip("192.0.2.1", "192.0.2.9")]);
        assert_eq!(pointed(new_range(Place::ProfileLoginRanges, &with_range)), Ok(vec![1]));
        let without = original("ja", vec![]);
        assert_eq!(pointed(new_range(Place::ProfileLoginRanges, &without)), Err(Reason::FirstRange));
    }
}
