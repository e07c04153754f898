//! What changes the sidebar: `update(state, event)` gives the new state and what is to be done. Pure and total.

use super::{
    state::{Action, ApiState, Going, PageState, Pointing, State, Trouble},
    steps,
};
use crate::{
    bridge::{
        FrameToTop, Stored, TopToFrame,
        frame::{FrameName, PointOutcome},
        from_text, to_text,
    },
    checklist::{Checklist, Finding, Meant, Report, Status, evaluate, is_of, renew, subjects},
    evidence::{
        Attestation, CLOCK_BLUR, Evidence, Fault, Lost, Moment, OrgSays, PageFacts, Reading, Reason, Spot,
        SpotRecord, weigh::Source,
    },
    requirement::Control,
    setup::{
        Address, Place, Route, Shape,
        route::{classic_place, verifies},
    },
    wire::Write,
};

/// For how many milliseconds what the API said is not asked again by choosing a symptom.
const FRESH: u64 = 60_000;

/// Something happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// The address of the top document changed.
    Moved(Option<Address>),
    /// A document spoke. `shown`: whether its frame is the one that is displayed.
    Frame {
        /// Which.
        frame: FrameName,
        /// Whether it is displayed.
        shown: bool,
        /// What it says.
        says: FrameToTop,
    },
    /// The worker told what the API's answers say, or why it could not be asked.
    Answered(OrgSays),
    /// The worker said nothing.
    NotAnswered,
    /// What is kept for the org changed, here or in another tab; and the chosen checklists, `None` where they are the same as before.
    Kept(Box<Stored>, Option<Vec<Checklist>>),
    /// The admin did something in the sidebar.
    Did(Action),
    /// The tab came into view: ages are told anew.
    LookedAt,
    /// The document before this one was left for a place.
    Going(Place),
    /// A page that was gone to had its time to arrive; the title of what stands there.
    Arrived(String),
    /// Something the admin must be told.
    Told(Trouble),
}

/// Something is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask a frame.
    Ask(FrameName, TopToFrame),
    /// Ask the API for what these steps need.
    Check(Meant),
    /// Go to a place.
    Go(Place, Route),
    /// Keep what is known of a spot, but nothing of people whom no checklist is about.
    KeepSpot(Spot),
    /// Keep one of the admin's choices: its name, and what it is now as text. Another tab may have changed the others.
    KeepChoice(&'static str, String),
    /// Open Orgready's own page.
    OpenOptions,
    /// Give the keyboard's focus back to the page.
    FocusPage,
}

/// A document that spoke.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The place its address names.
    pub spot: Option<Spot>,
    /// When its request left.
    pub loaded_at: Moment,
    /// The page's language and what its Save button says, once it was read.
    pub words: Option<(String, Option<String>)>,
}

/// What is to be done, in order: every part of an update adds to it.
type Effects = Vec<Effect>;

/// Applies an event.
pub fn update(state: &mut State, event: Event, now: Moment) -> Effects {
    state.now = now;
    let mut effects = Vec::new();
    let to = &mut effects;
    let (was_off, knew) = (state.api == ApiState::Off, state.evidence.org.newest().is_some());
    match event {
        Event::Moved(address) => moved(state, address, to),
        Event::Frame { frame, shown, says } => heard(state, frame, shown, says, to),
        Event::Answered(says) => answered(state, Some(says)),
        Event::NotAnswered => answered(state, None),
        Event::Kept(stored, checklists) => kept(state, *stored, checklists),
        Event::Did(action) => did(state, action, to),
        Event::LookedAt => {}
        Event::Going(place) => state.going = Some(Going { place, first: false }),
        Event::Arrived(title) => arrived(state, title, to),
        Event::Told(trouble) => state.trouble = Some(trouble),
    }
    set_back(state, to);
    // The API may be asked from now on; or somebody else is signed in now, of whom it said nothing yet.
    if (was_off || knew) && state.evidence.org.newest().is_none() && state.api == ApiState::Allowed {
        check(state, Meant::All, to);
    }
    settle(state, to);
    judge(state);
    if state.unasked && state.api == ApiState::Allowed {
        check_seen(state, to);
    }
    follow(state, to);
    effects
}

/// What is dated later than now is of before the clock was set back: of when, nobody knows. It counts only where that makes no difference:
/// a Save voids what was before now, and an open page shows what it shows now.
fn set_back(state: &mut State, effects: &mut Effects) {
    let now = state.now;
    let evidence = &mut state.evidence;
    if evidence.org.newest().is_some_and(|at| at.is_to_come(now)) {
        evidence.org.forget();
    }
    let mut to_come = Vec::new();
    for (spot, record) in evidence.spots.iter() {
        if record.newest().is_some_and(|at| at.is_to_come(now)) {
            to_come.push(spot.clone());
        }
    }
    for spot in &to_come {
        let Some(record) = evidence.spots.get_mut(spot) else { continue };
        let void = record.void();
        let open = evidence.open.get(spot);
        record.reading = record
            .reading
            .take()
            .filter(|reading| open == Some(&reading.document) && !void.page(reading.loaded_at));
        if let Some(reading) = &mut record.reading {
            reading.loaded_at = reading.loaded_at.min(now);
        }
        record.saved_at = record.saved_at.min(Some(now));
        record.lost = record
            .lost
            .map(|lost| Lost { gone_at: lost.gone_at.min(now), loaded_at: lost.loaded_at.min(now) });
        keep_spot(spot, effects);
    }
}

/// Makes the reports true again: what rests on nothing that changed stays as it is.
fn judge(state: &mut State) {
    let changed = state.evidence.take_changed();
    for (at, checklist) in state.checklists.iter().enumerate() {
        match state.reports.get_mut(at) {
            Some(report) => {
                renew(report, checklist, &state.evidence, changed, state.now);
            }
            None => state.reports.push(evaluate(checklist, &state.evidence, state.now)),
        }
    }
    let is_true = |(checklist, report): (&Checklist, &Report)| {
        *report == evaluate(checklist, &state.evidence, state.now)
    };
    debug_assert!(
        state.reports.len() == state.checklists.len()
            && state.checklists.iter().zip(&state.reports).all(is_true),
        "something changed that a step rests on, and the step was not judged anew"
    );
}

fn moved(state: &mut State, address: Option<Address>, effects: &mut Effects) {
    match address {
        Some(address) if address == state.address => {}
        Some(address) => {
            leave(state, effects);
            state.address = address;
            // In Lightning a Save that leads to another page changes the address, and that page gets a frame of its own.
            if state.sent.take().is_some() {
                let here = state.address.place.as_ref();
                let here = here.map(|(place, record)| Spot::new(*place, record.as_deref()));
                check_saved(state, here.as_ref(), effects);
            }
            if matches!(state.trouble, Some(Trouble::NotArrived(..))) {
                state.trouble = None;
            }
        }
        None => {
            state.address.place = None;
            leave(state, effects);
        }
    }
}

/// Arrives at the address's place where a chosen checklist names it, and leaves it where none does any more.
fn settle(state: &mut State, effects: &mut Effects) {
    let here = state.address.place.as_ref().map(|(place, record)| Spot::new(*place, record.as_deref()));
    let here = here.filter(|spot| is_wanted(state, spot));
    if here.as_ref() == state.page.spot() {
        return;
    }
    if state.page.spot().is_some() {
        leave(state, effects);
        // The address is the same: what stands there is this page, and may be wanted again.
        state.left = None;
    }
    let Some(spot) = here else { return };
    for (frame, document) in state.documents.iter_mut() {
        if frame.id == 0 && !is_framed(&spot, state.address.shape()) {
            document.spot = Some(spot.clone());
        }
        if document.spot.as_ref() == Some(&spot) {
            read(frame, spot.place, effects);
        }
    }
    state.page = PageState::Waiting(spot);
}

/// Whether a step of a chosen checklist is about this spot. No other page is read.
fn is_wanted(state: &State, spot: &Spot) -> bool {
    let evidence = &state.evidence;
    let names = |checklist: &Checklist| {
        let who = subjects(checklist, evidence);
        checklist.steps.iter().any(|step| is_of(spot, step, &who, evidence))
    };
    state.checklists.iter().any(names)
}

/// Whether the place's page stands in a frame in this shape of Setup.
fn is_framed(spot: &Spot, shape: Shape) -> bool {
    shape != Shape::Classic && spot.place.row().framed
}

/// What is left behind is no longer current, and nothing is pointed at.
fn leave(state: &mut State, effects: &mut Effects) {
    stop_pointing(state, effects);
    let spot = state.page.spot().cloned();
    state.page = PageState::Elsewhere;
    let Some(spot) = spot else { return };
    state.evidence.open.remove(&spot);
    let record = state.evidence.spots.get(&spot).and_then(|record| record.reading.as_ref());
    state.left = record.map(|reading| to_text(&reading.facts));
    for (frame, document) in state.documents.iter_mut() {
        if document.spot.as_ref() == Some(&spot) {
            ask(frame, TopToFrame::Rest { document: frame.document.clone() }, effects);
            if frame.id == 0 {
                document.spot = None;
                document.words = None;
            }
        }
    }
}

/// A page that was gone to is there, or will not come: then its other way is the one to try. What still loads is waited for.
fn arrived(state: &mut State, title: String, effects: &mut Effects) {
    let Some(Going { place, first }) = state.going.take() else { return };
    if state.page.spot().is_some_and(|spot| spot.place == place) {
        return;
    }
    let usual = Route::to(place, None, &state.address);
    if usual.is_some_and(|usual| usual.other(place).is_some()) {
        let ways = &mut state.choices.other_ways;
        match ways.iter().position(|known| *known == place) {
            Some(at) => drop(ways.remove(at)),
            None => ways.push(place),
        }
        keep_choice("other_ways", ways, effects);
        if first && let Some(route) = steps::way(state, &Spot::new(place, None)) {
            state.going = Some(Going { place, first: false });
            effects.push(Effect::Go(place, route));
            return;
        }
    }
    state.trouble = Some(Trouble::NotArrived(place, title));
}

fn heard(state: &mut State, frame: FrameName, shown: bool, says: FrameToTop, effects: &mut Effects) {
    match says {
        FrameToTop::Hello { loaded_at, path, query, .. } => {
            hello(state, frame, loaded_at, (&path, &query), effects);
        }
        FrameToTop::Facts { facts, language, save, .. } if shown => {
            collected(state, &frame, facts, (language, save), effects);
        }
        FrameToTop::Facts { .. } => {}
        FrameToTop::Submitted { at, .. } => submitted(state, &frame, at, effects),
        FrameToTop::Closed { at, .. } => closed(state, &frame, at, effects),
        FrameToTop::Pointed { outcome, gaps, .. } => {
            if let Some(pointing) = &mut state.pointing
                && pointing.frame.as_ref() == Some(&frame)
            {
                pointing.outcome = outcome;
                pointing.gaps = gaps;
            }
        }
    }
}

fn hello(
    state: &mut State,
    frame: FrameName,
    loaded_at: Moment,
    (path, query): (&str, &str),
    effects: &mut Effects,
) {
    let spot = if frame.id == 0 && state.address.shape() != Shape::Classic {
        state.page.spot().filter(|spot| !is_framed(spot, state.address.shape())).cloned()
    } else {
        classic_place(path, query).map(|(place, record)| Spot::new(place, record.as_deref()))
    };
    let saved_at = spot.as_ref().and_then(|spot| state.evidence.spots.get(spot)?.saved_at);
    let loaded_at = match saved_at {
        // The answer to a Save seen before: browsers that blur their clocks date it a little too early.
        Some(saved) if !state.documents.contains_key(&frame) && loaded_at.until(saved) <= CLOCK_BLUR => {
            loaded_at.max(saved)
        }
        _ => loaded_at,
    };
    // A new document in the same frame replaces the one before, which may have gone without a word.
    let mut former = Vec::new();
    for (known, _) in state.documents.iter() {
        if known.id == frame.id && known.document != frame.document {
            former.push(known.clone());
        }
    }
    for known in &former {
        closed(state, known, loaded_at, effects);
    }
    let wanted = spot.as_ref().filter(|spot| state.page.spot() == Some(spot)).map(|spot| spot.place);
    if let Some(place) = wanted {
        read(&frame, place, effects);
    }
    match &state.page {
        PageState::Waiting(spot) if verifies(path) && is_framed(spot, state.address.shape()) => {
            state.page = PageState::Unreadable(spot.clone(), Reason::VerifyFirst);
        }
        _ => {}
    }
    // In Classic the top document is another one after each Save, and what was sent is known of what is kept.
    if frame.id == 0 || state.sent == Some(frame.id) {
        state.sent = None;
        check_saved(state, spot.as_ref(), effects);
    }
    state.documents.insert(frame, Document { spot, loaded_at, words: None });
}

/// A Save that led to another page has been answered: what it may have changed is asked for. One that comes back to its own page is
/// seen to have worked or failed when that is read.
fn check_saved(state: &mut State, here: Option<&Spot>, effects: &mut Effects) {
    let tried_at = state.evidence.org.newest();
    let saved = |(spot, record): &(&Spot, &SpotRecord)| Some(*spot) != here && record.saved_at > tried_at;
    let saved = state.evidence.spots.iter().find(saved).map(|(spot, _)| spot.clone());
    if let (Some(_), Some(saved)) = (tried_at, saved) {
        check(state, Meant::At(saved), effects);
    }
}

/// Has a frame's document read as a place's page.
fn read(frame: &FrameName, place: Place, effects: &mut Effects) {
    ask(frame, TopToFrame::Read { document: frame.document.clone(), place }, effects);
}

fn ask(frame: &FrameName, what: TopToFrame, effects: &mut Effects) {
    effects.push(Effect::Ask(frame.clone(), what));
}

fn keep_spot(spot: &Spot, effects: &mut Effects) {
    effects.push(Effect::KeepSpot(spot.clone()));
}

fn keep_choice(name: &'static str, value: &dyn Write, effects: &mut Effects) {
    effects.push(Effect::KeepChoice(name, to_text(value)));
}

fn collected(
    state: &mut State,
    frame: &FrameName,
    facts: PageFacts,
    words: (String, Option<String>),
    effects: &mut Effects,
) {
    let Some(document) = state.documents.get_mut(frame) else { return };
    let Some(spot) = document.spot.clone() else { return };
    if state.page.spot() != Some(&spot) {
        return;
    }
    document.words = Some(words);
    let loaded_at = document.loaded_at;
    let drawn_by_lightning = state.address.shape() != Shape::Classic && !spot.place.row().framed;
    let was_open = state.evidence.open.get(&spot) == Some(&frame.document);
    // The address changes before Lightning draws: what still stands there is the page that was left.
    if drawn_by_lightning && !was_open && state.left == Some(to_text(&facts)) {
        return;
    }
    state.left = None;
    if matches!(facts.seen, Err(Reason::Loading)) {
        if drawn_by_lightning {
            state.evidence.open.remove(&spot);
            state.page = PageState::Waiting(spot);
        }
        return;
    }
    // Lightning draws many contents in one document: each is dated by when it was first seen, and drawn anew after a way elsewhere.
    let drawn = drawn_by_lightning.then_some(was_open);
    let reading = Reading { document: frame.document.clone(), loaded_at, facts };
    book(state, spot, reading, drawn, effects);
}

/// Takes a reading in as the newest of its spot. `drawn`: for a page that Lightning draws itself, whether it was open before.
fn book(state: &mut State, spot: Spot, mut reading: Reading, drawn: Option<bool>, effects: &mut Effects) {
    state.page = match &reading.facts.seen {
        Ok(_) => PageState::Read(spot.clone()),
        Err(reason) => PageState::Unreadable(spot.clone(), reason.clone()),
    };
    if state.going.as_ref().is_some_and(|going| going.place == spot.place) {
        state.going = None;
    }
    let record = state.evidence.spots.or_default(&spot);
    let is_newer = record.reading.as_ref().is_some_and(|known| known.loaded_at > reading.loaded_at);
    if is_newer && record.void().page(reading.loaded_at) {
        // In another tab something was saved since, and the page that came then was seen.
        return;
    }
    let saved_before = record.saved_at;
    let before = record.reading.take();
    let mut sent_unheard = false;
    if let Some(before) = &before
        && before.document != reading.document
        && before.facts.may_be_unsaved()
    {
        // The document before held a change and was not seen to go: its form was sent, for all that is known.
        let heard = |lost: Lost| lost.loaded_at >= before.loaded_at && lost.gone_at != reading.loaded_at;
        sent_unheard = !reading.facts.error && !record.lost.is_some_and(heard);
        record.lost = record.lost.max(Some(Lost { gone_at: reading.loaded_at, loaded_at: before.loaded_at }));
    }
    reading.loaded_at = match (&before, drawn) {
        (Some(before), Some(true)) if is_same(&before.facts, &reading.facts) => before.loaded_at,
        (_, Some(_)) => state.now,
        (_, None) => reading.loaded_at,
    };
    let first_after_save = saved_before.is_some_and(|saved| {
        saved <= reading.loaded_at
            && before.as_ref().is_none_or(|before| before.loaded_at < saved)
            && !reading.facts.error
    });
    let changed = before.is_none_or(|before| !is_same(&before, &reading));
    state.evidence.open.insert(spot.clone(), reading.document.clone());
    record.reading = Some(reading);
    if changed {
        keep_spot(&spot, effects);
    }
    if first_after_save || sent_unheard {
        check(state, Meant::At(spot), effects);
    }
}

/// Whether two values are kept as the same text: to compare them themselves costs kilobytes of WebAssembly.
fn is_same(one: &dyn Write, other: &dyn Write) -> bool {
    to_text(one) == to_text(other)
}

fn submitted(state: &mut State, frame: &FrameName, at: Moment, effects: &mut Effects) {
    let Some(document) = state.documents.get(frame) else { return };
    let Some(spot) = document.spot.clone() else { return };
    let record = state.evidence.spots.or_default(&spot);
    record.saved_at = record.saved_at.max(Some(at));
    state.sent = Some(frame.id);
    keep_spot(&spot, effects);
}

fn closed(state: &mut State, frame: &FrameName, at: Moment, effects: &mut Effects) {
    let Some(document) = state.documents.remove(frame) else { return };
    let Some(spot) = document.spot else { return };
    if state.evidence.open.get(&spot) == Some(&frame.document) {
        state.evidence.open.remove(&spot);
        if state.page.spot() == Some(&spot) {
            state.page = PageState::Waiting(spot.clone());
        }
    }
    let Some(record) = state.evidence.spots.get_mut(&spot) else { return };
    let own = record.reading.as_ref().filter(|reading| reading.document == frame.document);
    if own.is_some_and(|reading| reading.facts.may_be_unsaved()) {
        record.lost = record.lost.max(Some(Lost { gone_at: at, loaded_at: document.loaded_at }));
        keep_spot(&spot, effects);
    }
}

fn answered(state: &mut State, says: Option<OrgSays>) {
    if state.api == ApiState::Off {
        return;
    }
    state.api = ApiState::Allowed;
    match says {
        Some(says) => state.evidence.org.absorb(says),
        None => state.evidence.org.fail(state.now, &Fault::Unanswered),
    }
}

fn kept(state: &mut State, stored: Stored, checklists: Option<Vec<Checklist>>) {
    let refreshed = stored.choices.refreshed;
    if refreshed.is_some() && refreshed != state.choices.refreshed {
        // What this tab saw may be of the org that was there before.
        state.evidence.spots.clear();
        state.evidence.open.clear();
    }
    state.choices = stored.choices.clone();
    let evidence = &mut state.evidence;
    if checklists.is_some() || evidence.inputs != stored.choices.inputs {
        // Something else is asked, or about others.
        state.reports = Vec::new();
    }
    if let Some(checklists) = checklists {
        state.checklists = checklists;
    }
    state.shown = state.shown.min(state.checklists.len().saturating_sub(1));
    state.collapsed = state.choices.collapsed;
    evidence.said = stored.choices.said;
    evidence.inputs = stored.choices.inputs;
    evidence.limit = stored.choices.limit;
    if state.choices.api {
        evidence.org.absorb(stored.org);
    } else {
        evidence.org = stored.org;
    }
    for text in stored.spots {
        if !holds(evidence, &text)
            && let Some((spot, record)) = from_text::<(Spot, SpotRecord)>(&text)
        {
            kept_spot(evidence, &spot, record);
        }
    }
    if !state.choices.api {
        state.api = ApiState::Off;
    } else if state.api == ApiState::Off {
        state.api = ApiState::Allowed;
    }
}

/// Whether what is known of a spot is just what this text says: of a record there is one text. To write it costs less than to read the text.
fn holds(evidence: &Evidence, text: &str) -> bool {
    let is_it = |(spot, _): &(&Spot, &SpotRecord)| text.starts_with(&["[", &to_text(spot), ","].concat());
    evidence.spots.iter().find(is_it).is_some_and(|known| to_text(&known) == text)
}

/// Takes in what is kept of a spot.
fn kept_spot(evidence: &mut Evidence, spot: &Spot, mut kept: SpotRecord) {
    if let Some(held) = evidence.spots.get(spot) {
        kept.saved_at = kept.saved_at.max(held.saved_at);
        kept.lost = kept.lost.max(held.lost);
        // A page that is open here is current, whatever was seen in another tab, unless something was saved there. And what was just seen
        // here may not be written yet.
        let open = evidence.open.get(spot);
        let is_current = |seen: &Reading| open == Some(&seen.document) && !kept.void().page(seen.loaded_at);
        let dated = |record: &SpotRecord| record.reading.as_ref().map(|reading| reading.loaded_at);
        let stays = held.reading.as_ref().is_some_and(is_current) || dated(held) > dated(&kept);
        if stays && (kept.saved_at, kept.lost) == (held.saved_at, held.lost) {
            return;
        }
        if stays {
            kept.reading = evidence.spots.get_mut(spot).and_then(|held| held.reading.take());
        }
    }
    evidence.spots.insert(spot.clone(), kept);
}

/// Asks the API for what the steps that are meant need, where that is anything at all.
fn check(state: &mut State, meant: Meant, effects: &mut Effects) {
    if state.evidence.org.calls == 0 || state.api != ApiState::Allowed {
        return;
    }
    state.api = ApiState::Checking;
    effects.push(Effect::Check(meant));
}

fn did(state: &mut State, action: Action, effects: &mut Effects) {
    match action {
        Action::Collapse => collapse(state, true, effects),
        Action::Expand => collapse(state, false, effects),
        Action::ChangeSides => {
            // What the admin sees change sides does so, whyever it stands there.
            let moved = state.stands_at_start() != state.choices.at_start;
            state.choices.at_start ^= !moved;
            if let Some(pointing) = &mut state.pointing {
                pointing.gaps = None;
            }
            keep_choice("at_start", &state.choices.at_start, effects);
        }
        Action::ChooseChecklist(index) => {
            state.shown = index.min(state.checklists.len().saturating_sub(1));
            state.open_step = None;
            state.sees = None;
            state.asked = false;
            stop_pointing(state, effects);
        }
        Action::See(what) => see(state, what, effects),
        Action::ToggleStep(step) => {
            state.open_step = if state.open_step.as_ref() == Some(&step) { None } else { Some(step) };
        }
        Action::ShowMe(step) => {
            stop_pointing(state, effects);
            state.pointing =
                Some(Pointing { step, target: None, frame: None, outcome: PointOutcome::Asked, gaps: None });
        }
        Action::StopShowing => stop_pointing(state, effects),
        Action::GoThere(step) => {
            if let Some((place, route)) = steps::step(state, &step).and_then(|told| told.there(state)) {
                state.going = Some(Going { place, first: true });
                effects.push(Effect::Go(place, route));
            }
        }
        Action::CheckNow => check(state, Meant::All, effects),
        Action::SayDone(step) => say(state, &step, Some(Attestation { at: state.now }), effects),
        Action::TakeBack(step) => say(state, &step, None, effects),
        Action::OpenOptions => effects.push(Effect::OpenOptions),
        Action::Leave => effects.push(Effect::FocusPage),
    }
}

/// Takes in what the admin sees going wrong, and checks the steps that explain it, unless they just were: a key may run down the list.
fn see(state: &mut State, what: String, effects: &mut Effects) {
    state.sees = if what.trim().is_empty() { None } else { Some(what) };
    state.asked = true;
    state.open_step = None;
    stop_pointing(state, effects);
    check_seen(state, effects);
}

/// Checks the steps that explain what is seen, once nothing else is checked any more.
fn check_seen(state: &mut State, effects: &mut Effects) {
    state.unasked = state.api == ApiState::Checking;
    if state.unasked {
        return;
    }
    let Some((checklist, report)) = steps::shown(state) else { return };
    if steps::symptoms(checklist, state).is_empty() {
        return;
    }
    let (listed, _) = steps::listed(checklist, report, state);
    let mut old = Vec::new();
    for told in listed {
        if !is_fresh(told.finding, state.now) {
            old.push(format!("{}/{}", checklist.id, told.step.id));
        }
    }
    if !old.is_empty() {
        check(state, Meant::Of(old), effects);
    }
}

/// Whether the API said just now what there is to say of a step, or can't be asked about it.
fn is_fresh(finding: &Finding, now: Moment) -> bool {
    finding.evidence.iter().all(|line| match (line.source, line.at, &line.found) {
        (Source::Org, Some(at), _) => line.counts && at.until(now) < FRESH,
        (Source::Org, None, found) => !matches!(found, Err(Reason::NotLooked | Reason::Fault(_))),
        (Source::Page | Source::Admin, ..) => true,
    })
}

fn collapse(state: &mut State, collapsed: bool, effects: &mut Effects) {
    state.choices.collapsed = collapsed;
    state.collapsed = collapsed;
    keep_choice("collapsed", &collapsed, effects);
}

fn say(state: &mut State, step: &str, said: Option<Attestation>, effects: &mut Effects) {
    let Some(checklist) = state.checklists.get(state.shown) else { return };
    let key = format!("{}/{step}", checklist.id);
    keep_choice("said", &(&key, said), effects);
    let kept = &mut state.evidence.said;
    match said {
        Some(said) => kept.insert(key, said),
        None => kept.remove(&key),
    };
}

/// The finding of a step of the shown checklist.
fn finding<'s>(state: &'s State, step: &str) -> Option<&'s Finding> {
    state.reports.get(state.shown)?.findings.iter().find(|finding| finding.step == step)
}

/// What a step wants touched on the current page, as it is now.
#[must_use]
pub fn target_of(state: &State, step: &str) -> Option<Control> {
    let finding = finding(state, step)?;
    let here = state.page.spot()?;
    let (_, control) = finding.spots.iter().find(|(spot, _)| spot == here)?;
    match &finding.status {
        Status::ChangedNotSaved if finding.ready => Some(Control::Save),
        _ => control.clone(),
    }
}

fn stop_pointing(state: &mut State, effects: &mut Effects) {
    if let Some(frame) = state.pointing.take().and_then(|pointing| pointing.frame) {
        let document = frame.document.clone();
        ask(&frame, TopToFrame::Unpoint { document }, effects);
    }
}

/// Keeps what is pointed at true: moves on to Save, and stops when the step is done.
fn follow(state: &mut State, effects: &mut Effects) {
    let Some(pointing) = &state.pointing else { return };
    let done = finding(state, &pointing.step).is_none_or(|finding| finding.status.is_done());
    if done {
        return stop_pointing(state, effects);
    }
    // Between a Save and its answer the form that was sent still stands there, and nothing is known of it.
    if pointing.target.is_some() && is_sent(state) {
        return;
    }
    let Some(control) = target_of(state, &pointing.step) else { return };
    let open = state.page.spot().and_then(|spot| state.evidence.open.get(spot));
    let frame = state.documents.iter().map(|(frame, _)| frame).find(|frame| Some(&frame.document) == open);
    let (Some(frame), Some(pointing)) = (frame, &mut state.pointing) else { return };
    if pointing.target.as_ref() == Some(&control) && pointing.frame.as_ref() == Some(frame) {
        // The frame keeps its rings true by itself.
        return;
    }
    // A frame that Lightning only hid would keep its rings.
    let former = pointing.frame.replace(frame.clone()).filter(|former| former != frame);
    if let Some(former) = former {
        let document = former.document.clone();
        ask(&former, TopToFrame::Unpoint { document }, effects);
    }
    pointing.target = Some(control.clone());
    pointing.outcome = PointOutcome::Asked;
    let document = frame.document.clone();
    ask(frame, TopToFrame::Point { document, control }, effects);
}

/// Whether the open page's form was submitted and no answer is there yet.
fn is_sent(state: &State) -> bool {
    let record = state.page.spot().and_then(|spot| state.evidence.spots.get(spot));
    record.is_some_and(|record| record.saved_at > record.reading.as_ref().map(|reading| reading.loaded_at))
}
