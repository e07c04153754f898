//! The admin's own word: what was done by hand, who is meant, and what is too old.

use super::{Moment, Ordered};
use serde::{Deserialize, Serialize};

/// The admin says that a step is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attestation {
    /// When it was said.
    pub at: Moment,
}

/// After how many minutes evidence is old.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit(pub u64);

impl Default for Limit {
    fn default() -> Self {
        Limit(10)
    }
}

impl Limit {
    /// Whether what is of this time is old now.
    #[must_use]
    pub fn is_over(self, at: Moment, now: Moment) -> bool {
        at.until(now) > self.0.saturating_mul(60_000)
    }
}

/// What the admin chose: `checklist/input` to its values (usernames, labels).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Inputs(pub Ordered<String, Vec<String>>);

impl Inputs {
    /// The values of an input of a checklist; empty where nothing was chosen.
    #[must_use]
    pub fn values(&self, checklist: &str, input: &str) -> &[String] {
        self.0.get(format!("{checklist}/{input}").as_str()).map_or(&[], Vec::as_slice)
    }

    /// Whether a text is a value of any input, as names for login are compared.
    #[must_use]
    pub fn have(&self, text: &str) -> bool {
        self.0.values().flatten().any(|value| value.eq_ignore_ascii_case(text))
    }
}
