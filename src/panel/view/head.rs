//! The top: which checklist, which org, how far, and which page this is.

use super::{bdi, shape, steps, words};
use crate::{
    checklist::Report,
    panel::{
        Action, State,
        state::PageState,
        tree::{Element, Tag, element},
    },
};

pub(super) fn head(state: &State) -> Element {
    let shown = steps::shown(state);
    let title = shown.map_or("Orgready", |(checklist, _)| &checklist.title);
    let heading = element(Tag::H2).key("title").with("tabindex", "-1").holding(bdi(title));
    let bar = element(Tag::Div).class("bar").holding(heading).holding(collapse());
    element(Tag::Header)
        .holding(bar)
        .all(switcher(state))
        .holding(org(state))
        .all(shown.map(|(_, report)| progress(report)))
        .all(shown.map(|_| looking_at(&state.page)))
}

fn collapse() -> Element {
    element(Tag::Button)
        .key("collapse")
        .class("icon")
        .with("type", "button")
        .with("aria-label", "Collapse")
        .with("title", "Collapse")
        .with("aria-expanded", "true")
        .on(Action::Collapse)
        .holding(shape::collapse())
}

/// One button per checklist, where there are several.
fn switcher(state: &State) -> Option<Element> {
    let choice = |(index, checklist): (usize, &crate::checklist::Checklist)| {
        let shown = index == state.shown;
        let button = element(Tag::Button)
            .key(format!("checklist-{}", checklist.id))
            .class("choice")
            .with("type", "button")
            .with("aria-pressed", if shown { "true" } else { "false" })
            .on(Action::ChooseChecklist(index))
            .holding(bdi(&checklist.title));
        element(Tag::Li).holding(button)
    };
    let choices = state.checklists.iter().enumerate().map(choice);
    let list = || {
        element(Tag::Ul).class("choices").with("role", "list").with("aria-label", "Checklists").all(choices)
    };
    (state.checklists.len() > 1).then(list)
}

fn org(state: &State) -> Element {
    let (kind, word) = words::org_kind(&state.address.host);
    element(Tag::P)
        .class("org")
        .holding(bdi(state.address.host.org()))
        .holding(" ")
        .holding(element(Tag::Span).class("badge").with("data-kind", kind).holding(word))
}

fn progress(report: &Report) -> Element {
    let (done, all) = words::progress_bar(&report.findings);
    let told = words::progress(&report.findings);
    let bar = element(Tag::Progress)
        .with("max", all.to_string())
        .with("value", done.to_string())
        .with("aria-label", "Steps done")
        .with("aria-valuetext", told.clone());
    let words = element(Tag::P)
        .class("summary")
        .holding(element(Tag::Strong).holding(words::summary(&report.findings)))
        .holding(" ")
        .holding(element(Tag::Span).class("quiet").holding(format!("{told}.")));
    element(Tag::Div).class("progress").holding(bar).holding(words)
}

fn looking_at(page: &PageState) -> Element {
    let line = element(Tag::P).class("looking");
    let at = |line: Element, name: &'static str| {
        line.holding("Looking at: ").holding(element(Tag::Strong).holding(name))
    };
    match page {
        PageState::Elsewhere => {
            line.with("data-page", "elsewhere").holding("This page is in no step of this checklist.")
        }
        PageState::Waiting(spot) => {
            at(line.with("data-page", "waiting"), spot.place.row().title).holding(" – still reading it.")
        }
        PageState::Read(spot) => at(line.with("data-page", "read"), spot.place.row().title),
        PageState::Unreadable(spot, reason) => {
            let said = words::reason(reason);
            at(
                line.with("data-page", "unreadable").with("data-reason", words::reason_name(reason)),
                spot.place.row().title,
            )
            .holding(format!(" – {} {}", said.what, said.then))
        }
    }
}
