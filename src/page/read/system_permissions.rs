//! A permission set's system permissions, seen or edited: a box per permission, known by its label alone, whole, once, in English.
//!
//! Where a box has no label of its own, the row that names the permission and has one box tells it: Salesforce's own script ties these
//! boxes by row (an extension for Setup, boostr, reads them so).

use super::arrived;
use crate::{
    evidence::{BoxSeen, Reason, Seen},
    page::{
        blocks::{Blocks, Checkbox},
        labels::{PERMISSIONS, Written, written},
    },
    setup::Place,
};

/// The one box of a permission, by its API name.
///
/// # Errors
/// Why there is none to rely on.
pub fn find<'b>(permission: &str, place: Place, blocks: &'b Blocks) -> Result<&'b Checkbox, Reason> {
    arrived(place, blocks)?;
    let label = PERMISSIONS.iter().find(|label| label.setting == permission);
    let Some(label) = label.filter(|_| written(&blocks.language) != Written::Otherwise) else {
        return Err(Reason::NoLabels(blocks.language.clone()));
    };
    let mut found: Vec<&Checkbox> =
        blocks.boxes.iter().filter(|checkbox| checkbox.label == label.text).collect();
    for row in blocks.tables.iter().flat_map(|table| &table.rows) {
        let named = row.cells.iter().any(|cell| cell.text == label.text);
        let boxes = row.cells.iter().flat_map(|cell| &cell.boxes);
        found.extend(boxes.filter(|checkbox| named && checkbox.label.is_empty()));
    }
    match found.as_slice() {
        [only] => Ok(only),
        [] => Err(Reason::UnknownPage),
        several => Err(Reason::Ambiguous(several.len())),
    }
}

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(place: Place, blocks: &Blocks) -> Result<Seen, Reason> {
    arrived(place, blocks)?;
    let mut boxes = Vec::new();
    for label in PERMISSIONS {
        if let Ok(checkbox) = find(label.setting, place, blocks) {
            let Checkbox { saved, shown, enabled, .. } = *checkbox;
            boxes.push((label.setting.to_owned(), BoxSeen { saved, shown, enabled }));
        }
    }
    let unlabelled = (written(&blocks.language) == Written::Otherwise).then(|| blocks.language.clone());
    if boxes.is_empty() && (unlabelled.is_none() || blocks.buttons.is_empty()) {
        return Err(Reason::UnknownPage);
    }
    Ok(Seen::SystemPermissions { boxes: boxes.into_iter().collect(), unlabelled })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{
        blocks::{ElementNumber, Table},
        read::{self, drawn},
    };

    const BOTH: [Place; 2] = [Place::SystemPermissions, Place::SystemPermissionsEdit];

    fn labelled(number: u32, label: &str, on: bool) -> Checkbox {
        let (id, name) = (format!("q{number}"), String::new());
        Checkbox {
            element: ElementNumber(number),
            id,
            name,
            label: label.into(),
            saved: on,
            shown: on,
            enabled: true,
        }
    }

    fn page(language: &str) -> Blocks {
        let boxes = vec![labelled(1, "API Enabled", true), labelled(2, "Something Else", true)];
        Blocks { boxes, buttons: vec![drawn::button(9, "save", "?")], ..drawn::page(language) }
    }

    #[test]
    fn a_permission_is_known_by_its_english_label() {
        for place in BOTH {
            assert_eq!(find("ApiEnabled", place, &page("en-US")).unwrap().element, ElementNumber(1));
            assert_eq!(find("AuthorApex", place, &page("en-US")), Err(Reason::UnknownPage));
            assert_eq!(find("ApiEnabled", place, &page("ja")), Err(Reason::NoLabels("ja".into())));
            let Ok(Seen::SystemPermissions { boxes, unlabelled }) = read::read(place, &page("en")).seen
            else {
                panic!()
            };
            assert_eq!((boxes.len(), unlabelled), (1, None));
            let Ok(Seen::SystemPermissions { boxes, unlabelled }) = read::read(place, &page("hu")).seen
            else {
                panic!()
            };
            assert_eq!((boxes.len(), unlabelled.as_deref()), (0, Some("hu")));
        }
    }

    #[test]
    fn a_box_without_a_label_is_known_by_its_row() {
        let row =
            |number, name| drawn::row(vec![drawn::named(name), drawn::with_box(number, false, false, true)]);
        let rows = (0..2000).map(|number| row(number, "Other")).chain([row(5000, "Author Apex")]).collect();
        let page = Blocks { tables: vec![drawn::table(&[], rows)], ..page("en") };
        assert_eq!(find("AuthorApex", BOTH[1], &page).unwrap().element, ElementNumber(5000));
    }

    #[test]
    fn a_page_that_is_not_certain_is_not_read() {
        for (page, reason) in [
            (Blocks { loading: true, ..page("en") }, Reason::Loading),
            (drawn::page("en"), Reason::UnknownPage),
            (drawn::page("ja"), Reason::UnknownPage),
            (Blocks { tables: vec![Table::default()], ..drawn::page("en") }, Reason::UnknownPage),
            (Blocks { setup_id: Some("ManageUsers".into()), ..page("en") }, Reason::UnknownPage),
        ] {
            assert_eq!(read::read(BOTH[0], &page).seen, Err(reason));
        }
        let twice = Blocks {
            boxes: vec![labelled(1, "API Enabled", true), labelled(2, "API Enabled", false)],
            ..page("en")
        };
        assert_eq!(find("ApiEnabled", BOTH[0], &twice), Err(Reason::Ambiguous(2)));
    }
}
