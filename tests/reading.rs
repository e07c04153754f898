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
        blocks::{Cell, ElementNumber, TableRow},
        find, read,
    },
    requirement::Control,
    setup::{Place, place::PLACES},
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
fn every_place_has_a_page() {
    for row in &PLACES {
        assert!(FIXTURES.iter().any(|fixture| fixture.place() == row.place), "no page is met as {}", row.id);
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

const RITA: &str = "rita.rep@acme.example";
const RAJ: &str = "raj.rep@acme.example";

fn assign(users: &[&str]) -> Control {
    Control::Assign(users.iter().map(|&user| user.to_owned()).collect())
}

fn new_set(label: &str) -> Control {
    Control::NewSet(label.to_owned())
}

fn save_set() -> Control {
    Control::SaveSet("Playbooks Basic User".to_owned())
}

fn install(name: &str) -> Control {
    Control::InstallApp(name.to_owned())
}

fn package(namespace: &str, name: &str) -> Control {
    Control::PackageRow { namespace: namespace.to_owned(), name: name.to_owned() }
}

/// What is pointed at, by what it says, or by what its row is named where it says nothing; or why nothing is.
fn pointed_at(name: &str, control: &Control) -> Result<(Vec<String>, bool), Reason> {
    let fixture = Fixture::named(name);
    let blocks = blocks(fixture);
    let Found { elements, enabled } = find(control, fixture.place(), &blocks)?;
    Ok((elements.iter().map(|element| says(&blocks, *element)).collect(), enabled))
}

fn says(blocks: &Blocks, element: ElementNumber) -> String {
    let boxes = blocks.boxes.iter().map(|it| (it.element, &it.label));
    let buttons = blocks.buttons.iter().map(|it| (it.element, &it.label));
    let rows = blocks.tables.iter().flat_map(|table| &table.rows);
    let cells = rows.clone().flat_map(|row| &row.cells);
    let touchable = |cell: &Cell| {
        let links = cell.links.iter().map(|it| (it.element, it.text.clone()));
        let buttons = cell.buttons.iter().map(|it| (it.element, it.label.clone()));
        links.chain(buttons).collect::<Vec<_>>()
    };
    let of_details = blocks.details.iter().flat_map(|detail| &detail.links);
    let known = blocks.known.iter().map(|it| (it.element, it.id.clone()));
    let known = known.chain(of_details.map(|it| (it.element, it.text.clone())));
    let available = blocks.dual_lists.iter().flat_map(|list| &list.available.entries);
    let entries = available.map(|it| (it.element, &it.text));
    let others = boxes.chain(buttons).chain(entries).map(|(element, label)| (element, label.clone()));
    let named = |row: &TableRow| {
        let name =
            row.cells.iter().find(|cell| cell.names_row).map(|cell| cell.text.clone()).unwrap_or_default();
        let boxes = row.cells.iter().flat_map(|cell| &cell.boxes);
        boxes.map(|it| (it.element, name.clone())).collect::<Vec<_>>()
    };
    let all = others.chain(known).chain(cells.flat_map(touchable)).chain(rows.flat_map(named));
    all.into_iter().find(|(number, _)| *number == element).unwrap().1
}

#[test]
fn a_control_is_pointed_at_where_it_is_certain() {
    // One that has no box there is left out.
    let several = ["ApiEnabled", "EditTask", "AuthorApex"];
    let several = Control::PermissionBoxes(several.map(str::to_owned).into());
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
        ("system-permissions-edit-en", several, vec!["API Enabled", "Author Apex"], true),
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
        ("permission-sets-en", new_set("Playbooks Basic User"), vec!["New"], true),
        ("permission-sets-hu", new_set("Playbooks Basic User"), vec!["Új"], true),
        ("new-permission-set-en", save_set(), vec!["Save"], true),
        ("new-permission-set-hu", save_set(), vec!["Mentés"], true),
        ("permission-set-en", Control::ManageAssignments(Vec::new()), vec!["Manage Assignments"], true),
        ("permission-set-ja", Control::ManageAssignments(Vec::new()), vec!["割り当ての管理"], true),
        ("assignments-en", assign(&[RITA]), vec!["Add Assignment"], true),
        ("assignments-ja", assign(&[RITA]), vec!["割り当てを追加"], true),
        ("assignments-shadow", assign(&[RITA]), vec!["Add Assignment"], true),
        ("assignments-adding", assign(&["Rita.Rep@acme.example"]), vec!["Rep, Rita"], true),
        ("assignments-adding", assign(&[RITA, RAJ]), vec!["Rep, Rita", "Rep, Raj"], true),
        ("assignments-adding", assign(&[RITA, "nobody@acme.example"]), vec!["Rep, Rita"], true),
        ("assignments-chosen", assign(&[RITA]), vec!["Next"], true),
        ("assignments-chosen", assign(&[RITA, RAJ]), vec!["Rep, Raj"], true),
        ("assignments-chosen-ja", assign(&[RITA]), vec!["次へ"], true),
        ("assignments-expiring", assign(&[RITA]), vec!["Assign"], true),
        ("assignments-done", assign(&[RITA]), vec!["Done"], true),
        ("user-edit-ticked", Control::ActiveBox, vec!["Save", "Save"], true),
        ("user-edit-error", Control::ActiveBox, vec!["Save", "Save"], true),
        ("network-access-en", Control::NewRange, vec!["New"], true),
        ("network-access-hu", Control::NewRange, vec!["Új"], true),
        ("connected-apps-usage-en", install("Insycle"), vec!["Install"], true),
        ("connected-apps-usage-classic", install("insycle "), vec!["Install"], true),
        ("connected-apps-usage-ja", install("Insycle"), vec!["インストール"], true),
        ("connected-apps-usage-viewer", install("Insycle"), vec!["Install"], false),
        ("connected-apps-usage-links", install("Insycle"), vec!["Telepítés"], true),
        ("connected-apps-usage-links", install("Playbooks"), vec!["Telepítés"], true),
        ("connected-apps-hu", Control::AppLink("salesforce cli".to_owned()), vec!["Salesforce CLI"], true),
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
    let permit = || Control::PermitProfiles { app: "Insycle".to_owned(), profiles: Vec::new() };
    for (name, control, reason) in [
        ("session-settings-hu", LOCK_TO_IP, no_labels("hu")),
        ("session-settings-hidden", LOCK_TO_IP, Reason::Loading),
        ("session-settings-other-node", LOCK_TO_IP, Reason::UnknownPage),
        ("session-settings-labels", Control::SettingBox("lockSessionsToDomain"), Reason::Ambiguous(2)),
        ("session-settings-labels", Control::SettingBox("disableTimeoutWarning"), Reason::UnknownPage),
        ("session-settings-unsaid", Control::SettingBox("forceRelogin"), Reason::UnknownPage),
        ("session-settings-disabled", Control::Save, Reason::NotShown),
        ("session-settings-en", assign(&[RITA]), Reason::NotShown),
        ("installed-packages-none", package("insycleapp", "Insycle"), Reason::NotShown),
        ("installed-packages-letter", package("insycleapp", "Insycle"), Reason::NotOnThisPart),
        ("installed-packages-pager", package("elsewhere", "Elsewhere"), Reason::NotOnThisPart),
        ("installed-packages-namesake", package("other", "Insycle"), Reason::Ambiguous(2)),
        ("installed-packages-one-list", package("insycleapp", "Insycle"), Reason::UnknownPage),
        ("permission-sets-en", Control::SetLink("Nobody's".to_owned()), Reason::NotOnThisPart),
        ("permission-sets-loading", Control::SetLink("Insycle".to_owned()), Reason::Loading),
        ("permission-sets-wrapped", Control::SetLink("Hidden".to_owned()), Reason::NotShown),
        ("assignments-adding", assign(&["nobody@acme.example"]), Reason::NotOnThisPart),
        ("assignments-chosen", assign(&[RITA, "nobody@acme.example"]), Reason::NotOnThisPart),
        ("assignments-loading", assign(&[RITA]), Reason::Loading),
        ("permission-sets-en", new_set("Insycle"), Reason::NotShown),
        ("permission-sets-loading", new_set("Playbooks Basic User"), Reason::Loading),
        ("network-access-none", new_set("Playbooks Basic User"), Reason::NotShown),
        ("new-permission-set-viewer", save_set(), Reason::NotShown),
        ("connected-apps-usage-hu", install("Insycle"), no_labels("hu")),
        ("connected-apps-usage-installed", install("Insycle"), Reason::NotShown),
        ("connected-apps-usage-namesake", install("Insycle"), Reason::Ambiguous(2)),
        ("connected-apps-usage-pager", install("Insycle"), Reason::NotOnThisPart),
        ("connected-apps-usage-en", install("Playbooks"), Reason::NotShown),
        ("app-approval-en", Control::ApproveApp("Insycle".to_owned()), Reason::ByHand),
        ("app-approval-en", install("Insycle"), Reason::NotShown),
        ("connected-apps-en", Control::AppLink("Nobody's".to_owned()), Reason::NotShown),
        ("connected-apps-pager", Control::AppLink("App 1".to_owned()), Reason::NotOnThisPart),
        ("connected-apps-wrapped", Control::AppLink("Nobody's".to_owned()), Reason::NotShown),
        ("connected-app-en", permit(), Reason::ByHand),
        ("network-access-viewer", Control::NewRange, Reason::UnknownPage),
        ("network-access-en", Control::RangeFields, Reason::NotShown),
    ] {
        assert_eq!(pointed_at(name, &control), Err(reason), "{control:?} on {name}");
    }
}

#[test]
fn a_control_for_profiles_and_users_is_pointed_at_where_it_is_certain() {
    let profile = |name: &str| Control::ProfileLink(name.to_owned());
    let user = |name: &str| Control::UserLink(name.to_owned());
    let permission = || Control::PermissionBoxes(vec!["ApiEnabled".to_owned()]);
    let apex = || Control::PermissionBoxes(vec!["AuthorApex".to_owned()]);
    let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    let objects = |of: &[&str], fields| Control::ObjectPages { objects: texts(of), fields };
    let boxes = || Control::FormBoxes { boxes: texts(&["Read"]), of: texts(&["Lead"]) };
    let merge =
        || Control::Classes { namespace: "insycleapp".to_owned(), classes: vec!["InsycleMerge".to_owned()] };
    let no_labels = |language: &str| Err(Reason::NoLabels(language.to_owned()));
    for (name, control, expected) in [
        ("profiles-en", profile("Acme Sales Rep"), Ok(("Acme Sales Rep", true))),
        ("profiles-static-ja", profile("Acme Sales Rep"), Ok(("Acme Sales Rep", true))),
        ("profiles-en", profile("Nobody's"), Err(Reason::NotOnThisPart)),
        ("profiles-static-ja", profile("Nobody's"), Err(Reason::NotShown)),
        ("profile-original-en", Control::EditClasses, Ok(("Edit", true))),
        ("profile-original-hu", Control::EditClasses, Ok(("Szerkesztés", true))),
        ("profile-classes-en", Control::EditClasses, Ok(("Edit", true))),
        ("profile-classes-viewer", Control::EditClasses, Err(Reason::NotShown)),
        ("profile-classes-edit-en", merge(), Ok(("insycleapp.InsycleMerge", true))),
        ("profile-classes-edit-locked", merge(), Ok(("insycleapp.InsycleMerge", false))),
        ("profile-classes-edit-locked", Control::Save, Err(Reason::NotShown)),
        ("profile-classes-edit-ja", merge(), Err(Reason::NotShown)),
        ("profile-classes-edit-ja", Control::Save, Ok(("保存", true))),
        ("profile-original-en", Control::NewLoginRange, Ok(("New", true))),
        ("profile-login-ranges-en", Control::NewLoginRange, Ok(("Add IP Ranges", true))),
        ("profile-login-ranges-none", Control::NewLoginRange, Err(Reason::FirstRange)),
        ("profile-apps-en", Control::EditClasses, Err(Reason::NotShown)),
        ("profile-objects-en", objects(&["Lead"], false), Ok(("Leads", true))),
        ("profile-objects-en", objects(&["Case"], true), Err(Reason::NotShown)),
        ("profile-objects-original", objects(&["Lead"], false), Ok(("Edit", true))),
        ("profile-objects-original", objects(&["Lead"], true), Ok(("View", true))),
        ("profile-object-hu", boxes(), Ok(("Szerkesztés", true))),
        ("profile-object-viewer", boxes(), Err(Reason::NotShown)),
        ("profile-object-form", boxes(), Err(Reason::ByHand)),
        ("profile-object-original-ja", boxes(), Ok(("編集", true))),
        ("profile-edit-en", boxes(), Err(Reason::ByHand)),
        ("users-en", user("OMAR.OPS@acme.example"), Ok(("Ops, Omar", true))),
        ("users-en", user("nobody@acme.example"), Err(Reason::NotOnThisPart)),
        ("user-en", Control::EditUser, Ok(("Edit", true))),
        ("user-edit-en", Control::ActiveBox, Ok(("Active", true))),
        ("user-edit-hu", Control::ActiveBox, Ok(("Aktív", true))),
        ("user-edit-active", Control::ActiveBox, Err(Reason::NotShown)),
        ("user-edit-viewer", Control::ActiveBox, Ok(("Active", false))),
        ("user-en", Control::ActiveBox, Err(Reason::NotShown)),
        ("user-hu", Control::EditAssignments, Ok(("Hozzárendelések szerkesztése", true))),
        ("system-permissions-en", Control::EditPermissions, Ok(("Edit", true))),
        ("system-permissions-en", permission(), Err(Reason::NotShown)),
        ("system-permissions-edit-en", permission(), Ok(("API Enabled", true))),
        ("system-permissions-edit-managed", apex(), Ok(("Author Apex", false))),
        ("system-permissions-edit-managed", permission(), Err(Reason::NotShown)),
        ("system-permissions-edit-managed", Control::Save, Err(Reason::NotShown)),
        ("system-permissions-edit-ja", permission(), no_labels("ja")),
    ] {
        let expected = expected.map(|(words, enabled)| (vec![words.to_owned()], enabled));
        assert_eq!(pointed_at(name, &control), expected, "{control:?} on {name}");
    }
}

#[test]
fn a_control_for_apps_is_pointed_at_where_it_is_certain() {
    let menu = |name: &str| Control::AppMenu(name.to_owned());
    let profiles = |names: &[&str]| Control::AppProfiles(names.iter().map(|&name| name.to_owned()).collect());
    let no_labels = |language: &str| Err(Reason::NoLabels(language.to_owned()));
    let both = ["Acme Setup Viewer", "Read Only"];
    for (name, control, expected) in [
        ("app-manager-en", menu("Insycle"), Ok((vec!["Show actions"], true))),
        ("app-manager-shadow", menu("Insycle"), Ok((vec!["Show actions"], true))),
        ("app-manager-en", menu("Playbooks"), Err(Reason::NotOnThisPart)),
        ("app-manager-ja", menu("Insycle"), no_labels("ja")),
        ("app-edit-en", profiles(&both), Ok((both.to_vec(), true))),
        ("app-edit-viewer", profiles(&both), Ok((vec![], false))),
        ("app-edit-hu", profiles(&both), no_labels("hu")),
        ("app-builder-en", profiles(&both), Ok((both.to_vec(), true))),
        ("app-builder-shadow", profiles(&both), Ok((both.to_vec(), true))),
        ("app-builder-en", profiles(&["System Administrator"]), Err(Reason::NotShown)),
        ("app-builder-closed", profiles(&both), Err(Reason::NotShown)),
        ("package-install-en", Control::AllUsers, Ok((vec!["mappingOptionAll"], true))),
        ("external-client-apps-en", menu("Insycle"), Err(Reason::NotShown)),
    ] {
        let texts = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let expected = expected.map(|(words, enabled)| (texts(words), enabled));
        assert_eq!(pointed_at(name, &control), expected, "{control:?} on {name}");
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
        ("installed-packages-en", Place::ConnectedAppsUsage),
        ("connected-apps-usage-en", Place::NetworkAccess),
        ("connected-apps-usage-en", Place::ConnectedApps),
        ("connected-apps-en", Place::ConnectedAppsUsage),
        ("connected-apps-en", Place::InstalledPackages),
        ("connected-apps-usage-en", Place::InstalledPackages),
        ("network-access-en", Place::TrustedIpRange),
        ("trusted-ip-range-en", Place::NetworkAccess),
        ("permission-sets-en", Place::Profiles),
        ("profiles-en", Place::PermissionSets),
        ("profiles-en", Place::Users),
        ("user-en", Place::SystemPermissions),
        ("profile-classes-en", Place::ProfileClassesEdit),
        ("profile-classes-edit-ja", Place::User),
        ("profile-original-en", Place::User),
        ("system-overview-en", Place::CompanyInformation),
        ("app-edit-en", Place::AppManager),
        ("assignments-en", Place::AppManager),
        ("app-manager-en", Place::AppEdit),
        ("app-builder-en", Place::PackageInstall),
        ("package-install-en", Place::CompanyInformation),
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
    for name in [
        "installed-packages-en",
        "permission-sets-wrapped",
        "network-access-en",
        "connected-apps-usage-en",
        "connected-apps-en",
        "profiles-static-ja",
        "users-en",
        "app-manager-en",
        "app-edit-en",
    ] {
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
        Seen::ConnectedAppsUsage { apps, .. } => apps.len(),
        Seen::ConnectedApps { names, .. } => names.len(),
        Seen::Profiles { profiles, .. } => profiles.len(),
        Seen::Users { users, .. } => users.len(),
        Seen::Apps { apps } => apps.len(),
        Seen::AppEdit { profiles, .. } => profiles.len(),
        other => panic!("no list: {other:?}"),
    }
}
