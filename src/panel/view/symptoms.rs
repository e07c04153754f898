//! "Something does not work?": the admin says what they see, and reads only the steps that explain it.

use super::{bdi, button, shape, step};
use crate::{
    checklist::Checklist,
    panel::{
        Action, State,
        steps::{self, Told},
        tree::{Element, Tag, element, of_class},
    },
};

/// Where the admin chooses a symptom or pastes a message; nothing where the checklist knows no symptoms.
pub(super) fn choice(checklist: &Checklist, state: &State) -> Option<Element> {
    if checklist.symptoms.is_empty() {
        return None;
    }
    let fitting = steps::symptoms(checklist, state);
    let chosen = fitting.first().map_or("", |symptom| &symptom.id);
    let pasted = state.sees.as_deref().filter(|what| *what != chosen).unwrap_or_default();
    let mut select = field(Tag::Select, "symptom", chosen).holding(option("", "Nothing: show all steps"));
    for symptom in &checklist.symptoms {
        select = select.holding(option(&symptom.id, &symptom.title));
    }
    let message = field(Tag::Input, "message", pasted).with("autocomplete", "off").with("maxlength", "4000");
    let unknown = state.sees.is_some() && fitting.is_empty();
    let unknown = unknown.then(|| of_class(Tag::P, "because").holding(UNKNOWN));
    let part = element(Tag::Details)
        .class("symptoms")
        .with_some("open", state.asked.then_some(""))
        .holding(element(Tag::Summary).key("symptoms/open").holding("Something does not work?"))
        .holding(element(Tag::Label).holding("What you see").holding(select))
        .holding(element(Tag::Label).holding("Or a message: paste it and press Enter").holding(message));
    Some(part.maybe(unknown))
}

const UNKNOWN: &str = "No message like this is known here. All steps are shown.";

fn field(tag: Tag, key: &str, value: &str) -> Element {
    element(tag).key(key).with("value", value.to_owned()).on(Action::See(String::new()))
}

fn option(id: &str, title: &str) -> Element {
    element(Tag::Option).with("value", id.to_owned()).holding(title.to_owned())
}

/// What the symptom means, and its steps; nothing where there is no symptom.
pub(super) fn section(
    checklist: &Checklist,
    steps: &[Told<'_>],
    next: Option<Told<'_>>,
    state: &State,
) -> Option<Element> {
    let symptoms = steps::symptoms(checklist, state);
    let first = symptoms.first()?;
    let mut about =
        of_class(Tag::Section, "symptom").key("symptom-about").with("data-symptom", first.id.clone());
    for symptom in symptoms {
        about = about
            .holding(element(Tag::H3).holding(bdi(&symptom.title)))
            .holding(element(Tag::P).holding(bdi(&symptom.about)));
    }
    let about = about.holding(button("symptoms/all", "Show all steps", Action::See(String::new())));
    let mut others = steps.to_vec();
    others.retain(|told| next.is_none_or(|next| next.step.id != told.step.id));
    let (next, title) = match next {
        Some(told) => (step::next(told, state), "What explains it too, most likely first"),
        None => (none_left(), "What explains it, most likely first"),
    };
    let explained = element(Tag::Div).key("explained").holding(about).holding(next);
    if others.is_empty() {
        return Some(explained);
    }
    let rows = step::rows(&others, state);
    Some(explained.holding(step::section("symptom", title, others.len()).holding(rows)))
}

fn none_left() -> Element {
    let words = element(Tag::P)
        .holding(shape::tick())
        .holding(" All that explains it is done. If you see it still, ask the vendor's support.");
    element(Tag::Section).key("all-done").class("empty").holding(words)
}

/// What came of it, as a sentence.
pub(super) fn found(checklist: &Checklist, state: &State) -> &'static str {
    if steps::symptoms(checklist, state).is_empty() {
        UNKNOWN
    } else {
        "Only the steps that explain it are shown."
    }
}
