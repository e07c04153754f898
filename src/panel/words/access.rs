//! Objects, fields and the boxes that give access to them, in the words of Salesforce's pages.

use super::controls::listed as quoted;
use crate::page::labels::{Written, written};

/// Salesforce's English names of standard objects' tabs, which its pages show in place of API names.
const OBJECTS: [(&str, &str); 8] = [
    ("Account", "Accounts"),
    ("Campaign", "Campaigns"),
    ("Case", "Cases"),
    ("Contact", "Contacts"),
    ("Event", "Events"),
    ("Lead", "Leads"),
    ("Opportunity", "Opportunities"),
    ("Task", "Tasks"),
];

/// What is said of words that a page in another language has in that.
const ENGLISH: &str = " (in English)";

fn shown(object: &str) -> Option<&'static str> {
    OBJECTS.iter().find(|(name, _)| *name == object).map(|(_, label)| *label)
}

fn note(language: &str) -> &'static str {
    if written(language) == Written::Otherwise { ENGLISH } else { "" }
}

/// Names in quotes: objects as their pages show them, all else as it is.
pub(super) fn listed(names: &[String], language: &str) -> String {
    let list = quoted(names.iter().map(|name| shown(name).unwrap_or(name)));
    let is_label = names.iter().any(|name| shown(name).is_some());
    [list.as_str(), if is_label { note(language) } else { "" }].concat()
}

/// Which boxes to tick for what.
pub(super) fn boxes(boxes: &[String], of: &[String], language: &str) -> String {
    let ticked = quoted(boxes.iter().map(String::as_str));
    [&ticked, note(language), " for ", &listed(of, language)].concat()
}

/// The way to objects or to their fields.
pub(super) fn way(fields: bool) -> &'static str {
    if fields {
        "Open || and see to its fields. What can't be changed there, a permission set can give."
    } else {
        "Open ||, or press |Edit| where the page has the whole profile. What can't be changed there, a permission set can give."
    }
}
