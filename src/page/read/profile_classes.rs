//! Where a profile's Apex classes are chosen, in either design: a form with one dual list.
//!
//! Both forms of the list are known (Solenopsis for the original design, sfdx-browserforce-plugin for the enhanced one). The editor does
//! not offer every class: a managed package's public ones can be given by a permission set alone (ISVforce Guide).

use super::arrived;
use crate::{
    evidence::{BoxSeen, Ordered, Reason, Seen},
    page::blocks::{Blocks, DualList, Entry},
    setup::Place,
};

/// The editor's list. One that offers nothing may still be drawn.
///
/// # Errors
/// [`Reason::Loading`], [`Reason::UnknownPage`].
pub fn list(blocks: &Blocks) -> Result<&DualList, Reason> {
    arrived(Place::ProfileClassesEdit, blocks)?;
    match blocks.dual_lists.as_slice() {
        [only] if !only.available.entries.is_empty() || !only.selected.entries.is_empty() => Ok(only),
        _ => Err(Reason::UnknownPage),
    }
}

/// Reads the page. One on which a name stands twice is not read: that class would be taken for one that is not offered.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    let list = list(blocks)?;
    if blocks.cut {
        return Err(Reason::NotOnThisPart);
    }
    let sides = [(&list.available, false), (&list.selected, true)];
    let mut classes = Ordered::default();
    for (side, on) in sides {
        for Entry { text, .. } in &side.entries {
            let seen = BoxSeen { saved: on, shown: on, enabled: list.enabled };
            if classes.insert(text.clone(), seen).is_some() {
                return Err(Reason::Ambiguous(2));
            }
        }
    }
    Ok(Seen::ProfileClasses { classes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        page::{
            find,
            read::{self, drawn},
        },
        requirement::Control,
    };

    fn editor(language: &str, available: &[&str], selected: &[&str]) -> Blocks {
        Blocks { dual_lists: vec![drawn::dual_list(available, selected)], ..drawn::page(language) }
    }

    fn seen(page: &Blocks) -> Result<Vec<(String, bool)>, Reason> {
        match read::read(Place::ProfileClassesEdit, page).seen {
            Ok(Seen::ProfileClasses { classes }) => {
                Ok(classes.iter().map(|(name, seen)| (name.clone(), seen.shown)).collect())
            }
            Err(reason) => Err(reason),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_offered_is_read_from_the_list_in_any_language() {
        for language in ["en", "ja", "hu", ""] {
            let page = editor(language, &["ns.A", "B", "ns.B"], &["ns.C"]);
            let expected = [("B", false), ("ns.A", false), ("ns.B", false), ("ns.C", true)];
            let mut found = seen(&page).unwrap();
            found.sort();
            assert_eq!(found, expected.map(|(name, on)| (name.to_owned(), on)));
        }
    }

    #[test]
    fn a_page_that_is_not_certain_is_not_read() {
        let good = || editor("en", &["ns.A"], &[]);
        let two = Blocks {
            dual_lists: vec![drawn::dual_list(&["a"], &[]), drawn::dual_list(&["b"], &[])],
            ..good()
        };
        for (page, reason) in [
            (Blocks { loading: true, ..good() }, Reason::Loading),
            (editor("en", &[], &[]), Reason::UnknownPage),
            (drawn::page("en"), Reason::UnknownPage),
            (two, Reason::UnknownPage),
            (Blocks { setup_id: Some("SecuritySession".into()), ..good() }, Reason::UnknownPage),
        ] {
            assert_eq!(seen(&page), Err(reason));
        }
        // The list of profiles has two node names, and either may stand on its pages.
        assert!(seen(&Blocks { setup_id: Some("Profiles".into()), ..good() }).is_ok());
    }

    #[test]
    fn a_page_on_which_a_name_stands_twice_is_not_read() {
        assert_eq!(seen(&editor("en", &["A", "B"], &["A"])), Err(Reason::Ambiguous(2)));
        let classes = Control::Classes { namespace: "ns".to_owned(), classes: Vec::new() };
        let twice = editor("en", &["ns.A", "ns.B", "ns.A"], &[]);
        assert_eq!(find(&classes, Place::ProfileClassesEdit, &twice), Err(Reason::Ambiguous(2)));
    }

    #[test]
    fn an_editor_of_2000_classes_is_read() {
        let names: Vec<String> = (0..2000).map(|number| format!("ns.C{number}")).collect();
        let texts: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(seen(&editor("ja", &texts, &[])).unwrap().len(), 2000);
    }

    #[test]
    fn what_is_saved_is_what_the_first_reading_of_the_document_showed() {
        let facts = |page: &Blocks| read::read(Place::ProfileClassesEdit, page);
        let moved =
            facts(&editor("en", &["ns.B"], &["ns.A"])).since(&facts(&editor("en", &["ns.A", "ns.B"], &[])));
        let Ok(Seen::ProfileClasses { classes }) = moved.seen else { panic!() };
        let changed = |name| classes.get(name).map(|seen| (seen.saved, seen.shown));
        assert_eq!((changed("ns.A"), changed("ns.B")), (Some((false, true)), Some((false, false))));
    }
}
