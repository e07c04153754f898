//! JSON as programs write it: messages, what is kept, and what the org's API answers.
//!
//! What people write (checklists) is read by `jsonc-parser`, which tells positions. Here nothing has to be told, and every document that is
//! read carries this code: a tenth of that library's 14 kilobytes of WebAssembly does. Anything odd is no JSON.

use std::borrow::Cow;

/// How deep values may be nested.
const MOST_DEPTH: usize = 32;
/// How deep an answer of the API may be: facts that are made of it are written deeper, and must be read again.
pub const MOST_DEPTH_OF_ANSWERS: usize = 16;

/// A name and the value under it.
pub type Member<'t> = (Cow<'t, str>, Json<'t>);

/// A value. Numbers stay as they are written.
#[derive(Debug, PartialEq)]
pub enum Json<'t> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Truth(bool),
    /// A number, or what begins like one: whoever wants it reads it.
    Number(&'t str),
    /// A text.
    Text(Cow<'t, str>),
    /// A list.
    List(Vec<Json<'t>>),
    /// Names and values, in their order.
    Object(Vec<Member<'t>>),
}

impl<'t> Json<'t> {
    /// What stands under a name, if this is an object and it does; the first of two.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json<'t>> {
        self.as_object()?.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Names and values.
    #[must_use]
    pub fn as_object(&self) -> Option<&[Member<'t>]> {
        match self {
            Json::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The values of a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Json<'t>]> {
        match self {
            Json::List(list) => Some(list),
            _ => None,
        }
    }

    /// A text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Reads one value and nothing after it.
#[must_use]
pub fn parse(text: &str) -> Option<Json<'_>> {
    parse_within(text, MOST_DEPTH)
}

/// Reads one value that is nested so deep at most, and nothing after it.
#[must_use]
pub fn parse_within(text: &str, most_depth: usize) -> Option<Json<'_>> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(most_depth)?;
    reader.skip_space();
    (reader.at == text.len()).then_some(value)
}

/// Goes by bytes: all that means something in JSON is one, and none of it is a part of another character.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.next() {
            self.at += 1;
        }
    }

    /// Takes a mark, if it is what follows.
    fn takes(&mut self, mark: u8) -> bool {
        self.skip_space();
        let is_next = self.next() == Some(mark);
        self.at += usize::from(is_next);
        is_next
    }

    /// Takes so many bytes, if they are whole characters.
    fn take(&mut self, bytes: usize) -> Option<&'t str> {
        let taken = self.text.get(self.at..self.at.checked_add(bytes)?)?;
        self.at += bytes;
        Some(taken)
    }

    /// `depth`: so much deeper may it go.
    fn value(&mut self, depth: usize) -> Option<Json<'t>> {
        self.skip_space();
        match self.next()? {
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            b'"' => self.quoted().map(Json::Text),
            b'n' => self.word("null", Json::Null),
            b't' => self.word("true", Json::Truth(true)),
            b'f' => self.word("false", Json::Truth(false)),
            b'-' | b'0'..=b'9' => self.number(),
            _ => None,
        }
    }

    fn word(&mut self, word: &str, value: Json<'t>) -> Option<Json<'t>> {
        (self.take(word.len())? == word).then_some(value)
    }

    fn number(&mut self) -> Option<Json<'t>> {
        let from = self.at;
        while let Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E') = self.next() {
            self.at += 1;
        }
        let number = self.text.get(from..self.at)?;
        // 010 is no number of JSON's, and a number of JavaScript's that is another than it looks.
        let is_padded = matches!(number.trim_start_matches('-').as_bytes(), [b'0', b'0'..=b'9', ..]);
        (!is_padded).then_some(Json::Number(number))
    }

    fn list(&mut self, depth: usize) -> Option<Json<'t>> {
        let mut list = Vec::new();
        self.at += 1;
        if self.takes(b']') {
            return Some(Json::List(list));
        }
        loop {
            list.push(self.value(depth.checked_sub(1)?)?);
            if self.takes(b']') {
                return Some(Json::List(list));
            }
            if !self.takes(b',') {
                return None;
            }
        }
    }

    fn object(&mut self, depth: usize) -> Option<Json<'t>> {
        let mut object = Vec::new();
        self.at += 1;
        if self.takes(b'}') {
            return Some(Json::Object(object));
        }
        loop {
            self.skip_space();
            let name = self.quoted()?;
            if !self.takes(b':') {
                return None;
            }
            object.push((name, self.value(depth.checked_sub(1)?)?));
            if self.takes(b'}') {
                return Some(Json::Object(object));
            }
            if !self.takes(b',') {
                return None;
            }
        }
    }

    /// A text in quotation marks: a part of what is read, unless something in it is escaped.
    fn quoted(&mut self) -> Option<Cow<'t, str>> {
        if !self.takes(b'"') {
            return None;
        }
        let mut text = String::new();
        loop {
            let from = self.at;
            while !matches!(self.next()?, b'"' | b'\\') {
                self.at += 1;
            }
            let part = self.text.get(from..self.at)?;
            let is_whole = self.next() == Some(b'"');
            self.at += 1;
            if is_whole && text.is_empty() {
                return Some(Cow::Borrowed(part));
            }
            text.push_str(part);
            if is_whole {
                return Some(Cow::Owned(text));
            }
            text.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let mark = self.next()?;
        self.at += 1;
        Some(match mark {
            b'"' | b'\\' | b'/' => char::from(mark),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                if unit & 0xfc00 != 0xd800 {
                    return char::from_u32(unit);
                }
                if self.take(2)? != "\\u" {
                    return None;
                }
                let low = self.unit()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
                char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + low)?
            }
            _ => return None,
        })
    }

    fn unit(&mut self) -> Option<u32> {
        // Not `from_str_radix`, which also takes a sign.
        self.take(4)?.chars().try_fold(0, |unit, digit| Some(unit * 16 + digit.to_digit(16)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_browsers_and_serde_write_is_read_and_what_is_odd_is_not() {
        for text in [
            r#"{"a":[1,-2.5e3,true,false,null],"b":{"c":"\"\\\/\b\f\n\r\tA\u00e9\u30bb\ud83d\udd12"},"d":[],"e":{}}"#,
            " [ 1 , { \"a\" : \"Größe · セッション · 🔒\" } ] ",
            "\"\"",
            "\"\\n\"",
            "\"\\u0000é\\\\\"",
            "[\"a\" ,\"b\"]",
            "[0,-0,0.5,-0.5,10,1e05]",
        ] {
            let same: serde_json::Value = serde_json::from_str(text).unwrap();
            assert_eq!(parse(text).map(|json| as_serde(&json)), Some(same), "{text}");
        }
        for text in [
            "",
            "{",
            "[1,]",
            "{\"a\":1,}",
            "{a:1}",
            "\"a",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "1 2",
            "nul",
            "[1 2]",
            "{\"a\" 1}",
            "'a'",
            "+1",
            "0200",
            "-01",
            ".5",
            "\"\\u+041\"",
            "\"\\",
            "\"\\u12",
            "\"\\ud83d\\",
            "\"\\ud83d\\u",
            "\"\\udc00\"",
            "\"\\é\"",
            "\"\\u12é0\"",
            "\"é",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&"[".repeat(100_000)), None);
        assert!(parse_within("[[1]]", 2).is_some());
        assert_eq!(parse_within("[[1]]", 1), None);
    }

    #[test]
    fn every_character_that_is_written_is_read_again_by_this_and_by_serde() {
        for character in ('\0'..='\u{a0}').chain(['é', '\u{2028}', 'セ', '🔒']) {
            let text = format!("a{character}b{character}");
            let mut written = String::new();
            crate::wire::write_text(&text, &mut written);
            assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text, "{written}");
            assert_eq!(parse(&written), Some(Json::Text(text.into())), "{written}");
        }
    }

    fn as_serde(json: &Json<'_>) -> serde_json::Value {
        match json {
            Json::Null => serde_json::Value::Null,
            Json::Truth(truth) => (*truth).into(),
            Json::Number(number) => serde_json::from_str(number).unwrap(),
            Json::Text(text) => text.as_ref().into(),
            Json::List(list) => list.iter().map(as_serde).collect(),
            Json::Object(object) => {
                object.iter().map(|(name, value)| (name.to_string(), as_serde(value))).collect()
            }
        }
    }
}
