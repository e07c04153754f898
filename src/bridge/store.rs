//! What is kept for an org. The worker writes; everybody else asks it to.

use super::{from_text, to_text};
use crate::{
    checklist::{Checklist, says},
    evidence::{Attestation, Inputs, Limit, Moment, Ordered, OrgFacts, OrgSays},
    setup::Place,
};
use serde::{Deserialize, Serialize};

/// What the admin chose for an org.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// Ids of the chosen checklists, in order.
    pub checklists: Vec<String>,
    /// Whether the org's API may be asked.
    pub api: bool,
    /// Whether the sidebar is shrunk to its tab.
    pub collapsed: bool,
    /// Whether the sidebar stands on the side where the page's lines begin.
    pub at_start: bool,
    /// What was typed in for the checklists.
    pub inputs: Inputs,
    /// What the admin says is done, by `checklist/step`.
    pub said: Ordered<String, Attestation>,
    /// How old evidence may be before its age is told.
    pub limit: Limit,
    /// The places that the other of their two ways leads to in this org, as was found by going there.
    pub other_ways: Vec<Place>,
    /// When the host was found to lead to another org than before, as after a sandbox was refreshed. Until the admin chooses again.
    pub refreshed: Option<Moment>,
}

/// Facts of an org put to those that are held, both as text: what was not asked this time stays known. What is held and dated later than
/// now is of before the clock was set back, and would never be replaced.
#[must_use]
pub fn absorbed(held: &str, newer: &str, now: Moment) -> String {
    let mut facts: OrgFacts = from_text(held).unwrap_or_default();
    if facts.newest().is_some_and(|newest| newest.is_to_come(now)) {
        facts = OrgFacts::default();
    }
    facts.absorb(from_text(newer).unwrap_or_default());
    to_text(&facts)
}

/// What the facts that are held, as text, say of the chosen checklists. Without leave for the API they say nothing.
#[must_use]
pub fn judged(checklists: &[Checklist], choices: &Choices, held: &str) -> OrgSays {
    let held = if choices.api { from_text(held) } else { None };
    says(checklists, &choices.inputs, &held.unwrap_or_default())
}

/// All that is kept for an org.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stored {
    /// What the admin chose.
    pub choices: Choices,
    /// What pages showed: a spot with its record each, as text. What is held already is not read again.
    pub spots: Vec<String>,
    /// What the API's answers of this run of the browser say.
    pub org: OrgSays,
}
