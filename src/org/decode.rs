//! Reads what the API answered: rows by field path, or a typed fault. Trusts nothing: not the status, not the type, not the shape.

use super::{Query, Version};
use crate::{
    evidence::{Answer, Fault, Field, Moment, Row, Table, org_facts::Owner},
    wire::{
        integer,
        json::{Json, MOST_DEPTH_OF_ANSWERS, Member, parse_within},
    },
};

/// The most bytes of one answer that are read.
pub const MOST_BYTES: usize = 4_000_000;
/// The most rows of one answer that are read.
pub const MOST_ROWS: usize = 10_000;

/// An answer as it came.
#[derive(Debug, Clone, Copy)]
pub struct Raw<'a> {
    /// HTTP status.
    pub status: u16,
    /// Its body.
    pub body: &'a str,
}

/// Reads the versions an org offers.
///
/// # Errors
/// What came instead.
pub fn versions(raw: Raw<'_>) -> Result<Vec<Version>, Fault> {
    with_json(raw, |json| {
        let version = |entry: &Json<'_>| Version::parse(entry.get("version")?.as_text()?);
        let list = json.as_list().ok_or(Fault::Unexpected)?;
        Ok(list.iter().filter_map(version).collect())
    })
}

/// Reads whose session it is.
///
/// # Errors
/// What came instead.
pub fn owner(raw: Raw<'_>) -> Result<Owner, Fault> {
    with_json(raw, |json| {
        let text = |name: &str| text_of(json, name).map(str::to_owned).ok_or(Fault::Unexpected);
        Ok(Owner {
            user: text("user_id")?,
            username: text("preferred_username")?,
            org: text("organization_id")?,
        })
    })
}

/// Reads a composite's answers, in the order of its queries. A fault of the whole is every query's fault.
///
/// # Errors
/// The fault of the whole, for the caller that must know that nothing came at all.
pub fn composite(raw: Raw<'_>, queries: &[Query], asked_at: Moment) -> Result<Vec<(Table, Answer)>, Fault> {
    with_json(raw, |json| {
        let parts = json.get("compositeResponse").and_then(Json::as_list).ok_or(Fault::Unexpected)?;
        let answer = |(at, query): (usize, &Query)| {
            let reference = format!("q{at}");
            let part = parts.iter().find(|part| text_of(part, "referenceId") == Some(&reference));
            let rows = part.ok_or(Fault::Unexpected).and_then(|part| rows_of(part, query));
            (query.need.table, Answer { asked_at, asked: query.need.clone(), rows })
        };
        Ok(queries.iter().enumerate().map(answer).collect())
    })
}

/// Reads `Sforce-Limit-Info`: `api-usage=18/5000; api-bursts=1/750`. Used and allowed calls.
#[must_use]
pub fn usage(header: &str) -> Option<(u64, u64)> {
    let figures = header.split([';', ',']).find_map(|part| part.trim().strip_prefix("api-usage="))?;
    let (used, allowed) = figures.split_once('/')?;
    let digits = |text: &str| text.trim().parse().ok();
    Some((digits(used)?, digits(allowed)?))
}

fn with_json<T>(raw: Raw<'_>, read: impl FnOnce(&Json<'_>) -> Result<T, Fault>) -> Result<T, Fault> {
    if raw.body.len() > MOST_BYTES {
        return Err(Fault::TooLarge);
    }
    match (raw.status, parse_within(raw.body, MOST_DEPTH_OF_ANSWERS)) {
        (200, Some(json)) => read(&json),
        (200, None) if raw.body.trim_start().starts_with('<') => Err(Fault::NotData),
        (200, None) => Err(Fault::Unexpected),
        (status, json) => Err(fault(status, json.as_ref())),
    }
}

fn text_of<'j>(json: &'j Json<'_>, name: &str) -> Option<&'j str> {
    json.get(name)?.as_text()
}

fn rows_of(part: &Json<'_>, query: &Query) -> Result<Vec<Row>, Fault> {
    let status = integer(part.get("httpStatusCode")).and_then(|status| u16::try_from(status).ok());
    let status = status.ok_or(Fault::Unexpected)?;
    let body = part.get("body");
    if status != 200 {
        return Err(fault(status, body));
    }
    let body = body.filter(|body| body.as_object().is_some()).ok_or(Fault::Unexpected)?;
    if body.get("done") != Some(&Json::Truth(true)) {
        return Err(Fault::Partial);
    }
    let records = body.get("records").and_then(Json::as_list).ok_or(Fault::Unexpected)?;
    if records.len() > MOST_ROWS {
        return Err(Fault::TooLarge);
    }
    let row = |record: &Json<'_>| record.as_object().and_then(|object| row(object, query));
    records.iter().map(|record| row(record).ok_or(Fault::Unexpected)).collect()
}

/// Fields that may be without a value; the others never are (Object Reference).
const NILLABLE: [&str; 12] = [
    "NamespacePrefix",
    "SubscriberPackage",
    "SubscriberPackageVersion",
    "PermissionSetGroup",
    "PermissionSetGroupId",
    "ExpirationDate",
    "CreatedDate",
    "Profile",
    "ProfileId",
    "UserLicense",
    "Email",
    "AppMenuItemId",
];
const NUMBERS: [&str; 6] =
    ["MajorVersion", "MinorVersion", "PatchVersion", "BuildNumber", "AllowedLicenses", "profiles"];

/// Whether a row has a column of its query, of the type that its name tells.
fn has(row: &Row, column: &str) -> bool {
    // A count has a name of its own.
    let column = column.strip_prefix("COUNT(Id) ").unwrap_or(column);
    // The one query in a query.
    if column.starts_with('(') {
        return matches!(row.get("SetupEntityAccessItems"), Some(Field::Null | Field::Rows(_)));
    }
    // The column, what is in it, or what it would be in.
    let is_it = |path: &str| match path.strip_prefix(column).or_else(|| column.strip_prefix(path)) {
        Some(rest) => rest.is_empty() || rest.starts_with('.'),
        None => false,
    };
    let Some((path, field)) = row.iter().find(|(path, _)| is_it(path)) else { return false };
    // From its end it would be a way of its own through a text, of a kilobyte.
    let name = path.split('.').fold("", |_, name| name);
    let is_flag = ["Permissions", "Is", "Options"].iter().any(|start| name.starts_with(start));
    let is_number = NUMBERS.contains(&name);
    match field {
        _ if column == "Metadata" => true,
        Field::Null => NILLABLE.contains(&name),
        Field::Bool(_) => is_flag,
        Field::Number(_) => is_number,
        Field::Text(_) => !is_flag && !is_number,
        Field::Rows(_) => false,
    }
}

/// A row that has all that was selected.
fn row(object: &[Member<'_>], query: &Query) -> Option<Row> {
    let mut row = Row::new();
    flatten(object, "", &mut row);
    let selected = query.soql.split(" FROM ").next()?.strip_prefix("SELECT ")?;
    if !selected.split(", ").all(|column| has(&row, column)) {
        return None;
    }
    // The rest of the org's security settings and of a profile is nobody's business here.
    let kept: &[&str] = match query.need.table {
        Table::SecuritySettings => &["Metadata.sessionSettings.", "Metadata.networkAccess"],
        Table::Profile => &["Id", "Metadata.loginIpRanges"],
        _ => return Some(row),
    };
    row.retain(|path, _| kept.iter().any(|start| path.starts_with(start)));
    Some(row)
}

fn flatten(object: &[Member<'_>], prefix: &str, row: &mut Row) {
    for (name, value) in object {
        if name == "attributes" {
            continue;
        }
        let path = format!("{prefix}{name}");
        match value {
            Json::Object(child) => match value.get("records").and_then(Json::as_list) {
                Some(records) => drop(row.insert(path, Field::Rows(rows_in(records)))),
                None => flatten(child, &format!("{path}."), row),
            },
            Json::List(list) => drop(row.insert(path, Field::Rows(rows_in(list)))),
            scalar => drop(row.insert(path, field(scalar))),
        }
    }
}

fn rows_in(elements: &[Json<'_>]) -> Vec<Row> {
    let own_row = |element: &Json<'_>| {
        let mut row = Row::new();
        flatten(element.as_object()?, "", &mut row);
        Some(row)
    };
    elements.iter().filter_map(own_row).collect()
}

fn field(scalar: &Json<'_>) -> Field {
    match scalar {
        Json::Text(text) => Field::Text(text.to_string()),
        Json::Truth(truth) => Field::Bool(*truth),
        Json::Number(number) => {
            integer(Some(scalar)).map_or_else(|| Field::Text((*number).to_owned()), Field::Number)
        }
        Json::Null | Json::Object(_) | Json::List(_) => Field::Null,
    }
}

/// The fault of a status and a body: `[{"message", "errorCode"}]`.
fn fault(status: u16, body: Option<&Json<'_>>) -> Fault {
    let first = match body {
        Some(Json::List(list)) => list.first(),
        one => one,
    };
    let text = |name: &str| first.and_then(|error| text_of(error, name)).unwrap_or_default();
    match (status, text("errorCode")) {
        (_, "INVALID_SESSION_ID") if text("message").contains("not valid for use") => Fault::SessionNotForApi,
        (_, "INVALID_SESSION_ID") => Fault::SessionExpired,
        (_, "API_DISABLED_FOR_ORG" | "API_CURRENTLY_DISABLED") => Fault::ApiDisabled,
        (_, "REQUEST_LIMIT_EXCEEDED") => Fault::RequestLimit,
        (_, "INVALID_TYPE") => Fault::ObjectUnknown,
        (_, "INVALID_FIELD") => Fault::FieldUnknown,
        (_, "MALFORMED_QUERY") => Fault::QueryRefused,
        (_, "SERVER_UNAVAILABLE") => Fault::Unavailable,
        (_, code) if code.starts_with("INSUFFICIENT_ACCESS") => Fault::InsufficientAccess,
        (401, _) => Fault::SessionExpired,
        (404, _) => Fault::NotFound,
        (410, _) => Fault::VersionGone,
        (500.., _) => Fault::Unavailable,
        (_, "") if body.is_none() => Fault::NotData,
        (_, "") => Fault::Unexpected,
        (_, code) => Fault::Other(code.chars().take(60).collect()),
    }
}
