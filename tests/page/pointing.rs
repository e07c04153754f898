//! The ring.

use super::{
    fixtures::Fixture,
    frame::{Frame, turn},
};
use orgready::{
    page::{Collected, Ring, collect, find, point::NotDrawn},
    requirement::Control,
};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, MutationObserver, MutationObserverInit};

const DARK: &str = "rgb(3, 45, 96)";

fn is_ringed(frame: &Frame, element: &Element) -> bool {
    frame.style(element, "outline-color") == DARK && frame.style(element, "outline-style") == "solid"
}

fn ringed(frame: &Frame) -> Vec<Element> {
    let all = frame.document.query_selector_all("*").unwrap();
    let all = (0..all.length()).map(|at| all.item(at).unwrap().unchecked_into::<Element>());
    all.filter(|element| is_ringed(frame, element)).collect()
}

async fn page(body: &str) -> Frame {
    Frame::of(&format!("<!DOCTYPE html><html><head></head><body>{body}</body></html>")).await
}

#[wasm_bindgen_test]
async fn a_control_of_a_page_and_nothing_else_is_ringed() {
    let fixture = Fixture::named("session-settings-en");
    let frame = Frame::with(fixture).await;
    let before = frame.html();
    let Collected { blocks, elements, .. } = collect(&frame.document);
    for (control, count) in [(Control::SettingBox("lockSessionsToIp"), 1), (Control::Save, 2)] {
        let found = find(&control, fixture.place(), &blocks).unwrap();
        let targets: Vec<Element> = found
            .elements
            .iter()
            .map(|number| elements[usize::try_from(number.0).unwrap()].clone())
            .collect();
        let ring = Ring::draw(&targets).unwrap();
        assert_eq!(ringed(&frame), targets);
        assert_eq!(targets.len(), count);
        assert_eq!(frame.html(), before, "the page's nodes are untouched");
        drop(ring);
        assert_eq!(ringed(&frame), []);
        assert_eq!(frame.document.adopted_style_sheets().length(), 0);
    }
}

#[wasm_bindgen_test]
async fn every_sort_of_target_gets_a_selector_of_its_own() {
    for (body, target) in [
        ("<p id=a>1</p><p id=b>2</p>", "#b"),
        ("<p id='a:\"]b\\'>1</p><p>2</p>", "p"),
        ("<p id=a>1</p><p id=a class=t>2</p>", ".t"),
        ("<input name=x><input name=x class=t>", ".t"),
        ("<input name=x class=t><select name=x></select>", ".t"),
        ("<p>1</p><div><p>2</p><p class=t>3</p></div>", ".t"),
        ("<div><div><div class=t></div></div></div>", ".t"),
    ] {
        let frame = page(body).await;
        let target = frame.one(target);
        let _ring = Ring::draw(std::slice::from_ref(&target)).unwrap();
        assert_eq!(ringed(&frame), [target], "{body}");
    }
}

#[wasm_bindgen_test]
async fn a_target_in_an_open_shadow_root_is_ringed_there() {
    let fixture = Fixture::named("assignments-shadow");
    let frame = Frame::with(fixture).await;
    let Collected { blocks, elements, .. } = collect(&frame.document);
    let found = find(&Control::Assign(Vec::new()), fixture.place(), &blocks).unwrap();
    let button = &elements[usize::try_from(found.elements[0].0).unwrap()];
    let ring = Ring::draw(std::slice::from_ref(button)).unwrap();
    assert!(is_ringed(&frame, button));
    assert_eq!(frame.document.adopted_style_sheets().length(), 0);
    drop(ring);
    assert!(!is_ringed(&frame, button));
}

#[wasm_bindgen_test]
async fn other_sheets_of_the_page_are_left_alone() {
    let frame = page("<p>1</p>").await;
    let target = frame.one("p");
    let own = {
        let window = frame.document.default_view().unwrap();
        let constructor: js_sys::Function =
            js_sys::Reflect::get(&window, &"CSSStyleSheet".into()).unwrap().unchecked_into();
        js_sys::Reflect::construct(&constructor, &js_sys::Array::new()).unwrap()
    };
    let sheets = |frame: &Frame| frame.document.adopted_style_sheets();
    frame.document.set_adopted_style_sheets(&js_sys::Array::of1(&own));
    let ring = Ring::draw(std::slice::from_ref(&target)).unwrap();
    let second = Ring::draw(std::slice::from_ref(&target)).unwrap();
    assert_eq!(sheets(&frame).length(), 3);
    drop(ring);
    assert!(is_ringed(&frame, &target));
    drop(second);
    assert_eq!(sheets(&frame).length(), 1);
    assert!(js_sys::Object::is(&sheets(&frame).get(0), &own));
}

#[wasm_bindgen_test]
async fn a_ring_stays_with_its_node() {
    let frame = page("<div id=one><p>1</p><p class=t>2</p></div><div id=two></div>").await;
    let target = frame.one(".t");
    let mut ring = Ring::draw(std::slice::from_ref(&target)).unwrap();

    frame.one("#one").prepend_with_str_1("text").unwrap();
    assert_eq!(ring.prove(), 1);
    frame.one("#one p").remove();
    assert_eq!(ring.prove(), 1);
    assert_eq!(ringed(&frame), std::slice::from_ref(&target), "after a sibling went");
    frame.one("#two").append_child(&target).unwrap();
    assert_eq!(ring.prove(), 1);
    assert_eq!(ringed(&frame), std::slice::from_ref(&target), "after it moved");

    let other = frame.document.create_element("p").unwrap();
    target.replace_with_with_node_1(&other).unwrap();
    assert_eq!(ring.prove(), 0);
    assert_eq!(ringed(&frame), [], "another node in its place is not what was meant");
    assert_eq!(frame.document.adopted_style_sheets().length(), 0);
}

#[wasm_bindgen_test]
async fn a_mutation_observer_sees_a_replaced_node_in_time() {
    let frame = page("<p id=t>1</p>").await;
    let target = frame.one("#t");
    let mut ring = Ring::draw(std::slice::from_ref(&target)).unwrap();
    let stand = Rc::new(Cell::new(1));
    let told = Rc::clone(&stand);
    let changed = Closure::<dyn FnMut()>::new(move || told.set(ring.prove()));
    let observer = MutationObserver::new(changed.as_ref().unchecked_ref()).unwrap();
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    observer.observe_with_options(&frame.document, &options).unwrap();

    let twin = frame.document.create_element("p").unwrap();
    twin.set_id("t");
    target.replace_with_with_node_1(&twin).unwrap();
    turn().await;
    assert_eq!(stand.get(), 0);
    assert_eq!(ringed(&frame), []);
    observer.disconnect();
}

#[wasm_bindgen_test]
async fn what_is_out_of_view_is_brought_into_it_and_what_is_in_view_stays() {
    let tall = "<div style='height: 3000px'></div>";
    let frame = page(&format!("<p id=top>1</p>{tall}<div id=box style='height: 100px; overflow: auto'>{tall}<p id=deep>2</p></div>{tall}")).await;
    let window = frame.document.default_view().unwrap();
    let top = Ring::draw(&[frame.one("#top")]).unwrap();
    assert_eq!(window.scroll_y().unwrap(), 0.0);
    let deep = frame.one("#deep");
    let both = Ring::draw(&[frame.one("#top"), deep.clone()]).unwrap();
    assert_eq!(window.scroll_y().unwrap(), 0.0, "one of them is in view");
    drop((top, both));
    let _ring = Ring::draw(std::slice::from_ref(&deep)).unwrap();
    let (own, around) = (deep.get_bounding_client_rect(), frame.one("#box").get_bounding_client_rect());
    assert!(own.top() >= 0.0 && own.bottom() <= 800.0, "{} to {}", own.top(), own.bottom());
    assert!(own.top() >= around.top() && own.bottom() <= around.bottom(), "in the box around it");
}

#[wasm_bindgen_test]
async fn an_element_that_left_its_document_is_not_ringed() {
    let frame = page("<p>1</p>").await;
    let target = frame.one("p");
    target.remove();
    assert_eq!(Ring::draw(&[target]).unwrap_err(), NotDrawn::Gone);
    assert_eq!(frame.document.adopted_style_sheets().length(), 0);
}
