//! The list of users. A row is known by its link to a user (key prefix `005`); who it is, by the name for login, whole, in a cell.

use super::records::Records;
use crate::{
    evidence::{Reason, Seen, UserSeen},
    page::blocks::{Blocks, Link},
    setup::Place,
};

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    let Records { rows, whole } = Records::of(Place::Users, "005", blocks)?;
    let mut users = Vec::new();
    for (_, record, row) in rows {
        let cells = row.cells.iter().filter(|cell| !cell.actions).map(|cell| cell.text.clone()).collect();
        users.push(UserSeen { record, cells });
    }
    Ok(Seen::Users { users, whole })
}

/// The link to a user's page.
///
/// # Errors
/// Why there is none to rely on.
pub fn link<'b>(username: &str, blocks: &'b Blocks) -> Result<&'b Link, Reason> {
    let Records { rows, whole } = Records::of(Place::Users, "005", blocks)?;
    let mut found = rows
        .iter()
        .filter(|(_, _, row)| row.cells.iter().any(|cell| cell.text.eq_ignore_ascii_case(username)))
        .map(|(link, ..)| *link);
    match (found.next(), found.count()) {
        (Some(only), 0) => Ok(only),
        (None, _) if whole => Err(Reason::NotShown),
        (None, _) => Err(Reason::NotOnThisPart),
        (Some(_), more) => Err(Reason::Ambiguous(more + 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{
        blocks::{Part, TableRow},
        read::{self, drawn},
    };

    fn user(number: u32) -> TableRow {
        let href = format!("/005{number:012}AAA?noredirect=1&isUserEntityOverride=1");
        let name = drawn::with_link(number, &format!("Rep, R{number}"), &href);
        drawn::row(vec![name, drawn::text(&format!("r{number}@acme.example")), drawn::text("Sales")])
    }

    fn users(rows: Vec<TableRow>) -> Blocks {
        Blocks { tables: vec![drawn::table(&[], rows)], ..drawn::page("hu") }
    }

    #[test]
    fn a_user_is_found_by_the_name_for_login() {
        let page = users((0..2000).map(user).collect());
        let Ok(Seen::Users { users: seen, whole }) = read::read(Place::Users, &page).seen else { panic!() };
        assert_eq!((seen.len(), whole), (2000, true));
        assert_eq!(link("R7@acme.example", &page).unwrap().text, "Rep, R7");
    }

    #[test]
    fn absence_is_read_from_a_whole_list_alone() {
        let whole = || users(vec![user(1)]);
        let part = Blocks { parts: vec![Part::Filter], ..whole() };
        let twice = users(vec![user(1), user(1)]);
        for (page, reason) in [
            (whole(), Reason::NotShown),
            (part, Reason::NotOnThisPart),
            (Blocks { loading: true, ..whole() }, Reason::Loading),
            (drawn::page("en"), Reason::UnknownPage),
        ] {
            assert_eq!(link("nobody@acme.example", &page), Err(reason));
        }
        assert_eq!(link("r1@acme.example", &twice), Err(Reason::Ambiguous(2)));
        let other = users(vec![drawn::row(vec![drawn::with_link(1, "A", "/0PS000000000001AAA")])]);
        assert_eq!(read::read(Place::Users, &other).seen, Err(Reason::UnknownPage));
    }
}
