//! What pages alone tell of the steps that stand on one record's page: the list names the record, the record's page decides.
//!
//! [`CASES`] is written from the rules in ARCHITECTURE.md: each line is what was seen, what is said of the step, and where it goes on.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use orgready::{
    checklist::{Checklist, Finding, Report, Status, evaluate, renew},
    evidence::{
        BoxSeen, Evidence, Fault, Inputs, Moment, Ordered, OrgSays, OrgSide, OrgWord, PageFacts, Places,
        RangeSeen, Reading, Reason, Seen, SetSeen, Spot, SpotRecord, UserSeen, Verdict,
    },
    setup::Place,
};

const ASSIGNED: &str = r#"{"permission_set_assigned": {"label": "Basic", "to": "raj"}}"#;
const ASSIGNED_TO_BOTH: &str = r#"{"permission_set_assigned": {"label": "Basic", "to": "both"}}"#;
const VENDORS: &str = r#"{"permission_set_assigned": {"label": "Basic", "namespace": "ns", "to": "raj"}}"#;
const GRANTS: &str = r#"{"permission_set_grants": {"label": "Basic", "what": "grants"}}"#;
/// By what the admin named.
const NAMED: &str = r#"{"permission_set": {"set": "own"}}"#;
const VENDORS_NAMED: &str = r#"{"permission_set": {"set": "vendors"}}"#;
const NAMED_ASSIGNED: &str = r#"{"permission_set_assigned": {"set": "own", "to": "raj"}}"#;
const VENDORS_NAMED_ASSIGNED: &str = r#"{"permission_set_assigned": {"set": "vendors", "to": "raj"}}"#;
const NAMED_GRANTS: &str = r#"{"permission_set_grants": {"set": "own", "what": "grants"}}"#;
const NONE_NAMED: &str = r#"{"permission_set": {"set": "none"}}"#;
const NONE_NAMED_ASSIGNED: &str = r#"{"permission_set_assigned": {"set": "none", "to": "raj"}}"#;
const NONE_NAMED_GRANTS: &str = r#"{"permission_set_grants": {"set": "none", "what": "grants"}}"#;
const TWO_NAMED: &str = r#"{"permission_set": {"set": "two"}}"#;
const ACTIVE: &str = r#"{"user": {"of": "raj"}}"#;
const EITHER_ACTIVE: &str = r#"{"any_of": {"of": [{"user": {"of": "raj"}}, {"user": {"of": "both"}}]}}"#;
const INACTIVE: &str = r#"{"not": {"of": {"user": {"of": "raj"}}}}"#;
const BOTH_ACTIVE: &str = r#"{"user": {"of": "both", "profiles": ["Sales"]}}"#;
const OWN_EMAIL: &str = r#"{"user": {"of": "raj", "email": "own"}}"#;
const CLASSES: &str = r#"{"apex_class_access": {"namespace": "ns", "of": "raj"}}"#;
const NAMED_CLASSES: &str =
    r#"{"apex_class_access": {"namespace": "ns", "classes": ["A", "B"], "of": "raj"}}"#;
const CLASSES_OF_BOTH: &str = r#"{"apex_class_access": {"namespace": "ns", "of": "both"}}"#;
const RANGES: &str = r#"{"login_ip_range": {"of": "raj"}}"#;
const ADDRESSES: &str = r#"{"login_ip_range": {"of": "raj", "addresses": "addresses"}}"#;
const ADDRESSES_OF_BOTH: &str = r#"{"login_ip_range": {"of": "both", "addresses": "addresses"}}"#;

const SETS: &str = "sets: Basic 1, Other 2";
const LISTED: &str = "users: raj 1, rita 2";

/// Each: the requirement, what was seen one after the other, the status, and the place to go on to.
const CASES: &[(&str, &[&str], &str, &str)] = &[
    (ASSIGNED, &[], "not checked yet", "permission-sets"),
    (ASSIGNED, &[SETS], "not checked yet", "permission-set 1"),
    (ASSIGNED, &[SETS, "set 1: own"], "not checked yet", "manage-assignments 1"),
    (ASSIGNED, &[SETS, "set 1: own", "holders 1: raj"], "done", "manage-assignments 1"),
    (
        ASSIGNED,
        &[SETS, "set 1: own", "holders 1: rita"],
        "cannot tell (NotOnThisPart)",
        "manage-assignments 1",
    ),
    // Which set it is, is not known from its label alone.
    (ASSIGNED, &[SETS, "holders 1: raj"], "not checked yet", "permission-set 1"),
    (ASSIGNED, &["set 1: own", "holders 1: raj"], "not checked yet", "permission-sets"),
    (
        ASSIGNED,
        &[SETS, "set 1: for sessions", "holders 1: raj"],
        "cannot tell (SessionBased)",
        "manage-assignments 1",
    ),
    (ASSIGNED, &[SETS, "set 1: of ns", "holders 1: raj"], "cannot tell (NotTold)", "manage-assignments 1"),
    (
        ASSIGNED,
        &[SETS, "set 1: unlabelled", "holders 1: raj"],
        "cannot tell (NotTold)",
        "manage-assignments 1",
    ),
    (
        ASSIGNED,
        &["sets: Basic 1, Basic 2", "set 1: own", "holders 1: raj"],
        "not checked yet",
        "permission-sets",
    ),
    // Deleted and made anew.
    (
        ASSIGNED,
        &[SETS, "set 1: own", "holders 1: raj", "sets: Basic 3"],
        "not checked yet",
        "permission-set 3",
    ),
    (
        ASSIGNED,
        &[SETS, "set 1: own", "holders 1: raj", "sets: Other 2"],
        "not checked yet",
        "permission-sets",
    ),
    (ASSIGNED, &[SETS, "set 1: own", "user 1: raj, Sales 1, Basic 1"], "done", "manage-assignments 1"),
    (
        ASSIGNED,
        &[SETS, "set 1: own", "user 1: raj, Sales 1, Basic 3"],
        "cannot tell (NotOnThisPart)",
        "manage-assignments 1",
    ),
    (
        ASSIGNED_TO_BOTH,
        &[SETS, "set 1: own", "holders 1: raj"],
        "cannot tell (NotOnThisPart)",
        "manage-assignments 1",
    ),
    (ASSIGNED_TO_BOTH, &[SETS, "set 1: own", "holders 1: raj, rita"], "done", "manage-assignments 1"),
    (
        ASSIGNED_TO_BOTH,
        &[SETS, "set 1: own", "user 2: rita, Sales 1, Basic 1", "holders 1: raj"],
        "done",
        "manage-assignments 1",
    ),
    (VENDORS, &[SETS, "set 1: of ns", "holders 1: raj"], "done", "manage-assignments 1"),
    (VENDORS, &[SETS, "set 1: own", "holders 1: raj"], "cannot tell (NotTold)", "manage-assignments 1"),
    (
        VENDORS,
        &[SETS, "set 1: unlabelled", "holders 1: raj"],
        "cannot tell (NotTold)",
        "manage-assignments 1",
    ),
    (GRANTS, &[SETS], "not checked yet", "permission-set 1"),
    (GRANTS, &[SETS, "set 1: own"], "not checked yet", "system-permissions 1"),
    (GRANTS, &[SETS, "set 1: own", "boxes 1: +ApiEnabled"], "done", "system-permissions 1"),
    (GRANTS, &[SETS, "set 1: own", "boxes 1: -ApiEnabled"], "to do", "system-permissions 1"),
    (GRANTS, &[SETS, "set 1: for sessions", "boxes 1: +ApiEnabled"], "done", "system-permissions 1"),
    (
        GRANTS,
        &[SETS, "set 1: of ns", "boxes 1: +ApiEnabled"],
        "cannot tell (NotTold)",
        "system-permissions 1",
    ),
    (GRANTS, &[SETS, "boxes 1: +ApiEnabled"], "not checked yet", "permission-set 1"),
    (NAMED, &[SETS], "done", "permission-sets"),
    (NAMED, &["sets: Basic 1, Basic 2"], "cannot tell (Ambiguous(2))", "permission-sets"),
    (NAMED, &["sets: Other 2"], "cannot tell (NotOnThisPart)", "permission-sets"),
    (NAMED, &["all sets: Other 2"], "to do", "permission-sets"),
    (VENDORS_NAMED, &[SETS], "cannot tell (NotTold)", "permission-sets"),
    (VENDORS_NAMED, &["all sets: Other 2"], "to do", "permission-sets"),
    (VENDORS_NAMED, &["all sets: basic 2"], "cannot tell (NotTold)", "permission-sets"),
    // As a whole it may be a label.
    (VENDORS_NAMED, &["all sets: ns__Basic 2"], "cannot tell (NotTold)", "permission-sets"),
    (VENDORS_NAMED, &["sets: Basic 1, ns__Basic 2"], "cannot tell (Ambiguous(2))", "permission-sets"),
    (NAMED_ASSIGNED, &[SETS, "set 1: own", "holders 1: raj"], "done", "manage-assignments 1"),
    (
        NAMED_ASSIGNED,
        &[SETS, "set 1: of ns", "holders 1: raj"],
        "cannot tell (NotTold)",
        "manage-assignments 1",
    ),
    (VENDORS_NAMED_ASSIGNED, &[SETS, "set 1: of ns", "holders 1: raj"], "done", "manage-assignments 1"),
    (
        VENDORS_NAMED_ASSIGNED,
        &[SETS, "set 1: own", "holders 1: raj"],
        "cannot tell (NotTold)",
        "manage-assignments 1",
    ),
    (NAMED_GRANTS, &[SETS, "set 1: own", "boxes 1: +ApiEnabled"], "done", "system-permissions 1"),
    (NAMED_GRANTS, &[SETS, "set 1: own", "boxes 1: -ApiEnabled"], "to do", "system-permissions 1"),
    (NONE_NAMED, &["all sets: Other 2"], "cannot tell (NobodyChosen(\"none\"))", "permission-sets"),
    (
        NONE_NAMED_ASSIGNED,
        &[SETS, "set 1: own", "holders 1: raj"],
        "cannot tell (NobodyChosen(\"none\"))",
        "permission-sets",
    ),
    (
        NONE_NAMED_GRANTS,
        &[SETS, "set 1: own", "boxes 1: -ApiEnabled"],
        "cannot tell (NobodyChosen(\"none\"))",
        "permission-sets",
    ),
    (TWO_NAMED, &[SETS], "cannot tell (BadInput(\"name one permission set\"))", "permission-sets"),
    (
        GRANTS,
        &[SETS, "set 1: own", "boxes 1: +ApiEnabled", "sets: Basic 3"],
        "not checked yet",
        "permission-set 3",
    ),
    (ACTIVE, &[], "not checked yet", "users"),
    (ACTIVE, &[LISTED], "not checked yet", "user 1"),
    (ACTIVE, &[LISTED, "user 1: raj, Sales 1"], "done", "user 1"),
    (ACTIVE, &["user 1: raj, Sales 1"], "done", "user 1"),
    (ACTIVE, &[LISTED, "user 1: raj, Sales 1, inactive"], "to do", "user 1"),
    // On the form, which the page does not show before it is read again.
    (ACTIVE, &[LISTED, "user 1: raj, Sales 1", "save user 1"], "not checked yet", "user 1"),
    (ACTIVE, &[LISTED, "user 1: raj, Sales 1", "save user 2"], "done", "user 1"),
    (EITHER_ACTIVE, &["user 1: raj, Sales 1"], "done", "user 1"),
    (EITHER_ACTIVE, &["user 1: raj, Sales 1, inactive"], "not checked yet", "user 1"),
    (INACTIVE, &["user 1: raj, Sales 1, inactive"], "done", "user 1"),
    (INACTIVE, &["user 1: raj, Sales 1"], "to do", "user 1"),
    // On the list it may have been somebody's e-mail address: who it is, the page says.
    (ACTIVE, &["users: raj 2", "user 2: rita, Sales 1"], "not checked yet", "user 2"),
    (ACTIVE, &["users: raj 1, raj 2"], "not checked yet", "users"),
    (ACTIVE, &["user 1: raj, Sales 1", "user 2: raj, Sales 1"], "not checked yet", "users"),
    (BOTH_ACTIVE, &[LISTED, "user 1: raj, Sales 1"], "not checked yet", "user 2"),
    (BOTH_ACTIVE, &[LISTED, "user 1: raj, Sales 1", "user 2: rita, Sales 1"], "done", "user 1"),
    (BOTH_ACTIVE, &[LISTED, "user 1: raj, Sales 1", "user 2: rita, Other 2"], "to do", "user 1"),
    (BOTH_ACTIVE, &[LISTED, "user 2: rita, Other 2"], "not checked yet", "user 1"),
    (OWN_EMAIL, &[LISTED, "user 1: raj, Sales 1"], "cannot tell (OtherEmails)", "user 1"),
    (OWN_EMAIL, &[LISTED, "user 1: raj, Sales 1, inactive"], "to do", "user 1"),
    (CLASSES, &[], "not checked yet", "users"),
    (CLASSES, &[LISTED], "not checked yet", "user 1"),
    (CLASSES, &["user 1: raj, Sales 1"], "not checked yet", "profile-classes 1"),
    // Which classes can be given, the editor alone tells.
    (CLASSES, &["user 1: raj, Sales 1", "classes 1: ns.A"], "not checked yet", "profile-classes 1"),
    (CLASSES, &["user 1: raj, Sales 1", "editor 1: +ns.A, +ns.B, -other.C"], "done", "profile-classes 1"),
    (
        CLASSES,
        &["user 1: raj, Sales 1", "editor 1: +ns.A, -ns.B"],
        "cannot tell (MaybeBySet)",
        "profile-classes 1",
    ),
    (CLASSES, &["user 1: raj, Sales 1", "editor 1: +other.A"], "not checked yet", "profile-classes 1"),
    (CLASSES, &["user 1: raj, Sales 1", "editor 2: +ns.A"], "not checked yet", "profile-classes 1"),
    (CLASSES, &["editor 1: +ns.A"], "not checked yet", "users"),
    (
        CLASSES,
        &["user 1: raj, Sales 1", "editor 1: -ns.A", "save 1", "classes 1: ns.A"],
        "done",
        "profile-classes 1",
    ),
    (
        CLASSES,
        &["user 1: raj, Sales 1", "editor 1: -ns.A, -ns.B", "save 1", "classes 1: ns.A"],
        "cannot tell (MaybeBySet)",
        "profile-classes 1",
    ),
    (CLASSES, &["user 1: raj, Sales 1", "editor 1: +ns.A", "save 1"], "not checked yet", "profile-classes 1"),
    (
        CLASSES,
        &["user 1: raj, Sales 1", "editor 1: +ns.A", "classes 1: ns.B"],
        "cannot tell (MaybeBySet)",
        "profile-classes 1",
    ),
    (
        CLASSES,
        &["user 1: raj, Sales 1", "editor 1: +ns.A", "classes 1:"],
        "not checked yet",
        "profile-classes 1",
    ),
    // Another profile now.
    (
        CLASSES,
        &["user 1: raj, Sales 1", "editor 1: +ns.A", "user 1: raj, Other 2"],
        "not checked yet",
        "profile-classes 2",
    ),
    (NAMED_CLASSES, &["user 1: raj, Sales 1", "editor 1: +ns.A, +ns.B, -ns.C"], "done", "profile-classes 1"),
    (NAMED_CLASSES, &["user 1: raj, Sales 1", "editor 1: +ns.A"], "not checked yet", "profile-classes 1"),
    (CLASSES_OF_BOTH, &["user 1: raj, Sales 1", "editor 1: +ns.A"], "not checked yet", "users"),
    (
        CLASSES_OF_BOTH,
        &["user 1: raj, Sales 1", "user 2: rita, Sales 1", "editor 1: +ns.A"],
        "done",
        "profile-classes 1",
    ),
    (
        CLASSES_OF_BOTH,
        &["user 1: raj, Sales 1", "user 2: rita, Other 2", "editor 1: +ns.A"],
        "not checked yet",
        "profile-classes 2",
    ),
    (
        CLASSES_OF_BOTH,
        &["user 1: raj, Sales 1", "user 2: rita, Other 2", "editor 1: +ns.A", "editor 2: +ns.A"],
        "done",
        "profile-classes 1",
    ),
    (RANGES, &["user 1: raj, Sales 1"], "not checked yet", "profile-login-ranges 1"),
    (RANGES, &["user 1: raj, Sales 1", "ranges 1: 192.0.2.0-192.0.2.255"], "done", "profile-login-ranges 1"),
    (RANGES, &["user 1: raj, Sales 1", "ranges 1: none"], "to do", "profile-login-ranges 1"),
    (RANGES, &["user 1: raj, Sales 1", "ranges 1: unsaid"], "not checked yet", "profile-login-ranges 1"),
    (RANGES, &["user 1: raj, Sales 1", "ranges 2: none"], "not checked yet", "profile-login-ranges 1"),
    (
        ADDRESSES,
        &["user 1: raj, Sales 1", "ranges 1: 192.0.2.0-192.0.2.255"],
        "done",
        "profile-login-ranges 1",
    ),
    (
        ADDRESSES,
        &["user 1: raj, Sales 1", "ranges 1: 192.0.2.0-192.0.2.8"],
        "to do",
        "profile-login-ranges 1",
    ),
    (ADDRESSES, &["user 1: raj, Sales 1", "ranges 1: none"], "done", "profile-login-ranges 1"),
    (
        ADDRESSES_OF_BOTH,
        &["user 1: raj, Sales 1", "user 2: rita, Other 2", "ranges 1: none"],
        "not checked yet",
        "user 1",
    ),
];

const STEP: u64 = 1_000;

fn id(prefix: &str, number: &str) -> String {
    format!("{prefix}00000000000{number}AAA")
}

fn username(name: &str) -> String {
    format!("{name}@acme.example")
}

fn set_named(text: &str) -> SetSeen {
    let (label, number) = text.rsplit_once(' ').unwrap();
    SetSeen { label: label.to_owned(), record: Some(id("0PS", number)) }
}

fn user(parts: &[&str]) -> Seen {
    let [name, profile, rest @ ..] = parts else { panic!("{parts:?}") };
    let (label, number) = profile.rsplit_once(' ').unwrap();
    Seen::User {
        active: Some(!rest.contains(&"inactive")),
        email: None,
        profile: Some(SetSeen { label: label.to_owned(), record: Some(id("00e", number)) }),
        licence: None,
        // Salesforce compares names for login without case.
        texts: vec!["Rep".to_owned(), username(name).to_uppercase()],
        sets: rest.iter().filter(|text| **text != "inactive").map(|text| set_named(text)).collect(),
        whole: true,
    }
}

fn set_page(says: &str) -> Seen {
    let (namespace, activation) = match says {
        "own" => (Some(""), Some(false)),
        "of ns" => (Some("ns"), Some(false)),
        "for sessions" => (Some(""), Some(true)),
        "unlabelled" => (None, None),
        _ => panic!("{says}"),
    };
    Seen::PermissionSet { namespace: namespace.map(str::to_owned), activation }
}

fn ranges(says: &str) -> Seen {
    let range = |(start, end): (&str, &str)| RangeSeen { start: start.to_owned(), end: end.to_owned() };
    let ranges: Vec<RangeSeen> = says.split_once('-').map(range).into_iter().collect();
    Seen::Profile { classes: Vec::new(), ranges, whole: says != "unsaid" }
}

/// `+name` is on, `-name` is off.
fn switches(parts: &[&str]) -> Ordered<String, BoxSeen> {
    let switch = |text: &&str| {
        let on = text.starts_with('+');
        (text.trim_start_matches(['+', '-']).to_owned(), BoxSeen { saved: on, shown: on, enabled: true })
    };
    parts.iter().map(switch).collect()
}

fn editor(parts: &[&str]) -> Seen {
    Seen::ProfileClasses { classes: switches(parts) }
}

fn boxes(parts: &[&str]) -> Seen {
    Seen::SystemPermissions { boxes: switches(parts), unlabelled: None }
}

/// A page as a case writes it.
fn page(text: &str) -> (Spot, Seen) {
    let (what, says) = text.split_once(':').unwrap();
    let says = says.trim();
    let parts: Vec<&str> = says.split(", ").filter(|part| !part.is_empty()).collect();
    let (what, number) = what.split_once(' ').unwrap_or((what, ""));
    let of = |place, prefix: &str| Spot::new(place, Some(&id(prefix, number)));
    match what {
        "sets" | "all" => {
            let sets = parts.iter().map(|part| set_named(part)).collect();
            (Spot::new(Place::PermissionSets, None), Seen::PermissionSets { sets, whole: what == "all" })
        }
        "users" => {
            let row = |part: &&str| {
                let (name, number) = part.split_once(' ').unwrap();
                UserSeen { record: id("005", number), cells: vec!["Rep".to_owned(), username(name)] }
            };
            let users = parts.iter().map(row).collect();
            (Spot::new(Place::Users, None), Seen::Users { users, whole: false })
        }
        "set" => (of(Place::PermissionSet, "0PS"), set_page(says)),
        "holders" => {
            let rows = parts.iter().map(|name| vec!["Rep".to_owned(), username(name)]).collect();
            (of(Place::ManageAssignments, "0PS"), Seen::Assignments { rows })
        }
        "user" => (of(Place::User, "005"), user(&parts)),
        "classes" => {
            let classes = parts.iter().map(|name| (*name).to_owned()).collect();
            let seen = Seen::Profile { classes, ranges: Vec::new(), whole: false };
            (of(Place::ProfileClasses, "00e"), seen)
        }
        "editor" => (of(Place::ProfileClassesEdit, "00e"), editor(&parts)),
        "boxes" => (of(Place::SystemPermissions, "0PS"), boxes(&parts)),
        "ranges" => (of(Place::ProfileLoginRanges, "00e"), ranges(says)),
        _ => panic!("{text}"),
    }
}

fn checklist(requirement: &str) -> Checklist {
    let input =
        |id: &str, kind: &str| format!(r#"{{"id": "{id}", "kind": "{kind}", "label": "l", "why": "w"}}"#);
    let inputs = [
        input("raj", "users"),
        input("both", "users"),
        input("addresses", "addresses"),
        input("grants", "grants"),
        input("own", "permission_set"),
        input("vendors", "permission_set"),
        input("none", "permission_set"),
        input("two", "permission_set"),
    ]
    .join(", ");
    let step = format!(r#"{{"id": "s", "title": "t", "why": "w", "requirement": {requirement}}}"#);
    let head = r#""format": 1, "id": "c", "version": "1", "title": "t", "domain": "a.example", "about": "a""#;
    Checklist::parse(&format!(r#"{{{head}, "inputs": [{inputs}], "steps": [{step}]}}"#)).unwrap()
}

/// What is known after these pages, each seen a step of time after the one before; the last is open.
fn evidence(pages: &[&str]) -> (Evidence, Moment) {
    let chosen = |input: &str, values: &[&str]| {
        (format!("c/{input}"), values.iter().map(|value| (*value).to_owned()).collect())
    };
    let [raj, rita] = ["raj", "rita"].map(username);
    let inputs = [
        chosen("raj", &[&raj]),
        chosen("both", &[&raj, &rita]),
        chosen("addresses", &["192.0.2.9"]),
        chosen("grants", &["ApiEnabled"]),
        chosen("own", &["Basic"]),
        chosen("vendors", &["ns__Basic"]),
        chosen("two", &["Basic", "Other"]),
    ];
    let mut evidence = Evidence { inputs: Inputs(Ordered::from(inputs)), ..Evidence::default() };
    let mut now = Moment(STEP);
    for text in pages {
        now = Moment(now.0 + STEP);
        see(&mut evidence, text, now);
    }
    (evidence, now)
}

fn see(evidence: &mut Evidence, text: &str, now: Moment) {
    if let Some(saved) = text.strip_prefix("save ") {
        let spot = match saved.strip_prefix("user ") {
            Some(number) => Spot::new(Place::UserEdit, Some(&id("005", number))),
            None => Spot::new(Place::ProfileClassesEdit, Some(&id("00e", saved))),
        };
        evidence.spots.or_default(&spot).saved_at = Some(now);
        return;
    }
    let (spot, seen) = page(text);
    let document = format!("document-{}", now.0);
    evidence.open.clear();
    evidence.open.insert(spot.clone(), document.clone());
    let facts = PageFacts { error: false, seen: Ok(seen) };
    evidence.spots.or_default(&spot).reading = Some(Reading { document, loaded_at: now, facts });
}

fn written(status: &Status) -> String {
    match status {
        Status::CannotTell(reason) => format!("{} ({reason:?})", status.name()),
        _ => status.name().to_owned(),
    }
}

/// The first place that a link leads to.
fn goes_on(finding: &Finding) -> String {
    let (spot, _) = finding.spots.iter().find(|(spot, _)| spot.place.linked()).unwrap();
    let number = spot
        .record
        .as_deref()
        .map(|id| format!(" {}", id.chars().skip(3).collect::<String>().trim_start_matches('0')));
    format!("{}{}", spot.place.id(), number.unwrap_or_default())
}

/// The requirement's spots as they are without the API, which names the lists.
fn without_the_api(checklist: &Checklist, evidence: &mut Evidence) {
    let facts = orgready::evidence::OrgFacts::default();
    evidence.org = orgready::checklist::says(std::slice::from_ref(checklist), &evidence.inputs, &facts);
}

fn found(requirement: &str, pages: &[&str], later: u64) -> Finding {
    let checklist = checklist(requirement);
    let (mut evidence, now) = evidence(pages);
    without_the_api(&checklist, &mut evidence);
    let mut report = evaluate(&checklist, &evidence, Moment(now.0 + later));
    assert_eq!(page_by_page(&checklist, pages, later), report, "judged anew after each page: {pages:?}");
    report.findings.remove(0)
}

/// The same as in the sidebar, where a step is judged anew only if a page that it rests on was read.
fn page_by_page(checklist: &Checklist, pages: &[&str], later: u64) -> Report {
    let (mut evidence, mut now) = evidence(&[]);
    without_the_api(checklist, &mut evidence);
    let mut report = evaluate(checklist, &evidence, now);
    let _ = evidence.take_changed();
    for text in pages {
        now = Moment(now.0 + STEP);
        see(&mut evidence, text, now);
        let changed = evidence.take_changed();
        renew(&mut report, checklist, &evidence, changed, now);
    }
    renew(&mut report, checklist, &evidence, Places::default(), Moment(now.0 + later));
    report
}

#[test]
fn pages_alone_decide_what_they_show_and_lead_on() {
    let mut wrong = Vec::new();
    for (requirement, pages, status, goes_to) in CASES {
        let finding = found(requirement, pages, STEP);
        let is = (written(&finding.status), goes_on(&finding));
        if (is.0.as_str(), is.1.as_str()) != (*status, *goes_to) {
            wrong.push(format!("{requirement} {pages:?}\n  is {is:?}\n  should be {:?}", (status, goes_to)));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_rests_on_an_old_page_is_old_though_the_last_one_is_open() {
    const OLD: u64 = 11 * 60 * 1000;
    for (requirement, pages) in [
        (ASSIGNED, &[SETS, "set 1: own", "holders 1: raj"][..]),
        (CLASSES, &["user 1: raj, Sales 1", "editor 1: +ns.A"]),
        (RANGES, &["user 1: raj, Sales 1", "ranges 1: 192.0.2.0-192.0.2.255"]),
    ] {
        assert!(found(requirement, pages, STEP).stale.is_none(), "{requirement}");
        assert!(found(requirement, pages, OLD).stale.is_some(), "{requirement}");
    }
    // It is open, and says all by itself.
    assert!(found(ACTIVE, &[LISTED, "user 1: raj, Sales 1"], OLD).stale.is_none());
}

#[test]
fn a_page_that_is_in_doubt_names_no_record() {
    let checklist = checklist(ASSIGNED);
    let list = Spot::new(Place::PermissionSets, None);
    let spoil: [fn(&mut SpotRecord); 3] = [
        |record| record.saved_at = Some(Moment(u64::MAX)),
        |record| record.reading.as_mut().unwrap().facts.error = true,
        |record| record.reading.as_mut().unwrap().facts.seen = Err(Reason::UnknownPage),
    ];
    for spoil in spoil {
        let (mut evidence, now) = evidence(&[SETS, "set 1: own", "holders 1: raj"]);
        without_the_api(&checklist, &mut evidence);
        spoil(evidence.spots.get_mut(&list).unwrap());
        let finding = evaluate(&checklist, &evidence, now).findings.remove(0);
        assert_eq!(goes_on(&finding), "permission-sets");
        assert_ne!(finding.status, Status::Done);
    }
}

/// By what the API says: whether the pages are asked at all.
#[test]
fn where_the_api_says_something_pages_name_no_record() {
    let reason = |reason| Verdict::CannotTell(reason);
    for (verdict, status) in [
        (reason(Reason::NotLooked), "done"),
        (reason(Reason::Lacks("View Setup".to_owned())), "done"),
        (reason(Reason::Fault(Fault::SessionExpired)), "done"),
        (reason(Reason::SessionBased), "cannot tell (SessionBased)"),
        (reason(Reason::Ambiguous(2)), "cannot tell (Ambiguous(2))"),
        (Verdict::Fails(orgready::evidence::Value::Absent), "to do"),
    ] {
        let checklist = checklist(ASSIGNED);
        let (mut evidence, now) = evidence(&[SETS, "set 1: own", "holders 1: raj"]);
        let told = OrgSide { asked_at: Some(Moment(1)), verdict };
        let word = OrgWord { told, spots: vec![(Spot::new(Place::PermissionSets, None), None)] };
        evidence.org = OrgSays { steps: Ordered::from([("c/s".to_owned(), word)]), ..OrgSays::default() };
        let finding = evaluate(&checklist, &evidence, now).findings.remove(0);
        assert_eq!(written(&finding.status), status);
    }
}

#[test]
fn the_record_that_the_api_names_stays_whatever_a_list_says() {
    let checklist = checklist(ASSIGNED);
    let (mut evidence, now) = evidence(&[SETS, "set 1: own", "holders 1: raj"]);
    let told =
        OrgSide { asked_at: Some(Moment(1)), verdict: Verdict::CannotTell(Reason::Fault(Fault::Network)) };
    let named = [Place::ManageAssignments, Place::PermissionSet]
        .map(|place| (Spot::new(place, Some(&id("0PS", "9"))), None));
    let word = OrgWord { told, spots: named.to_vec() };
    evidence.org = OrgSays { steps: Ordered::from([("c/s".to_owned(), word)]), ..OrgSays::default() };
    let finding = evaluate(&checklist, &evidence, now).findings.remove(0);
    assert_eq!(goes_on(&finding), "manage-assignments 9");
    assert_eq!(written(&finding.status), "could not check");
}
