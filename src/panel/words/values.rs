//! What was found and what is wanted.

use super::{listed, plural};
use crate::evidence::Value;

/// A value as an admin would say it.
#[must_use]
pub fn value(value: &Value) -> String {
    let words = match value {
        Value::Ticked(true) => "ticked",
        Value::Ticked(false) => "not ticked",
        Value::Absent => "not there",
        Value::Present => "there",
        Value::Either => "either way",
        Value::ByHand => "done by hand",
        Value::Text(text) => text,
        Value::AtLeast(least) => return format!("{least} or more"),
        Value::OneOf(values) => return listed(values, "or"),
        Value::Count(count) => return count.to_string(),
        Value::Progress { have, of, missing } => return progress(*have, *of, missing),
    };
    words.to_owned()
}

/// What is wanted, said in the terms of what was found.
#[must_use]
pub fn wanted(wanted: &Value, found: Option<&Value>) -> String {
    match (wanted, found) {
        (Value::Present, Some(Value::Progress { of, .. })) => format!("all {of}"),
        (Value::AtLeast(least), Some(Value::Text(_))) => format!("{least} or newer"),
        _ => value(wanted),
    }
}

fn progress(have: usize, of: usize, missing: &[String]) -> String {
    if missing.is_empty() {
        return format!("{have} of {of}");
    }
    let untold = of.saturating_sub(have).saturating_sub(missing.len());
    let names = missing.join(", ");
    let rest = if untold > 0 { format!(" and {}", plural(untold, "other", "others")) } else { String::new() };
    format!("{have} of {of}, missing: {names}{rest}")
}

/// How much of the org's daily API calls is used.
#[must_use]
pub fn usage(used: u64, allowed: u64) -> String {
    format!("{} of {} daily API calls used.", grouped(used), grouped(allowed))
}

/// A number with its thousands parted, as English does.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut parted = String::new();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_as_an_admin_says_them() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        for (given, told) in [
            (Value::Ticked(true), "ticked"),
            (Value::Ticked(false), "not ticked"),
            (Value::Text("1.10".into()), "1.10"),
            (Value::OneOf(names(&["Active"])), "Active"),
            (Value::OneOf(names(&["Active", "Trial", "Free"])), "Active, Trial or Free"),
            (Value::Progress { have: 10, of: 10, missing: vec![] }, "10 of 10"),
            (Value::Progress { have: 8, of: 10, missing: names(&["a", "b"]) }, "8 of 10, missing: a, b"),
            (
                Value::Progress { have: 7, of: 10, missing: names(&["a", "b"]) },
                "7 of 10, missing: a, b and 1 other",
            ),
        ] {
            assert_eq!(value(&given), told);
        }
    }

    #[test]
    fn large_numbers_are_parted() {
        for (number, told) in [(0, "0"), (999, "999"), (1000, "1,000"), (12_345_678, "12,345,678")] {
            assert_eq!(grouped(number), told);
        }
    }

    #[test]
    fn what_is_wanted_is_said_in_the_terms_of_what_was_found() {
        let some = Value::Progress { have: 1, of: 2, missing: vec!["a".into()] };
        assert_eq!(wanted(&Value::Present, Some(&some)), "all 2");
        assert_eq!(
            wanted(&Value::AtLeast("1.12".into()), Some(&Value::Text("1.10".into()))),
            "1.12 or newer"
        );
        assert_eq!(wanted(&Value::AtLeast("1000".into()), Some(&Value::Count(7))), "1000 or more");
    }
}
