//! What a checklist asks of an org, for authors and for admins who want to know before they allow it.

use super::Checklist;
use crate::{
    evidence::{Inputs, Need, OrgFacts, Spot},
    org::{
        plan,
        plan::counted_calls,
        request::{Request, TESTED},
    },
    requirement::Subjects,
};

/// What one step asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepAsks {
    /// The step's id.
    pub id: String,
    /// Its requirement's kind.
    pub kind: &'static str,
    /// The best place where it is seen or changed.
    pub place: Option<&'static str>,
    /// What is touched there.
    pub control: Option<String>,
    /// The queries that can decide it, as they are when it is asked alone.
    pub queries: Vec<String>,
}

/// What a checklist asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asks {
    /// By step.
    pub steps: Vec<StepAsks>,
    /// Requests of a full check.
    pub requests: usize,
    /// How many of them Salesforce counts.
    pub counted: usize,
}

/// Tells what a checklist asks. Inputs that are not known stand as `<input>` in the queries.
#[must_use]
pub fn explain(checklist: &Checklist) -> Asks {
    let stand_ins = checklist
        .inputs
        .iter()
        .map(|input| (format!("{}/{}", checklist.id, input.id), vec![format!("<{}>", input.id)]));
    let inputs = Inputs(stand_ins.collect());
    let who = Subjects { checklist: &checklist.id, inputs: &inputs };
    let nothing = OrgFacts::default();
    let mut all: Vec<Need> = Vec::new();
    let mut steps = Vec::new();
    for step in &checklist.steps {
        let needs = step.requirement.needs(&who);
        let place = step.requirement.spots(&nothing).first().map(|Spot { place, .. }| *place);
        let control = place.and_then(|place| step.requirement.control(place));
        steps.push(StepAsks {
            id: step.id.clone(),
            kind: step.requirement.kind(),
            place: place.map(crate::setup::Place::id),
            control: control.map(|control| control.name().to_owned()),
            queries: plan(&needs).into_iter().map(|query| query.soql).collect(),
        });
        all.extend(needs);
    }
    let queries = plan(&all);
    let composites = Request::composites(&queries, TESTED).len();
    // One request tells the versions, one whose session it is.
    let requests = if composites == 0 { 0 } else { composites + 2 };
    Asks { steps, requests, counted: counted_calls(&queries) }
}
