//! What the admin can do about each step from where they are: which steps are on this page, where the others are, and which is next.

use super::{State, state::PageState, update::target_of};
use crate::{
    checklist::{Checklist, Finding, Level, Report, Status, Step, Symptom, symptom::fitting},
    evidence::{Reason, Spot, Value},
    requirement::Control,
    setup::{Place, Route},
};

/// The link to a spot, by the way that leads there in this org.
#[must_use]
pub fn way(state: &State, spot: &Spot) -> Option<Route> {
    let usual = Route::to(spot.place, spot.record.as_deref(), &state.address)?;
    let other = if state.choices.other_ways.contains(&spot.place) { usual.other(spot.place) } else { None };
    Some(other.unwrap_or(usual))
}

/// The checklist that is shown, with its report.
#[must_use]
pub fn shown(state: &State) -> Option<(&Checklist, &Report)> {
    let checklist = state.checklists.get(state.shown).or_else(|| state.checklists.first())?;
    let report = state.reports.iter().find(|report| report.checklist == checklist.id)?;
    Some((checklist, report))
}

/// A step with its finding.
#[derive(Debug, Clone, Copy)]
pub struct Told<'s> {
    /// The step.
    pub step: &'s Step,
    /// What was found.
    pub finding: &'s Finding,
}

/// The shown checklist's steps in its order.
#[must_use]
pub fn steps<'s>(checklist: &'s Checklist, report: &'s Report) -> Vec<Told<'s>> {
    let mut steps = Vec::new();
    for step in &checklist.steps {
        if let Some(finding) = report.findings.iter().find(|finding| finding.step == step.id) {
            steps.push(Told { step, finding });
        }
    }
    steps
}

/// Where a step stands in the sidebar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// It can be seen or changed on the page that is open.
    OnThisPage,
    /// Its place is another, or it has none.
    Elsewhere,
    /// Only a person can see to it.
    ByHand,
    /// Nothing more is to be done.
    Done,
}

impl Group {
    /// All, in the order in which they are shown.
    pub const ALL: [Group; 4] = [Group::OnThisPage, Group::Elsewhere, Group::ByHand, Group::Done];
}

impl<'s> Told<'s> {
    /// The group it stands in.
    #[must_use]
    pub fn group(&self, state: &State) -> Group {
        match &self.finding.status {
            // Also what is done: the admin may just have done it.
            _ if self.here(state).is_some() => Group::OnThisPage,
            status if status.is_done() => Group::Done,
            Status::DoByHand => Group::ByHand,
            _ => Group::Elsewhere,
        }
    }

    /// The place that is open, where it is one of the step's.
    #[must_use]
    pub fn here(&self, state: &State) -> Option<Place> {
        let here = state.page.spot()?;
        self.finding.spots.iter().any(|(spot, _)| spot == here).then_some(here.place)
    }

    /// What the deciding evidence found.
    #[must_use]
    pub fn found(&self) -> Option<&'s Value> {
        self.finding.evidence.iter().find(|line| line.decides)?.found.as_ref().ok()
    }

    /// What can be pointed at now: the page is read, it has a control, and something is left to do or to see. On a page whose words are
    /// not known the order is said all the same: the admin knows them.
    #[must_use]
    pub fn control_here(&self, state: &State) -> Option<Control> {
        let readable =
            matches!(state.page, PageState::Read(_) | PageState::Unreadable(_, Reason::NoLabels(_)));
        let open = readable && !self.finding.status.is_done();
        let control = target_of(state, &self.step.id).filter(|_| open)?;
        // What is not there can't be pointed at, only what makes it.
        let makes = matches!(control, Control::NewSet(_) | Control::SaveSet(_));
        (makes || self.found() != Some(&Value::Absent)).then_some(control)
    }

    /// The best of the step's places that a link leads to, unless it is the page that is open.
    #[must_use]
    pub fn there(&self, state: &State) -> Option<(Place, Route)> {
        let here = state.page.spot();
        for (spot, _) in &self.finding.spots {
            let Some(route) = way(state, spot) else { continue };
            // A spot that is not as good as the open page leads away from the goal. The installer's address does not say for what it was
            // opened.
            let is_here = here == Some(spot)
                || spot.place == Place::PackageInstall && here.is_some_and(|here| here.place == spot.place);
            return if is_here { None } else { Some((spot.place, route)) };
        }
        None
    }

    /// The place to name for the step: the open one, where it is one of the step's, else its best.
    #[must_use]
    pub fn place(&self, state: &State) -> Option<Place> {
        let best = || self.finding.spots.first().map(|(spot, _)| spot.place);
        self.here(state).or_else(best)
    }

    /// The smaller, the sooner it should be done; `None` where nothing is left.
    fn urgency(&self, state: &State) -> Option<(u8, u8)> {
        let here = self.here(state).is_some();
        let turn = match &self.finding.status {
            status if status.is_done() => return None,
            Status::ChangedNotSaved if here => 0,
            status if status.is_to_do() && here => 1,
            // It is about to be known.
            Status::NotCheckedYet if here && matches!(state.page, PageState::Waiting(_)) => 1,
            status if status.is_to_do() => 2,
            _ if here => 3,
            _ => 4,
        };
        // What gives up protection and need not be done is never put before what must be.
        let is_risk = self.step.level == Level::Optional && self.finding.lowers_protection.is_some();
        let turn = if is_risk && turn > 0 { 5 } else { turn };
        let level = match self.step.level {
            Level::Required => 0,
            Level::Recommended => 1,
            Level::Optional => 2,
        };
        Some((turn, level))
    }
}

/// The next step: what is begun, then what is to do on this page, then what is to do at all, then what could not be told; required ones
/// first, else in the checklist's order.
#[must_use]
pub fn next<'s>(steps: &[Told<'s>], state: &State) -> Option<Told<'s>> {
    let mut first: Option<((u8, u8), Told<'s>)> = None;
    for told in steps {
        if let Some(urgency) = told.urgency(state)
            && first.is_none_or(|(least, _)| urgency < least)
        {
            first = Some((urgency, *told));
        }
    }
    first.map(|(_, told)| told)
}

/// The symptoms of a checklist that fit what the admin sees.
#[must_use]
pub fn symptoms<'s>(checklist: &'s Checklist, state: &State) -> Vec<&'s Symptom> {
    match &state.sees {
        Some(what) => fitting(&checklist.symptoms, what),
        None => Vec::new(),
    }
}

/// The steps to show, and the next of them: all, or those that explain what the admin sees, most likely first.
#[must_use]
pub fn listed<'s>(
    checklist: &'s Checklist,
    report: &'s Report,
    state: &State,
) -> (Vec<Told<'s>>, Option<Told<'s>>) {
    let all = steps(checklist, report);
    let symptoms = symptoms(checklist, state);
    if symptoms.is_empty() {
        let next = next(&all, state);
        return (all, next);
    }
    let mut listed: Vec<Told<'s>> = Vec::new();
    for id in symptoms.into_iter().flat_map(|symptom| &symptom.steps) {
        let is_it = |told: &&Told<'_>| told.step.id == *id;
        if !listed.iter().any(|told| is_it(&told)) {
            listed.extend(all.iter().find(is_it));
        }
    }
    let next = likeliest(&listed);
    (listed, next)
}

/// The first that is proven wrong, else the first that is not known to be right.
fn likeliest<'s>(steps: &[Told<'s>]) -> Option<Told<'s>> {
    let mut first = None;
    for told in steps {
        match &told.finding.status {
            Status::ToDo | Status::ChangedNotSaved => return Some(*told),
            status if first.is_none() && !status.is_done() => first = Some(*told),
            _ => {}
        }
    }
    first
}

/// A step of the shown checklist, by id.
#[must_use]
pub fn step<'s>(state: &'s State, id: &str) -> Option<Told<'s>> {
    let (checklist, report) = shown(state)?;
    steps(checklist, report).into_iter().find(|told| told.step.id == id)
}
