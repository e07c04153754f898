//! Company Information: a Classic detail page of the organization.
//!
//! The organization's id is known by its form and the edition by its name, in every language: the titles of Classic pages have it in
//! English in a saved Chinese org too. The calls are known by their label alone, so in English alone.

use super::arrived;
use crate::{
    evidence::{CallsSeen, Reason, Seen},
    page::{
        blocks::{Blocks, Detail},
        labels::API_REQUESTS,
    },
    requirement::edition::EDITIONS,
    setup::{Place, route::is_record_id},
};

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    arrived(Place::CompanyInformation, blocks)?;
    let is_organization = |value: &str| value.starts_with("00D") && is_record_id(value);
    let organization = only(blocks, &is_organization).ok_or(Reason::UnknownPage)?;
    let edition = only(blocks, &|value| EDITIONS.contains(&value));
    Ok(Seen::Company { organization, edition, calls: calls(blocks) })
}

/// The one value of this form.
fn only(blocks: &Blocks, is_it: &dyn Fn(&str) -> bool) -> Option<String> {
    let mut found = blocks.details.iter().filter(|detail| is_it(&detail.value));
    let first = found.next()?;
    found.next().is_none().then(|| first.value.clone())
}

/// The calls made and allowed: the first and the last number of the one value with that label.
///
/// Seen as "4 used, 15,000 max"; ASSUMPTION: "4 (15,000 max)" elsewhere. Both have the allowed number last.
pub(super) fn calls(blocks: &Blocks) -> Option<CallsSeen> {
    let mut named = blocks.details.iter().filter(|detail| detail.label == API_REQUESTS);
    let (Some(Detail { value, .. }), None) = (named.next(), named.next()) else { return None };
    match numbers(value).as_slice() {
        [used, max] => Some(CallsSeen { used: *used, max: *max }),
        _ => None,
    }
}

/// The whole numbers of a text, with their groups of three joined; percentages are left out.
fn numbers(text: &str) -> Vec<u64> {
    let characters: Vec<char> = text.chars().collect();
    let is_digit = |at: usize| characters.get(at).is_some_and(char::is_ascii_digit);
    let joins = |at: usize| {
        let is_mark =
            characters.get(at).is_some_and(|mark| matches!(mark, ',' | '.' | '\'' | '\u{a0}' | '\u{202f}'));
        is_mark && (1..=3).all(|step| is_digit(at + step)) && !is_digit(at + 4)
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let mut digits = String::new();
        while is_digit(at) || (!digits.is_empty() && joins(at)) {
            digits.extend(characters.get(at).filter(|digit| digit.is_ascii_digit()));
            at += 1;
        }
        let is_share = characters.get(at) == Some(&'%');
        found.extend(digits.parse::<u64>().ok().filter(|_| !is_share));
        at += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{super::drawn::*, *};

    const ID: (&str, &str) = ("Salesforce.com Organization ID", "00D000000000001");

    fn company(language: &str, pairs: &[(&str, &str)]) -> Blocks {
        Blocks { details: details(pairs), ..page(language) }
    }

    #[test]
    fn the_organization_is_known_by_its_id_and_its_edition_in_any_language() {
        let seen = |edition: Option<&str>, calls| Seen::Company {
            organization: ID.1.to_owned(),
            edition: edition.map(str::to_owned),
            calls,
        };
        let calls = Some(CallsSeen { used: 4, max: 15_000 });
        let many: Vec<(&str, &str)> = std::iter::repeat_n(("Field", "Value"), 2000).chain([ID]).collect();
        for (blocks, expected) in [
            (
                company(
                    "en-US",
                    &[ID, ("Organization Edition", "Enterprise Edition"), (API_REQUESTS, "4 (15,000 max)")],
                ),
                Ok(seen(Some("Enterprise Edition"), calls)),
            ),
            (
                company("hu", &[("Azonosító", ID.1), ("Kiadás", "Group Edition"), ("API", "4 (15,000)")]),
                Ok(seen(Some("Group Edition"), None)),
            ),
            (company("en-US", &[ID, ("A", "Group Edition"), ("B", "Base Edition")]), Ok(seen(None, None))),
            (company("en-US", &[ID, (API_REQUESTS, "unlimited")]), Ok(seen(None, None))),
            (company("en-US", &many), Ok(seen(None, None))),
            (company("en-US", &[("Profile", "00e000000000001")]), Err(Reason::UnknownPage)),
            (company("en-US", &[]), Err(Reason::UnknownPage)),
            (Blocks { loading: true, ..company("en-US", &[ID]) }, Err(Reason::Loading)),
            (
                Blocks { setup_id: Some("PermSets".to_owned()), ..company("en-US", &[ID]) },
                Err(Reason::UnknownPage),
            ),
        ] {
            assert_eq!(read(&blocks), expected);
        }
    }

    #[test]
    fn numbers_are_read_with_their_groups_and_without_percentages() {
        for (text, expected) in [
            ("4 used, 15,000 max", vec![4, 15_000]),
            ("4 (15,000 max)", vec![4, 15_000]),
            ("10,018 (1,000,000 max)", vec![10_018, 1_000_000]),
            ("10.018 10% (maximum 100.000)", vec![10_018, 100_000]),
            ("12, 345", vec![12, 345]),
            ("none", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }
}
