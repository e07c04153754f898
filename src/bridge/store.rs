//! What is kept for an org. The worker writes; everybody else asks it to.

use super::{from_text, to_text};
use crate::evidence::{Attestation, Evidence, Inputs, Ordered, OrgFacts, Spot, SpotRecord};
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
    /// What was typed in for the checklists.
    pub inputs: Inputs,
    /// What the admin says is done, by `checklist/step`.
    pub said: Ordered<String, Attestation>,
}

/// Facts of an org put to those that are held, both as text: what was not asked this time stays known.
#[must_use]
pub fn absorbed(held: &str, newer: &str) -> String {
    let mut facts: OrgFacts = from_text(held).unwrap_or_default();
    facts.absorb(from_text(newer).unwrap_or_default());
    to_text(&facts)
}

/// All that is kept for an org.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Stored {
    /// What the admin chose.
    pub choices: Choices,
    /// What pages showed.
    pub spots: Vec<(Spot, SpotRecord)>,
    /// What the API answered in this run of the browser.
    pub org: OrgFacts,
}

impl Stored {
    /// As evidence, with no page open.
    #[must_use]
    pub fn into_evidence(self) -> Evidence {
        Evidence {
            spots: self.spots.into_iter().collect(),
            open: Ordered::new(),
            org: if self.choices.api { self.org } else { OrgFacts::default() },
            said: self.choices.said,
            inputs: self.choices.inputs,
        }
    }
}
