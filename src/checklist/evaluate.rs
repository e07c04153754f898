//! Evaluates a checklist over the evidence at hand: pure, total, and one step's fault never loses the rest.

use super::{Checklist, EvidenceLine, Finding, Grounds, Report, Status, Step};
use crate::{
    evidence::{
        Evidence, Moment, OrgSide, OrgWord, PageSide, Pages, Places, Reason, Spot, Verdict, Void, Weighed,
        weigh, weigh::Source,
    },
    requirement::{Control, Requirement, Subjects, way::Way},
};

/// Who a checklist is about.
#[must_use]
pub fn subjects<'a>(checklist: &'a Checklist, evidence: &'a Evidence) -> Subjects<'a> {
    Subjects { checklist: &checklist.id, inputs: &evidence.inputs }
}

/// Judges every step.
#[must_use]
pub fn evaluate(checklist: &Checklist, evidence: &Evidence, now: Moment) -> Report {
    let mut report = Report { checklist: checklist.id.clone(), findings: Vec::new() };
    renew(&mut report, checklist, evidence, Places::default(), now);
    report
}

/// Judges anew those steps that rest on something that is not as it was, in a report of the same checklist with the same inputs.
/// `changed`: the places whose pages are not as they were. Gives how many steps that were.
pub fn renew(
    report: &mut Report,
    checklist: &Checklist,
    evidence: &Evidence,
    changed: Places,
    now: Moment,
) -> usize {
    let who = subjects(checklist, evidence);
    let mut judged = 0;
    for (at, step) in checklist.steps.iter().enumerate() {
        let key = format!("{}/{}", checklist.id, step.id);
        let known = report.findings.get_mut(at);
        if known.as_ref().is_some_and(|known| stands(known, &key, evidence, changed)) {
            continue;
        }
        judged += 1;
        let found = find(step, &who, &key, evidence);
        match known {
            Some(known) => *known = found,
            None => report.findings.push(found),
        }
    }
    for finding in &mut report.findings {
        finding.stale = finding.dated.filter(|at| evidence.limit.is_over(*at, now));
    }
    judged
}

/// Whether all that a step was judged by is as it was.
fn stands(known: &Finding, key: &str, evidence: &Evidence, changed: Places) -> bool {
    let grounds = &known.grounds;
    !grounds.places.meet(changed)
        && grounds.said.as_ref() == evidence.said.get(key)
        && grounds.org == *evidence.org.of_step(key)
        && grounds.condition == *evidence.org.of_condition(key)
}

fn find(step: &Step, who: &Subjects<'_>, key: &str, evidence: &Evidence) -> Finding {
    let requirement = &step.requirement;
    let pages = Pages::of(evidence);
    let (org, condition) = (evidence.org.of_step(key), evidence.org.of_condition(key));
    let Sides { spots, page, void } = sides(requirement, who, &pages, org);
    let needed = is_needed(step, who, &pages, condition);
    let (status, decided_by, dated) = match needed {
        Ok(Needed { holds: false, old, .. }) => (Status::NotNeeded, None, old),
        _ if requirement.by_hand() => by_hand(evidence, key, page.as_ref(), void),
        _ => status(weigh(&org.told, page.as_ref(), void), requirement.lowers_protection().is_some()),
    };
    Finding {
        step: step.id.clone(),
        status,
        needless_by: needed.as_ref().ok().filter(|needed| !needed.holds).and_then(|needed| needed.by),
        maybe_needless: needed.err(),
        dated,
        stale: None,
        ready: page.as_ref().is_some_and(|side| side.ready),
        wanted: requirement.wanted(),
        evidence: match decided_by {
            None | Some(Source::Admin) if requirement.by_hand() => Vec::new(),
            _ => lines(&org.told, page.as_ref(), void, decided_by),
        },
        spots,
        lowers_protection: requirement.lowers_protection(),
        grounds: Grounds {
            places: pages.asked(),
            org: org.clone(),
            condition: condition.clone(),
            said: evidence.said.get(key).copied(),
        },
    }
}

/// Whether a step's condition holds, by whom and when that is known, and of when it is where it may be stale.
#[derive(Default)]
struct Needed {
    holds: bool,
    by: Option<(Source, Moment)>,
    old: Option<Moment>,
}

/// Whether the step's condition holds; or why it is not known.
fn is_needed(step: &Step, who: &Subjects<'_>, pages: &Pages<'_>, org: &OrgWord) -> Result<Needed, Reason> {
    let Some(condition) = &step.when else { return Ok(Needed { holds: true, ..Needed::default() }) };
    let Sides { page, void, .. } = sides(&condition.holds, who, pages, org);
    match weigh(&org.told, page.as_ref(), void) {
        Weighed::Decided { holds, by, at, current } => {
            // An answer of the admin's has no date, and does not age.
            let by = (at > Moment::default()).then_some((by, at));
            Ok(Needed { holds, by, old: by.filter(|_| !current).map(|(_, at)| at) })
        }
        Weighed::Undecided(reason) => Err(reason),
        // What is on the page is not so yet.
        Weighed::Unsaved => Err(Reason::NotTold),
    }
}

/// All that pages tell of a requirement, and where it is.
struct Sides {
    spots: Vec<(Spot, Option<Control>)>,
    page: Option<PageSide>,
    void: Void,
}

fn sides(requirement: &Requirement, who: &Subjects<'_>, pages: &Pages<'_>, org: &OrgWord) -> Sides {
    let way = way(requirement, who, pages, org);
    let (page, void) = page_side(requirement, who, pages, org, &way);
    let mut spots = way.spots;
    for (spot, control) in &org.spots {
        if !spots.iter().any(|(known, _)| known == spot) {
            spots.push((spot.clone(), control.clone()));
        }
    }
    Sides { spots, page, void }
}

/// Whether a spot is one of a step's: only its page is read.
#[must_use]
pub fn is_of(spot: &Spot, step: &Step, who: &Subjects<'_>, evidence: &Evidence) -> bool {
    let org = evidence.org.of_step(&format!("{}/{}", who.checklist, step.id));
    let is_there = |spots: &[(Spot, Option<Control>)]| spots.iter().any(|(known, _)| known == spot);
    let way = || way(&step.requirement, who, &Pages::of(evidence), org);
    is_there(&org.spots) || is_there(&way().spots)
}

/// The way by pages, where the API said nothing. Of which record a place is, it says first.
fn way(requirement: &Requirement, who: &Subjects<'_>, pages: &Pages<'_>, org: &OrgWord) -> Way {
    if !matches!(
        org.told.verdict,
        Verdict::CannotTell(Reason::NotLooked | Reason::Lacks(_) | Reason::Fault(_))
    ) {
        return Way::default();
    }
    let mut way = requirement.way(who, pages);
    for (named, _) in org.spots.iter().filter(|(spot, _)| spot.record.is_some()) {
        way.spots.retain(|(spot, _)| spot.place != named.place);
    }
    way
}

/// Of the readings of a requirement's spots that say anything the one that counts most, and what Saves on any of them voided. While an
/// input is empty nobody knows what is asked, and no page says anything.
fn page_side(
    requirement: &Requirement,
    who: &Subjects<'_>,
    pages: &Pages<'_>,
    org: &OrgWord,
    way: &Way,
) -> (Option<PageSide>, Void) {
    let (mut page, mut void) = (None::<PageSide>, Void::default());
    let is_asked = requirement.empty_input(who).is_none();
    for (at, (spot, _)) in way.spots.iter().chain(&org.spots).enumerate() {
        let Some(record) = pages.record(spot) else { continue };
        void = void.or(record.void());
        let Some(reading) = record.reading.as_ref().filter(|_| is_asked) else { continue };
        let on_way = at < way.spots.len();
        let said = match on_way {
            true => requirement.judge_way(who, pages, &reading.facts),
            false => requirement.judge_page(who, &reading.facts),
        };
        let side = PageSide {
            loaded_at: reading.loaded_at,
            told_at: if on_way { way.told_at.min(reading.loaded_at) } else { reading.loaded_at },
            open: pages.is_open(spot, reading),
            unsaved: said.unsaved,
            ready: said.ready,
            verdict: said.saved,
        };
        let is_silent = side.verdict == Verdict::CannotTell(Reason::NotShown);
        if !is_silent && page.as_ref().is_none_or(|best| side.weight() > best.weight()) {
            page = Some(side);
        }
    }
    (page, void)
}

/// The admin's word counts, unless a page that is open, or was asked for since, shows that it is not so.
fn by_hand(
    evidence: &Evidence,
    key: &str,
    page: Option<&PageSide>,
    void: Void,
) -> (Status, Option<Source>, Option<Moment>) {
    let said = evidence.said.get(key);
    let refutes = |side: &&PageSide| {
        side.verdict.decided() == Some(false)
            && !void.page(side.loaded_at)
            && (side.open || said.is_none_or(|said| side.loaded_at > said.at))
    };
    if let Some(side) = page.filter(refutes) {
        return (Status::ToDo, Some(Source::Page), (!side.open).then_some(side.loaded_at));
    }
    match said {
        // What the admin said does not age: it is shown with its date instead.
        Some(said) => (Status::SaidDone(said.at), Some(Source::Admin), None),
        None => (Status::DoByHand, None, None),
    }
}

pub(super) fn status(weighed: Weighed, lowers: bool) -> (Status, Option<Source>, Option<Moment>) {
    match weighed {
        Weighed::Unsaved => (Status::ChangedNotSaved, Some(Source::Page), None),
        Weighed::Decided { holds, by, at, current } => {
            let status = match (holds, lowers) {
                (true, true) => Status::DoneLowersProtection,
                (true, false) => Status::Done,
                (false, _) => Status::ToDo,
            };
            (status, Some(by), (!current).then_some(at))
        }
        Weighed::Undecided(Reason::NotLooked) => (Status::NotCheckedYet, None, None),
        Weighed::Undecided(Reason::Fault(fault)) => (Status::CouldNotCheck(fault), None, None),
        Weighed::Undecided(reason) => (Status::CannotTell(reason), None, None),
    }
}

fn lines(
    org: &OrgSide,
    page: Option<&PageSide>,
    void: Void,
    decided_by: Option<Source>,
) -> Vec<EvidenceLine> {
    let found = |verdict: &Verdict| match verdict {
        Verdict::Holds(value) | Verdict::Fails(value) => Ok(value.clone()),
        Verdict::CannotTell(reason) => Err(reason.clone()),
    };
    let line = |source, at, verdict: &Verdict, void: bool| EvidenceLine {
        source,
        at,
        found: found(verdict),
        decides: decided_by == Some(source),
        counts: !void,
    };
    let org_is_void = org.asked_at.is_some_and(|at| void.answer(at));
    let org = line(Source::Org, org.asked_at, &org.verdict, org_is_void);
    let page =
        page.map(|side| line(Source::Page, Some(side.told_at), &side.verdict, void.page(side.loaded_at)));
    page.into_iter().chain([org]).collect()
}
