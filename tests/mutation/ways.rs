//! Steps that pages decide one after the other: a list names the record, the record's own page is read. Each of the pages is changed, or
//! is another record's, and what the whole comes to is judged as the sidebar does.
//!
//! What a page is for on its way says what an operator does to the truth (see [`For`]). Each step is asked as it is and as `not`.

use crate::{
    about::{About, says},
    asked::{Parts, Said, asking, is_absence},
    changes::Change,
    expected::{Expected, Touch, Truth, is_whole},
    fixtures::Fixture,
    mutants, on_all,
    operators::{Operator, leads, operators},
};
use orgready::{
    checklist::{self, Checklist, Finding, Status, Step, evaluate},
    evidence::{Evidence, Inputs, Moment, OrgFacts, Reading, Reason, Spot, Verdict, weigh::Source},
    page::{Blocks, read},
    requirement::Requirement,
    setup::Place,
};
use serde::Deserialize;
use serde_json::Value;

/// What was once wrong: a way, what became of its pages, and what was said of them.
const KEPT: &[(&str, &[&str], &str)] = &[
    (VENDORS_GRANTS, &["permission-set-en: Namesake at /details/3"], NOT_SAID),
    (VENDORS_GRANTS, &["permission-set-en: without details at /details/3"], NOT_SAID),
    (VENDORS_HOLDERS, &["permission-set-en: blank details.label at /details/3/label"], NOT_SAID),
    (
        EDITOR,
        &[
            "profile-classes-edit-ja: twice dual_lists.selected.entries at /dual_lists/0/selected/entries/1",
            "profile-classes-edit-ja: Over at /dual_lists/0/selected/entries/1",
        ],
        "a class that is on both sides was taken for one that is not offered",
    ),
];
const VENDORS_GRANTS: &str = "what a vendor's set grants, of the label of an own one";
const VENDORS_HOLDERS: &str = "who holds a vendor's set, of the label of an own one";
const NOT_SAID: &str = "a set's page that does not say of which package it is was taken for one of none";

const EDITOR: &str = "a profile's classes in their editor";

/// What a page is for on a way. Where it does not say what is asked, it may only lead on to the same, or to nothing.
enum For {
    /// It says what is asked, as it would by itself.
    Asked,
    /// The one thing of these words leads to the next page.
    Leading(&'static [&'static str]),
    /// Of all things those of these words say that it holds. They may be there twice.
    Holding(&'static [&'static str]),
    /// The same where each of them must be there: on a list that shows all there are.
    Listing(&'static [&'static str]),
    /// The values with these labels tell that the record is the one that is meant.
    Telling(&'static [&'static str]),
    /// The value with this label tells that it is another, unless it is empty.
    Refusing(&'static str),
    /// It leads the admin alone.
    Nothing,
}

/// A page of a way: of which record, and what for.
struct Stop {
    fixture: &'static str,
    record: &'static str,
    what_for: For,
}

/// Pages that were seen one after the other; the last is open.
struct Way {
    name: &'static str,
    requirement: &'static str,
    stops: &'static [Stop],
    /// Whether it holds, as the pages are.
    holds: Option<bool>,
}

const SET: &str = "0PSgL000200010EWAQ";
const OTHER_SET: &str = "0PSgL000200010DWAQ";
const OMAR: &str = "005gL0002000103QAA";
const PROFILE: &str = "00egL000200010AQAQ";
const OTHER_PROFILE: &str = "00egL0002000101QAA";
/// No page leads there, however it is changed.
const ELSEWHERE: &str = "zzzzzzzzzzzzAAA";

const USERNAME: &str = "omar.ops@acme.example";
const SESSION: &str = "Session Activation Required";
const NAMESPACE: &str = "Namespace Prefix";

const SETS: Stop = stop("permission-sets-en", "", For::Leading(&["Insycle"]));
const SETS_HU: Stop = stop("permission-sets-hu", "", For::Leading(&["Insycle"]));
const ASSIGNED_SET: Stop = stop("permission-set-en", SET, For::Telling(&[NAMESPACE, SESSION]));
const GRANTING_SET: Stop = stop("permission-set-en", SET, For::Telling(&[NAMESPACE]));
const VENDORS_SET: Stop = stop("permission-set-en", SET, For::Refusing(NAMESPACE));
const USERS: Stop = stop("users-en", "", For::Nothing);
const USER: Stop = stop("user-en", OMAR, For::Leading(&[USERNAME, "Acme Sales Operations"]));
const USER_HU: Stop = stop("user-hu", OMAR, For::Leading(&[USERNAME, "Acme Sales Operations"]));

const ASSIGNED: &str =
    r#"{"permission_set_assigned": {"label": "Insycle", "namespace": "insycleapp", "to": "omar"}}"#;
const GRANTS: &str =
    r#"{"permission_set_grants": {"label": "Insycle", "namespace": "insycleapp", "what": "api"}}"#;
const CLASSES: &str = r#"{"apex_class_access": {"namespace": "insycleapp", "of": "omar"}}"#;
const NAMES: &[&str] =
    &["insycleapp.InsycleConvertLead", "insycleapp.InsycleFlowAction", "insycleapp.InsycleMerge"];
const ADDRESSES: &str = r#"{"login_ip_range": {"of": "omar", "addresses": "login"}}"#;
const OTHER_ADDRESSES: &str = r#"{"login_ip_range": {"of": "omar", "addresses": "outside"}}"#;
const RANGES: &str = r#"{"login_ip_range": {"of": "omar"}}"#;

const fn stop(fixture: &'static str, record: &'static str, what_for: For) -> Stop {
    Stop { fixture, record, what_for }
}

const fn way(
    name: &'static str,
    requirement: &'static str,
    holds: Option<bool>,
    stops: &'static [Stop],
) -> Way {
    Way { name, requirement, stops, holds }
}

const WAYS: &[Way] = &[
    way(
        "a set's holders",
        ASSIGNED,
        Some(true),
        &[SETS, ASSIGNED_SET, stop("assignments-en", SET, For::Asked)],
    ),
    way(
        "a set's holders, drawn in shadow roots, of a list in Hungarian",
        ASSIGNED,
        Some(true),
        &[SETS_HU, ASSIGNED_SET, stop("assignments-shadow", SET, For::Asked)],
    ),
    way(
        "a user's sets",
        ASSIGNED,
        Some(true),
        &[SETS, ASSIGNED_SET, stop("user-en", OMAR, For::Holding(&[USERNAME, "Insycle"]))],
    ),
    way(
        "a set's permissions that are off",
        GRANTS,
        Some(false),
        &[SETS, GRANTING_SET, stop("system-permissions-en", SET, For::Asked)],
    ),
    way(
        "a set's permissions in their editor",
        GRANTS,
        Some(false),
        &[SETS, GRANTING_SET, stop("system-permissions-edit-en", SET, For::Asked)],
    ),
    way(
        "a set's permissions that are on",
        GRANTS,
        Some(true),
        &[SETS_HU, GRANTING_SET, stop("system-permissions-edit-managed", SET, For::Asked)],
    ),
    way(
        "a user who fits",
        r#"{"user": {"of": "omar", "profiles": ["Acme Sales Operations"], "licences": ["Salesforce"]}}"#,
        Some(true),
        &[USERS, stop("user-en", OMAR, For::Asked)],
    ),
    way(
        "a user of another profile",
        r#"{"user": {"of": "omar", "profiles": ["System Administrator"]}}"#,
        Some(false),
        &[USERS, stop("user-hu", OMAR, For::Asked)],
    ),
    way(
        EDITOR,
        CLASSES,
        Some(true),
        &[USERS, USER, stop("profile-classes-edit-ja", PROFILE, For::Holding(NAMES))],
    ),
    way(
        "a profile's classes after Save",
        CLASSES,
        Some(true),
        &[
            USER_HU,
            stop("profile-classes-edit-en", PROFILE, For::Holding(&[])),
            stop("profile-classes-en", PROFILE, For::Listing(NAMES)),
        ],
    ),
    way(
        "a profile's ranges",
        ADDRESSES,
        Some(true),
        &[USERS, USER, stop("profile-login-ranges-en", PROFILE, For::Asked)],
    ),
    way(
        "a profile's ranges that are others",
        OTHER_ADDRESSES,
        Some(false),
        &[USERS, USER_HU, stop("profile-login-ranges-en", PROFILE, For::Asked)],
    ),
    way(
        "a profile's ranges in the original design",
        ADDRESSES,
        Some(true),
        &[USERS, USER, stop("profile-original-en", PROFILE, For::Asked)],
    ),
    way(
        "a profile that has ranges, of these",
        r#"{"all_of": {"of": [{"login_ip_range": {"of": "omar"}}, {"login_ip_range": {"of": "omar", "addresses": "login"}}]}}"#,
        Some(true),
        &[USERS, USER, stop("profile-login-ranges-en", PROFILE, For::Asked)],
    ),
    way(
        "a profile without ranges",
        RANGES,
        Some(false),
        &[USERS, USER, stop("profile-login-ranges-none", PROFILE, For::Asked)],
    ),
    way(
        "a profile without ranges lets everybody in",
        r#"{"any_of": {"of": [{"login_ip_range": {"of": "omar"}}, {"login_ip_range": {"of": "omar", "addresses": "login"}}]}}"#,
        Some(true),
        &[USERS, USER, stop("profile-login-ranges-none", PROFILE, For::Asked)],
    ),
    // These lead nowhere, whatever becomes of their pages.
    way(
        "another set's holders",
        ASSIGNED,
        None,
        &[
            stop("permission-sets-en", "", For::Nothing),
            stop("permission-set-en", SET, For::Nothing),
            stop("assignments-en", OTHER_SET, For::Nothing),
        ],
    ),
    way(
        "a set that no page tells",
        GRANTS,
        None,
        &[
            stop("permission-sets-en", "", For::Nothing),
            stop("permission-set-en", OTHER_SET, For::Nothing),
            stop("system-permissions-edit-managed", SET, For::Nothing),
        ],
    ),
    way(
        VENDORS_GRANTS,
        r#"{"permission_set_grants": {"label": "Insycle", "what": "api"}}"#,
        None,
        &[SETS, VENDORS_SET, stop("system-permissions-edit-managed", SET, For::Asked)],
    ),
    way(
        VENDORS_HOLDERS,
        r#"{"permission_set_assigned": {"label": "Insycle", "to": "omar"}}"#,
        None,
        &[SETS, VENDORS_SET, stop("assignments-en", SET, For::Asked)],
    ),
    way(
        "another user",
        r#"{"user": {"of": "omar"}}"#,
        None,
        &[USERS, stop("user-without-sets", "005gL0002000101QAA", For::Nothing)],
    ),
    way(
        "another profile's classes",
        CLASSES,
        None,
        &[stop("user-en", OMAR, For::Nothing), stop("profile-classes-edit-ja", OTHER_PROFILE, For::Nothing)],
    ),
    way(
        "another profile's ranges",
        RANGES,
        None,
        &[
            stop("user-en", OMAR, For::Nothing),
            stop("profile-login-ranges-none", OTHER_PROFILE, For::Nothing),
        ],
    ),
];

/// What becomes of one page of a way.
enum Did<'o> {
    Changed(&'o Operator),
    /// It is another record's page.
    OfAnother,
}

impl Did<'_> {
    fn name(&self) -> String {
        match self {
            Did::Changed(operator) => operator.name(),
            Did::OfAnother => "of another record".to_owned(),
        }
    }

    fn rank(&self) -> usize {
        match self {
            Did::Changed(operator) => operator.rank(),
            Did::OfAnother => 0,
        }
    }

    fn written(&self, stop: &Stop) -> String {
        match self {
            Did::Changed(operator) => format!("{}: {operator}", stop.fixture),
            Did::OfAnother => format!("{}: of another record", stop.fixture),
        }
    }
}

impl For {
    /// Whether an operator is at work on what is asked. An error says of any form that it was not saved.
    fn tells_of(&self, touch: &Touch<'_>) -> bool {
        let is_error = touch.truth == Truth::Unsaves && touch.things.is_none();
        matches!(self, For::Asked) || (is_error && matches!(self, For::Holding(_)))
    }

    /// Whether it is left open what an operator does: an empty value says the opposite.
    fn is_opened(&self, operator: &Operator, page: &Value) -> bool {
        let (For::Refusing(label), Operator::Lacks(it)) = (self, operator) else { return false };
        let value = it.at.strip_suffix("/value").and_then(|at| page.pointer(at));
        matches!(it.change, Change::Blank) && value.is_some_and(|value| says(value, &[label]))
    }

    /// Whether an operator leaves nothing that is known, by what it does to a page as it is before it; to the only one that is changed, or not.
    fn is_lost(&self, operator: &Operator, touch: &Touch<'_>, only: bool) -> bool {
        let touches = |words: &[&str], also: &dyn Fn(&Value) -> bool| {
            let things = touch.things.as_deref().unwrap_or_default();
            things.iter().any(|thing| says(thing, words) && also(thing))
        };
        let destroys = |words: &[&str]| {
            touch.truth == Truth::Destroys && (touch.things.is_none() || touches(words, &|_| true))
        };
        match (self, operator) {
            (For::Asked | For::Nothing | For::Refusing(_), _) => false,
            (For::Leading(words), Operator::Leads(_) | Operator::Namesake(..)) => touches(words, &leads),
            (For::Holding(words), Operator::Leads(_) | Operator::Over(..)) => touches(words, &|_| true),
            // A row is gone. What is offered may have become less too.
            (For::Listing(words), Operator::Lacks(_)) if only && touch.truth == Truth::Denies => {
                touches(words, &|_| true)
            }
            (For::Telling(words) | For::Leading(words) | For::Holding(words) | For::Listing(words), _) => {
                destroys(words)
            }
        }
    }

    /// Whether something that tells is no more on the page as it was.
    fn is_untold(&self, then: &Value, now: &Value) -> bool {
        let For::Telling(labels) = self else { return false };
        let details = |page: &Value| page["details"].as_array().cloned().unwrap_or_default();
        details(then)
            .iter()
            .filter(|detail| says(detail, labels))
            .any(|detail| !details(now).contains(detail))
    }
}

/// A page of a way as it may be changed.
struct Page {
    place: Place,
    blocks: Value,
    operators: Vec<Vec<Operator>>,
}

/// A way, what is asked, and what it says as it is.
struct Case {
    way: &'static Way,
    pages: Vec<Page>,
    checklist: Checklist,
    inputs: Inputs,
    about: About,
    then: Said,
}

impl Case {
    fn of(way: &'static Way) -> Self {
        let page = |stop: &Stop| {
            let fixture = Fixture::named(stop.fixture);
            let blocks: Value = serde_json::from_str(fixture.blocks).unwrap();
            let mut operators = operators(&blocks);
            for group in &mut operators {
                group.retain(|operator| !stop.what_for.is_opened(operator, &blocks));
            }
            operators.retain(|group| !group.is_empty());
            Page { place: fixture.place(), operators, blocks }
        };
        let asked = format!(r#"{{"not": {{"of": {}}}}}"#, way.requirement);
        let (checklist, inputs) = asking(&[&asked]);
        let then = Said(Verdict::CannotTell(Reason::NotLooked), false, None);
        let pages = way.stops.iter().map(page).collect();
        let mut own = Case { way, pages, checklist, inputs, about: About::of(&asked), then };
        let (pages, spots) = own.unchanged();
        own.then = own.said(&pages, &spots);
        own
    }

    fn unchanged(&self) -> (Vec<Value>, Vec<Spot>) {
        let stops = self.pages.iter().zip(self.way.stops);
        let spots =
            stops.map(|(page, stop)| Spot::new(page.place, Some(stop.record).filter(|it| !it.is_empty())));
        (self.pages.iter().map(|page| page.blocks.clone()).collect(), spots.collect())
    }

    /// What was seen, a minute of time after the page before. What is left is kept without what it says of others.
    fn evidence(&self, pages: &[Value], spots: &[Spot]) -> Evidence {
        let mut evidence = Evidence { inputs: self.inputs.clone(), ..Evidence::default() };
        for (at, (page, spot)) in pages.iter().zip(spots).enumerate() {
            let mut facts = read(spot.place, &Blocks::deserialize(page).unwrap());
            if at + 1 < pages.len() {
                facts.forget_others(&self.inputs);
            }
            let document = format!("document-{at}");
            evidence.open.clear();
            evidence.open.insert(spot.clone(), document.clone());
            let loaded_at = Moment(60_000 * (at as u64 + 1));
            evidence.spots.or_default(spot).reading = Some(Reading { document, loaded_at, facts });
        }
        evidence
    }

    fn said(&self, pages: &[Value], spots: &[Spot]) -> Said {
        let evidence = self.evidence(pages, spots);
        let [step] = self.checklist.steps.as_slice() else { panic!("one step is asked") };
        Said::by(&step.requirement, &|requirement: &Requirement| {
            let step = Step { requirement: requirement.clone(), ..step.clone() };
            let asked = Checklist { steps: vec![step], ..self.checklist.clone() };
            let org = checklist::says(std::slice::from_ref(&asked), &self.inputs, &OrgFacts::default());
            let evidence = Evidence { org, ..evidence.clone() };
            said_of(&evaluate(&asked, &evidence, Moment(300_000)).findings.remove(0))
        })
    }

    /// One to three operators, each on one of the pages.
    fn chosen(&self, seed: u64) -> Vec<(usize, Did<'_>)> {
        let name = self.way.name.bytes();
        let name = name.fold(seed, |seed, byte| seed.wrapping_mul(31).wrapping_add(byte.into()));
        let mut random = fastrand::Rng::with_seed(name);
        let several = [1, 1, 1, 2, 2, 3][random.usize(..6)];
        let mut chosen: Vec<(usize, Did<'_>)> = (0..several)
            .map(|_| {
                let at = random.usize(..self.pages.len());
                let groups = &self.pages[at].operators;
                let has_record = !self.way.stops[at].record.is_empty();
                match random.usize(..groups.len() + usize::from(has_record)) {
                    group if group < groups.len() => {
                        (at, Did::Changed(&groups[group][random.usize(..groups[group].len())]))
                    }
                    _ => (at, Did::OfAnother),
                }
            })
            .collect();
        chosen.sort_by_key(|(_, did)| did.rank());
        chosen
    }

    /// What is said and must not be, after these; and what is said.
    fn wrong(&self, chosen: &[(usize, Did<'_>)]) -> (Option<String>, Said) {
        let (mut pages, mut spots) = self.unchanged();
        let (mut expected, mut lost) = (Expected::of(self.then.clone()), self.way.holds.is_none());
        for (at, did) in chosen {
            let (at, Stop { record, what_for, .. }) = (*at, &self.way.stops[*at]);
            let Did::Changed(operator) = did else {
                spots[at] = Spot::new(spots[at].place, Some(&format!("{}{ELSEWHERE}", &record[..3])));
                // Who a user is, the page itself tells.
                lost |= spots[at].place != Place::User && !matches!(what_for, For::Nothing);
                continue;
            };
            let mut changed = pages[at].clone();
            if operator.apply(&mut changed) {
                let touch = operator.touch(&pages[at], is_whole(&pages[at]));
                lost |= what_for.is_lost(operator, &touch, chosen.iter().all(|(other, _)| *other == at));
                if what_for.tells_of(&touch) {
                    expected.after(&touch, &self.about, &pages[at]);
                }
                pages[at] = changed;
            }
        }
        let stops = self.way.stops.iter().zip(self.pages.iter().zip(&pages));
        lost |= stops.into_iter().any(|(stop, (then, now))| stop.what_for.is_untold(&then.blocks, now));
        let now = self.said(&pages, &spots);
        let of_part = pages.last().is_some_and(|page| !is_whole(page)) && self.is_absence(&now);
        let is_wrong = of_part || (lost && now.0.decided().is_some()) || !expected.allows(&now);
        let wrong = is_wrong.then(|| format!("{now:?}, where lost: {lost}, {expected:?}"));
        (wrong, now)
    }

    fn is_absence(&self, now: &Said) -> bool {
        let mut requirement = self.checklist.steps[0].requirement.clone();
        while let Requirement::Not(parts) = &requirement {
            requirement = parts.parts()[0].clone();
        }
        is_absence(&now.0, requirement.kind())
    }

    fn written(&self, chosen: &[(usize, Did<'_>)]) -> Vec<String> {
        chosen.iter().map(|(at, did)| did.written(&self.way.stops[*at])).collect()
    }

    /// What a case that is kept names.
    fn named(&self, change: &str) -> Option<(usize, Did<'_>)> {
        let every = self.pages.iter().enumerate().flat_map(|(at, page)| {
            let changed = page.operators.iter().flatten().map(move |operator| (at, Did::Changed(operator)));
            changed.chain([(at, Did::OfAnother)])
        });
        every.into_iter().find(|(at, did)| did.written(&self.way.stops[*at]) == change)
    }
}

/// A status as a verdict, with the mark of what is not saved.
fn said_of(finding: &Finding) -> (Verdict, bool) {
    let line = finding.evidence.iter().find(|line| line.decides && line.source == Source::Page);
    match (&finding.status, line.map(|line| line.found.clone())) {
        (Status::Done | Status::DoneLowersProtection, Some(Ok(value))) => (Verdict::Holds(value), false),
        (Status::ToDo, Some(Ok(value))) => (Verdict::Fails(value), false),
        (Status::ChangedNotSaved, _) => (Verdict::CannotTell(Reason::NotTold), true),
        (Status::CannotTell(reason), _) => (Verdict::CannotTell(reason.clone()), false),
        (Status::NotCheckedYet, _) => (Verdict::CannotTell(Reason::NotLooked), false),
        (status, found) => panic!("{status:?} by {found:?}"),
    }
}

/// Without this, none of the others would say anything.
#[test]
fn every_way_decides_or_leads_nowhere() {
    for case in WAYS.iter().map(Case::of) {
        let opposite = case.way.holds.map(|holds| !holds);
        assert_eq!(case.then.0.decided(), opposite, "not: {}, {:?}", case.way.name, case.then);
        let Some(Parts(_, parts)) = &case.then.2 else { panic!("{}", case.way.name) };
        assert_eq!(parts[0].0.decided(), case.way.holds, "{}, {:?}", case.way.name, case.then);
    }
}

#[test]
fn what_was_once_wrong_on_a_way_is_right() {
    for (name, changes, why) in KEPT {
        let way = WAYS.iter().find(|way| way.name == *name).unwrap_or_else(|| panic!("no way is {name}"));
        let case = Case::of(way);
        let mut chosen: Vec<(usize, Did<'_>)> = changes.iter().filter_map(|it| case.named(it)).collect();
        assert_eq!(chosen.len(), changes.len(), "{name} knows no {changes:?}");
        chosen.sort_by_key(|(_, did)| did.rank());
        let (wrong, _) = case.wrong(&chosen);
        assert_eq!(wrong, None, "{name}, {changes:?}: {why}");
    }
}

#[test]
fn no_way_whose_pages_were_changed_says_what_is_not_true() {
    let tally = on_all(WAYS, &|way, tally| {
        let case = Case::of(way);
        for seed in 0..mutants() {
            let chosen = case.chosen(seed);
            let (wrong, now) = case.wrong(&chosen);
            let changes = case.written(&chosen);
            tally.note(way.name, seed, &changes, wrong.into_iter().collect());
            if let [(_, only)] = chosen.as_slice() {
                tally.count(only.name(), &[now], std::slice::from_ref(&case.then));
            }
        }
    });
    tally.end(&format!("{} ways", WAYS.len()));
}
