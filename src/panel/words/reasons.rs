//! Why a step cannot be told, and the one thing to do about it.

use super::{fault, fault_name, faults::USE_THE_PAGE, quoted};
use crate::evidence::Reason;

/// A sentence, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What is so.
    pub what: String,
    /// What to do about it.
    pub then: &'static str,
}

impl Said {
    /// A sentence with a name in the place of its `{}`.
    pub(super) fn of(what: &str, name: &str, then: &'static str) -> Self {
        let what = match what.split_once('{') {
            Some((before, after)) => [before, name, after.strip_prefix('}').unwrap_or(after)].concat(),
            None => what.to_owned(),
        };
        Said { what, then }
    }

    /// The same of a step that no page shows.
    #[must_use]
    pub fn without_a_page(self) -> Self {
        let then = if self.then == USE_THE_PAGE { "Look at this step yourself." } else { self.then };
        Said { then, ..self }
    }
}

/// The reason in words.
#[must_use]
pub fn reason(reason: &Reason) -> Said {
    if let Reason::Fault(of) = reason {
        return fault(of);
    }
    let (what, then) = match reason {
        Reason::NotLooked => ("Nothing was looked at yet.", "Go to the step's page, or check with the API."),
        Reason::Loading => ("The page is still loading.", "Wait a moment; if it does not come, refresh it."),
        Reason::UnknownPage => (
            "This page looks different from the ones we know.",
            "Look at this step yourself, or check with the API.",
        ),
        Reason::VerifyFirst => (
            "Salesforce wants to verify you before it shows this page.",
            "Do what it asks; the page comes then.",
        ),
        Reason::NotOnThisPart => {
            ("It is not on this part of the list.", "Open the next part of the list, or choose All.")
        }
        Reason::NoLabels(_) => {
            ("This page is in a language whose words are not known here ({}).", "Check with the API.")
        }
        Reason::Ambiguous(_) => {
            ("There are {} of that name.", "Compare them yourself before you change one.")
        }
        Reason::Lacks(_) => ("You lack the permission {}.", "Ask an admin who has it."),
        Reason::NotTold => ("Salesforce did not say.", "Look at this step yourself."),
        Reason::NotShown => ("This page does not show it.", "Go to the step's own page."),
        Reason::FirstRange => (
            "This profile has no login range, and a first one would lock out all its other users.",
            "Leave it without a range.",
        ),
        Reason::FreeLicence => (
            "The licence is “Free”, which is neither Active nor Trial.",
            "Ask the vendor whether that is enough.",
        ),
        Reason::NobodyChosen(_) => {
            ("Something that this step needs was not entered yet.", "Enter it in the options.")
        }
        Reason::BadInput(_) => ("What you entered can't be read: {}.", "Correct it in the options."),
        Reason::NoSuchUser(_) => {
            ("There is no user {}, or you may not see them.", "Look at the name in the options.")
        }
        Reason::SessionBased => (
            "This permission set works only in sessions that activate it.",
            "Ask the vendor which permission set to assign.",
        ),
        Reason::MaybeBySet => ("The profile does not give it all; a set may.", "Check with the API."),
        Reason::OtherEmails => ("Who else has this e-mail address is not shown.", "Check with the API."),
        Reason::GroupUpdating => {
            ("Salesforce is working on a permission set group.", "Check again in a few minutes.")
        }
        Reason::Disagree => {
            ("The page and the API say opposite things.", "Refresh this page, then check with the API again.")
        }
        Reason::ByHand => ("Only you can tell.", "Do it, then press “I did this”."),
        Reason::Fault(_) => ("", ""),
    };
    Said::of(what, &name_in(reason), then)
}

/// What stands in the sentence's `{}`.
fn name_in(reason: &Reason) -> String {
    match reason {
        Reason::NoLabels(name) | Reason::Lacks(name) | Reason::NoSuchUser(name) => quoted(name),
        Reason::Ambiguous(number) => number.to_string(),
        Reason::BadInput(complaint) => complaint.clone(),
        _ => String::new(),
    }
}

/// Nothing was looked at yet, or a page that does not show it: what to do depends on what can be done.
#[must_use]
pub fn not_looked(page_read: bool, has_place: bool, api_allowed: bool) -> Said {
    let why = if page_read { &Reason::NotShown } else { &Reason::NotLooked };
    let then = match (has_place && !page_read, api_allowed) {
        (true, true) => return reason(&Reason::NotLooked),
        (true, false) => "Go to the step's page.",
        (false, true) => "Check with the API.",
        (false, false) => "Allow API checks in the options.",
    };
    Said { then, ..reason(why) }
}

/// The page stands there as it was, but a change may have been saved since: it was left and came back.
#[must_use]
pub fn outdated() -> Said {
    Said { what: "It may have been changed since this page was read.".to_owned(), then: "Refresh this page." }
}

/// The reason's permanent name.
#[must_use]
pub fn reason_name(reason: &Reason) -> &'static str {
    match reason {
        Reason::NotLooked => "not-looked",
        Reason::Loading => "loading",
        Reason::UnknownPage => "unknown-page",
        Reason::VerifyFirst => "verify-first",
        Reason::NotOnThisPart => "not-on-this-part",
        Reason::NoLabels(_) => "no-labels",
        Reason::Ambiguous(_) => "ambiguous",
        Reason::Lacks(_) => "lacks-permission",
        Reason::NotTold => "not-told",
        Reason::NotShown => "not-shown",
        Reason::FirstRange => "first-range",
        Reason::FreeLicence => "free-licence",
        Reason::NobodyChosen(_) => "nobody-chosen",
        Reason::BadInput(_) => "bad-input",
        Reason::NoSuchUser(_) => "no-such-user",
        Reason::SessionBased => "session-based",
        Reason::MaybeBySet => "maybe-by-set",
        Reason::OtherEmails => "other-emails",
        Reason::GroupUpdating => "group-updating",
        Reason::Disagree => "disagree",
        Reason::ByHand => "by-hand",
        Reason::Fault(of) => fault_name(of),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Fault;
    use std::collections::BTreeSet;

    const LONG: &str =
        "a very long name that an org gave to something and that no sentence can hold as a whole";

    fn reasons() -> Vec<Reason> {
        vec![
            Reason::NotLooked,
            Reason::Loading,
            Reason::UnknownPage,
            Reason::VerifyFirst,
            Reason::NotOnThisPart,
            Reason::NoLabels(LONG.into()),
            Reason::Ambiguous(12),
            Reason::Lacks(LONG.into()),
            Reason::NotTold,
            Reason::NotShown,
            Reason::FirstRange,
            Reason::FreeLicence,
            Reason::NobodyChosen(LONG.into()),
            Reason::BadInput(LONG.into()),
            Reason::NoSuchUser(LONG.into()),
            Reason::SessionBased,
            Reason::MaybeBySet,
            Reason::OtherEmails,
            Reason::GroupUpdating,
            Reason::Disagree,
            Reason::ByHand,
        ]
    }

    fn faults() -> Vec<Fault> {
        vec![
            Fault::NotAllowed,
            Fault::OtherUser,
            Fault::NoSession,
            Fault::SessionExpired,
            Fault::SessionNotForApi,
            Fault::ApiDisabled,
            Fault::RequestLimit,
            Fault::InsufficientAccess,
            Fault::ObjectUnknown,
            Fault::FieldUnknown,
            Fault::QueryRefused,
            Fault::NotFound,
            Fault::VersionGone,
            Fault::Unavailable,
            Fault::NotData,
            Fault::TimedOut,
            Fault::Network,
            Fault::Unanswered,
            Fault::TooLarge,
            Fault::Partial,
            Fault::Unexpected,
            Fault::Other(LONG.into()),
        ]
    }

    fn all() -> Vec<Reason> {
        reasons().into_iter().chain(faults().into_iter().map(Reason::Fault)).collect()
    }

    #[test]
    fn each_reason_is_one_short_sentence_and_one_next_action() {
        for of in all() {
            let Said { what, then } = reason(&of);
            for sentence in [what.as_str(), then] {
                assert!(sentence.chars().count() <= 120, "{of:?}: {sentence}");
                assert!(sentence.ends_with('.') && !sentence.contains('!'), "{of:?}: {sentence}");
                assert_eq!(sentence.matches(". ").count(), 0, "{of:?}: {sentence}");
            }
        }
    }

    #[test]
    fn each_reason_has_a_name_of_its_own() {
        let names: BTreeSet<_> = all().iter().map(reason_name).collect();
        assert_eq!(names.len(), all().len());
        for name in names {
            assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{name}");
        }
    }
}
