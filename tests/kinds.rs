//! What the kinds of requirement make of the API's rows where the truth table is too coarse: namesakes, groups, sessions, hidden rows,
//! conditions. Facts are written as an admin would list them; what is not listed was asked and has no rows.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use orgready::{
    checklist::{Checklist, Finding, Status, evaluate, says, subjects},
    evidence::{
        Answer, Evidence, Fault, Field, Inputs, Moment, Ordered, OrgFacts, Row, Table, org_facts::Owner,
    },
    org::plan::{ask_as, plan},
};
use serde_json::{Value, json};

const RAJ: &str = "raj.rep@acme.example";
const RITA: &str = "rita.rep@acme.example";
const ADA: &str = "ada.admin@acme.example";
const SET: &str = "0PS000000000001AAA";
const OTHER: &str = "0PS000000000002AAA";

fn field(value: &Value) -> Field {
    match value {
        Value::Bool(truth) => Field::Bool(*truth),
        Value::Number(number) => Field::Number(number.as_i64().unwrap()),
        Value::String(text) => Field::Text(text.clone()),
        Value::Array(list) => Field::Rows(list.iter().map(row).collect()),
        _ => Field::Null,
    }
}

fn row(value: &Value) -> Row {
    value.as_object().unwrap().iter().map(|(path, value)| (path.clone(), field(value))).collect()
}

fn checklist(step: &str) -> Checklist {
    let input = |id: &str, kind: &str| json!({"id": id, "kind": kind, "label": "l", "why": "w"});
    let inputs = [
        ("who", "users"),
        ("sure", "choice"),
        ("addresses", "addresses"),
        ("fields", "text"),
        ("grants", "grants"),
        ("chosen", "permission_set"),
    ];
    let inputs: Vec<Value> = inputs.iter().map(|(id, kind)| input(id, kind)).collect();
    let text = format!(
        r#"{{"format": 1, "id": "c", "version": "1", "title": "t", "domain": "a.example", "about": "a",
        "inputs": {}, "steps": [{{"id": "s", "title": "t", "why": "w", {step}}}]}}"#,
        json!(inputs)
    );
    Checklist::parse(&text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// An org that answered, asked by Ada about these inputs.
fn finding(step: &str, inputs: &[(&str, &[&str])], told: &[(Table, Value)]) -> Finding {
    let checklist = checklist(step);
    let chosen = inputs.iter().map(|(input, values)| {
        (format!("c/{input}"), values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>())
    });
    let mut evidence = Evidence { inputs: Inputs(chosen.collect()), ..Evidence::default() };
    let needs = checklist.steps.first().unwrap().needs(&subjects(&checklist, &evidence));
    let answer = |table: Table| match told.iter().find(|(of, _)| *of == table).map(|(_, rows)| rows) {
        Some(Value::Array(rows)) => Ok(rows.iter().map(row).collect()),
        Some(Value::String(_)) => Err(Fault::InsufficientAccess),
        Some(_) => Err(Fault::ObjectUnknown),
        None => Ok(Vec::new()),
    };
    let answers = plan(&needs).into_iter().map(|query| {
        let table = query.need.table;
        (table, Answer { asked_at: Moment(1), asked: query.need, rows: answer(table) })
    });
    let owner = Owner { user: "005".into(), username: ADA.into(), org: "00D".into() };
    let answers: Ordered<Table, Answer> = answers.collect();
    let org = OrgFacts { owner: Some(owner), answers, ..OrgFacts::default() };
    evidence.org = says(std::slice::from_ref(&checklist), &evidence.inputs, &org);
    evaluate(&checklist, &evidence, Moment(2)).findings.remove(0)
}

/// The status with its reason, and what was found where something was.
fn said(step: &str, inputs: &[(&str, &[&str])], told: &[(Table, Value)]) -> String {
    let finding = finding(step, inputs, told);
    let found = finding.evidence.iter().find(|line| line.decides).and_then(|line| line.found.as_ref().ok());
    match (&finding.status, found) {
        (Status::CannotTell(reason), _) => format!("cannot tell ({reason:?})"),
        (Status::CouldNotCheck(fault), _) => format!("could not check ({fault:?})"),
        (status, Some(found)) => format!("{}: {}", status.name(), orgready::panel::words::value(found)),
        (status, None) => status.name().to_owned(),
    }
}

fn assignment(user: &str, set: &str) -> Value {
    json!({"Assignee.Username": user, "PermissionSetId": set, "IsActive": true})
}

fn with(mut row: Value, path: &str, value: Value) -> Value {
    row.as_object_mut().unwrap().insert(path.to_owned(), value);
    row
}

#[test]
fn access_is_judged_over_all_that_a_user_holds_and_that_counts() {
    let step = r#""requirement": {"system_permission": {"permission": "ViewAllData", "of": "who"}}"#;
    let grants =
        |set: &str, of_type: &str| json!({"Id": set, "Type": of_type, "PermissionsViewAllData": true});
    let group = |status: &str| with(assignment(RAJ, OTHER), "PermissionSetGroup.Status", json!(status));
    let profile = assignment(RAJ, SET);
    for (what, assignments, set, expected) in [
        (
            "a set of their own",
            json!([profile, assignment(RAJ, OTHER)]),
            grants(OTHER, "Regular"),
            "done: 1 of 1",
        ),
        (
            "another's",
            json!([profile, assignment(RITA, OTHER)]),
            grants(OTHER, "Regular"),
            "to do: 0 of 1, missing: raj.rep@acme.example",
        ),
        (
            "one that works in some sessions",
            json!([profile, assignment(RAJ, OTHER)]),
            grants(OTHER, "Session"),
            "to do: 0 of 1, missing: raj.rep@acme.example",
        ),
        ("a group's", json!([profile, group("Updated")]), grants(OTHER, "Group"), "done: 1 of 1"),
        (
            "a group's that is not ready",
            json!([profile, group("Outdated")]),
            grants(OTHER, "Group"),
            "cannot tell (GroupUpdating)",
        ),
        (
            "one that has ended",
            json!([profile, with(assignment(RAJ, OTHER), "IsActive", json!(false))]),
            grants(OTHER, "Regular"),
            "to do: 0 of 1, missing: raj.rep@acme.example",
        ),
        (
            "nobody's",
            json!([assignment(RITA, SET)]),
            grants(SET, "Profile"),
            r#"cannot tell (NoSuchUser("raj.rep@acme.example"))"#,
        ),
    ] {
        let told = [(Table::Assignments, assignments), (Table::HeldSets, json!([set]))];
        assert_eq!(said(step, &[("who", &[RAJ])], &told), expected, "{what}");
    }
}

#[test]
fn progress_names_who_lacks_something() {
    let step =
        r#""requirement": {"app_visible": {"label": "Insycle", "namespace": "insycleapp", "to": "who"}}"#;
    let told = [
        (Table::Assignments, json!([assignment(RAJ, SET), assignment(&RITA.to_uppercase(), OTHER)])),
        (Table::HeldSets, json!([{"Id": SET, "Type": "Profile"}, {"Id": OTHER, "Type": "Profile"}])),
        (
            Table::Apps,
            json!([{"Label": "Insycle", "NamespacePrefix": "insycleapp", "ApplicationId": "02u000000000001"}, {"Label": "Insycle", "NamespacePrefix": null, "ApplicationId": "02u000000000002"}]),
        ),
        (Table::AppAccess, json!([{"SetupEntityId": "02u000000000001AAA", "ParentId": OTHER}])),
    ];
    let found = said(step, &[("who", &[RAJ, RITA])], &told);
    assert_eq!(found, "to do: 1 of 2, missing: raj.rep@acme.example");
}

#[test]
fn the_acting_admin_is_who_the_org_says_it_is() {
    let step = r#""requirement": {"system_permission": {"permission": "CanApproveUninstalledApps"}}"#;
    let told = |of: &str| {
        let held = json!([assignment(ADA, SET), assignment(RAJ, OTHER)]);
        [(Table::Assignments, held), (Table::Bypass, json!([{"Id": of}]))]
    };
    assert_eq!(said(step, &[], &told(SET)), "done, lowers protection: there");
    assert_eq!(said(step, &[], &told(OTHER)), "to do: not there");

    let checklist = checklist(step);
    let evidence = Evidence::default();
    let needs = checklist.steps.first().unwrap().needs(&subjects(&checklist, &evidence));
    let owner = Owner { user: "005".into(), username: "o'ada@acme.example".into(), org: "00D".into() };
    let facts = OrgFacts { owner: Some(owner), ..OrgFacts::default() };
    for mut query in plan(&needs) {
        ask_as(&mut query, &facts);
        assert!(!query.soql.contains('<'), "{}", query.soql);
        assert_eq!(
            query.soql.contains("IN ('o\\'ada@acme.example')"),
            query.need.table != Table::OwnPermissions
        );
    }
    let alone =
        plan(&needs).into_iter().filter(|query| query.soql.contains("CanApproveUninstalledApps")).count();
    assert_eq!(alone, 1, "one unknown field would refuse the whole query");
}

#[test]
fn classes_that_nobody_was_given_are_not_asked_of_anybody() {
    let step = r#""requirement": {"apex_class_access": {"namespace": "n", "of": "who"}}"#;
    let class =
        |id: &str, given: Value| json!({"Id": id, "NamespacePrefix": "n", "SetupEntityAccessItems": given});
    let (a, b) = ("01p000000000001AAA", "01p000000000002AAA");
    let sets = |author: bool| json!([{"Id": SET, "Type": "Profile", "PermissionsAuthorApex": author}]);
    let given = json!([{"SetupEntityId": a, "ParentId": SET}]);
    let somebody = json!([{"ParentId": OTHER}]);
    for (what, classes, access, author, expected) in [
        (
            "the only one that can be given",
            json!([class(a, somebody.clone()), class(b, Value::Null)]),
            &given,
            false,
            "done: 1 of 1",
        ),
        (
            "one of two",
            json!([class(a, somebody.clone()), class(b, somebody.clone())]),
            &given,
            false,
            "to do: 0 of 1, missing: raj.rep@acme.example",
        ),
        ("who may author Apex", json!([class(b, somebody.clone())]), &given, true, "done: 1 of 1"),
        ("none can be given", json!([class(a, Value::Null)]), &given, false, "cannot tell (NotTold)"),
        ("no package", json!([]), &given, false, "cannot tell (NotTold)"),
    ] {
        let held = (Table::Assignments, json!([assignment(RAJ, SET)]));
        let told = [
            held,
            (Table::HeldSets, sets(author)),
            (Table::Classes, classes),
            (Table::ClassAccess, access.clone()),
        ];
        assert_eq!(said(step, &[("who", &[RAJ])], &told), expected, "{what}");
    }
}

#[test]
fn an_app_is_known_by_its_name_alone_so_namesakes_are_not_told_apart() {
    let step = r#""requirement": {"connected_app": {"name": "Insycle"}}"#;
    let apps = |names: &[&str]| json!(names.iter().map(|name| json!({"Name": name})).collect::<Vec<_>>());
    let external = json!([{"MasterLabel": "Insycle"}]);
    for (what, installed, external, expected) in [
        ("one", apps(&["insycle "]), json!([]), "done, lowers protection: there"),
        ("two", apps(&["Insycle", "INSYCLE"]), json!([]), "cannot tell (Ambiguous(2))"),
        ("its successor", apps(&[]), external, "done, lowers protection: an external client app"),
        ("none, where there is no successor", apps(&[]), Value::Null, "to do: not installed"),
    ] {
        let told = [(Table::ConnectedApps, installed), (Table::ExternalClientApps, external)];
        assert_eq!(said(step, &[], &told), expected, "{what}");
    }
}

#[test]
fn a_token_that_is_not_told_may_be_hidden() {
    let step = r#""requirement": {"app_authorised": {"name": "Playbooks", "by": "who"}}"#;
    let token = |user: &str| json!({"AppName": "Playbooks", "User.Username": user});
    let may = |may: bool| json!([{"PermissionsCustomizeApplication": may}]);
    let many: Vec<Value> = (0..200).map(|_| token(RITA)).collect();
    for (what, tokens, own, expected) in [
        ("theirs", json!([token(RAJ)]), may(false), "done: 1 of 1"),
        ("yours", json!([token(ADA)]), may(true), "to do: the token is yours"),
        ("another's", json!([token(RITA)]), may(true), "to do: 0 of 1, missing: raj.rep@acme.example"),
        (
            "only your own are shown",
            json!([token(ADA)]),
            may(false),
            r#"cannot tell (Lacks("Customize Application"))"#,
        ),
        ("more than are asked for", json!(many), may(true), "could not check (Partial)"),
    ] {
        let told = [(Table::Tokens, tokens), (Table::OwnPermissions, own)];
        assert_eq!(said(step, &[("who", &[RAJ])], &told), expected, "{what}");
    }
}

#[test]
fn what_is_hidden_from_the_admin_is_not_said_to_be_missing() {
    let step = r#""requirement": {"object_access": {"objects": ["Lead"], "may": ["read"], "of": "who"}}"#;
    let refused = || json!("INSUFFICIENT_ACCESS");
    for (may, answer, expected) in [
        (json!(false), Value::Null, r#"cannot tell (Lacks("View Setup and Configuration"))"#),
        (json!(false), refused(), r#"cannot tell (Lacks("View Setup and Configuration"))"#),
        (json!(true), Value::Null, "could not check (ObjectUnknown)"),
        (json!(true), refused(), "could not check (InsufficientAccess)"),
        (Value::Null, refused(), "could not check (InsufficientAccess)"),
    ] {
        let own = json!([{"PermissionsViewSetup": may}]);
        let told = [(Table::OwnPermissions, own), (Table::ObjectAccess, answer)];
        assert_eq!(said(step, &[("who", &[RAJ])], &told), expected);
    }
}

#[test]
fn what_a_list_does_not_tell_an_admin_who_may_not_see_all_is_not_said_to_be_missing() {
    for (step, there) in [
        (
            r#""requirement": {"connected_app": {"name": "A"}}"#,
            (Table::ConnectedApps, json!([{"Name": "A"}])),
        ),
        (
            r#""requirement": {"external_client_app": {"name": "A"}}"#,
            (Table::ExternalClientApps, json!([{"MasterLabel": "A"}])),
        ),
        (
            r#""requirement": {"permission_set": {"label": "A"}}, "when": {"api_access": {"aspect": "api_enabled"}}, "otherwise": "No.""#,
            (Table::PermissionSets, json!([{"Label": "A"}])),
        ),
        (
            r#""requirement": {"field_exists": {"fields": ["Lead.A__c"]}}, "when": {"api_access": {"aspect": "api_enabled"}}, "otherwise": "No.""#,
            (
                Table::Fields,
                json!([{"EntityDefinition.QualifiedApiName": "Lead", "QualifiedApiName": "A__c"}]),
            ),
        ),
    ] {
        let own = |may: bool| {
            (Table::OwnPermissions, json!([{"PermissionsApiEnabled": true, "PermissionsViewSetup": may}]))
        };
        let who: &[(&str, &[&str])] = &[("who", &[RAJ])];
        let lacks = r#"cannot tell (Lacks("View Setup and Configuration"))"#;
        assert_eq!(said(step, who, &[own(false)]), lacks, "{step}");
        assert_ne!(said(step, who, &[own(true)]), lacks, "{step}");
        assert_ne!(said(step, who, &[own(false), there]), lacks, "{step}");
    }
}

#[test]
fn what_sets_grant_is_not_denied_by_an_admin_who_may_not_see_all() {
    let step = r#""requirement": {"system_permission": {"permission": "RunReports", "of": "who"}}"#;
    let set = |on: bool| json!([{"Id": SET, "Type": "Profile", "PermissionsRunReports": on}]);
    for (sees_all, on, expected) in [
        (true, false, "to do: 0 of 1, missing: raj.rep@acme.example"),
        (false, false, r#"cannot tell (Lacks("View Setup and Configuration"))"#),
        (false, true, "done: 1 of 1"),
    ] {
        let told = [
            (Table::OwnPermissions, json!([{"PermissionsViewSetup": sees_all}])),
            (Table::Assignments, json!([assignment(RAJ, SET)])),
            (Table::HeldSets, set(on)),
        ];
        assert_eq!(said(step, &[("who", &[RAJ])], &told), expected);
    }
}

#[test]
fn a_permission_that_must_be_held_by_the_profile_is_not_held_by_a_set() {
    let step = |by: &str| {
        format!(
            r#""requirement": {{"system_permission": {{"permission": "ViewAllData", "of": "who", "held_by": "{by}"}}}}"#
        )
    };
    let (done, missing) = ("done: 1 of 1", "to do: 0 of 1, missing: raj.rep@acme.example");
    for (of_type, expected) in [
        ("Profile", [("anything", done), ("profile_or_set", done), ("profile", done)]),
        ("Regular", [("anything", done), ("profile_or_set", done), ("profile", missing)]),
        ("Group", [("anything", done), ("profile_or_set", missing), ("profile", missing)]),
    ] {
        let told = [
            (Table::Assignments, json!([assignment(RAJ, SET), assignment(RAJ, OTHER)])),
            (
                Table::HeldSets,
                json!([
                    {"Id": SET, "Type": "Profile", "PermissionsViewAllData": false},
                    {"Id": OTHER, "Type": of_type, "PermissionsViewAllData": true},
                ]),
            ),
        ];
        for (by, expected) in expected {
            assert_eq!(said(&step(by), &[("who", &[RAJ])], &told), expected, "{of_type}, held by {by}");
        }
    }
}

#[test]
fn a_token_from_before_the_app_was_installed_does_not_count_where_one_since_is_wanted() {
    let of =
        |since: &str| format!(r#""requirement": {{"app_authorised": {{"name": "A", "by": "who"{since}}}}}"#);
    let (ever, since) = (of(""), of(r#", "since": "install""#));
    let day = |day: u32| format!("2026-11-{day}T08:00:00.000+0000");
    let app = |on: u32| json!([{"Name": "A", "CreatedDate": day(on)}]);
    let undated = json!([{"Name": "A", "CreatedDate": null}]);
    let (done, missing) = ("done: 1 of 1", "to do: 0 of 1, missing: raj.rep@acme.example");
    for (step, apps, external, expected) in [
        (&ever, json!([]), json!([]), done),
        (&since, app(20), json!([]), done),
        (&since, app(22), json!([]), done),
        (&since, app(23), json!([]), missing),
        (&since, json!([]), json!([]), missing),
        (&since, json!([]), json!([{"MasterLabel": "A"}]), "cannot tell (NotTold)"),
        (&since, undated, json!([]), "cannot tell (NotTold)"),
    ] {
        let told = [
            (Table::OwnPermissions, json!([{"PermissionsCustomizeApplication": true}])),
            (Table::Tokens, json!([{"AppName": "A", "User.Username": RAJ, "CreatedDate": day(22)}])),
            (Table::ConnectedApps, apps.clone()),
            (Table::ExternalClientApps, external),
        ];
        assert_eq!(said(step, &[("who", &[RAJ])], &told), expected, "{step} {apps}");
    }
}

/// Where a step leads, as place and record, with the name of what to touch there.
fn places(step: &str, inputs: &[(&str, &[&str])], told: &[(Table, Value)]) -> Vec<String> {
    let named = |control: &orgready::requirement::Control| control.name();
    let spots = finding(step, inputs, told).spots;
    let line = |(spot, control): &(orgready::evidence::Spot, Option<orgready::requirement::Control>)| {
        let record = spot.record.as_deref().unwrap_or("-");
        format!("{} {record}: {}", spot.place.id(), control.as_ref().map_or("-", named))
    };
    spots.iter().map(line).collect()
}

#[test]
fn what_a_profile_lacks_is_given_on_the_pages_of_the_users_profiles() {
    let (rep, ops) = ("00e000000000001", "00e000000000002");
    let held = json!([
        {"Id": SET, "Type": "Profile", "ProfileId": format!("{rep}AAA")},
        {"Id": OTHER, "Type": "Profile", "ProfileId": format!("{ops}AAA")},
    ]);
    let users = json!([assignment(RAJ, SET), assignment(RITA, OTHER)]);
    let lead = |set: &str| json!({"ParentId": set, "SobjectType": "Lead", "PermissionsRead": true});
    let step =
        r#""requirement": {"object_access": {"objects": ["Lead", "Task"], "may": ["read"], "of": "who"}}"#;
    let told = |rows: Value| {
        [(Table::Assignments, users.clone()), (Table::HeldSets, held.clone()), (Table::ObjectAccess, rows)]
    };
    for (who, rows, expected) in [
        (
            &[RAJ][..],
            json!([lead(SET)]),
            vec![
                format!("profile-objects {rep}: object-pages"),
                format!("profile-object {rep}/Task: form-boxes"),
                format!("profile-edit {rep}: form-boxes"),
                "users -: user-link".to_owned(),
            ],
        ),
        (
            &[RAJ, RITA],
            json!([lead(SET), {"ParentId": SET, "SobjectType": "Task", "PermissionsRead": true}, lead(OTHER)]),
            vec![
                format!("profile-objects {ops}: object-pages"),
                format!("profile-object {ops}/Task: form-boxes"),
                format!("profile-edit {ops}: form-boxes"),
                "users -: user-link".to_owned(),
            ],
        ),
    ] {
        assert_eq!(places(step, &[("who", who)], &told(rows)), expected, "{who:?}");
    }
    let step = r#""requirement": {"field_access": {"fields_of": "fields", "may": ["edit"], "of": "who"}}"#;
    let told = [(Table::Assignments, users.clone()), (Table::HeldSets, held.clone())];
    let fields = &["Lead.Score__c", "Task.A__c", "Lead.B__c"][..];
    assert_eq!(
        places(step, &[("who", &[RITA]), ("fields", fields)], &told),
        [
            format!("profile-objects {ops}: object-pages"),
            format!("profile-object {ops}/Lead: form-boxes"),
            format!("profile-object {ops}/Task: form-boxes"),
            "users -: user-link".to_owned(),
        ]
    );
}

#[test]
fn names_and_ids_are_compared_as_salesforce_compares_them() {
    let who: &[(&str, &[&str])] = &[("who", &[RAJ])];
    let held = [
        (Table::Assignments, json!([assignment(RAJ, SET)])),
        (Table::HeldSets, json!([{"Id": SET, "Type": "Profile"}])),
    ];
    let [assignments, sets] = held;
    let short = |id: &str| id.chars().take(15).collect::<String>();
    let class = "01p000000000001AAA";
    for (step, told, expected) in [
        (
            r#""requirement": {"object_access": {"objects": ["lead"], "may": ["read"], "of": "who"}}"#,
            vec![
                (
                    Table::ObjectAccess,
                    json!([{"ParentId": SET, "SobjectType": "Lead", "PermissionsRead": true}]),
                ),
                assignments.clone(),
                sets,
            ],
            "done: 1 of 1",
        ),
        (
            r#""requirement": {"record_type_access": {"objects": ["lead"], "of": "who"}}"#,
            vec![(Table::RecordTypes, json!([{"SobjectType": "Lead"}]))],
            "cannot tell (NotTold)",
        ),
        (
            r#""requirement": {"package_installed": {"namespace": "Vendor", "name": "V"}}"#,
            vec![(Table::Packages, json!([{"SubscriberPackage.NamespacePrefix": "vendor"}]))],
            "done, lowers protection: there",
        ),
        (
            r#""requirement": {"permission_set_assigned": {"label": "A", "to": "who"}}"#,
            vec![(Table::PermissionSets, json!([{"Id": short(SET), "Label": "A"}])), assignments],
            "done: 1 of 1",
        ),
        (
            r#""requirement": {"installed_for_all_users": {"namespace": "Vendor"}}"#,
            vec![
                (Table::Classes, json!([{"Id": class, "NamespacePrefix": "vendor"}])),
                (Table::CustomProfiles, json!([{"profiles": 2}])),
                (Table::CustomProfileAccess, json!([{"SetupEntityId": short(class), "profiles": 2}])),
            ],
            "done: 2 of 2",
        ),
    ] {
        assert_eq!(said(step, who, &told), expected, "{step}");
    }
}

#[test]
fn rows_that_say_too_little_or_too_much_say_nothing() {
    let who: &[(&str, &[&str])] = &[("who", &[RAJ]), ("addresses", &["192.0.2.9"])];
    let user = json!({"Username": RAJ, "IsActive": true, "Profile": null});
    let untold = "cannot tell (NotTold)";
    for (step, told, expected) in [
        (
            r#""requirement": {"package_installed": {"namespace": "vendor", "name": "V"}}"#,
            (Table::Packages, json!([{"SubscriberPackage": null}])),
            untold,
        ),
        (
            r#""requirement": {"edition": {"one_of": ["Group Edition"]}}, "when": {"api_access": {"aspect": "api_enabled"}}, "otherwise": "No.""#,
            (
                Table::Organization,
                json!([{"OrganizationType": "Group Edition"}, {"OrganizationType": "Base Edition"}]),
            ),
            untold,
        ),
        (
            r#""requirement": {"user": {"of": "who", "profiles": ["Rep"]}}"#,
            (Table::Users, json!([user])),
            untold,
        ),
        (
            r#""requirement": {"user": {"of": "who"}}"#,
            (Table::Users, json!([user, user])),
            "cannot tell (Ambiguous(2))",
        ),
        (
            r#""requirement": {"trusted_ip_range": {"addresses": "addresses"}}"#,
            (
                Table::SecuritySettings,
                json!([{"Metadata.sessionSettings.forceRelogin": true, "Metadata.networkAccess": "none"}]),
            ),
            untold,
        ),
    ] {
        let own = json!([{"PermissionsApiEnabled": true, "PermissionsViewSetup": true}]);
        assert_eq!(said(step, who, &[told, (Table::OwnPermissions, own)]), expected, "{step}");
    }
}

/// What a set is called in an answer: `namespace/label`, each with an id of its own.
fn sets(told: &[&str]) -> Value {
    let row = |(at, name): (usize, &&str)| {
        let (namespace, label) = name.split_once('/').unwrap();
        let namespace = (!namespace.is_empty()).then_some(namespace);
        let id = format!("0PS00000000000{}AAA", at + 1);
        json!({"Id": id, "Label": label, "NamespacePrefix": namespace, "PermissionsApiEnabled": true})
    };
    json!(told.iter().enumerate().map(row).collect::<Vec<_>>())
}

#[test]
fn a_set_that_the_admin_names_is_one_or_none() {
    let (there, missing) = ("done: there", "to do: not there");
    for (typed, told, expected) in [
        (&["Basic"][..], &["/Basic", "/Other"][..], there),
        (&["Basic"], &["/Other"], missing),
        (&["Basic"], &["/Basic", "/Basic"], "cannot tell (Ambiguous(2))"),
        // The org's own comes first; a package's is meant only where there is no other.
        (&["Basic"], &["/Basic", "ns/Basic"], there),
        (&["Basic"], &["ns/Basic"], there),
        (&["Basic"], &["ns/Basic", "acme/Basic"], "cannot tell (Ambiguous(2))"),
        (&["ns__Basic"], &["ns/Basic", "/Basic", "acme/Basic"], there),
        (&["NS__Basic"], &["ns/Basic"], there),
        (&["ns__Basic"], &["/Basic", "acme/Basic", "ns/Other"], missing),
        (&["ns__Basic"], &["ns/Basic", "ns/Basic"], "cannot tell (Ambiguous(2))"),
        // A label may look as if it had a namespace.
        (&["ns__Basic"], &["/ns__Basic"], there),
        (&["ns__Basic"], &["/ns__Basic", "ns/Basic"], "cannot tell (Ambiguous(2))"),
        (&["Our sets__Basic"], &["/Our sets__Basic", "sets/Basic"], there),
        (&["__Basic"], &["/__Basic", "/Basic"], there),
        (&["ns__Basic__2"], &["ns/Basic__2"], there),
        (&["basic"], &["/Basic"], there),
        (&["Basic", "Other"], &["/Basic"], r#"cannot tell (BadInput("name one permission set"))"#),
        (&[], &["/Basic"], r#"cannot tell (NobodyChosen("chosen"))"#),
    ] {
        let step = r#""requirement": {"permission_set": {"set": "chosen"}}"#;
        let told = [(Table::PermissionSets, sets(told))];
        assert_eq!(said(step, &[("chosen", typed)], &told), expected, "{typed:?}");
    }
}

#[test]
fn what_is_asked_of_a_named_set_is_asked_of_that_one() {
    let first = "0PS000000000001AAA";
    for (typed, told, assigned, grants) in [
        ("Basic", &["/Basic", "ns/Basic"][..], "done: 1 of 1", "done: 1 of 1"),
        (
            "ns__Basic",
            &["/Basic", "ns/Basic"],
            "to do: 0 of 1, missing: raj.rep@acme.example",
            "done: 1 of 1",
        ),
        ("Basic", &[], "to do: not there", "to do: not there"),
        ("Basic", &["/Basic", "/Basic"], "cannot tell (Ambiguous(2))", "cannot tell (Ambiguous(2))"),
    ] {
        let chosen: &[(&str, &[&str])] =
            &[("who", &[RAJ]), ("grants", &["ApiEnabled"]), ("chosen", &[typed])];
        let told = [
            (Table::PermissionSets, sets(told)),
            (Table::SetPermissions, sets(told)),
            (Table::Assignments, json!([assignment(RAJ, first)])),
        ];
        let step = r#""requirement": {"permission_set_assigned": {"set": "chosen", "to": "who"}}"#;
        assert_eq!(said(step, chosen, &told), assigned, "{typed}");
        let step = r#""requirement": {"permission_set_grants": {"set": "chosen", "what": "grants"}}"#;
        assert_eq!(said(step, chosen, &told), grants, "{typed}");
        let empty = &chosen[..2];
        assert_eq!(said(step, empty, &told), r#"cannot tell (NobodyChosen("chosen"))"#);
    }
}

#[test]
fn the_way_to_a_named_set_is_by_its_own_label_and_none_is_made_for_a_vendor() {
    let step = r#""requirement": {"permission_set": {"set": "chosen"}}"#;
    let (make, link) =
        (["new-permission-set -: save-set", "permission-sets -: new-set"], ["permission-sets -: set-link"]);
    for (typed, told, expected) in [
        (&["Basic"][..], &[][..], &make[..]),
        (&["ns__Basic"], &[], &link),
        (&["Basic"], &["/Basic"], &["permission-sets -: -"]),
        (&["Basic", "Other"], &[], &["permission-sets -: -"]),
        (&[], &[], &["permission-sets -: -"]),
    ] {
        let told = [(Table::PermissionSets, sets(told))];
        assert_eq!(places(step, &[("chosen", typed)], &told), expected, "{typed:?}");
    }
    let step = r#""requirement": {"permission_set_assigned": {"set": "chosen", "to": "who"}}"#;
    for (told, label) in [("/ns__Basic", "ns__Basic"), ("ns/Basic", "Basic")] {
        let told = [(Table::PermissionSets, sets(&[told]))];
        let spots = finding(step, &[("chosen", &["ns__Basic"]), ("who", &[RAJ])], &told).spots;
        let (spot, control) = spots.last().unwrap();
        assert_eq!(spot.place.id(), "permission-sets");
        assert_eq!(control, &Some(orgready::requirement::Control::SetLink(label.to_owned())));
    }
}

#[test]
fn the_pages_of_users_and_of_their_profile_are_of_those_who_are_meant() {
    let user = |number: u8, name: &str, profile: u8| {
        json!({
            "Id": format!("00500000000000{number}AAA"), "Username": name, "IsActive": true,
            "ProfileId": format!("00e00000000000{profile}AAA"), "Profile.Name": format!("P{profile}"),
        })
    };
    // Another step's user is told of first.
    let users = json!([user(1, "other@acme.example", 1), user(2, RAJ, 2), user(3, RITA, 3)]);
    let told = [(Table::Users, users)];
    let pages = ["user 005000000000002: edit-user", "users -: user-link", "user-edit 005000000000002: -"];
    assert_eq!(places(r#""requirement": {"user": {"of": "who"}}"#, &[("who", &[RAJ])], &told), pages);
    let ranges = r#""requirement": {"login_ip_range": {"of": "who", "addresses": "addresses"}}"#;
    let of = |who: &[&str]| places(ranges, &[("who", who), ("addresses", &["192.0.2.1"])], &told);
    let own =
        ["profile-login-ranges 00e000000000002: new-login-range", "profile 00e000000000002: new-login-range"];
    assert_eq!(of(&[RAJ]), [&own[..], &["profiles -: profile-link"]].concat());
    assert_eq!(of(&[RAJ, RITA]), ["profiles -: profile-link"]);
}
