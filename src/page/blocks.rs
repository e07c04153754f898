//! Blocks: what a document shows, without meaning, as plain strings with saved and shown values.
//!
//! Collected and read in the document's own frame; only facts leave it. Element numbers are good within one collection.
//!
//! Every text is folded: white space to single blanks, none around. Of what the document hides nothing is here.

use serde::{Deserialize, Serialize};

/// The most elements of one sort that are collected; beyond it the document counts as cut.
pub const MOST: usize = 20_000;
/// The most characters kept of one text.
pub const MOST_TEXT: usize = 500;

/// An element of this collection, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ElementNumber(pub u32);

/// What a document shows.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Blocks {
    /// The value of the hidden input `setupid`, where there is one: the Setup node's name.
    pub setup_id: Option<String>,
    /// Classes of `<body>`.
    pub body_classes: Vec<String>,
    /// `<html lang>`, as written; empty where missing.
    pub language: String,
    /// Whether something says that the page is still being drawn: a spinner, a skeleton, a loading cover, a hidden document.
    pub loading: bool,
    /// Whether more was there than is collected.
    pub cut: bool,
    /// Messages in the page's own places for them.
    pub notices: Vec<Notice>,
    /// Checkboxes.
    pub boxes: Vec<Checkbox>,
    /// Buttons: `button`, `input` of type submit or button.
    pub buttons: Vec<Button>,
    /// Lists and tables, in document order; a list's block that holds no table is here as an empty one.
    pub tables: Vec<Table>,
    /// Whether a list is shown in parts: a pager with a next page, an A-Z rolodex with a chosen letter, a filter.
    pub parts: Vec<Part>,
    /// Named values of a page that shows one record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<Detail>,
    /// Dual lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dual_lists: Vec<DualList>,
    /// Elements with an `id` that a public source proves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<Known>,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Whether it is an error (else a confirmation or a hint).
    pub error: bool,
    /// Its text.
    pub text: String,
}

/// A checkbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkbox {
    /// The element.
    pub element: ElementNumber,
    /// Its `id`.
    pub id: String,
    /// Its `name`.
    pub name: String,
    /// The text of its label.
    pub label: String,
    /// As the document was sent (`defaultChecked`).
    pub saved: bool,
    /// As it is now (`checked`).
    pub shown: bool,
    /// Whether it can be changed.
    pub enabled: bool,
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// The element.
    pub element: ElementNumber,
    /// Its `name`.
    pub name: String,
    /// What it says, without blanks around.
    pub label: String,
    /// Whether it can be pressed.
    pub enabled: bool,
    /// The path in its `onclick`, where there is one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub leads_to: String,
    /// The related list or list block it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<usize>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Table {
    /// Which related list or list block it is in, counted from 0 in document order; tables of one block share the number.
    pub block: usize,
    /// Which related list of a record's page it is, as its `id` has it after the record's own.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub related: String,
    /// The header cells' texts, column by column.
    pub headers: Vec<String>,
    /// The data rows.
    pub rows: Vec<TableRow>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TableRow {
    /// One per column, the action column included.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// Its text, white space folded.
    pub text: String,
    /// Whether it names the row (`th[scope=row]`).
    pub names_row: bool,
    /// Whether it holds the row's actions.
    pub actions: bool,
    /// Its links.
    pub links: Vec<Link>,
    /// Its buttons, numbered apart from those of the whole document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Button>,
    /// Its checkboxes, numbered apart from those of the whole document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boxes: Vec<Checkbox>,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The element.
    pub element: ElementNumber,
    /// Its text.
    pub text: String,
    /// Its `href` as written.
    pub href: String,
}

/// Why a list may not show all there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// A pager.
    Pager,
    /// A row of letters.
    Rolodex,
    /// A view that filters.
    Filter,
}

/// A value with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// What names it.
    pub label: String,
    /// What it says.
    pub value: String,
    /// Its links.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Whether the box is ticked whose image it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticked: Option<bool>,
}

/// Two lists between which entries are moved, as they are now.
///
/// What was saved is not on the page: it is what the first reading of the document showed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DualList {
    /// The `id` of the list of what is available.
    pub id: String,
    /// What can be chosen.
    pub available: Side,
    /// What is chosen.
    pub selected: Side,
    /// What moves entries to the chosen.
    pub add: Option<ElementNumber>,
    /// What moves entries back.
    pub remove: Option<ElementNumber>,
    /// Whether it can be changed.
    pub enabled: bool,
}

/// One side of a dual list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// The list.
    pub element: ElementNumber,
    /// The text of its label.
    pub label: String,
    /// Its entries, without the word for none.
    pub entries: Vec<Entry>,
}

/// An entry of a dual list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The element.
    pub element: ElementNumber,
    /// Its value, as the page sends it.
    pub value: String,
    /// Its text.
    pub text: String,
}

/// An element with a known `id`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The element.
    pub element: ElementNumber,
    /// Its `id`.
    pub id: String,
    /// Whether it can be used.
    pub enabled: bool,
}
