//! A document whose page is read: does what the top document asks, and nothing by itself.

use super::{
    agent::Agent,
    edge::{Edge, window},
};
use crate::bridge::from_text;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Starts the agent of this document. The loader calls it when the top document first asks something.
pub fn start(edge: Edge) {
    let Some(document) = window().document() else { return };
    let edge = Rc::new(edge);
    let to_top = edge.clone();
    let tell = move |says: &str| to_top.to_top(says);
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
