//! What the worker does with the org's answers: what to ask for the chosen checklists, and what the answers come to for the sidebar.

use super::{Checklist, Step};
use crate::{
    evidence::{Inputs, Need, OrgFacts, OrgSays, Spot},
    org::plan::counted_calls,
    requirement::Subjects,
    wire::variants,
};

/// Which steps a check is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// All.
    All,
    /// Those that are seen or changed at a spot.
    At(Spot),
    /// These, as `checklist/step`.
    Of(Vec<String>),
}

variants! { Meant { All, At(spot), Of(steps) } }

/// What to ask for the steps that are meant. A table's answer replaces the one before, so it is asked for all that any step needs of it.
/// What only tells whether a step is needed is not asked again for a spot: it is about other places.
#[must_use]
pub fn needs(checklists: &[Checklist], inputs: &Inputs, org: &OrgFacts, meant: &Meant) -> Vec<Need> {
    let mut needs: Vec<Need> = Vec::new();
    let mut tables = Vec::new();
    let mut take = |step: &Step, who: &Subjects<'_>| {
        let is_meant = match meant {
            Meant::All => true,
            Meant::At(spot) => step.requirement.places(who, org).iter().any(|(known, _)| known == spot),
            Meant::Of(steps) => steps.contains(&format!("{}/{}", who.checklist, step.id)),
        };
        let all = step.needs(who);
        let condition = step.condition_needs(who);
        let is_known =
            matches!(meant, Meant::At(_)) && condition.iter().all(|need| org.answer(need).is_some());
        let asked = match is_meant {
            true if is_known => all.len().saturating_sub(condition.len()),
            true => all.len(),
            false => 0,
        };
        tables.extend(all.iter().take(asked).map(|need| need.table));
        needs.extend(all);
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
        calls: counted_calls(&needs(checklists, inputs, org, &Meant::All)),
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
