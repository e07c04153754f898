//! Where a status comes from, and what a step gives up.

use crate::evidence::weigh::Source;

/// The source's permanent name.
#[must_use]
pub fn source_name(source: Source) -> &'static str {
    match source {
        Source::Page => "page",
        Source::Org => "org",
        Source::Admin => "admin",
    }
}

/// The source in words.
#[must_use]
pub fn source(source: Source) -> &'static str {
    match source {
        Source::Page => "Setup page",
        Source::Org => "API",
        Source::Admin => "You",
    }
}

/// What was done to learn it.
#[must_use]
pub fn source_verb(source: Source) -> &'static str {
    match source {
        Source::Page => "read",
        Source::Org => "asked",
        Source::Admin => "said so",
    }
}

/// Whether the status rests on a source.
#[must_use]
pub fn counts(decides: bool, counts: bool) -> Option<&'static str> {
    match (decides, counts) {
        (true, _) => Some("This decides."),
        (false, false) => Some("Older than the last Save, so it does not count."),
        (false, true) => None,
    }
}

/// What a step gives up, before it is done.
#[must_use]
pub fn risk_before(what: &str) -> String {
    format!("This lowers protection. {what}")
}

/// What a step gave up, after it is done.
#[must_use]
pub fn risk_after(what: &str) -> String {
    format!("Protection is lowered. {what}")
}

/// Another step wants the opposite: of which checklist, and what doing it gives up.
#[must_use]
pub fn conflict(checklist: &str, gives_up: Option<&str>) -> String {
    let risk = gives_up.map(|what| format!(" That way lowers protection. {what}"));
    format!("{checklist} wants the opposite, and only one of them can be done.{}", risk.unwrap_or_default())
}

/// What is said where the user is not known.
#[must_use]
pub fn signed_in() -> &'static str {
    "Who is signed in is not known here."
}

/// A check is under way.
#[must_use]
pub fn checking() -> &'static str {
    "Checking with the API."
}

/// API checks were not allowed.
#[must_use]
pub fn api_off() -> &'static str {
    "API: off. Only the pages you open are read. You can allow it in the options."
}

/// The extension was updated while the page was open.
#[must_use]
pub fn updated() -> &'static str {
    "Orgready was updated. Refresh this page when you have saved your work."
}

/// The browser did not keep what it was given.
#[must_use]
pub fn not_kept() -> &'static str {
    "The browser could not keep this. Make room on this computer's disk, then refresh this page."
}

/// Some of what was kept could not be read.
#[must_use]
pub fn not_read() -> &'static str {
    "Some of what was kept for this org could not be read and was left out. Look at the options."
}

/// The host leads to another org than before.
#[must_use]
pub fn refreshed() -> [&'static str; 3] {
    [
        "This is another org than before at the same address, as after a sandbox refresh.",
        "What pages showed and what you said by hand was dropped; what you entered was kept.",
        "Refresh this page, then look at what you entered and save it.",
    ]
}

/// `Go there` did not arrive. Where no title says what stands there instead, none is told.
#[must_use]
pub fn not_arrived(place: &str, opened: &str) -> String {
    let instead = match opened.trim() {
        "" => "Salesforce opened another page".to_owned(),
        title => format!("Salesforce opened “{title}”"),
    };
    format!("{instead} instead of “{place}”. Type “{place}” (its English name) into Quick Find.")
}
