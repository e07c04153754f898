//! A step: as the next one, large; or as a row of its group, with its details behind a press.

use super::{actions, bdi, details, marks, pointing, shape, words};
use crate::panel::{
    Action, State,
    steps::{Group, Told},
    tree::{Element, Tag, element, of_class},
};

/// The next step.
pub(super) fn next(told: Told<'_>, state: &State) -> Element {
    let heading = of_class(Tag::H3, "eyebrow").holding("Next");
    let title = of_class(Tag::H4, "title").holding(bdi(&told.step.title));
    let open = is_open(told, state);
    let more = disclosure(element(Tag::Button).key(actions::part(told, "open")).class("button"), told, open)
        .with("aria-label", format!("{} about: {}", if open { "Less" } else { "More" }, told.step.title))
        .holding(if open { "Less" } else { "More" });
    facts(element(Tag::Section).key(actions::part(told, "next")).class("next"), told, state)
        .with("aria-current", "step")
        .holding(heading)
        .holding(title)
        .holding(
            of_class(Tag::P, "line")
                .holding(shape::status(&told.finding.status))
                .holding(marks::marks(told, state)),
        )
        .maybe(marks::found_and_wanted(told))
        .maybe(marks::because(told, state))
        .maybe(actions::touch(told, state))
        .maybe(pointing::of_next(told, state))
        .maybe(marks::warning(told))
        .holding_all(marks::conflicts(told, state))
        .holding(actions::buttons(told, state).holding(more))
        .maybe(open.then(|| details::details(told, state, true)))
}

/// A group with its steps, but for the next one; nothing where it has none.
pub(super) fn group(
    group: Group,
    steps: &[Told<'_>],
    next: Option<Told<'_>>,
    state: &State,
) -> Option<Element> {
    let with_next = next.is_some_and(|next| next.group(state) == group);
    let (name, title) = match group {
        Group::OnThisPage if with_next => ("here", "Also on this page"),
        Group::OnThisPage => ("here", "On this page"),
        Group::Elsewhere => ("elsewhere", "Elsewhere"),
        Group::ByHand => ("by-hand", "By hand"),
        Group::Done => ("done", "Done"),
    };
    if steps.is_empty() {
        return None;
    }
    let mut section = section(name, title, steps.len());
    let mut rest = steps;
    while let Some(first) = rest.first() {
        let phase = phase(*first, group);
        let together = rest.iter().take_while(|told| self::phase(**told, group) == phase).count();
        let (of_phase, others) = rest.split_at(together);
        if !phase.is_empty() {
            section = section.holding(element(Tag::H4).key(phase).class("phase").holding(bdi(phase)));
        }
        section = section.holding(rows(of_phase, state).key(phase));
        rest = others;
    }
    Some(section)
}

/// The phase under which a step stands in a group; none in the others, which are short.
fn phase<'s>(told: Told<'s>, group: Group) -> &'s str {
    told.step.phase.as_deref().filter(|_| group == Group::Elsewhere).unwrap_or_default()
}

/// A part of the list, with its heading.
pub(super) fn section(name: &'static str, title: &str, count: usize) -> Element {
    let heading = element(Tag::H3).holding(format!("{title} ({count})"));
    element(Tag::Section).key(name).class("group").with("data-group", name).holding(heading)
}

/// Steps as rows.
pub(super) fn rows(steps: &[Told<'_>], state: &State) -> Element {
    let mut rows = element(Tag::Ul).with("role", "list");
    for told in steps {
        rows = rows.holding(row(*told, state));
    }
    rows
}

fn row(told: Told<'_>, state: &State) -> Element {
    let open = is_open(told, state);
    let text = of_class(Tag::Span, "text")
        .holding(of_class(Tag::Span, "title").holding(bdi(&told.step.title)))
        .holding(" ")
        .holding(marks::marks(told, state))
        .maybe(marks::briefly(told));
    let toggle =
        disclosure(element(Tag::Button).key(actions::part(told, "open")).class("toggle"), told, open)
            .with("data-rove", "")
            .holding(shape::status(&told.finding.status))
            .holding(text)
            .holding(shape::chevron());
    facts(element(Tag::Li).key(told.step.id.clone()).class("step"), told, state)
        .holding(toggle)
        .maybe(open.then(|| details::details(told, state, false)))
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
        .with_some("data-reason", marks::reason(told).map(|reason| words::reason_name(&reason)))
        .with_some("data-place", told.place(state).map(|place| place.id()))
        .with_some("data-stale", told.finding.stale.map(|_| "true"));
    let element =
        if told.control_here(state).is_some() { element.on_key("s", Action::ShowMe(id())) } else { element };
    if told.there(state).is_some() { element.on_key("g", Action::GoThere(id())) } else { element }
}
