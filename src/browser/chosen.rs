//! What is chosen for an org, as the worker hands it over: the checklists and the admin's choices.

use super::checklists;
use crate::{
    bridge::{Choices, from_text, judged, to_text},
    checklist::{Checklist, Meant, needs},
};
use js_sys::Array;

/// The chosen checklists with their inputs.
#[derive(Debug)]
pub struct Chosen {
    pub(super) checklists: Vec<Checklist>,
    pub(super) choices: Choices,
}

impl Chosen {
    /// `list`: the chosen checklists, as text.
    #[must_use]
    pub fn of(list: &Array, choices: &str) -> Self {
        Chosen { checklists: checklists::all(list), choices: from_text(choices).unwrap_or_default() }
    }

    /// What to ask for, as text; see [`needs`]. Nothing where it is not said which steps are meant.
    #[must_use]
    pub fn needs(&self, held: &str, meant: &str) -> Option<String> {
        let meant: Meant = from_text(meant)?;
        let held = from_text(held).unwrap_or_default();
        Some(to_text(&needs(&self.checklists, &self.choices.inputs, &held, &meant)))
    }

    /// What the facts that are held say, as text; see [`judged`].
    #[must_use]
    pub fn says(&self, held: &str) -> String {
        to_text(&judged(&self.checklists, &self.choices, held))
    }
}
