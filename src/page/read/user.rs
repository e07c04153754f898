//! One user's own page: profile, e-mail, licence, whether the user is active, and the permission sets assigned to the user.
//!
//! Profile and e-mail are told by their links (`00e`, `mailto:`), the sets by their related list's `id` (public page tests), in any
//! language; licence and Active by their English labels alone (Salesforce Help, User Fields).

use super::{arrived, is_whole, labelled, records::record_link, records::record_of};
use crate::{
    evidence::{Reason, Seen, SetSeen},
    page::{
        blocks::{Blocks, Detail},
        labels::{ACTIVE, USER_LICENSE},
    },
    setup::Place,
};

/// The related list of the sets assigned to a user.
const SETS: &str = "RelatedPermsetAssignmentList";

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    arrived(Place::User, blocks)?;
    let list = blocks.tables.iter().find(|table| table.related == SETS);
    let profile = only(blocks, &|href| record_of(href, "00e"));
    let email = only(blocks, &|href| href.strip_prefix("mailto:").map(str::to_owned));
    if list.is_none() && (profile.is_none() || email.is_none()) {
        return Err(Reason::UnknownPage);
    }
    let mut sets = Vec::new();
    for row in list.map(|list| list.rows.as_slice()).unwrap_or_default() {
        if let Some((link, record)) = record_link(row, "0PS") {
            sets.push(SetSeen { label: link.text.clone(), record: Some(record) });
        }
    }
    // An e-mail address may be another user's name for login.
    let is_email = |detail: &Detail| detail.links.iter().any(|link| link.href.starts_with("mailto:"));
    let texts = blocks.details.iter().filter(|detail| !is_email(detail));
    Ok(Seen::User {
        whole: is_whole(blocks) && !sets.is_empty() && list.is_some_and(|list| list.rows.len() == sets.len()),
        active: labelled(blocks, ACTIVE).and_then(|detail| detail.ticked),
        licence: labelled(blocks, USER_LICENSE)
            .map(|detail| detail.value.clone())
            .filter(|name| !name.is_empty()),
        profile: profile.map(|(label, record)| SetSeen { label, record: Some(record) }),
        email: email.map(|(label, _)| label),
        texts: texts.map(|detail| detail.value.clone()).collect(),
        sets,
    })
}

/// The one value that a link of this kind stands in: its text, and what the link leads to.
fn only(blocks: &Blocks, kind: &dyn Fn(&str) -> Option<String>) -> Option<(String, String)> {
    let links = blocks.details.iter().flat_map(|detail| &detail.links);
    let links = links.filter(|link| !link.text.is_empty());
    let mut found = links.filter_map(|link| Some((link.text.clone(), kind(&link.href)?)));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{
        blocks::{ElementNumber, Link, Table},
        read::{self, drawn},
    };

    fn linked(label: &str, text: &str, href: &str) -> Detail {
        let link = Link { element: ElementNumber(1), text: text.into(), href: href.into() };
        Detail { links: vec![link], ..drawn::detail(label, text) }
    }

    fn user(language: &str, sets: u32) -> Blocks {
        let row = |number| {
            drawn::row(vec![drawn::with_link(number, &format!("Set {number}"), "/0PS000000000001AAA")])
        };
        let list = Table { related: SETS.into(), ..drawn::table(&[], (0..sets).map(row).collect()) };
        let details = vec![
            linked("Profile", "Sales", "/00e000000000001AAA"),
            linked("Email", "r@acme.example", "mailto:r@acme.example"),
            drawn::detail("User License", "Salesforce"),
            Detail { ticked: Some(true), ..drawn::detail("Active", "") },
        ];
        Blocks { details, tables: vec![list], ..drawn::page(language) }
    }

    #[test]
    fn links_tell_in_any_language_and_labels_in_english() {
        for (language, labels) in [("en-US", true), ("", true), ("ja", false), ("hu", false)] {
            let Ok(Seen::User { active, email, profile, licence, sets, whole, .. }) =
                read::read(Place::User, &user(language, 2)).seen
            else {
                panic!()
            };
            assert_eq!(profile.unwrap().label, "Sales");
            assert_eq!(email.as_deref(), Some("r@acme.example"));
            assert_eq!(
                (active, licence.as_deref()),
                (labels.then_some(true), labels.then_some("Salesforce"))
            );
            assert_eq!((sets.len(), whole), (2, true));
        }
    }

    #[test]
    fn a_page_that_is_not_certain_is_not_read() {
        for (page, reason) in [
            (Blocks { loading: true, ..user("en", 1) }, Reason::Loading),
            (drawn::page("en"), Reason::UnknownPage),
            (Blocks { setup_id: Some("PermSets".into()), ..user("en", 1) }, Reason::UnknownPage),
        ] {
            assert_eq!(read::read(Place::User, &page).seen, Err(reason));
        }
        let mut two = user("en", 0);
        two.details.push(linked("Delegated Approver", "Other", "/00e000000000002AAA"));
        let Ok(Seen::User { profile, whole, .. }) = read::read(Place::User, &two).seen else { panic!() };
        assert_eq!((profile, whole), (None, false), "two profiles say nothing; an empty list proves nothing");
    }

    #[test]
    fn a_user_with_2000_sets_is_read() {
        let Ok(Seen::User { sets, .. }) = read::read(Place::User, &user("en", 2000)).seen else { panic!() };
        assert_eq!(sets.len(), 2000);
    }
}
