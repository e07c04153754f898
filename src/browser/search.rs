//! Looking for users and profiles, for Orgready's own pages: what was typed to needs, and answers to plain objects.

use super::js::object;
use crate::{
    bridge::{from_text, to_text},
    evidence::{Fault, Reason},
    org::search::{self, Found},
    panel::words,
    requirement::InputKind,
};
use js_sys::Array;
use wasm_bindgen::JsValue;

fn kind_of(name: &str) -> Option<InputKind> {
    InputKind::ALL.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
}

/// What to ask the org for, as text; nothing where nothing can be looked for yet.
#[must_use]
pub fn looked_for(kind: &str, typed: &str) -> Option<String> {
    search::need(kind_of(kind)?, typed).map(|need| to_text(&vec![need]))
}

/// What was found, `{rows: [{value, name, of, active}]}`, or why nothing can be, `{problem}`. `facts` is the org's answer as text.
#[must_use]
pub fn found(kind: &str, facts: &str) -> JsValue {
    let told = match (kind_of(kind), from_text(facts)) {
        (Some(kind), Some(facts)) => search::found(kind, &facts),
        _ => Err(Reason::Fault(Fault::Unexpected)),
    };
    match told {
        Ok(rows) => object(&[("rows", rows.iter().map(row).collect::<Array>().into())]),
        Err(reason) => object(&[("problem", words::reason(&reason).what.into())]),
    }
}

fn row(found: &Found) -> JsValue {
    let text = |text: &Option<String>| text.as_deref().unwrap_or_default().into();
    object(&[
        ("value", (&found.value).into()),
        ("name", text(&found.name)),
        ("of", text(&found.of)),
        ("active", found.active.into()),
    ])
}
