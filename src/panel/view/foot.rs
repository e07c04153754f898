//! The bottom: how fresh the statuses are, the API, who is signed in, and the way to Orgready's own page.

use super::{bdi, button, words};
use crate::panel::{
    Action, State,
    state::{ApiState, PageState},
    tree::{Element, Tag, element, of_class},
};

pub(super) fn foot(state: &State) -> Element {
    let buttons = of_class(Tag::Div, "buttons").maybe(check(state)).holding(options());
    api(element(Tag::Footer).holding(page(state)), state).holding(user(state)).holding(buttons)
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
    of_class(Tag::P, "freshness").holding(words)
}

/// What is known of the API: whether it was asked, how the last check failed, how many calls are used.
fn api(foot: Element, state: &State) -> Element {
    let line = || of_class(Tag::P, "api");
    let (name, words) = match (state.api, state.evidence.org.asked_at) {
        (ApiState::Off, _) => ("off", words::api_off().to_owned()),
        (ApiState::Checking, _) => ("checking", words::checking().to_owned()),
        (ApiState::Allowed, None) => ("allowed", "API: allowed, not asked yet.".to_owned()),
        (ApiState::Allowed, Some(at)) => ("allowed", format!("API: asked {}.", words::age(at, state.now))),
    };
    let mut foot = foot.holding(line().with("data-api", name).holding(words));
    if let (Some((at, fault)), ApiState::Allowed) = (&state.evidence.org.failed, state.api) {
        let said = words::fault(fault);
        let words =
            format!("The last check failed {}. {} {}", words::age(*at, state.now), said.what, said.then);
        foot = foot.holding(line().with("data-reason", words::fault_name(fault)).holding(words));
    }
    match state.evidence.org.usage {
        Some(usage) => foot.holding(line().holding(words::usage(usage.used, usage.allowed))),
        None => foot,
    }
}

fn check(state: &State) -> Option<Element> {
    let label = match state.api {
        ApiState::Off => return None,
        ApiState::Allowed => "Check with API",
        ApiState::Checking => "Checking…",
    };
    let uses = format!("{label}; uses about {} of the org's daily API calls", state.evidence.org.calls);
    let check = button("check", label, Action::CheckNow).with("title", uses.clone()).with("aria-label", uses);
    // `disabled` would throw the focus out of the sidebar; pressing again while a check is under way does nothing.
    Some(if state.api == ApiState::Checking { check.with("aria-disabled", "true") } else { check })
}

fn user(state: &State) -> Element {
    let line = of_class(Tag::P, "user");
    match &state.evidence.org.owner {
        Some(owner) => line.holding("Asked as ").holding(bdi(&owner.username)).holding("."),
        None => line.holding(words::signed_in()),
    }
}

fn options() -> Element {
    button("options", "Options", Action::OpenOptions)
}
