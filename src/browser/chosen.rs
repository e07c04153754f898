//! What is chosen for an org, as the worker hands it over: the checklists' files and the admin's choices.

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
    /// `files`: the texts of the chosen checklists' files; one that cannot be read is left out, and told of where it is shown.
    #[must_use]
    pub fn read(files: &Array, choices: &str) -> Self {
        let parse = |text: String| Checklist::parse(&text).ok();
        let checklists = files.iter().filter_map(|text| parse(text.as_string()?)).collect();
        Chosen { checklists, choices: from_text(choices).unwrap_or_default() }
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
