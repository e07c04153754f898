//! What the worker does with the org's answers: what to ask for the chosen checklists, and what the answers come to for the sidebar.

use super::{Checklist, Step};
use crate::{
    evidence::{Inputs, Need, OrgFacts, OrgSays, Spot},
    org::plan::counted_calls,
    requirement::Subjects,
};

/// What to ask for the steps at a spot, or for all. A table's answer replaces the one before, so it is asked for all that any step needs
/// of it.
#[must_use]
pub fn needs(checklists: &[Checklist], inputs: &Inputs, org: &OrgFacts, at: Option<&Spot>) -> Vec<Need> {
    let mut needs: Vec<Need> = Vec::new();
    let mut tables = Vec::new();
    let mut take = |step: &Step, who: &Subjects<'_>| {
        let is_meant = at.is_none_or(|spot| step.requirement.spots(org).contains(spot));
        for need in step.needs(who) {
            if is_meant {
                tables.push(need.table);
            }
            needs.push(need);
        }
    };
    each(checklists, inputs, &mut take);
    needs.retain(|need| tables.contains(&need.table));
    needs
}

/// What the org's answers say of every step.
#[must_use]
pub fn says(checklists: &[Checklist], inputs: &Inputs, org: &OrgFacts) -> OrgSays {
    let mut says = OrgSays {
        owner: org.owner.clone(),
        usage: org.usage,
        failed: org.failed.clone(),
        asked_at: org.answers.values().map(|answer| answer.asked_at).max(),
        calls: counted_calls(&needs(checklists, inputs, org, None)),
        ..OrgSays::default()
    };
    let mut judge = |step: &Step, who: &Subjects<'_>| {
        let key = format!("{}/{}", who.checklist, step.id);
        if let Some(condition) = &step.when {
            says.conditions.insert(key.clone(), condition.holds.org_word(who, org));
        }
        says.steps.insert(key, step.requirement.org_word(who, org));
    };
    each(checklists, inputs, &mut judge);
    says
}

fn each(checklists: &[Checklist], inputs: &Inputs, act: &mut dyn FnMut(&Step, &Subjects<'_>)) {
    for checklist in checklists {
        let who = Subjects { checklist: &checklist.id, inputs };
        for step in &checklist.steps {
            act(step, &who);
        }
    }
}
