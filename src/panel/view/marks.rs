//! What is said of one step: its status, why it is not known, what was found, and what the step gives up.

use super::{bdi, shape, words};
use crate::{
    checklist::{Checklist, EvidenceLine, Level, Status, Step, conflict::opposites},
    evidence::{Reason, weigh::Source},
    panel::{
        State,
        state::{ApiState, PageState},
        steps::Told,
        tree::{Element, Node, Tag, element, of_class},
    },
};

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
        | Status::SaidDone(_)
        | Status::NotNeeded => None,
    }
}

/// The status as a word, then what else marks the step. Its shape stands before.
pub(super) fn marks(told: Told<'_>, state: &State) -> Element {
    let status = of_class(Tag::Span, "status").holding(words::status(&told.finding.status));
    let old = told.finding.stale.map(|at| mark("old", words::checked(at, state.now).into()));
    let level = match told.step.level {
        Level::Required => None,
        Level::Recommended => Some(mark("level", "recommended".into())),
        Level::Optional => Some(mark("level", "optional".into())),
    };
    of_class(Tag::Span, "marks").holding(status).maybe(old).maybe(level)
}

fn mark(class: &'static str, word: Node) -> Element {
    element(Tag::Span).class(class).holding(" · ").holding(word)
}

/// The reason and its next action.
pub(super) fn because(told: Told<'_>, state: &State) -> Option<Element> {
    if let (Status::NotNeeded, Some(when)) = (&told.finding.status, &told.step.when) {
        return Some(element(Tag::P).class("because").holding(bdi(&when.otherwise)));
    }
    let said = match reason(told)? {
        Reason::NotLooked => match (&state.page, told.here(state)) {
            (PageState::Unreadable(_, why), Some(_)) => words::reason(why),
            (PageState::Waiting(_), Some(_)) => words::reason(&Reason::Loading),
            (page, here) => {
                let read = here.is_some() && matches!(page, PageState::Read(_));
                if read && told.there(state).is_some() {
                    return Some(say(&words::reason(&Reason::NotShown)));
                }
                let is_void = |line: &EvidenceLine| line.source == Source::Page && !line.counts;
                if read && told.finding.evidence.iter().any(is_void) {
                    return Some(say(&words::outdated()));
                }
                words::not_looked(read, told.place(state).is_some(), state.api != ApiState::Off)
            }
        },
        reason if told.place(state).is_none() => words::reason(&reason).without_a_page(),
        reason => words::reason(&reason),
    };
    Some(say(&said))
}

fn say(said: &words::Said) -> Element {
    of_class(Tag::P, "because").holding(format!("{} {}", said.what, said.then))
}

/// That the step may not be needed at all, and why that is not known.
pub(super) fn maybe_needless(told: Told<'_>) -> Option<Element> {
    let said = words::reason(told.finding.maybe_needless.as_ref()?);
    let words = format!("It is not known whether this step is needed. {} {}", said.what, said.then);
    Some(element(Tag::P).class("quiet").holding(words))
}

/// The reason alone; that nothing was looked at is what its status says.
pub(super) fn briefly(told: Told<'_>) -> Option<Element> {
    let reason = reason(told).filter(|reason| *reason != Reason::NotLooked)?;
    Some(of_class(Tag::Span, "because").holding(" ").holding(words::reason(&reason).what))
}

/// What was found against what is wanted, where something was found.
pub(super) fn found_and_wanted(told: Told<'_>) -> Option<Element> {
    let found = told.found()?;
    let pair = |name: &'static str, value: String| {
        element(Tag::Div)
            .holding(element(Tag::Dt).holding(name))
            .holding(element(Tag::Dd).holding(bdi(&value)))
    };
    let wanted = words::wanted(&told.finding.wanted, Some(found));
    // What the page shows is no longer what was found.
    let name = if told.finding.status == Status::ChangedNotSaved { "Saved" } else { "Found" };
    Some(of_class(Tag::Dl, "found").holding(pair(name, words::value(found))).holding(pair("Wanted", wanted)))
}

/// The steps that want the opposite, where both are needed.
pub(super) fn conflicts(told: Told<'_>, state: &State) -> Vec<Element> {
    let mut conflicts = Vec::new();
    let is_needed = |checklist: &Checklist, step: &Step| {
        let report = state.reports.iter().find(|report| report.checklist == checklist.id);
        let finding = report.and_then(|report| report.findings.iter().find(|it| it.step == step.id));
        finding.is_some_and(|finding| finding.status != Status::NotNeeded)
    };
    if told.finding.status == Status::NotNeeded {
        return conflicts;
    }
    for (checklist, step) in opposites(&told.step.requirement, &state.checklists) {
        if is_needed(checklist, step) {
            let words = words::conflict(&checklist.title, step.requirement.lowers_protection());
            let line =
                of_class(Tag::P, "risk").with("data-conflict", format!("{}/{}", checklist.id, step.id));
            let line = line.holding(shape::shield()).holding(" “").holding(bdi(&step.title));
            conflicts.push(line.holding("” of ").holding(words));
        }
    }
    conflicts
}

/// What the step gives up, in every state of it.
pub(super) fn warning(told: Told<'_>) -> Option<Element> {
    let what = told.finding.lowers_protection?;
    let done = told.finding.status == Status::DoneLowersProtection;
    let words = if done { words::risk_after(what) } else { words::risk_before(what) };
    Some(of_class(Tag::P, "risk").holding(shape::shield()).holding(" ").holding(words))
}
