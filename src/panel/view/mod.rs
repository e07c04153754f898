//! The sidebar as a tree, from its state alone.
//!
//! Every step stands in the sidebar once: as the next step or in its group. While the admin asks about a symptom, only its steps do. What a test or a tool needs to know of a step stands in
//! `data-` attributes: `data-step`, `data-status`, `data-reason`, `data-place`, and for evidence `data-source`, `data-found`, `data-wanted`.

mod actions;
mod details;
mod foot;
mod head;
mod marks;
mod pointing;
mod shape;
mod step;
mod symptoms;

use super::{
    Action, Node, State,
    state::{ApiState, Trouble},
    steps::{self, Group, Told},
    tree::{Element, Tag, element, of_class},
    words,
};

/// The whole sidebar.
#[must_use]
pub fn view(state: &State) -> Node {
    let panel = element(Tag::Aside)
        .class(match (state.collapsed, state.stands_at_start()) {
            (false, false) => "panel",
            (false, true) => "panel aside",
            (true, false) => "panel tab",
            (true, true) => "panel tab aside",
        })
        .with("aria-label", "Set-up checklist")
        .with("lang", "en")
        // The words are English; the page's direction only decides on which side the sidebar stands.
        .with("dir", "ltr")
        .on_key("Escape", if state.pointing.is_some() { Action::StopShowing } else { Action::Leave });
    let panel = if state.collapsed { panel.holding(tab(state)) } else { open(panel, state) };
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
        .holding(of_class(Tag::Span, "count").holding(count))
}

fn open(panel: Element, state: &State) -> Element {
    let body = element(Tag::Div).key("body").class("body");
    let body = match steps::shown(state) {
        Some((checklist, report)) => {
            let (steps, next) = steps::listed(checklist, report, state);
            let body = body.maybe(symptoms::choice(checklist, state));
            match symptoms::section(checklist, &steps, next, state) {
                Some(section) => body.holding(section),
                None => list(body, &steps, next, state),
            }
        }
        None => body.holding(nothing_chosen()),
    };
    let trouble = state.trouble.as_ref().map(trouble);
    panel
        .holding(head::head(state))
        .maybe(trouble)
        .maybe(refreshed(state))
        .maybe(pointing::of_another(state))
        .holding(body)
        .holding(foot::foot(state))
}

fn nothing_chosen() -> Element {
    of_class(Tag::Section, "empty")
        .holding(element(Tag::P).holding("No checklist is chosen for this org."))
        .holding(button("choose", "Choose a checklist", Action::OpenOptions))
}

/// The next step, then the others in their groups.
fn list(body: Element, steps: &[Told<'_>], next: Option<Told<'_>>, state: &State) -> Element {
    let mut body = body.holding(match next {
        Some(told) => step::next(told, state),
        None => all_done(),
    });
    let next_id = next.map(|next| next.step.id.as_str());
    for group in Group::ALL {
        let mut others = Vec::new();
        for told in steps {
            if told.group(state) == group && Some(told.step.id.as_str()) != next_id {
                others.push(*told);
            }
        }
        body = body.maybe(step::group(group, &others, next, state));
    }
    body
}

fn all_done() -> Element {
    let words = element(Tag::P)
        .holding(shape::tick())
        .holding(" Nothing is left to do, as far as was looked. Check again before you rely on it.");
    element(Tag::Section).key("all-done").class("empty").holding(words)
}

/// That this is not the org any more that the admin chose for.
fn refreshed(state: &State) -> Option<Element> {
    state.choices.refreshed?;
    let mut line = element(Tag::Div).key("refreshed").class("trouble");
    for sentence in words::refreshed() {
        line = line.holding(element(Tag::P).holding(sentence));
    }
    Some(line.holding(button("look-again", "Open the options", Action::OpenOptions)))
}

fn trouble(trouble: &Trouble) -> Element {
    let line = element(Tag::Div).key("trouble").class("trouble");
    match trouble {
        Trouble::Updated => line.holding(element(Tag::P).holding(words::updated())),
        Trouble::NotKept => line.holding(element(Tag::P).holding(words::not_kept())),
        Trouble::NotRead => line.holding(element(Tag::P).holding(words::not_read())),
        Trouble::Checklist(file, problem) => line
            .holding(
                element(Tag::P).holding("This checklist can't be read: ").holding(bdi(file)).holding("."),
            )
            .holding(of_class(Tag::P, "problem").holding(bdi(problem))),
        // Only what the admin just asked for is worth an interruption.
        Trouble::NotArrived(place, opened) => {
            let sentence = words::not_arrived(place.row().title, opened);
            line.with("role", "alert").holding(element(Tag::P).holding(sentence))
        }
    }
}

/// The one place from which changes are read aloud; it holds one sentence, and is heard only when that changes.
fn live(state: &State) -> Element {
    let line = element(Tag::P).key("live").class("live").with("role", "status");
    match (&state.pointing, steps::shown(state)) {
        (Some(pointing), _) => line.holding(pointing::words(pointing, state, true).join(" ")),
        (None, _) if state.api == ApiState::Checking => line.holding(words::checking()),
        (None, Some((checklist, _))) if state.sees.is_some() => {
            line.holding(symptoms::found(checklist, state))
        }
        (None, Some((_, report))) => line.holding(words::summary(&report.findings)),
        (None, None) => line,
    }
}

fn button(key: &str, label: &'static str, action: Action) -> Element {
    element(Tag::Button).key(key).class("button").with("type", "button").on(action).holding(label)
}

/// Text that an org or a vendor wrote: it may run in the other direction.
fn bdi(text: &str) -> Element {
    element(Tag::Bdi).holding(text.to_owned())
}
