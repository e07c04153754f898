//! What the crate writes by itself is what the browser's own JSON and serde read, and the other way round.

use orgready::{
    bridge::{FrameToTop, from_text, to_text},
    evidence::{Moment, PageFacts, Reason},
};
use serde::Serialize;
use serde_wasm_bindgen::{Serializer, from_value};
use wasm_bindgen_test::wasm_bindgen_test;

fn messages() -> [FrameToTop; 2] {
    let document = || "a \"quoted\" \\ name\nセッション".to_owned();
    let facts = PageFacts { error: true, seen: Err(Reason::NoLabels("hu".to_owned())) };
    [
        FrameToTop::Facts { document: document(), facts, language: "ja".to_owned(), save: None },
        FrameToTop::Closed { document: document(), at: Moment(1_790_000_000_000) },
    ]
}

#[wasm_bindgen_test]
fn messages_are_json_to_the_browser_and_to_serde() {
    for message in messages() {
        let parsed = js_sys::JSON::parse(&to_text(&message)).unwrap();
        assert_eq!(from_value::<FrameToTop>(parsed).unwrap(), message);
        let object = message.serialize(&Serializer::json_compatible()).unwrap();
        let text = String::from(js_sys::JSON::stringify(&object).unwrap());
        assert_eq!(from_text::<FrameToTop>(&text), Some(message));
    }
}
