//! The edit page of a Classic app: a row per profile with a box Visible and one Default.
//!
//! No public source shows the boxes' ids or names, so a box is found by the header of its column, in English alone, and by the name of
//! its profile.
//!
//! ASSUMPTION: the profiles stand in one of Classic's lists, which has a header.

use super::{arrived, column, is_whole};
use crate::{
    evidence::{BoxSeen, ProfileSeen, Reason, Seen},
    page::{
        blocks::{Blocks, Cell, Checkbox, TableRow},
        labels::{VISIBLE, Written, written},
    },
    setup::Place,
};

/// The box that makes the app visible to a profile.
pub struct ProfileRow<'b> {
    /// The profile's name.
    pub name: &'b str,
    /// The box.
    pub visible: &'b Checkbox,
}

/// The profiles, and whether they are all there are.
///
/// # Errors
/// [`Reason::Loading`], [`Reason::NoLabels`], [`Reason::UnknownPage`].
pub fn rows(blocks: &Blocks) -> Result<(Vec<ProfileRow<'_>>, bool), Reason> {
    arrived(Place::AppEdit, blocks)?;
    let with_boxes = |row: &TableRow| row.cells.iter().any(|cell| !cell.boxes.is_empty());
    let mut tables = blocks.tables.iter().filter(|table| table.rows.iter().any(with_boxes));
    let (Some(table), None) = (tables.next(), tables.next()) else { return Err(Reason::UnknownPage) };
    if written(&blocks.language) == Written::Otherwise {
        return Err(Reason::NoLabels(blocks.language.clone()));
    }
    let visible = column(table, VISIBLE).ok_or(Reason::UnknownPage)?;
    let aligned = table.rows.iter().filter(|row| row.cells.len() == table.headers.len());
    let rows: Vec<ProfileRow<'_>> = aligned.filter_map(|row| profile(row, visible)).collect();
    let whole = is_whole(blocks) && rows.len() == table.rows.len();
    Ok((rows, whole))
}

fn profile(row: &TableRow, visible: usize) -> Option<ProfileRow<'_>> {
    let names = |cell: &&Cell| cell.names_row || (cell.boxes.is_empty() && !cell.text.is_empty());
    let name = &row.cells.iter().find(names)?.text;
    let [only] = row.cells.get(visible)?.boxes.as_slice() else { return None };
    Some(ProfileRow { name, visible: only })
}

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    let (rows, whole) = rows(blocks)?;
    let seen = |ProfileRow { name, visible }: ProfileRow<'_>| ProfileSeen {
        name: name.to_owned(),
        visible: BoxSeen { saved: visible.saved, shown: visible.shown, enabled: visible.enabled },
    };
    Ok(Seen::AppEdit { profiles: rows.into_iter().map(seen).collect(), whole })
}

#[cfg(test)]
mod tests {
    use super::{super::drawn::*, *};
    use crate::{
        page::{Found, blocks::ElementNumber, find},
        requirement::Control,
        setup::Place,
    };

    const HEADERS: &[&str] = &["Profile", "Visible", "Default"];

    /// Profiles with whether the app is visible as saved and as shown, and whether that can be changed.
    fn profiles(language: &str, profiles: &[(&str, bool, bool, bool)]) -> Blocks {
        let row = |(at, (name, saved, shown, enabled)): (usize, &(&str, bool, bool, bool))| {
            let number = 2 * u32::try_from(at).unwrap();
            row(vec![
                named(name),
                with_box(number, *saved, *shown, *enabled),
                with_box(number + 1, false, false, true),
            ])
        };
        let rows = profiles.iter().enumerate().map(row).collect();
        Blocks { tables: vec![table(HEADERS, rows)], setup_id: Some("TabSet".to_owned()), ..page(language) }
    }

    fn boxes(blocks: &Blocks, names: &[&str]) -> Result<(Vec<u32>, bool), Reason> {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        let Found { elements, enabled } = find(&Control::AppProfiles(names), Place::AppEdit, blocks)?;
        Ok((elements.into_iter().map(|ElementNumber(number)| number).collect(), enabled))
    }

    #[test]
    fn the_boxes_are_those_of_the_named_profiles_that_are_not_ticked() {
        let three = [("Rep", false, false, true), ("Ops", true, true, true), ("Clone", false, false, true)];
        let locked = [("Rep", false, false, false), ("Clone", false, false, true)];
        let names: Vec<String> = (0..2000).map(|at| format!("Profile {at}")).collect();
        let many: Vec<_> = names.iter().map(|name| (name.as_str(), false, false, true)).collect();
        let english = profiles("en-US", &three);
        for (blocks, names, expected) in [
            (english.clone(), vec!["Rep", "Clone"], Ok((vec![0, 4], true))),
            (english.clone(), vec!["Ops"], Err(Reason::NotShown)),
            (english.clone(), vec!["Nobody"], Err(Reason::NotShown)),
            (Blocks { cut: true, ..english.clone() }, vec!["Nobody"], Err(Reason::NotOnThisPart)),
            (profiles("en-US", &locked), vec!["Rep"], Ok((vec![], false))),
            (profiles("en-US", &locked), vec!["Rep", "Clone"], Ok((vec![2], true))),
            (
                profiles("en-US", &[three[0], ("Rep", true, true, true)]),
                vec!["Rep"],
                Err(Reason::Ambiguous(2)),
            ),
            (profiles("en-US", &many), vec!["Profile 1999"], Ok((vec![3998], true))),
            (profiles("hu", &three), vec!["Rep"], Err(Reason::NoLabels("hu".to_owned()))),
            (Blocks { loading: true, ..english.clone() }, vec!["Rep"], Err(Reason::Loading)),
            (
                Blocks { setup_id: Some("PermSets".to_owned()), ..english.clone() },
                vec!["Rep"],
                Err(Reason::UnknownPage),
            ),
            (profiles("en-US", &[]), vec!["Rep"], Err(Reason::UnknownPage)),
            (page("en-US"), vec!["Rep"], Err(Reason::UnknownPage)),
        ] {
            assert_eq!(boxes(&blocks, &names), expected, "{names:?}");
        }
    }

    #[test]
    fn saved_and_shown_are_told_apart_and_absence_needs_a_whole_list() {
        let seen = |blocks: &Blocks| match read(blocks) {
            Ok(Seen::AppEdit { profiles, whole }) => (profiles, whole),
            other => panic!("{other:?}"),
        };
        let mut blocks = profiles("en-US", &[("Rep", false, true, true)]);
        let visible = BoxSeen { saved: false, shown: true, enabled: true };
        assert_eq!(seen(&blocks), (vec![ProfileSeen { name: "Rep".to_owned(), visible }], true));
        blocks.tables[0].rows.push(row(vec![text("Not a profile")]));
        assert!(!seen(&blocks).1);
    }

    #[test]
    fn a_page_with_two_such_columns_is_not_read() {
        let mut blocks = profiles("en-US", &[("Rep", false, true, true)]);
        blocks.tables[0].headers[2] = "Visible".to_owned();
        assert_eq!(read(&blocks), Err(Reason::UnknownPage));
    }
}
