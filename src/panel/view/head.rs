//! The top: which checklist, which org, how far, and which page this is.

use super::{bdi, shape, steps, words};
use crate::{
    checklist::Report,
    evidence::Reason,
    panel::{
        Action, State,
        state::PageState,
        tree::{Element, Tag, element, of_class},
    },
};

pub(super) fn head(state: &State) -> Element {
    let shown = steps::shown(state);
    let title = shown.map_or("Orgready", |(checklist, _)| &checklist.title);
    let heading = element(Tag::H2).key("title").with("tabindex", "-1").holding(bdi(title));
    let bar = of_class(Tag::Div, "bar").holding(heading).holding(change_sides()).holding(collapse());
    let head = element(Tag::Header).holding(bar).maybe(switcher(state)).holding(org(state));
    match shown {
        Some((_, report)) => head.holding(progress(report)).holding(looking_at(&state.page)),
        None => head,
    }
}

fn collapse() -> Element {
    icon("collapse", "Collapse", Action::Collapse).with("aria-expanded", "true").holding(shape::collapse())
}

fn change_sides() -> Element {
    icon("change-sides", "Move to the other side", Action::ChangeSides).holding(shape::change_sides())
}

fn icon(key: &str, label: &'static str, action: Action) -> Element {
    element(Tag::Button)
        .key(key)
        .class("icon")
        .with("type", "button")
        .with("aria-label", label)
        .with("title", label)
        .on(action)
}

/// One button per checklist, where there are several.
fn switcher(state: &State) -> Option<Element> {
    if state.checklists.len() < 2 {
        return None;
    }
    let mut list = of_class(Tag::Ul, "choices").with("role", "list").with("aria-label", "Checklists");
    for (index, checklist) in state.checklists.iter().enumerate() {
        let button = element(Tag::Button)
            .key(format!("checklist-{}", checklist.id))
            .class("choice")
            .with("type", "button")
            .with("aria-pressed", if index == state.shown { "true" } else { "false" })
            .on(Action::ChooseChecklist(index))
            .holding(bdi(&checklist.title));
        list = list.holding(element(Tag::Li).holding(button));
    }
    Some(list)
}

fn org(state: &State) -> Element {
    let (kind, word) = words::org_kind(&state.address.host);
    of_class(Tag::P, "org")
        .holding(bdi(state.address.host.org()))
        .holding(" ")
        .holding(of_class(Tag::Span, "badge").with("data-kind", kind).holding(word))
}

fn progress(report: &Report) -> Element {
    let (done, all) = words::progress_bar(&report.findings);
    let told = words::progress(&report.findings);
    let bar = element(Tag::Progress)
        .with("max", all.to_string())
        .with("value", done.to_string())
        .with("aria-label", "Steps done")
        .with("aria-valuetext", told.clone());
    let words = of_class(Tag::P, "summary")
        .holding(element(Tag::Strong).holding(words::summary(&report.findings)))
        .holding(" ")
        .holding(of_class(Tag::Span, "quiet").holding(format!("{told}.")));
    of_class(Tag::Div, "progress").holding(bar).holding(words)
}

fn looking_at(page: &PageState) -> Element {
    let line = of_class(Tag::P, "looking");
    let Some(spot) = page.spot() else {
        return line.with("data-page", "elsewhere").holding("This page is in no step of this checklist.");
    };
    let title = element(Tag::Strong).holding(spot.place.row().title);
    let line = line.holding("Looking at: ").holding(title);
    match page {
        PageState::Waiting(_) => {
            let said = words::reason(&Reason::Loading);
            line.with("data-page", "waiting").holding(format!(" – {} {}", said.what, said.then))
        }
        PageState::Elsewhere | PageState::Read(_) => line.with("data-page", "read"),
        PageState::Unreadable(_, reason) => {
            let said = words::reason(reason);
            line.with("data-page", "unreadable")
                .with("data-reason", words::reason_name(reason))
                .holding(format!(" – {} {}", said.what, said.then))
        }
    }
}
