//! What may become of the API's answers, and what each such change does to the truth of the requirement that they were asked for.
//!
//! Answers come as texts and go the worker's way: `org::decode`, facts, verdict. Which fields decide, no operator knows: they are those in
//! which the answers of an org where the requirement holds differ from those of one where it does not.

use crate::kinds::{Subject, USER, USER_ID, checklist, inputs};
use orgready::{
    checklist::{Checklist, says, subjects},
    evidence::{
        Answer, Evidence, Fault, Field, Inputs, Moment, Ordered, OrgFacts, Row, Table, Usage, Verdict,
        org_facts::Owner,
    },
    org::{
        Query,
        decode::{Raw, composite},
        plan,
    },
};
use serde_json::{Map, Value, json};
use std::fmt;

const NOW: Moment = Moment(1_000);
const OTHER_USER: &str = "rita.rep@acme.example";

/// What may become of answers.
#[derive(Debug)]
pub enum Operator {
    /// A field of a row is not there.
    Missing(String),
    /// It has no value.
    Null(String),
    /// It is of another type.
    OtherType(String),
    /// A row is not there.
    RowGone(String),
    /// It is there twice.
    Twice(String),
    /// Before it stands one of the same name, with another id.
    Namesake(String),
    /// It is the last.
    RowMoved(String),
    /// A row of something else stands first.
    ExtraRow(String),
    /// A row is another user's.
    OtherUser(String),
    /// Every record is another package's.
    OtherNamespace,
    /// An id has 15 characters where it had 18.
    ShortId(String),
    /// A name is written otherwise.
    Case(String),
    /// More rows are on a next page, these are half of them.
    NextPage(usize),
    /// Nobody says that the rows are all.
    NotDone(usize),
    /// A query has no answer.
    PartGone(usize),
    /// The answers come in another order.
    PartsReversed,
    /// The text ends after so many thousandths.
    CutOff(usize),
    /// The answer to a query is that of an org where it is the other way round.
    OtherTruth(usize),
}

/// What an operator does to the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It is as it was.
    Keeps,
    /// What was told may be told no more, or of something else: the same, that it does not hold, or `cannot tell`.
    Denies,
    /// The same, but it certainly does not hold.
    Refutes,
    /// It may be the other way round.
    Opens,
    /// Nothing is known.
    Destroys,
}

/// What it says where a field has no value: nothing is wrong with such answers.
const NULLS: &[(&str, &str)] = &[
    ("NamespacePrefix", "of no package"),
    ("PermissionSetGroupId", "assigned directly"),
    ("PermissionSetGroup", "assigned directly"),
    ("ExpirationDate", "without an end"),
    ("SetupEntityAccessItems", "given to nobody"),
    ("networkAccess", "no trusted ranges"),
    ("ipRanges", "no trusted ranges"),
    ("loginIpRanges", "no login ranges"),
];
/// Parts that are not there where they have nothing to say.
const ABSENT: [&str; 2] = ["networkAccess", "ipRanges"];

/// Names that Salesforce compares without case.
const WITHOUT_CASE: [&str; 8] = [
    "Username",
    "AppName",
    "MasterLabel",
    "Name",
    "SobjectType",
    "Field",
    "QualifiedApiName",
    "NamespacePrefix",
];

/// The answers of an org to all that a requirement needs.
pub struct Answers {
    checklist: Checklist,
    inputs: Inputs,
    queries: Vec<Query>,
    usage: Option<Usage>,
    failed: Option<(Moment, Fault)>,
    /// As they are sent.
    pub body: Value,
    /// As they would be where it is the other way round.
    pub other: Value,
}

impl Answers {
    pub fn of(subject: &Subject, holds: bool) -> Answers {
        let (checklist, inputs) = (checklist(subject.requirement), inputs());
        let evidence = Evidence { inputs: inputs.clone(), ..Evidence::default() };
        let needs = checklist.step("s").unwrap().needs(&subjects(&checklist, &evidence));
        let queries = plan(&needs);
        let body = |holds: bool| {
            let told = (subject.org)(holds);
            let part = |(at, query): (usize, &Query)| {
                let rows = told.rows.iter().find(|(table, _)| *table == query.need.table);
                let rows = rows.map(|(_, rows)| rows.as_slice()).unwrap_or_default();
                let records: Vec<Value> = rows.iter().map(|row| record(row, &query.soql)).collect();
                let body = json!({"totalSize": records.len(), "done": true, "records": records});
                json!({"body": body, "httpHeaders": {}, "httpStatusCode": 200, "referenceId": format!("q{at}")})
            };
            json!({"compositeResponse": queries.iter().enumerate().map(part).collect::<Vec<_>>()})
        };
        let told = (subject.org)(holds);
        Answers {
            usage: told.calls_used.map(|used| Usage { asked_at: NOW, used, allowed: 15_000 }),
            failed: told.failed.map(|fault| (NOW, fault)),
            body: body(holds),
            other: body(!holds),
            checklist,
            inputs,
            queries,
        }
    }

    /// What a text of answers says of the requirement.
    pub fn verdict(&self, text: &str) -> Verdict {
        let came = composite(Raw { status: 200, body: text }, &self.queries, NOW);
        self.judged(came.map(|answers| answers.into_iter().collect()))
    }

    /// What is said where nothing was asked.
    pub fn unasked(&self) -> Verdict {
        self.judged(Ok(Ordered::default()))
    }

    fn judged(&self, answers: Result<Ordered<Table, Answer>, Fault>) -> Verdict {
        let (answers, failed) = match answers {
            Ok(answers) => (answers, self.failed.clone()),
            Err(fault) => (Ordered::default(), Some((NOW, fault))),
        };
        let owner =
            Owner { user: USER_ID.into(), username: "ada.admin@acme.example".into(), org: "00D".into() };
        let org = OrgFacts { owner: Some(owner), answers, usage: self.usage, failed };
        let says = says(std::slice::from_ref(&self.checklist), &self.inputs, &org);
        says.steps.get("c/s").unwrap().told.verdict.clone()
    }
}

/// The columns of a query, by the names that its rows have.
fn columns(soql: &str) -> impl Iterator<Item = &str> {
    let list = soql.strip_prefix("SELECT ").and_then(|rest| rest.split_once(" FROM ")).unwrap().0;
    list.split(", ").filter(|column| !column.starts_with('(')).map(|it| it.rsplit(' ').next().unwrap())
}

/// A row as the API writes it, with all that was asked for.
fn record(row: &Row, soql: &str) -> Value {
    let mut record = json!({"attributes": {"type": "T", "url": "/services/data"}});
    for (path, field) in row.iter() {
        put(&mut record, path, written(path, field));
    }
    let children = "SetupEntityAccessItems";
    if soql.contains(children) && row.get(children).is_none() {
        put(&mut record, children, Value::Null);
    }
    for column in columns(soql) {
        let known = row.iter().any(|(path, _)| path == column || path.starts_with(&format!("{column}.")));
        // A user's own assignment has no group.
        match column {
            _ if known => {}
            "PermissionSetGroup.Status" => put(&mut record, "PermissionSetGroup", Value::Null),
            _ => put(&mut record, column, untold(column)),
        }
    }
    record
}

fn put(record: &mut Value, path: &str, value: Value) {
    let mut target = record;
    let mut names = path.split('.').peekable();
    while let Some(name) = names.next() {
        if !target.is_object() {
            *target = json!({});
        }
        let fields: &mut Map<String, Value> = target.as_object_mut().unwrap();
        if names.peek().is_none() {
            fields.insert(name.to_owned(), value);
            return;
        }
        target = fields.entry(name).or_insert_with(|| json!({}));
    }
}

fn written(path: &str, field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(truth) => json!(truth),
        Field::Number(number) => json!(number),
        Field::Text(text) => json!(text),
        Field::Rows(rows) => {
            let rows: Vec<Value> = rows.iter().map(|row| record(row, "SELECT Id FROM T")).collect();
            match path.starts_with("Metadata.") {
                true => json!(rows),
                false => json!({"totalSize": rows.len(), "done": true, "records": rows}),
            }
        }
    }
}

/// A value of a column that the answers say nothing of.
fn untold(column: &str) -> Value {
    match column.rsplit('.').next().unwrap() {
        "Id" | "SubscriberPackageId" | "UserId" => json!("0ZZ000000000009AAA"),
        "IsActive" => json!(true),
        "Type" => json!("Regular"),
        name if ["Permissions", "Options", "Is"].iter().any(|start| name.starts_with(start)) => json!(false),
        name if name.ends_with("Version") || name.ends_with("Number") || name == "AllowedLicenses" => {
            json!(0)
        }
        "CreatedDate" => json!("2026-11-20T08:00:00.000+0000"),
        "NamespacePrefix"
        | "ExpirationDate"
        | "ProfileId"
        | "Email"
        | "AppMenuItemId"
        | "PermissionSetGroupId" => Value::Null,
        _ => json!("Untold"),
    }
}

/// Every operator of answers, those of one name together.
pub fn operators(answers: &Answers) -> Vec<Vec<Operator>> {
    let mut all = vec![Operator::PartsReversed];
    for (at, part) in answers.body["compositeResponse"].as_array().unwrap().iter().enumerate() {
        let list = format!("/compositeResponse/{at}/body/records");
        all.extend([Operator::NextPage(at), Operator::NotDone(at), Operator::PartGone(at)]);
        all.push(Operator::OtherTruth(at));
        let rows = part["body"]["records"].as_array().unwrap();
        all.extend((!rows.is_empty()).then(|| Operator::ExtraRow(list.clone())));
        for (row, value) in rows.iter().enumerate() {
            let place = format!("{list}/{row}");
            let of_row: [fn(String) -> Operator; 4] =
                [Operator::RowGone, Operator::Twice, Operator::Namesake, Operator::RowMoved];
            all.extend(of_row.iter().map(|operator| operator(place.clone())));
            if value.to_string().contains(USER) || value.to_string().contains(USER_ID) {
                all.push(Operator::OtherUser(place.clone()));
            }
            fields(value, &place, &mut all);
        }
    }
    if answers.body.to_string().contains("\"NamespacePrefix\"") {
        all.push(Operator::OtherNamespace);
    }
    all.extend((0..1_000).step_by(37).map(Operator::CutOff));
    let mut grouped: Vec<Vec<Operator>> = Vec::new();
    for operator in all {
        match grouped.iter_mut().find(|group| group[0].name() == operator.name()) {
            Some(group) => group.push(operator),
            None => grouped.push(vec![operator]),
        }
    }
    grouped
}

fn last(at: &str) -> &str {
    at.rsplit('/').next().unwrap_or_default()
}

fn fields(value: &Value, at: &str, found: &mut Vec<Operator>) {
    match value {
        Value::Object(fields_of) => {
            for (name, value) in fields_of.iter().filter(|(name, _)| *name != "attributes") {
                let at = format!("{at}/{name}");
                // How a child query's rows come is for `decode` to know.
                if !matches!(name.as_str(), "records" | "done" | "totalSize") {
                    found.extend([Operator::Missing(at.clone()), Operator::OtherType(at.clone())]);
                    if !NULLS.iter().any(|(null, _)| null == name) && !value.is_null() {
                        found.push(Operator::Null(at.clone()));
                    }
                }
                fields(value, &at, found);
            }
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(entry, value)| fields(value, &format!("{at}/{entry}"), found));
        }
        Value::String(text) => {
            let name = last(at);
            let is_id = text.len() == 18 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
            found.extend(is_id.then(|| Operator::ShortId(at.to_owned())));
            let of_profile = at.ends_with("/Profile/Name");
            found
                .extend((WITHOUT_CASE.contains(&name) && !of_profile).then(|| Operator::Case(at.to_owned())));
        }
        _ => {}
    }
}

impl Operator {
    pub fn name(&self) -> String {
        format!("{self:?}").split('(').next().unwrap_or_default().to_owned()
    }

    /// In which order operators come, so that each is at the row it was made for. Of one rank one at most.
    pub fn rank(&self) -> usize {
        match self {
            Operator::OtherTruth(_) => 0,
            Operator::Missing(_) | Operator::Null(_) | Operator::OtherType(_) => 1,
            Operator::OtherUser(_) => 2,
            Operator::ShortId(_) => 3,
            Operator::Case(_) => 4,
            Operator::OtherNamespace => 5,
            Operator::NotDone(_) => 6,
            Operator::PartGone(_) => 8,
            Operator::PartsReversed => 9,
            Operator::CutOff(_) => 10,
            _ => 7,
        }
    }

    /// What it does to the truth, by what the answers would be the other way round.
    pub fn truth(&self, answers: &Answers) -> Truth {
        let (body, other) = (&answers.body, &answers.other);
        let differs = |at: &str| body.pointer(at) != other.pointer(at);
        let part = |at: usize| differs(&format!("/compositeResponse/{at}"));
        // A row that only one of them has, or that differs.
        let decides = |row: &str| {
            let rows =
                row.rsplit_once('/').and_then(|(list, _)| other.pointer(list)).and_then(Value::as_array);
            let row = body.pointer(row);
            !rows.is_some_and(|rows| rows.iter().any(|other| Some(other) == row))
        };
        match self {
            Operator::Missing(at) if ABSENT.contains(&last(at)) => Truth::Denies,
            Operator::Missing(at) | Operator::Null(at) | Operator::OtherType(at) => {
                let both = other.pointer(at).is_some();
                if both && differs(at) { Truth::Destroys } else { Truth::Keeps }
            }
            Operator::RowGone(at) => {
                if decides(at) {
                    Truth::Opens
                } else {
                    Truth::Denies
                }
            }
            Operator::OtherUser(at) => {
                if decides(at) {
                    Truth::Refutes
                } else {
                    Truth::Denies
                }
            }
            // One more class that counts; one more user with the address.
            Operator::Namesake(at) | Operator::ExtraRow(at) if is_of(answers, at, &COUNTED) => Truth::Denies,
            Operator::OtherNamespace => Truth::Refutes,
            Operator::NextPage(at) | Operator::NotDone(at) | Operator::PartGone(at) => {
                if part(*at) {
                    Truth::Destroys
                } else {
                    Truth::Keeps
                }
            }
            Operator::OtherTruth(at) => {
                if part(*at) {
                    Truth::Opens
                } else {
                    Truth::Keeps
                }
            }
            Operator::CutOff(_) => Truth::Destroys,
            _ => Truth::Keeps,
        }
    }

    /// Changes answers, unless an earlier change left nothing of what this one is about.
    pub fn apply(&self, body: &mut Value, other: &Value) -> bool {
        let parts = "/compositeResponse";
        match self {
            Operator::Missing(at) => {
                let Some((parent, name)) = at.rsplit_once('/') else { return false };
                let parent = body.pointer_mut(parent).and_then(Value::as_object_mut);
                parent.is_some_and(|fields| fields.remove(name).is_some())
            }
            Operator::Null(at) => on(body, at, &|it| *it = Value::Null),
            Operator::OtherType(at) => on(body, at, &|it| *it = other_type(it)),
            Operator::ShortId(at) => on_text(body, at, &|text| text.chars().take(15).collect()),
            Operator::Case(at) => on_text(body, at, &other_case),
            Operator::OtherUser(at) => on(body, at, &other_user),
            Operator::RowGone(at) => on_row(body, at, &|rows, row| drop(rows.remove(row))),
            Operator::Twice(at) => on_row(body, at, &|rows, row| rows.insert(row, rows[row].clone())),
            Operator::RowMoved(at) => on_row(body, at, &|rows, row| {
                let moved = rows.remove(row);
                rows.push(moved);
            }),
            Operator::Namesake(at) => on_row(body, at, &|rows, row| {
                let mut namesake = rows[row].clone();
                other_ids(&mut namesake);
                rows.insert(row, namesake);
            }),
            Operator::ExtraRow(at) => on_row(body, &format!("{at}/0"), &|rows, _| {
                let mut extra = rows[0].clone();
                other_ids(&mut extra);
                other_names(&mut extra);
                rows.insert(0, extra);
            }),
            Operator::OtherNamespace => {
                namespaces(body);
                true
            }
            Operator::NextPage(at) => on(body, &format!("{parts}/{at}/body"), &|it| {
                it["done"] = json!(false);
                it["nextRecordsUrl"] = json!("/services/data/v67.0/query/01g-2000");
                let rows = it["records"].as_array_mut().unwrap();
                rows.truncate(rows.len() / 2);
            }),
            Operator::NotDone(at) => Operator::Missing(format!("{parts}/{at}/body/done")).apply(body, other),
            Operator::PartGone(at) => {
                on_row(body, &format!("{parts}/{at}"), &|rows, row| drop(rows.remove(row)))
            }
            Operator::PartsReversed => on(body, parts, &|it| it.as_array_mut().unwrap().reverse()),
            Operator::OtherTruth(at) => {
                let at = format!("{parts}/{at}");
                let Some(theirs) = other.pointer(&at) else { return false };
                on(body, &at, &|it| *it = theirs.clone())
            }
            Operator::CutOff(_) => true,
        }
    }

    /// The text that is sent, whole or cut off.
    pub fn sent(&self, text: String) -> String {
        match self {
            Operator::CutOff(thousandths) => {
                text.get(..text.len() * thousandths / 1_000).unwrap_or_default().to_owned()
            }
            _ => text,
        }
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{self:?}")
    }
}

/// Tables of which every row counts.
const COUNTED: [Table; 2] = [Table::Classes, Table::SharedMailbox];

fn is_of(answers: &Answers, at: &str, tables: &[Table]) -> bool {
    let part = at.split('/').nth(2).and_then(|part| part.parse::<usize>().ok());
    part.is_some_and(|part| tables.contains(&answers.queries[part].need.table))
}

fn on(body: &mut Value, at: &str, change: &dyn Fn(&mut Value)) -> bool {
    let Some(target) = body.pointer_mut(at) else { return false };
    change(target);
    true
}

fn on_text(body: &mut Value, at: &str, change: &dyn Fn(&str) -> String) -> bool {
    let Some(target @ Value::String(_)) = body.pointer_mut(at) else { return false };
    *target = Value::String(change(target.as_str().unwrap_or_default()));
    true
}

fn on_row(body: &mut Value, at: &str, change: &dyn Fn(&mut Vec<Value>, usize)) -> bool {
    let Some((list, row)) = at.rsplit_once('/') else { return false };
    let row: usize = row.parse().unwrap();
    match body.pointer_mut(list).and_then(Value::as_array_mut) {
        Some(rows) if row < rows.len() => change(rows, row),
        _ => return false,
    }
    true
}

fn other_type(value: &Value) -> Value {
    match value {
        Value::Bool(truth) => json!(truth.to_string()),
        Value::Number(number) => json!(number.to_string()),
        Value::String(_) | Value::Null => json!(7),
        Value::Array(_) => json!("rows"),
        Value::Object(_) => json!([]),
    }
}

fn other_case(text: &str) -> String {
    if text.chars().any(char::is_uppercase) { text.to_lowercase() } else { text.to_uppercase() }
}

/// Texts of a row, with what each is called.
fn on_texts(value: &mut Value, name: &str, change: &dyn Fn(&str, &mut String)) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|value| on_texts(value, name, change)),
        Value::Object(fields) => fields.iter_mut().for_each(|(name, value)| on_texts(value, name, change)),
        Value::String(text) => change(name, text),
        _ => {}
    }
}

fn other_user(row: &mut Value) {
    on_texts(row, "", &|_, text| match text.as_str() {
        USER => *text = OTHER_USER.to_owned(),
        USER_ID => *text = "005000000000002AAA".to_owned(),
        _ => {}
    });
}

fn other_ids(row: &mut Value) {
    on_texts(row, "", &|name, text| {
        if name.ends_with("Id") && name != "UserId" && text.len() >= 15 {
            *text = format!("{}9{}", &text[..13], &text[14..]);
        }
    });
}

fn other_names(row: &mut Value) {
    on_texts(row, "", &|name, text| {
        if !name.ends_with("Id") && !name.ends_with("Date") && name != "url" {
            *text = "Something else".to_owned();
        }
    });
}

fn namespaces(body: &mut Value) {
    match body {
        Value::Array(list) => list.iter_mut().for_each(namespaces),
        Value::Object(fields) => {
            for (name, value) in fields {
                match name.as_str() {
                    "NamespacePrefix" => *value = json!("othervendor"),
                    _ => namespaces(value),
                }
            }
        }
        _ => {}
    }
}
