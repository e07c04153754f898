//! What can be done about a step from here: the order in words, and the buttons.

use super::{button, words};
use crate::{
    checklist::Status,
    evidence::{Reason, Value},
    panel::{
        Action, State, steps,
        steps::Told,
        tree::{Element, Tag, element},
    },
    requirement::Control,
};

/// What to touch, where the step is on this page and something is left to do.
pub(super) fn touch(told: Told<'_>, state: &State) -> Option<Element> {
    let control = told.control_here(state).filter(|_| told.finding.status.is_to_do())?;
    Some(element(Tag::P).class("touch").holding(order(&told.step.id, &control, state)))
}

/// What to touch, as a sentence in the page's own words.
pub(super) fn order(step: &str, control: &Control, state: &State) -> String {
    let wanted = steps::step(state, step).map_or(&Value::Present, |told| &told.finding.wanted);
    let page = state.page.spot().and_then(|here| {
        let open = state.documents.values().find(|document| document.spot.as_ref() == Some(here))?;
        open.words.as_ref()
    });
    let page = words::PageWords {
        language: page.map_or("", |(language, _)| language),
        save: page.and_then(|(_, save)| save.as_deref()),
    };
    words::order(control, wanted, page)
}

/// What can be done about the step from here.
pub(super) fn actions(told: Told<'_>, state: &State) -> Vec<Element> {
    let id = || told.step.id.clone();
    let (label, action) = match state.pointing.as_ref().filter(|pointing| pointing.step == told.step.id) {
        Some(_) => ("Stop", Some(Action::StopShowing)),
        None => ("Show me", told.control_here(state).map(|_| Action::ShowMe(id()))),
    };
    // One button in both states, so that the focus stays on it.
    let show = action.map(|action| button(&format!("{}/show", id()), label, action));
    let go = told.there(state).map(|(place, route)| {
        element(Tag::Link)
            .key(format!("{}/go", id()))
            .class("button")
            .with("href", route.url())
            .with("aria-label", format!("Go there: {}", place.row().title))
            .on(Action::GoThere(id()))
            .holding("Go there")
    });
    let said = match &told.finding.status {
        Status::DoByHand => Some(button(&format!("{}/said", id()), "I did this", Action::SayDone(id()))),
        Status::SaidDone(_) => {
            Some(button(&format!("{}/said", id()), "Take that back", Action::TakeBack(id())))
        }
        Status::CannotTell(Reason::NobodyChosen(_) | Reason::BadInput(_) | Reason::NoSuchUser(_)) => {
            Some(button(&format!("{}/options", id()), "Open the options", Action::OpenOptions))
        }
        _ => None,
    };
    [show, go, said].into_iter().flatten().collect()
}
