//! Changes of a page that know no place.

use orgready::page::{
    Blocks,
    blocks::{Button, Detail, ElementNumber, Entry, TableRow},
};
use serde::Deserialize;
use serde_json::Value;
use std::net::IpAddr;

/// A change that takes something away, or shows it twice.
pub enum Change {
    /// One entry of a list.
    Without(usize),
    /// One entry of a list, again behind it.
    Twice(usize),
    /// All entries of a list.
    Empty,
    /// The second half of a list.
    Half,
    /// One column of a table, header and cells.
    Column(usize),
    /// A text that is not there yet, or a mark.
    Blank,
}

pub struct Operator {
    /// What is changed, as the table of cases calls it: `without tables.rows`.
    pub name: String,
    /// Where, as a JSON pointer.
    pub at: String,
    change: Change,
}

/// Where a list is changed: of a long one at its ends.
fn ends(length: usize) -> impl Iterator<Item = usize> {
    (0..length).filter(move |at| *at < 6 || at + 1 == length)
}

/// Every change of a page, found in its own shape. A list that does not say that it is a part looks whole: `parts` stays.
pub fn operators(value: &Value, at: &str, name: &str, found: &mut Vec<Operator>) {
    let mut add = |what: &str, change: Change| {
        found.push(Operator { name: format!("{what} {name}"), at: at.to_owned(), change });
    };
    match value {
        Value::Array(list) => {
            ends(list.len()).for_each(|entry| add("without", Change::Without(entry)));
            ends(list.len()).for_each(|entry| add("twice", Change::Twice(entry)));
            if list.len() > 1 {
                add("empty", Change::Empty);
                add("half of", Change::Half);
            }
            for entry in ends(list.len()) {
                operators(&list[entry], &format!("{at}/{entry}"), name, found);
            }
        }
        Value::Object(fields) => {
            if let Some(headers) = fields.get("headers").and_then(Value::as_array) {
                (0..headers.len()).for_each(|column| add("a column of", Change::Column(column)));
            }
            for (field, value) in fields.iter().filter(|(field, _)| *field != "parts") {
                let path = if name.is_empty() { field.clone() } else { format!("{name}.{field}") };
                operators(value, &format!("{at}/{field}"), &path, found);
            }
        }
        Value::String(text) if !text.is_empty() => add("blank", Change::Blank),
        Value::Bool(true) if name.ends_with("names_row") || name.ends_with("actions") => {
            add("blank", Change::Blank);
        }
        _ => {}
    }
}

impl Operator {
    /// The page with this change. What the page is made from is the same afterwards.
    pub fn changed(&self, page: &mut Value) -> Blocks {
        let target = page.pointer_mut(&self.at).unwrap();
        let kept = target.clone();
        self.apply(target);
        let changed = Blocks::deserialize(&*page).unwrap();
        *page.pointer_mut(&self.at).unwrap() = kept;
        changed
    }

    fn apply(&self, target: &mut Value) {
        match (&self.change, target) {
            (Change::Without(entry), Value::Array(list)) => drop(list.remove(*entry)),
            (Change::Twice(entry), Value::Array(list)) => list.insert(*entry, list[*entry].clone()),
            (Change::Empty, Value::Array(list)) => list.clear(),
            (Change::Half, Value::Array(list)) => list.truncate(list.len() / 2),
            (Change::Column(column), table) => {
                let cells = |row: &mut Value| row["cells"].as_array_mut().map(std::mem::take).unwrap();
                for row in table["rows"].as_array_mut().unwrap() {
                    let mut cells = cells(row);
                    if *column < cells.len() && cells.len() > 1 {
                        cells.remove(*column);
                    }
                    row["cells"] = Value::Array(cells);
                }
                table["headers"].as_array_mut().unwrap().remove(*column);
            }
            (Change::Blank, Value::Bool(mark)) => *mark = false,
            (_, text) => *text = Value::String(String::new()),
        }
    }
}

/// The first half of everything.
pub fn half(page: &Blocks) -> Blocks {
    let mut page = page.clone();
    page.boxes.truncate(page.boxes.len() / 2);
    page.buttons.truncate(page.buttons.len() / 2);
    page.details.truncate(page.details.len() / 2);
    page.known.truncate(page.known.len() / 2);
    page.tables.truncate(page.tables.len().div_ceil(2));
    page.tables.iter_mut().for_each(|table| table.rows.truncate(table.rows.len() / 2));
    for list in &mut page.dual_lists {
        list.available.entries.truncate(list.available.entries.len() / 2);
        list.selected.entries.clear();
    }
    page
}

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
