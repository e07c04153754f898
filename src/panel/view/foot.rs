//! The bottom: how fresh the statuses are, the API, who is signed in, and the way to Orgready's own page.

use super::{bdi, button, words};
use crate::{
    checklist::{Checklist, subjects},
    evidence::Moment,
    org::plan::{counted_calls, plan},
    panel::{
        Action, State,
        state::{ApiState, PageState},
        tree::{Element, Tag, element},
    },
};

pub(super) fn foot(state: &State) -> Element {
    element(Tag::Footer)
        .holding(page(state))
        .all(api(state))
        .holding(user(state))
        .holding(element(Tag::Div).class("buttons").all(check(state)).holding(options()))
}

fn page(state: &State) -> Element {
    let spot = match &state.page {
        PageState::Read(spot) => Some(spot),
        PageState::Elsewhere | PageState::Waiting(_) | PageState::Unreadable(..) => None,
    };
    let reading = spot.and_then(|spot| state.evidence.spots.get(spot)?.reading.as_ref());
    let words = match reading {
        Some(reading) => format!("This page: read {}.", words::age(reading.loaded_at, state.now)),
        None => "This page: not read.".to_owned(),
    };
    element(Tag::P).class("freshness").holding(words)
}

fn asked_at(state: &State) -> Option<Moment> {
    state.evidence.org.answers.values().map(|answer| answer.asked_at).max()
}

fn api(state: &State) -> Vec<Element> {
    let line = || element(Tag::P).class("api");
    let name = match state.api {
        ApiState::Off => "off",
        ApiState::Allowed => "allowed",
        ApiState::Checking => "checking",
    };
    let words = match (state.api, asked_at(state)) {
        (ApiState::Off, _) => words::api_off().to_owned(),
        (ApiState::Checking, _) => words::checking().to_owned(),
        (ApiState::Allowed, None) => "API: allowed, not asked yet.".to_owned(),
        (ApiState::Allowed, Some(at)) => format!("API: asked {}.", words::age(at, state.now)),
    };
    let failed = state.evidence.org.failed.as_ref().filter(|_| state.api == ApiState::Allowed);
    let failed = failed.map(|(at, fault)| {
        let said = words::fault(fault);
        let words =
            format!("The last check failed {}. {} {}", words::age(*at, state.now), said.what, said.then);
        line().with("data-reason", words::fault_name(fault)).holding(words)
    });
    let usage = state.evidence.org.usage.map(|usage| line().holding(words::usage(usage.used, usage.allowed)));
    [Some(line().with("data-api", name).holding(words)), failed, usage].into_iter().flatten().collect()
}

fn check(state: &State) -> Option<Element> {
    let label = match state.api {
        ApiState::Off => return None,
        ApiState::Allowed => "Check with API",
        ApiState::Checking => "Checking…",
    };
    let uses = format!("{label}; uses about {} of the org's daily API calls", calls(state));
    let check = button("check", label, Action::CheckNow).with("title", uses.clone()).with("aria-label", uses);
    // `disabled` would throw the focus out of the sidebar; pressing again while a check is under way does nothing.
    Some(if state.api == ApiState::Checking { check.with("aria-disabled", "true") } else { check })
}

/// What a full check costs.
fn calls(state: &State) -> usize {
    let of = |checklist: &Checklist| {
        let who = subjects(checklist, &state.evidence);
        checklist.steps.iter().flat_map(|step| step.requirement.needs(&who)).collect::<Vec<_>>()
    };
    let needs: Vec<_> = state.checklists.iter().flat_map(of).collect();
    counted_calls(&plan(&needs))
}

fn user(state: &State) -> Element {
    let line = element(Tag::P).class("user");
    match &state.evidence.org.owner {
        Some(owner) => line.holding("Asked as ").holding(bdi(&owner.username)).holding("."),
        None => line.holding(words::signed_in()),
    }
}

fn options() -> Element {
    button("options", "Options", Action::OpenOptions)
}
