//! Manage Assignments: a Lightning page that shows, one after the other at the same address, who holds a permission set, whom to add,
//! until when, and how that went.
//!
//! Only the first is evidence: a table of users who could be added reads the same, row by row. A screen is told by the button that leads
//! on from it, which is known by its label alone: Add Assignment, Next, Assign, Done.
//!
//! ASSUMPTION: the page holds exactly one table of users, whose rows show the name for login, and where users are added, one box each; no
//! source shows its markup.

use super::arrived;
use crate::{
    evidence::{Reason, Seen},
    page::{
        blocks::{Blocks, Checkbox, TableRow},
        find::{Found, labelled},
        labels::{ADD_ASSIGNMENT, ASSIGN, DONE, NEXT},
    },
    setup::Place,
};

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    arrived(Place::ManageAssignments, blocks)?;
    match labelled(ADD_ASSIGNMENT, blocks) {
        Ok(_) => {}
        Err(Reason::NotShown) if [NEXT, ASSIGN, DONE].iter().any(|it| labelled(it, blocks).is_ok()) => {
            return Ok(Seen::Assigning);
        }
        Err(Reason::NotShown) => return Err(Reason::UnknownPage),
        Err(reason) => return Err(reason),
    }
    let [holders] = blocks.tables.as_slice() else { return Err(Reason::UnknownPage) };
    let texts = |row: &TableRow| row.cells.iter().map(|cell| cell.text.clone()).collect();
    Ok(Seen::Assignments { rows: holders.rows.iter().map(texts).collect() })
}

/// What to touch on the screen that is shown, so that these users hold the set.
///
/// # Errors
/// Why there is nothing to point at.
pub fn next(users: &[String], blocks: &Blocks) -> Result<Found, Reason> {
    for label in [ADD_ASSIGNMENT, NEXT, ASSIGN, DONE] {
        match labelled(label, blocks) {
            Err(Reason::NotShown) => {}
            Ok(found) if label == NEXT => return chosen(users, found, blocks),
            found => return found,
        }
    }
    Err(Reason::NotShown)
}

/// The boxes of these users that are not ticked yet, then Next.
fn chosen(users: &[String], next: Found, blocks: &Blocks) -> Result<Found, Reason> {
    let (mut elements, mut locked, mut missing) = (Vec::new(), false, users.is_empty());
    for user in users {
        match boxes_of(user, blocks).as_slice() {
            [only] if only.shown => {}
            [only] if only.enabled => elements.push(only.element),
            [_] => locked = true,
            [] => missing = true,
            several => return Err(Reason::Ambiguous(several.len())),
        }
    }
    match (elements.is_empty(), missing) {
        (false, _) => Ok(Found { elements, enabled: true }),
        (true, true) => Err(Reason::NotOnThisPart),
        (true, false) if locked => Ok(Found { elements, enabled: false }),
        (true, false) if next.enabled && next.elements.len() == 1 => Ok(next),
        _ => Err(Reason::NotShown),
    }
}

/// The boxes of the rows that show a user's name for login.
fn boxes_of<'b>(user: &str, blocks: &'b Blocks) -> Vec<&'b Checkbox> {
    let mut boxes = Vec::new();
    for row in blocks.tables.iter().flat_map(|table| &table.rows) {
        if row.cells.iter().any(|cell| cell.text.eq_ignore_ascii_case(user)) {
            boxes.extend(row.cells.iter().flat_map(|cell| &cell.boxes));
        }
    }
    boxes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{
        blocks::ElementNumber,
        read::{self, drawn},
    };

    /// Whom to add: a row of a box and texts each, and a button.
    fn screen(language: &str, rows: &[&[&str]], button: &str) -> Blocks {
        let row = |(at, texts): (usize, &&[&str])| {
            let number = u32::try_from(at).unwrap();
            let mut cells = vec![drawn::with_box(number, false, false, true)];
            cells.extend(texts.iter().map(|text| drawn::text(text)));
            drawn::row(cells)
        };
        Blocks {
            tables: vec![drawn::table(&[], rows.iter().enumerate().map(row).collect())],
            buttons: vec![drawn::button(90, "", button)],
            ..drawn::page(language)
        }
    }

    #[test]
    fn a_user_is_told_by_the_whole_name_for_login_in_one_row() {
        let next = |user: &str, rows: &[&[&str]]| {
            let found = super::next(&[user.to_owned()], &screen("en-US", rows, "Next"));
            found.map(|found| found.elements)
        };
        let rows: &[&[&str]] = &[&["Rep", "r@acme.example"], &["Ops", "r@acme.example.uat"]];
        assert_eq!(next("r@acme.example", rows), Ok(vec![ElementNumber(0)]));
        assert_eq!(next("acme.example", rows), Err(Reason::NotOnThisPart));
        // An e-mail address may be another user's name for login.
        let twice: &[&[&str]] =
            &[&["r@acme.example", "x@acme.example"], &["o@acme.example", "r@acme.example"]];
        assert_eq!(next("r@acme.example", twice), Err(Reason::Ambiguous(2)));
    }

    #[test]
    fn a_screen_that_no_button_tells_is_left_alone() {
        let rows: &[&[&str]] = &[&["r@acme.example"]];
        for (language, button, reason) in [
            ("en", "Remove Assignments", Reason::NotShown),
            ("en", "Next Page", Reason::NotShown),
            ("hu", "Tovább", Reason::NoLabels("hu".into())),
            ("", "Remove Assignments", Reason::NoLabels(String::new())),
        ] {
            let page = screen(language, rows, button);
            assert_eq!(next(&["r@acme.example".into()], &page), Err(reason.clone()));
            let seen = if reason == Reason::NotShown { Reason::UnknownPage } else { reason };
            assert_eq!(read::read(Place::ManageAssignments, &page).seen, Err(seen));
        }
    }
}
