//! What one piece of evidence says of one requirement, and why it may say nothing.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What one piece of evidence says.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// The requirement holds.
    Holds(Value),
    /// It does not; this was found instead.
    Fails(Value),
    /// The evidence does not decide it.
    CannotTell(Reason),
}

impl Verdict {
    /// Whether the requirement holds, where the evidence decides it.
    #[must_use]
    pub fn decided(&self) -> Option<bool> {
        match self {
            Verdict::Holds(_) => Some(true),
            Verdict::Fails(_) => Some(false),
            Verdict::CannotTell(_) => None,
        }
    }

    /// What was found, where something was.
    #[must_use]
    pub fn found(&self) -> Option<&Value> {
        match self {
            Verdict::Holds(value) | Verdict::Fails(value) => Some(value),
            Verdict::CannotTell(_) => None,
        }
    }
}

/// A value found or wanted, as an admin would say it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// A box.
    Ticked(bool),
    /// There is no such thing.
    Absent,
    /// There is one.
    Present,
    /// A version or another text, as Salesforce writes it.
    Text(String),
    /// This or newer, or this or more.
    AtLeast(String),
    /// One of these.
    OneOf(Vec<String>),
    /// A number.
    Count(u64),
    /// So many of so many; the names are of those that are missing.
    Progress {
        /// How many hold.
        have: usize,
        /// How many there are.
        of: usize,
        /// Which do not hold, at most ten.
        missing: Vec<String>,
    },
    /// Any value will do.
    Either,
    /// Something only a person can see to.
    ByHand,
}

/// Why evidence does not decide. Each has one sentence and one next action in `panel::words`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// Nothing was looked at yet.
    NotLooked,
    /// The page is still being drawn.
    Loading,
    /// The page's shape is none that is known.
    UnknownPage,
    /// Salesforce asks who it is before it shows the page.
    VerifyFirst,
    /// The list shows only a part, and what is looked for is not on it.
    NotOnThisPart,
    /// Only a label could tell, and there is no table of labels for this language.
    NoLabels(String),
    /// So many things of that name.
    Ambiguous(usize),
    /// The session's user lacks this permission, as Salesforce names it.
    Lacks(String),
    /// The answer lacks what was asked for.
    NotTold,
    /// This page does not show it.
    NotShown,
    /// The profile has no login range yet: a first one would lock out everybody who comes from elsewhere.
    FirstRange,
    /// The package is free, which is neither Active nor Trial.
    FreeLicence,
    /// The input that says who is meant is empty.
    NobodyChosen(String),
    /// What the admin entered for an input cannot be read: what was expected and found.
    BadInput(String),
    /// No user of that name is in the org, or this user may not see them.
    NoSuchUser(String),
    /// The permission set works only in sessions that activate it.
    SessionBased,
    /// The users' profiles do not give all of it, and a permission set may.
    MaybeBySet,
    /// Whether somebody else has the same e-mail address is on no page.
    OtherEmails,
    /// A permission set group is being recalculated.
    GroupUpdating,
    /// Page and API say opposite things.
    Disagree,
    /// Only a person can tell.
    ByHand,
    /// The API could not be asked.
    Fault(Fault),
}

/// What went wrong with a request. From Salesforce's REST and Metadata API error codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// The admin or the browser does not let Orgready read the session.
    NotAllowed,
    /// The session is of another user than the one who allowed it, as after "Log in as".
    OtherUser,
    /// No session was found for the org's API host.
    NoSession,
    /// The session ended (401 INVALID_SESSION_ID).
    SessionExpired,
    /// The session is not valid for the API (401 with that message).
    SessionNotForApi,
    /// The API is off for the org or this user (403 API_DISABLED_FOR_ORG, API_CURRENTLY_DISABLED).
    ApiDisabled,
    /// The org's calls of 24 hours are used up (403 REQUEST_LIMIT_EXCEEDED).
    RequestLimit,
    /// The user lacks access (INSUFFICIENT_ACCESS…).
    InsufficientAccess,
    /// The object is absent or hidden from this user (INVALID_TYPE).
    ObjectUnknown,
    /// A field is absent or hidden (INVALID_FIELD).
    FieldUnknown,
    /// Salesforce refused the query (MALFORMED_QUERY and the like).
    QueryRefused,
    /// 404.
    NotFound,
    /// The API version is retired (410).
    VersionGone,
    /// 5xx, or a maintenance page.
    Unavailable,
    /// A page instead of data: usually the login page.
    NotData,
    /// No answer in time.
    TimedOut,
    /// The request did not get through.
    Network,
    /// Orgready's own worker stopped or failed before it could tell.
    Unanswered,
    /// The answer is larger than Orgready reads.
    TooLarge,
    /// The answer has more pages than Orgready reads.
    Partial,
    /// The answer is not what the API documents.
    Unexpected,
    /// An error code that is not known, as Salesforce sent it.
    Other(String),
}

/// Four numbers of a package version. Compared number by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Version([u32; 4]);

impl Version {
    /// Reads `1.12`, `1.12.0` or `1.12.0.3`; white space around is allowed, anything else is not.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = [0; 4];
        let mut count = 0;
        for part in text.trim().split('.') {
            let is_plain = part.bytes().all(|byte| byte.is_ascii_digit());
            // Read as the type that JSON's numbers are read as: each type's way of reading weighs.
            let number = part.parse::<u64>().ok().filter(|_| is_plain)?;
            *numbers.get_mut(count)? = number.try_into().ok()?;
            count += 1;
        }
        if count < 2 { None } else { Some(Version(numbers)) }
    }

    /// A version from its numbers.
    #[must_use]
    pub fn new(major: u32, minor: u32, patch: u32, build: u32) -> Self {
        Version([major, minor, patch, build])
    }
}

/// Major and minor always; patch and build only where they are not zero, as Salesforce writes versions.
impl fmt::Display for Version {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Version([major, minor, patch, build]) = self;
        write!(to, "{major}.{minor}")?;
        if *patch > 0 || *build > 0 {
            write!(to, ".{patch}")?;
        }
        if *build > 0 {
            write!(to, ".{build}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number_and_not_by_text() {
        let of = |text| Version::parse(text).unwrap();
        assert!(of("1.10") > of("1.9"));
        assert!(of("1.10.0.2") > of(" 1.10 "));
        assert_eq!(of("1.10"), of("1.10.0"));
        assert_eq!(of("2.0.3").to_string(), "2.0.3");
        for text in ["", "1", "1.x", "1.-2", "1.2.3.4.5", "1..2", "99999999999.0"] {
            assert_eq!(Version::parse(text), None, "{text}");
        }
    }
}
