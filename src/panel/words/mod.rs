//! Every word the sidebar says, in plain English: one sentence each, in Salesforce's own terms.
//!
//! Functions over the enums, so that nothing can be shown that has no words. Nothing here knows the DOM.

mod access;
mod controls;
mod evidence;
mod faults;
mod reasons;
mod status;
mod times;
mod values;

pub use controls::{PageWords, acts_at_once, by_hand, looking, may_not_change, not_shown, order, ringed};
pub use evidence::{
    api_off, checking, conflict, counts, not_arrived, not_kept, not_read, refreshed, risk_after, risk_before,
    signed_in, source, source_name, source_verb, updated,
};
pub use faults::{fault, fault_name};
pub use reasons::{Said, not_looked, outdated, reason, reason_name};
pub use status::{org_kind, progress, progress_bar, status, summary, tab};
pub use times::{age, checked};
pub use values::{usage, value, wanted};

/// The most characters of an org's own text that are quoted in a sentence.
const MOST_QUOTED: usize = 40;

/// An org's own text, quoted and cut.
fn quoted(text: &str) -> String {
    let kept: String = text.chars().take(MOST_QUOTED).collect();
    let rest = if text.chars().count() > MOST_QUOTED { "…" } else { "" };
    format!("“{kept}{rest}”")
}

/// A number with its noun.
fn plural(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A list as English writes it: "a, b or c".
fn listed(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., end] => format!("{} {last} {end}", most.join(", ")),
    }
}
