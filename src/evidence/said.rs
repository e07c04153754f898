//! The admin's own word: what was done by hand, and who is meant.

use super::{Moment, Ordered};
use serde::{Deserialize, Serialize};

/// The admin says that a step is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attestation {
    /// When it was said.
    pub at: Moment,
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
