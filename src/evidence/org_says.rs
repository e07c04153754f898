//! What the org's answers come to, judged where they are kept: the sidebar gets this, and never a row.

use super::{Fault, Moment, Ordered, OrgSide, Reason, Spot, Usage, Verdict, org_facts::Owner};
use crate::setup::Control;

/// What the org's answers say of one requirement.
#[derive(Debug, Clone, PartialEq)]
pub struct OrgWord {
    /// What they say, and of when.
    pub told: OrgSide,
    /// Where it can be seen or changed, best first, and what to touch there. Places of one record are named where the record is known.
    pub spots: Vec<(Spot, Option<Control>)>,
}

/// What they say of what nobody asked.
static NOTHING: OrgWord = OrgWord {
    told: OrgSide { asked_at: None, verdict: Verdict::CannotTell(Reason::NotLooked) },
    spots: Vec::new(),
};

impl Default for OrgWord {
    fn default() -> Self {
        NOTHING.clone()
    }
}

/// Checklists may have hundreds of steps, and each asks for its word at every change: not one by one.
fn word<'w>(words: &'w Ordered<String, OrgWord>, key: &str) -> &'w OrgWord {
    let words = words.pairs();
    let at = words.binary_search_by(|(known, _)| known.as_str().cmp(key)).ok();
    at.and_then(|at| words.get(at)).map_or(&NOTHING, |(_, word)| word)
}

/// What the org's answers say of all steps of the chosen checklists.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OrgSays {
    /// Whose session asked. `None` where the org did not say.
    pub owner: Option<Owner>,
    /// The newest word on API calls.
    pub usage: Option<Usage>,
    /// Why nothing could be asked at all, and when that was tried.
    pub failed: Option<(Moment, Fault)>,
    /// When the newest of the answers was asked for.
    pub asked_at: Option<Moment>,
    /// How many calls a full check takes that Salesforce counts.
    pub calls: usize,
    /// By `checklist/step`: its requirement.
    pub steps: Ordered<String, OrgWord>,
    /// By `checklist/step`: its condition, where it has one.
    pub conditions: Ordered<String, OrgWord>,
}

impl OrgSays {
    /// What is said of a step's requirement, by its key.
    #[must_use]
    pub fn of_step(&self, key: &str) -> &OrgWord {
        word(&self.steps, key)
    }

    /// What is said of a step's condition, by its key.
    #[must_use]
    pub fn of_condition(&self, key: &str) -> &OrgWord {
        word(&self.conditions, key)
    }

    /// Takes in what is said now. It comes whole, and may come late: the newer stays. What another user was told takes its place whenever
    /// that was, for it is told in the session of now; so does nothing, where nobody knows yet whose that is.
    pub fn absorb(&mut self, other: OrgSays) {
        if other.owner != self.owner || other.newest() >= self.newest() {
            *self = other;
        }
    }

    /// Nothing that was said counts any more; where the steps are stays known.
    pub fn forget(&mut self) {
        let OrgSays { calls, steps, conditions, .. } = std::mem::take(self);
        *self = OrgSays { calls, steps, conditions, ..OrgSays::default() };
        for (_, word) in self.steps.iter_mut().chain(self.conditions.iter_mut()) {
            word.told = NOTHING.told.clone();
        }
    }

    /// Nothing answered at all: what was never asked is not to be had.
    pub fn fail(&mut self, at: Moment, fault: &Fault) {
        self.failed = Some((at, fault.clone()));
        for (_, word) in self.steps.iter_mut() {
            if word.told.verdict == Verdict::CannotTell(Reason::NotLooked) {
                word.told.verdict = Verdict::CannotTell(Reason::Fault(fault.clone()));
            }
        }
    }

    /// When the API was last tried.
    #[must_use]
    pub fn newest(&self) -> Option<Moment> {
        let tried = self.failed.as_ref().map(|(at, _)| *at);
        self.asked_at.max(self.usage.map(|usage| usage.asked_at)).max(tried)
    }
}
