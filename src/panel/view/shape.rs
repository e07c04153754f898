//! Shapes drawn for the sidebar: one per status, so that colour is never alone. All are decoration beside a word.

use crate::{
    checklist::Status,
    panel::tree::{Element, Tag, element},
};

const TICK: &str = "M5 8.2l2.1 2.1L11 6";
const CIRCLE: &str = "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13z";
const DIAMOND: &str = "M8 1L15 8L8 15L1 8z";

/// The shape of a status.
pub(super) fn status(status: &Status) -> Element {
    match status {
        Status::Done => drawn("done", &[CIRCLE, TICK]),
        Status::DoneLowersProtection => drawn("done", &[SHIELD, "M5.2 7.6l2 2L11 5.8"]),
        Status::ToDo => drawn("to-do", &[DIAMOND, "M8 4.6v4.2M8 10.9v.6"]),
        Status::ChangedNotSaved => {
            drawn("unsaved", &["M2.5 13.5l.7-3.2L10.6 2.9l2.5 2.5L5.7 12.8z", "M9 4.5l2.5 2.5"])
        }
        Status::DoByHand => drawn(
            "by-hand",
            &[
                "M4.5 8.5V4.3a1 1 0 0 1 2 0V7V2.8a1 1 0 0 1 2 0V7V3.6a1 1 0 0 1 2 0V8V5.4a1 1 0 0 1 2 0v5c0 2.4-1.7 4.1-4.1 4.1c-2 0-3.1-.8-4-2.6L2.6 8.9c-.4-.9.7-1.6 1.3-.9z",
            ],
        ),
        Status::SaidDone(_) => drawn(
            "done",
            &[
                "M6 7.2a2.6 2.6 0 1 1 0-5.2a2.6 2.6 0 0 1 0 5.2z",
                "M1.5 14c0-3 1.8-4.6 4.5-4.6c1 0 1.8.2 2.5.6",
                "M8.6 12.2l1.9 1.9l3.8-4.3",
            ],
        ),
        Status::NotNeeded => drawn("done", &[CIRCLE, "M5 8h6"]),
        Status::CannotTell(_) => {
            drawn("unknown", &[CIRCLE, "M6 6.3c0-1.2.9-2 2-2s2 .7 2 1.8c0 1.5-2 1.6-2 3.1M8 11.2v.5"])
        }
        Status::NotCheckedYet => drawn("unknown", &[CIRCLE]),
        Status::CouldNotCheck(_) => drawn(
            "to-do",
            &[
                "M5.4 2A6.5 6.5 0 0 0 2 5.4M14 5.4A6.5 6.5 0 0 0 10.6 2M10.6 14A6.5 6.5 0 0 0 14 10.6M2 10.6A6.5 6.5 0 0 0 5.4 14",
                "M5.9 5.9l4.2 4.2M10.1 5.9L5.9 10.1",
            ],
        ),
    }
}

const SHIELD: &str = "M8 1.2l5.5 2v4.3c0 3.3-2.2 5.8-5.5 7.3c-3.3-1.5-5.5-4-5.5-7.3V3.2z";

/// Something gives up protection.
pub(super) fn shield() -> Element {
    drawn("warning", &[SHIELD, "M8 4.6v4M8 10.8v.6"])
}

/// All is done.
pub(super) fn tick() -> Element {
    drawn("done", &[CIRCLE, TICK])
}

/// It opens.
pub(super) fn chevron() -> Element {
    drawn("chevron", &["M5 3.5L10 8l-5 4.5"])
}

/// It shrinks to the edge.
pub(super) fn collapse() -> Element {
    drawn("collapse", &["M6 3.5L10.5 8L6 12.5M13 3v10"])
}

/// It changes sides.
pub(super) fn change_sides() -> Element {
    drawn("sides", &["M5.5 4L2 7.5L5.5 11M10.5 4L14 7.5L10.5 11M2.5 7.5h11"])
}

/// A checklist.
pub(super) fn list() -> Element {
    drawn("list", &["M2 4l1.2 1.2L5.2 3M2 9l1.2 1.2L5.2 8M7.5 4.3H14M7.5 9.3H14M7.5 13.5H14"])
}

fn drawn(class: &'static str, paths: &[&'static str]) -> Element {
    let mut shape = element(Tag::Svg)
        .with("class", format!("shape {class}"))
        .with("viewBox", "0 0 16 16")
        .with("width", "16")
        .with("height", "16")
        .with("aria-hidden", "true")
        .with("focusable", "false");
    for path in paths {
        shape = shape.holding(element(Tag::Path).with("d", *path));
    }
    shape
}
