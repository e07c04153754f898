//! A step: as the next one, large; or as a row of its group, with its details behind a press.

use super::{bdi, button, details, shape, words};
use crate::{
    checklist::{Level, Status},
    evidence::{Reason, Value},
    panel::{
        Action, State,
        state::{ApiState, PageState},
        steps,
        steps::{Group, Told},
        tree::{Element, Tag, element},
    },
    requirement::Control,
};

/// The next step.
pub(super) fn next(told: Told<'_>, state: &State) -> Element {
    let id = &told.step.id;
    let heading = element(Tag::H3).class("eyebrow").holding("Next");
    let title = element(Tag::H4).class("title").holding(bdi(&told.step.title));
    let open = is_open(told, state);
    let more = disclosure(element(Tag::Button).key(format!("{id}/open")).class("button"), told, open)
        .with("aria-label", format!("{} about: {}", if open { "Less" } else { "More" }, told.step.title))
        .holding(if open { "Less" } else { "More" });
    facts(element(Tag::Section).key(format!("{id}/next")).class("next"), told, state)
        .with("aria-current", "step")
        .holding(heading)
        .holding(title)
        .holding(marks(told, state))
        .all(found_and_wanted(told))
        .all(because(told, state))
        .all(touch(told, state))
        .all(warning(told))
        .holding(element(Tag::Div).class("buttons").all(actions(told, state)).holding(more))
        .all(open.then(|| details::details(told, state, true)))
}

/// A group with its steps; nothing where it has none.
pub(super) fn group(group: Group, steps: &[Told<'_>], state: &State) -> Option<Element> {
    let (name, title) = match group {
        Group::OnThisPage => ("here", "On this page"),
        Group::Elsewhere => ("elsewhere", "Elsewhere"),
        Group::ByHand => ("by-hand", "By hand"),
        Group::Done => ("done", "Done"),
    };
    let heading = element(Tag::H3).holding(format!("{title} ({})", steps.len()));
    let rows = element(Tag::Ul).with("role", "list").all(steps.iter().map(|told| row(*told, state)));
    let section = || {
        element(Tag::Section).key(name).class("group").with("data-group", name).holding(heading).holding(rows)
    };
    (!steps.is_empty()).then(section)
}

fn row(told: Told<'_>, state: &State) -> Element {
    let id = &told.step.id;
    let open = is_open(told, state);
    let text = element(Tag::Span)
        .class("text")
        .holding(element(Tag::Span).class("title").holding(bdi(&told.step.title)))
        .holding(" ")
        .holding(marks(told, state))
        .all(briefly(told));
    let toggle = disclosure(element(Tag::Button).key(format!("{id}/open")).class("toggle"), told, open)
        .with("data-rove", "")
        .holding(text)
        .holding(shape::chevron());
    facts(element(Tag::Li).key(id.clone()).class("step"), told, state)
        .holding(toggle)
        .all(open.then(|| details::details(told, state, false)))
}

fn is_open(told: Told<'_>, state: &State) -> bool {
    state.open_step.as_deref() == Some(&told.step.id)
}

fn disclosure(button: Element, told: Told<'_>, open: bool) -> Element {
    button
        .with("type", "button")
        .with("aria-expanded", if open { "true" } else { "false" })
        .with_some("aria-controls", open.then(|| details::id(told)))
        .on(Action::ToggleStep(told.step.id.clone()))
}

/// What is known of the step, for machines; and its keys.
fn facts(element: Element, told: Told<'_>, state: &State) -> Element {
    let id = || told.step.id.clone();
    let element = element
        .with("data-step", id())
        .with("data-status", told.finding.status.name())
        .with_some("data-reason", reason(told).map(|reason| words::reason_name(&reason)))
        .with_some("data-place", told.place(state).map(|place| place.id()))
        .with_some("data-stale", told.finding.stale.then_some("true"));
    let element =
        if told.control_here(state).is_some() { element.on_key("s", Action::ShowMe(id())) } else { element };
    if told.there(state).is_some() { element.on_key("g", Action::GoThere(id())) } else { element }
}

/// Why the status is none of the proven ones.
pub(super) fn reason(told: Told<'_>) -> Option<Reason> {
    match &told.finding.status {
        Status::CannotTell(reason) => Some(reason.clone()),
        Status::CouldNotCheck(fault) => Some(Reason::Fault(fault.clone())),
        Status::NotCheckedYet => Some(Reason::NotLooked),
        Status::Done
        | Status::DoneLowersProtection
        | Status::ToDo
        | Status::ChangedNotSaved
        | Status::DoByHand
        | Status::SaidDone(_) => None,
    }
}

/// The status as shape and word, then what else marks the step.
fn marks(told: Told<'_>, state: &State) -> Element {
    let status = element(Tag::Span)
        .class("status")
        .holding(shape::status(&told.finding.status))
        .holding(" ")
        .holding(words::status(&told.finding.status));
    let checked_at = told.finding.evidence.iter().find(|line| line.decides).and_then(|line| line.at);
    let old = checked_at.filter(|_| told.finding.stale).map(|at| mark("old", &words::checked(at, state.now)));
    let level = match told.step.level {
        Level::Required => None,
        Level::Recommended => Some(mark("level", "recommended")),
        Level::Optional => Some(mark("level", "optional")),
    };
    element(Tag::Span).class("marks").holding(status).all(old).all(level)
}

fn mark(class: &str, word: &str) -> Element {
    element(Tag::Span).class(class).holding(" · ").holding(word)
}

/// The reason and its next action.
pub(super) fn because(told: Told<'_>, state: &State) -> Option<Element> {
    let said = match reason(told)? {
        Reason::NotLooked => {
            let waiting = told.here(state).is_some() && matches!(state.page, PageState::Waiting(_));
            words::not_looked(waiting, told.place(state).is_some(), state.api != ApiState::Off)
        }
        reason => words::reason(&reason),
    };
    Some(element(Tag::P).class("because").holding(format!("{} {}", said.what, said.then)))
}

/// The reason alone; that nothing was looked at is what its status says.
fn briefly(told: Told<'_>) -> Option<Element> {
    let reason = reason(told).filter(|reason| *reason != Reason::NotLooked)?;
    Some(element(Tag::Span).class("because").holding(" ").holding(words::reason(&reason).what))
}

/// What was found against what is wanted, where something was found.
fn found_and_wanted(told: Told<'_>) -> Option<Element> {
    let found = told.found()?;
    let pair = |name: &str, value: String| {
        element(Tag::Div)
            .holding(element(Tag::Dt).holding(name))
            .holding(element(Tag::Dd).holding(bdi(&value)))
    };
    let wanted = words::wanted(&told.finding.wanted, Some(found));
    Some(
        element(Tag::Dl)
            .class("found")
            .holding(pair("Found", words::value(found)))
            .holding(pair("Wanted", wanted)),
    )
}

/// What to touch, where the step is on this page and something is left to do.
pub(super) fn touch(told: Told<'_>, state: &State) -> Option<Element> {
    let control = told.control_here(state).filter(|_| told.finding.status.is_to_do())?;
    Some(element(Tag::P).class("touch").holding(order(&told.step.id, &control, state)))
}

/// What to touch, as a sentence in the page's own words.
pub(super) fn order(step: &str, control: &Control, state: &State) -> String {
    let wanted = steps::step(state, step).map_or(&Value::Present, |told| &told.finding.wanted);
    let blocks = state.page.spot().and_then(|here| {
        let open = state.documents.values().find(|document| document.spot.as_ref() == Some(here))?;
        open.blocks.as_ref().map(|(_, blocks)| blocks)
    });
    let page = words::PageWords {
        language: blocks.map_or("", |blocks| &blocks.language),
        save: blocks
            .and_then(|blocks| blocks.buttons.iter().find(|button| button.name == "save"))
            .map(|save| save.label.as_str()),
    };
    words::order(control, wanted, page)
}

/// What the step gives up, in every state of it.
pub(super) fn warning(told: Told<'_>) -> Option<Element> {
    let what = told.finding.lowers_protection?;
    let done = told.finding.status == Status::DoneLowersProtection;
    let words = if done { words::risk_after(what) } else { words::risk_before(what) };
    Some(element(Tag::P).class("risk").holding(shape::shield()).holding(" ").holding(words))
}

/// What can be done about the step from here.
pub(super) fn actions(told: Told<'_>, state: &State) -> Vec<Element> {
    let id = || told.step.id.clone();
    let show =
        told.control_here(state).map(|_| button(&format!("{}/show", id()), "Show me", Action::ShowMe(id())));
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
        Status::CannotTell(Reason::NobodyChosen(_) | Reason::NoSuchUser(_)) => {
            Some(button(&format!("{}/options", id()), "Open the options", Action::OpenOptions))
        }
        _ => None,
    };
    [show, go, said].into_iter().flatten().collect()
}
