//! What a profile may do with objects and their fields: the list of objects, one object's page or form, or the original design's whole
//! profile. Nothing of it is evidence; only the ways through it are told.
//!
//! A list's entry leads to the profile's page of one object (`s=ObjectsAndTabs&o=…`), which public tools that drive these pages open; the
//! original design leads to one object's fields (`flsdetail.jsp?…&type=…`). The boxes are in rows whose markup differs between designs
//! and is known in part: which of them is which is left to a person.

use super::{address::address_of, arrived, profile::edit_section};
use crate::{
    evidence::{Reason, Seen},
    page::{
        blocks::{Blocks, ElementNumber, Link},
        find::{Found, usable},
    },
    setup::{Place, route::ORIGINAL_CLASSES_EDIT},
};

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(place: Place, blocks: &Blocks) -> Result<Seen, Reason> {
    arrived(place, blocks)?;
    // One object's page has its lists of boxes, whatever may be changed on it.
    let is_drawn = match place {
        Place::ProfileObjects => links(blocks).any(|link| object_of(link).is_some()),
        _ => !blocks.tables.is_empty(),
    };
    if blocks.buttons.is_empty() && !is_drawn {
        return Err(Reason::UnknownPage);
    }
    Ok(Seen::Profile { classes: Vec::new(), ranges: Vec::new(), whole: false })
}

fn links(blocks: &Blocks) -> impl Iterator<Item = &Link> {
    let cells = blocks.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let in_tables = cells.flat_map(|cell| &cell.links);
    in_tables.chain(blocks.details.iter().flat_map(|detail| &detail.links))
}

/// The object whose page a link leads to, and whether it is that of its fields alone.
fn object_of(link: &Link) -> Option<(String, bool)> {
    let address = address_of(&link.href)?;
    let (path, query) = address.split_once('?')?;
    let fields = path.ends_with("/flsdetail.jsp");
    if !fields && (!path.starts_with("/00e") || path.ends_with("/e")) {
        return None;
    }
    let name = if fields { "type=" } else { "o=" };
    query.split('&').find_map(|pair| Some((pair.strip_prefix(name)?.to_owned(), fields)))
}

/// The ways to these objects: each one's page; else, in the original design, those to their fields, or Edit, whose form has all objects.
///
/// # Errors
/// Why there is none.
pub fn pages(objects: &[String], fields: bool, blocks: &Blocks) -> Result<Found, Reason> {
    read(Place::ProfileObjects, blocks)?;
    let leading = |to_fields: bool| -> Result<Vec<ElementNumber>, Reason> {
        let mut elements = Vec::new();
        let mut ways: Vec<(String, &str)> = Vec::new();
        for link in links(blocks) {
            let Some((object, of_fields)) = object_of(link) else { continue };
            if of_fields != to_fields || !objects.contains(&object) {
                continue;
            }
            // Another profile's page of the object has another address.
            if ways.iter().any(|(other, href)| *other == object && *href != link.href) {
                return Err(Reason::Ambiguous(2));
            }
            ways.push((object, &link.href));
            elements.push(link.element);
        }
        Ok(elements)
    };
    let mut elements = leading(false)?;
    if elements.is_empty() && fields {
        elements = leading(true)?;
    }
    // Of the pages with such an Edit, the original design's leads to fields.
    let is_original = links(blocks).any(|link| object_of(link).is_some_and(|(_, fields)| fields));
    match elements.as_slice() {
        [] if fields || !is_original => Err(Reason::NotShown),
        [] => usable(blocks.buttons.iter().filter(|button| button.name == "edit")),
        _ => Ok(Found { elements, enabled: true }),
    }
}

/// Edit, which opens the form; on the form nothing. At the address of a profile's apps the original design shows the whole profile, which
/// its way to the classes tells, and whose own Edit it is.
///
/// # Errors
/// [`Reason::ByHand`] on the form, or why there is no Edit.
pub fn boxes(place: Place, blocks: &Blocks) -> Result<Found, Reason> {
    read(place, blocks)?;
    if !blocks.boxes.is_empty() {
        return Err(Reason::ByHand);
    }
    let is_original = || blocks.buttons.iter().any(|it| it.leads_to.starts_with(ORIGINAL_CLASSES_EDIT));
    match place {
        Place::ProfileAppsEdit => Err(Reason::NotShown),
        Place::ProfileApps if is_original() => {
            usable(blocks.buttons.iter().filter(|button| button.name == "edit"))
        }
        _ => edit_section(blocks),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::read::drawn;

    #[test]
    fn of_two_ways_to_one_object_none_is_pointed_at() {
        let way = |number, profile: u32| {
            let href = format!("/00e00000000000{profile}AAA?s=ObjectsAndTabs&o=Lead");
            drawn::row(vec![drawn::with_link(number, "Leads", &href)])
        };
        let page = |rows| Blocks { tables: vec![drawn::table(&[], rows)], ..drawn::page("hu") };
        let found = |rows| pages(&["Lead".to_owned()], false, &page(rows)).map(|found| found.elements.len());
        assert_eq!(found(vec![way(1, 1)]), Ok(1));
        assert_eq!(found(vec![way(1, 1), way(2, 1)]), Ok(2));
        assert_eq!(found(vec![way(1, 1), way(2, 2)]), Err(Reason::Ambiguous(2)));
    }
}
