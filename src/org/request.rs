//! The only requests there are. All read: GET, or POST of a composite that holds only GETs.

use super::{
    Query,
    plan::{MAILBOX, MOST_QUERIES},
};
use crate::evidence::{Api, Table};
use std::fmt;

/// A version of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u64);

/// The version everything was written against.
pub const TESTED: Version = Version(67);
/// The oldest that has all fields that are asked for.
pub const OLDEST: Version = Version(60);

impl Version {
    /// The version to use where the org offers these: the tested one, or the org's newest where that is older.
    #[must_use]
    pub fn choose(offered: &[Version]) -> Option<Version> {
        let newest = offered.iter().max()?;
        let chosen = (*newest).min(TESTED);
        (chosen >= OLDEST).then_some(chosen)
    }

    /// Reads `67.0`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Version> {
        text.strip_suffix(".0")?.parse().ok().map(Version)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "v{}.0", self.0)
    }
}

/// A request to the org's API host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Which versions there are. Needs no session and is not counted.
    Versions,
    /// Whose session it is.
    Owner,
    /// Up to five queries in one counted call.
    Composite {
        /// Which service.
        api: Api,
        /// Which version.
        version: Version,
        /// The queries, in the order of the answers.
        queries: Vec<Query>,
    },
}

impl Request {
    /// The composite requests for these queries.
    #[must_use]
    pub fn composites(queries: &[Query], version: Version) -> Vec<Request> {
        let of = |api| {
            let own: Vec<Query> = queries.iter().filter(|query| query.api == api).cloned().collect();
            own.chunks(MOST_QUERIES)
                .map(|queries| Request::Composite { api, version, queries: queries.to_vec() })
                .collect::<Vec<_>>()
        };
        [of(Api::Rest), of(Api::Tooling)].concat()
    }

    /// Its path on the API host.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Request::Versions => "/services/data/".to_owned(),
            Request::Owner => "/services/oauth2/userinfo".to_owned(),
            Request::Composite { api: Api::Rest, version, .. } => {
                format!("/services/data/{version}/composite")
            }
            Request::Composite { api: Api::Tooling, version, .. } => {
                format!("/services/data/{version}/tooling/composite")
            }
        }
    }

    /// Its body, where it is sent by POST; `None` where by GET.
    #[must_use]
    pub fn body(&self) -> Option<String> {
        let Request::Composite { api, version, queries } = self else { return None };
        let service = match api {
            Api::Rest => format!("/services/data/{version}/query/?q="),
            Api::Tooling => format!("/services/data/{version}/tooling/query/?q="),
        };
        let parts: Vec<String> = queries
            .iter()
            .enumerate()
            .map(|(at, query)| {
                let mut url = format!("{service}{}", percent(&query.soql));
                if query.need.table == Table::SharedMailbox {
                    // A reference is one only as it is written.
                    url = url.replace(&percent(MAILBOX), MAILBOX);
                }
                format!(r#"{{"method":"GET","referenceId":"q{at}","url":"{url}"}}"#)
            })
            .collect();
        Some(format!(r#"{{"allOrNone":false,"compositeRequest":[{}]}}"#, parts.join(",")))
    }

    /// Whether Salesforce counts it against the org's daily calls.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        // Nothing says whether userinfo is counted: the strict reading is that it is.
        !matches!(self, Request::Versions)
    }

    /// Whether it is sent with the session.
    #[must_use]
    pub fn needs_session(&self) -> bool {
        !matches!(self, Request::Versions)
    }
}

/// Percent-encoding of everything but unreserved characters: also makes the text safe inside a JSON string.
fn percent(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Need;

    #[test]
    fn the_version_is_the_tested_one_or_the_orgs_newest() {
        let of = |texts: &[&str]| {
            let offered: Vec<Version> = texts.iter().filter_map(|text| Version::parse(text)).collect();
            Version::choose(&offered).map(|version| version.to_string())
        };
        assert_eq!(of(&["66.0", "68.0"]).as_deref(), Some("v67.0"));
        assert_eq!(of(&["65.0", "61.0"]).as_deref(), Some("v65.0"));
        assert_eq!(of(&["59.0"]), None);
        assert_eq!(of(&["x", "67"]), None);
    }

    #[test]
    fn the_answer_that_is_referred_to_comes_first() {
        let all = [Table::Users, Table::SharedMailbox, Table::Packages, Table::Tokens, Table::Mailbox];
        let requests = Request::composites(&crate::org::plan(&all.map(Need::all)), TESTED);
        let body: serde_json::Value = serde_json::from_str(&requests[0].body().unwrap()).unwrap();
        let url = |at: usize| body["compositeRequest"][at]["url"].as_str().unwrap().to_owned();
        assert!(url(0).contains("SELECT%20Username%2C%20Email%20FROM%20User"), "{}", url(0));
        assert!(url(1).contains("%27@{q0.records[0].Email}%27"), "{}", url(1));
    }

    #[test]
    fn a_composite_holds_at_most_five_gets() {
        let queries: Vec<Query> = (0..7)
            .map(|at| Query {
                api: Api::Rest,
                need: Need::all(Table::OwnPermissions),
                soql: format!("SELECT Id FROM T WHERE N = '\"{at}'"),
            })
            .collect();
        let requests = Request::composites(&queries, TESTED);
        assert_eq!(requests.len(), 2);
        for request in requests {
            let body: serde_json::Value = serde_json::from_str(&request.body().unwrap()).unwrap();
            let parts = body["compositeRequest"].as_array().unwrap();
            assert!(parts.len() <= MOST_QUERIES);
            assert!(parts.iter().all(|part| part["method"] == "GET"));
        }
    }
}
