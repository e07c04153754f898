//! Manage Connected Apps: every app that is installed or made in this org, with an A-Z rolodex and pages.
//!
//! A row is known by its link to the app's page (`/_ui/core/application/force/connectedapp/ForceConnectedApplicationPage/d?…`, plain or
//! inside `javascript:srcUp('…')`, in public tests that drive Setup). The link's text is the app's name.

use super::{arrived, data, is_whole};
use crate::{
    evidence::{Reason, Seen},
    page::blocks::{Blocks, TableRow},
    setup::Place,
};

/// The page of one app.
const APP_PAGE: &str = "ForceConnectedApplicationPage";

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    arrived(Place::ConnectedApps, blocks)?;
    let data: Vec<&TableRow> = blocks.tables.iter().flat_map(data).collect();
    let names: Vec<String> = data.iter().filter_map(|row| name(row)).collect();
    // Every org has apps of Salesforce's own: a list without one is another.
    if names.is_empty() {
        return Err(Reason::UnknownPage);
    }
    Ok(Seen::ConnectedApps { whole: is_whole(blocks) && names.len() == data.len(), names })
}

/// The text of the one link to an app's page that is not an action (`Edit` may lead there too).
fn name(row: &TableRow) -> Option<String> {
    let links = row.cells.iter().filter(|cell| !cell.actions).flat_map(|cell| &cell.links);
    let mut to_app = links.filter(|link| link.href.contains(APP_PAGE) && !link.text.is_empty());
    let only = to_app.next()?;
    to_app.next().is_none().then(|| only.text.clone())
}
