//! Looking for users, profiles and permission sets, for Orgready's own pages: what was typed to needs, and answers to what is shown. All as text.

use crate::{
    bridge::{from_text, to_text},
    evidence::{Fault, Reason},
    org::search,
    panel::words,
    requirement::InputKind,
};

fn kind_of(name: &str) -> Option<InputKind> {
    InputKind::ALL.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
}

/// What to ask the org for; nothing where nothing can be looked for yet.
#[must_use]
pub fn looked_for(kind: &str, typed: &str) -> Option<String> {
    search::need(kind_of(kind)?, typed).map(|need| to_text(&vec![need]))
}

/// What was found, `{Ok: [{value, name, of, active}]}`, or why nothing can be, `{Err: words}`. `facts` is the org's answer.
#[must_use]
pub fn found(kind: &str, facts: &str) -> String {
    let told = match (kind_of(kind), from_text(facts)) {
        (Some(kind), Some(facts)) => search::found(kind, &facts),
        _ => Err(Reason::Fault(Fault::Unexpected)),
    };
    to_text(&told.map_err(|reason| words::reason(&reason).what))
}
