//! Pages with many rows.

use orgready::page::{
    Blocks,
    blocks::{Button, Detail, ElementNumber, Entry, TableRow},
};
use std::net::IpAddr;

/// As many as there ever are of what is in no list.
const BY_ITSELF: usize = 2_000;

/// A page with so many rows of every list, and with other buttons and values, those of the page last.
pub fn grown(page: &Blocks, to: usize) -> Blocks {
    let mut page = page.clone();
    for table in &mut page.tables {
        // "No records to display" is said once.
        let said_once = table.headers.len() > 1;
        let rows = std::mem::take(&mut table.rows);
        let like: Vec<&TableRow> = rows.iter().filter(|row| row.cells.len() > 1 || !said_once).collect();
        let more = if like.is_empty() { 0..0 } else { rows.len()..to };
        table.rows = more.map(|at| other(like[at % like.len()], at)).collect();
        table.rows.extend(rows);
    }
    for side in page.dual_lists.iter_mut().flat_map(|list| [&mut list.available, &mut list.selected]) {
        let like = side.entries.first().cloned();
        let entry = |at: usize| {
            like.clone().map(|it| Entry { element: number(at), text: format!("{} {at}", it.text), ..it })
        };
        let more: Vec<Entry> = (side.entries.len()..to).filter_map(entry).collect();
        side.entries.splice(0..0, more);
    }
    let (label, ticked, links) = (|at: usize| format!("Other {at}"), None, Vec::new());
    let detail = |at| Detail { label: label(at), value: label(at), links: links.clone(), ticked };
    page.details.splice(0..0, (0..to.min(BY_ITSELF)).map(detail));
    let (name, leads_to, block) = (String::new(), String::new(), None);
    let button = |at| Button {
        element: number(at),
        name: name.clone(),
        label: label(at),
        enabled: true,
        leads_to: leads_to.clone(),
        block,
    };
    page.buttons.splice(0..0, (0..to.min(BY_ITSELF)).map(button));
    page
}

/// An element that no page of ours has.
fn number(at: usize) -> ElementNumber {
    ElementNumber(u32::try_from(1_000_000 + at).unwrap())
}

/// A row like this one, about something else. What it offers has the same words.
fn other(row: &TableRow, at: usize) -> TableRow {
    let mut row = row.clone();
    for cell in &mut row.cells {
        let has_actions = cell.actions || cell.boxes.len() + cell.buttons.len() > 0;
        let rename = |text: &mut String| {
            if text.parse::<IpAddr>().is_ok() {
                *text = format!("10.{}.{}.1", at / 256, at % 256);
            } else if !has_actions && !text.is_empty() && text.parse::<u64>().is_err() {
                *text = format!("{text} {at}");
            }
        };
        rename(&mut cell.text);
        for link in &mut cell.links {
            link.element = number(at);
            rename(&mut link.text);
            // Such an address names what the row is about by a word of its own.
            if link.href.contains("o=") {
                link.href = format!("{}{at}", link.href);
            }
        }
        cell.boxes.iter_mut().for_each(|it| it.element = number(at));
        cell.buttons.iter_mut().for_each(|it| it.element = number(at));
    }
    row
}
