//! Changes of a page that know no place.

use orgready::page::Blocks;
use serde_json::Value;

/// A change that takes something away, or shows it twice.
#[derive(Debug)]
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

#[derive(Debug)]
pub struct Operator {
    /// What is changed, as the table of cases calls it: `without tables.rows`.
    pub name: String,
    /// Where, as a JSON pointer.
    pub at: String,
    pub change: Change,
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
    /// Changes a page, unless an earlier change left nothing of what this one is about.
    pub fn apply(&self, page: &mut Value) -> bool {
        let Some(target) = page.pointer_mut(&self.at) else { return false };
        match (&self.change, target) {
            (Change::Without(entry) | Change::Twice(entry), Value::Array(list)) if *entry >= list.len() => {
                return false;
            }
            (Change::Without(entry), Value::Array(list)) => drop(list.remove(*entry)),
            (Change::Twice(entry), Value::Array(list)) => list.insert(*entry, list[*entry].clone()),
            (Change::Empty, Value::Array(list)) => list.clear(),
            (Change::Half, Value::Array(list)) => list.truncate(list.len() / 2),
            (Change::Column(column), table) => return take_column(table, *column),
            (Change::Blank, Value::Bool(mark)) => *mark = false,
            (_, text) => *text = Value::String(String::new()),
        }
        true
    }
}

fn take_column(table: &mut Value, column: usize) -> bool {
    if column >= table["headers"].as_array().unwrap().len() {
        return false;
    }
    for row in table["rows"].as_array_mut().unwrap() {
        let cells = row["cells"].as_array_mut().unwrap();
        if column < cells.len() && cells.len() > 1 {
            cells.remove(column);
        }
    }
    table["headers"].as_array_mut().unwrap().remove(column);
    true
}

/// A page with boxes in its rows as it is when all of them are ticked; nothing where they are, or where there are none.
pub fn ticked(page: &Blocks) -> Option<Blocks> {
    let mut ticked = page.clone();
    let rows = ticked.tables.iter_mut().flat_map(|table| &mut table.rows);
    let mut ids = Vec::new();
    for checkbox in rows.flat_map(|row| &mut row.cells).flat_map(|cell| &mut cell.boxes) {
        (checkbox.saved, checkbox.shown) = (true, true);
        ids.push(checkbox.id.clone());
    }
    // The same boxes, where they are told by their labels: an element has a number for each time that it is told.
    for checkbox in ticked.boxes.iter_mut().filter(|checkbox| ids.contains(&checkbox.id)) {
        (checkbox.saved, checkbox.shown) = (true, true);
    }
    (ticked != *page).then_some(ticked)
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
