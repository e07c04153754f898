//! Connected Apps OAuth Usage: a row per app that somebody authorised, or tried to, and what can be done about it.
//!
//! Salesforce Help ("Manage Current OAuth Connected App Sessions") and the ISVforce Guide ("Monitor Usage for an OAuth Connected App")
//! name what a row shows: the app, its user count, and Install or Uninstall, Block or Unblock, View App Info or Manage App Policies. No
//! source shows the markup, so an app is known by a cell that is its name, and what a row offers by its label, or by a link to the page
//! that installs. An app that nobody used is not listed. Where no row offers anything that is known, nothing tells this list from another.

use super::{
    address::{names_page, plain},
    arrived, data, is_whole,
};
use crate::{
    evidence::{Offer, Reason, Seen, UsedApp},
    page::{
        blocks::{Blocks, Cell, ElementNumber, TableRow},
        labels::{OFFERS, primary},
    },
    setup::{Place, route::is_record_id},
};

/// The page that installs an app (links that vendors publish: `/identity/app/AppInstallApprovalPage.apexp?app_id=0Ci…`).
const INSTALLER: &str = "/AppInstallApprovalPage.apexp";

/// Something in a row that can be pressed.
struct Touchable<'b> {
    element: ElementNumber,
    enabled: bool,
    offer: Option<Offer>,
    label: &'b str,
    leads_to: &'b str,
}

/// The apps of the page, and what each row's buttons are.
pub struct Apps<'b> {
    rows: Vec<&'b TableRow>,
    language: String,
    /// What the rows say, in order.
    pub seen: Vec<UsedApp>,
    /// Whether the list shows all there are.
    pub whole: bool,
}

impl<'b> Apps<'b> {
    /// # Errors
    /// [`Reason::Loading`], [`Reason::UnknownPage`], [`Reason::NoLabels`].
    pub fn of(blocks: &'b Blocks) -> Result<Self, Reason> {
        arrived(Place::ConnectedAppsUsage, blocks)?;
        let language = primary(&blocks.language);
        let rows: Vec<&TableRow> = blocks.tables.iter().flat_map(data).collect();
        let seen: Vec<UsedApp> = rows.iter().map(|row| app(row, &language)).collect();
        let told = |offer: &Offer| matches!(offer, Offer::Install | Offer::Block | Offer::Unblock);
        let is_usage = seen.iter().flat_map(|app| &app.offers).any(told);
        if rows.is_empty() || (language == "en" && !is_usage) {
            return Err(Reason::UnknownPage);
        }
        // Nothing but what its rows offer tells this list from another.
        if !is_usage {
            return Err(Reason::NoLabels(language));
        }
        let named =
            |linked: bool| (0..rows.len()).filter(|at| is_named(&rows, *at, &language, linked)).count();
        // Where names are plain text, a link is none.
        let names = match named(false) {
            0 => named(true),
            plain => plain,
        };
        Ok(Apps { whole: is_whole(blocks) && names == rows.len(), rows, language, seen })
    }

    /// What installs the app of a row.
    ///
    /// # Errors
    /// Why there is nothing to rely on.
    pub fn installer(&self, app: &UsedApp) -> Result<(ElementNumber, bool), Reason> {
        let at = self.seen.iter().position(|candidate| std::ptr::eq(candidate, app));
        let row = at.and_then(|at| self.rows.get(at)).ok_or(Reason::NotShown)?;
        let mut found = touchables(row, &self.language);
        found.retain(|it| it.offer == Some(Offer::Install));
        match found.as_slice() {
            [only] => Ok((only.element, only.enabled)),
            [] if app.offers.is_empty() => Err(Reason::NoLabels(self.language.clone())),
            [] => Err(Reason::NotShown),
            several => Err(Reason::Ambiguous(several.len())),
        }
    }
}

/// What may be an app's name in a row: a text, plain or linked, that is no number and nothing that a row offers.
fn names<'b>(row: &'b TableRow, language: &str, linked: bool) -> impl Iterator<Item = &'b str> {
    let may_be = move |cell: &&Cell| {
        let plain = cell.names_row || (!cell.actions && cell.buttons.is_empty() && cell.links.is_empty());
        let link = linked && !cell.actions && cell.buttons.is_empty() && cell.links.len() == 1;
        let offers = || cell.text.parse::<u64>().is_ok() || offered(&cell.text, language).is_some();
        (plain || link) && !cell.text.is_empty() && !offers()
    };
    row.cells.iter().filter(may_be).map(|cell| cell.text.as_str())
}

/// Whether a row has what may be its app's name. What rows offer in words that are not known stands in the next one too.
fn is_named(rows: &[&TableRow], at: usize, language: &str, linked: bool) -> bool {
    let Some(row) = rows.get(at) else { return false };
    let beside = rows.get(at + 1).or_else(|| rows.get(at.checked_sub(1)?)).filter(|_| linked);
    let is_beside = |name: &str| beside.is_some_and(|row| names(row, language, linked).any(|it| it == name));
    names(row, language, linked).any(|name| !is_beside(name))
}

fn app(row: &TableRow, language: &str) -> UsedApp {
    let found = touchables(row, language);
    let is_label = |cell: &Cell| found.iter().any(|it| it.label == cell.text && it.offer.is_some());
    UsedApp {
        cells: row.cells.iter().filter(|cell| !is_label(cell)).map(|cell| cell.text.clone()).collect(),
        offers: found.iter().filter_map(|it| it.offer).collect(),
        id: found.iter().find_map(|it| id_in(it.leads_to)),
    }
}

/// The id of an app in an address, plain or inside another.
fn id_in(address: &str) -> Option<String> {
    let address = plain(address);
    let mut words = address.split(|sign: char| !sign.is_ascii_alphanumeric());
    words.find(|word| word.starts_with("0Ci") && is_record_id(word)).map(str::to_owned)
}

fn touchables<'b>(row: &'b TableRow, language: &str) -> Vec<Touchable<'b>> {
    let mut found = Vec::new();
    let mut add = |element, enabled, leads_to: &'b str, label: &'b str| {
        let offer =
            if names_page(leads_to, INSTALLER) { Some(Offer::Install) } else { offered(label, language) };
        found.push(Touchable { element, enabled, offer, label, leads_to });
    };
    for cell in &row.cells {
        for link in &cell.links {
            add(link.element, true, &link.href, &link.text);
        }
        for button in &cell.buttons {
            add(button.element, button.enabled, &button.leads_to, &button.label);
        }
    }
    found
}

fn offered(label: &str, language: &str) -> Option<Offer> {
    OFFERS.iter().find_map(|(of, text, offer)| (*of == language && *text == label).then_some(*offer))
}

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    let Apps { seen, whole, language, .. } = Apps::of(blocks)?;
    Ok(Seen::ConnectedAppsUsage { apps: seen, whole, language })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_an_app_is_read_in_an_address_that_is_plain_or_inside_another() {
        let id = Some("0Ci000000000001AAA");
        for (address, found) in [
            ("/identity/app/AppInstallApprovalPage.apexp?app_id=0Ci000000000001AAA", id),
            ("/a?x=1&app_id=0Ci000000000001AAA&y=2", id),
            ("javascript:go('%2Fidentity%2FAppInstallApprovalPage.apexp%3Fapp_id%3D0Ci000000000001AAA')", id),
            ("javascript:go('%2fidentity%2fAppInstallApprovalPage.apexp%3fapp_id%3d0Ci000000000001AAA')", id),
            ("/a?app_id=0Ci1", None),
            ("/a?app_id=0Cx000000000001AAA", None),
            ("", None),
        ] {
            assert_eq!(id_in(address).as_deref(), found, "{address}");
        }
    }
}
