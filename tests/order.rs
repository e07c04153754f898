//! Which evidence wins, in every order in which things can happen on a page and in the API.
//!
//! A small Salesforce ([`World`]) holds one setting, shows it on a page, lets it be edited and saved, and answers the API; what it does is
//! told to `panel::update` as the browser would tell it. [`Rules`] is the design's rule on evidence, written down a second time on what
//! was seen and nothing else. After every single event the sidebar must say what the rules say; and where nobody else changes the
//! setting, it must never say "done" or "to do" against the truth.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use orgready::{
    bridge::{Choices, FrameToTop, Stored, TopToFrame, frame::FrameName, to_text},
    checklist::{self, Checklist, Meant, Status, Step},
    evidence::{
        Answer, Fault, Field, Inputs, Key, Moment, Need, Ordered, OrgFacts, OrgSays, Reading, Reason, Row,
        Spot, SpotRecord, Table, org_facts::Owner,
    },
    page::{
        Blocks,
        blocks::{Button, Checkbox, ElementNumber, Notice, Table as PageTable, TableRow},
        read::read,
    },
    panel::{
        Action, Effect, Event, State,
        state::{ApiState, PageState},
        update,
        update::target_of,
    },
    requirement::Control,
    setup::{Address, Place},
};

const CHECKLIST: &str = r#"{"format": 1, "id": "c", "version": "1", "title": "t", "domain": "a.example", "about": "a",
    "steps": [{"id": "s", "title": "t", "why": "w", "requirement": {"session_setting": {"setting": "lockSessionsToIp", "is": "off"}}}]}"#;
const LABEL: &str = "Lock sessions to the IP address from which they originated";
const HOST: &str = "acme.my.salesforce-setup.com";
const SETTINGS: &str = "/lightning/setup/SecuritySession/home";
const ELSEWHERE: &str = "/lightning/setup/SetupOneHome/home";

const DONE: &str = "done, lowers protection";
const TO_DO: &str = "to do";
const CHANGED: &str = "changed, not saved";
const CANNOT_TELL: &str = "cannot tell";
const NOT_CHECKED: &str = "not checked yet";

/// The time between two things that happen; a page's request leaves this long before the page before it is gone.
const STEP: u64 = 1_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    /// The page is opened, or loaded again.
    Load,
    /// The same, and nobody hears the page before it go.
    LoadUnheard,
    /// The user ticks or unticks the box.
    Edit,
    /// The user saves, and the page comes back with an error and what was typed.
    SaveFails,
    /// The user saves.
    Saves,
    /// The same, and a request to the API overtakes the form: it is told the older value.
    SavesSlowly,
    /// A script sends the form: no event tells.
    SavesUnseen,
    /// A request to the API leaves. Two can be under way.
    Ask(usize),
    /// Its answer arrives.
    Answer(usize),
    /// The page goes away.
    Close,
    /// The user goes to another place; Lightning keeps the frame, hidden.
    Away,
    /// And comes back to it.
    Back,
    /// Somebody else changes the setting.
    SomebodyElse,
}
use Act::{
    Answer as Answers, Ask, Away, Back, Close, Edit, Load, LoadUnheard, SaveFails, Saves, SavesSlowly,
    SavesUnseen, SomebodyElse,
};

/// What is in the frame.
#[derive(Clone)]
struct Page {
    frame: FrameName,
    loaded_at: u64,
    sent: bool,
    shown: bool,
    error: bool,
}

/// What a document says when it arrives.
struct Sent {
    sent: bool,
    shown: bool,
    error: bool,
}

/// How the document before another one went.
#[derive(PartialEq)]
enum Before {
    Heard,
    Unheard,
}

impl Page {
    fn is_changed(&self) -> bool {
        self.error || self.sent != self.shown
    }
}

/// Salesforce, the browser, and the sidebar that watches them.
#[derive(Clone)]
struct World {
    now: u64,
    setting: bool,
    page: Option<Page>,
    hidden: bool,
    asked: [Option<(u64, bool)>; 2],
    documents: u32,
    /// What the worker holds.
    facts: OrgFacts,
    state: State,
    rules: Rules,
}

/// The design's rule 3, on what was seen.
#[derive(Clone, Default)]
struct Rules {
    /// The page read last, and whether its document is open before the user.
    page: Option<(Page, bool)>,
    /// The API answer whose request left last.
    api: Option<(u64, bool)>,
    /// "A Save seen on a place voids older evidence for it."
    saved_at: u64,
    /// A page that went away with a change in it was saved, seen or unseen, at some time before it was gone: until then the API may have
    /// told the older value. A page counts if it was asked for after the changed one was.
    perhaps_saved: Option<(u64, u64)>,
}

impl Rules {
    fn status(&self) -> &'static str {
        let (changed_page, gone_at) = self.perhaps_saved.unwrap_or_default();
        let page = self.page.as_ref().filter(|(page, open)| {
            // "Voids older evidence": the page that was changed is gone with its change, and so is every older one.
            page.loaded_at >= self.saved_at && page.loaded_at > changed_page && (*open || !page.is_changed())
        });
        let api = self.api.filter(|(at, _)| *at >= self.saved_at && *at >= gone_at);
        match (page, api) {
            (Some((page, true)), _) if page.is_changed() => CHANGED,
            (Some((page, true)), Some((at, api))) if at >= page.loaded_at && api != page.sent => CANNOT_TELL,
            (Some((page, true)), _) => says(page.sent),
            (Some((page, false)), Some((at, api))) => says(if at > page.loaded_at { api } else { page.sent }),
            (Some((page, false)), None) => says(page.sent),
            (None, Some((_, api))) => says(api),
            (None, None) => NOT_CHECKED,
        }
    }
}

/// The step wants the setting off.
fn says(on: bool) -> &'static str {
    if on { TO_DO } else { DONE }
}

fn address(path: &str) -> Address {
    Address::parse(HOST, path, "").unwrap()
}

fn owner(name: &str) -> Option<Owner> {
    Some(Owner {
        user: name.into(),
        username: format!("{name}@acme.example"),
        org: "00D000000000001AAA".into(),
    })
}

fn answer(at: u64, on: bool) -> OrgFacts {
    let row = Row::from([("Metadata.sessionSettings.lockSessionsToIp".to_owned(), Field::Bool(on))]);
    let asked = Need::all(Table::SecuritySettings);
    let answer = Answer { asked_at: Moment(at), asked, rows: Ok(vec![row]) };
    OrgFacts {
        owner: owner("ada"),
        answers: Ordered::from([(Table::SecuritySettings, answer)]),
        ..OrgFacts::default()
    }
}

fn blocks(page: &Page) -> Blocks {
    let checkbox = Checkbox {
        element: ElementNumber(0),
        id: "p7".into(),
        name: "p7".into(),
        label: LABEL.into(),
        saved: page.sent,
        shown: page.shown,
        enabled: true,
    };
    let error = Notice { error: true, text: "Error: Invalid Data.".into() };
    Blocks {
        setup_id: Some("SecuritySession".into()),
        language: "en-US".into(),
        notices: if page.error { vec![error] } else { Vec::new() },
        boxes: vec![checkbox],
        ..Blocks::default()
    }
}

/// What a frame tells of a document that shows these blocks.
fn facts(document: String, place: Place, blocks: &Blocks) -> FrameToTop {
    FrameToTop::Facts { document, facts: read(place, blocks), language: "en-US".into(), save: None }
}

fn kept(api: bool) -> Event {
    kept_of(Checklist::parse(CHECKLIST).unwrap(), api, &OrgFacts::default())
}

impl World {
    fn new() -> Self {
        let mut world = World {
            now: STEP,
            setting: true,
            page: None,
            hidden: false,
            asked: [None; 2],
            documents: 0,
            facts: OrgFacts::default(),
            state: State::new(address(SETTINGS), "en-US".into(), Moment(0)),
            rules: Rules::default(),
        };
        world.tell(kept(true));
        world.tell(Event::Moved(Some(address(SETTINGS))));
        world
    }

    fn tell(&mut self, event: Event) -> Vec<Effect> {
        update(&mut self.state, event, Moment(self.now))
    }

    fn says(&mut self, frame: &FrameName, says: FrameToTop, shown: bool) {
        self.tell(Event::Frame { frame: frame.clone(), shown, says });
    }

    fn status(&self) -> &'static str {
        self.state.reports[0].findings[0].status.name()
    }

    fn act(&mut self, act: Act) {
        self.now += STEP;
        match act {
            Load | LoadUnheard => {
                self.back();
                let page = Sent { sent: self.setting, shown: self.setting, error: false };
                self.load(page, if act == Load { Before::Heard } else { Before::Unheard });
            }
            Edit => self.edit(),
            Saves | SavesUnseen => self.save(act == Saves, false),
            SavesSlowly => {
                self.asked[1] = Some((self.now + 1, self.setting));
                self.save(true, false);
            }
            SaveFails => self.save(true, true),
            Ask(nr) => self.asked[nr] = Some((self.now, self.setting)),
            Answers(nr) => self.answer(nr),
            Close => self.close(),
            Away => self.away(),
            Back => self.back(),
            SomebodyElse => self.setting = !self.setting,
        }
    }

    /// A document arrives: its request left now, then the one before goes, then it speaks and is read.
    fn load(&mut self, page: Sent, before: Before) {
        let loaded_at = self.now;
        if let Some(gone) = self.page.take() {
            if before == Before::Unheard {
                self.lost(&gone);
            } else {
                self.now += STEP / 4;
                self.gone(&gone);
            }
        }
        self.now += STEP / 4;
        self.documents += 1;
        let frame = FrameName { id: 7, document: format!("document-{}", self.documents) };
        let Sent { sent, shown, error } = page;
        let page = Page { frame: frame.clone(), loaded_at, sent, shown, error };
        let hello = FrameToTop::Hello {
            document: frame.document.clone(),
            loaded_at: Moment(loaded_at),
            name: "frame-1".into(),
            path: "/_ui/system/security/SessionSettings".into(),
            query: "?setupid=SecuritySession&appLayout=setup".into(),
        };
        self.says(&frame, hello, true);
        self.page = Some(page);
        self.read();
    }

    fn read(&mut self) {
        let Some(page) = self.page.clone() else { return };
        let document = page.frame.document.clone();
        self.says(&page.frame, facts(document, Place::SessionSettings, &blocks(&page)), true);
        self.rules.page = Some((page, true));
    }

    fn edit(&mut self) {
        if self.hidden {
            return;
        }
        let Some(page) = &mut self.page else { return };
        page.shown = !page.shown;
        self.read();
    }

    fn save(&mut self, seen: bool, fails: bool) {
        let Some(page) = self.page.clone().filter(|_| !self.hidden) else { return };
        if seen {
            let document = page.frame.document.clone();
            self.says(&page.frame, FrameToTop::Submitted { document, at: Moment(self.now) }, true);
            self.rules.saved_at = self.now;
        }
        if !fails {
            self.setting = page.shown;
        }
        // A form that failed comes back as it was typed.
        let sent = Sent { sent: page.shown, shown: page.shown, error: fails };
        self.load(sent, Before::Heard);
    }

    fn gone(&mut self, page: &Page) {
        let document = page.frame.document.clone();
        self.says(&page.frame, FrameToTop::Closed { document, at: Moment(self.now) }, false);
        self.lost(page);
    }

    fn lost(&mut self, page: &Page) {
        if page.is_changed() {
            self.rules.perhaps_saved = Some((page.loaded_at, self.now));
        }
        if let Some((_, open)) = &mut self.rules.page {
            *open = false;
        }
    }

    fn close(&mut self) {
        // Lightning takes down a hidden frame without a word that is heard.
        if let Some(page) = self.page.take().filter(|_| !self.hidden) {
            self.gone(&page);
        }
    }

    /// The worker gets an answer, and tells the sidebar what all of them say.
    fn answered(&mut self, facts: OrgFacts) {
        self.now = self.now.max(facts.newest().map_or(0, |newest| newest.0));
        if self.facts.newest().is_some_and(|newest| newest.is_to_come(Moment(self.now))) {
            self.facts = OrgFacts::default();
        }
        self.facts.absorb(facts);
        self.tell(Event::Answered(checklist::says(&self.state.checklists, &Inputs::default(), &self.facts)));
    }

    fn answer(&mut self, nr: usize) {
        let Some((at, on)) = self.asked[nr] else { return };
        self.answered(answer(at, on));
        if self.rules.api.is_none_or(|(held, _)| held <= at) {
            self.rules.api = Some((at, on));
        }
    }

    fn away(&mut self) {
        self.hidden = true;
        self.tell(Event::Moved(Some(address(ELSEWHERE))));
        if let Some((_, open)) = &mut self.rules.page {
            *open = false;
        }
    }

    fn back(&mut self) {
        if std::mem::take(&mut self.hidden) {
            self.tell(Event::Moved(Some(address(SETTINGS))));
            self.read();
        }
    }
}

/// Every order of `left`, as far as an answer comes after its question; `check` is called after each act.
fn every_order(world: &World, done: &mut Vec<Act>, left: &[Act], check: &mut impl FnMut(&World, &[Act])) {
    for (at, act) in left.iter().enumerate() {
        let repeated = left[..at].contains(act);
        let unasked = matches!(act, Answers(nr) if world.asked[*nr].is_none());
        if repeated || unasked {
            continue;
        }
        let mut next = world.clone();
        next.act(*act);
        done.push(*act);
        check(&next, done);
        every_order(&next, done, &[&left[..at], &left[at + 1..]].concat(), check);
        done.pop();
    }
}

/// Checks every order of these acts; gives how many were checked.
fn check(acts: &[Act]) -> usize {
    let honest = !acts.contains(&SomebodyElse);
    let mut orders = 0;
    every_order(&World::new(), &mut Vec::new(), acts, &mut |world, done| {
        orders += 1;
        let status = world.status();
        assert_eq!(status, world.rules.status(), "the rules say the right after {done:?}");
        if honest && (status == DONE || status == TO_DO) {
            assert_eq!(status, says(world.setting), "the truth is the right after {done:?}");
        }
    });
    orders
}

#[test]
fn every_order_of_page_edit_failed_save_save_and_answer() {
    let orders = check(&[Load, Edit, SaveFails, Saves, Ask(0), Answers(0), Close]);
    assert!(orders > 5_000, "{orders}");
}

#[test]
fn every_order_with_a_second_answer_that_may_overtake_the_first() {
    let orders = check(&[Load, Edit, Saves, Ask(0), Answers(0), Ask(1), Answers(1), Close]);
    assert!(orders > 15_000, "{orders}");
}

#[test]
fn every_order_with_somebody_else_who_changes_the_setting() {
    let orders = check(&[Load, Edit, SaveFails, Saves, Ask(0), Answers(0), Close, SomebodyElse]);
    assert!(orders > 50_000, "{orders}");
}

#[test]
fn every_order_of_two_pages_and_two_edits() {
    let orders = check(&[Load, Load, Edit, Edit, Saves, Ask(0), Answers(0), SomebodyElse]);
    assert!(orders > 10_000, "{orders}");
}

#[test]
fn every_order_with_pages_that_are_not_heard_to_go() {
    let orders = check(&[Load, LoadUnheard, Edit, Edit, Saves, Ask(0), Answers(0), Close]);
    assert!(orders > 10_000, "{orders}");
}

#[test]
fn every_order_with_a_request_that_overtakes_a_save() {
    let orders = check(&[Load, Edit, SavesSlowly, Answers(1), Ask(0), Answers(0), Close]);
    assert!(orders > 1_000, "{orders}");
}

#[test]
fn every_order_with_a_form_that_a_script_sends() {
    let orders = check(&[Load, Edit, SavesUnseen, Edit, Saves, Ask(0), Answers(0), Close]);
    assert!(orders > 10_000, "{orders}");
}

#[test]
fn every_order_with_a_way_to_another_place_and_back() {
    let orders = check(&[Load, Edit, Away, Back, Saves, Ask(0), Answers(0), SomebodyElse]);
    assert!(orders > 50_000, "{orders}");
}

/// What happens, and the status at its end, in words an admin would use.
const STORIES: [(&str, &[Act], &str); 16] = [
    ("nothing was looked at", &[], NOT_CHECKED),
    ("the page was opened", &[Load], TO_DO),
    ("the box was unticked", &[Load, Edit], CHANGED),
    ("and ticked again", &[Load, Edit, Edit], TO_DO),
    ("and saved", &[Load, Edit, Saves], DONE),
    ("the Save failed", &[Load, Edit, SaveFails], CHANGED),
    ("the Save failed, and was tried again", &[Load, Edit, SaveFails, Saves], DONE),
    ("the Save failed, and the page was closed", &[Load, Edit, SaveFails, Close], NOT_CHECKED),
    ("the page was closed", &[Load, Close], TO_DO),
    (
        "closed, changed by somebody else, and the API was asked",
        &[Load, Close, SomebodyElse, Ask(0), Answers(0)],
        DONE,
    ),
    (
        "changed by somebody else while the page is open",
        &[Load, SomebodyElse, Ask(0), Answers(0)],
        CANNOT_TELL,
    ),
    ("the API was asked, and its answer came after the Save", &[Load, Edit, Ask(0), Saves, Answers(0)], DONE),
    (
        "the user left without saving: a script may have saved",
        &[Ask(0), Answers(0), Load, Edit, Close],
        NOT_CHECKED,
    ),
    ("and the API was asked again", &[Load, Edit, Close, Ask(0), Answers(0)], TO_DO),
    ("the user edited, went to another place and came back", &[Load, Edit, Away, Back], CHANGED),
    ("the page was loaded anew over an edit, unheard", &[Load, Edit, LoadUnheard], TO_DO),
];

#[test]
fn stories_end_as_an_admin_expects() {
    for (story, acts, status) in STORIES {
        let mut world = World::new();
        acts.iter().for_each(|act| world.act(*act));
        assert_eq!(world.status(), status, "{story}: {acts:?}");
    }
}

fn after(acts: &[Act]) -> World {
    let mut world = World::new();
    acts.iter().for_each(|act| world.act(*act));
    world
}

/// A document in a frame of its own, of the settings' page, loaded now.
fn another(world: &mut World, id: i64, sent: bool) -> Page {
    world.now += STEP;
    let frame = FrameName { id, document: format!("other-{id}") };
    let hello = FrameToTop::Hello {
        document: frame.document.clone(),
        loaded_at: Moment(world.now),
        name: "frame-2".into(),
        path: "/_ui/system/security/SessionSettings".into(),
        query: String::new(),
    };
    world.says(&frame, hello, true);
    Page { frame, loaded_at: world.now, sent, shown: sent, error: false }
}

fn show(world: &mut World, page: &Page, shown: bool) {
    let document = page.frame.document.clone();
    world.says(&page.frame, facts(document, Place::SessionSettings, &blocks(page)), shown);
}

#[test]
fn facts_of_a_hidden_frame_do_not_count() {
    let mut world = after(&[Load]);
    let hidden = another(&mut world, 8, false);
    show(&mut world, &hidden, false);
    assert_eq!(world.status(), TO_DO);
    show(&mut world, &hidden, true);
    assert_eq!(world.status(), DONE);
}

#[test]
fn facts_of_a_document_that_did_not_say_hello_do_not_count() {
    let mut world = World::new();
    let frame = FrameName { id: 9, document: "stranger".into() };
    let stranger = Page { frame, loaded_at: 0, sent: false, shown: false, error: false };
    show(&mut world, &stranger, true);
    assert_eq!(world.status(), NOT_CHECKED);
}

#[test]
fn a_frame_that_goes_late_does_not_take_the_newer_one_away() {
    for edited in [false, true] {
        let mut world = after(if edited { &[Load, Edit] } else { &[Load] });
        let newer = another(&mut world, 8, false);
        show(&mut world, &newer, true);
        assert_eq!(world.status(), DONE);
        world.act(Close);
        assert_eq!(world.status(), DONE, "edited: {edited}");
        assert!(world.state.evidence.open.values().any(|document| *document == newer.frame.document));
    }
}

#[test]
fn a_document_that_says_hello_twice_is_one_document() {
    let mut world = after(&[Load, Edit]);
    let page = world.page.clone().unwrap();
    let hello = FrameToTop::Hello {
        document: page.frame.document.clone(),
        loaded_at: Moment(page.loaded_at),
        name: String::new(),
        path: "/_ui/system/security/SessionSettings".into(),
        query: String::new(),
    };
    world.says(&page.frame, hello, true);
    assert_eq!((world.status(), world.state.documents.len()), (CHANGED, 1));
    world.read();
    assert_eq!((world.status(), world.state.documents.len()), (CHANGED, 1));
}

fn failed(at: u64, fault: Fault) -> OrgFacts {
    OrgFacts { failed: Some((Moment(at), fault)), ..OrgFacts::default() }
}

#[test]
fn an_answer_to_another_user_replaces_all_of_the_one_before() {
    let mut world = after(&[Ask(0), Answers(0)]);
    let at = world.now + STEP;
    world.answered(OrgFacts { owner: owner("vera"), ..OrgFacts::default() });
    assert_eq!(world.status(), NOT_CHECKED, "somebody else is here, and was told nothing yet");
    world.answered(OrgFacts { owner: owner("vera"), ..answer(at, false) });
    assert_eq!(world.status(), DONE);
    // The one to the user before comes late: it says nothing of the user who is here now.
    world.answered(OrgFacts { owner: owner("ada"), ..answer(at - 1, true) });
    assert_eq!(world.status(), DONE);
    assert_eq!(world.state.evidence.org.owner, owner("vera"));
}

#[test]
fn an_answer_to_nobody_known_is_not_mixed_with_one_to_somebody() {
    let mut world = after(&[Ask(0), Answers(0)]);
    let at = world.now + STEP;
    let mut unknown = answer(at, false);
    unknown.owner = None;
    let table = Table::OwnPermissions;
    let other = Answer { asked_at: Moment(at), asked: Need::all(table), rows: Ok(Vec::new()) };
    unknown.answers = Ordered::from([(table, other)]);
    world.answered(unknown);
    assert_eq!(world.status(), NOT_CHECKED);
    assert_eq!(world.state.evidence.org.owner, None);
}

#[test]
fn a_failed_check_leaves_older_answers_and_a_late_failure_says_nothing() {
    let mut world = after(&[Ask(0), Answers(0)]);
    let at = world.now;
    world.answered(failed(at + STEP, Fault::SessionExpired));
    assert_eq!(world.status(), TO_DO);
    assert_eq!(world.state.evidence.org.failed, Some((Moment(at + STEP), Fault::SessionExpired)));
    world.answered(answer(at + 3 * STEP, false));
    world.answered(failed(at + 2 * STEP, Fault::TimedOut));
    assert_eq!((world.status(), &world.state.evidence.org.failed), (DONE, &None));
}

#[test]
fn when_the_api_is_no_longer_allowed_its_answers_are_gone_and_later_ones_are_not_taken() {
    let mut world = after(&[Ask(0), Answers(0), Ask(1)]);
    world.tell(kept(false));
    assert_eq!((world.status(), world.state.api), (NOT_CHECKED, ApiState::Off));
    world.act(Answers(1));
    assert_eq!(world.status(), NOT_CHECKED);
    world.act(Load);
    assert_eq!(world.status(), TO_DO, "pages are read all the same");
    world.tell(kept(true));
    assert_eq!((world.status(), world.state.api), (TO_DO, ApiState::Checking));
}

#[test]
fn what_is_kept_does_not_undo_what_was_just_seen() {
    // Read from storage before the last answer, or the last page, was written there.
    let before = || {
        let told_nothing = OrgFacts { owner: owner("ada"), ..OrgFacts::default() };
        kept_of(Checklist::parse(CHECKLIST).unwrap(), true, &told_nothing)
    };
    let mut world = after(&[Ask(0), Answers(0)]);
    world.tell(before());
    assert_eq!(world.status(), TO_DO);
    let mut world = after(&[Ask(0), Answers(0), Load, Edit, Saves]);
    world.tell(before());
    assert_eq!(world.status(), DONE);
    world.act(Close);
    world.tell(before());
    assert_eq!(world.status(), DONE, "the Save still voids the older answer");
}

fn checks_of_all(effects: &[Effect]) -> usize {
    effects.iter().filter(|effect| matches!(effect, Effect::Check(Meant::All))).count()
}

#[test]
fn in_another_session_nothing_counts_that_was_told_before_and_one_check_follows() {
    let mut world = after(&[Ask(0), Answers(0)]);
    let told = |facts: &OrgFacts| kept_of(Checklist::parse(CHECKLIST).unwrap(), true, facts);
    let effects = world.tell(told(&OrgFacts::default()));
    assert_eq!((world.status(), checks_of_all(&effects)), (NOT_CHECKED, 1));
    let effects = world.tell(told(&OrgFacts::default()));
    assert_eq!((world.status(), checks_of_all(&effects)), (NOT_CHECKED, 0));
    let at = world.now;
    let other = OrgFacts { owner: owner("vera"), ..failed(at, Fault::OtherUser) };
    world.tell(Event::Answered(checklist::says(&world.state.checklists, &Inputs::default(), &other)));
    assert_eq!(world.state.reports[0].findings[0].status, Status::CouldNotCheck(Fault::OtherUser));
    // Back again, where all is older.
    let effects = world.tell(told(&world.facts.clone()));
    assert_eq!((world.status(), checks_of_all(&effects)), (TO_DO, 0));
}

#[test]
fn a_worker_that_can_keep_nothing_is_not_asked_for_ever() {
    let mut world = after(&[Ask(0), Answers(0)]);
    let nothing = || kept_of(Checklist::parse(CHECKLIST).unwrap(), true, &OrgFacts::default());
    let mut checks = 0;
    for _ in 0..5 {
        checks += checks_of_all(&world.tell(nothing()));
        checks += checks_of_all(&world.tell(Event::Answered(OrgSays::default())));
    }
    assert_eq!(checks, 1);
}

const HOUR: u64 = 3_600 * STEP;

/// Some hours after the beginning, so that the clock can be set back.
fn hours_after(acts: &[Act]) -> World {
    let mut world = World::new();
    world.now += 5 * HOUR;
    acts.iter().for_each(|act| world.act(*act));
    world
}

#[test]
fn of_before_a_clock_is_set_back_only_the_open_page_counts_and_one_check_follows() {
    let mut world = hours_after(&[Ask(0), Answers(0), Load]);
    world.now -= HOUR;
    let effects = world.tell(Event::LookedAt);
    assert_eq!((world.status(), checks_of_all(&effects)), (TO_DO, 1));
    assert_eq!(world.state.evidence.org.asked_at, None);
    world.act(SomebodyElse);
    world.act(Ask(1));
    world.act(Answers(1));
    assert_eq!(world.status(), CANNOT_TELL, "it was asked while the page is open");
    world.act(Close);
    assert_eq!(world.status(), DONE, "what was asked later is newer");
}

#[test]
fn a_save_before_a_clock_is_set_back_still_voids_what_was_before_it() {
    let mut world = hours_after(&[Ask(0), Answers(0)]);
    world.now += HOUR;
    for act in [Load, Edit, Saves, Close] {
        world.act(act);
    }
    assert_eq!(world.status(), DONE);
    world.now -= HOUR / 2;
    let effects = world.tell(Event::LookedAt);
    assert_eq!(
        world.status(),
        NOT_CHECKED,
        "the page is of nobody knows when, the answer of before the Save"
    );
    let spot = Spot::new(Place::SessionSettings, None);
    assert!(effects.contains(&Effect::KeepSpot(spot)), "{effects:?}");
    world.act(Ask(0));
    world.act(Answers(0));
    assert_eq!(world.status(), DONE);
}

#[test]
fn a_look_in_another_tab_does_not_take_the_open_pages_place_until_something_is_saved_there() {
    let spot = Spot::new(Place::SessionSettings, None);
    let elsewhere = |world: &World, on: bool, saved_at| {
        let page = Page {
            frame: FrameName { id: 8, document: "elsewhere".into() },
            loaded_at: world.now,
            sent: on,
            shown: on,
            error: false,
        };
        let facts = read(Place::SessionSettings, &blocks(&page));
        let reading = Reading { document: "elsewhere".into(), loaded_at: Moment(world.now), facts };
        let record = SpotRecord { reading: Some(reading), saved_at, lost: None };
        let Event::Kept(mut stored, checklists) = kept(false) else { panic!("kept") };
        stored.spots = vec![to_text(&(&spot, &record))];
        Event::Kept(stored, checklists)
    };
    let mut world = after(&[Load, Edit]);
    world.now += STEP;
    world.tell(elsewhere(&world, false, None));
    assert_eq!(world.status(), CHANGED);
    world.tell(elsewhere(&world, false, Some(Moment(world.now))));
    assert_eq!(world.status(), DONE);
    world.edit();
    assert_eq!(world.status(), DONE, "what is drawn anew of the older page is older still");
}

#[test]
fn another_org_at_the_same_address_takes_all_that_was_seen_of_the_one_before() {
    let mut world = after(&[Ask(0), Answers(0), Load]);
    assert_eq!(world.state.evidence.spots.len(), 1);
    for (refreshed, spots) in [(Some(Moment(7)), 0), (Some(Moment(7)), 1)] {
        // What the worker kept it has dropped by then.
        let Event::Kept(mut stored, checklists) = kept(true) else { panic!("kept") };
        stored.choices.refreshed = refreshed;
        world.tell(Event::Kept(stored, checklists));
        assert_eq!((world.state.evidence.spots.len(), world.state.evidence.open.len()), (spots, spots));
        assert_eq!(world.state.choices.refreshed, refreshed);
        // The document is still there, and its next change is read again.
        world.act(Edit);
    }
}

#[test]
fn a_worker_that_says_nothing_is_not_taken_for_the_network() {
    let mut world = after(&[Ask(0)]);
    world.tell(Event::NotAnswered);
    assert_eq!(world.state.reports[0].findings[0].status, Status::CouldNotCheck(Fault::Unanswered));
    assert_eq!(world.state.api, ApiState::Allowed, "it can be asked again");
}

#[test]
fn a_frame_that_asks_who_the_admin_is_stands_for_the_page_until_that_comes() {
    let mut world = after(&[]);
    world.tell(Event::Moved(Some(address(SETTINGS))));
    let hello = |document: &str, path: &str| FrameToTop::Hello {
        document: document.to_owned(),
        loaded_at: Moment(1),
        name: String::new(),
        path: path.to_owned(),
        query: String::new(),
    };
    let spot = Spot::new(Place::SessionSettings, None);
    let verify = "/_ui/identity/verification/method/TotpVerificationUi/e";
    for (document, path, page) in [
        ("other", "/_ui/identity/phone/AddPhoneNumber", PageState::Waiting(spot.clone())),
        ("verify", verify, PageState::Unreadable(spot.clone(), Reason::VerifyFirst)),
    ] {
        let frame = FrameName { id: 9, document: document.to_owned() };
        world.says(&frame, hello(document, path), true);
        assert_eq!(world.state.page, page);
    }
    world.act(Load);
    assert_eq!((world.status(), &world.state.page), (TO_DO, &PageState::Read(spot)));
}

#[test]
fn a_save_that_leads_to_another_page_is_followed_by_one_check() {
    let mut world = after(&[Ask(0), Answers(0), Load, Edit]);
    let page = world.page.clone().unwrap();
    let document = page.frame.document.clone();
    let mut say = |frame: &FrameName, says| {
        world.now += STEP;
        let event = Event::Frame { frame: frame.clone(), shown: true, says };
        update(&mut world.state, event, Moment(world.now))
    };
    let hello = |id, path: &str, at| {
        let frame = FrameName { id, document: format!("{path}-{id}") };
        let (document, path) = (frame.document.clone(), path.to_owned());
        let says = FrameToTop::Hello {
            document,
            loaded_at: Moment(at),
            name: "f".into(),
            path,
            query: String::new(),
        };
        (frame, says)
    };
    let checks = |effects: &[Effect]| {
        effects.iter().filter(|effect| matches!(effect, Effect::Check(Meant::At(_)))).count()
    };
    let at = page.loaded_at + 100 * STEP;
    say(&page.frame, FrameToTop::Submitted { document: document.clone(), at: Moment(at) });
    let (other, says) = hello(page.frame.id + 1, "/005", at);
    assert_eq!(checks(&say(&other, says)), 0, "another frame: the form may still be under way");
    say(&page.frame, FrameToTop::Closed { document, at: Moment(at) });
    let (next, says) = hello(page.frame.id, "/00e", at);
    let effects = say(&next, says);
    let spot = Spot::new(Place::SessionSettings, None);
    assert!(effects.contains(&Effect::Check(Meant::At(spot))), "{effects:?}");
    let (later, says) = hello(page.frame.id, "/00f", at);
    assert_eq!(checks(&say(&later, says)), 0, "nothing more was sent");
}

#[test]
fn a_save_of_which_nothing_was_heard_is_followed_by_a_check() {
    for (acts, next) in [
        (&[Ask(0), Answers(0), Load, Edit, LoadUnheard][..], ApiState::Checking),
        (&[Ask(0), Answers(0), Load, Edit, Load], ApiState::Allowed),
        (&[Ask(0), Answers(0), Load, LoadUnheard], ApiState::Allowed),
    ] {
        assert_eq!(after(acts).state.api, next, "{acts:?}");
    }
}

#[test]
fn a_save_that_lightning_answers_with_another_address_is_followed_by_one_check() {
    let mut world = after(&[Ask(0), Answers(0), Load, Edit]);
    let page = world.page.clone().unwrap();
    let mut see = |event| {
        world.now += STEP;
        let effects = update(&mut world.state, event, Moment(world.now));
        effects.iter().filter(|effect| matches!(effect, Effect::Check(Meant::At(_)))).count()
    };
    let at = Moment(page.loaded_at + 100 * STEP);
    let says = FrameToTop::Submitted { document: page.frame.document.clone(), at };
    let users = || Event::Moved(Some(address("/lightning/setup/ManageUsers/home")));
    assert_eq!(see(Event::Frame { frame: page.frame.clone(), shown: true, says }), 0);
    assert_eq!(
        see(Event::Moved(Some(address(SETTINGS)))),
        0,
        "the address stays: the answer is still to come"
    );
    assert_eq!(see(users()), 1);
    assert_eq!(see(Event::Moved(Some(address(SETTINGS)))), 0, "nothing more was sent");
    assert_eq!(see(users()), 0);
}

#[test]
fn nothing_is_asked_before_the_admin_allows_it() {
    let mut state = State::new(address(SETTINGS), "en-US".into(), Moment(0));
    let mut effects = update(&mut state, kept(false), Moment(1));
    effects.extend(update(&mut state, Event::Moved(Some(address(SETTINGS))), Moment(2)));
    effects.extend(update(&mut state, Event::Did(Action::CheckNow), Moment(3)));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Check(_))), "{effects:?}");
    let effects = update(&mut state, kept(true), Moment(4));
    assert!(matches!(effects.as_slice(), [Effect::Check(_)]), "{effects:?}");
}

/// A checklist of one step, whose requirement is this.
fn checklist_of(requirement: &str) -> Checklist {
    let text = format!(
        r#"{{"format": 1, "id": "c", "version": "1", "title": "t", "domain": "a.example", "about": "a",
        "inputs": [{{"id": "who", "kind": "users", "label": "l", "why": "w"}}],
        "steps": [{{"id": "s", "title": "t", "why": "w", "requirement": {requirement}}}]}}"#
    );
    Checklist::parse(&text).unwrap()
}

fn kept_of(checklist: Checklist, api: bool, org: &OrgFacts) -> Event {
    let choices = Choices { checklists: vec!["c".into()], api, ..Choices::default() };
    let org = checklist::says(std::slice::from_ref(&checklist), &choices.inputs, org);
    Event::Kept(Box::new(Stored { choices, org, ..Stored::default() }), Some(vec![checklist]))
}

const SET: &str = "0PS000000000001AAA";
const OTHER_SET: &str = "0PS000000000002AAA";

fn assignments_of(set: &str) -> Address {
    address(&format!("/lightning/setup/PermSets/{set}/PermissionSetAssignment/home"))
}

/// A sidebar that knows two permission sets of one label each, in the Lightning page of the first one's assignments.
fn at_assignments() -> State {
    let row = |id: &str, label: &str| -> Row {
        [("Id", id), ("Label", label)]
            .map(|(name, text)| (name.to_owned(), Field::Text(text.to_owned())))
            .into()
    };
    let asked = Need::of(Table::PermissionSets, ["A", "B"].map(|label| Key::Label(label.to_owned())), &[]);
    let answer = Answer { asked_at: Moment(5), asked, rows: Ok(vec![row(SET, "A"), row(OTHER_SET, "B")]) };
    let org = OrgFacts {
        owner: owner("ada"),
        answers: Ordered::from([(Table::PermissionSets, answer)]),
        ..OrgFacts::default()
    };
    let mut checklist = checklist_of(r#"{"permission_set_assigned": {"label": "A", "to": "who"}}"#);
    let other = checklist_of(r#"{"permission_set_assigned": {"label": "B", "to": "who"}}"#);
    checklist.steps.extend(other.steps.into_iter().map(|step| Step { id: "other".into(), ..step }));
    let mut state = State::new(assignments_of(SET), "en-US".into(), Moment(0));
    update(&mut state, kept_of(checklist, true, &org), Moment(6));
    let hello = FrameToTop::Hello {
        document: "top".into(),
        loaded_at: Moment(10),
        name: String::new(),
        path: String::new(),
        query: String::new(),
    };
    let frame = FrameName { id: 0, document: "top".into() };
    update(&mut state, Event::Frame { frame, shown: true, says: hello }, Moment(10));
    state
}

/// Manage Assignments with so many rows; none: still loading.
fn assignments(rows: usize) -> Blocks {
    let button = Button {
        element: ElementNumber(0),
        name: String::new(),
        label: "Add Assignment".into(),
        enabled: true,
        leads_to: String::new(),
        block: None,
    };
    Blocks {
        language: "en-US".into(),
        loading: rows == 0,
        buttons: vec![button],
        tables: vec![PageTable { rows: vec![TableRow::default(); rows], ..PageTable::default() }],
        ..Blocks::default()
    }
}

/// Shows the page, and tells of when the newest reading of that set's page is.
fn see(state: &mut State, rows: usize, at: u64, set: &str) -> Option<u64> {
    let frame = FrameName { id: 0, document: "top".into() };
    let says = facts("top".into(), Place::ManageAssignments, &assignments(rows));
    update(state, Event::Frame { frame, shown: true, says }, Moment(at));
    let record = state.evidence.spots.get(&Spot::new(Place::ManageAssignments, Some(set)))?;
    Some(record.reading.as_ref()?.loaded_at.0)
}

#[test]
fn a_page_that_lightning_draws_is_as_old_as_its_content() {
    let mut state = at_assignments();
    assert_eq!(see(&mut state, 1, 100, SET), Some(100), "first seen");
    assert_eq!(see(&mut state, 1, 200, SET), Some(100), "the same content");
    assert_eq!(see(&mut state, 2, 300, SET), Some(300), "another content");
    update(&mut state, Event::Moved(Some(address(ELSEWHERE))), Moment(400));
    update(&mut state, Event::Moved(Some(assignments_of(SET))), Moment(500));
    see(&mut state, 0, 550, SET);
    assert_eq!(see(&mut state, 2, 600, SET), Some(600), "drawn anew after a way to another place");
}

#[test]
fn what_still_stands_there_of_the_page_that_was_left_is_not_the_next_one() {
    let mut state = at_assignments();
    see(&mut state, 1, 100, SET);
    update(&mut state, Event::Moved(Some(assignments_of(OTHER_SET))), Moment(200));
    assert_eq!(see(&mut state, 1, 210, OTHER_SET), None, "the rows of the first set");
    see(&mut state, 0, 220, OTHER_SET);
    assert_eq!(see(&mut state, 1, 300, OTHER_SET), Some(300), "its own rows, after it was drawn");
}

#[test]
fn a_place_that_no_chosen_checklist_names_is_not_read() {
    let mut state = State::new(address(SETTINGS), "en-US".into(), Moment(0));
    let package = checklist_of(r#"{"package_installed": {"namespace": "n", "name": "N"}}"#);
    let arrive = |state: &mut State| {
        let hello = FrameToTop::Hello {
            document: "framed".into(),
            loaded_at: Moment(10),
            name: "frame-1".into(),
            path: "/_ui/system/security/SessionSettings".into(),
            query: String::new(),
        };
        let frame = FrameName { id: 7, document: "framed".into() };
        update(state, Event::Frame { frame, shown: true, says: hello }, Moment(10))
    };
    let reads = |effects: &[Effect]| {
        effects.iter().filter(|effect| matches!(effect, Effect::Ask(_, TopToFrame::Read { .. }))).count()
    };
    update(&mut state, kept_of(package, true, &OrgFacts::default()), Moment(1));
    assert_eq!(reads(&arrive(&mut state)), 0, "only the package is asked for");
    let effects = update(&mut state, kept(true), Moment(20));
    assert_eq!(reads(&effects), 1, "the setting was chosen too");
    let effects = update(&mut state, Event::Kept(Box::default(), Some(Vec::new())), Moment(30));
    let rests = effects.iter().any(|effect| matches!(effect, Effect::Ask(_, TopToFrame::Rest { .. })));
    assert!(rests, "nothing is chosen any more: {effects:?}");
}

#[test]
fn a_change_the_wrong_way_is_not_to_be_saved() {
    for (saved, shown, wanted, status, target) in [
        (true, false, "off", CHANGED, Some(Control::Save)),
        (false, true, "off", CHANGED, Some(Control::SettingBox("lockSessionsToIp"))),
        (true, false, "either", "done", None),
    ] {
        let requirement =
            format!(r#"{{"session_setting": {{"setting": "lockSessionsToIp", "is": "{wanted}"}}}}"#);
        let mut state = State::new(address(SETTINGS), "en-US".into(), Moment(0));
        update(&mut state, kept_of(checklist_of(&requirement), true, &OrgFacts::default()), Moment(1));
        let frame = FrameName { id: 7, document: "framed".into() };
        let hello = FrameToTop::Hello {
            document: "framed".into(),
            loaded_at: Moment(10),
            name: "frame-1".into(),
            path: "/_ui/system/security/SessionSettings".into(),
            query: String::new(),
        };
        update(&mut state, Event::Frame { frame: frame.clone(), shown: true, says: hello }, Moment(10));
        let page = Page { frame: frame.clone(), loaded_at: 10, sent: saved, shown, error: false };
        let says = facts("framed".into(), Place::SessionSettings, &blocks(&page));
        update(&mut state, Event::Frame { frame, shown: true, says }, Moment(20));
        assert_eq!(state.reports[0].findings[0].status.name(), status, "{saved} {shown} {wanted}");
        assert_eq!(target_of(&state, "s"), target, "{saved} {shown} {wanted}");
    }
}
