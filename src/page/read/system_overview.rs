//! System Overview: panels with what is used and what is allowed, known by their titles, so in English alone.

use super::{arrived, company_information::calls};
use crate::{
    evidence::{Reason, Seen},
    page::{
        blocks::Blocks,
        labels::{Written, written},
    },
    setup::Place,
};

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    arrived(Place::SystemOverview, blocks)?;
    if blocks.details.is_empty() {
        return Err(Reason::UnknownPage);
    }
    if written(&blocks.language) == Written::Otherwise {
        return Err(Reason::NoLabels(blocks.language.clone()));
    }
    let calls = calls(blocks).ok_or(Reason::UnknownPage)?;
    Ok(Seen::Overview { calls })
}

#[cfg(test)]
mod tests {
    use super::{super::drawn::*, *};
    use crate::{evidence::CallsSeen, page::labels::API_REQUESTS};

    #[test]
    fn the_calls_are_those_of_the_panel_with_that_title() {
        let overview =
            |language: &str, pairs: &[(&str, &str)]| Blocks { details: details(pairs), ..page(language) };
        let calls = (API_REQUESTS, "10,018 10% (maximum 100,000)");
        let many: Vec<(&str, &str)> = std::iter::repeat_n(("Panel", "1"), 2000).chain([calls]).collect();
        let seen = Ok(Seen::Overview { calls: CallsSeen { used: 10_018, max: 100_000 } });
        for (blocks, expected) in [
            (overview("en-US", &[("Custom Objects", "3 1% (maximum 2,000)"), calls]), seen.clone()),
            (overview("en-US", &many), seen.clone()),
            (overview("en-US", &[calls, calls]), Err(Reason::UnknownPage)),
            (overview("en-US", &[("Custom Objects", "3 1% (maximum 2,000)")]), Err(Reason::UnknownPage)),
            (overview("ja", &[calls]), Err(Reason::NoLabels("ja".to_owned()))),
            (page("en-US"), Err(Reason::UnknownPage)),
            (Blocks { loading: true, ..overview("en-US", &[calls]) }, Err(Reason::Loading)),
            (
                Blocks { setup_id: Some("ImportedPackage".to_owned()), ..overview("en-US", &[calls]) },
                Err(Reason::UnknownPage),
            ),
        ] {
            assert_eq!(read(&blocks), expected);
        }
    }
}
