//! Manage Connected Apps: every app that is installed or made in this org, with an A-Z rolodex and pages.
//!
//! A row is known by its link to the app's page (`/_ui/core/application/force/connectedapp/ForceConnectedApplicationPage/d?…`, plain or
//! inside `javascript:srcUp('…')`, in public tests that drive Setup). The link's text is the app's name.

use super::{address::names_page, arrived, data, is_whole};
use crate::{
    evidence::{Reason, Seen},
    page::blocks::{Blocks, Link, TableRow},
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

/// That an app's page is one: it has buttons.
///
/// # Errors
/// Why it can't be read.
pub fn read_app(blocks: &Blocks) -> Result<Seen, Reason> {
    arrived(Place::ConnectedApp, blocks)?;
    if blocks.buttons.is_empty() { Err(Reason::UnknownPage) } else { Ok(Seen::ConnectedApp) }
}

/// The link to an app's page. A namesake on another part of the list would be another app.
///
/// # Errors
/// Why there is none to rely on.
pub fn link<'b>(app: &str, blocks: &'b Blocks) -> Result<&'b Link, Reason> {
    let Seen::ConnectedApps { whole, .. } = read(blocks)? else { return Err(Reason::UnknownPage) };
    let links = blocks.tables.iter().flat_map(data).filter_map(app_link);
    let mut named = links.filter(|link| link.text.eq_ignore_ascii_case(app.trim()));
    match (named.next(), named.count()) {
        (_, more @ 1..) => Err(Reason::Ambiguous(more + 1)),
        (Some(only), _) if whole => Ok(only),
        (None, _) if whole => Err(Reason::NotShown),
        _ => Err(Reason::NotOnThisPart),
    }
}

fn name(row: &TableRow) -> Option<String> {
    app_link(row).map(|link| link.text.clone())
}

/// The one link to an app's page that is not an action (`Edit` may lead there too).
fn app_link(row: &TableRow) -> Option<&Link> {
    let links = row.cells.iter().filter(|cell| !cell.actions).flat_map(|cell| &cell.links);
    let mut to_app = links.filter(|link| names_page(&link.href, APP_PAGE) && !link.text.is_empty());
    let only = to_app.next()?;
    to_app.next().is_none().then_some(only)
}
