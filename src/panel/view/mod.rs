//! The sidebar as a tree, from its state alone.
//!
//! Every step stands in the sidebar once: as the next step or in its group. What a test or a tool needs to know of a step stands in
//! `data-` attributes: `data-step`, `data-status`, `data-reason`, `data-place`, and for evidence `data-source`, `data-found`, `data-wanted`.

mod actions;
mod details;
mod foot;
mod head;
mod marks;
mod pointing;
mod shape;
mod step;

use super::{
    Action, Node, State,
    state::{ApiState, Trouble},
    steps::{self, Group, Told},
    tree::{Element, Tag, element},
    words,
};

/// The whole sidebar.
#[must_use]
pub fn view(state: &State) -> Node {
    let panel = element(Tag::Aside)
        .class(if state.collapsed { "panel tab" } else { "panel" })
        .with("aria-label", "Set-up checklist")
        .with("lang", "en")
        // The words are English; the page's direction only decides on which side the sidebar stands.
        .with("dir", "ltr")
        .on_key("Escape", if state.pointing.is_some() { Action::StopShowing } else { Action::Leave });
    let panel = if state.collapsed { panel.holding(tab(state)) } else { panel.all(open(state)) };
    panel.holding(live(state)).into()
}

fn tab(state: &State) -> Element {
    let (name, count) = words::tab(steps::shown(state).map_or(&[], |(_, report)| &report.findings));
    element(Tag::Button)
        .key("expand")
        .class("edge")
        .with("type", "button")
        .with("aria-label", name)
        .with("aria-expanded", "false")
        .on(Action::Expand)
        .holding(shape::list())
        .holding(element(Tag::Span).class("count").holding(count))
}

fn open(state: &State) -> Vec<Element> {
    let body = element(Tag::Div).key("body").class("body");
    let body = body.all(pointing::of_another(state));
    let body = match steps::shown(state) {
        Some((checklist, report)) => body.all(list(&steps::steps(checklist, report), state)),
        None => body.holding(nothing_chosen()),
    };
    let trouble = state.trouble.as_ref().map(trouble);
    [Some(head::head(state)), trouble, Some(body), Some(foot::foot(state))].into_iter().flatten().collect()
}

fn nothing_chosen() -> Element {
    element(Tag::Section)
        .class("empty")
        .holding(element(Tag::P).holding("No checklist is chosen for this org."))
        .holding(button("choose", "Choose a checklist", Action::OpenOptions))
}

fn list(steps: &[Told<'_>], state: &State) -> Vec<Element> {
    let next = steps::next(steps, state);
    let others = |group: Group| {
        steps
            .iter()
            .filter(|told| {
                told.group(state) == group
                    && Some(told.step.id.as_str()) != next.map(|next| next.step.id.as_str())
            })
            .copied()
            .collect::<Vec<_>>()
    };
    let groups = Group::ALL.into_iter().filter_map(|group| step::group(group, &others(group), next, state));
    let first = match next {
        Some(told) => step::next(told, state),
        None => element(Tag::Section).key("all-done").class("empty").holding(element(Tag::P).all([
            Node::from(shape::tick()),
            " Nothing is left to do. Orgready looks again whenever you open Setup.".into(),
        ])),
    };
    [first].into_iter().chain(groups).collect()
}

fn trouble(trouble: &Trouble) -> Element {
    let line = element(Tag::Div).key("trouble").class("trouble");
    match trouble {
        Trouble::Updated => line.holding(element(Tag::P).holding(words::updated())),
        Trouble::Checklist(file, problem) => line
            .holding(
                element(Tag::P).holding("This checklist can't be read: ").holding(bdi(file)).holding("."),
            )
            .holding(element(Tag::P).class("problem").holding(bdi(problem))),
        // Only what the admin just asked for is worth an interruption.
        Trouble::NotArrived(place) => {
            line.with("role", "alert").holding(element(Tag::P).holding(words::not_arrived(place)))
        }
    }
}

/// The one place from which changes are read aloud; it holds one sentence, and is heard only when that changes.
fn live(state: &State) -> Element {
    let summary = || steps::shown(state).map(|(_, report)| words::summary(&report.findings));
    let told = match &state.pointing {
        Some(pointing) => Some(pointing::words(pointing, state, true).join(" ")),
        None if state.api == ApiState::Checking => Some(words::checking().to_owned()),
        None => summary(),
    };
    element(Tag::P).key("live").class("live").with("role", "status").all(told)
}

fn button(key: &str, label: &str, action: Action) -> Element {
    element(Tag::Button).key(key).class("button").with("type", "button").on(action).holding(label)
}

/// Text that an org or a vendor wrote: it may run in the other direction.
fn bdi(text: &str) -> Element {
    element(Tag::Bdi).holding(text)
}
