//! What the org's API may answer, good and bad: rows, or a reason in words; and one query's fault leaves the others' rows.
//!
//! Bodies are in `tests/fixtures/api/`, in the shapes of the REST API Developer Guide ("Composite", "Query", "Status Codes and Error
//! Responses") and of the Tooling API.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use orgready::{
    checklist::{Checklist, evaluate, says},
    evidence::{
        Answer, Evidence, Fault, Field, Inputs, Key, Moment, Need, Ordered, OrgFacts, Reason, Row, Table,
        org_facts::Owner,
    },
    org::{
        Query,
        decode::{MOST_BYTES, MOST_ROWS, Raw, composite, owner, usage, versions},
        plan,
        request::Version,
    },
    panel::words::reason,
};
use serde_json::{Value, json};

const NOW: Moment = Moment(1_000);

fn fixture(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/fixtures/api/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn parsed(name: &str) -> Value {
    serde_json::from_str(&fixture(name)).unwrap()
}

fn raw(status: u16, body: &str) -> Raw<'_> {
    Raw { status, body }
}

/// The queries whose answers are in `rest-composite.json`.
fn rest_queries() -> Vec<Query> {
    let keys = [Key::Namespace("insycleapp".into())];
    let users = ["raj.rep@acme.example".to_owned()];
    let of = |table, users: &[String]| Need::of(table, keys.clone(), users);
    plan(&[
        of(Table::PackageLicences, &[]),
        of(Table::PermissionSets, &[]),
        of(Table::GroupComponents, &[]),
        of(Table::Assignments, &users),
        Need::all(Table::OwnPermissions),
    ])
}

/// Those of `tooling-composite.json`.
fn tooling_queries() -> Vec<Query> {
    plan(&[Need::all(Table::SecuritySettings), Need::all(Table::Packages)])
}

fn rows(body: &str, queries: &[Query]) -> Vec<Result<Vec<Row>, Fault>> {
    composite(raw(200, body), queries, NOW).unwrap().into_iter().map(|(_, answer)| answer.rows).collect()
}

fn text(row: &Row, path: &str) -> String {
    row.get(path).unwrap().text().unwrap().to_owned()
}

#[test]
fn rows_are_read_by_field_path() {
    let rest = rows(&fixture("rest-composite.json"), &rest_queries());
    let counts: Vec<usize> = rest.iter().map(|rows| rows.as_ref().unwrap().len()).collect();
    assert_eq!(counts, [1, 1, 0, 1, 1]);
    let assignment = &rest[3].as_ref().unwrap()[0];
    assert_eq!(text(assignment, "Assignee.Username"), "raj.rep@acme.example");
    assert_eq!(assignment.get("PermissionSetGroupId").unwrap(), &Field::Null);
    assert!(!assignment.iter().any(|(path, _)| path.contains("attributes")), "{assignment:?}");

    let tooling = rows(&fixture("tooling-composite.json"), &tooling_queries());
    let [package, without_version] = tooling[1].as_ref().unwrap().as_slice() else { panic!() };
    assert_eq!(text(package, "SubscriberPackage.NamespacePrefix"), "insycleapp");
    assert_eq!(package.get("SubscriberPackageVersion.MinorVersion").unwrap(), &Field::Number(12));
    assert_eq!(without_version.get("SubscriberPackage").unwrap(), &Field::Null);
}

#[test]
fn of_the_security_settings_only_those_of_sessions_and_trusted_ranges_are_kept() {
    let tooling = rows(&fixture("tooling-composite.json"), &tooling_queries());
    let [row] = tooling[0].as_ref().unwrap().as_slice() else { panic!() };
    assert_eq!(row.get("Metadata.sessionSettings.lockSessionsToIp").unwrap(), &Field::Bool(true));
    let is_kept = |path: &String| {
        path.starts_with("Metadata.sessionSettings.") || path == "Metadata.networkAccess.ipRanges"
    };
    assert!(row.iter().all(|(path, _)| is_kept(path)), "{row:?}");
}

#[test]
fn every_error_is_a_fault_of_its_own_outside_and_inside_a_composite() {
    for error in parsed("errors.json").as_array().unwrap() {
        let (status, body, fault) =
            (error["status"].as_u64().unwrap(), &error["body"], error["fault"].as_str().unwrap());
        let outside = raw(status.try_into().unwrap(), &body.to_string()).status;
        let whole = body.to_string();
        let came = composite(raw(outside, &whole), &rest_queries(), NOW).unwrap_err();
        assert_eq!(format!("{came:?}"), fault, "outside: {body}");
        assert_eq!(format!("{:?}", versions(raw(outside, &whole)).unwrap_err()), fault, "versions: {body}");
        assert_eq!(format!("{:?}", owner(raw(outside, &whole)).unwrap_err()), fault, "owner: {body}");

        let good = rows(&fixture("rest-composite.json"), &rest_queries());
        for at in 0..good.len() {
            let mut parts = parsed("rest-composite.json");
            parts["compositeResponse"][at]["httpStatusCode"] = json!(status);
            parts["compositeResponse"][at]["body"] = body.clone();
            let came = rows(&parts.to_string(), &rest_queries());
            for (query, (came, good)) in came.iter().zip(&good).enumerate() {
                if query == at {
                    assert_eq!(format!("{:?}", came.as_ref().unwrap_err()), fault, "inside: {body}");
                } else {
                    assert_eq!(came, good, "query {query} must not suffer from the fault of {at}");
                }
            }
        }
    }
}

#[test]
fn every_fault_has_a_reason_in_words_and_what_to_do() {
    for error in parsed("errors.json").as_array().unwrap() {
        let status = error["status"].as_u64().unwrap().try_into().unwrap();
        let fault = versions(raw(status, &error["body"].to_string())).unwrap_err();
        let said = reason(&Reason::Fault(fault));
        assert!(said.what.len() > 10 && said.then.len() > 10, "{error}: {} {}", said.what, said.then);
    }
}

#[test]
fn what_is_no_answer_at_all_is_told_apart() {
    let login = fixture("login.html");
    let maintenance = fixture("maintenance.html");
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let whole = fixture("rest-composite.json");
    let half = whole.get(..whole.len() / 2).unwrap();
    let huge = format!("{{\"compositeResponse\":[]{}}}", " ".repeat(MOST_BYTES));
    for (what, status, body, fault) in [
        ("a login page", 200, login.as_str(), Fault::NotData),
        ("a page that says maintenance", 503, &maintenance, Fault::Unavailable),
        ("a page with white space before it", 200, &maintenance, Fault::NotData),
        ("a page that refuses", 403, &login, Fault::NotData),
        ("a page that asks to log in", 401, &login, Fault::SessionExpired),
        ("a page that is not found", 404, &login, Fault::NotFound),
        ("nothing", 200, "", Fault::Unexpected),
        ("nothing, as an error", 400, "", Fault::NotData),
        ("half of an answer", 200, half, Fault::Unexpected),
        ("nothing but brackets", 200, &deep, Fault::Unexpected),
        ("more than is read", 200, &huge, Fault::TooLarge),
        ("a text", 200, "\"ok\"", Fault::Unexpected),
        ("null", 200, "null", Fault::Unexpected),
        ("a list instead of an object", 200, "[]", Fault::Unexpected),
        ("no compositeResponse", 200, "{}", Fault::Unexpected),
        ("compositeResponse of another type", 200, r#"{"compositeResponse":{}}"#, Fault::Unexpected),
        ("an error without errors", 400, "[]", Fault::Unexpected),
        ("an error of another type", 400, r#"[{"errorCode":7}]"#, Fault::Unexpected),
        ("an error that is an object", 403, r#"{"errorCode":"REQUEST_LIMIT_EXCEEDED"}"#, Fault::RequestLimit),
        ("JSON with a comment", 200, "{} // no", Fault::Unexpected),
    ] {
        let came = composite(raw(status, body), &rest_queries(), NOW);
        assert_eq!(came.unwrap_err(), fault, "{what}");
    }
}

/// One part of a composite made wrong: what becomes of its query. All the others keep their rows.
#[test]
fn a_part_that_is_not_as_documented_is_a_fault_of_its_query_alone() {
    let good = rows(&fixture("rest-composite.json"), &rest_queries());
    let at = 1;
    let row_without_end = json!({"totalSize": 2001, "done": false, "nextRecordsUrl": "/services/data/v67.0/query/01g-2000", "records": []});
    let long = json!({"totalSize": MOST_ROWS + 1, "done": true, "records": vec![json!({}); MOST_ROWS + 1]});
    for (what, property, value, fault) in [
        ("no reference", "referenceId", Value::Null, Fault::Unexpected),
        ("a reference to nothing", "referenceId", json!("q17"), Fault::Unexpected),
        ("no status", "httpStatusCode", Value::Null, Fault::Unexpected),
        ("a status that is a text", "httpStatusCode", json!("200"), Fault::Unexpected),
        ("a status beyond all statuses", "httpStatusCode", json!(70_000), Fault::Unexpected),
        ("not modified", "httpStatusCode", json!(304), Fault::Unexpected),
        ("no body", "body", Value::Null, Fault::Unexpected),
        ("a body that is a text", "body", json!("rows"), Fault::Unexpected),
        ("a body that is a list", "body", json!([{"Id": "0PS"}]), Fault::Unexpected),
        ("no records", "body", json!({"totalSize": 0, "done": true}), Fault::Unexpected),
        ("records that are an object", "body", json!({"done": true, "records": {}}), Fault::Unexpected),
        ("records that are no objects", "body", json!({"done": true, "records": [1]}), Fault::Unexpected),
        ("more pages", "body", row_without_end, Fault::Partial),
        ("nobody says that it is whole", "body", json!({"records": []}), Fault::Partial),
        ("more rows than are read", "body", long, Fault::TooLarge),
    ] {
        let mut parts = parsed("rest-composite.json");
        parts["compositeResponse"][at][property] = value;
        let came = rows(&parts.to_string(), &rest_queries());
        assert_eq!(came[at], Err(fault), "{what}");
        let others = |rows: &[Result<Vec<Row>, Fault>]| [&rows[..at], &rows[at + 1..]].concat();
        assert_eq!(others(&came), others(&good), "{what}");
    }
}

/// One field of one row made wrong: nothing is read of a table that is not as it was asked for.
#[test]
fn a_row_without_what_was_selected_or_with_another_type_of_it_is_a_fault_of_its_query() {
    for (at, field, value, fault) in [
        (0, "Status", None, Some(Fault::Unexpected)),
        (0, "Status", Some(json!(7)), Some(Fault::Unexpected)),
        (0, "AllowedLicenses", Some(json!("5")), Some(Fault::Unexpected)),
        (0, "ExpirationDate", Some(Value::Null), None),
        (0, "UsedLicenses", None, None),
        (1, "Label", None, Some(Fault::Unexpected)),
        (1, "Label", Some(Value::Null), Some(Fault::Unexpected)),
        (1, "NamespacePrefix", Some(Value::Null), None),
        (1, "NamespacePrefix", Some(json!(true)), Some(Fault::Unexpected)),
        (3, "Assignee", Some(Value::Null), Some(Fault::Unexpected)),
        (3, "Assignee", Some(json!({"attributes": {}})), Some(Fault::Unexpected)),
        (3, "IsActive", Some(json!("true")), Some(Fault::Unexpected)),
        (4, "PermissionsApiEnabled", Some(Value::Null), Some(Fault::Unexpected)),
    ] {
        let mut parts = parsed("rest-composite.json");
        let row = parts["compositeResponse"][at]["body"]["records"][0].as_object_mut().unwrap();
        match &value {
            Some(value) => drop(row.insert(field.to_owned(), value.clone())),
            None => drop(row.remove(field)),
        }
        let came = rows(&parts.to_string(), &rest_queries()).swap_remove(at);
        assert_eq!(came.err(), fault, "{field}: {value:?}");
    }
}

#[test]
fn parts_are_known_by_reference_and_not_by_order() {
    let mut parts = parsed("rest-composite.json");
    parts["compositeResponse"].as_array_mut().unwrap().reverse();
    assert_eq!(
        rows(&parts.to_string(), &rest_queries()),
        rows(&fixture("rest-composite.json"), &rest_queries())
    );
    parts["compositeResponse"] = json!([]);
    assert!(rows(&parts.to_string(), &rest_queries()).iter().all(|rows| *rows == Err(Fault::Unexpected)));
}

#[test]
fn a_sixth_query_that_is_refused_as_a_whole_is_a_fault_of_all() {
    let refused = json!({"compositeResponse": [{"body": [{"errorCode": "LIMIT_EXCEEDED", "message": "no more than 5"}],
        "httpHeaders": {}, "httpStatusCode": 400, "referenceId": null}]});
    let came = rows(&refused.to_string(), &rest_queries());
    assert!(came.iter().all(Result::is_err), "{came:?}");
}

#[test]
fn odd_values_in_rows_are_kept_as_what_they_are() {
    let row = json!({"PermissionsApiEnabled": true, "PermissionsViewSetup": true, "PermissionsCustomizeApplication": true,
        "attributes": {"type": "T"}, "Text": "セッション 🔒 \u{0}", "Number": "BIG", "Small": -3, "List": [{"Id": "a"}, 7],
        "Nested": {"attributes": {}, "Deep": {"Deeper": true}}, "Children": {"totalSize": 1, "done": true, "records": [{"Id": "c"}]}, "None": null});
    let body = json!({"compositeResponse": [{"body": {"done": true, "records": [row]}, "httpStatusCode": 200, "referenceId": "q0"}]});
    // No number of JavaScript's: as a message it would come out as null.
    let body = body.to_string().replace("\"BIG\"", "1e400");
    let queries = plan(&[Need::all(Table::OwnPermissions)]);
    let read = rows(&body, &queries).remove(0).unwrap().remove(0);
    let id = |id: &str| Row::from([("Id".to_owned(), Field::Text(id.to_owned()))]);
    assert_eq!(text(&read, "Text"), "セッション 🔒 \u{0}");
    assert_eq!(read.get("Number").unwrap(), &Field::Text("1e400".into()));
    assert_eq!(read.get("Small").unwrap(), &Field::Number(-3));
    assert_eq!(read.get("List").unwrap(), &Field::Rows(vec![id("a")]));
    assert_eq!(read.get("Nested.Deep.Deeper").unwrap(), &Field::Bool(true));
    assert_eq!(read.get("Children").unwrap(), &Field::Rows(vec![id("c")]));
    assert_eq!(read.get("None").unwrap(), &Field::Null);
}

#[test]
fn an_answer_of_many_kinds_of_nonsense_never_panics() {
    let whole = fixture("rest-composite.json");
    let queries = rest_queries();
    let mut kinds = std::collections::BTreeSet::new();
    for end in (0..whole.len()).step_by(7) {
        let cut = whole.get(..end).unwrap_or_default();
        for text in
            [cut.to_owned(), format!("{cut}]"), format!("{cut}\"}}]}}"), whole.replacen('{', "[", end % 5)]
        {
            match composite(raw(200, &text), &queries, NOW) {
                Ok(answers) => assert_eq!(answers.len(), queries.len()),
                Err(fault) => drop(kinds.insert(format!("{fault:?}"))),
            }
        }
    }
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["Unexpected"]);
}

#[test]
fn versions_and_owner_are_read() {
    let offered = versions(raw(200, &fixture("versions.json"))).unwrap();
    assert_eq!(Version::choose(&offered).unwrap().to_string(), "v67.0");
    let odd = r#"[{"version":"66.0"},{"version":7},{},"67.0",{"version":"x"}]"#;
    assert_eq!(Version::choose(&versions(raw(200, odd)).unwrap()).unwrap().to_string(), "v66.0");
    assert_eq!(Version::choose(&versions(raw(200, "[]")).unwrap()), None);

    let who = owner(raw(200, &fixture("owner.json"))).unwrap();
    let (user, org) = ("005000000000001AAA".into(), "00D000000000001EAA".into());
    assert_eq!(who, Owner { user, username: "ada.admin@acme.example".into(), org });
    for lacking in ["user_id", "preferred_username", "organization_id"] {
        let mut body = parsed("owner.json");
        body.as_object_mut().unwrap().remove(lacking);
        assert_eq!(owner(raw(200, &body.to_string())), Err(Fault::Unexpected), "{lacking}");
    }
}

#[test]
fn the_calls_used_are_read_from_the_header_whatever_else_is_in_it() {
    for (header, expected) in [
        ("api-usage=18/5000", Some((18, 5000))),
        ("api-usage=10018/100000; api-bursts=1/750", Some((10_018, 100_000))),
        ("per-app-api-usage=17/250(appName=Orgready), api-usage=18/5000", Some((18, 5000))),
        ("api-bursts=1/750;api-usage= 18 / 5000 ", Some((18, 5000))),
        ("per-app-api-usage=17/250(appName=x)", None),
        ("api-usage=18", None),
        ("api-usage=/5000", None),
        ("api-usage=18/5000(appName=x)", None),
        ("api-usage=-1/5000", None),
        ("api-usage=99999999999999999999/5000", None),
        ("", None),
        ("api-usage", None),
    ] {
        assert_eq!(usage(header), expected, "{header:?}");
    }
}

/// Judged end to end: a checklist of one step per table, one table refused at a time.
#[test]
fn one_step_that_could_not_be_checked_leaves_the_others_unharmed() {
    let checklist = Checklist::parse(
        r#"{"format": 1, "id": "c", "version": "1", "title": "t", "domain": "a.example", "about": "a",
        "inputs": [{"id": "reps", "kind": "users", "label": "l", "why": "w"}],
        "steps": [
          {"id": "licence", "title": "t", "why": "w", "requirement": {"package_licence": {"namespace": "insycleapp", "name": "Insycle", "one_of": ["Trial"]}}},
          {"id": "set", "title": "t", "why": "w", "requirement": {"permission_set_assigned": {"namespace": "insycleapp", "label": "Insycle", "to": "reps"}}},
          {"id": "api", "title": "t", "why": "w", "requirement": {"api_access": {"aspect": "api_enabled"}}}]}"#,
    )
    .unwrap();
    let steps_of = [vec!["licence"], vec!["set"], vec!["set"], vec!["set"], vec!["api"]];
    for (at, hit) in steps_of.iter().enumerate() {
        let mut parts = parsed("rest-composite.json");
        parts["compositeResponse"][at]["httpStatusCode"] = json!(400);
        parts["compositeResponse"][at]["body"] =
            json!([{"errorCode": "INVALID_TYPE", "message": "no such thing"}]);
        let answers: Ordered<Table, Answer> =
            composite(raw(200, &parts.to_string()), &rest_queries(), NOW).unwrap().into_iter().collect();
        let inputs = Inputs(Ordered::from([("c/reps".to_owned(), vec!["raj.rep@acme.example".to_owned()])]));
        let org = OrgFacts { answers, ..OrgFacts::default() };
        let org = says(std::slice::from_ref(&checklist), &inputs, &org);
        let evidence = Evidence { org, inputs, ..Evidence::default() };
        for finding in evaluate(&checklist, &evidence, NOW).findings {
            let expected = if hit.contains(&finding.step.as_str()) { "could not check" } else { "done" };
            assert_eq!(finding.status.name(), expected, "{} where query {at} is refused", finding.step);
        }
    }
}
