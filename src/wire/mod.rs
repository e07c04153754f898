//! Values as JSON text and back: how messages and what is kept are written. The API's answers are read by the same [`json`].
//!
//! The shape is serde's (variants by name, fields by name), and a test holds the two together. Serde's own way through
//! `serde-wasm-bindgen` costs some 2.5 kilobytes of WebAssembly for each type, and there are forty of them. For the same reason reading
//! does not stop at the first thing that is wrong: it notes it, goes on with any values, and gives nothing at the end.

pub mod json;

use crate::evidence::Ordered;
use json::{Json, Member, parse};
use std::{borrow::Cow, cell::Cell};

/// The most bytes of one text that are read.
pub const MOST_BYTES: usize = 8_000_000;

/// A value that can be written.
pub trait Write {
    /// Writes it as JSON.
    fn write(&self, to: &mut String);
}

/// A value that can be written and read.
pub trait Wire: Write + Sized {
    /// Whether a field of it may be missing, which is as good as `null` then.
    const MAY_MISS: bool = false;

    /// Reads it. Where something else stands there, or nothing, refuses it and gives any value.
    fn read(from: &From<'_>) -> Self;
}

/// A value as JSON text.
#[must_use]
pub fn to_text(value: &dyn Write) -> String {
    let mut text = String::new();
    value.write(&mut text);
    text
}

/// A value from JSON text; `None` where it is not exactly what was expected.
#[must_use]
pub fn from_text<T: Wire>(text: &str) -> Option<T> {
    if text.len() > MOST_BYTES {
        return None;
    }
    let json = parse(text)?;
    let refused = Cell::new(false);
    let value = T::read(&From { json: Some(&json), refused: &refused });
    (!refused.get()).then_some(value)
}

/// Where a value is read from; nothing where nothing stands.
pub struct From<'j> {
    json: Option<&'j Json<'j>>,
    refused: &'j Cell<bool>,
}

impl<'j> From<'j> {
    /// Says that something else stands there than was expected.
    pub fn refuse<T: Default>(&self) -> T {
        self.refused.set(true);
        T::default()
    }

    fn of(&self, json: Option<&'j Json<'j>>) -> From<'j> {
        From { json, refused: self.refused }
    }

    fn object(&self) -> Option<&'j [Member<'j>]> {
        match self.json {
            Some(Json::Object(object)) => Some(object),
            _ => None,
        }
    }

    /// What stands under a name. In an object it may be missing, which is as good as `null` then.
    fn find(&self, name: &str, may_miss: bool) -> From<'j> {
        let found = self.object().and_then(|object| {
            let named = object.iter().find(|(known, _)| known == name).map(|(_, value)| value);
            if may_miss { named.or(Some(&Json::Null)) } else { named }
        });
        self.of(found)
    }

    /// A field of the object.
    #[must_use]
    pub fn field<T: Wire>(&self, name: &str) -> T {
        T::read(&self.find(name, T::MAY_MISS))
    }

    /// A field of the object, or what holds where there is none.
    #[must_use]
    pub fn field_or_default<T: Wire + Default>(&self, name: &str) -> T {
        let found = self.find(name, false);
        if self.object().is_some() && found.json.is_none() { T::default() } else { T::read(&found) }
    }

    /// Which of the variants of these names, each with a comma after it, it is, and what it holds.
    #[must_use]
    pub fn variant(&self, names: &str) -> (usize, From<'j>) {
        let (name, held) = match self.json {
            Some(Json::Text(name)) => (name.as_ref(), None),
            Some(Json::Object(object)) => match object.as_slice() {
                [(name, held)] => (name.as_ref(), Some(held)),
                _ => ("", None),
            },
            _ => ("", None),
        };
        match names.split_terminator(',').position(|known| known == name) {
            Some(at) => (at, self.of(held)),
            None => (self.refuse(), self.of(None)),
        }
    }

    /// Refuses a variant that holds something, where it may not.
    pub fn nothing(&self) {
        if self.json.is_some() {
            self.refused.set(true);
        }
    }

    fn elements(&self) -> &'j [Json<'j>] {
        match self.json {
            Some(Json::List(list)) => list,
            _ => {
                self.refused.set(true);
                &[]
            }
        }
    }
}

/// Writes a text as a JSON string.
pub fn write_text(text: &str, to: &mut String) {
    to.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | ..b' ')) {
        let (plain, from) = rest.split_at(at);
        to.push_str(plain);
        let mut characters = from.chars();
        match characters.next() {
            Some(control) if control < ' ' => {
                to.push_str("\\u00");
                for half in [u32::from(control) >> 4, u32::from(control) & 15] {
                    to.extend(char::from_digit(half, 16));
                }
            }
            mark => to.extend([Some('\\'), mark].into_iter().flatten()),
        }
        rest = characters.as_str();
    }
    to.push_str(rest);
    to.push('"');
}

/// Writes an object of fields of these names, each with a comma after it.
pub fn write_fields(names: &str, fields: &[&dyn Write], to: &mut String) {
    debug_assert_eq!(names.split_terminator(',').count(), fields.len(), "{names}");
    to.push('{');
    for (at, (name, value)) in names.split_terminator(',').zip(fields).enumerate() {
        if at > 0 {
            to.push(',');
        }
        write_text(name, to);
        to.push(':');
        value.write(to);
    }
    to.push('}');
}

/// Writes a variant: `"Name"`, `"Name "` with a value, or `"Name field,…"` with fields.
pub fn write_variant(shape: &str, held: &[&dyn Write], to: &mut String) {
    let Some((name, fields)) = shape.split_once(' ') else { return write_text(shape, to) };
    to.push('{');
    write_text(name, to);
    to.push(':');
    match held {
        [only] if fields.is_empty() => only.write(to),
        _ => write_fields(fields, held, to),
    }
    to.push('}');
}

/// Makes structs wire: `record!(Type { field, … })`. Names stand in one text and values in one list: with a name beside each value, and a
/// blank value of each type, the panel was 2 % larger.
macro_rules! record {
    ($($name:ident { $($field:ident),* $(,)? })+) => {$(
        impl $crate::wire::Write for $name {
            fn write(&self, to: &mut String) {
                $crate::wire::write_fields(concat!($(stringify!($field), ",",)*), &[$(&self.$field),*], to);
            }
        }

        impl $crate::wire::Wire for $name {
            fn read(from: &$crate::wire::From<'_>) -> Self {
                $name { $($field: from.field(stringify!($field))),* }
            }
        }
    )+};
}

/// Makes structs wire that are one value with a name.
macro_rules! wraps {
    ($($name:ident),+ $(,)?) => {$(
        impl $crate::wire::Write for $name {
            fn write(&self, to: &mut String) {
                $crate::wire::Write::write(&self.0, to);
            }
        }

        impl $crate::wire::Wire for $name {
            fn read(from: &$crate::wire::From<'_>) -> Self {
                $name($crate::wire::Wire::read(from))
            }
        }
    )+};
}

/// Makes enums wire: `variants!(Type { Unit, Holding(value), With { field, … } })`. The first variant stands for any.
macro_rules! variants {
    ($($name:ident {
        $first:ident $(($first_inner:ident))? $({ $($first_field:ident),+ })?
        $(, $variant:ident $(($inner:ident))? $({ $($field:ident),+ })?)* $(,)?
    })+) => {$(
        impl $crate::wire::Write for $name {
            fn write(&self, to: &mut String) {
                let (shape, held): (&str, &[&dyn $crate::wire::Write]) = match self {
                    $name::$first $(($first_inner))? $({ $($first_field),+ })? =>
                        $crate::wire::variants!(@written $first $(($first_inner))? $({ $($first_field),+ })?),
                    $($name::$variant $(($inner))? $({ $($field),+ })? =>
                        $crate::wire::variants!(@written $variant $(($inner))? $({ $($field),+ })?),)*
                };
                $crate::wire::write_variant(shape, held, to);
            }
        }

        // `At` numbers the variants as `names` lists them; as constants the numbers can be matched.
        #[allow(dead_code, non_upper_case_globals, clippy::enum_variant_names)]
        impl $crate::wire::Wire for $name {
            fn read(from: &$crate::wire::From<'_>) -> Self {
                enum At { $first $(, $variant)* }
                $(const $variant: usize = At::$variant as usize;)*
                let names = concat!(stringify!($first), ",", $(stringify!($variant), ",",)*);
                let (at, held) = from.variant(names);
                match at {
                    $($variant => $crate::wire::variants!(@read held $name $variant $(($inner))? $({ $($field),+ })?),)*
                    _ => $crate::wire::variants!(@read held $name $first $(($first_inner))? $({ $($first_field),+ })?),
                }
            }
        }
    )+};
    (@written $variant:ident) => { (stringify!($variant), &[]) };
    (@written $variant:ident ($inner:ident)) => { (concat!(stringify!($variant), " "), &[$inner]) };
    (@written $variant:ident { $($field:ident),+ }) => {
        (concat!(stringify!($variant), " ", $(stringify!($field), ",",)+), &[$($field),+])
    };
    (@read $held:ident $name:ident $variant:ident) => {{
        $held.nothing();
        $name::$variant
    }};
    (@read $held:ident $name:ident $variant:ident ($inner:ident)) => {
        $name::$variant($crate::wire::Wire::read(&$held))
    };
    (@read $held:ident $name:ident $variant:ident { $($field:ident),+ }) => {
        $name::$variant { $($field: $held.field(stringify!($field))),+ }
    };
}

/// Makes numbers wire that are never below zero.
macro_rules! numbers {
    ($($number:ty),+) => {$(
        impl Write for $number {
            fn write(&self, to: &mut String) {
                to.push_str(&self.to_string());
            }
        }

        impl Wire for $number {
            fn read(from: &From<'_>) -> Self {
                let far = whole(from.json).filter(|(is_below, _)| !is_below).map(|(_, far)| far);
                far.and_then(|far| far.try_into().ok()).unwrap_or_else(|| from.refuse())
            }
        }
    )+};
}

pub(crate) use {record, variants, wraps};

numbers!(u64, usize);

impl Write for i64 {
    fn write(&self, to: &mut String) {
        to.push_str(&self.to_string());
    }
}

impl Wire for i64 {
    fn read(from: &From<'_>) -> Self {
        integer(from.json).unwrap_or_else(|| from.refuse())
    }
}

/// A whole number; `None` where it is none, or has no room.
#[must_use]
pub fn integer(json: Option<&Json<'_>>) -> Option<i64> {
    let (is_below, far) = whole(json)?;
    let far = i64::try_from(far).ok()?;
    Some(if is_below { -far } else { far })
}

/// Whether a whole number is below zero, and how far it is from it. One way for all types of numbers: each type's own takes up to half a
/// kilobyte of WebAssembly.
fn whole(json: Option<&Json<'_>>) -> Option<(bool, u64)> {
    let Some(Json::Number(number)) = json else { return None };
    let (is_below, digits) = match number.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, *number),
    };
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    Some((is_below, digits.parse().ok().filter(|_| is_plain)?))
}

impl Write for bool {
    fn write(&self, to: &mut String) {
        to.push_str(if *self { "true" } else { "false" });
    }
}

impl Wire for bool {
    fn read(from: &From<'_>) -> Self {
        match from.json {
            Some(Json::Truth(truth)) => *truth,
            _ => from.refuse(),
        }
    }
}

impl Write for String {
    fn write(&self, to: &mut String) {
        write_text(self, to);
    }
}

impl Wire for String {
    fn read(from: &From<'_>) -> Self {
        match from.json {
            Some(Json::Text(text)) => text.to_string(),
            _ => from.refuse(),
        }
    }
}

impl<T: Write> Write for &T {
    fn write(&self, to: &mut String) {
        (**self).write(to);
    }
}

impl<T: Write> Write for Option<T> {
    fn write(&self, to: &mut String) {
        match self {
            Some(value) => value.write(to),
            None => to.push_str("null"),
        }
    }
}

impl<T: Wire> Wire for Option<T> {
    const MAY_MISS: bool = true;

    fn read(from: &From<'_>) -> Self {
        match from.json {
            Some(Json::Null) => None,
            _ => Some(T::read(from)),
        }
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, to: &mut String) {
        to.push('[');
        for (at, value) in self.iter().enumerate() {
            if at > 0 {
                to.push(',');
            }
            value.write(to);
        }
        to.push(']');
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn read(from: &From<'_>) -> Self {
        let elements = from.elements();
        let mut list = Vec::with_capacity(elements.len());
        for element in elements {
            list.push(T::read(&from.of(Some(element))));
        }
        list
    }
}

impl<A: Write, B: Write> Write for (A, B) {
    fn write(&self, to: &mut String) {
        to.push('[');
        self.0.write(to);
        to.push(',');
        self.1.write(to);
        to.push(']');
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn read(from: &From<'_>) -> Self {
        match from.elements() {
            [first, second] => (A::read(&from.of(Some(first))), B::read(&from.of(Some(second)))),
            _ => {
                from.refused.set(true);
                (A::read(&from.of(None)), B::read(&from.of(None)))
            }
        }
    }
}

impl<T: Write, E: Write> Write for Result<T, E> {
    fn write(&self, to: &mut String) {
        match self {
            Ok(value) => write_variant("Ok ", &[value], to),
            Err(error) => write_variant("Err ", &[error], to),
        }
    }
}

impl<T: Wire, E: Wire> Wire for Result<T, E> {
    fn read(from: &From<'_>) -> Self {
        match from.variant("Err,Ok,") {
            (1, held) => Ok(T::read(&held)),
            (_, held) => Err(E::read(&held)),
        }
    }
}

/// Keys are written as names: texts as they are, variants without fields by their name.
impl<K: Write + Ord, V: Write> Write for Ordered<K, V> {
    fn write(&self, to: &mut String) {
        to.push('{');
        for (at, (key, value)) in self.pairs().iter().enumerate() {
            if at > 0 {
                to.push(',');
            }
            key.write(to);
            to.push(':');
            value.write(to);
        }
        to.push('}');
    }
}

impl<K: Wire + Ord, V: Wire> Wire for Ordered<K, V> {
    fn read(from: &From<'_>) -> Self {
        let mut map = Ordered::new();
        let Some(object) = from.object() else { return from.refuse() };
        for (name, value) in object {
            let name = Json::Text(Cow::Borrowed(name));
            let key = K::read(&From { json: Some(&name), refused: from.refused });
            map.insert(key, V::read(&from.of(Some(value))));
        }
        map
    }
}
