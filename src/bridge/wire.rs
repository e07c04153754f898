//! Values as JSON text and back: how messages and what is kept are written.
//!
//! The shape is serde's (variants by name, fields by name), and a test holds the two together. Serde's own way through
//! `serde-wasm-bindgen` costs some 2.5 kilobytes of WebAssembly for each type, and there are forty of them.

use crate::evidence::Ordered;
use jsonc_parser::{
    CollectOptions,
    ast::{Object, Value as Json},
    parse_to_ast,
};

/// The most bytes of one text that are read.
pub const MOST_BYTES: usize = 8_000_000;

/// A value that can be written and read.
pub trait Wire: Sized {
    /// Writes it as JSON.
    fn write(&self, to: &mut String);

    /// Reads it; `None` where something else stands there.
    fn read(from: &Json<'_>) -> Option<Self>;

    /// What holds where a field is missing; `None` where it must be there.
    fn missing() -> Option<Self> {
        None
    }
}

/// A value as JSON text.
#[must_use]
pub fn to_text(value: &impl Wire) -> String {
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
    let parsed =
        parse_to_ast(text, &CollectOptions::default(), &crate::requirement::options::strict()).ok()?;
    T::read(&parsed.value?)
}

/// Writes a text as a JSON string.
pub fn write_text(text: &str, to: &mut String) {
    to.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => to.extend(['\\', character]),
            control if control < ' ' => {
                to.push_str("\\u00");
                for half in [u32::from(control) >> 4, u32::from(control) & 15] {
                    to.extend(char::from_digit(half, 16));
                }
            }
            other => to.push(other),
        }
    }
    to.push('"');
}

/// The fields of an object, comma by comma.
pub fn write_field(first: &mut bool, name: &str, value: &impl Wire, to: &mut String) {
    to.push(if std::mem::take(first) { '{' } else { ',' });
    write_text(name, to);
    to.push(':');
    value.write(to);
}

/// A field of an object.
pub fn field<T: Wire>(of: &Object<'_>, name: &str) -> Option<T> {
    match of.get(name) {
        Some(property) => T::read(&property.value),
        None => T::missing(),
    }
}

/// A variant's name, and what it holds.
pub fn variant<'j>(json: &'j Json<'j>) -> Option<(&'j str, Option<&'j Json<'j>>)> {
    match json {
        Json::StringLit(name) => Some((&name.value, None)),
        Json::Object(object) => match object.properties.as_slice() {
            [property] => Some((property.name.as_str(), Some(&property.value))),
            _ => None,
        },
        _ => None,
    }
}

/// Makes structs wire: `record!(Type { field, … })`.
macro_rules! record {
    ($($name:ident { $($field:ident),+ $(,)? })+) => {$(
        impl $crate::bridge::wire::Wire for $name {
            fn write(&self, to: &mut String) {
                let mut first = true;
                $($crate::bridge::wire::write_field(&mut first, stringify!($field), &self.$field, to);)+
                to.push('}');
            }

            fn read(from: &jsonc_parser::ast::Value<'_>) -> Option<Self> {
                let object = from.as_object()?;
                Some($name { $($field: $crate::bridge::wire::field(object, stringify!($field))?),+ })
            }
        }
    )+};
}

/// Makes enums wire: `variants!(Type { Unit, Holding(value), With { field, … } })`.
macro_rules! variants {
    ($($name:ident { $($variant:ident $(($inner:ident))? $({ $($field:ident),+ })?),+ $(,)? })+) => {$(
        impl $crate::bridge::wire::Wire for $name {
            fn write(&self, to: &mut String) {
                match self {
                    $($name::$variant $(($inner))? $({ $($field),+ })? => {
                        #[allow(unused_mut, unused_assignments)]
                        let mut unit = true;
                        $({
                            unit = false;
                            $crate::bridge::wire::write_field(&mut true, stringify!($variant), $inner, to);
                        })?
                        $({
                            unit = false;
                            to.push_str(concat!("{\"", stringify!($variant), "\":"));
                            let mut first = true;
                            $($crate::bridge::wire::write_field(&mut first, stringify!($field), $field, to);)+
                            to.push('}');
                        })?
                        to.push_str(if unit { concat!("\"", stringify!($variant), "\"") } else { "}" });
                    })+
                }
            }

            fn read(from: &jsonc_parser::ast::Value<'_>) -> Option<Self> {
                let (name, holds) = $crate::bridge::wire::variant(from)?;
                match name {
                    $(stringify!($variant) => {
                        #[allow(unused_mut, unused_assignments)]
                        let mut unit = true;
                        $(
                            unit = false;
                            let $inner = $crate::bridge::wire::Wire::read(holds?)?;
                        )?
                        $(
                            unit = false;
                            let object = holds?.as_object()?;
                            $(let $field = $crate::bridge::wire::field(object, stringify!($field))?;)+
                        )?
                        if unit && holds.is_some() {
                            return None;
                        }
                        Some($name::$variant $(($inner))? $({ $($field),+ })?)
                    })+
                    _ => None,
                }
            }
        }
    )+};
}

/// Makes numbers wire.
macro_rules! numbers {
    ($($number:ty),+) => {$(
        impl Wire for $number {
            fn write(&self, to: &mut String) {
                to.push_str(&self.to_string());
            }

            fn read(from: &Json<'_>) -> Option<Self> {
                from.as_number_lit()?.value.parse().ok()
            }
        }
    )+};
}

pub(crate) use {record, variants};

numbers!(u32, u64, i64);

impl Wire for usize {
    fn write(&self, to: &mut String) {
        (*self as u64).write(to);
    }

    fn read(from: &Json<'_>) -> Option<Self> {
        usize::try_from(u64::read(from)?).ok()
    }
}

impl Wire for bool {
    fn write(&self, to: &mut String) {
        to.push_str(if *self { "true" } else { "false" });
    }

    fn read(from: &Json<'_>) -> Option<Self> {
        Some(from.as_boolean_lit()?.value)
    }
}

impl Wire for String {
    fn write(&self, to: &mut String) {
        write_text(self, to);
    }

    fn read(from: &Json<'_>) -> Option<Self> {
        Some(from.as_string_lit()?.value.to_string())
    }
}

impl<T: Wire> Wire for Option<T> {
    fn write(&self, to: &mut String) {
        match self {
            Some(value) => value.write(to),
            None => to.push_str("null"),
        }
    }

    fn read(from: &Json<'_>) -> Option<Self> {
        match from {
            Json::NullKeyword(_) => Some(None),
            value => T::read(value).map(Some),
        }
    }

    fn missing() -> Option<Self> {
        Some(None)
    }
}

impl<T: Wire> Wire for Vec<T> {
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

    fn read(from: &Json<'_>) -> Option<Self> {
        from.as_array()?.elements.iter().map(T::read).collect()
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn write(&self, to: &mut String) {
        to.push('[');
        self.0.write(to);
        to.push(',');
        self.1.write(to);
        to.push(']');
    }

    fn read(from: &Json<'_>) -> Option<Self> {
        match from.as_array()?.elements.as_slice() {
            [first, second] => Some((A::read(first)?, B::read(second)?)),
            _ => None,
        }
    }
}

impl<T: Wire, E: Wire> Wire for Result<T, E> {
    fn write(&self, to: &mut String) {
        match self {
            Ok(value) => write_field(&mut true, "Ok", value, to),
            Err(error) => write_field(&mut true, "Err", error, to),
        }
        to.push('}');
    }

    fn read(from: &Json<'_>) -> Option<Self> {
        match variant(from)? {
            ("Ok", Some(value)) => T::read(value).map(Ok),
            ("Err", Some(error)) => E::read(error).map(Err),
            _ => None,
        }
    }
}

/// Keys are written as names: texts as they are, variants without fields by their name.
impl<K: Wire + Ord, V: Wire> Wire for Ordered<K, V> {
    fn write(&self, to: &mut String) {
        to.push('{');
        for (at, (key, value)) in self.iter().enumerate() {
            if at > 0 {
                to.push(',');
            }
            key.write(to);
            to.push(':');
            value.write(to);
        }
        to.push('}');
    }

    fn read(from: &Json<'_>) -> Option<Self> {
        let pair = |property: &jsonc_parser::ast::ObjectProp<'_>| {
            let key = match &property.name {
                jsonc_parser::ast::ObjectPropName::String(name) => K::read(&Json::StringLit(name.clone()))?,
                jsonc_parser::ast::ObjectPropName::Word(_) => return None,
            };
            Some((key, V::read(&property.value)?))
        };
        from.as_object()?.properties.iter().map(pair).collect()
    }
}
