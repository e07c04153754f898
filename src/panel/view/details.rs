//! A step's details: why, what it gives up, what each source says, and the vendor's own page.

use super::{actions, bdi, marks, words};
use crate::{
    checklist::{EvidenceLine, Status},
    evidence::weigh::Source,
    panel::{
        State,
        steps::Told,
        tree::{Element, Tag, element, of_class},
    },
};

/// The details' id, which their button names.
pub(super) fn id(told: Told<'_>) -> String {
    format!("details-{}", told.step.id)
}

/// The details. The next step shows its warning and its buttons anyway.
pub(super) fn details(told: Told<'_>, state: &State, is_next: bool) -> Element {
    let mut details = element(Tag::Div)
        .key("details")
        .class("details")
        .with("id", id(told))
        .holding(of_class(Tag::P, "why").holding(bdi(&told.step.why)));
    if !is_next {
        details = details
            .maybe(marks::because(told, state))
            .maybe(actions::touch(told, state))
            .maybe(marks::warning(told))
            .holding_all(marks::conflicts(told, state));
    }
    details = details.maybe(marks::maybe_needless(told));
    details = details.maybe(where_it_is(told, state)).maybe(said(told, state)).maybe(evidence(told, state));
    if !is_next {
        let buttons = actions::buttons(told, state);
        details = details.maybe(if buttons.children.is_empty() { None } else { Some(buttons) });
    }
    details.maybe(vendor(told))
}

fn where_it_is(told: Told<'_>, state: &State) -> Option<Element> {
    let place = told.place(state)?.row();
    let words = format!("Place: {}. To change it takes “{}”.", place.title, place.to_change);
    Some(of_class(Tag::P, "quiet").holding(words))
}

/// Who says so, where it is not the evidence for the step itself.
fn said(told: Told<'_>, state: &State) -> Option<Element> {
    let (source, words) = match (&told.finding.status, told.finding.needless_by) {
        (Status::SaidDone(at), _) => (
            Source::Admin,
            format!("You said so {}. Orgready has no other evidence.", words::age(*at, state.now)),
        ),
        (_, Some((source, at))) => {
            let age = words::age(at, state.now);
            (
                source,
                format!(
                    "That it is not needed says: {}, {} {age}.",
                    words::source(source),
                    words::source_verb(source)
                ),
            )
        }
        _ => return None,
    };
    Some(of_class(Tag::P, "quiet").with("data-source", words::source_name(source)).holding(words))
}

fn evidence(told: Told<'_>, state: &State) -> Option<Element> {
    if told.finding.evidence.is_empty() {
        return None;
    }
    let mut list = of_class(Tag::Ul, "evidence").with("role", "list").with("aria-label", "Evidence");
    for line in &told.finding.evidence {
        list = list.holding(row(line, told, state));
    }
    Some(list)
}

fn row(line: &EvidenceLine, told: Told<'_>, state: &State) -> Element {
    let verb = words::source_verb(line.source);
    let when = match line.at {
        None => format!(", not {verb} yet. "),
        Some(at) => format!(", {verb} {}. ", words::age(at, state.now)),
    };
    let source = of_class(Tag::Span, "source")
        .holding(element(Tag::Strong).holding(words::source(line.source)))
        .holding(when);
    let row = element(Tag::Li).with("data-source", words::source_name(line.source));
    let says = of_class(Tag::Span, "says");
    let wanted = words::wanted(&told.finding.wanted, line.found.as_ref().ok());
    let (row, says) = match &line.found {
        Ok(found) => {
            let found = words::value(found);
            let says =
                says.holding("Found: ").holding(bdi(&found)).holding(". Wanted: ").holding(bdi(&wanted));
            (row.with("data-found", found).with("data-wanted", wanted), says.holding("."))
        }
        Err(reason) => {
            // What was never asked has no answer to explain.
            let says = if line.at.is_some() { says.holding(words::reason(reason).what) } else { says };
            (row.with("data-wanted", wanted).with("data-reason", words::reason_name(reason)), says)
        }
    };
    let row = row
        .with_some("data-decides", line.decides.then_some("true"))
        .with("data-counts", if line.counts { "true" } else { "false" })
        .holding(source)
        .holding(says);
    match words::counts(line.decides, line.counts) {
        Some(word) => row.holding(of_class(Tag::Span, "counts").holding(format!(" {word}"))),
        None => row,
    }
}

fn vendor(told: Told<'_>) -> Option<Element> {
    let link = told.step.link.as_deref()?;
    let anchor = element(Tag::Link)
        .key(actions::part(told, "vendor"))
        .with("href", link.to_owned())
        .with("target", "_blank")
        .with("rel", "noreferrer noopener")
        .holding(bdi(link));
    Some(of_class(Tag::P, "vendor").holding("The vendor's page (opens a new tab): ").holding(anchor))
}
