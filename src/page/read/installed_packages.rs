//! Installed Packages: two related lists, the installed packages above, the uninstalled ones whose data is kept below.
//!
//! Shape as public page tests use it (`.bRelatedList tr.dataRow th.dataCell a`, version in the second `td.dataCell`). The two lists
//! look alike in every language, so only their order tells them apart: a page with another number of lists is not read.

use super::{arrived, column, data, is_whole};
use crate::{
    evidence::{PackageSeen, Reason, Seen},
    page::{
        blocks::{Blocks, Link, Table, TableRow},
        labels::{STATUS, UPGRADE, Written, written},
    },
    setup::Place,
};

/// The publisher stands before the version.
const VERSION: usize = 1;

/// A row of the upper list.
pub struct PackageRow<'b> {
    /// What it says.
    pub seen: PackageSeen,
    /// The links of its name.
    pub links: &'b [Link],
    /// The link that upgrades it.
    pub upgrade: Option<&'b Link>,
}

/// The rows of the upper list, and whether it is whole.
pub struct Packages<'b> {
    /// The rows, in order.
    pub rows: Vec<PackageRow<'b>>,
    /// Whether the list shows all there are.
    pub whole: bool,
}

impl<'b> Packages<'b> {
    /// # Errors
    /// [`Reason::Loading`], [`Reason::UnknownPage`].
    pub fn of(blocks: &'b Blocks) -> Result<Self, Reason> {
        arrived(Place::InstalledPackages, blocks)?;
        let installed = upper_of_two(&blocks.tables).ok_or(Reason::UnknownPage)?;
        let in_english = written(&blocks.language) != Written::Otherwise;
        let status = in_english.then(|| column(installed, STATUS)).flatten();
        // Header and cells belong together only where there are as many of one as of the other.
        let aligned = |row: &TableRow| row.cells.len() == installed.headers.len();
        let rows = data(installed)
            .iter()
            .map(|row| package(row, status.filter(|_| aligned(row)), in_english))
            .collect::<Option<Vec<_>>>()
            .ok_or(Reason::UnknownPage)?;
        // A list that is empty says so in a row; one without rows is not drawn yet.
        Ok(Packages { rows, whole: is_whole(blocks) && !installed.rows.is_empty() })
    }
}

fn upper_of_two(tables: &[Table]) -> Option<&Table> {
    match tables {
        [upper, lower] if upper.block < lower.block && !share_a_row(upper, lower) => Some(upper),
        _ => None,
    }
}

/// What is installed is not among what was uninstalled: one list that is there twice is not both. The first of the lower one's packages is
/// looked for, for each beside each would take long lists seconds.
fn share_a_row(upper: &Table, lower: &Table) -> bool {
    let mut of_upper = names(upper);
    names(lower).next().is_some_and(|first| of_upper.any(|link| link.href == first.href))
}

fn names(table: &Table) -> impl Iterator<Item = &Link> {
    data(table).iter().flat_map(|row| &row.cells).filter(|cell| cell.names_row).flat_map(|cell| &cell.links)
}

fn package(row: &TableRow, status: Option<usize>, in_english: bool) -> Option<PackageRow<'_>> {
    let at = row.cells.iter().position(|cell| cell.names_row)?;
    let name = row.cells.get(at)?;
    let cells: Vec<String> = row.cells.iter().skip(at + 1).map(|cell| cell.text.clone()).collect();
    let mut links = row.cells.iter().flat_map(|cell| &cell.links);
    let upgrade = links.find(|link| in_english && link.text == UPGRADE);
    let seen = PackageSeen {
        name: name.text.clone(),
        version: cells.get(VERSION)?.clone(),
        status: status.and_then(|column| Some(row.cells.get(column)?.text.clone())),
        cells,
        upgrade: upgrade.is_some(),
    };
    Some(PackageRow { seen, links: &name.links, upgrade })
}

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    let Packages { rows, whole } = Packages::of(blocks)?;
    Ok(Seen::InstalledPackages { packages: rows.into_iter().map(|row| row.seen).collect(), whole })
}
