//! JSON as programs write it: messages, what is kept, and what the org's API answers.
//!
//! What people write (checklists) is read by `jsonc-parser`, which tells positions. Here nothing has to be told, and every document that is
//! read carries this code: a tenth of that library's 14 kilobytes of WebAssembly does. Anything odd is no JSON.

/// How deep values may be nested.
const MOST_DEPTH: usize = 32;
/// How deep an answer of the API may be: facts that are made of it are written deeper, and must be read again.
pub const MOST_DEPTH_OF_ANSWERS: usize = 16;

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
    Text(String),
    /// A list.
    List(Vec<Json<'t>>),
    /// Names and values, in their order.
    Object(Vec<(String, Json<'t>)>),
}

impl<'t> Json<'t> {
    /// What stands under a name, if this is an object and it does; the first of two.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json<'t>> {
        self.as_object()?.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Names and values.
    #[must_use]
    pub fn as_object(&self) -> Option<&[(String, Json<'t>)]> {
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
    let mut reader = Reader { rest: text };
    let value = reader.value(most_depth)?;
    reader.skip_space();
    reader.rest.is_empty().then_some(value)
}

struct Reader<'t> {
    rest: &'t str,
}

impl<'t> Reader<'t> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\n', '\r', '\t']);
    }

    /// Takes a mark, if it is what follows.
    fn takes(&mut self, mark: &str) -> bool {
        self.skip_space();
        let rest = self.rest.strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// `depth`: so much deeper may it go.
    fn value(&mut self, depth: usize) -> Option<Json<'t>> {
        if self.takes("{") {
            return self.object(depth);
        }
        if self.takes("[") {
            return self.list(depth);
        }
        if self.takes("\"") {
            return self.text().map(Json::Text);
        }
        for (word, value) in
            [("null", Json::Null), ("true", Json::Truth(true)), ("false", Json::Truth(false))]
        {
            if self.takes(word) {
                return Some(value);
            }
        }
        let end = self.rest.find(|it: char| !matches!(it, '0'..='9' | '-' | '+' | '.' | 'e' | 'E'));
        let (number, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        number
            .starts_with(|first: char| first == '-' || first.is_ascii_digit())
            .then_some(Json::Number(number))
    }

    fn list(&mut self, depth: usize) -> Option<Json<'t>> {
        let mut list = Vec::new();
        if self.takes("]") {
            return Some(Json::List(list));
        }
        loop {
            list.push(self.value(depth.checked_sub(1)?)?);
            if self.takes("]") {
                return Some(Json::List(list));
            }
            if !self.takes(",") {
                return None;
            }
        }
    }

    fn object(&mut self, depth: usize) -> Option<Json<'t>> {
        let mut object = Vec::new();
        if self.takes("}") {
            return Some(Json::Object(object));
        }
        loop {
            if !self.takes("\"") {
                return None;
            }
            let name = self.text()?;
            if !self.takes(":") {
                return None;
            }
            object.push((name, self.value(depth.checked_sub(1)?)?));
            if self.takes("}") {
                return Some(Json::Object(object));
            }
            if !self.takes(",") {
                return None;
            }
        }
    }

    /// What follows a quotation mark, up to the next.
    fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            let end = self.rest.find(['"', '\\'])?;
            text.push_str(self.rest.get(..end)?);
            let mark = self.rest.as_bytes().get(end)?;
            self.rest = self.rest.get(end + 1..)?;
            if *mark == b'"' {
                return Some(text);
            }
            text.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let mark = characters.next()?;
        self.rest = characters.as_str();
        Some(match mark {
            '"' | '\\' | '/' => mark,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let unit = self.unit()?;
                if unit & 0xfc00 != 0xd800 {
                    return char::from_u32(unit);
                }
                self.rest = self.rest.strip_prefix("\\u")?;
                let low = self.unit()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
                char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + low)?
            }
            _ => return None,
        })
    }

    fn unit(&mut self) -> Option<u32> {
        let digits = self.rest.get(..4).filter(|it| it.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
        self.rest = self.rest.get(4..)?;
        u32::from_str_radix(digits, 16).ok()
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
            "0",
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
            ".5",
            "\"\\u+041\"",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&"[".repeat(100_000)), None);
        assert!(parse_within("[[1]]", 2).is_some());
        assert_eq!(parse_within("[[1]]", 1), None);
    }

    fn as_serde(json: &Json<'_>) -> serde_json::Value {
        match json {
            Json::Null => serde_json::Value::Null,
            Json::Truth(truth) => (*truth).into(),
            Json::Number(number) => serde_json::from_str(number).unwrap(),
            Json::Text(text) => text.as_str().into(),
            Json::List(list) => list.iter().map(as_serde).collect(),
            Json::Object(object) => {
                object.iter().map(|(name, value)| (name.clone(), as_serde(value))).collect()
            }
        }
    }
}
