//! Looking for users, profiles and permission sets: what is asked for what an admin types, and what the answer tells.
//!
//! `tests/fixtures/search/queries.txt` has the queries, and `www/api/queries.test.mjs` sends them to every demo org.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use expect_test::expect_file;
use orgready::{
    evidence::{Answer, Fault, Field, Moment, Ordered, OrgFacts, Reason, Row, Table},
    org::{
        plan,
        plan::counted_calls,
        search::{FEWEST, Found, MOST, MOST_ROWS, found, need},
    },
    requirement::InputKind,
};

/// What somebody may type who means no harm, and who does.
const TYPED: [(InputKind, &str); 10] = [
    (InputKind::Users, "ra"),
    (InputKind::Users, " Rita Rep "),
    (InputKind::Users, "O'Brien"),
    (InputKind::Users, "100%_\\"),
    (InputKind::Users, "x' OR Username LIKE '%"),
    (InputKind::Users, "{typed} {users} @{q0.records[0].Email} '<you>'"),
    (InputKind::Profiles, "Acme"),
    (InputKind::Profiles, "') LIMIT 2000 --"),
    (InputKind::PermissionSet, "Report"),
    (InputKind::PermissionSet, "acme__x') OR (Name LIKE '%"),
];

#[test]
fn what_is_typed_stays_in_its_pattern() {
    let soql = |(kind, typed): &(InputKind, &str)| {
        let queries = plan(&[need(*kind, typed).unwrap()]);
        assert_eq!(queries.len(), 1, "{typed}");
        format!("{}\n", queries[0].soql)
    };
    expect_file!["fixtures/search/queries.txt"].assert_eq(&TYPED.iter().map(soql).collect::<String>());
}

#[test]
fn a_search_is_one_call_besides_whose_session_it_is() {
    assert_eq!(counted_calls(&[need(InputKind::Users, "ra").unwrap()]), 2);
}

#[test]
fn nothing_is_asked_for_too_little_or_too_much_or_what_is_no_name() {
    let (fits, too_long) = ("x".repeat(MOST), "x".repeat(MOST + 1));
    for (kind, typed, asks) in [
        (InputKind::Users, "", false),
        (InputKind::Users, " a ", false),
        (InputKind::Users, "あい", true),
        (InputKind::Users, &fits, true),
        (InputKind::Users, &too_long, false),
        (InputKind::Users, "a\nb", false),
        (InputKind::Profiles, "Ac", true),
        (InputKind::PermissionSet, "Ba", true),
        (InputKind::PermissionSet, "B", false),
        (InputKind::Addresses, "192", false),
        (InputKind::Text, "Lead", false),
        (InputKind::Choice, "yes", false),
        (InputKind::Grants, "ApiEnabled", false),
    ] {
        assert_eq!(need(kind, typed).is_some(), asks, "{kind:?} {typed:?}");
    }
    assert_eq!(FEWEST, 2);
}

fn facts(table: Table, rows: Result<Vec<Row>, Fault>) -> OrgFacts {
    let kinds = [InputKind::Users, InputKind::Profiles, InputKind::PermissionSet];
    let mut needs = kinds.into_iter().filter_map(|kind| need(kind, "ra"));
    let asked = needs.find(|need| need.table == table).unwrap();
    let answer = Answer { asked_at: Moment(1), asked, rows };
    OrgFacts { answers: Ordered::from([(table, answer)]), ..OrgFacts::default() }
}

fn row(fields: &[(&str, Field)]) -> Row {
    fields.iter().map(|(path, field)| ((*path).to_owned(), field.clone())).collect()
}

fn text(text: &str) -> Field {
    Field::Text(text.to_owned())
}

#[test]
fn a_user_is_told_with_name_profile_and_whether_active() {
    let rita = row(&[
        ("Username", text("rita@x")),
        ("Name", text("Rita Rep")),
        ("IsActive", Field::Bool(false)),
        ("Profile.Name", text("Sales")),
    ]);
    // Users without a profile that the asker may see, and rows without what an input takes.
    let odd = row(&[("Username", text("bot@x")), ("Profile.Name", Field::Null)]);
    let told = found(InputKind::Users, &facts(Table::FoundUsers, Ok(vec![rita, odd, row(&[])]))).unwrap();
    let expected = [
        Found {
            value: "rita@x".into(),
            name: Some("Rita Rep".into()),
            of: Some("Sales".into()),
            active: false,
        },
        Found { value: "bot@x".into(), name: None, of: None, active: true },
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_profile_is_told_with_its_licence() {
    let rep = row(&[("Name", text("Rep")), ("UserLicense.Name", text("Salesforce"))]);
    let told = found(InputKind::Profiles, &facts(Table::FoundProfiles, Ok(vec![rep]))).unwrap();
    let expected = [Found { value: "Rep".into(), name: None, of: Some("Salesforce".into()), active: true }];
    assert_eq!(told, expected);
}

#[test]
fn a_permission_set_is_told_with_its_namespace_api_name_and_licence() {
    let basic = row(&[
        ("Label", text("Basic")),
        ("Name", text("Basic_1")),
        ("NamespacePrefix", Field::Null),
        ("License.Name", Field::Null),
    ]);
    let packages = row(&[
        ("Label", text("Basic")),
        ("Name", text("Basic")),
        ("NamespacePrefix", text("acme")),
        ("License.Name", text("Salesforce")),
    ]);
    let nameless = row(&[("Name", text("Basic"))]);
    let told = Ok(vec![basic, packages, nameless]);
    let set = |value: &str, name: &str, of: Option<&str>| Found {
        value: value.into(),
        name: Some(name.into()),
        of: of.map(str::to_owned),
        active: true,
    };
    assert_eq!(
        found(InputKind::PermissionSet, &facts(Table::FoundSets, told)).unwrap(),
        [set("Basic", "Basic_1", None), set("acme__Basic", "Basic", Some("Salesforce"))]
    );
}

#[test]
fn no_more_rows_are_told_than_were_asked_for() {
    let many = vec![row(&[("Username", text("a@x"))]); MOST_ROWS + 5];
    let told = found(InputKind::Users, &facts(Table::FoundUsers, Ok(many))).unwrap();
    assert_eq!(told.len(), MOST_ROWS);
}

#[test]
fn a_fault_is_a_reason_and_no_empty_list() {
    for (facts, reason) in [
        (facts(Table::FoundUsers, Err(Fault::TimedOut)), Reason::Fault(Fault::TimedOut)),
        (
            OrgFacts { failed: Some((Moment(1), Fault::SessionExpired)), ..OrgFacts::default() },
            Reason::Fault(Fault::SessionExpired),
        ),
        (OrgFacts::default(), Reason::NotLooked),
    ] {
        assert_eq!(found(InputKind::Users, &facts), Err(reason));
    }
}
