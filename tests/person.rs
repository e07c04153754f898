//! One user: which steps are about them, what is asked for, and what is said of each; and never of anybody else.
//!
//! `tests/fixtures/person/queries.txt` has the queries, and `www/api/queries.test.mjs` sends them to every demo org.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use expect_test::expect_file;
use orgready::{
    checklist::{
        Checklist, Status,
        person::{Part, facts, needs, parts},
    },
    evidence::{Answer, Fault, Field, Inputs, Moment, OrgFacts, Reason, Row, Spot, Table},
    org::{plan, plan::counted_calls},
    panel::person::{Shown, ShownStep, show},
    setup::{Address, OrgHost, Place},
};

const MOST_COUNTED: usize = 8;
const RITA: &str = "rita@acme.example";
const USER: &str = "005000000000001AAA";
const PROFILE: &str = "00e000000000001AAA";
const SET: &str = "0PS000000000001AAA";
const HIDDEN: &str = "0PS000000000002AAA";

const CHECKLIST: &str = r#"{
  "format": 1, "id": "c", "version": "1", "title": "C", "domain": "c.example", "about": "A.",
  "inputs": [
    { "id": "team", "kind": "users", "label": "The team", "why": "W." },
    { "id": "robot", "kind": "users", "label": "The robot", "why": "W." },
    { "id": "uses", "kind": "choice", "label": "Uses it", "why": "W." }
  ],
  "steps": [
    { "id": "set", "title": "T", "why": "Everybody needs it.",
      "requirement": { "permission_set_assigned": { "label": "Basic", "to": "team" } } },
    { "id": "api", "title": "T", "why": "It works through the API.",
      "requirement": { "system_permission": { "permission": "ApiEnabled", "of": "team" } },
      "when": { "answered": { "input": "uses", "is": "yes" } }, "otherwise": "Nobody uses it." },
    { "id": "robot", "title": "T", "why": "It logs in.", "requirement": { "user": { "of": "robot" } } },
    { "id": "yours", "title": "T", "why": "W.", "requirement": { "system_permission": { "permission": "ApiEnabled" } } }
  ]
}"#;

fn checklist() -> Checklist {
    Checklist::parse(CHECKLIST).unwrap()
}

fn built_in() -> Vec<Checklist> {
    let read = |id: &str| {
        let path = format!("{}/extension/checklists/{id}.json", env!("CARGO_MANIFEST_DIR"));
        Checklist::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
    };
    ["insycle", "playbooks"].map(read).into()
}

fn inputs(chosen: &[(&str, &[&str])]) -> Inputs {
    let values = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Inputs(chosen.iter().map(|(input, names)| ((*input).to_owned(), values(names))).collect())
}

fn row(fields: &[(&str, &str)]) -> Row {
    let field = |text: &str| match text {
        "true" => Field::Bool(true),
        "false" => Field::Bool(false),
        text => Field::Text(text.to_owned()),
    };
    fields.iter().map(|(path, text)| ((*path).to_owned(), field(text))).collect()
}

/// What an org answers about Rita; `holds` are the ids of the sets she has.
fn org(checklist: &Checklist, chosen: &Inputs, holds: &[&str], api: &str) -> OrgFacts {
    let given = |set: &&str| row(&[("Assignee.Username", "Rita@ACME.example"), ("PermissionSetId", set)]);
    let rows = |table: Table| match table {
        Table::Users => vec![row(&[
            ("Id", USER),
            ("Username", RITA),
            ("IsActive", "true"),
            ("ProfileId", PROFILE),
            ("Profile.Name", "Sales"),
            ("Profile.UserLicense.Name", "Salesforce"),
        ])],
        Table::PermissionSets => vec![row(&[("Id", SET), ("Label", "Basic"), ("Type", "Regular")])],
        Table::Assignments => [HIDDEN].iter().chain(holds).map(given).collect(),
        Table::HeldSets => {
            vec![row(&[("Id", HIDDEN), ("Type", "Profile"), ("PermissionsApiEnabled", api)])]
        }
        Table::GivenSets => vec![
            row(&[("PermissionSet.Label", "Reports")]),
            row(&[("PermissionSet.Label", "00000"), ("PermissionSetGroup.MasterLabel", "Field Sales")]),
            row(&[("PermissionSet.Label", "Basic"), ("IsActive", "false")]),
        ],
        Table::Profile => vec![[("Metadata.loginIpRanges".to_owned(), Field::Null)].into_iter().collect()],
        _ => Vec::new(),
    };
    let queries = plan(&needs(std::slice::from_ref(checklist), chosen, RITA));
    let answer = |query: orgready::org::Query| {
        let answer =
            Answer { asked_at: Moment(1), asked: query.need.clone(), rows: Ok(rows(query.need.table)) };
        (query.need.table, answer)
    };
    OrgFacts { answers: queries.into_iter().map(answer).collect(), ..OrgFacts::default() }
}

fn of<'p, 'c>(parts: &'p [Part<'c>], input: &str) -> &'p Part<'c> {
    parts.iter().find(|part| part.input.id == input).unwrap()
}

#[test]
fn a_user_who_is_named_matters_there_and_another_one_everywhere() {
    let checklist = checklist();
    for (chosen, matters) in [
        (inputs(&[("c/team", &["RITA@acme.example", "raj@acme.example"])]), vec![("team", true)]),
        (inputs(&[("c/robot", &[RITA])]), vec![("robot", true)]),
        (inputs(&[("c/team", &["raj@acme.example"])]), vec![("team", false), ("robot", false)]),
    ] {
        let parts = parts(&checklist, &chosen, RITA);
        let told: Vec<_> = parts.iter().map(|part| (part.input.id.as_str(), part.named)).collect();
        assert_eq!(told, matters);
    }
    let parts = parts(&checklist, &inputs(&[]), RITA);
    let steps = |input| of(&parts, input).steps.iter().map(|step| step.id.as_str()).collect::<Vec<_>>();
    assert_eq!((steps("team"), steps("robot")), (vec!["set", "api"], vec!["robot"]));
}

/// What is answered of both built-in checklists, with many others named.
fn everything() -> Inputs {
    let others: Vec<String> = (0..100).map(|at| format!("other{at}@acme.example")).collect();
    let others: Vec<&str> = others.iter().map(String::as_str).collect();
    inputs(&[
        ("insycle/insycle-users", &others),
        ("playbooks/integration-user", &others[..1]),
        ("playbooks/reps", &others),
        ("insycle/uses-package", &["yes"]),
        ("insycle/objects-fields", &["Lead.Status"]),
        ("playbooks/access-user-only", &["no"]),
        ("playbooks/app-name", &["Playbooks"]),
        ("playbooks/addresses", &["192.0.2.1"]),
        ("playbooks/fields", &["Lead.Score__c"]),
    ])
}

#[test]
fn nobody_else_is_asked_about_and_eight_calls_are_enough() {
    let needs = needs(&built_in(), &everything(), RITA);
    assert!(needs.iter().all(|need| need.users.iter().all(|user| user == RITA)));
    for table in [
        Table::Users,
        Table::GivenSets,
        Table::Profile,
        Table::ClassAccess,
        Table::AppAccess,
        Table::ObjectAccess,
    ] {
        assert!(needs.iter().any(|need| need.table == table), "{table:?}");
    }
    let counted = counted_calls(&needs);
    assert!(counted <= MOST_COUNTED, "{counted} counted calls");
}

#[test]
fn the_queries_about_a_user_are_these() {
    let queries = plan(&needs(&built_in(), &everything(), "omar.ops@acme.example"));
    let lines: String = queries.iter().map(|query| format!("{:?}: {}\n", query.api, query.soql)).collect();
    expect_file!["fixtures/person/queries.txt"].assert_eq(&lines);
}

#[test]
fn each_step_is_told_of_the_one_user() {
    let checklist = checklist();
    let uses = |answer: &'static str| inputs(&[("c/uses", if answer == "yes" { &["yes"] } else { &["no"] })]);
    for (holds, api, answer, statuses) in [
        (&[SET][..], "true", "yes", [Status::Done, Status::Done]),
        (&[], "true", "yes", [Status::ToDo, Status::Done]),
        (&[SET], "false", "yes", [Status::Done, Status::ToDo]),
        (&[SET], "false", "no", [Status::Done, Status::NotNeeded]),
    ] {
        let chosen = uses(answer);
        let org = org(&checklist, &chosen, holds, api);
        let parts = parts(&checklist, &chosen, RITA);
        let told = of(&parts, "team").told(RITA, &org);
        assert_eq!([told[0].status.clone(), told[1].status.clone()], statuses, "{holds:?} {api} {answer}");
        assert_eq!(of(&parts, "robot").told(RITA, &org)[0].status, Status::Done);
    }
}

#[test]
fn a_link_leads_to_the_user_and_not_to_the_list_of_all() {
    let checklist = checklist();
    let chosen = inputs(&[("c/uses", &["yes"])]);
    let org = org(&checklist, &chosen, &[], "false");
    let parts = parts(&checklist, &chosen, RITA);
    let told = of(&parts, "team").told(RITA, &org);
    assert_eq!(told[0].spots[0], Spot::new(Place::ManageAssignments, Some(SET)));
    assert_eq!(told[1].spots, [Spot::new(Place::User, Some(USER))]);
    // Who is not known has no page.
    let unknown = of(&parts, "team").told(RITA, &OrgFacts::default());
    assert_eq!(unknown[1].spots, [Spot::new(Place::Users, None)]);
}

fn shown(checklist: &Checklist, chosen: &Inputs, org: &OrgFacts) -> Shown {
    let host = OrgHost::parse("acme.lightning.force.com").unwrap();
    show(std::slice::from_ref(checklist), chosen, RITA, org, Some(&Address { host, place: None }))
}

fn step<'s>(shown: &'s Shown, id: &str) -> &'s ShownStep {
    shown.parts.iter().flat_map(|part| &part.steps).find(|step| step.id == id).unwrap()
}

#[test]
fn words_say_why_and_links_lead_to_the_org() {
    let checklist = checklist();
    let chosen = inputs(&[("c/uses", &["no"])]);
    let told = shown(&checklist, &chosen, &org(&checklist, &chosen, &[], "false"));
    assert_eq!(told.problem, None);
    let set = step(&told, "set");
    // Of one user, "0 of 1" says no more than the status.
    assert_eq!((set.words, set.because.as_str(), &set.found), ("To do", "Everybody needs it.", &None));
    let link = set.link.as_ref().unwrap();
    assert_eq!(link.place, "Manage Assignments");
    assert!(
        link.url.starts_with("https://acme.lightning.force.com/lightning/setup/PermSets/0PS"),
        "{}",
        link.url
    );
    assert_eq!(step(&told, "api").because, "Nobody uses it.");
    assert_eq!(told.facts[2].link.as_ref().unwrap().place, "Profile");
}

#[test]
fn a_failure_is_said_once_for_the_user_and_for_each_step() {
    let (checklist, chosen) = (checklist(), inputs(&[("c/uses", &["yes"])]));
    let failed = OrgFacts { failed: Some((Moment(1), Fault::SessionExpired)), ..OrgFacts::default() };
    let told = shown(&checklist, &chosen, &failed);
    assert_eq!(told.problem.as_deref(), Some("Your session has ended."));
    assert_eq!(told.facts, []);
    assert!(step(&told, "set").because.starts_with("Your session has ended."));
    // Why it is not known whether the step is needed is told too.
    let unanswered = shown(&checklist, &inputs(&[]), &org(&checklist, &inputs(&[]), &[], "true"));
    let said = &step(&unanswered, "api").because;
    assert!(said.contains("It is not known whether this step is needed."), "{said}");
}

#[test]
fn what_is_known_of_the_user_stands_in_salesforces_terms() {
    let checklist = checklist();
    let chosen = inputs(&[]);
    let mut org = org(&checklist, &chosen, &[], "true");
    let told = |org: &OrgFacts| -> Vec<(&'static str, Result<String, Reason>)> {
        facts(RITA, org).unwrap().into_iter().map(|fact| (fact.title, fact.found)).collect()
    };
    let expected = [
        ("Active", "Yes"),
        ("User License", "Salesforce"),
        ("Profile", "Sales"),
        ("Permission Sets", "Basic (not active), Field Sales, Reports"),
        ("Login IP Ranges", "None: users of this profile may log in from anywhere."),
    ];
    assert_eq!(told(&org), expected.map(|(title, found)| (title, Ok(found.to_owned()))));

    let range = row(&[("startAddress", "192.0.2.0"), ("endAddress", "192.0.2.255")]);
    let ranges: Row = [("Metadata.loginIpRanges".to_owned(), Field::Rows(vec![range]))].into_iter().collect();
    org.answers.get_mut(&Table::Profile).unwrap().rows = Ok(vec![ranges]);
    org.answers.get_mut(&Table::GivenSets).unwrap().rows = Err(Fault::TimedOut);
    let now = told(&org);
    assert_eq!(now[3].1, Err(Reason::Fault(Fault::TimedOut)));
    assert!(now[4].1.as_ref().unwrap().starts_with("Only from 192.0.2.0 to 192.0.2.255."));

    org.answers.get_mut(&Table::Users).unwrap().rows = Ok(Vec::new());
    assert_eq!(facts(RITA, &org), Err(Reason::NoSuchUser(RITA.to_owned())));
    assert_eq!(facts(RITA, &OrgFacts::default()), Err(Reason::NotLooked));
}
