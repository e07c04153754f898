//! The painter in a real page.

use crate::samples::{all, sample};
use orgready::panel::{Action, Painter, State, paint::HOST, style::STYLE, view};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{
    Document, DocumentFragment, Element, Event, EventInit, HtmlElement, HtmlInputElement, HtmlSelectElement,
};

fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).unwrap()
}

/// The page's own markup; the test runner writes its progress into the body, so that is left out.
fn markup() -> String {
    let root = document().document_element().unwrap();
    let children = root.children();
    let of = |element: Element| {
        if element.local_name() == "body" { "<body>".to_owned() } else { element.outer_html() }
    };
    (0..children.length()).filter_map(|at| children.item(at)).map(of).collect()
}

type Actions = Rc<RefCell<Vec<Action>>>;

fn painter() -> (Painter, Actions) {
    let actions = Actions::default();
    let told = Rc::clone(&actions);
    let painter =
        Painter::new(&document(), STYLE, Rc::new(move |action, _| told.borrow_mut().push(action))).unwrap();
    (painter, actions)
}

pub fn drawn(state: &State) -> Painter {
    let (painter, _) = painter();
    painter.paint(view(state)).unwrap();
    painter
}

fn root(painter: &Painter) -> &DocumentFragment {
    painter.root().unchecked_ref()
}

fn find(painter: &Painter, selector: &str) -> HtmlElement {
    root(painter)
        .query_selector(selector)
        .unwrap()
        .unwrap_or_else(|| panic!("no {selector}"))
        .unchecked_into()
}

/// What is painted, as markup.
fn painted(painter: &Painter) -> String {
    find(painter, "aside").outer_html()
}

/// The label of what has the focus in the sidebar.
fn focused(painter: &Painter) -> Option<String> {
    painter
        .root()
        .unchecked_ref::<web_sys::ShadowRoot>()
        .active_element()
        .and_then(|element| element.text_content())
}

#[wasm_bindgen_test]
fn the_view_stands_in_a_closed_root() {
    for (name, state) in all() {
        let painter = drawn(&state);
        assert_eq!(painter.root().text_content().unwrap(), view(&state).text(), "{name}");
        let host = document().query_selector(HOST).unwrap().unwrap();
        assert!(host.shadow_root().is_none(), "{name}: the page can reach in");
        assert_eq!(host.outer_html(), format!("<{HOST}></{HOST}>"), "{name}");
        painter.remove();
    }
}

#[wasm_bindgen_test]
fn a_patched_tree_is_the_tree_drawn_anew() {
    let states = all();
    let moving = drawn(&states[0].1);
    for (name, state) in states.iter().chain(states.iter().rev()) {
        moving.paint(view(state)).unwrap();
        let fresh = drawn(state);
        assert_eq!(sorted(&painted(&moving)), sorted(&painted(&fresh)), "{name}");
    }
}

/// Attributes keep the order in which they were first set, and that order means nothing: each tag as its words in order.
fn sorted(markup: &str) -> Vec<Vec<&str>> {
    let tags = markup.split('<').map(|tag| tag.split(['"', ' ', '>']).collect());
    tags.map(|mut words: Vec<&str>| {
        words.sort_unstable();
        words
    })
    .collect()
}

#[wasm_bindgen_test]
fn what_stays_is_the_same_element() {
    let painter = drawn(&sample("to do on this page"));
    let before = find(&painter, "[data-step=network] button");
    painter.paint(view(&sample("unsaved"))).unwrap();
    assert!(before.is_connected());
    assert_eq!(before, find(&painter, "[data-step=network] button"));
}

#[wasm_bindgen_test]
fn a_field_shows_what_the_state_says_whatever_was_entered_before() {
    let painter = drawn(&sample("a symptom"));
    let select: HtmlSelectElement = find(&painter, "select").unchecked_into();
    let input: HtmlInputElement = find(&painter, "input").unchecked_into();
    assert_eq!((select.value(), input.value()), ("asks-for-package".into(), String::new()));

    painter.paint(view(&sample("a message that fits none"))).unwrap();
    assert_eq!((select.value(), input.value()), (String::new(), "Something went wrong".into()));
    assert!(select.is_connected() && input.is_connected(), "the same elements");

    painter.paint(view(&sample("a symptom"))).unwrap();
    assert_eq!((select.value(), input.value()), ("asks-for-package".into(), String::new()));
}

#[wasm_bindgen_test]
fn what_a_script_enters_is_no_action() {
    let (painter, actions) = painter();
    painter.paint(view(&sample("a symptom"))).unwrap();
    let select: HtmlSelectElement = find(&painter, "select").unchecked_into();
    select.set_value("api-limit");
    let bubbling = EventInit::new();
    bubbling.set_bubbles(true);
    select.dispatch_event(&Event::new_with_event_init_dict("change", &bubbling).unwrap()).unwrap();
    assert!(actions.borrow().is_empty());
}

#[wasm_bindgen_test]
fn the_focus_stays_where_it_was() {
    let painter = drawn(&sample("to do on this page"));
    find(&painter, "[data-step=unlock-ip] button").focus().unwrap();
    assert_eq!(focused(&painter).as_deref(), Some("Show me"));

    painter.paint(view(&sample("pointing"))).unwrap();
    assert_eq!(focused(&painter).as_deref(), Some("Stop"), "the same button");

    // Done: the step moved into a group and its button is gone, so the step itself has the focus.
    painter.paint(view(&sample("done, lowers protection"))).unwrap();
    assert!(
        focused(&painter).is_some_and(|label| label.contains("Do not lock sessions")),
        "{:?}",
        focused(&painter)
    );

    painter.paint(view(&sample("collapsed"))).unwrap();
    assert!(
        find(&painter, "button").get_attribute("aria-label").is_some_and(|name| name.contains("collapsed"))
    );
    assert_eq!(focused(&painter), find(&painter, "button").text_content());

    painter.paint(view(&sample("to do on this page"))).unwrap();
    assert_eq!(focused(&painter), find(&painter, "h2").text_content());
}

#[wasm_bindgen_test]
fn painting_never_takes_the_focus() {
    let painter = drawn(&sample("to do on this page"));
    painter.paint(view(&sample("collapsed"))).unwrap();
    assert!(!painter.has_focus());
    painter.focus();
    assert!(painter.has_focus());
}

#[wasm_bindgen_test]
fn the_scroll_stays_where_it_was() {
    let painter = drawn(&sample("to do on this page"));
    // In a low window all of the sidebar scrolls, else its list.
    let scrolls =
        |selector: &&str| find(&painter, selector).scroll_height() > find(&painter, selector).client_height();
    let scroller = ["aside", ".body"].into_iter().find(scrolls).expect("the list is longer than the window");
    find(&painter, scroller).set_scroll_top(40);
    painter.paint(view(&sample("checking"))).unwrap();
    assert_eq!(find(&painter, scroller).scroll_top(), 40);
}

#[wasm_bindgen_test]
fn events_that_a_script_made_do_nothing() {
    let (painter, actions) = painter();
    painter.paint(view(&sample("to do on this page"))).unwrap();
    find(&painter, "[data-step=unlock-ip] button").click();
    let escape = web_sys::KeyboardEvent::new("keydown").unwrap();
    find(&painter, "h2").dispatch_event(&escape).unwrap();
    assert_eq!(*actions.borrow(), []);
}

#[wasm_bindgen_test]
fn removed_it_leaves_the_document_as_it_was() {
    let before = markup();
    let painter = drawn(&sample("to do on this page"));
    assert_eq!(markup(), format!("{before}<{HOST}></{HOST}>"));
    painter.remove();
    assert_eq!(markup(), before);
    drop(drawn(&sample("collapsed")));
    assert_eq!(markup(), before);
}

#[wasm_bindgen_test]
fn the_pages_style_does_not_reach_it() {
    let style = document().create_element("style").unwrap();
    style.set_text_content(Some(
        "html > * { position: static !important; display: none !important; color: red !important; }",
    ));
    document().document_element().unwrap().append_child(&style).unwrap();
    let painter = drawn(&sample("to do on this page"));
    let host = document().query_selector(HOST).unwrap().unwrap();
    let computed = web_sys::window().unwrap().get_computed_style(&host).unwrap().unwrap();
    let of = |property: &str| computed.get_property_value(property).unwrap();
    assert_eq!(
        (of("position"), of("display"), of("z-index")),
        ("fixed".into(), "flex".into(), "8900".into())
    );
    assert!(find(&painter, "h2").offset_height() > 0);
    style.remove();
}
