//! Blocks as pages would draw them, for the readers' tests.

use crate::page::blocks::{
    Blocks, Button, Cell, Checkbox, Detail, DualList, ElementNumber, Entry, Link, Side, Table, TableRow,
};

/// A page that is drawn to the end and shows nothing.
pub fn page(language: &str) -> Blocks {
    Blocks { language: language.to_owned(), ..Blocks::default() }
}

pub fn table(headers: &[&str], rows: Vec<TableRow>) -> Table {
    Table {
        block: 0,
        headers: headers.iter().map(|header| (*header).to_owned()).collect(),
        rows,
        ..Table::default()
    }
}

pub fn row(cells: Vec<Cell>) -> TableRow {
    TableRow { cells }
}

pub fn text(text: &str) -> Cell {
    Cell { text: text.to_owned(), ..Cell::default() }
}

pub fn named(name: &str) -> Cell {
    Cell { names_row: true, ..text(name) }
}

pub fn with_button(number: u32) -> Cell {
    Cell { buttons: vec![button(number, "", "Show actions")], ..text("Show actions") }
}

pub fn button(number: u32, name: &str, label: &str) -> Button {
    Button {
        element: ElementNumber(number),
        name: name.to_owned(),
        label: label.to_owned(),
        enabled: true,
        leads_to: String::new(),
        block: None,
    }
}

pub fn with_link(number: u32, text: &str, href: &str) -> Cell {
    let link = Link { element: ElementNumber(number), text: text.to_owned(), href: href.to_owned() };
    Cell { links: vec![link], ..self::text(text) }
}

pub fn with_box(number: u32, saved: bool, shown: bool, enabled: bool) -> Cell {
    let checkbox = Checkbox {
        element: ElementNumber(number),
        id: format!("q{number}"),
        name: format!("q{number}"),
        label: String::new(),
        saved,
        shown,
        enabled,
    };
    Cell { boxes: vec![checkbox], ..Cell::default() }
}

pub fn details(pairs: &[(&str, &str)]) -> Vec<Detail> {
    pairs.iter().map(|(label, value)| detail(label, value)).collect()
}

pub fn detail(label: &str, value: &str) -> Detail {
    Detail { label: label.to_owned(), value: value.to_owned(), links: Vec::new(), ticked: None }
}

/// The entries of the chosen side are numbered after those of what is available.
pub fn dual_list(available: &[&str], selected: &[&str]) -> DualList {
    let side = |texts: &[&str], first: usize| Side {
        element: ElementNumber(90),
        label: String::new(),
        entries: texts.iter().enumerate().map(|(at, text)| entry(text, first + at)).collect(),
    };
    DualList {
        id: "source-list".to_owned(),
        available: side(available, 0),
        selected: side(selected, available.len()),
        add: None,
        remove: None,
        enabled: true,
    }
}

fn entry(text: &str, number: usize) -> Entry {
    Entry {
        element: ElementNumber(u32::try_from(number).unwrap()),
        value: format!("v{number}"),
        text: text.to_owned(),
    }
}
