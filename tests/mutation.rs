//! No page that is not as it was says what is not true: a node gone, renamed, moved or there twice, another language, half of it there, a
//! list in parts, a box that can't be changed, an error, another record's page, and up to three of these at once.
//!
//! Pages that decide a step one after the other are changed too (`ways`), and so are the API's answers (`api`).
//!
//! Each operator states what it does to the truth of what it touches (see [`Truth`](expected::Truth)). Nothing else may be said, and
//! nothing that is not the right one may be pointed at. `ORGREADY_LONG=1` widens the numbers.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[path = "mutation/about.rs"]
mod about;
#[path = "mutation/answers.rs"]
mod answers;
#[path = "mutation/api.rs"]
mod api;
#[path = "places/asked.rs"]
mod asked;
#[path = "places/changes.rs"]
mod changes;
#[path = "mutation/expected.rs"]
mod expected;
#[path = "page/fixtures.rs"]
mod fixtures;
#[path = "truth/subjects.rs"]
mod kinds;
#[path = "mutation/operators.rs"]
mod operators;
#[path = "mutation/ways.rs"]
mod ways;

use about::{About, touchables};
use asked::{ASKED, Battery, controls, is_absence};
use changes::ticked;
use expected::{Expected, Said, is_whole};
use fixtures::{FIXTURES, Fixture};
use operators::{NAMESAKES, Operator, operators};
use orgready::{
    evidence::Reason,
    page::{Blocks, Found, find, read},
    requirement::{Control, KINDS, PageVerdict, Subjects},
    setup::Place,
};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What was once wrong: a page, what became of it, and why nothing may be said or pointed at.
const KEPT: &[(&str, &[&str], &str)] = &[
    ("app-builder-en", &["Namesake at /dual_lists/0/available/entries/1"], "both entries were pointed at"),
    ("profile-classes-edit-en", &["Namesake at /dual_lists/0/available/entries/2"], "both were pointed at"),
    (
        "profile-classes-edit-en",
        &["Namesake at /dual_lists/0/available/entries/2", "Over at /dual_lists/0/available/entries/2"],
        "a class that was chosen already was pointed at on the other side",
    ),
    ("profile-objects-en", &["Namesake at /tables/0/rows/2"], "another profile's page was pointed at"),
    (
        "app-edit-en",
        &["Unsaved at /boxes/16", "Namesake at /tables/0/rows/8"],
        "of two rows of one profile the other was pointed at",
    ),
    (
        "connected-apps-usage-ja",
        &["Another at /tables/0/rows/0/cells/2/text", "a column of tables at /tables/0/0"],
        "what rows offer in words that are not known was taken for their names",
    ),
];

/// Kinds that no page tells anything of, and why.
const UNTOLD: &[(&str, &str)] = &[
    ("external_client_app", "of External Client App Manager nothing is read"),
    ("app_permitted", "an app's policies are on a page of which nothing is read"),
    ("installed_for_all_users", "it is about all profiles at once"),
    ("system_permission", "users hold it over all their sets"),
    ("object_access", "users hold it over all their sets"),
    ("field_access", "users hold it over all their sets"),
    ("field_exists", "no place has an object's fields"),
    ("record_type_access", "users hold it over all their sets"),
    ("manual", "only the admin can tell"),
    ("answered", "the admin was asked"),
];
/// Kinds that a page tells something of, and decides together with others alone: see `ways`.
const TOGETHER: &[&str] = &["apex_class_access"];

/// How many times a page is changed.
fn mutants() -> u64 {
    if std::env::var_os("ORGREADY_LONG").is_some() { 20_000 } else { 300 }
}

/// A page, what is asked of it and what it says as it is.
struct Page<'b> {
    name: String,
    place: Place,
    page: Value,
    operators: Vec<Vec<Operator>>,
    controls: Vec<Control>,
    battery: &'b Battery,
    about: &'b [About],
    then: Vec<Said>,
    found: Vec<Result<Found, Reason>>,
}

impl<'b> Page<'b> {
    /// A page as it is; one with boxes in its rows also as it is when all of them are ticked.
    fn all_of(fixture: &Fixture, battery: &'b Battery, about: &'b [About]) -> Vec<Self> {
        let blocks: Blocks = serde_json::from_str(fixture.blocks).unwrap();
        let own = Page::of(fixture.name, fixture.place(), &blocks, battery, about);
        let ticked = ticked(&blocks);
        let name = format!("{}, ticked", fixture.name);
        let ticked = ticked.map(|page| Page::of(&name, fixture.place(), &page, battery, about));
        [own].into_iter().chain(ticked).collect()
    }

    fn of(name: &str, place: Place, blocks: &Blocks, battery: &'b Battery, about: &'b [About]) -> Self {
        let page = serde_json::to_value(blocks).unwrap();
        let (operators, controls) = (operators(&page), controls(place));
        let mut own = Page {
            name: name.to_owned(),
            place,
            page,
            operators,
            controls,
            battery,
            about,
            then: Vec::new(),
            found: Vec::new(),
        };
        own.then = battery.judge(&read(place, blocks));
        own.found = own.find(blocks);
        own
    }

    fn find(&self, page: &Blocks) -> Vec<Result<Found, Reason>> {
        self.controls.iter().map(|control| find(control, self.place, page)).collect()
    }

    /// One to three operators.
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
        chosen
    }

    /// What is said and must not be, after these operators; and what was said all in all.
    fn wrong(&self, operators: &[&Operator]) -> (Vec<String>, Vec<Said>) {
        let mut expected: Vec<Expected> = self.then.iter().cloned().map(Expected::of).collect();
        let mut page = self.page.clone();
        for operator in operators {
            let mut changed = page.clone();
            if operator.apply(&mut changed) {
                let touch = operator.touch(&page, is_whole(&page));
                for (expected, about) in expected.iter_mut().zip(self.about) {
                    expected.after(&touch, about, &page);
                }
                page = changed;
            }
        }
        let blocks = Blocks::deserialize(&page).unwrap();
        let said = self.battery.judge(&read(self.place, &blocks));
        let mut wrong = Vec::new();
        for (at, (now, expected)) in said.iter().zip(&expected).enumerate() {
            let of_part = !is_whole(&page) && is_absence(&now.0, self.battery.kind(at));
            if of_part || !expected.allows(now) {
                wrong.push(format!("{}: {now:?}, where {expected:?}", ASKED[at]));
            }
        }
        let destroyed = operators.iter().any(|it| matches!(it, Operator::HalfLoaded | Operator::OtherNode));
        for (control, found) in self.controls.iter().zip(self.find(&blocks)) {
            if let Some(what) = found.ok().and_then(|found| misses(control, &found, &page, destroyed)) {
                wrong.push(format!("{control:?} {what}"));
            }
        }
        (wrong, said)
    }
}

/// What is wrong with what is pointed at.
fn misses(control: &Control, found: &Found, page: &Value, destroyed: bool) -> Option<String> {
    for element in &found.elements {
        let number = u64::from(element.0);
        let there = touchables(page, number);
        if destroyed {
            return Some(format!("is at {number} of a page that is not the place's"));
        }
        if number >= NAMESAKES {
            return Some(format!("is at the namesake {number}"));
        }
        if !there.iter().any(|it| it.is_right(control)) {
            return Some(format!("is at {number}, which is something else"));
        }
        if found.enabled && !there.iter().any(about::Touchable::is_enabled) {
            return Some(format!("is at {number}, which can't be used"));
        }
    }
    None
}

/// What became of what a page decided, by operator.
#[derive(Default, Clone)]
struct Count {
    mutants: usize,
    same: usize,
    other: usize,
    silent: usize,
}

#[derive(Default)]
struct Tally {
    mutants: usize,
    wrong: Vec<String>,
    by: BTreeMap<String, Count>,
}

impl Tally {
    fn add(&mut self, page: &Page<'_>, seed: u64) {
        let operators = page.chosen(seed);
        let (wrong, now) = page.wrong(&operators);
        let names: Vec<String> = operators.iter().map(|operator| operator.to_string()).collect();
        self.note(&page.name, seed, &names, wrong);
        if let [only] = operators.as_slice() {
            self.count(only.name(), &now, &page.then);
        }
    }

    /// A mutant, and what is wrong of it.
    fn note(&mut self, of: &str, seed: u64, names: &[String], wrong: Vec<String>) {
        self.mutants += 1;
        self.wrong.extend(wrong.into_iter().map(|it| format!("(\"{of}\", &{names:?}), seed {seed}: {it}")));
    }

    /// What became of what was decided, by the only operator.
    fn count(&mut self, operator: String, now: &[Said], then: &[Said]) {
        let count = self.by.entry(operator).or_default();
        count.mutants += 1;
        for (now, then) in now.iter().zip(then) {
            match (now.0.decided(), then.0.decided()) {
                (_, None) => {}
                (None, _) => count.silent += 1,
                (now, then) if now == then => count.same += 1,
                _ => count.other += 1,
            }
        }
    }

    /// Says what came of it, and that nothing is wrong.
    fn end(&self, of: &str) {
        println!("{:<24} {:>8} {:>8} {:>8} {:>12}", "alone", "mutants", "the same", "another", "cannot tell");
        for (name, Count { mutants, same, other, silent }) in &self.by {
            println!("{name:<24} {mutants:>8} {same:>8} {other:>8} {silent:>12}");
        }
        println!("{} mutants of {of}, {} forbidden verdicts", self.mutants, self.wrong.len());
        let shown: Vec<&String> = self.wrong.iter().take(4000).collect();
        assert!(self.wrong.is_empty(), "{} forbidden: {shown:#?}", self.wrong.len());
    }

    fn take_in(&mut self, other: Tally) {
        self.mutants += other.mutants;
        self.wrong.extend(other.wrong);
        for (name, count) in other.by {
            let own = self.by.entry(name).or_default();
            own.mutants += count.mutants;
            own.same += count.same;
            own.other += count.other;
            own.silent += count.silent;
        }
    }
}

/// Runs on all of these, with all cores.
fn on_all<T: Sync>(all: &'static [T], run: &(dyn Fn(&'static T, &mut Tally) + Sync)) -> Tally {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut tally = Tally::default();
    std::thread::scope(|scope| {
        let core = |core: usize| {
            scope.spawn(move || {
                let mut tally = Tally::default();
                all.iter().skip(core).step_by(cores).for_each(|it| run(it, &mut tally));
                tally
            })
        };
        let threads: Vec<_> = (0..cores).map(core).collect();
        threads.into_iter().for_each(|thread| tally.take_in(thread.join().unwrap()));
    });
    tally
}

#[test]
fn what_was_once_wrong_is_right() {
    let battery = Battery::new();
    let about: Vec<About> = ASKED.iter().map(|asked| About::of(asked)).collect();
    for (name, changes, why) in KEPT {
        let fixture = name.split_once(", ").map_or(*name, |(fixture, _)| fixture);
        let pages = Page::all_of(Fixture::named(fixture), &battery, &about);
        let page = pages.iter().find(|page| page.name == *name).unwrap();
        let named = |change: &&str| page.operators.iter().flatten().find(|it| it.to_string() == **change);
        let operators: Vec<&Operator> = changes.iter().filter_map(named).collect();
        assert_eq!(operators.len(), changes.len(), "{name} knows no {changes:?}");
        assert_eq!(page.wrong(&operators).0, Vec::<String>::new(), "{name}, {changes:?}: {why}");
    }
}

#[test]
fn no_page_that_was_changed_says_what_is_not_true() {
    let battery = Battery::new();
    let about: Vec<About> = ASKED.iter().map(|asked| About::of(asked)).collect();
    let tally = on_all(FIXTURES, &|fixture, tally| {
        for page in Page::all_of(fixture, &battery, &about) {
            (0..mutants()).for_each(|seed| tally.add(&page, seed));
        }
    });
    tally.end(&format!("{} pages of {} fixtures", tally.mutants as u64 / mutants(), FIXTURES.len()));
}

/// The kind of a requirement as it is written.
fn kind_of(requirement: &str) -> String {
    let requirement: Value = serde_json::from_str(requirement).unwrap();
    requirement.as_object().unwrap().keys().next().unwrap().clone()
}

/// What is asked leaves out no kind that a page tells anything of.
#[test]
fn every_kind_that_pages_tell_something_of_is_asked() {
    let asked: BTreeSet<String> = ASKED.iter().map(|asked| kind_of(asked)).collect();
    for kind in KINDS {
        let is_untold = UNTOLD.iter().any(|(untold, _)| untold == kind);
        assert_ne!(asked.contains(*kind), is_untold, "{kind} is asked, or no page tells anything of it");
    }
    for subject in kinds::subjects_of_every_kind() {
        let kind = kind_of(subject.requirement);
        if asked.contains(&kind) {
            continue;
        }
        let (checklist, inputs) = (kinds::checklist(subject.requirement), kinds::inputs());
        let who = Subjects { checklist: "c", inputs: &inputs };
        for fixture in FIXTURES {
            let facts = read(fixture.place(), &serde_json::from_str(fixture.blocks).unwrap());
            let said = checklist.steps[0].requirement.judge_page(&who, &facts);
            assert_eq!(said, PageVerdict::silent(), "{kind} on {}", fixture.name);
        }
    }
}

/// Without this, none of the others would say anything of the kinds that are combined, nor of a kind that no page decides.
#[test]
fn every_kind_that_is_asked_is_decided_by_a_page() {
    let battery = Battery::new();
    let mut decided = BTreeSet::new();
    for page in FIXTURES.iter().flat_map(|fixture| Page::all_of(fixture, &battery, &[])) {
        let said = page.then.iter().enumerate();
        decided.extend(said.filter(|(_, said)| said.0.decided().is_some()).map(|(at, _)| kind_of(ASKED[at])));
    }
    let asked: BTreeSet<String> = ASKED.iter().map(|asked| kind_of(asked)).collect();
    let missing: Vec<&String> = asked.difference(&decided).collect();
    assert_eq!(missing, TOGETHER);
}
