//! The Lightning App Builder of an app: its part User Profiles holds a dual list; so does its part of navigation items.
//!
//! No public source shows its markup, and nothing proven tells one part from the other. So only what is looked for by name counts: an
//! entry that is on neither side proves nothing.

use super::arrived;
use crate::{
    evidence::{Reason, Seen},
    page::blocks::{Blocks, DualList, Entry},
    setup::Place,
};

/// The one dual list that is open.
///
/// # Errors
/// [`Reason::Loading`]; [`Reason::NotShown`] where another part of the app is open; [`Reason::UnknownPage`].
pub fn open_list(blocks: &Blocks) -> Result<&DualList, Reason> {
    arrived(Place::AppBuilder, blocks)?;
    match blocks.dual_lists.as_slice() {
        [only] if only.available.entries.is_empty() && only.selected.entries.is_empty() => {
            Err(Reason::Loading)
        }
        [only] => Ok(only),
        [] => Err(Reason::NotShown),
        _ => Err(Reason::UnknownPage),
    }
}

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    let list = open_list(blocks)?;
    let texts = |entries: &[Entry]| entries.iter().map(|entry| entry.text.clone()).collect();
    Ok(Seen::AppBuilder {
        available: texts(&list.available.entries),
        selected: texts(&list.selected.entries),
        saved: None,
        enabled: list.enabled,
    })
}

#[cfg(test)]
mod tests {
    use super::{super::drawn::*, *};
    use crate::{
        evidence::PageFacts,
        page::{Found, blocks::ElementNumber, find},
        requirement::Control,
        setup::Place,
    };

    fn lists(lists: Vec<DualList>) -> Blocks {
        Blocks { dual_lists: lists, ..page("hu") }
    }

    fn entries(blocks: &Blocks, name: &str) -> Result<(Vec<u32>, bool), Reason> {
        let Found { elements, enabled } =
            find(&Control::AppProfiles(vec![name.to_owned()]), Place::AppBuilder, blocks)?;
        Ok((elements.into_iter().map(|ElementNumber(number)| number).collect(), enabled))
    }

    #[test]
    fn a_profile_is_found_by_its_name_in_any_language() {
        let names: Vec<String> = (0..2000).map(|at| format!("Profile {at}")).collect();
        let many: Vec<&str> = names.iter().map(String::as_str).collect();
        let two = dual_list(&["Rep", "Ops"], &["System Administrator"]);
        for (blocks, name, expected) in [
            (lists(vec![two.clone()]), "Ops", Ok((vec![1], true))),
            (lists(vec![DualList { enabled: false, ..two.clone() }]), "Ops", Ok((vec![1], false))),
            (lists(vec![two.clone()]), "System Administrator", Err(Reason::NotShown)),
            (lists(vec![two.clone()]), "Nobody", Err(Reason::NotShown)),
            (lists(vec![dual_list(&["Ops", "Ops"], &[])]), "Ops", Err(Reason::Ambiguous(2))),
            (lists(vec![dual_list(&many, &[])]), "Profile 1999", Ok((vec![1999], true))),
            (lists(vec![dual_list(&[], &[])]), "Ops", Err(Reason::Loading)),
            (lists(vec![two.clone(), two.clone()]), "Ops", Err(Reason::UnknownPage)),
            (lists(vec![]), "Ops", Err(Reason::NotShown)),
            (Blocks { loading: true, ..lists(vec![two]) }, "Ops", Err(Reason::Loading)),
        ] {
            assert_eq!(entries(&blocks, name), expected, "{name}");
        }
    }

    #[test]
    fn what_was_saved_is_what_the_first_reading_of_the_same_list_showed() {
        let facts = |available: &[&str], selected: &[&str]| PageFacts {
            error: false,
            seen: read(&lists(vec![dual_list(available, selected)])),
        };
        let saved = |facts: PageFacts| match facts.seen {
            Ok(Seen::AppBuilder { saved, .. }) => saved,
            other => panic!("{other:?}"),
        };
        let first = facts(&["Rep", "Ops"], &["Admin"]);
        let now = facts(&["Rep"], &["Admin", "Ops"]);
        assert_eq!(saved(now.clone()), None);
        assert_eq!(saved(now.since(&first)), Some(vec!["Admin".to_owned()]));
        assert_eq!(saved(facts(&["Leads"], &["Accounts"]).since(&first)), None, "another part of the app");
    }
}
