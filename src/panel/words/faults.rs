//! What went wrong when the API was asked, and the one thing to do about it.

use super::{Said, quoted};
use crate::evidence::Fault;

/// The next action where only a page can tell.
pub(super) const USE_THE_PAGE: &str = "Go to the step's page instead.";
const LOG_IN: &str = "Log in to Salesforce again, then check again.";

/// The fault in words.
#[must_use]
pub fn fault(fault: &Fault) -> Said {
    let (what, then) = match fault {
        Fault::NotAllowed => {
            ("Orgready may not read this org's session.", "Allow API checks again on Orgready's own page.")
        }
        Fault::OtherUser => (
            "You are signed in as another user than the one who allowed API checks.",
            "Allow them again on Orgready's own page.",
        ),
        Fault::NoSession => ("No session was found for the org's API.", LOG_IN),
        Fault::SessionExpired => ("Your session has ended.", LOG_IN),
        Fault::SessionNotForApi => ("Salesforce does not accept this session for its API.", USE_THE_PAGE),
        Fault::ApiDisabled => {
            ("The API is off for this org or for you, which says nothing of the vendor's app.", USE_THE_PAGE)
        }
        Fault::RequestLimit => (
            "The org's API calls of the last 24 hours are used up.",
            "Check again later, or go to the step's page.",
        ),
        Fault::InsufficientAccess => {
            ("You may not see this through the API.", "Go to the step's page, or ask an admin who may.")
        }
        Fault::ObjectUnknown => ("The API does not show this list in this org or to you.", USE_THE_PAGE),
        Fault::FieldUnknown => ("The API does not show this field in this org or to you.", USE_THE_PAGE),
        Fault::QueryRefused => ("Salesforce did not accept the question.", USE_THE_PAGE),
        Fault::NotFound => ("Salesforce has nothing at the address that was asked.", USE_THE_PAGE),
        Fault::VersionGone => ("Salesforce retired the API version that is used here.", "Update Orgready."),
        Fault::Unavailable => ("Salesforce is not available right now.", "Check again later."),
        Fault::NotData => {
            ("Salesforce answered with a page instead of data, usually its login page.", LOG_IN)
        }
        Fault::TimedOut => ("Salesforce did not answer in time.", "Check again."),
        Fault::Network => ("The request did not get through.", "Look at your network, then check again."),
        Fault::Unanswered => (
            "Orgready itself stopped before it could tell.",
            "Check again; if that does not help, refresh this page.",
        ),
        Fault::TooLarge => ("The answer is larger than Orgready reads.", USE_THE_PAGE),
        Fault::Partial => ("The answer has more parts than Orgready reads.", USE_THE_PAGE),
        Fault::Unexpected => ("The answer is not what Salesforce documents.", USE_THE_PAGE),
        Fault::Other(_) => ("Salesforce answered with {}.", USE_THE_PAGE),
    };
    let name = if let Fault::Other(code) = fault { quoted(code) } else { String::new() };
    Said::of(what, &name, then)
}

/// The fault's permanent name.
#[must_use]
pub fn fault_name(fault: &Fault) -> &'static str {
    match fault {
        Fault::NotAllowed => "not-allowed",
        Fault::OtherUser => "other-user",
        Fault::NoSession => "no-session",
        Fault::SessionExpired => "session-expired",
        Fault::SessionNotForApi => "session-not-for-api",
        Fault::ApiDisabled => "api-disabled",
        Fault::RequestLimit => "request-limit",
        Fault::InsufficientAccess => "insufficient-access",
        Fault::ObjectUnknown => "object-unknown",
        Fault::FieldUnknown => "field-unknown",
        Fault::QueryRefused => "query-refused",
        Fault::NotFound => "not-found",
        Fault::VersionGone => "version-gone",
        Fault::Unavailable => "unavailable",
        Fault::NotData => "not-data",
        Fault::TimedOut => "timed-out",
        Fault::Network => "network",
        Fault::Unanswered => "unanswered",
        Fault::TooLarge => "too-large",
        Fault::Partial => "partial",
        Fault::Unexpected => "unexpected",
        Fault::Other(_) => "other-error",
    }
}
