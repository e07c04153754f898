//! All that reads what others wrote, each with what must hold whatever they wrote. A target panics where something does not.

pub mod address;
pub mod answer;
pub mod checklist;
pub mod message;
pub mod page;

/// Takes any bytes.
pub type Target = fn(&[u8]);

/// By name.
pub const TARGETS: [(&str, Target); 5] = [
    ("checklist", checklist::check),
    ("message", message::check),
    ("page", page::check),
    ("answer", answer::check),
    ("address", address::check),
];

/// Where each target's known inputs are: its name, a folder, and how their names end. Fuzzing starts from them.
pub const KNOWN: &str = include_str!("../known.txt");

/// What is decoded encodes, and decodes to the same.
fn crosses<T: orgready::wire::Wire + PartialEq>(value: &T, what: &str) {
    let text = orgready::wire::to_text(value);
    let back: Option<T> = orgready::wire::from_text(&text);
    assert!(back.as_ref() == Some(value), "{what} is not read back from {text}");
}
