//! The top document of a tab: brings events to the state, does what comes of them, draws the sidebar.
//!
//! One queue of events, handled one at a time: whatever an effect causes comes after it.

use super::{
    edge::{Edge, moment, now, window},
    js::{object, property},
    later::{self, Later},
};
use crate::{
    bridge::{
        FrameToTop, Stored, TopToFrame,
        frame::{FrameName, Gaps},
        from_text, to_text,
    },
    checklist::Checklist,
    evidence::{Ordered, OrgSays},
    panel::{
        Effect, Event, State,
        paint::Painter,
        state::{Action, Trouble},
        update, view,
    },
    setup::{Address, Place, Route, Shape},
};
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};
use wasm_bindgen::prelude::*;
use web_sys::{Document, DomRect, Element, Window};

/// How long Lightning gets to take a navigation, in milliseconds, before the link itself is followed.
const NAVIGATION: u32 = 1_500;
/// How long the worker gets to tell Lightning of it.
const TELLING: u32 = 3_000;
/// How often, and how many milliseconds apart, a frame that is not displayed yet is looked at again.
const DISPLAY_TRIES: u32 = 50;
const DISPLAY: u32 = 200;
/// How long a page gets to arrive.
const ARRIVAL: u32 = 10_000;

/// The name by which what is kept is heard; the number of choices comes after it.
const LOADED: &str = "loaded ";

/// A way that is being taken.
struct Going {
    /// The address before.
    from: String,
    place: Place,
    route: Route,
}

/// When it is drawn.
enum Due {
    /// Before the browser does.
    Soon,
    /// In a task of its own.
    Later { _draws: Later },
}

struct Top {
    window: Window,
    document: Document,
    edge: Edge,
    state: RefCell<State>,
    events: RefCell<VecDeque<Event>>,
    busy: Cell<bool>,
    /// What happened is to be drawn yet.
    due: RefCell<Option<Due>>,
    painter: RefCell<Option<Painter>>,
    badge: Cell<usize>,
    /// Where `Go there` leads, until Lightning took it or the link was followed.
    going: RefCell<Option<Going>>,
    /// How often `Go there` led somewhere: a later one takes the place of those before. All numbers that are read are of one size, for the
    /// library's way to read each other one takes up to half a kilobyte of WebAssembly.
    went: Cell<u64>,
    /// `window.name` of each frame that said hello.
    frame_names: RefCell<Ordered<FrameName, String>>,
    /// How many choices were sent to be kept: what was asked for before the last of them tells it as it was.
    chosen: Cell<u64>,
    /// The chosen checklists as text, a line each, where all were read: the same are not read again.
    bodies: RefCell<Option<String>>,
}

/// Starts the sidebar of this tab. The loader calls it once, on a Setup page of an org with a chosen checklist.
pub fn start(edge: Edge) {
    let window = window();
    let (Some(document), Some(address)) = (window.document(), address(&window)) else { return };
    let language =
        document.document_element().and_then(|root| root.get_attribute("lang")).unwrap_or_default();
    let top = Rc::new(Top {
        state: RefCell::new(State::new(address, language, now())),
        window,
        document,
        edge,
        events: RefCell::default(),
        busy: Cell::new(false),
        due: RefCell::default(),
        painter: RefCell::default(),
        badge: Cell::new(0),
        going: RefCell::default(),
        went: Cell::new(0),
        frame_names: RefCell::default(),
        chosen: Cell::new(0),
        bodies: RefCell::default(),
    });
    top.listen();
    top.ask("load", "started");
}

fn address(window: &Window) -> Option<Address> {
    let location = window.location();
    Address::parse(&location.hostname().ok()?, &location.pathname().ok()?, &location.search().ok()?)
}

fn address_now(top: &Top) -> Option<Address> {
    address(&top.window)
}

impl Top {
    /// Takes an event in. Events that come while another is handled wait for their turn.
    fn happen(self: &Rc<Self>, event: Event) {
        self.events.borrow_mut().push_back(event);
        self.work_off();
    }

    /// Handles what happened, unless that is under way.
    fn work_off(self: &Rc<Self>) {
        if self.events.borrow().is_empty() || self.busy.replace(true) {
            return;
        }
        let mut is_pointing = true;
        loop {
            let Some(event) = self.events.borrow_mut().pop_front() else { break };
            is_pointing &= points(&event);
            let effects = update(&mut self.state.borrow_mut(), event, now());
            effects.into_iter().for_each(|effect| self.perform(effect));
        }
        self.busy.set(false);
        if is_pointing {
            self.draw_later();
        } else {
            self.draw_soon();
        }
    }

    fn perform(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Ask(frame, ask) if frame.id == 0 => self.edge.to_page(&to_text(&ask)),
            Effect::Ask(frame, ask) => self.send(&[
                ("kind", "toFrame".into()),
                ("frame", JsValue::from_f64(frame.id as f64)),
                ("body", to_text(&ask).into()),
            ]),
            Effect::Check(meant) => {
                let body = to_text(&meant).into();
                self.edge.send(&object(&[("kind", "check".into()), ("body", body)]), "checked");
            }
            Effect::Go(place, route) => self.go(place, route),
            Effect::KeepSpot(spot) => {
                let state = self.state.borrow();
                let Some(mut record) = state.evidence.spots.get(&spot).cloned() else { return };
                if let Some(reading) = &mut record.reading {
                    reading.facts.forget_others(&state.choices.inputs);
                }
                let name = to_text(&spot);
                let body = to_text(&(&spot, &record));
                // What is sent may be answered at once.
                drop(state);
                self.send(&[("kind", "keepSpot".into()), ("spot", name.into()), ("body", body.into())]);
            }
            Effect::KeepChoice(name, body) => {
                self.chosen.set(self.chosen.get().wrapping_add(1));
                self.send(&[("kind", "keepChoice".into()), ("choice", name.into()), ("body", body.into())])
            }
            Effect::OpenOptions => self.ask("options", ""),
            Effect::FocusPage => {
                let _ = self.window.focus();
            }
        }
    }

    fn send(&self, message: &[(&str, JsValue)]) {
        self.edge.send(&object(message), "");
    }

    /// Asks the worker for something that needs no more than its name.
    fn ask(&self, kind: &str, reply: &str) {
        self.edge.send(&object(&[("kind", kind.into())]), reply);
    }

    /// Asks for what is kept for the org. The worker reads it when all that was sent before is written, but what has to be sent again.
    fn ask_stored(&self) {
        self.ask("load", &[LOADED, &self.chosen.get().to_string()].concat());
    }

    fn checked(self: &Rc<Self>, answer: Option<String>) {
        let says = answer.and_then(|says| from_text::<OrgSays>(&says));
        self.happen(says.map_or(Event::NotAnswered, Event::Answered));
    }

    /// Asks Lightning to go there; follows the link itself where Lightning does not.
    fn go(self: &Rc<Self>, place: Place, route: Route) {
        let from = self.window.location().href().unwrap_or_default();
        // What is no page of Lightning's is a document of its own.
        let lightning =
            self.state.borrow().address.shape() != Shape::Classic && route.path.starts_with("/lightning/");
        let nth = self.went.get().wrapping_add(1);
        self.went.set(nth);
        let message = object(&[("kind", "go".into()), ("path", (&route.path).into())]);
        self.going.replace(Some(Going { from, place, route }));
        if lightning {
            // The answer is called by the number of the going: it may come when the next one has begun.
            self.edge.send(&message, &nth.to_string());
            self.later(TELLING, move |top| top.follow(nth));
        } else {
            self.follow(nth);
        }
    }

    /// Follows the link where Lightning did not. What opens then is another document, and asks the worker what it was opened for.
    fn follow(self: &Rc<Self>, nth: u64) {
        if nth != self.went.get() {
            return;
        }
        let Some(Going { from, place, route }) = self.going.take() else { return };
        if self.window.location().href().unwrap_or_default() == from && from != route.url() {
            self.send(&[("kind", "going".into()), ("place", to_text(&place).into())]);
            let _ = self.window.location().assign(&route.url());
        }
        self.arrive(nth);
    }

    /// Looks what stands there once a page had its time to arrive.
    fn arrive(self: &Rc<Self>, nth: u64) {
        self.later(ARRIVAL, move |top| {
            if nth == top.went.get() {
                top.happen(Event::Arrived(top.document.title()));
            }
        });
    }

    /// Acts after some milliseconds, if the sidebar is still there.
    fn later(self: &Rc<Self>, milliseconds: u32, act: impl FnOnce(&Rc<Self>) + 'static) {
        let top = self.clone();
        later::surely(milliseconds, move || act(&top));
    }

    /// The top document may itself be the page: in Classic, and where Lightning draws a place itself.
    fn say_hello(self: &Rc<Self>) {
        let location = self.window.location();
        let document = self.edge.name();
        let says = FrameToTop::Hello {
            document: document.clone(),
            loaded_at: moment(self.edge.loaded_at()),
            name: String::new(),
            path: location.pathname().unwrap_or_default(),
            query: location.search().unwrap_or_default(),
        };
        self.happen(Event::Frame { frame: FrameName { id: 0, document }, shown: true, says });
    }

    /// This document says hello, and frames that were there before say it again.
    fn call_all(self: &Rc<Self>) {
        self.say_hello();
        self.send(&[("kind", "toFrames".into()), ("body", to_text(&TopToFrame::WhoIsThere).into())]);
    }

    fn listen(self: &Rc<Self>) {
        let top = self.clone();
        let hear = Closure::<dyn Fn(String, JsValue)>::new(move |what: String, value: JsValue| {
            top.hear(&what, &value);
        });
        self.edge.listen(hear.as_ref().unchecked_ref());
        // Lives as long as the document.
        hear.forget();
    }

    /// What the loader hears.
    fn hear(self: &Rc<Self>, what: &str, value: &JsValue) {
        match what {
            "frame" => self.hear_frame(value),
            // Meanwhile somebody may have logged in as somebody else: the worker tells what is known of the session of now.
            "moved" => {
                self.happen(Event::Moved(address_now(self)));
                self.ask_stored();
            }
            "looked at" => {
                self.happen(Event::LookedAt);
                self.ask_stored();
            }
            "back" => {
                self.call_all();
                self.ask_stored();
            }
            "kept" => self.ask_stored(),
            "started" => {
                self.load_of(0, value);
                self.happen(Event::Moved(address_now(self)));
                self.call_all();
                self.carry_on(value);
            }
            "checked" => self.checked(value.as_string()),
            "not kept" => self.happen(Event::Told(Trouble::NotKept)),
            "gone" => {
                self.happen(Event::Told(Trouble::Updated));
                if let Some(Ok(nth)) = value.as_string().map(|what| what.parse()) {
                    self.follow(nth);
                }
                // What was asked and is not answered any more must not look as if it still went on.
                if value.as_string().as_deref() == Some("checked") {
                    self.checked(None);
                }
            }
            what => {
                if let Ok(nth) = what.parse() {
                    self.later(NAVIGATION, move |top| top.follow(nth));
                } else if let Some(Ok(chosen)) = what.strip_prefix(LOADED).map(str::parse::<u64>) {
                    self.load_of(chosen, value);
                }
            }
        }
    }

    fn hear_frame(self: &Rc<Self>, value: &JsValue) {
        let (Some(id), Some(says)) = (
            property(value, "frame").as_f64(),
            property(value, "body").as_string().and_then(|body| from_text::<FrameToTop>(&body)),
        ) else {
            return;
        };
        // Frame numbers are whole; Firefox's do not fit 32 bits.
        #[allow(clippy::cast_possible_truncation)]
        let frame = FrameName { id: id as i64, document: says.document().to_owned() };
        let mut says = says;
        if let FrameToTop::Pointed { gaps: Some(gaps), .. } = &mut says {
            self.in_window(&frame, gaps);
        }
        let shown = frame.id == 0 || self.is_frame_shown(&frame, &says);
        if !shown && matches!(says, FrameToTop::Facts { .. }) {
            return self.read_when_displayed(frame, DISPLAY_TRIES);
        }
        self.happen(Event::Frame { frame, shown, says });
    }

    /// Makes what is free beside something in a frame what is free beside it in the window.
    fn in_window(&self, frame: &FrameName, gaps: &mut Gaps) {
        let Some(root) = self.document.document_element() else { return };
        let name = self.frame_names.borrow().get(frame).cloned();
        if let Some(area) = name.and_then(|name| displayed(&self.document, &name)) {
            // Pixels of a window fit.
            #[allow(clippy::cast_possible_truncation)]
            let (left, right) = (area.left() as i64, area.right() as i64);
            gaps.start += left;
            gaps.end += i64::from(root.client_width()) - right;
        }
        if root.get_attribute("dir").as_deref() == Some("rtl") {
            std::mem::swap(&mut gaps.start, &mut gaps.end);
        }
    }

    /// Lightning displays a frame only some time after its page is there, and nothing changes in the frame then.
    fn read_when_displayed(self: &Rc<Self>, frame: FrameName, tries: u32) {
        if tries == 0 {
            return;
        }
        self.later(DISPLAY, move |top| {
            let name = top.frame_names.borrow().get(&frame).cloned();
            match name {
                Some(name) if displayed(&top.document, &name).is_some() => {
                    let place = top.state.borrow().page.spot().map(|spot| spot.place);
                    let Some(place) = place else { return };
                    let ask = TopToFrame::Read { document: frame.document.clone(), place };
                    top.perform(Effect::Ask(frame, ask));
                }
                Some(_) => top.read_when_displayed(frame, tries - 1),
                None => {}
            }
        });
    }

    /// Whether the iframe that bears the frame's `window.name` is displayed in this document.
    fn is_frame_shown(&self, frame: &FrameName, says: &FrameToTop) -> bool {
        let mut names = self.frame_names.borrow_mut();
        if let FrameToTop::Hello { name, .. } = says {
            // A frame number stands for one document at a time.
            names.retain(|known, _| known.id != frame.id);
            names.insert(frame.clone(), name.clone());
        }
        names.get(frame).is_some_and(|name| displayed(&self.document, name).is_some())
    }

    /// The document before this one may have been left for a place.
    fn carry_on(self: &Rc<Self>, answer: &JsValue) {
        let going = property(answer, "going").as_string();
        if let Some(place) = going.and_then(|place| from_text::<Place>(&place)) {
            self.happen(Event::Going(place));
            self.arrive(self.went.get());
        }
    }

    /// Takes in what is kept, where it was asked for after so many choices as there are.
    fn load_of(self: &Rc<Self>, chosen: u64, answer: &JsValue) {
        if chosen == self.chosen.get() {
            return self.load(answer);
        }
        // Told once: what could not be read is left out of what is kept.
        if property(answer, "unread").is_truthy() {
            self.happen(Event::Told(Trouble::NotRead));
        }
        self.ask_stored();
    }

    /// Takes in what is kept for the org.
    fn load(self: &Rc<Self>, answer: &JsValue) {
        let stored = stored(answer);
        let files = js_sys::Array::from(&property(answer, "checklists"));
        let text = |file: &JsValue, name| property(file, name).as_string().unwrap_or_default();
        // A file that can't be read has none, and leaves a line that no others have.
        let bodies: String = files.iter().map(|file| text(&file, "body") + "\n").collect();
        let is_same = self.bodies.borrow().as_ref() == Some(&bodies);
        let mut checklists = Vec::new();
        let mut trouble = property(answer, "unread").is_truthy().then_some(Trouble::NotRead);
        for file in files.iter().filter(|_| !is_same) {
            match from_text::<Checklist>(&text(&file, "body")) {
                Some(checklist) => checklists.push(checklist),
                None => trouble = Some(Trouble::Checklist(text(&file, "name"), text(&file, "problem"))),
            }
        }
        let all_read = !matches!(trouble, Some(Trouble::Checklist(..)));
        self.bodies.replace(all_read.then_some(bodies));
        self.happen(Event::Kept(Box::new(stored), (!is_same).then_some(checklists)));
        let mut state = self.state.borrow_mut();
        if trouble.is_some() || matches!(state.trouble, Some(Trouble::Checklist(..))) {
            state.trouble = trouble;
            drop(state);
            self.draw_soon();
        }
    }

    /// Draws before the browser does, once for all that happens until then: others of the tab answer in messages that come together.
    fn draw_soon(self: &Rc<Self>) {
        if matches!(self.due.replace(Some(Due::Soon)), Some(Due::Soon)) {
            return;
        }
        let top = self.clone();
        let draw = Closure::once_into_js(move || top.draw_due());
        self.window.queue_microtask(draw.unchecked_ref());
    }

    /// Draws what comes of an event about a ring: the ring itself comes first.
    fn draw_later(self: &Rc<Self>) {
        if self.due.borrow().is_some() {
            return;
        }
        let top = self.clone();
        let draws = Later::after(0, move || top.draw_due());
        self.due.replace(Some(Due::Later { _draws: draws }));
    }

    fn draw_due(self: &Rc<Self>) {
        self.due.replace(None);
        // What an event tells while it is drawn waits: two would change the state at once.
        self.busy.set(true);
        self.draw();
        self.busy.set(false);
        // In a task of its own: what is told at every drawing must not keep the page from all else.
        if !self.events.borrow().is_empty() {
            self.later(0, |top| top.work_off());
        }
    }

    fn draw(self: &Rc<Self>) {
        let state = self.state.borrow();
        let unread = matches!(state.trouble, Some(Trouble::Checklist(..) | Trouble::NotRead));
        let wanted = address(&self.window).is_some() && (unread || !state.checklists.is_empty());
        if !wanted {
            drop(state);
            self.edge.guard(&JsValue::NULL);
            *self.painter.borrow_mut() = None;
            return self.count();
        }
        if self.painter.borrow().is_none() {
            *self.painter.borrow_mut() = self.new_painter();
        }
        let node = view(&state);
        if let Some(painter) = self.painter.borrow().as_ref() {
            // What could not be drawn now is drawn with the next change.
            let _ = painter.paint(node);
        }
        drop(state);
        self.count();
    }

    /// Shows in the toolbar how many steps need the admin; nothing where the sidebar is not shown.
    fn count(self: &Rc<Self>) {
        let shown = self.painter.borrow().is_some();
        let state = self.state.borrow();
        let findings = state.reports.iter().flat_map(|report| &report.findings);
        let count = if shown { findings.filter(|it| it.status.is_to_do()).count() } else { 0 };
        drop(state);
        if self.badge.replace(count) != count {
            self.send(&[("kind", "badge".into()), ("count", JsValue::from_f64(count as f64))]);
        }
    }

    fn new_painter(self: &Rc<Self>) -> Option<Painter> {
        let top = Rc::downgrade(self);
        let act = move |action: Action, _| {
            if let Some(top) = top.upgrade() {
                top.happen(Event::Did(action));
            }
        };
        let painter = Painter::new(&self.document, &self.edge.style(), Rc::new(act)).ok()?;
        self.edge.guard(painter.root());
        Some(painter)
    }
}

/// Whether an event is about a ring. What else comes of it came of the clock, and can wait for a task as well.
fn points(event: &Event) -> bool {
    matches!(event, Event::Did(Action::ShowMe(_)) | Event::Frame { says: FrameToTop::Pointed { .. }, .. })
}

/// Where the iframe of a name is, if it is displayed. Lightning keeps the frames of earlier pages, hidden.
fn displayed(document: &Document, name: &str) -> Option<DomRect> {
    let frames = document.get_elements_by_tag_name("iframe");
    let named = |frame: &Element| frame.get_attribute("name").as_deref() == Some(name);
    let areas = (0..frames.length())
        .filter_map(|at| frames.item(at).filter(named))
        .map(|frame| frame.get_bounding_client_rect());
    areas.into_iter().find(|area| area.width() > 0.0 && area.height() > 0.0)
}

/// What is kept for the org. What cannot be read any more counts as not kept.
fn stored(answer: &JsValue) -> Stored {
    let text = |name| property(answer, name).as_string().unwrap_or_default();
    let spots = js_sys::Array::from(&property(answer, "spots"));
    Stored {
        choices: from_text(&text("choices")).unwrap_or_default(),
        spots: spots.iter().filter_map(|spot| spot.as_string()).collect(),
        org: from_text(&text("says")).unwrap_or_default(),
    }
}
