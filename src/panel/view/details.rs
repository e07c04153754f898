//! A step's details: why, what it gives up, what each source says, and the vendor's own page.

use super::{actions, bdi, marks, words};
use crate::{
    checklist::{EvidenceLine, Status},
    panel::{
        State,
        steps::Told,
        tree::{Element, Tag, element},
    },
};

/// The details' id, which their button names.
pub(super) fn id(told: Told<'_>) -> String {
    format!("details-{}", told.step.id)
}

/// The details. The next step shows its warning and its buttons anyway.
pub(super) fn details(told: Told<'_>, state: &State, is_next: bool) -> Element {
    let own = !is_next;
    element(Tag::Div)
        .key("details")
        .class("details")
        .with("id", id(told))
        .holding(element(Tag::P).class("why").holding(bdi(&told.step.why)))
        .all(own.then(|| marks::because(told, state)).flatten())
        .all(marks::maybe_needless(told))
        .all(own.then(|| actions::touch(told, state)).flatten())
        .all(own.then(|| marks::warning(told)).flatten())
        .all(where_it_is(told, state))
        .all(said(told, state))
        .all(evidence(told, state))
        .all(own.then(|| buttons(told, state)).flatten())
        .all(vendor(told))
}

fn buttons(told: Told<'_>, state: &State) -> Option<Element> {
    let actions = actions::actions(told, state);
    (!actions.is_empty()).then(|| element(Tag::Div).class("buttons").all(actions))
}

fn where_it_is(told: Told<'_>, state: &State) -> Option<Element> {
    let place = told.place(state)?.row();
    let words = format!("Place: {}. To change it takes “{}”.", place.title, place.to_change);
    Some(element(Tag::P).class("quiet").holding(words))
}

fn said(told: Told<'_>, state: &State) -> Option<Element> {
    let Status::SaidDone(at) = told.finding.status else { return None };
    let line = element(Tag::P).class("quiet").with("data-source", "admin");
    Some(line.holding(format!("You said so {}. Orgready has no other evidence.", words::age(at, state.now))))
}

fn evidence(told: Told<'_>, state: &State) -> Option<Element> {
    let rows = told.finding.evidence.iter().map(|line| row(line, told, state));
    let list =
        || element(Tag::Ul).class("evidence").with("role", "list").with("aria-label", "Evidence").all(rows);
    (!told.finding.evidence.is_empty()).then(list)
}

fn row(line: &EvidenceLine, told: Told<'_>, state: &State) -> Element {
    let found = line.found.as_ref().ok();
    let wanted = words::wanted(&told.finding.wanted, found);
    let verb = words::source_verb(line.source);
    let when = line
        .at
        .map_or_else(|| format!("not {verb} yet"), |at| format!("{verb} {}", words::age(at, state.now)));
    let source = element(Tag::Span)
        .class("source")
        .holding(element(Tag::Strong).holding(words::source(line.source)))
        .holding(format!(", {when}. "));
    let says = element(Tag::Span).class("says").all(says(line, &wanted));
    element(Tag::Li)
        .with("data-source", words::source_name(line.source))
        .with_some("data-found", found.map(words::value))
        .with("data-wanted", wanted)
        .with_some("data-reason", line.found.as_ref().err().map(words::reason_name))
        .with_some("data-decides", line.decides.then_some("true"))
        .with("data-counts", if line.counts { "true" } else { "false" })
        .holding(source)
        .holding(says)
        .all(
            words::counts(line.decides, line.counts)
                .map(|word| element(Tag::Span).class("counts").holding(format!(" {word}"))),
        )
}

fn says(line: &EvidenceLine, wanted: &str) -> Vec<crate::panel::Node> {
    match &line.found {
        Ok(found) => vec![
            "Found: ".into(),
            bdi(&words::value(found)).into(),
            ". Wanted: ".into(),
            bdi(wanted).into(),
            ".".into(),
        ],
        // What was never asked has no answer to explain.
        Err(_) if line.at.is_none() => Vec::new(),
        Err(reason) => vec![words::reason(reason).what.into()],
    }
}

fn vendor(told: Told<'_>) -> Option<Element> {
    let link = told.step.link.as_deref()?;
    let anchor = element(Tag::Link)
        .key(format!("{}/vendor", told.step.id))
        .with("href", link)
        .with("target", "_blank")
        .with("rel", "noreferrer noopener")
        .holding(bdi(link));
    Some(element(Tag::P).class("vendor").holding("The vendor's page (opens a new tab): ").holding(anchor))
}
