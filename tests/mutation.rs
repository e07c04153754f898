//! No page that is not as it was says what is not true: a node gone, renamed, moved or there twice, another language, half of it there, a
//! list in parts, a box that can't be changed, an error, another record's page, and up to three of these at once.
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

use about::{About, touchables};
use asked::{ASKED, Battery, controls, is_absence};
use expected::{Expected, Said, is_whole};
use fixtures::{FIXTURES, Fixture};
use operators::{NAMESAKES, Operator, operators};
use orgready::{
    evidence::Reason,
    page::{Blocks, Found, find, read},
    requirement::Control,
    setup::Place,
};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// What was once wrong: a page, what became of it, and why nothing may be said or pointed at.
const KEPT: &[(&str, &[&str], &str)] = &[
    ("app-builder-en", &["Namesake at /dual_lists/0/available/entries/1"], "both entries were pointed at"),
    ("profile-classes-edit-en", &["Namesake at /dual_lists/0/available/entries/2"], "both were pointed at"),
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

/// How many times a page is changed.
fn mutants() -> u64 {
    if std::env::var_os("ORGREADY_LONG").is_some() { 20_000 } else { 300 }
}

/// A page, what is asked of it and what it says as it is.
struct Page<'b> {
    name: &'static str,
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
    fn of(fixture: &Fixture, battery: &'b Battery, about: &'b [About]) -> Self {
        let page: Value = serde_json::from_str(fixture.blocks).unwrap();
        let place = fixture.place();
        let (operators, controls) = (operators(&page), controls(place));
        let mut own = Page {
            name: fixture.name,
            place,
            page,
            operators,
            controls,
            battery,
            about,
            then: Vec::new(),
            found: Vec::new(),
        };
        let blocks = Blocks::deserialize(&own.page).unwrap();
        own.then = battery.judge(&read(place, &blocks));
        own.found = own.find(&blocks);
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
        self.mutants += 1;
        self.wrong.extend(
            wrong.into_iter().map(|it| format!("(\"{}\", &{names:?}), seed {seed}: {it}", page.name)),
        );
        if let [only] = operators.as_slice() {
            let count = self.by.entry(only.name()).or_default();
            count.mutants += 1;
            for (now, then) in now.iter().zip(&page.then) {
                match (now.0.decided(), then.0.decided()) {
                    (_, None) => {}
                    (None, _) => count.silent += 1,
                    (now, then) if now == then => count.same += 1,
                    _ => count.other += 1,
                }
            }
        }
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

/// Runs on every page, with all cores.
fn on_every_page(run: &(dyn Fn(&Page<'_>, &mut Tally) + Sync)) -> Tally {
    let battery = Battery::new();
    let about: Vec<About> = ASKED.iter().map(|asked| About::of(asked)).collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut all = Tally::default();
    std::thread::scope(|scope| {
        let (battery, about) = (&battery, &about);
        let core = |core: usize| {
            scope.spawn(move || {
                let mut tally = Tally::default();
                for fixture in FIXTURES.iter().skip(core).step_by(cores) {
                    run(&Page::of(fixture, battery, about), &mut tally);
                }
                tally
            })
        };
        let threads: Vec<_> = (0..cores).map(core).collect();
        threads.into_iter().for_each(|thread| all.take_in(thread.join().unwrap()));
    });
    all
}

#[test]
fn what_was_once_wrong_is_right() {
    let battery = Battery::new();
    let about: Vec<About> = ASKED.iter().map(|asked| About::of(asked)).collect();
    for (name, changes, why) in KEPT {
        let page = Page::of(Fixture::named(name), &battery, &about);
        let named = |change: &&str| page.operators.iter().flatten().find(|it| it.to_string() == **change);
        let operators: Vec<&Operator> = changes.iter().filter_map(named).collect();
        assert_eq!(operators.len(), changes.len(), "{name} knows no {changes:?}");
        assert_eq!(page.wrong(&operators).0, Vec::<String>::new(), "{name}, {changes:?}: {why}");
    }
}

#[test]
fn no_page_that_was_changed_says_what_is_not_true() {
    let tally = on_every_page(&|page, tally| (0..mutants()).for_each(|seed| tally.add(page, seed)));
    println!("{:<24} {:>8} {:>8} {:>8} {:>12}", "alone", "mutants", "the same", "another", "cannot tell");
    for (name, Count { mutants, same, other, silent }) in &tally.by {
        println!("{name:<24} {mutants:>8} {same:>8} {other:>8} {silent:>12}");
    }
    println!(
        "{} mutants of {} pages, {} forbidden verdicts",
        tally.mutants,
        FIXTURES.len(),
        tally.wrong.len()
    );
    let shown: Vec<&String> = tally.wrong.iter().take(4000).collect();
    assert!(tally.wrong.is_empty(), "{} forbidden: {shown:#?}", tally.wrong.len());
}
