//! Documents to blocks.

use super::{fixtures::FIXTURES, frame::Frame};
use orgready::page::{Collected, Slices, collect};
use serde_json::Value;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

/// What differs is printed whole, for `tests/fixtures/pages/accept.mjs`.
#[wasm_bindgen_test]
async fn every_page_is_collected_as_its_blocks_say() {
    let mut differ = Vec::new();
    for fixture in FIXTURES {
        let frame = Frame::with(fixture).await;
        let Collected { blocks, .. } = collect(&frame.document);
        let found = serde_json::to_value(&blocks).unwrap();
        if found != serde_json::from_str::<Value>(fixture.blocks).unwrap() {
            console_log!("blocks of {}: {found}", fixture.name);
            differ.push(fixture.name);
        }
    }
    assert!(differ.is_empty(), "collected otherwise: {differ:?}");
}

#[wasm_bindgen_test]
async fn in_slices_it_comes_to_the_same() {
    for fixture in FIXTURES {
        let frame = Frame::with(fixture).await;
        let at_once = collect(&frame.document);
        let mut slices = Slices::of(&frame.document, 0.0);
        let mut pauses = 0;
        let sliced = loop {
            match slices.go_on() {
                Some(collected) => break collected,
                None => pauses += 1,
            }
        };
        let boxes = at_once.blocks.boxes.len();
        assert!(pauses > 10 + boxes, "{}: {pauses} pauses with {boxes} boxes", fixture.name);
        assert_eq!(sliced.blocks, at_once.blocks, "{}", fixture.name);
        assert_eq!(sliced.elements, at_once.elements, "{}", fixture.name);
    }
}

#[wasm_bindgen_test]
async fn collecting_changes_nothing() {
    for fixture in FIXTURES {
        let frame = Frame::with(fixture).await;
        let before = frame.html();
        let _ = collect(&frame.document);
        assert_eq!(frame.html(), before, "{}", fixture.name);
    }
}

#[wasm_bindgen_test]
async fn every_element_number_has_its_element() {
    for fixture in FIXTURES {
        let frame = Frame::with(fixture).await;
        let Collected { blocks, elements, .. } = collect(&frame.document);
        let at =
            |number: orgready::page::blocks::ElementNumber| &elements[usize::try_from(number.0).unwrap()];
        for checkbox in &blocks.boxes {
            assert_eq!(at(checkbox.element).id(), checkbox.id, "{}", fixture.name);
        }
        for button in &blocks.buttons {
            assert_eq!(
                at(button.element).get_attribute("name").unwrap_or_default(),
                button.name,
                "{}",
                fixture.name
            );
        }
        for link in blocks
            .tables
            .iter()
            .flat_map(|table| &table.rows)
            .flat_map(|row| &row.cells)
            .flat_map(|cell| &cell.links)
        {
            assert_eq!(at(link.element).get_attribute("href").unwrap(), link.href, "{}", fixture.name);
        }
    }
}

#[wasm_bindgen_test]
async fn a_frame_that_is_not_shown_is_loading() {
    let frame = Frame::of("<!DOCTYPE html><html><body class='sfdcBody'><p>Shown</p></body></html>").await;
    assert!(!collect(&frame.document).blocks.loading);
    let iframe = frame.document.default_view().unwrap().frame_element().unwrap().unwrap();
    iframe.set_attribute("style", "display: none").unwrap();
    assert!(collect(&frame.document).blocks.loading);
}
