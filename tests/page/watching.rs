//! A document that is read while it changes, or goes.

use super::{fixtures::Fixture, frame::Frame};
use orgready::{
    bridge::{FrameToTop, TopToFrame, from_text},
    browser::agent::Agent,
    evidence::page_facts::Seen,
    page::{collect, find},
    requirement::Control,
};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Event};

const DOCUMENT: &str = "d";
/// More than a slice reads.
const MANY: usize = 3_000;
const FIRST: &str = "lockSessionsToIp";
const LAST: &str = "lockSessionsToDomain";

/// Session Settings with one setting before very many boxes and one behind them, and who reads it.
struct Scene {
    frame: Frame,
    agent: Rc<Agent>,
    told: Rc<RefCell<Vec<FrameToTop>>>,
    boxes: [Element; 2],
}

impl Scene {
    async fn begin() -> Scene {
        let fixture = Fixture::named("session-settings-en");
        let frame = Frame::with(fixture).await;
        let collected = collect(&frame.document);
        let boxes = [FIRST, LAST].map(|setting| {
            let found = find(&Control::SettingBox(setting), fixture.place(), &collected.blocks).unwrap();
            collected.elements[usize::try_from(found.elements[0].0).unwrap()].clone()
        });
        let body = frame.document.body().unwrap();
        for _ in 0..MANY {
            let more = frame.document.create_element("input").unwrap();
            more.set_attribute("type", "checkbox").unwrap();
            body.append_child(&more).unwrap();
        }
        body.append_child(&boxes[1]).unwrap();
        let told: Rc<RefCell<Vec<FrameToTop>>> = Rc::default();
        let tell = {
            let told = told.clone();
            move |says: &str| told.borrow_mut().push(from_text(says).unwrap())
        };
        let agent = Agent::new(frame.document.clone(), DOCUMENT.to_owned(), Box::new(tell));
        let scene = Scene { frame, agent, told, boxes };
        scene.set(false);
        scene.agent.hear(TopToFrame::Read { document: DOCUMENT.to_owned(), place: fixture.place() });
        scene
    }

    /// Both settings are always saved alike.
    fn set(&self, ticked: bool) {
        for element in &self.boxes {
            element.toggle_attribute_with_force("checked", ticked).unwrap();
        }
    }

    /// What was told of both settings, each time.
    fn facts(&self) -> Vec<[bool; 2]> {
        let told = self.told.borrow();
        let seen = told.iter().filter_map(|says| match says {
            FrameToTop::Facts { facts, .. } => Some(facts.seen.as_ref().unwrap()),
            _ => None,
        });
        seen.map(|seen| match seen {
            Seen::SessionSettings { boxes, .. } => {
                [FIRST, LAST].map(|setting| boxes.get(setting).unwrap().saved)
            }
            other => panic!("{other:?}"),
        })
        .collect()
    }

    async fn until_told(&self, saved: bool) {
        for _ in 0..2_000 {
            if self.facts().last() == Some(&[saved; 2]) {
                return;
            }
            task().await;
        }
        panic!("{saved} was never told: {:?}", self.facts());
    }

    fn happen(&self, kind: &str) {
        let window = self.frame.document.default_view().unwrap();
        window.dispatch_event(&Event::new(kind).unwrap()).unwrap();
    }
}

/// Lets the page have a turn, as it has one between two slices.
async fn task() {
    let passed = |done: js_sys::Function, _| {
        web_sys::window().unwrap().set_timeout_with_callback_and_timeout_and_arguments_0(&done, 4).unwrap();
    };
    JsFuture::from(js_sys::Promise::new(&mut { passed })).await.unwrap();
}

#[wasm_bindgen_test]
async fn what_changes_between_two_slices_is_told_whole() {
    for turns in 0..12 {
        let scene = Scene::begin().await;
        assert_eq!(scene.facts(), Vec::<[bool; 2]>::new(), "one slice is not enough");
        for _ in 0..turns {
            task().await;
        }
        scene.set(true);
        scene.until_told(true).await;
        let facts = scene.facts();
        assert!(facts.iter().all(|[first, last]| first == last), "changed after {turns} turns: {facts:?}");
    }
}

#[wasm_bindgen_test]
async fn a_page_that_never_rests_is_told() {
    let scene = Scene::begin().await;
    for turn in 0..2_000 {
        scene.boxes[0].set_attribute("data-stirred", &turn.to_string()).unwrap();
        if !scene.facts().is_empty() {
            return;
        }
        task().await;
    }
    panic!("nothing was told");
}

#[wasm_bindgen_test]
async fn what_was_changed_is_told_before_the_form_is_sent_and_before_the_page_goes() {
    for kind in ["submit", "pagehide"] {
        let scene = Scene::begin().await;
        scene.until_told(false).await;
        scene.set(true);
        // So that the watcher has heard of it.
        super::frame::turn().await;
        scene.happen(kind);
        assert_eq!(scene.facts(), [[false; 2], [true; 2]], "{kind}");
        let told = scene.told.borrow();
        let last = told.last().unwrap();
        assert!(matches!(last, FrameToTop::Submitted { .. } | FrameToTop::Closed { .. }), "{last:?}");
    }
}
