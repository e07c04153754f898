//! What a checklist asks of an org, for authors and for admins who want to know before they allow it.

use super::{Checklist, Input, Step};
use crate::{
    evidence::{Inputs, Need, OrgFacts, org_facts::Owner},
    org::{
        plan,
        plan::counted_calls,
        request::{Request, TESTED},
    },
    requirement::{InputKind, Subjects, grants::EXAMPLE},
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
    /// What a done step gives up.
    pub lowers_protection: Option<&'static str>,
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
    let inputs = stand_ins(checklist);
    let who = Subjects { checklist: &checklist.id, inputs: &inputs };
    let you = Owner { user: String::new(), username: "<you>".to_owned(), org: String::new() };
    let org = OrgFacts { owner: Some(you), ..OrgFacts::default() };
    let asks = |step: &Step| {
        let places = || step.requirement.spots(&OrgFacts::default()).into_iter().map(|spot| spot.place);
        // The best one that a link leads to.
        let place = places().find(|place| place.linked()).or_else(|| places().next());
        let control = place.and_then(|place| step.requirement.control_for(place, &who, &org));
        StepAsks {
            id: step.id.clone(),
            kind: step.requirement.kind(),
            place: place.map(crate::setup::Place::id),
            control: control.map(|control| control.name().to_owned()),
            lowers_protection: step.requirement.lowers_protection(),
            queries: plan(&step.needs(&who)).into_iter().map(|query| query.soql).collect(),
        }
    };
    let check = full_check(&[checklist]);
    Asks {
        steps: checklist.steps.iter().map(asks).collect(),
        requests: check.requests,
        counted: check.counted,
    }
}

/// What a full check of several checklists at once sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FullCheck {
    /// The requests that hold queries.
    pub composites: Vec<Request>,
    /// All requests.
    pub requests: usize,
    /// How many of them Salesforce counts.
    pub counted: usize,
}

/// Plans a full check. Inputs that are not known stand as `<input>` in the queries.
#[must_use]
pub fn full_check(checklists: &[&Checklist]) -> FullCheck {
    let needs: Vec<Need> = checklists.iter().flat_map(|checklist| needs(checklist)).collect();
    let queries = plan(&needs);
    let composites = Request::composites(&queries, TESTED);
    // One request tells the versions, one whose session it is.
    let requests = if composites.is_empty() { 0 } else { composites.len() + 2 };
    FullCheck { composites, requests, counted: counted_calls(&needs) }
}

fn needs(checklist: &Checklist) -> Vec<Need> {
    let inputs = stand_ins(checklist);
    let who = Subjects { checklist: &checklist.id, inputs: &inputs };
    checklist.steps.iter().flat_map(|step| step.needs(&who)).collect()
}

fn stand_ins(checklist: &Checklist) -> Inputs {
    let stand_in = |input: &Input| {
        let values = match input.kind {
            // Which permissions are asked for is part of the query itself.
            InputKind::Grants => EXAMPLE.map(str::to_owned).into(),
            _ => vec![format!("<{}>", input.id)],
        };
        (format!("{}/{}", checklist.id, input.id), values)
    };
    Inputs(checklist.inputs.iter().map(stand_in).collect())
}
