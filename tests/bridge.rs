//! What crosses between the extension's contexts, written out: the JSON of every message and of what is stored, both ways; and that the
//! crate's own way of writing it is serde's.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use orgready::{
    bridge::{
        Choices, FrameToTop, TopToFrame, VERSION, absorbed,
        frame::{FrameName, Gaps, PointOutcome},
        from_text, judged, to_text,
    },
    checklist::Checklist,
    evidence::{
        Answer, AppSeen, AppType, Attestation, BoxSeen, CallsSeen, Fault, Field, Inputs, Key, Limit, Lost,
        Moment, Need, Offer, Ordered, OrgFacts, OrgSays, OrgSide, OrgWord, PackageSeen, PageFacts,
        ProfileSeen, RangeSeen, Reading, Reason, Row, Seen, SetSeen, Spot, SpotRecord, Table, Usage, UsedApp,
        Value as Found, Verdict, org_facts::Owner,
    },
    requirement::Control,
    setup::Place,
    wire::Wire,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, from_value, json, to_value};
use std::{collections::BTreeSet, fmt::Debug, path::Path};

/// A value is written as this JSON, and this JSON is read as that value; by serde too.
fn check<T: Wire + Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, golden: Value) {
    let written: Value = serde_json::from_str(&to_text(value)).unwrap();
    assert_eq!(written, golden, "written");
    assert_eq!(to_value(value).unwrap(), golden, "written by serde");
    assert_eq!(from_text::<T>(&golden.to_string()).as_ref(), Some(value), "read");
    assert_eq!(&from_value::<T>(golden).unwrap(), value, "read by serde");
}

/// A text that is no value of a type, for serde neither.
fn check_refused<T: Wire + DeserializeOwned + Debug>(text: &Value) {
    assert!(from_value::<T>(text.clone()).is_err(), "{text}");
    assert_eq!(from_text::<T>(&text.to_string()).map(|read| format!("{read:?}")), None, "{text}");
}

fn document() -> String {
    "3f0e".to_owned()
}

fn frame_to_top() -> Vec<(FrameToTop, Value)> {
    let hello = FrameToTop::Hello {
        document: document(),
        loaded_at: Moment(1_790_000_000_000),
        name: "vfFrameId_1".into(),
        path: "/0A3".into(),
        query: "?setupid=ImportedPackage".into(),
    };
    let facts = PageFacts { error: false, seen: Err(Reason::UnknownPage) };
    let pointed = [
        (PointOutcome::Asked, json!("Asked")),
        (PointOutcome::Shown(2), json!({"Shown": 2})),
        (PointOutcome::Cannot(Reason::NoLabels("hu".into())), json!({"Cannot": {"NoLabels": "hu"}})),
        (PointOutcome::MayNotChange, json!("MayNotChange")),
    ];
    let pointed = pointed.map(|(outcome, golden)| {
        let says =
            FrameToTop::Pointed { document: document(), outcome, gaps: Some(Gaps { start: -3, end: 40 }) };
        (says, json!({"Pointed": {"document": "3f0e", "outcome": golden, "gaps": {"start": -3, "end": 40}}}))
    });
    vec![
        (
            hello,
            json!({"Hello": {"document": "3f0e", "loaded_at": 1_790_000_000_000_u64, "name": "vfFrameId_1", "path": "/0A3",
                "query": "?setupid=ImportedPackage"}}),
        ),
        (
            FrameToTop::Facts { document: document(), facts, language: "ja".into(), save: Some("保存".into()) },
            json!({"Facts": {"document": "3f0e", "facts": {"error": false, "seen": {"Err": "UnknownPage"}},
                "language": "ja", "save": "保存"}}),
        ),
        (
            FrameToTop::Submitted { document: document(), at: Moment(5) },
            json!({"Submitted": {"document": "3f0e", "at": 5}}),
        ),
        (
            FrameToTop::Closed { document: document(), at: Moment(6) },
            json!({"Closed": {"document": "3f0e", "at": 6}}),
        ),
    ]
    .into_iter()
    .chain(pointed)
    .collect()
}

fn top_to_frame() -> Vec<(TopToFrame, Value)> {
    let controls = [
        (Control::SettingBox("lockSessionsToIp"), json!({"SettingBox": "lockSessionsToIp"})),
        (
            Control::PackageRow { namespace: "n".into(), name: "N".into() },
            json!({"PackageRow": {"namespace": "n", "name": "N"}}),
        ),
        (Control::SetLink("Basic".into()), json!({"SetLink": "Basic"})),
        (Control::NewSet("Basic".into()), json!({"NewSet": "Basic"})),
        (Control::SaveSet("Basic".into()), json!({"SaveSet": "Basic"})),
        (
            Control::ManageAssignments(vec!["o@acme.example".into()]),
            json!({"ManageAssignments": ["o@acme.example"]}),
        ),
        (Control::Assign(vec!["o@acme.example".into()]), json!({"Assign": ["o@acme.example"]})),
        (Control::Save, json!("Save")),
        (Control::InstallNamed("Insycle".into()), json!({"InstallNamed": "Insycle"})),
        (Control::InstallPackage, json!("InstallPackage")),
        (
            Control::UpgradeLink { namespace: "n".into(), name: "N".into() },
            json!({"UpgradeLink": {"namespace": "n", "name": "N"}}),
        ),
        (Control::AppMenu("Insycle".into()), json!({"AppMenu": "Insycle"})),
        (Control::AppProfiles(vec!["Rep".into()]), json!({"AppProfiles": ["Rep"]})),
    ];
    let points = controls.map(|(control, golden)| {
        let ask = TopToFrame::Point { document: document(), control };
        (ask, json!({"Point": {"document": "3f0e", "control": golden}}))
    });
    let read = TopToFrame::Read { document: document(), place: Place::PermissionSets };
    let others = [
        (TopToFrame::WhoIsThere, json!("WhoIsThere")),
        (read, json!({"Read": {"document": "3f0e", "place": "PermissionSets"}})),
        (TopToFrame::Rest { document: document() }, json!({"Rest": {"document": "3f0e"}})),
        (TopToFrame::Unpoint { document: document() }, json!({"Unpoint": {"document": "3f0e"}})),
    ];
    others.into_iter().chain(points).collect()
}

/// A value is written as this JSON, and this JSON is read as that value, where serde has no part in it.
fn check_own<T: Wire + PartialEq + Debug>(value: &T, golden: &Value) {
    assert_eq!(&serde_json::from_str::<Value>(&to_text(value)).unwrap(), golden, "written");
    assert_eq!(from_text::<T>(&golden.to_string()).as_ref(), Some(value), "read");
}

/// A new variant does not compile here until it has a name, and does not pass until it has a golden message.
#[test]
fn every_message_has_its_golden_json() {
    let name = |message: &FrameToTop| match message {
        FrameToTop::Hello { .. } => "Hello",
        FrameToTop::Facts { .. } => "Facts",
        FrameToTop::Submitted { .. } => "Submitted",
        FrameToTop::Closed { .. } => "Closed",
        FrameToTop::Pointed { .. } => "Pointed",
    };
    let names: BTreeSet<&str> = frame_to_top().iter().map(|(message, _)| name(message)).collect();
    assert_eq!(names.len(), 5, "{names:?}");
    let name = |message: &TopToFrame| match message {
        TopToFrame::WhoIsThere => "WhoIsThere",
        TopToFrame::Read { .. } => "Read",
        TopToFrame::Rest { .. } => "Rest",
        TopToFrame::Point { .. } => "Point",
        TopToFrame::Unpoint { .. } => "Unpoint",
    };
    let names: BTreeSet<&str> = top_to_frame().iter().map(|(message, _)| name(message)).collect();
    assert_eq!(names.len(), 5, "{names:?}");
    for (message, golden) in frame_to_top() {
        assert_eq!(message.document(), "3f0e");
        check(&message, golden);
    }
    for (message, golden) in top_to_frame() {
        assert_eq!(message.document().is_none(), message == TopToFrame::WhoIsThere);
        check_own(&message, &golden);
    }
}

#[test]
fn an_unknown_message_is_refused() {
    for unknown in [
        json!("Unpoint"),
        json!({"WhoIsThere": {"document": "3f0e"}}),
        json!("WhoAreYou"),
        json!({"Write": {"document": "3f0e"}}),
        json!({"Read": {}}),
        json!({"Read": {"document": 7}}),
        json!({"Read": {"document": "a"}, "Rest": {"document": "a"}}),
        json!({"Point": {"document": "a", "control": {"SettingBox": "noSuchSetting"}}}),
        json!({"Point": {"document": "a", "control": "#save"}}),
        json!({}),
        json!(null),
        json!([]),
    ] {
        assert_eq!(from_text::<TopToFrame>(&unknown.to_string()), None, "{unknown}");
        check_refused::<FrameToTop>(&unknown);
    }
}

fn seen() -> Vec<(Seen, Value)> {
    let boxes =
        Ordered::from([("lockSessionsToIp".into(), BoxSeen { saved: true, shown: false, enabled: true })]);
    let package = PackageSeen {
        name: "Insycle".into(),
        version: "1.12".into(),
        cells: vec!["Insycle, Inc.".into()],
        status: Some("Trial".into()),
        upgrade: true,
    };
    let set = SetSeen { label: "Insycle".into(), record: None };
    let app = UsedApp {
        cells: vec!["Insycle".into(), "3".into()],
        offers: vec![Offer::Install, Offer::Block],
        id: Some("0Ci000000000001".into()),
    };
    let range = RangeSeen { start: "192.0.2.1".into(), end: "192.0.2.9".into() };
    vec![
        (
            Seen::SessionSettings { boxes, unlabelled: Some("it".into()) },
            json!({"SessionSettings": {"boxes": {"lockSessionsToIp": {"saved": true, "shown": false, "enabled": true}}, "unlabelled": "it"}}),
        ),
        (
            Seen::InstalledPackages { packages: vec![package], whole: true },
            json!({"InstalledPackages": {"whole": true, "packages": [
                {"name": "Insycle", "version": "1.12", "cells": ["Insycle, Inc."], "status": "Trial", "upgrade": true}]}}),
        ),
        (
            Seen::PermissionSets { sets: vec![set], whole: false },
            json!({"PermissionSets": {"sets": [{"label": "Insycle", "record": null}], "whole": false}}),
        ),
        (
            Seen::PermissionSet { namespace: Some("ns".into()), activation: Some(false) },
            json!({"PermissionSet": {"namespace": "ns", "activation": false}}),
        ),
        (Seen::Assignments { rows: vec![vec!["a".into()]] }, json!({"Assignments": {"rows": [["a"]]}})),
        (Seen::Assigning, json!("Assigning")),
        (Seen::UserEdit, json!("UserEdit")),
        (Seen::NewPermissionSet, json!("NewPermissionSet")),
        (
            Seen::TrustedIpRanges { ranges: vec![range], whole: true },
            json!({"TrustedIpRanges": {"ranges": [{"start": "192.0.2.1", "end": "192.0.2.9"}], "whole": true}}),
        ),
        (Seen::TrustedIpRange, json!("TrustedIpRange")),
        (
            Seen::ConnectedAppsUsage { apps: vec![app], whole: true, language: "en".into() },
            json!({"ConnectedAppsUsage": {"whole": true, "language": "en", "apps": [
                {"cells": ["Insycle", "3"], "offers": ["Install", "Block"], "id": "0Ci000000000001"}]}}),
        ),
        (Seen::AppApproval, json!("AppApproval")),
        (Seen::PackageInstall, json!("PackageInstall")),
        (Seen::ExternalClientApps, json!("ExternalClientApps")),
        (
            Seen::ConnectedApps { names: vec!["Insycle".into()], whole: true },
            json!({"ConnectedApps": {"names": ["Insycle"], "whole": true}}),
        ),
    ]
    .into_iter()
    .chain(seen_of_apps())
    .collect()
}

/// Pages of apps and of the organization.
fn seen_of_apps() -> Vec<(Seen, Value)> {
    let app =
        AppSeen { name: "Insycle".into(), developer_name: "I".into(), app_type: Some(AppType::Classic) };
    let visible = BoxSeen { saved: true, shown: false, enabled: true };
    let profile = ProfileSeen { name: "Rep".into(), visible };
    let calls = CallsSeen { used: 4, max: 15_000 };
    let golden = json!({"used": 4, "max": 15_000});
    vec![
        (
            Seen::Apps { apps: vec![app] },
            json!({"Apps": {"apps": [{"name": "Insycle", "developer_name": "I", "app_type": "Classic"}]}}),
        ),
        (
            Seen::AppEdit { profiles: vec![profile], whole: true },
            json!({"AppEdit": {"profiles": [
                {"name": "Rep", "visible": {"saved": true, "shown": false, "enabled": true}}], "whole": true}}),
        ),
        (
            Seen::AppBuilder {
                available: vec![],
                selected: vec!["Rep".into()],
                saved: Some(vec![]),
                enabled: true,
            },
            json!({"AppBuilder": {"available": [], "selected": ["Rep"], "saved": [], "enabled": true}}),
        ),
        (
            Seen::Company { organization: "00D".into(), edition: None, calls: Some(calls) },
            json!({"Company": {"organization": "00D", "edition": null, "calls": golden}}),
        ),
        (Seen::Overview { calls }, json!({"Overview": {"calls": golden}})),
    ]
}

fn facts() -> (OrgFacts, Value) {
    let need = Need::of(
        Table::Assignments,
        [Key::Namespace("insycleapp".into()), Key::Label("Basic".into())],
        &["a@x".into()],
    );
    let fields = [
        ("Null", Field::Null),
        ("Bool", Field::Bool(true)),
        ("Number", Field::Number(-15)),
        ("Text", Field::Text("t".into())),
        ("Rows", Field::Rows(vec![Row::new()])),
    ];
    let row: Row = fields.into_iter().map(|(name, field)| (name.to_owned(), field)).collect();
    let answer = Answer { asked_at: Moment(7), asked: need, rows: Ok(vec![row]) };
    let refused = Answer {
        asked_at: Moment(7),
        asked: Need::all(Table::Packages),
        rows: Err(Fault::Other("SOME_CODE".into())),
    };
    let facts = OrgFacts {
        owner: Some(Owner { user: "005".into(), username: "a@x".into(), org: "00D".into() }),
        answers: Ordered::from([(Table::Assignments, answer), (Table::Packages, refused)]),
        usage: Some(Usage { asked_at: Moment(7), used: 18, allowed: 5000 }),
        failed: Some((Moment(8), Fault::SessionExpired)),
    };
    let golden = json!({
        "owner": {"user": "005", "username": "a@x", "org": "00D"},
        "answers": {
            "Assignments": {
                "asked_at": 7,
                "asked": {"table": "Assignments", "keys": [{"Namespace": "insycleapp"}, {"Label": "Basic"}], "users": ["a@x"]},
                "rows": {"Ok": [{"Null": "Null", "Bool": {"Bool": true}, "Number": {"Number": -15}, "Text": {"Text": "t"}, "Rows": {"Rows": [{}]}}]},
            },
            "Packages": {"asked_at": 7, "asked": {"table": "Packages", "keys": [], "users": []}, "rows": {"Err": {"Other": "SOME_CODE"}}},
        },
        "usage": {"asked_at": 7, "used": 18, "allowed": 5000},
        "failed": [8, "SessionExpired"],
    });
    (facts, golden)
}

fn choices() -> (Choices, Value) {
    let choices = Choices {
        checklists: vec!["insycle".into()],
        api: true,
        collapsed: false,
        at_start: true,
        inputs: Inputs(Ordered::from([("insycle/insycle-users".into(), vec!["a@x".into()])])),
        said: Ordered::from([("insycle/first-login".into(), Attestation { at: Moment(9) })]),
        limit: Limit(30),
        other_ways: vec![Place::Profiles],
        refreshed: Some(Moment(8)),
    };
    let golden = json!({
        "checklists": ["insycle"], "api": true, "collapsed": false, "at_start": true, "inputs": {"insycle/insycle-users": ["a@x"]},
        "said": {"insycle/first-login": {"at": 9}}, "limit": 30, "other_ways": ["Profiles"], "refreshed": 8,
    });
    (choices, golden)
}

fn record(seen: Seen) -> SpotRecord {
    let facts = PageFacts { error: false, seen: Ok(seen) };
    SpotRecord {
        reading: Some(Reading { document: document(), loaded_at: Moment(3), facts }),
        saved_at: Some(Moment(2)),
        lost: Some(Lost { gone_at: Moment(1), loaded_at: Moment(0) }),
    }
}

#[test]
fn what_is_kept_has_its_golden_json() {
    let (choices, golden) = choices();
    check(&choices, golden);
    let (facts, golden) = facts();
    check(&facts, golden);
    let spot = Spot::new(Place::ManageAssignments, Some("0PS000000000001AAA"));
    for (seen, golden) in seen() {
        let reading =
            json!({"document": "3f0e", "loaded_at": 3, "facts": {"error": false, "seen": {"Ok": golden}}});
        let kept = json!({"reading": reading, "saved_at": 2, "lost": {"gone_at": 1, "loaded_at": 0}});
        check(
            &(spot.clone(), record(seen)),
            json!([{"place": "ManageAssignments", "record": "0PS000000000001"}, kept]),
        );
    }
    let facts = PageFacts { error: true, seen: Err(Reason::NoLabels("it".into())) };
    check(&facts, json!({"error": true, "seen": {"Err": {"NoLabels": "it"}}}));
    check(
        &vec![Need::all(Table::SecuritySettings)],
        json!([{"table": "SecuritySettings", "keys": [], "users": []}]),
    );
}

/// Every reason and fault crosses inside of facts.
#[test]
fn reasons_and_faults_go_by_their_names() {
    for (reason, golden) in [
        (Reason::NotLooked, json!("NotLooked")),
        (Reason::Ambiguous(2), json!({"Ambiguous": 2})),
        (Reason::Lacks("View Setup".into()), json!({"Lacks": "View Setup"})),
        (Reason::NobodyChosen("reps".into()), json!({"NobodyChosen": "reps"})),
        (Reason::Fault(Fault::TimedOut), json!({"Fault": "TimedOut"})),
        (Reason::Fault(Fault::Other("X".into())), json!({"Fault": {"Other": "X"}})),
    ] {
        check(&reason, golden);
    }
}

#[test]
fn no_text_is_changed_on_its_way() {
    for text in [
        "",
        "\"quoted\" \\ \u{8}\u{c}\n\r\t\u{0}\u{1f}",
        "セッション 🔒 \u{2028}\u{feff}\u{7f}",
        "</script>\u{fffd}",
    ] {
        check(&text.to_owned(), json!(text));
        let inputs = Inputs(Ordered::from([(text.to_owned(), vec![text.to_owned()])]));
        check(&inputs, json!({text: [text]}));
    }
}

/// Made by JavaScript, or by an older Orgready, that knows less than these types hold.
#[test]
fn what_is_not_there_is_not_known() {
    assert_eq!(from_text::<Choices>("{}"), Some(Choices::default()));
    let failed = OrgFacts { failed: Some((Moment(5), Fault::NotAllowed)), ..OrgFacts::default() };
    assert_eq!(from_text::<OrgFacts>(r#"{"answers":{},"failed":[5,"NotAllowed"]}"#), Some(failed));
    let older = SpotRecord { saved_at: Some(Moment(4)), ..SpotRecord::default() };
    assert_eq!(from_text::<SpotRecord>(r#"{"reading":null,"saved_at":4}"#), Some(older));
    for nothing in ["", "null", "[]", "{", "undefined"] {
        assert_eq!(from_text::<OrgFacts>(nothing), None, "{nothing}");
        assert_eq!(from_text::<Choices>(nothing), None, "{nothing}");
    }
}

#[test]
fn what_was_not_asked_this_time_stays_known() {
    let (held, _) = facts();
    let asked =
        Answer { asked_at: Moment(20), asked: Need::all(Table::SecuritySettings), rows: Ok(Vec::new()) };
    let answers = Ordered::from([(Table::SecuritySettings, asked)]);
    let newer = OrgFacts { owner: held.owner.clone(), answers, usage: None, failed: None };
    let together: OrgFacts = from_text(&absorbed(&to_text(&held), &to_text(&newer), Moment(20))).unwrap();
    let tables: Vec<Table> = together.answers.iter().map(|(table, _)| *table).collect();
    assert_eq!(tables, [Table::SecuritySettings, Table::Packages, Table::Assignments]);
    assert_eq!((together.usage, together.failed), (held.usage, None));
    assert_eq!(
        from_text(&absorbed("", &to_text(&newer), Moment(20))),
        Some(newer.clone()),
        "nothing is held"
    );
    assert_eq!(from_text(&absorbed(&to_text(&held), "", Moment(20))), Some(held), "nothing came");
}

#[test]
fn what_was_told_before_the_clock_was_set_back_does_not_outlive_what_is_told_now() {
    let told = |at| OrgFacts { failed: Some((Moment(at), Fault::TimedOut)), ..OrgFacts::default() };
    let together =
        |held, newer, now| from_text(&absorbed(&to_text(&told(held)), &to_text(&told(newer)), Moment(now)));
    assert_eq!(together(9_000, 5_000, 9_000), Some(told(9_000)), "it came late");
    assert_eq!(together(9_000, 5_000, 5_000), Some(told(5_000)), "nobody knows of when the other is");
}

/// One word of every kind.
fn says() -> (OrgSays, Value) {
    let spot = Spot::new(Place::SessionSettings, None);
    let word = |verdict| OrgWord {
        told: OrgSide { asked_at: Some(Moment(3)), verdict },
        spots: vec![(spot.clone(), Some(Control::SettingBox("lockSessionsToIp"))), (spot.clone(), None)],
    };
    let golden = |verdict: Value| {
        json!({"told": {"asked_at": 3, "verdict": verdict}, "spots": [
            [{"place": "SessionSettings", "record": null}, {"SettingBox": "lockSessionsToIp"}],
            [{"place": "SessionSettings", "record": null}, null]]})
    };
    let missing = vec!["raj@acme.example".to_owned()];
    let steps = [
        ("c/a", Verdict::Holds(Found::Ticked(true)), json!({"Holds": {"Ticked": true}})),
        (
            "c/b",
            Verdict::Fails(Found::Progress { have: 1, of: 2, missing: missing.clone() }),
            json!({"Fails": {"Progress": {"have": 1, "of": 2, "missing": missing}}}),
        ),
        ("c/c", Verdict::CannotTell(Reason::Ambiguous(2)), json!({"CannotTell": {"Ambiguous": 2}})),
        ("c/d", Verdict::Holds(Found::OneOf(vec!["x".into()])), json!({"Holds": {"OneOf": ["x"]}})),
    ];
    let goldens: serde_json::Map<String, Value> =
        steps.iter().map(|(step, _, shape)| ((*step).to_owned(), golden(shape.clone()))).collect();
    let says = OrgSays {
        owner: facts().0.owner,
        usage: Some(Usage { asked_at: Moment(3), used: 7, allowed: 100 }),
        failed: Some((Moment(4), Fault::SessionExpired)),
        asked_at: Some(Moment(3)),
        calls: 7,
        steps: steps.iter().map(|(step, verdict, _)| ((*step).to_owned(), word(verdict.clone()))).collect(),
        conditions: Ordered::from([("c/a".to_owned(), OrgWord::default())]),
    };
    let owner = to_value(&says.owner).unwrap();
    let golden = json!({"owner": owner, "usage": {"asked_at": 3, "used": 7, "allowed": 100},
        "failed": [4, "SessionExpired"], "asked_at": 3, "calls": 7, "steps": goldens,
        "conditions": {"c/a": {"told": {"asked_at": null, "verdict": {"CannotTell": "NotLooked"}}, "spots": []}}});
    (says, golden)
}

#[test]
fn what_the_worker_judged_crosses_whole() {
    let (says, golden) = says();
    assert_eq!(serde_json::from_str::<Value>(&to_text(&says)).unwrap(), golden);
    assert_eq!(from_text::<OrgSays>(&golden.to_string()), Some(says));
}

#[test]
fn without_leave_for_the_api_nothing_it_said_is_evidence() {
    let held = to_text(&facts().0);
    let checklist = Checklist::parse(include_str!("../extension/checklists/insycle.json")).unwrap();
    let told = |api| judged(std::slice::from_ref(&checklist), &Choices { api, ..Choices::default() }, &held);
    let decided =
        |says: &OrgSays| says.steps.values().filter(|word| word.told.verdict.decided().is_some()).count();
    let (with, without) = (told(true), told(false));
    assert!(with.owner.is_some() && decided(&with) > 0, "{with:?}");
    assert_eq!((without.owner, without.asked_at, without.usage), (None, None, None));
    assert_eq!(decided(&told(false)), 0);
    assert_eq!(
        without.steps.pairs().len(),
        checklist.steps.len(),
        "where the steps are is known all the same"
    );
}

#[test]
fn every_number_that_is_written_is_read_and_none_that_does_not_fit() {
    for number in [0, 1, u64::from(u32::MAX), u64::MAX] {
        check(&number, json!(number));
    }
    for number in [0, -1, i64::MAX, -i64::MAX] {
        check(&number, json!(number));
    }
    check(&usize::MAX, json!(usize::MAX));
    for text in [json!(-1), json!(1.5), json!(u64::MAX as f64 * 2.0), json!("1"), json!(null)] {
        check_refused::<u64>(&text);
        check_refused::<usize>(&text);
    }
    check_refused::<i64>(&json!(u64::MAX));
}

#[test]
fn a_frames_number_is_read_as_large_as_firefox_makes_it() {
    let frame = FrameName { id: 4_294_967_298, document: document() };
    check(&frame, json!({"id": 4_294_967_298_i64, "document": "3f0e"}));
}

/// Every name of a property in any message, or in what is stored. A new one has to be put here, and so be thought of.
const PROPERTIES: &str = "
    Assignments Bool Cannot Closed Err Facts Hello InstalledPackages Label ManageAssignments Namespace NoLabels
    Null Number Ok Other PackageRow Packages PermissionSets Point Pointed Read Rest Rows
    SessionSettings SetLink SettingBox Shown Submitted Text Unpoint allowed answers api asked
    asked_at at boxes cells checklists choices collapsed control document enabled error facts
    failed gone_at inputs insycle/first-login insycle/insycle-users keys label language limit
    loaded_at lockSessionsToIp lost name namespace org outcome owner packages path place query
    reading record refreshed rows said save saved saved_at seen sets shown spots status table unlabelled
    usage used user username users version whole
    TrustedIpRanges end ranges start ConnectedAppsUsage apps offers ConnectedApps names
    CannotTell Fails Holds Ambiguous OneOf Progress Ticked c/a c/b c/c c/d calls conditions have missing of told steps verdict says gaps at_start
    Assign NewSet SaveSet AppBuilder AppEdit AppMenu AppProfiles Apps Company Overview app_type apps available calls developer_name edition max
    organization other_ways going profiles selected visible PermissionSet activation
    InstallNamed UpgradeLink id upgrade
";

fn properties(of: &Value, into: &mut BTreeSet<String>) {
    match of {
        Value::Object(object) => object.iter().for_each(|(name, value)| {
            into.insert(name.clone());
            properties(value, into);
        }),
        Value::Array(list) => list.iter().for_each(|value| properties(value, into)),
        _ => {}
    }
}

#[test]
fn no_message_and_nothing_stored_has_a_place_for_a_session() {
    let mut found = BTreeSet::new();
    let goldens = frame_to_top().into_iter().map(|(_, golden)| golden);
    let goldens = goldens.chain(top_to_frame().into_iter().map(|(_, golden)| golden));
    let goldens = goldens.chain(seen().into_iter().map(|(seen, _)| to_value(record(seen)).unwrap()));
    let spot = to_value(Spot::new(Place::PermissionSet, None)).unwrap();
    // As the worker hands it over: each part is a text.
    let stored = json!({"choices": "", "spots": [], "says": "", "checklists": [], "going": ""});
    goldens
        .chain([facts().1, choices().1, spot, says().1, stored])
        .for_each(|golden| properties(&golden, &mut found));
    assert_eq!(found, PROPERTIES.split_whitespace().map(str::to_owned).collect());
    for name in found {
        let name = name.to_lowercase();
        let suspect = ["sid", "token", "cookie", "auth", "secret", "session"]
            .into_iter()
            .find(|word| name.contains(word));
        assert!(suspect.is_none() || name == "sessionsettings" || name == "locksessionstoip", "{name}");
    }
}

#[test]
fn javascript_and_rust_speak_the_same_version() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in ["extension/content.js", "extension/worker.js"] {
        let text = std::fs::read_to_string(root.join(file)).unwrap();
        assert!(text.contains(&format!("const VERSION = {VERSION};")), "{file}");
    }
}

#[test]
fn a_checklist_reaches_the_sidebar_as_it_was_read() {
    for file in ["insycle", "playbooks"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("extension/checklists/{file}.json"));
        let checklist = Checklist::parse(&std::fs::read_to_string(path).unwrap()).unwrap();
        assert!(checklist.steps.len() > 5);
        assert_eq!(from_text(&to_text(&checklist)), Some(checklist));
    }
}
