//! Every place on a page that is not as it should be: one that lacks what its reader looks for, one still loading, one with 2,000 rows,
//! and the wrong one. Pages are those of `tests/fixtures/pages`, changed by operators that know no place.
//!
//! A change may make a verdict `cannot tell`, never another one, and may hide a control, never move it. What is true of a changed page
//! all the same stands in `cases`, each with its reason; a line there that nothing needs fails too.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[path = "places/cases.rs"]
mod cases;
#[path = "places/changes.rs"]
mod changes;
#[path = "page/fixtures.rs"]
mod fixtures;

use cases::{ASKED, Battery, Case, case, is_absence, says_less};
use changes::{cut, grow, half, operators};
use fixtures::{FIXTURES, Fixture};
use orgready::{
    evidence::{PageFacts, Reason, Verdict},
    page::{
        Blocks, Found,
        blocks::{ElementNumber, MOST, Part},
        find, read,
    },
    requirement::Control,
    setup::{Place, place::PLACES},
};
use serde_json::Value;
use std::collections::BTreeSet;

const ROWS: usize = 2_000;

fn blocks(fixture: &Fixture) -> Blocks {
    serde_json::from_str(fixture.blocks).unwrap()
}

/// The pages of a place; one with boxes in its rows also as it is when all of them are ticked.
fn pages(place: Place) -> Vec<(String, Blocks)> {
    let mut pages = Vec::new();
    for fixture in FIXTURES.iter().filter(|fixture| fixture.place() == place) {
        let page = blocks(fixture);
        let mut ticked = page.clone();
        let rows = ticked.tables.iter_mut().flat_map(|table| &mut table.rows);
        for checkbox in rows.flat_map(|row| &mut row.cells).flat_map(|cell| &mut cell.boxes) {
            (checkbox.saved, checkbox.shown) = (true, true);
        }
        if ticked != page {
            pages.push((format!("{}, ticked", fixture.name), ticked));
        }
        pages.push((fixture.name.to_owned(), page));
    }
    pages
}

/// What a page says, and what can be pressed of each control.
struct Said {
    verdicts: Vec<(Verdict, bool)>,
    pointed: Vec<Vec<ElementNumber>>,
}

/// A place with its case, and what is asked of it.
struct Reader<'a> {
    place: Place,
    case: Case,
    asked: &'a Battery,
}

impl Reader<'_> {
    fn of(place: Place, asked: &Battery) -> Reader<'_> {
        Reader { place, case: case(place), asked }
    }

    fn said(&self, page: &Blocks) -> Said {
        let pointed = |control: &Control| match find(control, self.place, page) {
            Ok(Found { elements, enabled: true }) => elements,
            _ => Vec::new(),
        };
        Said {
            verdicts: self.asked.judge(&read(self.place, page)),
            pointed: self.case.controls.iter().map(pointed).collect(),
        }
    }

    /// What a page says that another did not, in words.
    fn differs(&self, now: &Said, then: &Said) -> Vec<String> {
        let mut differs = Vec::new();
        for (at, (now, then)) in now.verdicts.iter().zip(&then.verdicts).enumerate() {
            if !says_less(&now.0, &then.0) || now.1 && !then.1 {
                differs.push(format!("{}: {now:?}, was {then:?}", ASKED[at]));
            }
        }
        for (at, (now, then)) in now.pointed.iter().zip(&then.pointed).enumerate() {
            if now.iter().any(|element| !then.contains(element)) {
                differs.push(format!("{:?}: {now:?}, was {then:?}", self.case.controls[at]));
            }
        }
        differs
    }

    /// What a part of a list takes for absent.
    fn absences(&self, now: &Said) -> Vec<String> {
        let said = now.verdicts.iter().enumerate();
        let absent = said.filter(|(at, (verdict, _))| is_absence(verdict, self.asked.kind(*at)));
        absent.map(|(at, (verdict, _))| format!("{}: {verdict:?}", ASKED[at])).collect()
    }
}

/// How many cases ran, and what went wrong.
#[derive(Default)]
struct Tally {
    ran: usize,
    wrong: Vec<String>,
}

impl Tally {
    fn add(&mut self, what: &str, wrong: Vec<String>) {
        self.ran += 1;
        self.wrong.extend(wrong.into_iter().map(|wrong| format!("{what}: {wrong}")));
    }

    fn done(self, layer: &str) {
        println!("{layer}: {} cases", self.ran);
        assert!(self.wrong.is_empty(), "{} wrong:\n{}", self.wrong.len(), self.wrong.join("\n"));
    }
}

#[test]
fn a_page_that_lacks_something_says_the_same_or_nothing() {
    let asked = Battery::new();
    let mut tally = Tally::default();
    for row in &PLACES {
        let reader = Reader::of(row.place, &asked);
        let (mut decided, mut used) = (BTreeSet::new(), BTreeSet::new());
        let before = tally.ran;
        for (name, page) in pages(row.place) {
            let then = reader.said(&page);
            let kinds =
                then.verdicts.iter().enumerate().filter(|(_, (verdict, _))| verdict.decided().is_some());
            decided.extend(kinds.map(|(at, _)| asked.kind(at)));
            let mut page = serde_json::to_value(&page).unwrap();
            let mut changes = Vec::new();
            operators(&page, "", "", &mut changes);
            for change in changes {
                let now = reader.said(&change.changed(&mut page));
                let mut wrong = reader.differs(&now, &then);
                if let (Some(line), false) = (reader.case.may(&name, &change.name), wrong.is_empty()) {
                    used.insert(line);
                    wrong.clear();
                }
                tally.add(&format!("{name}, {} at {}", change.name, change.at), wrong);
            }
        }
        assert!(tally.ran > before, "nothing was tried of {}", row.id);
        println!("{}: {} changes", row.id, tally.ran - before);
        assert_eq!(decided, reader.case.decides.iter().copied().collect(), "what {} decides", row.id);
        for (at, line) in reader.case.may.iter().enumerate().filter(|(at, _)| !used.contains(at)) {
            tally.wrong.push(format!("{}: line {at} is needed by nothing: {line:?}", row.id));
        }
    }
    tally.done("lacks");
}

/// What is not on a part of a list may be on another, whatever else the part lacks.
#[test]
fn a_part_of_a_list_never_says_that_something_is_absent() {
    let asked = Battery::new();
    let mut tally = Tally::default();
    for row in &PLACES {
        let reader = Reader::of(row.place, &asked);
        for (name, page) in pages(row.place) {
            let then = reader.said(&page);
            for part in [Some(Part::Pager), Some(Part::Rolodex), Some(Part::Filter), None] {
                let mut part_of = Blocks { cut: part.is_none(), ..page.clone() };
                part_of.parts.extend(part);
                let now = reader.said(&part_of);
                let wrong = [reader.differs(&now, &then), reader.absences(&now)].concat();
                tally.add(&format!("{name}, {part:?}"), wrong);
                for table in 0..page.tables.len() {
                    for at in 0..page.tables[table].rows.len() {
                        let mut without = part_of.clone();
                        without.tables[table].rows.remove(at);
                        tally.add(
                            &format!("{name}, {part:?} without row {at}"),
                            reader.absences(&reader.said(&without)),
                        );
                    }
                }
            }
        }
    }
    tally.done("parts");
}

#[test]
fn a_page_that_is_still_loading_says_nothing() {
    let asked = Battery::new();
    let mut tally = Tally::default();
    for row in &PLACES {
        let reader = Reader::of(row.place, &asked);
        for (name, page) in pages(row.place) {
            for (drawn, page) in
                [("all", page.clone()), ("half", half(&page)), ("nothing", Blocks::default())]
            {
                let loading = Blocks { loading: true, ..page };
                let facts = read(row.place, &loading);
                let mut wrong = Vec::new();
                if facts.seen != Err(Reason::Loading) {
                    wrong.push(format!("{:?}", facts.seen));
                }
                let said = reader.said(&loading);
                wrong.extend(
                    said.verdicts.iter().filter(|(it, _)| it.decided().is_some()).map(|it| format!("{it:?}")),
                );
                let seen = reader.case.controls.iter().filter(|it| find(it, row.place, &loading).is_ok());
                wrong.extend(seen.map(|control| format!("{control:?}")));
                tally.add(&format!("{name}, {drawn} of it, loading"), wrong);
            }
            let empty = Blocks {
                language: page.language.clone(),
                setup_id: page.setup_id.clone(),
                ..Blocks::default()
            };
            let wrong = reader.differs(&reader.said(&empty), &reader.said(&page));
            tally.add(&format!("{name}, nothing of it"), wrong);
        }
    }
    tally.done("loading");
}

/// How many values there are in what was read.
fn size(facts: &PageFacts) -> usize {
    fn values(value: &Value) -> usize {
        match value {
            Value::Array(list) => list.iter().map(values).sum::<usize>() + 1,
            Value::Object(fields) => fields.values().map(values).sum::<usize>() + 1,
            _ => 1,
        }
    }
    values(&serde_json::to_value(facts).unwrap())
}

#[test]
fn a_page_of_2000_rows_says_the_same_and_no_more_is_read_than_is_there() {
    let asked = Battery::new();
    let mut tally = Tally::default();
    for row in &PLACES {
        let reader = Reader::of(row.place, &asked);
        for (name, page) in pages(row.place) {
            let (mut long, mut longer) = (page.clone(), page.clone());
            if !grow(&mut long, ROWS) || !grow(&mut longer, 2 * ROWS) {
                continue;
            }
            let (now, then) = (reader.said(&long), reader.said(&page));
            let mut wrong = reader.differs(&now, &then);
            for (at, (now, then)) in now.verdicts.iter().zip(&then.verdicts).enumerate() {
                if now.0.decided() != then.0.decided() {
                    wrong.push(format!("{}: {now:?}, was {then:?}", ASKED[at]));
                }
            }
            if now.pointed != then.pointed {
                wrong.push(format!("{:?}, was {:?}", now.pointed, then.pointed));
            }
            let [one, two] = [&long, &longer].map(|page| size(&read(row.place, page)));
            if two > 2 * one {
                wrong.push(format!("{one} values of {ROWS} rows, {two} of twice as many"));
            }
            tally.add(&format!("{name}, {ROWS} rows"), wrong);
        }
    }
    tally.done("2,000 rows");
}

/// As many rows as are collected, and what is looked for behind them.
#[test]
fn what_is_beyond_the_bounds_is_not_absent() {
    let asked = Battery::new();
    let mut tally = Tally::default();
    for row in &PLACES {
        let reader = Reader::of(row.place, &asked);
        for (name, page) in pages(row.place) {
            let mut long = page.clone();
            if grow(&mut long, MOST) {
                cut(&mut long, MOST - page.tables.iter().map(|table| table.rows.len()).sum::<usize>());
                let (now, then) = (reader.said(&long), reader.said(&page));
                let wrong = [reader.differs(&now, &then), reader.absences(&now)].concat();
                tally.add(&format!("{name}, {MOST} rows"), wrong);
                break;
            }
        }
    }
    tally.done("beyond the bounds");
}

#[test]
fn a_page_of_another_place_says_nothing() {
    let asked = Battery::new();
    let mut tally = Tally::default();
    for row in &PLACES {
        let reader = Reader::of(row.place, &asked);
        let mut used = BTreeSet::new();
        for other in PLACES.iter().filter(|other| other.place != row.place) {
            for (name, page) in pages(other.place) {
                let said = reader.said(&page);
                let decided = said.verdicts.iter().enumerate().filter(|(_, (it, _))| it.decided().is_some());
                let mut wrong: Vec<String> =
                    decided.map(|(at, it)| format!("{}: {it:?}", ASKED[at])).collect();
                // Every form has its Save.
                let controls = reader.case.controls.iter().zip(&said.pointed);
                let pointed =
                    controls.filter(|(control, found)| **control != Control::Save && !found.is_empty());
                wrong.extend(pointed.map(|(control, _)| format!("{control:?}")));
                if reader.case.is_like(other.place) && !wrong.is_empty() {
                    used.insert(other.place);
                    wrong.clear();
                }
                tally.add(&format!("{name} as {}", row.id), wrong);
            }
        }
        for (other, why) in reader.case.like.iter().filter(|(other, _)| !used.contains(other)) {
            tally.wrong.push(format!("{} is not like {}: {why}", row.id, other.id()));
        }
    }
    tally.done("wrong page");
}
