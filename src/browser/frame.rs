//! A frame with a Classic page in it: does what the top document asks, and nothing by itself.

use super::{agent::Agent, edge::Edge, js::object};
use crate::bridge::{FrameToTop, from_text, to_text};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Starts the agent of this document. The loader calls it when the top document first asks something.
#[wasm_bindgen]
pub fn start_frame(edge: Edge) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let to_top = edge.clone();
    let tell = move |says: FrameToTop| {
        let message = object(&[("kind", "toTop".into()), ("body", to_text(&says).into())]);
        // Nobody is there to hear of a failure: the top document asks again when it needs to.
        let sent = JsFuture::from(to_top.send(&message));
        spawn_local(async move { drop(sent.await) });
    };
    let agent: Rc<Agent> = Agent::new(document, edge.name(), Box::new(tell));
    let hear = Closure::<dyn Fn(String, JsValue)>::new(move |what: String, value: JsValue| {
        if what == "ask"
            && let Some(ask) = value.as_string().and_then(|ask| from_text(&ask))
        {
            agent.hear(ask);
        }
    });
    edge.listen(hear.as_ref().unchecked_ref());
    // Lives as long as the document.
    hear.forget();
}
