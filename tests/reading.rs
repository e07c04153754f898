//! Pages without a browser: from blocks to facts, and to what a control means.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[path = "page/fixtures.rs"]
mod fixtures;

use expect_test::expect_file;
use fixtures::{FIXTURES, Fixture};
use orgready::{
    evidence::{Reason, Seen},
    page::{
        Blocks, Found,
        blocks::{Cell, ElementNumber},
        find, read,
    },
    requirement::Control,
    setup::Place,
};
use std::{fs, path::Path};

const LOCK_TO_IP: Control = Control::SettingBox("lockSessionsToIp");

fn blocks(fixture: &Fixture) -> Blocks {
    serde_json::from_str(fixture.blocks).unwrap_or_else(|error| panic!("{}: {error}", fixture.name))
}

/// `UPDATE_EXPECT=1` writes what is read now into facts.json.
#[test]
fn every_page_reads_as_its_facts_say() {
    for fixture in FIXTURES {
        let facts = read(fixture.place(), &blocks(fixture));
        let path = format!("{}/tests/fixtures/pages/{}/facts.json", env!("CARGO_MANIFEST_DIR"), fixture.name);
        expect_file![path].assert_eq(&format!("{}\n", serde_json::to_string_pretty(&facts).unwrap()));
    }
}

#[test]
fn every_folder_of_pages_is_tested() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages");
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir()) {
        let name = entry.file_name().into_string().unwrap();
        assert!(FIXTURES.iter().any(|fixture| fixture.name == name), "{name} is not listed in fixtures.rs");
    }
}

fn package(namespace: &str, name: &str) -> Control {
    Control::PackageRow { namespace: namespace.to_owned(), name: name.to_owned() }
}

/// What is pointed at, by what it says; or why nothing is.
fn pointed_at(name: &str, control: &Control) -> Result<(Vec<String>, bool), Reason> {
    let fixture = Fixture::named(name);
    let blocks = blocks(fixture);
    let Found { elements, enabled } = find(control, fixture.place(), &blocks)?;
    Ok((elements.iter().map(|element| says(&blocks, *element)).collect(), enabled))
}

fn says(blocks: &Blocks, element: ElementNumber) -> String {
    let boxes = blocks.boxes.iter().map(|it| (it.element, &it.label));
    let buttons = blocks.buttons.iter().map(|it| (it.element, &it.label));
    let cells = blocks.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let touchable = |cell: &Cell| {
        let links = cell.links.iter().map(|it| (it.element, it.text.clone()));
        let buttons = cell.buttons.iter().map(|it| (it.element, it.label.clone()));
        links.chain(buttons).collect::<Vec<_>>()
    };
    let known = blocks.known.iter().map(|it| (it.element, it.id.clone()));
    let others = boxes.chain(buttons).map(|(element, label)| (element, label.clone()));
    others.chain(known).chain(cells.flat_map(touchable)).find(|(number, _)| *number == element).unwrap().1
}

#[test]
fn a_control_is_pointed_at_where_it_is_certain() {
    let lock = "Lock sessions to the IP address from which they originated";
    for (name, control, words, enabled) in [
        ("session-settings-en", LOCK_TO_IP, vec![lock], true),
        ("session-settings-classic", LOCK_TO_IP, vec![lock], true),
        ("session-settings-disabled", LOCK_TO_IP, vec![lock], false),
        ("session-settings-ja", LOCK_TO_IP, vec!["ログイン時の IP アドレスとセッションをロックする"], true),
        (
            "session-settings-unsaid",
            LOCK_TO_IP,
            vec!["ログイン時の IP アドレスとセッションをロックする"],
            true,
        ),
        ("session-settings-labels", LOCK_TO_IP, vec![lock], true),
        ("session-settings-en", Control::Save, vec!["Save", "Save"], true),
        ("session-settings-hu", Control::Save, vec!["Mentés", "Mentés"], true),
        ("installed-packages-en", package("insycleapp", "Insycle"), vec!["Insycle"], true),
        ("installed-packages-hu", package("insycleapp", "Insycle"), vec!["Insycle"], true),
        ("installed-packages-namesake", package("insycleapp", "Insycle"), vec!["Insycle"], true),
        ("permission-sets-en", Control::SetLink("Insycle".to_owned()), vec!["Insycle"], true),
        (
            "permission-sets-wrapped",
            Control::SetLink("Playbooks User".to_owned()),
            vec!["Playbooks User"],
            true,
        ),
        ("permission-set-en", Control::ManageAssignments, vec!["Manage Assignments"], true),
        ("assignments-en", Control::AddAssignment, vec!["Add Assignment"], true),
        ("assignments-shadow", Control::AddAssignment, vec!["Add Assignment"], true),
        ("network-access-en", Control::NewRange, vec!["New"], true),
        ("network-access-hu", Control::NewRange, vec!["Új"], true),
        ("trusted-ip-range-en", Control::RangeFields, vec!["IpStartAddress", "IpEndAddress"], true),
        ("trusted-ip-range-hu", Control::RangeFields, vec!["IpStartAddress", "IpEndAddress"], true),
    ] {
        let expected = (words.into_iter().map(str::to_owned).collect(), enabled);
        assert_eq!(pointed_at(name, &control), Ok(expected), "{control:?} on {name}");
    }
}

#[test]
fn a_control_that_is_not_certain_is_not_pointed_at() {
    let no_labels = |language: &str| Reason::NoLabels(language.to_owned());
    for (name, control, reason) in [
        ("session-settings-hu", LOCK_TO_IP, no_labels("hu")),
        ("session-settings-hidden", LOCK_TO_IP, Reason::Loading),
        ("session-settings-other-node", LOCK_TO_IP, Reason::UnknownPage),
        ("session-settings-labels", Control::SettingBox("lockSessionsToDomain"), Reason::Ambiguous(2)),
        ("session-settings-labels", Control::SettingBox("disableTimeoutWarning"), Reason::UnknownPage),
        ("session-settings-unsaid", Control::SettingBox("forceRelogin"), Reason::UnknownPage),
        ("session-settings-disabled", Control::Save, Reason::NotShown),
        ("session-settings-en", Control::AddAssignment, Reason::NotShown),
        ("installed-packages-none", package("insycleapp", "Insycle"), Reason::NotShown),
        ("installed-packages-letter", package("insycleapp", "Insycle"), Reason::NotOnThisPart),
        ("installed-packages-pager", package("elsewhere", "Elsewhere"), Reason::NotOnThisPart),
        ("installed-packages-namesake", package("other", "Insycle"), Reason::Ambiguous(2)),
        ("installed-packages-one-list", package("insycleapp", "Insycle"), Reason::UnknownPage),
        ("permission-sets-en", Control::SetLink("Nobody's".to_owned()), Reason::NotOnThisPart),
        ("permission-sets-loading", Control::SetLink("Insycle".to_owned()), Reason::Loading),
        ("permission-sets-wrapped", Control::SetLink("Hidden".to_owned()), Reason::NotShown),
        ("permission-set-ja", Control::ManageAssignments, no_labels("ja")),
        ("assignments-ja", Control::AddAssignment, no_labels("ja")),
        ("assignments-adding", Control::AddAssignment, Reason::NotShown),
        ("assignments-loading", Control::AddAssignment, Reason::Loading),
        ("network-access-viewer", Control::NewRange, Reason::UnknownPage),
        ("network-access-en", Control::RangeFields, Reason::NotShown),
    ] {
        assert_eq!(pointed_at(name, &control), Err(reason), "{control:?} on {name}");
    }
}

/// A place's page with what another place's needs is none of its own.
#[test]
fn a_page_is_not_read_as_another_place() {
    for (name, place) in [
        ("session-settings-en", Place::InstalledPackages),
        ("session-settings-en", Place::PermissionSets),
        ("installed-packages-en", Place::SessionSettings),
        ("installed-packages-en", Place::ManageAssignments),
        ("permission-sets-en", Place::InstalledPackages),
        ("permission-set-en", Place::ManageAssignments),
        ("installed-packages-en", Place::NetworkAccess),
        ("permission-sets-en", Place::NetworkAccess),
        ("network-access-en", Place::TrustedIpRange),
        ("trusted-ip-range-en", Place::NetworkAccess),
    ] {
        assert_eq!(
            read(place, &blocks(Fixture::named(name))).seen,
            Err(Reason::UnknownPage),
            "{name} as {place:?}"
        );
    }
}

/// What every reader of a list makes of a page that is being drawn, and of a long one.
#[test]
fn a_list_is_read_whole_and_only_when_it_is_drawn() {
    for name in ["installed-packages-en", "permission-sets-wrapped", "network-access-en"] {
        let fixture = Fixture::named(name);
        let mut page = blocks(fixture);
        let table = page.tables.first_mut().unwrap();
        let row = table.rows.last().unwrap().clone();
        table.rows.resize(2000, row);
        assert_eq!(rows_read(&read(fixture.place(), &page).seen.unwrap()), 2000, "{name}");
        page.loading = true;
        assert_eq!(read(fixture.place(), &page).seen, Err(Reason::Loading), "{name}");
        assert_eq!(read(fixture.place(), &Blocks::default()).seen, Err(Reason::UnknownPage), "{name}");
    }
}

fn rows_read(seen: &Seen) -> usize {
    match seen {
        Seen::InstalledPackages { packages, .. } => packages.len(),
        Seen::PermissionSets { sets, .. } => sets.len(),
        Seen::TrustedIpRanges { ranges, .. } => ranges.len(),
        other => panic!("no list: {other:?}"),
    }
}
