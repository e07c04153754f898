//! One user's access, for Orgready's own page: what to ask, and what is shown of the answers. All as text.

use super::chosen::Chosen;
use crate::{
    bridge::{from_text, to_text},
    checklist::person,
    evidence::{Fault, OrgFacts},
    panel::person::show,
    setup::{Address, OrgHost},
};

/// What to ask the org for.
#[must_use]
pub fn needs(chosen: &Chosen, user: &str) -> String {
    to_text(&person::needs(&chosen.checklists, &chosen.choices.inputs, user))
}

/// What is shown; see [`show`]. `facts` is the org's answer; links lead to `host`, one of the org's.
#[must_use]
pub fn told(chosen: &Chosen, user: &str, host: &str, facts: &str) -> String {
    let nothing =
        || OrgFacts { failed: Some((super::edge::now(), Fault::Unexpected)), ..OrgFacts::default() };
    let org = from_text(facts).unwrap_or_else(nothing);
    let address = OrgHost::parse(host).map(|host| Address { host, place: None });
    to_text(&show(&chosen.checklists, &chosen.choices.inputs, user, &org, address.as_ref()))
}
