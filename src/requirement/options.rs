//! Reads the options of a requirement, and the rest of a checklist, from JSON with positions.
//!
//! Strict JSON (RFC 8259) only: no comments, no trailing commas. Every complaint says where, what was expected and what was found.
//! Nothing here can fail any other way; size and depth are bounded.

use jsonc_parser::{
    CollectOptions, ParseOptions,
    ast::{Object as JsonObject, Value as Json},
    common::Ranged,
    parse_to_ast,
};
use std::{
    cell::{Cell, RefCell},
    fmt,
};

/// The most bytes a checklist may have.
pub const MOST_BYTES: usize = 256_000;
/// The most bytes one text in it may have.
pub const MOST_TEXT: usize = 4_000;
/// The most entries one list in it may have.
pub const MOST_ENTRIES: usize = 200;
/// The most objects that may stand in one another.
pub const MOST_DEPTH: usize = 8;
/// The most problems that are told.
pub const MOST_PROBLEMS: usize = 100;
/// The most characters of what was found that are told.
const MOST_FOUND: usize = 120;

/// Something wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What should stand there.
    pub expected: String,
    /// What stands there.
    pub found: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}:{}: expected {}, found {}", self.line, self.column, self.expected, self.found)
    }
}

/// The options JSON is read with.
#[must_use]
fn strict() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

/// Parses a file whose root is an object and lets `lower` read it. Problems of both come back together.
///
/// # Errors
/// All problems, in file order, if there is any.
pub fn read_file<T>(text: &str, lower: impl FnOnce(&mut Object<'_>) -> Option<T>) -> Result<T, Vec<Problem>> {
    let sink = Problems { text, list: RefCell::default(), depth: Cell::default() };
    let lowered = if text.len() > MOST_BYTES {
        sink.add(0, "at most 256000 bytes", format!("{} bytes", text.len()));
        None
    } else {
        lower_root(text, &sink, lower)
    };
    let problems = sink.list.into_inner();
    match lowered {
        Some(lowered) if problems.is_empty() => Ok(lowered),
        _ => Err(problems),
    }
}

fn lower_root<T>(
    text: &str,
    sink: &Problems<'_>,
    lower: impl FnOnce(&mut Object<'_>) -> Option<T>,
) -> Option<T> {
    match parse_to_ast(text, &CollectOptions::default(), &strict()) {
        Err(error) => {
            sink.add(error.range().start, "JSON", error.kind().to_string());
            None
        }
        Ok(parsed) => match &parsed.value {
            Some(Json::Object(root)) => Object::read(root, sink, lower),
            Some(other) => sink.refuse(other, "an object"),
            None => {
                sink.add(0, "an object", "nothing");
                None
            }
        },
    }
}

/// Line and column, both from 1, of a byte in a text.
fn position(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.get(line_start..).map_or(0, |line| line.chars().count());
    (before.matches('\n').count() + 1, column + 1)
}

/// Whether a character shows as nothing, or changes how those around it show: controls, directions, what parts lines, tags. A text with
/// one may read as another than it is.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200b}' | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

struct Problems<'t> {
    text: &'t str,
    list: RefCell<Vec<Problem>>,
    /// How many objects are being read, each in the one before.
    depth: Cell<usize>,
}

impl Problems<'_> {
    fn add(&self, byte: usize, expected: impl Into<String>, found: impl Into<String>) {
        self.put(byte, expected.into(), &found.into());
    }

    fn put(&self, byte: usize, expected: String, found: &str) {
        let mut list = self.list.borrow_mut();
        if list.len() >= MOST_PROBLEMS {
            return;
        }
        let (line, column) = position(self.text, byte);
        // In file order; to sort the list would weigh kilobytes.
        let is_before = |known: &&Problem| (known.line, known.column) <= (line, column);
        let at = list.iter().take_while(is_before).count();
        // What a stranger wrote is told as it shows: no more of it than fits, and nothing unseen.
        let shown = |letter| if is_unseen(letter) { '\u{fffd}' } else { letter };
        let found = found.chars().take(MOST_FOUND).map(shown).collect();
        list.insert(at, Problem { line, column, expected, found });
    }

    fn is_full(&self) -> bool {
        self.list.borrow().len() >= MOST_PROBLEMS
    }

    fn refuse<T>(&self, value: &Json<'_>, expected: &str) -> Option<T> {
        self.add(value.range().start, expected, word_for(value));
        None
    }
}

fn word_for(value: &Json<'_>) -> String {
    match value {
        Json::StringLit(it) => format!("\"{}\"", it.value),
        Json::NumberLit(it) => it.value.to_owned(),
        Json::BooleanLit(it) => it.value.to_string(),
        Json::Object(_) => "an object".to_owned(),
        Json::Array(_) => "a list".to_owned(),
        Json::NullKeyword(_) => "null".to_owned(),
    }
}

/// An object being read. Every property must be asked for; what is left over is a problem.
pub struct Object<'r> {
    json: &'r JsonObject<'r>,
    sink: &'r Problems<'r>,
    known: Vec<&'static str>,
    /// Whether properties that nobody asked for are left alone.
    lenient: bool,
}

impl<'r> Object<'r> {
    fn read<T>(
        json: &'r JsonObject<'r>,
        sink: &'r Problems<'r>,
        lower: impl FnOnce(&mut Object<'_>) -> Option<T>,
    ) -> Option<T> {
        let depth = sink.depth.get();
        if depth >= MOST_DEPTH {
            sink.add(json.range.start, "at most 8 objects in one another", "one more");
            return None;
        }
        sink.depth.set(depth + 1);
        let mut object = Object { json, sink, known: Vec::new(), lenient: false };
        let lowered = lower(&mut object);
        object.refuse_the_rest();
        sink.depth.set(depth);
        lowered
    }

    /// Leaves what nobody asked for alone: it may mean something in a format that is not known here.
    pub fn leave_the_rest(&mut self) {
        self.lenient = true;
    }

    fn refuse_the_rest(&self) {
        if self.lenient {
            return;
        }
        for (at, property) in self.json.properties.iter().enumerate() {
            if self.sink.is_full() {
                return;
            }
            let name = property.name.as_str();
            let twice = self.json.properties.iter().take(at).any(|earlier| earlier.name.as_str() == name);
            if twice {
                self.sink.add(property.range.start, "each property once", format!("\"{name}\" again"));
            } else if !self.known.contains(&name) {
                let expected =
                    if self.known.is_empty() { "no property".to_owned() } else { one_of(&self.known) };
                self.sink.add(property.range.start, expected, format!("\"{name}\""));
            }
        }
    }

    fn value(&mut self, name: &'static str) -> Option<&'r Json<'r>> {
        self.known.push(name);
        Some(&self.json.get(name)?.value)
    }

    fn needed(&mut self, name: &'static str, expected: &str) -> Option<&'r Json<'r>> {
        let value = self.value(name);
        if value.is_none() {
            self.sink.add(self.json.range.start, format!("\"{name}\": {expected}"), "an object without it");
        }
        value
    }

    /// Complains about the value of a property; about the object where it has none.
    pub fn refuse<T>(&self, name: &str, expected: &str, found: &str) -> Option<T> {
        let start =
            self.json.get(name).map_or(self.json.range.start, |property| property.value.range().start);
        self.sink.add(start, expected, found);
        None
    }

    /// Complains about an entry of a list.
    pub fn refuse_entry<T>(&self, name: &str, at: usize, expected: &str, found: &str) -> Option<T> {
        let list = self.json.get(name).and_then(|property| property.value.as_array());
        let entry = list.and_then(|list| list.elements.get(at));
        let start = entry.map_or(self.json.range.start, |entry| entry.range().start);
        self.sink.add(start, expected, found);
        None
    }

    /// A text that must be there and say something.
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        let value = self.needed(name, "a text")?;
        text_of(value, self.sink)
    }

    /// A text that may be missing. `None` only after a complaint.
    #[allow(clippy::option_option)]
    pub fn text_or_none(&mut self, name: &'static str) -> Option<Option<String>> {
        match self.value(name) {
            Some(value) => text_of(value, self.sink).map(Some),
            None => Some(None),
        }
    }

    /// A list of texts with at least one entry.
    pub fn texts(&mut self, name: &'static str) -> Option<Vec<String>> {
        match self.needed(name, "a list of texts")? {
            Json::Array(list) if !list.elements.is_empty() && list.elements.len() <= MOST_ENTRIES => {
                list.elements.iter().map(|entry| text_of(entry, self.sink)).collect()
            }
            other => self.sink.refuse(other, "a list of texts"),
        }
    }

    /// A list of texts that may be missing, and is empty then.
    pub fn texts_or_none(&mut self, name: &'static str) -> Option<Vec<String>> {
        if self.json.get(name).is_none() {
            self.known.push(name);
            return Some(Vec::new());
        }
        self.texts(name)
    }

    /// `true` or `false`.
    pub fn truth(&mut self, name: &'static str) -> Option<bool> {
        match self.needed(name, "true or false")? {
            Json::BooleanLit(truth) => Some(truth.value),
            other => self.sink.refuse(other, "true or false"),
        }
    }

    /// A whole number, not negative.
    pub fn number(&mut self, name: &'static str) -> Option<u64> {
        let value = self.needed(name, "a whole number")?;
        let number = value.as_number_lit().and_then(|number| number.value.parse().ok());
        number.or_else(|| self.sink.refuse(value, "a whole number"))
    }

    /// A text that must name one of a closed set.
    pub fn choice<T: Copy>(&mut self, name: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let value = self.needed(name, &one_of(&names))?;
        let found =
            value.as_string_lit().and_then(|text| choices.iter().find(|(name, _)| *name == text.value));
        found.map(|(_, choice)| *choice).or_else(|| self.sink.refuse(value, &one_of(&names)))
    }

    /// As [`Object::choice`], with what holds where the property is missing.
    pub fn choice_or<T: Copy>(
        &mut self,
        name: &'static str,
        choices: &[(&'static str, T)],
        otherwise: T,
    ) -> Option<T> {
        if self.json.get(name).is_none() {
            self.known.push(name);
            return Some(otherwise);
        }
        self.choice(name, choices)
    }

    /// An object that must be there.
    pub fn object<T>(
        &mut self,
        name: &'static str,
        lower: impl FnOnce(&mut Object<'_>) -> Option<T>,
    ) -> Option<T> {
        match self.needed(name, "an object")? {
            Json::Object(object) => Object::read(object, self.sink, lower),
            other => self.sink.refuse(other, "an object"),
        }
    }

    /// A list of objects; a missing list is an empty one.
    pub fn objects<T>(
        &mut self,
        name: &'static str,
        mut lower: impl FnMut(&mut Object<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(value) = self.value(name) else { return Some(Vec::new()) };
        let Json::Array(list) = value else { return self.sink.refuse(value, "a list of objects") };
        if list.elements.len() > MOST_ENTRIES {
            return self.sink.refuse(value, "at most 200 entries");
        }
        // Not short-circuiting: one run tells all that is wrong.
        let lowered: Vec<Option<T>> = list
            .elements
            .iter()
            .map(|entry| match entry {
                Json::Object(object) => Object::read(object, self.sink, &mut lower),
                other => self.sink.refuse(other, "an object"),
            })
            .collect();
        lowered.into_iter().collect()
    }

    /// Whether a property that may be missing is there.
    pub fn has(&mut self, name: &'static str) -> bool {
        self.known.push(name);
        self.json.get(name).is_some()
    }

    /// A list of such objects as [`Object::tagged`] reads, with at least one entry.
    pub fn tagged_list<T>(
        &mut self,
        name: &'static str,
        tags: &[&'static str],
        lower: &mut dyn FnMut(&'static str, &mut Object<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        match self.needed(name, "a list")? {
            Json::Array(list) if !list.elements.is_empty() && list.elements.len() <= MOST_ENTRIES => {
                list.elements.iter().map(|entry| tagged_of(entry, self.sink, tags, lower)).collect()
            }
            other => self.sink.refuse(other, "a list with something in it"),
        }
    }

    /// An object with exactly one property, whose name is one of a closed set and whose value is an object: `{"kind": {…}}`.
    pub fn tagged<T>(
        &mut self,
        name: &'static str,
        tags: &[&'static str],
        lower: &mut dyn FnMut(&'static str, &mut Object<'_>) -> Option<T>,
    ) -> Option<T> {
        let value = self.needed(name, &one_of(tags))?;
        tagged_of(value, self.sink, tags, lower)
    }
}

fn tagged_of<T>(
    value: &Json<'_>,
    sink: &Problems<'_>,
    tags: &[&'static str],
    lower: &mut dyn FnMut(&'static str, &mut Object<'_>) -> Option<T>,
) -> Option<T> {
    let Json::Object(object) = value else { return sink.refuse(value, &one_of(tags)) };
    let [property] = object.properties.as_slice() else {
        sink.add(object.range.start, "exactly one kind", object.properties.len().to_string());
        return None;
    };
    let Some(tag) = tags.iter().find(|tag| **tag == property.name.as_str()) else {
        sink.add(property.range.start, one_of(tags), format!("\"{}\"", property.name.as_str()));
        return None;
    };
    match &property.value {
        Json::Object(options) => Object::read(options, sink, |options| lower(tag, options)),
        other => sink.refuse(other, "an object"),
    }
}

fn text_of(value: &Json<'_>, sink: &Problems<'_>) -> Option<String> {
    match value {
        Json::StringLit(text) if text.value.len() > MOST_TEXT => {
            sink.refuse(value, "at most 4000 bytes of text")
        }
        Json::StringLit(text) if text.value.chars().any(is_unseen) => {
            sink.refuse(value, "a text without characters that do not show")
        }
        Json::StringLit(text) if !text.value.trim().is_empty() => Some(text.value.to_string()),
        other => sink.refuse(other, "a text that says something"),
    }
}

fn one_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    match quoted.as_slice() {
        [only] => only.clone(),
        names => format!("one of {}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(String, Vec<bool>), Vec<String>> {
        read_file(text, |root| {
            let name = root.text("name");
            let list = root.objects("list", |entry| entry.truth("on"));
            Some((name?, list?))
        })
        .map_err(|problems| problems.iter().map(Problem::to_string).collect())
    }

    #[test]
    fn a_file_is_read_or_told_what_is_wrong_and_where() {
        assert_eq!(read(r#"{"name": "n", "list": [{"on": true}]}"#), Ok(("n".to_owned(), vec![true])));
        for (text, problems) in [
            ("", vec!["1:1: expected an object, found nothing"]),
            ("[]", vec!["1:1: expected an object, found a list"]),
            ("{\n  \"name\": 1 }", vec!["2:11: expected a text that says something, found 1"]),
            ("{}", vec!["1:1: expected \"name\": a text, found an object without it"]),
            (
                "{\"name\": \"é\", \"nam\": 1,\n\"list\": [{\"on\": 0}, {\"on\": \"x\"}]}",
                vec![
                    "1:15: expected one of \"name\", \"list\", found \"nam\"",
                    "2:17: expected true or false, found 0",
                    "2:28: expected true or false, found \"x\"",
                ],
            ),
            (
                "{\"name\": \"a\", \"name\": \"b\"}",
                vec!["1:15: expected each property once, found \"name\" again"],
            ),
        ] {
            assert_eq!(read(text), Err(problems.into_iter().map(str::to_owned).collect()), "{text}");
        }
    }

    #[test]
    fn what_is_not_strict_json_is_refused() {
        for text in [
            "{name: 'a'}",
            "{\"name\": \"a\",}",
            "{\"name\": \"a\"} // x",
            "{\"name\" \"a\"}",
            &"[".repeat(100_000),
        ] {
            let problems = read(text).unwrap_err();
            assert!(problems.iter().all(|problem| problem.contains("expected JSON")), "{problems:?}");
        }
    }

    #[test]
    fn sizes_are_bounded() {
        assert!(read(&" ".repeat(MOST_BYTES + 1)).is_err());
        assert!(read(&format!("{{\"name\": \"{}\"}}", "x".repeat(MOST_TEXT + 1))).is_err());
    }
}
