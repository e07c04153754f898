//! The API's answers, changed.

use crate::{
    answers::{Answers, Operator, Truth, operators},
    kinds::{Subject, subjects_of_every_kind},
    mutants,
};
use orgready::evidence::Verdict;
use std::collections::BTreeMap;

/// What was once wrong: a requirement, whether it holds, what became of the answers, and what was said of them.
const KEPT: &[(&str, bool, &[&str], &str)] = &[
    (
        "package_installed",
        true,
        &["Null(\"/compositeResponse/0/body/records/0/SubscriberPackage\")"],
        "a row that does not say of which package it is was taken for another's",
    ),
    (
        "trusted_ip_range",
        true,
        &["OtherType(\"/compositeResponse/0/body/records/0/Metadata/networkAccess/ipRanges\")"],
        "what is no list was taken for no ranges",
    ),
    (
        "user: active",
        true,
        &["Missing(\"/compositeResponse/0/body/records/0/IsActive\")"],
        "what was not told was taken for no",
    ),
    (
        "permission_set_assigned",
        true,
        &["ShortId(\"/compositeResponse/0/body/records/0/Id\")"],
        "ids of 15 and 18 characters were taken for two",
    ),
    (
        "object_access",
        true,
        &["Case(\"/compositeResponse/3/body/records/0/SobjectType\")"],
        "a name in other letters was taken for another's",
    ),
    (
        "edition",
        true,
        &["ExtraRow(\"/compositeResponse/0/body/records\")"],
        "of two rows where there is one the first was believed",
    ),
    (
        "package_licence_assigned",
        true,
        &["Namesake(\"/compositeResponse/1/body/records/0\")"],
        "of two users of one name the first was believed",
    ),
    (
        "record_type_access",
        false,
        &["Null(\"/compositeResponse/0/body/records/0/SobjectType\")"],
        "a type of no object was taken for none",
    ),
];

/// What may be said besides `cannot tell`.
#[derive(Debug)]
struct Expected {
    same: bool,
    holds: bool,
    fails: bool,
    /// Whether what it takes may be gone or another's, whatever else is not known.
    denied: bool,
}

impl Expected {
    fn after(&mut self, truth: Truth, then: &Verdict) {
        let is_open = self.holds && self.fails;
        self.denied |= matches!(truth, Truth::Denies | Truth::Refutes);
        match truth {
            Truth::Keeps => {}
            Truth::Denies => self.fails = true,
            Truth::Refutes if is_open => {}
            Truth::Refutes => {
                (self.same, self.holds, self.fails) = (then.decided() == Some(false), false, true);
            }
            Truth::Opens => (self.holds, self.fails) = (true, true),
            Truth::Destroys => (self.same, self.holds, self.fails) = (false, false, self.denied),
        }
    }

    fn allows(&self, now: &Verdict, then: &Verdict) -> bool {
        match now.decided() {
            None => true,
            Some(holds) => (self.same && is_same(now, then)) || if holds { self.holds } else { self.fails },
        }
    }
}

/// Names may be told as they are written.
fn is_same(now: &Verdict, then: &Verdict) -> bool {
    format!("{now:?}").eq_ignore_ascii_case(&format!("{then:?}"))
}

/// The answers to one requirement, and what they say as they are.
struct Case {
    name: String,
    answers: Answers,
    operators: Vec<Vec<Operator>>,
    then: Verdict,
}

impl Case {
    fn of(subject: &Subject, holds: bool) -> Self {
        let answers = Answers::of(subject, holds);
        let then = answers.verdict(&answers.body.to_string());
        let name = format!("{}, {}", subject.heading, if holds { "holds" } else { "does not" });
        Case { name, operators: operators(&answers), answers, then }
    }

    /// One to three operators of different names, those that move others last.
    fn chosen(&self, seed: u64) -> Vec<&Operator> {
        let name = self.name.bytes().fold(seed, |seed, byte| seed.wrapping_mul(31).wrapping_add(byte.into()));
        let mut random = fastrand::Rng::with_seed(name);
        let several = [1, 1, 1, 2, 2, 3][random.usize(..6)];
        let mut chosen: Vec<&Operator> = (0..several)
            .map(|_| {
                let group = &self.operators[random.usize(..self.operators.len())];
                &group[random.usize(..group.len())]
            })
            .collect();
        chosen.sort_by_key(|operator| operator.rank());
        chosen.dedup_by_key(|operator| operator.rank());
        chosen
    }

    fn wrong(&self, operators: &[&Operator]) -> (Option<String>, Verdict) {
        let mut body = self.answers.body.clone();
        let mut expected = Expected { same: true, holds: false, fails: false, denied: false };
        for operator in operators {
            if operator.apply(&mut body, &self.answers.other) {
                expected.after(operator.truth(&self.answers), &self.then);
            }
        }
        let text = operators.iter().fold(body.to_string(), |text, operator| operator.sent(text));
        let now = self.answers.verdict(&text);
        let wrong = (!expected.allows(&now, &self.then))
            .then(|| format!("{now:?}, was {:?}, where {expected:?}", self.then));
        (wrong, now)
    }
}

fn every_case() -> Vec<Case> {
    let subjects = subjects_of_every_kind();
    subjects.iter().flat_map(|subject| [true, false].map(|holds| Case::of(subject, holds))).collect()
}

/// Without this, none of the others would say anything.
#[test]
fn every_kind_that_the_api_knows_is_decided_by_its_answers() {
    for case in every_case() {
        let decided = case.then.decided();
        let expected = match &case.name {
            name if name.starts_with("manual") || name.starts_with("package_newest") => None,
            name if name.starts_with("answered") || name.contains("is either") => Some(true),
            // Who may use a record type is not told; a session that ended says why instead.
            name if name.ends_with("holds") => Some(true),
            name if name.starts_with("record_type_access") || name.starts_with("api_access: alive") => None,
            _ => Some(false),
        };
        assert_eq!(decided, expected, "{}: {:?}", case.name, case.then);
    }
}

#[test]
fn what_was_once_wrong_in_answers_is_right() {
    let cases = every_case();
    for (name, holds, changes, why) in KEPT {
        let is_meant = |case: &&Case| case.name.starts_with(name) && case.name.ends_with(", holds") == *holds;
        let case = cases.iter().find(is_meant).unwrap_or_else(|| panic!("no {name}"));
        let named = |change: &&str| case.operators.iter().flatten().find(|it| it.to_string() == **change);
        let operators: Vec<&Operator> = changes.iter().filter_map(named).collect();
        assert_eq!(operators.len(), changes.len(), "{name} knows no {changes:?}");
        assert_eq!(case.wrong(&operators).0, None, "{name}, {changes:?}: {why}");
    }
}

#[test]
fn no_answers_that_were_changed_say_what_is_not_true() {
    let (mut wrong, mut ran) = (Vec::new(), 0);
    let mut by: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    let mut cases = every_case();
    // What is decided without any answer is of other evidence.
    cases.retain(|case| case.answers.unasked().decided().is_none());
    for case in &cases {
        for seed in 0..mutants() {
            let operators = case.chosen(seed);
            let (said, now) = case.wrong(&operators);
            let names: Vec<String> = operators.iter().map(|operator| operator.to_string()).collect();
            wrong.extend(said.map(|said| format!("{}: {names:?}, seed {seed}: {said}", case.name)));
            ran += 1;
            if let [only] = operators.as_slice() {
                let at = match (now.decided(), case.then.decided()) {
                    (None, _) => 3,
                    (now, then) if now == then => 1,
                    _ => 2,
                };
                let counts = by.entry(only.name()).or_default();
                counts[0] += 1;
                counts[at] += 1;
            }
        }
    }
    println!("{:<24} {:>8} {:>8} {:>8} {:>12}", "alone", "mutants", "the same", "another", "cannot tell");
    for (name, [mutants, same, other, silent]) in &by {
        println!("{name:<24} {mutants:>8} {same:>8} {other:>8} {silent:>12}");
    }
    println!("{ran} mutants of {} answers, {} forbidden verdicts", cases.len(), wrong.len());
    assert!(
        wrong.is_empty(),
        "{} forbidden: {:#?}",
        wrong.len(),
        wrong.iter().take(4000).collect::<Vec<_>>()
    );
}
