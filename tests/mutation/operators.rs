//! What may become of a page, and what each such change does to the truth of what it touches. No operator knows a place.

use crate::{
    changes::{self, Change, half},
    expected::{Touch, Truth},
};
use orgready::{evidence::verdict::Version, page::Blocks};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{fmt, net::IpAddr};

/// What may become of a page.
#[derive(Debug)]
pub enum Operator {
    /// Something is gone, or there twice: a node, half a table, a column, an attribute, a text.
    Lacks(changes::Operator),
    /// An entry of a list stands at the list's end.
    Moved(String, usize),
    /// A column of a table stands last.
    ColumnMoved(String, usize),
    /// A text or an attribute is one that nobody asks for.
    Another(String),
    /// Every number in a text is zero.
    Zeros(String),
    /// Behind an entry of a list stands one of the same name, of another record.
    Namesake(String, usize),
    /// A row or a value leads to another record.
    Leads(String),
    /// An entry of a dual list stands on the other side.
    Over(String, usize),
    /// A box, or the image of one, is as it was not.
    Ticked(String),
    /// The same, and not saved.
    Unsaved(String),
    /// A box or button can't be used.
    Disabled(String),
    /// An image stands for a box.
    Image(String),
    /// The page says that it is in this language.
    Language(&'static str),
    /// All that is known by its words is in a language that nobody knows.
    Translated,
    /// Half of it is there yet.
    HalfLoaded,
    /// Half of each table is there, and the page says so.
    Cut,
    /// A pager, a row of letters or a filter.
    PartAdded(&'static str),
    /// A message: of an error or of something else.
    NoticeAdded(bool),
    /// It is of another node of Setup.
    OtherNode,
    /// Whoever logs in by a name is somebody else.
    OtherUser,
}

/// A name that nobody asks for.
const ANOTHER: &str = "Something else";
/// Where elements begin that no page of ours has.
pub const NAMESAKES: u64 = 1_000_000;

impl Operator {
    /// What is done, without where.
    pub fn name(&self) -> String {
        match self {
            Operator::Lacks(change) => {
                change.name.split_once(' ').map_or("", |(what, _)| what).to_owned() + " …"
            }
            Operator::PartAdded(part) => format!("{part} added"),
            Operator::NoticeAdded(error) => format!("{} added", if *error { "error" } else { "notice" }),
            Operator::Language(tag) => format!("language {tag:?}"),
            other => format!("{other:?}").split('(').next().unwrap_or_default().to_owned(),
        }
    }

    /// What it does to the truth of what it touches on a list that shows all there are, or does not.
    fn truth(&self, whole: bool) -> Truth {
        match self {
            Operator::Lacks(it) => match it.change {
                Change::Without(_) | Change::Half | Change::Empty if whole && takes_rows(&it.at) => {
                    Truth::Denies
                }
                _ => Truth::Keeps,
            },
            // That a part of a list lacks something is said of no part.
            Operator::Another(_) | Operator::Zeros(_) | Operator::Leads(_) => Truth::Denies,
            Operator::Ticked(_) | Operator::Over(..) => Truth::Flips,
            Operator::Unsaved(_) | Operator::NoticeAdded(true) => Truth::Unsaves,
            Operator::HalfLoaded | Operator::OtherNode | Operator::OtherUser => Truth::Destroys,
            _ => Truth::Keeps,
        }
    }

    /// What it does to a page as it is before it.
    pub fn touch<'v>(&self, page: &'v Value, whole: bool) -> Touch<'v> {
        let things = self.touches(page);
        Touch {
            truth: self.truth(whole),
            things: things.map(|things| things.iter().filter_map(|at| page.pointer(at)).collect()),
            thins: self.thins(),
            renumbers: matches!(self, Operator::Zeros(_)),
        }
    }

    /// In which order operators come: each knows what it touches by what is still there.
    pub fn rank(&self) -> usize {
        match self {
            Operator::Lacks(it) if takes_rows(&it.at) => 0,
            Operator::Ticked(_) | Operator::Unsaved(_) | Operator::Disabled(_) => 1,
            Operator::Another(_) | Operator::Zeros(_) => 2,
            Operator::Namesake(..) => 4,
            Operator::Over(..) => 5,
            _ => 3,
        }
    }

    /// Whether it is one after which of two things of one name one may be left.
    fn thins(&self) -> bool {
        match self {
            Operator::Lacks(it) => !matches!(it.change, Change::Twice(_)),
            Operator::Another(_) | Operator::Zeros(_) | Operator::Image(_) | Operator::Translated => true,
            _ => false,
        }
    }

    /// The things it touches, as JSON pointers: rows, boxes, values, entries. `None` where that is the whole page.
    fn touches(&self, page: &Value) -> Option<Vec<String>> {
        match self {
            Operator::Lacks(it) => Some(taken(it, page)),
            Operator::Another(at)
            | Operator::Zeros(at)
            | Operator::Ticked(at)
            | Operator::Unsaved(at)
            | Operator::Disabled(at)
            | Operator::Leads(at)
            | Operator::Image(at) => Some(thing(at).into_iter().collect()),
            Operator::Namesake(at, entry) | Operator::Over(at, entry) => {
                Some(thing(&format!("{at}/{entry}")).into_iter().collect())
            }
            Operator::OtherUser => Some(holding(page, "", &|text| text.contains('@'))),
            _ => None,
        }
    }

    /// Changes a page, unless an earlier change left nothing of what this one is about.
    pub fn apply(&self, page: &mut Value) -> bool {
        match self {
            Operator::Lacks(change) => change.apply(page),
            Operator::Moved(at, entry) => on_list(page, at, *entry, &|list, entry| {
                let moved = list.remove(entry);
                list.push(moved);
            }),
            Operator::Namesake(at, entry) => on_list(page, at, *entry, &|list, entry| {
                let mut namesake = list[entry].clone();
                rename(&mut namesake, "");
                list.insert(entry + 1, namesake);
            }),
            Operator::Leads(at) => leads_elsewhere(page, at),
            Operator::Over(at, entry) => goes_over(page, at, *entry),
            Operator::ColumnMoved(at, column) => move_column(page, at, *column),
            Operator::Another(at) => on_text(page, at, &|_| ANOTHER.to_owned()),
            Operator::Zeros(at) => on_text(page, at, &zeros),
            Operator::Ticked(at) => on_boxes(page, at, &|it| {
                ["saved", "shown", "ticked"].iter().for_each(|field| negate(it, field));
            }),
            Operator::Unsaved(at) => on_boxes(page, at, &|it| negate(it, "shown")),
            Operator::Disabled(at) => on_boxes(page, at, &|it| it["enabled"] = json!(false)),
            Operator::Image(at) => replace_by_image(page, at),
            _ => self.apply_to_page(page),
        }
    }

    fn apply_to_page(&self, page: &mut Value) -> bool {
        match self {
            Operator::Language(tag) => page["language"] = json!(tag),
            Operator::Translated => {
                page["language"] = json!("hu");
                translate(page, "");
            }
            Operator::HalfLoaded => {
                *page = serde_json::to_value(half(&Blocks::deserialize(&*page).unwrap())).unwrap();
                page["loading"] = json!(true);
            }
            Operator::Cut => {
                page["cut"] = json!(true);
                for table in page["tables"].as_array_mut().unwrap() {
                    let rows = table["rows"].as_array_mut().unwrap();
                    rows.truncate(rows.len() / 2);
                }
            }
            Operator::PartAdded(part) => page["parts"].as_array_mut().unwrap().push(json!(part)),
            Operator::NoticeAdded(error) => {
                let notice = json!({"error": error, "text": "Review all that is below."});
                page["notices"].as_array_mut().unwrap().push(notice);
            }
            Operator::OtherNode => page["setup_id"] = json!("ManageUsersElsewhere"),
            Operator::OtherUser => {
                for at in texts(page, "", &|text| text.contains('@')) {
                    on_text(page, &at, &|_| "somebody.else@other.example".to_owned());
                }
            }
            _ => return false,
        }
        true
    }
}

/// As it is named in a case that is kept.
impl fmt::Display for Operator {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Operator::Lacks(it) => match it.change {
                Change::Without(entry) | Change::Twice(entry) | Change::Column(entry) => {
                    write!(to, "{} at {}/{entry}", it.name, it.at)
                }
                _ => write!(to, "{} at {}", it.name, it.at),
            },
            Operator::Moved(at, entry)
            | Operator::ColumnMoved(at, entry)
            | Operator::Namesake(at, entry)
            | Operator::Over(at, entry) => write!(to, "{} at {at}/{entry}", self.name()),
            Operator::Another(at)
            | Operator::Zeros(at)
            | Operator::Ticked(at)
            | Operator::Unsaved(at)
            | Operator::Disabled(at)
            | Operator::Leads(at)
            | Operator::Image(at) => write!(to, "{} at {at}", self.name()),
            _ => write!(to, "{}", self.name()),
        }
    }
}

/// Every operator of a page, those of one name together.
pub fn operators(page: &Value) -> Vec<Vec<Operator>> {
    let mut lacks = Vec::new();
    changes::operators(page, "", "", &mut lacks);
    let mut all: Vec<Operator> = lacks.into_iter().map(Operator::Lacks).collect();
    walk(page, "", &mut all);
    all.extend(["en-US", "ja", "hu", "", "pt_BR"].map(Operator::Language));
    all.extend(["Pager", "Rolodex", "Filter"].map(Operator::PartAdded));
    all.extend([true, false].map(Operator::NoticeAdded));
    all.extend([Operator::Translated, Operator::HalfLoaded, Operator::Cut, Operator::OtherNode]);
    all.push(Operator::OtherUser);
    let mut grouped: Vec<Vec<Operator>> = Vec::new();
    for operator in all {
        match grouped.iter_mut().find(|group| group[0].name() == operator.name()) {
            Some(group) => group.push(operator),
            None => grouped.push(vec![operator]),
        }
    }
    grouped
}

/// The lists of which two entries may have one name. Two buttons of one name do the same.
const NAMED: [&str; 4] = ["/rows", "/boxes", "/details", "/entries"];

fn walk(value: &Value, at: &str, found: &mut Vec<Operator>) {
    match value {
        Value::Array(list) => {
            for (entry, value) in list.iter().enumerate() {
                if entry + 1 < list.len() {
                    found.push(Operator::Moved(at.to_owned(), entry));
                }
                if NAMED.iter().any(|name| at.ends_with(name)) {
                    found.push(Operator::Namesake(at.to_owned(), entry));
                    found.extend(leads(value).then(|| Operator::Leads(format!("{at}/{entry}"))));
                }
                found.extend(at.ends_with("/entries").then(|| Operator::Over(at.to_owned(), entry)));
                walk(value, &format!("{at}/{entry}"), found);
            }
        }
        Value::Object(fields) => {
            if let Some(headers) = fields.get("headers").and_then(Value::as_array) {
                found.extend(
                    (1..headers.len()).map(|column| Operator::ColumnMoved(at.to_owned(), column - 1)),
                );
            }
            if fields.contains_key("saved") {
                let of_box: [fn(String) -> Operator; 3] =
                    [Operator::Ticked, Operator::Unsaved, Operator::Image];
                found.extend(of_box.iter().map(|operator| operator(at.to_owned())));
            }
            if fields.get("ticked").is_some_and(Value::is_boolean) {
                found.push(Operator::Ticked(at.to_owned()));
            }
            if fields.get("enabled") == Some(&json!(true)) {
                found.push(Operator::Disabled(at.to_owned()));
            }
            fields.iter().for_each(|(field, value)| walk(value, &format!("{at}/{field}"), found));
        }
        Value::String(text) if !text.is_empty() && !at.starts_with("/parts") => {
            found.push(Operator::Another(at.to_owned()));
            if text.contains(|sign: char| sign.is_ascii_digit()) {
                found.push(Operator::Zeros(at.to_owned()));
            }
        }
        _ => {}
    }
}

fn takes_rows(at: &str) -> bool {
    at == "/tables" || at.ends_with("/rows")
}

/// The thing that a pointer leads into.
fn thing(at: &str) -> Option<String> {
    let parts: Vec<&str> = at.split('/').skip(1).collect();
    let length = match parts.as_slice() {
        ["tables", _, "rows", _, ..] => 4,
        ["boxes" | "details", _, ..] => 2,
        ["dual_lists", _, _, "entries", _, ..] => 5,
        _ => return None,
    };
    Some(parts[..length].iter().fold(String::new(), |at, part| format!("{at}/{part}")))
}

/// The things of which something is taken.
fn taken(it: &changes::Operator, page: &Value) -> Vec<String> {
    let length = page.pointer(&it.at).and_then(Value::as_array).map_or(0, Vec::len);
    let entries: Vec<usize> = match it.change {
        Change::Without(entry) | Change::Twice(entry) => vec![entry],
        Change::Empty => (0..length).collect(),
        Change::Half => (length / 2..length).collect(),
        Change::Column(_) => return things(page, &it.at),
        Change::Blank => return thing(&it.at).into_iter().collect(),
    };
    entries
        .iter()
        .flat_map(|entry| {
            let at = format!("{}/{entry}", it.at);
            if it.at == "/tables" { things(page, &at) } else { thing(&at).into_iter().collect() }
        })
        .collect()
}

/// The rows of a table.
fn things(page: &Value, table: &str) -> Vec<String> {
    let rows = page.pointer(table).and_then(|table| table["rows"].as_array()).map_or(0, Vec::len);
    (0..rows).map(|row| format!("{table}/rows/{row}")).collect()
}

/// The things that hold such a text.
fn holding(page: &Value, at: &str, is_it: &dyn Fn(&str) -> bool) -> Vec<String> {
    texts(page, at, is_it).iter().filter_map(|at| thing(at)).collect()
}

/// Where such texts are.
pub fn texts(value: &Value, at: &str, is_it: &dyn Fn(&str) -> bool) -> Vec<String> {
    match value {
        Value::Array(list) => list
            .iter()
            .enumerate()
            .flat_map(|(entry, value)| texts(value, &format!("{at}/{entry}"), is_it))
            .collect(),
        Value::Object(fields) => {
            fields.iter().flat_map(|(field, value)| texts(value, &format!("{at}/{field}"), is_it)).collect()
        }
        Value::String(text) if is_it(text) => vec![at.to_owned()],
        _ => Vec::new(),
    }
}

fn on_list(page: &mut Value, at: &str, entry: usize, change: &dyn Fn(&mut Vec<Value>, usize)) -> bool {
    match page.pointer_mut(at).and_then(Value::as_array_mut) {
        Some(list) if entry < list.len() => change(list, entry),
        _ => return false,
    }
    true
}

fn on_text(page: &mut Value, at: &str, change: &dyn Fn(&str) -> String) -> bool {
    let Some(target @ Value::String(_)) = page.pointer_mut(at) else { return false };
    *target = Value::String(change(target.as_str().unwrap_or_default()));
    true
}

/// A box in a row is among all boxes too, by the same `id`.
fn on_boxes(page: &mut Value, at: &str, change: &dyn Fn(&mut Value)) -> bool {
    let Some(target @ Value::Object(_)) = page.pointer_mut(at) else { return false };
    change(target);
    let id = target["id"].as_str().filter(|id| !id.is_empty()).map(str::to_owned);
    let Some(id) = id else { return true };
    for other in twins(page, &id).iter().filter(|other| *other != at) {
        if let Some(other) = page.pointer_mut(other) {
            change(other);
        }
    }
    true
}

/// Where boxes of this `id` are.
fn twins(page: &Value, id: &str) -> Vec<String> {
    let found = texts(page, "", &|text| text == id);
    let of_boxes = found.iter().filter_map(|at| at.strip_suffix("/id")).filter(|at| at.contains("boxes/"));
    of_boxes.map(str::to_owned).collect()
}

fn negate(it: &mut Value, field: &str) {
    if let Some(Value::Bool(mark)) = it.get_mut(field) {
        *mark = !*mark;
    }
}

/// The image says in words whether the box is ticked; in a row, its cell does.
fn replace_by_image(page: &mut Value, at: &str) -> bool {
    let Some(checkbox) = page.pointer(at) else { return false };
    let words = if checkbox["saved"] == json!(true) { "Checked" } else { "Not Checked" };
    let id = checkbox["id"].as_str().unwrap_or_default().to_owned();
    let mut all = if id.is_empty() { vec![at.to_owned()] } else { twins(page, &id) };
    // From behind, so that the others stay where they are.
    all.sort();
    for place in all.iter().rev() {
        let Some((list, entry)) = place.rsplit_once('/') else { continue };
        let entry: usize = entry.parse().unwrap();
        on_list(page, list, entry, &|list, entry| drop(list.remove(entry)));
        if let Some(cell) = list.strip_suffix("/boxes").filter(|cell| !cell.is_empty()) {
            page.pointer_mut(cell).unwrap()["text"] = json!(words);
        }
    }
    true
}

fn move_column(page: &mut Value, at: &str, column: usize) -> bool {
    let Some(table) = page.pointer_mut(at) else { return false };
    let to_end = |list: &mut Vec<Value>| {
        if column < list.len() {
            let moved = list.remove(column);
            list.push(moved);
        }
    };
    let rows = table["rows"].as_array_mut().unwrap();
    rows.iter_mut().for_each(|row| to_end(row["cells"].as_array_mut().unwrap()));
    to_end(table["headers"].as_array_mut().unwrap());
    true
}

/// Of another record: other elements, other ids in its addresses, another version, other values of its boxes.
fn rename(value: &mut Value, field: &str) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|value| rename(value, field)),
        Value::Object(fields) => fields.iter_mut().for_each(|(field, value)| rename(value, field)),
        Value::Number(number) if field == "element" => {
            *value = json!(number.as_u64().unwrap_or_default() + NAMESAKES);
        }
        Value::Bool(mark) if matches!(field, "saved" | "shown" | "ticked") => *mark = !*mark,
        Value::String(text) if field == "id" => *text = format!("{text}2"),
        Value::String(text) if field == "href" => *text = other_record(text),
        // An address of four numbers reads as a version too.
        Value::String(text) if Version::parse(text).is_some() && text.parse::<IpAddr>().is_err() => {
            *text = rotated(text);
        }
        _ => {}
    }
}

/// Whether something on a page leads to a record.
pub fn leads(value: &Value) -> bool {
    let addresses = texts(value, "", &|text| other_record(text) != text);
    addresses.iter().any(|at| at.ends_with("/href"))
}

fn leads_elsewhere(page: &mut Value, at: &str) -> bool {
    let Some(target) = page.pointer_mut(at).filter(|target| leads(target)) else { return false };
    for link in texts(target, "", &|text| other_record(text) != text) {
        if link.ends_with("/href") {
            on_text(target, &link, &other_record);
        }
    }
    true
}

fn goes_over(page: &mut Value, at: &str, entry: usize) -> bool {
    let other = match at.contains("/selected/") {
        true => at.replace("/selected/", "/available/"),
        false => at.replace("/available/", "/selected/"),
    };
    let Some(list) = page.pointer_mut(at).and_then(Value::as_array_mut) else { return false };
    if entry >= list.len() {
        return false;
    }
    let moved = list.remove(entry);
    page.pointer_mut(&other).and_then(Value::as_array_mut).is_some_and(|list| {
        list.push(moved);
        true
    })
}

fn rotated(text: &str) -> String {
    text.chars()
        .map(|sign| sign.to_digit(10).map_or(sign, |it| char::from(b'0' + (it as u8 + 1) % 10)))
        .collect()
}

/// An address with the digits of its record's id changed behind the key prefix.
fn other_record(address: &str) -> String {
    let mut other = String::new();
    for part in address.split_inclusive(|sign: char| !sign.is_ascii_alphanumeric()) {
        match part.char_indices().nth(6) {
            Some((at, _)) if part.len() >= 15 => {
                other.push_str(&part[..at]);
                other.push_str(&rotated(&part[at..]));
            }
            _ => other.push_str(part),
        }
    }
    other
}

/// Each number as one zero: an address stays an address.
fn zeros(text: &str) -> String {
    let mut zeros = String::new();
    for sign in text.chars() {
        match (sign.is_ascii_digit(), zeros.ends_with('0')) {
            (true, true) => {}
            (true, false) => zeros.push('0'),
            (false, _) => zeros.push(sign),
        }
    }
    zeros
}

/// Labels, headers and what buttons say.
fn translate(value: &mut Value, field: &str) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|value| translate(value, field)),
        Value::Object(fields) => fields.iter_mut().for_each(|(field, value)| translate(value, field)),
        Value::String(text) if matches!(field, "label" | "headers") && !text.is_empty() => {
            *text = format!("¿{text}?");
        }
        _ => {}
    }
}
