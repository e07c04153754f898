//! What is said while something is pointed at: with the next step, where it is that one's; else on top of all steps.

use super::{actions, button, words as say};
use crate::{
    evidence::Reason,
    panel::{
        Action, State,
        state::{PointOutcome, Pointing},
        steps::{self, Told},
        tree::{Element, Tag, element},
    },
};

/// How pointing at the next step went. What to touch stands above it anyway.
pub(super) fn of_next(next: Told<'_>, state: &State) -> Option<Element> {
    let pointing = state.pointing.as_ref().filter(|pointing| pointing.step == next.step.id)?;
    Some(told(element(Tag::Div).key("pointing").class("pointed"), pointing, state, false))
}

/// What to touch for a step that is not the next one, and how pointing at it went.
pub(super) fn of_another(state: &State) -> Option<Element> {
    let pointing = state.pointing.as_ref()?;
    let next = steps::shown(state).and_then(|(checklist, report)| steps::listed(checklist, report, state).1);
    let is_next = next.is_some_and(|next| next.step.id == pointing.step);
    if is_next {
        return None;
    }
    let section =
        element(Tag::Section).key("pointing").class("pointing").with("aria-label", "Shown on the page");
    Some(told(section, pointing, state, true).holding(button("stop", "Stop", Action::StopShowing)))
}

fn told(holder: Element, pointing: &Pointing, state: &State, with_order: bool) -> Element {
    let mut holder = holder.with("data-pointing", name(&pointing.outcome));
    for line in words(pointing, state, with_order) {
        holder = holder.holding(element(Tag::P).holding(line));
    }
    holder
}

fn name(outcome: &PointOutcome) -> &'static str {
    match outcome {
        PointOutcome::Asked => "asked",
        PointOutcome::Shown(_) => "shown",
        PointOutcome::Cannot(reason) => say::reason_name(reason),
        PointOutcome::MayNotChange => "may-not-change",
    }
}

/// What to touch and how pointing went, as sentences.
pub(super) fn words(pointing: &Pointing, state: &State, with_order: bool) -> Vec<String> {
    let target = pointing.target.as_ref();
    let order = target.filter(|_| with_order).map(|control| actions::order(&pointing.step, control, state));
    let mut said = Vec::new();
    match &pointing.outcome {
        PointOutcome::Asked => said.push(say::looking().to_owned()),
        PointOutcome::Shown(rings) => {
            said.extend(order);
            said.push(say::ringed(*rings));
            said.extend(target.and_then(say::acts_at_once).map(str::to_owned));
        }
        // The order says it all.
        PointOutcome::Cannot(Reason::ByHand) => {
            said.push(say::reason(&Reason::ByHand).what);
            said.extend(order);
        }
        PointOutcome::Cannot(reason) => {
            let why = say::reason(reason);
            said.push(say::not_shown().to_owned());
            said.push(format!("{} {}", why.what, why.then));
            // What must be left alone is not ordered.
            said.extend(order.filter(|_| *reason != Reason::FirstRange));
        }
        PointOutcome::MayNotChange => {
            said.extend(state.page.spot().map(|spot| say::may_not_change(spot.place)));
        }
    }
    said
}
