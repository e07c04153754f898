//! The page that installs a package. It is read only to know that it asks for whom, which public tests that install packages do by
//! `#mappingOptionAll`. Which package it is only a person can tell: nothing proves where the page shows its name.

use super::arrived;
use crate::{
    evidence::{Reason, Seen},
    page::{Blocks, find::all_users},
    setup::Place,
};

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    arrived(Place::PackageInstall, blocks)?;
    all_users(blocks).map_err(|_| Reason::UnknownPage)?;
    Ok(Seen::PackageInstall)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::blocks::{ElementNumber, Known};

    #[test]
    fn the_page_is_known_by_the_choice_of_all_users_alone() {
        let known = |id: &str| Known { element: ElementNumber(7), id: id.to_owned(), enabled: true };
        let page = |known, loading| Blocks { known, loading, ..Blocks::default() };
        for (known, loading, seen) in [
            (vec![known("mappingOptionAll")], false, Ok(Seen::PackageInstall)),
            (vec![known("mappingOptionAll")], true, Err(Reason::Loading)),
            (vec![], false, Err(Reason::UnknownPage)),
            (vec![known("IpStartAddress")], false, Err(Reason::UnknownPage)),
        ] {
            assert_eq!(read(&page(known, loading)), seen);
        }
    }
}
