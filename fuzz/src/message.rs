//! What crosses between contexts, and what is kept: any text in its place.

use crate::crosses;
use orgready::{
    bridge::{Choices, FrameToTop, TopToFrame, frame::FrameName, from_text},
    checklist::Checklist,
    evidence::{OrgFacts, OrgSays, PageFacts, Spot, SpotRecord},
    wire::Wire,
};

/// It is refused, or is a value that goes on as it came.
pub fn check(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    taken::<FrameToTop>(text, "a frame's word");
    taken::<TopToFrame>(text, "a word to a frame");
    taken::<PageFacts>(text, "a page's facts");
    taken::<SpotRecord>(text, "a spot's record");
    taken::<OrgFacts>(text, "the org's facts");
    taken::<OrgSays>(text, "the org's word");
    taken::<Choices>(text, "choices");
    taken::<Checklist>(text, "a checklist");
    taken::<FrameName>(text, "a frame's name");
    taken::<Spot>(text, "a spot");
}

fn taken<T: Wire + PartialEq>(text: &str, what: &str) {
    if let Some(value) = from_text::<T>(text) {
        crosses(&value, what);
    }
}
