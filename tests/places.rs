//! Every place on a page that is not as it should be: one that lacks what its reader looks for, one still loading, one with 2,000 rows,
//! and the wrong one. Pages are those of `tests/fixtures/pages`, changed by operators that know no place.
//!
//! A change may make a verdict `cannot tell`, never another one, and may hide a control, never move it. What is true of a changed page
//! all the same stands in `cases`, each with its reason; a line there that nothing needs fails too.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[path = "places/asked.rs"]
mod asked;
#[path = "places/cases.rs"]
mod cases;
#[path = "places/changes.rs"]
mod changes;
#[path = "page/fixtures.rs"]
mod fixtures;
#[path = "places/sizes.rs"]
mod sizes;

use asked::{ASKED, Battery, controls, is_absence};
use cases::{LIKE, MAY, decides};
use changes::{half, operators, ticked};
use fixtures::{FIXTURES, Fixture};
use orgready::{
    evidence::{PageFacts, Reason},
    page::{
        Blocks, Found,
        blocks::{ElementNumber, MOST, Part},
        find, read,
    },
    requirement::Control,
    setup::{Place, place::PLACES},
};
use serde::Deserialize;
use serde_json::Value;
use sizes::grown;
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
        pages.extend(ticked(&page).map(|ticked| (format!("{}, ticked", fixture.name), ticked)));
        pages.push((fixture.name.to_owned(), page));
    }
    pages
}

/// What a page says, and what can be pressed of each control.
struct Said {
    verdicts: Vec<asked::Said>,
    pointed: Vec<Vec<ElementNumber>>,
}

/// A place with what is pointed at on it, and what is asked of it.
struct Reader<'a> {
    place: Place,
    controls: Vec<Control>,
    asked: &'a Battery,
}

impl Reader<'_> {
    fn of(place: Place, asked: &Battery) -> Reader<'_> {
        Reader { place, controls: controls(place), asked }
    }

    fn said(&self, page: &Blocks) -> Said {
        let pointed = |control: &Control| match find(control, self.place, page) {
            Ok(Found { elements, enabled: true }) => elements,
            _ => Vec::new(),
        };
        Said {
            verdicts: self.asked.judge(&read(self.place, page)),
            pointed: self.controls.iter().map(pointed).collect(),
        }
    }

    /// What a page says that another did not, in words.
    fn differs(&self, now: &Said, then: &Said) -> Vec<String> {
        let mut differs = Vec::new();
        for (at, (now, then)) in now.verdicts.iter().zip(&then.verdicts).enumerate() {
            if !now.says_less(then) || !now.follows() || now.1 && !then.1 {
                differs.push(format!("{}: {now:?}, was {then:?}", ASKED[at]));
            }
        }
        for (at, (now, then)) in now.pointed.iter().zip(&then.pointed).enumerate() {
            if now.iter().any(|element| !then.contains(element)) {
                differs.push(format!("{:?}: {now:?}, was {then:?}", self.controls[at]));
            }
        }
        differs
    }

    /// What a page decides, by its place in what is asked.
    fn decided(&self, said: &Said) -> impl Iterator<Item = usize> {
        let decided = said.verdicts.iter().map(|said| said.0.decided().is_some());
        decided.collect::<Vec<_>>().into_iter().enumerate().filter_map(|(at, decided)| decided.then_some(at))
    }

    /// What a part of a list takes for absent.
    fn absences(&self, now: &Said) -> Vec<String> {
        let said = now.verdicts.iter().enumerate();
        let absent = said.filter(|(at, said)| is_absence(&said.0, self.asked.kind(*at)));
        absent.map(|(at, said)| format!("{}: {said:?}", ASKED[at])).collect()
    }
}

/// How many cases ran, what went wrong, and which lines of the tables were needed.
#[derive(Default)]
struct Tally {
    ran: usize,
    wrong: Vec<String>,
    used: BTreeSet<usize>,
}

impl Tally {
    fn add(&mut self, what: &str, wrong: Vec<String>) {
        self.ran += 1;
        self.wrong.extend(wrong.into_iter().map(|wrong| format!("{what}: {wrong}")));
    }

    /// The same, where a line of a table lets it be wrong.
    fn add_but(&mut self, line: Option<usize>, what: &str, mut wrong: Vec<String>) {
        if let (Some(line), false) = (line, wrong.is_empty()) {
            self.used.insert(line);
            wrong.clear();
        }
        self.add(what, wrong);
    }
}

/// Runs cases on every page of every place. Some must run of each.
fn on_every_page(layer: &str, run: &dyn Fn(&Reader<'_>, &str, &Blocks, &mut Tally)) -> Tally {
    let asked = Battery::new();
    let mut tally = Tally::default();
    for row in &PLACES {
        let reader = Reader::of(row.place, &asked);
        let before = tally.ran;
        for (name, page) in pages(row.place) {
            run(&reader, &name, &page, &mut tally);
        }
        let ran = tally.ran - before;
        assert!(ran > 0, "{layer}: nothing was tried of {}", row.id);
        println!("{layer}: {}: {ran} cases", row.id);
    }
    println!("{layer}: {} cases", tally.ran);
    let Tally { wrong, .. } = &tally;
    assert!(wrong.is_empty(), "{layer}: {} wrong:\n{}", wrong.len(), wrong.join("\n"));
    tally
}

/// Every line of a table was needed.
fn all_used<T: std::fmt::Debug>(table: &[T], used: &BTreeSet<usize>) {
    let unused: Vec<&T> =
        table.iter().enumerate().filter(|(at, _)| !used.contains(at)).map(|(_, it)| it).collect();
    assert!(unused.is_empty(), "nothing needs {unused:#?}");
}

#[test]
fn a_page_that_lacks_something_says_the_same_or_nothing() {
    let tally = on_every_page("lacks", &|reader, name, page, tally| {
        let then = reader.said(page);
        let mut page = serde_json::to_value(page).unwrap();
        let mut changes = Vec::new();
        operators(&page, "", "", &mut changes);
        for change in changes {
            let kept = page.pointer(&change.at).unwrap().clone();
            assert!(change.apply(&mut page), "{name}, {} at {}", change.name, change.at);
            let now = reader.said(&Blocks::deserialize(&page).unwrap());
            *page.pointer_mut(&change.at).unwrap() = kept;
            let line = MAY.iter().position(|(on, of, _)| name.starts_with(on) && *of == change.name);
            tally.add_but(
                line,
                &format!("{name}, {} at {}", change.name, change.at),
                reader.differs(&now, &then),
            );
        }
    });
    all_used(MAY, &tally.used);
}

/// Without this, none of the others would say anything.
#[test]
fn every_place_decides_what_it_shows() {
    let asked = Battery::new();
    for row in &PLACES {
        let reader = Reader::of(row.place, &asked);
        let said: Vec<Said> = pages(row.place).iter().map(|(_, page)| reader.said(page)).collect();
        let kinds: BTreeSet<&str> =
            said.iter().flat_map(|said| reader.decided(said)).map(|at| asked.kind(at)).collect();
        assert_eq!(kinds, decides(row.place).iter().copied().collect(), "{}", row.id);
        for (at, control) in reader.controls.iter().enumerate() {
            // What only the admin can judge is not pointed at.
            let by_hand = matches!(
                control,
                Control::ApproveApp(_) | Control::InstallNamed(_) | Control::InstallPackage
            );
            let shown = said.iter().any(|said| !said.pointed[at].is_empty());
            assert_eq!(shown, !by_hand, "{control:?} on {}", row.id);
        }
    }
}

/// What is not on a part of a list may be on another, whatever else the part lacks.
#[test]
fn a_part_of_a_list_never_says_that_something_is_absent() {
    on_every_page("parts", &|reader, name, page, tally| {
        let then = reader.said(page);
        for part in [Some(Part::Pager), Some(Part::Rolodex), Some(Part::Filter), None] {
            let mut part_of = Blocks { cut: part.is_none(), ..page.clone() };
            part_of.parts.extend(part);
            let now = reader.said(&part_of);
            let wrong = [reader.differs(&now, &then), reader.absences(&now)].concat();
            tally.add(&format!("{name}, {part:?}"), wrong);
            for (table, rows) in page.tables.iter().map(|table| table.rows.len()).enumerate() {
                for row in 0..rows {
                    let mut without = part_of.clone();
                    without.tables[table].rows.remove(row);
                    let wrong = reader.absences(&reader.said(&without));
                    tally.add(&format!("{name}, {part:?} without row {row}"), wrong);
                }
            }
        }
    });
}

#[test]
fn a_page_that_is_still_loading_says_nothing() {
    on_every_page("loading", &|reader, name, page, tally| {
        for (drawn, page) in [("all", page.clone()), ("half", half(page)), ("nothing", Blocks::default())] {
            let loading = Blocks { loading: true, ..page };
            let facts = read(reader.place, &loading);
            let mut wrong = Vec::new();
            if facts.seen != Err(Reason::Loading) {
                wrong.push(format!("{:?}", facts.seen));
            }
            wrong.extend(reader.decided(&reader.said(&loading)).map(|at| ASKED[at].to_owned()));
            let seen = reader.controls.iter().filter(|it| find(it, reader.place, &loading).is_ok());
            wrong.extend(seen.map(|control| format!("{control:?}")));
            tally.add(&format!("{name}, {drawn} of it, loading"), wrong);
        }
        let (language, setup_id) = (page.language.clone(), page.setup_id.clone());
        let nothing = reader.said(&Blocks { language, setup_id, ..Blocks::default() });
        tally.add(&format!("{name}, nothing of it"), reader.differs(&nothing, &reader.said(page)));
    });
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
    on_every_page("2,000 rows", &|reader, name, page, tally| {
        let long = grown(page, ROWS);
        let (now, then) = (reader.said(&long), reader.said(page));
        let mut wrong = reader.differs(&now, &then);
        if !reader.decided(&now).eq(reader.decided(&then)) || now.pointed != then.pointed {
            wrong.push("it says less".to_owned());
        }
        if name == first_page(reader.place) {
            let [one, two] = [long, grown(page, 2 * ROWS)].map(|page| size(&read(reader.place, &page)));
            if two > 2 * one {
                wrong.push(format!("{one} values are read of {ROWS} rows, {two} of twice as many"));
            }
        }
        tally.add(&format!("{name}, {ROWS} rows"), wrong);
    });
}

/// As many rows as are collected, and what is looked for behind them.
#[test]
fn what_is_beyond_the_bounds_is_not_absent() {
    on_every_page("beyond the bounds", &|reader, name, page, tally| {
        if name != first_page(reader.place) {
            return;
        }
        // A page that decides nothing needs no more than the mark.
        let most = if decides(reader.place).is_empty() { ROWS } else { MOST };
        let mut long = grown(page, most);
        long.cut = true;
        long.tables
            .iter_mut()
            .zip(&page.tables)
            .for_each(|(long, table)| long.rows.truncate(most - table.rows.len()));
        let (now, then) = (reader.said(&long), reader.said(page));
        let wrong = [reader.differs(&now, &then), reader.absences(&now)].concat();
        tally.add(&format!("{name}, {most} rows"), wrong);
    });
}

/// One page of each place is enough for what takes long: one in English, which says most.
fn first_page(place: Place) -> &'static str {
    let mut own = FIXTURES.iter().filter(|fixture| fixture.place() == place).map(|fixture| fixture.name);
    own.clone().find(|name| name.ends_with("-en")).or_else(|| own.next()).unwrap()
}

#[test]
fn a_page_of_another_place_says_nothing() {
    let asked = Battery::new();
    let tally = on_every_page("wrong page", &|own, name, page, tally| {
        for row in PLACES.iter().filter(|row| row.place != own.place) {
            let reader = Reader::of(row.place, &asked);
            let said = reader.said(page);
            let mut wrong: Vec<String> = reader.decided(&said).map(|at| ASKED[at].to_owned()).collect();
            // Every form has its Save.
            let pointed = reader.controls.iter().zip(&said.pointed);
            let pointed = pointed.filter(|(control, found)| **control != Control::Save && !found.is_empty());
            wrong.extend(pointed.map(|(control, _)| format!("{control:?}")));
            let line = LIKE.iter().position(|(place, other, _)| (*place, *other) == (row.place, own.place));
            tally.add_but(line, &format!("{name} as {}", row.id), wrong);
            // Each node once.
            let first =
                PLACES.iter().find(|other| other.node == row.node).is_some_and(|it| it.place == row.place);
            if first && row.node != own.place.row().node {
                let of_other = Blocks { setup_id: Some(row.node.to_owned()), ..page.clone() };
                let said = own.said(&of_other);
                let mut wrong: Vec<String> = own.decided(&said).map(|at| ASKED[at].to_owned()).collect();
                wrong.extend(
                    said.pointed.iter().filter(|found| !found.is_empty()).map(|it| format!("{it:?}")),
                );
                tally.add(&format!("{name} of {}", row.node), wrong);
            }
        }
    });
    all_used(LIKE, &tally.used);
}

/// Users may share an e-mail address, and one's address may be another's name for login.
#[test]
fn a_user_is_told_by_the_name_for_login_and_not_by_an_email_address() {
    let asked = Battery::new();
    let reader = Reader::of(Place::User, &asked);
    let mut page = blocks(Fixture::named("user-en"));
    assert!(reader.decided(&reader.said(&page)).next().is_some());
    let login = page.details.iter_mut().find(|detail| detail.label == "Username").unwrap();
    login.value = "another@acme.example".to_owned();
    assert_eq!(reader.decided(&reader.said(&page)).next(), None);
}
