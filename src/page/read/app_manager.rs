//! App Manager: a Lightning table of apps and connected apps whose rows arrive late, and more of them while it is scrolled.
//!
//! Public page tests show that it is a table with a header "Developer Name" and one button per row, which opens the row's menu. Two
//! rows may have one name; their App Type tells them apart, in English alone.
//!
//! ASSUMPTION: the cell that names the row holds the app's name; the words of App Type are Classic, Lightning and Connected, with
//! " (Managed)" behind where a package brought the app.

use super::{arrived, column};
use crate::{
    evidence::{AppSeen, AppType, Reason, Seen},
    page::{
        blocks::{Blocks, Button, TableRow},
        labels::{APP_TYPE, DEVELOPER_NAME, Written, written},
    },
    setup::Place,
};

/// A row.
pub struct AppRow<'b> {
    /// What it says.
    pub seen: AppSeen,
    /// The button of its menu: the last one.
    pub menu: Option<&'b Button>,
}

/// The rows that are there so far.
///
/// # Errors
/// [`Reason::Loading`], [`Reason::NoLabels`], [`Reason::UnknownPage`].
pub fn rows(blocks: &Blocks) -> Result<Vec<AppRow<'_>>, Reason> {
    arrived(Place::AppManager, blocks)?;
    if written(&blocks.language) == Written::Otherwise {
        return Err(Reason::NoLabels(blocks.language.clone()));
    }
    let [table] = blocks.tables.as_slice() else { return Err(Reason::UnknownPage) };
    let columns = (column(table, DEVELOPER_NAME), column(table, APP_TYPE));
    let (Some(developer_name), Some(app_type)) = columns else { return Err(Reason::UnknownPage) };
    // Every org has apps: a table without rows is one whose rows are still to come.
    if table.rows.is_empty() {
        return Err(Reason::Loading);
    }
    let aligned = table.rows.iter().filter(|row| row.cells.len() == table.headers.len());
    Ok(aligned.filter_map(|row| app(row, developer_name, app_type)).collect())
}

fn app(row: &TableRow, developer_name: usize, app_type: usize) -> Option<AppRow<'_>> {
    let seen = AppSeen {
        name: row.cells.iter().find(|cell| cell.names_row)?.text.clone(),
        developer_name: row.cells.get(developer_name)?.text.clone(),
        app_type: type_of(&row.cells.get(app_type)?.text),
    };
    Some(AppRow { seen, menu: row.cells.iter().flat_map(|cell| &cell.buttons).last() })
}

fn type_of(text: &str) -> Option<AppType> {
    match text.strip_suffix(" (Managed)").unwrap_or(text) {
        "Classic" => Some(AppType::Classic),
        "Lightning" => Some(AppType::Lightning),
        "Connected" => Some(AppType::Connected),
        _ => None,
    }
}

/// The one row of an app, connected apps apart. A row of that name whose type is not known could be it.
///
/// # Errors
/// [`Reason::NotOnThisPart`], [`Reason::Ambiguous`].
pub fn find_app<'r, 'b>(rows: &'r [AppRow<'b>], name: &str) -> Result<&'r AppRow<'b>, Reason> {
    let may_be = |row: &&AppRow<'_>| row.seen.name == name && row.seen.app_type != Some(AppType::Connected);
    let found: Vec<&AppRow<'b>> = rows.iter().filter(may_be).collect();
    match found.as_slice() {
        [only] if only.seen.app_type.is_none() => Err(Reason::Ambiguous(1)),
        [only] => Ok(only),
        [] => Err(Reason::NotOnThisPart),
        several => Err(Reason::Ambiguous(several.len())),
    }
}

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    Ok(Seen::Apps { apps: rows(blocks)?.into_iter().map(|row| row.seen).collect() })
}

#[cfg(test)]
mod tests {
    use super::{super::drawn::*, *};
    use crate::{
        page::{Found, blocks::ElementNumber, find},
        requirement::Control,
    };

    const HEADERS: &[&str] = &["App Name", "Developer Name", "App Type", ""];

    /// Apps by name and type, each with the number of its menu.
    fn apps(language: &str, apps: &[(&str, &str)]) -> Blocks {
        let row = |(at, (name, kind)): (usize, &(&str, &str))| {
            row(vec![
                named(name),
                text(&name.replace(' ', "_")),
                text(kind),
                with_button(u32::try_from(at).unwrap()),
            ])
        };
        Blocks { tables: vec![table(HEADERS, apps.iter().enumerate().map(row).collect())], ..page(language) }
    }

    fn menu(blocks: &Blocks, name: &str) -> Result<Vec<u32>, Reason> {
        let Found { elements, enabled } =
            find(&Control::AppMenu(name.to_owned()), Place::AppManager, blocks)?;
        assert!(enabled);
        Ok(elements.into_iter().map(|ElementNumber(number)| number).collect())
    }

    #[test]
    fn the_menu_is_that_of_the_app_and_not_of_its_namesake() {
        let two = [("Insycle", "Connected"), ("Sales", "Lightning"), ("Insycle", "Lightning (Managed)")];
        let mut many: Vec<(String, &str)> = (0..2000).map(|at| (format!("App {at}"), "Classic")).collect();
        many.push(("Insycle".to_owned(), "Classic (Managed)"));
        let many: Vec<(&str, &str)> = many.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
        for (blocks, expected) in [
            (apps("en-US", &two), Ok(vec![2])),
            (apps("", &two), Ok(vec![2])),
            (apps("en-US", &many), Ok(vec![2000])),
            (apps("en-US", &two[..2]), Err(Reason::NotOnThisPart)),
            (apps("en-US", &[("Insycle", "Lightning"), ("Insycle", "Classic")]), Err(Reason::Ambiguous(2))),
            (apps("en-US", &[("Insycle", "Something new")]), Err(Reason::Ambiguous(1))),
            (apps("ja", &two), Err(Reason::NoLabels("ja".to_owned()))),
            (apps("en-US", &[]), Err(Reason::Loading)),
            (Blocks { loading: true, ..apps("en-US", &two) }, Err(Reason::Loading)),
            (page("en-US"), Err(Reason::UnknownPage)),
            (
                Blocks { tables: vec![table(&["Full Name", "Username"], vec![])], ..page("en-US") },
                Err(Reason::UnknownPage),
            ),
            (
                Blocks { setup_id: Some("PermSets".to_owned()), ..apps("en-US", &two) },
                Err(Reason::UnknownPage),
            ),
        ] {
            assert_eq!(menu(&blocks, "Insycle"), expected);
        }
    }

    #[test]
    fn a_row_that_is_not_like_the_header_is_left_out() {
        let mut blocks = apps("en-US", &[("Sales", "Lightning")]);
        blocks.tables[0].rows.push(row(vec![named("Insycle")]));
        let sales = AppSeen {
            name: "Sales".to_owned(),
            developer_name: "Sales".to_owned(),
            app_type: Some(AppType::Lightning),
        };
        assert_eq!(read(&blocks), Ok(Seen::Apps { apps: vec![sales] }));
    }
}
