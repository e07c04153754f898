//! Finds the elements that a [`Control`] means on a page, by the same rules as reading. What is not certain is not pointed at.

use super::{
    Blocks,
    blocks::{Button, DualList, ElementNumber, Link},
    labels::{MANAGE_ASSIGNMENTS, Written, folded, said, written},
    read::{
        app_builder, app_edit,
        app_manager::{self, find_app},
        arrived, assignments, connected_apps,
        connected_apps_usage::Apps,
        installed_packages::{PackageRow, Packages},
        network_access, new_permission_set, profile, profile_classes, profile_objects,
        records::Records,
        session_settings::Boxes,
        system_permissions, user, user_edit, users,
    },
};
use crate::{
    evidence::{PackageSeen, Reason, only_app},
    requirement::{Control, apex_class_access::is_meant, package_installed::find_row},
    setup::Place,
};
use serde::{Deserialize, Serialize};

/// What to point at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The elements, every one of which is right. There may be none where this user may not use them.
    pub elements: Vec<ElementNumber>,
    /// Whether this user may use them.
    pub enabled: bool,
}

/// Finds a control on the page of a place.
///
/// # Errors
/// Why there is nothing to point at; [`Reason::NotShown`] where this page has no such control.
pub fn find(control: &Control, place: Place, blocks: &Blocks) -> Result<Found, Reason> {
    arrived(place, blocks)?;
    match (control, place) {
        (Control::SettingBox(setting), Place::SessionSettings) => {
            let found = Boxes::of(blocks)?.find(setting)?;
            Ok(Found { elements: vec![found.element], enabled: found.enabled })
        }
        (Control::PackageRow { namespace, name }, Place::InstalledPackages) => {
            package(namespace, name, blocks, &|row| row.links)
        }
        // Which links of the row upgrade it; where none does, the row is there to compare its version.
        (Control::UpgradeLink { namespace, name }, Place::InstalledPackages) => {
            package(namespace, name, blocks, &|row| row.upgrade.map_or(row.links, std::slice::from_ref))
        }
        (Control::SetLink(label), Place::PermissionSets) => record(label, place, "0PS", blocks),
        (Control::NewSet(label), Place::PermissionSets) => new_set(label, blocks),
        (Control::SaveSet(_), Place::NewPermissionSet) => {
            new_permission_set::read(blocks)?;
            save(blocks)
        }
        (Control::ProfileLink(name), Place::Profiles) => record(name, place, "00e", blocks),
        (Control::ManageAssignments(_), Place::PermissionSet) => labelled(MANAGE_ASSIGNMENTS, blocks),
        (Control::Assign(users), Place::ManageAssignments) => assignments::next(users, blocks),
        (Control::NewRange, Place::NetworkAccess) => {
            network_access::read(blocks)?;
            usable(blocks.buttons.iter().filter(|button| button.name == network_access::NEW))
        }
        (Control::RangeFields, Place::TrustedIpRange) => range_fields(blocks),
        (Control::AllUsers, Place::PackageInstall) => all_users(blocks),
        // Which app or package it is about only a person can tell.
        (Control::ApproveApp(_), Place::AppApproval) | (Control::InstallPackage, Place::PackageInstall) => {
            Err(Reason::ByHand)
        }
        (Control::InstallApp(name), Place::ConnectedAppsUsage) => {
            let apps = Apps::of(blocks)?;
            let (element, enabled) = apps.installer(only_app(&apps.seen, apps.whole, name)?)?;
            Ok(Found { elements: vec![element], enabled })
        }
        // The row is there; whether it is the right one is for a person to tell.
        (Control::InstallNamed(name), Place::ConnectedAppsUsage) => {
            let apps = Apps::of(blocks)?;
            apps.installer(only_app(&apps.seen, apps.whole, name)?)?;
            Err(Reason::ByHand)
        }
        (Control::AppMenu(name), Place::AppManager) => app_menu(name, blocks),
        (Control::AppProfiles(names), Place::AppEdit) => profile_boxes(names, blocks),
        (Control::AppProfiles(names), Place::AppBuilder) => profile_entries(names, blocks),
        (Control::EditClasses, Place::Profile | Place::ProfileClasses) => {
            profile::edit_classes(place, blocks)
        }
        (Control::Classes { namespace, classes }, Place::ProfileClassesEdit) => {
            class_entries(namespace, classes, blocks)
        }
        (Control::NewLoginRange, Place::Profile | Place::ProfileLoginRanges) => {
            profile::new_range(place, blocks)
        }
        (Control::Save, _) => save(blocks),
        _ => find_access(control, place, blocks),
    }
}

/// What gives users and profiles access.
fn find_access(control: &Control, place: Place, blocks: &Blocks) -> Result<Found, Reason> {
    match (control, place) {
        (Control::UserLink(username), Place::Users) => {
            links(std::slice::from_ref(users::link(username, blocks)?))
        }
        (Control::EditUser, Place::User) => of_user("edit", blocks),
        (Control::ActiveBox, Place::UserEdit) => activate(blocks),
        (Control::EditAssignments, Place::User) => of_user("editPermSetAssignments", blocks),
        (Control::EditPermissions, Place::SystemPermissions) => profile::edit_section(blocks),
        (Control::PermissionBoxes(names), Place::SystemPermissionsEdit) => {
            permission_boxes(names, place, blocks)
        }
        (Control::ObjectPages { objects, fields }, Place::ProfileObjects) => {
            profile_objects::pages(objects, *fields, blocks)
        }
        (
            Control::FormBoxes { .. },
            Place::ProfileObject | Place::ProfileEdit | Place::ProfileApps | Place::ProfileAppsEdit,
        ) => profile_objects::boxes(place, blocks),
        (Control::AppLink(name), Place::ConnectedApps) => {
            links(std::slice::from_ref(connected_apps::link(name, blocks)?))
        }
        // Which app's page it is, nothing on it tells for certain.
        (Control::PermitProfiles { .. }, Place::ConnectedApp) => Err(Reason::ByHand),
        _ => Err(Reason::NotShown),
    }
}

/// The choice to install a package for all users.
pub(super) fn all_users(blocks: &Blocks) -> Result<Found, Reason> {
    match blocks.known.as_slice() {
        [only] if only.id == "mappingOptionAll" => {
            Ok(Found { elements: vec![only.element], enabled: only.enabled })
        }
        _ => Err(Reason::NotShown),
    }
}

/// The two fields of a range's addresses.
pub(super) fn range_fields(blocks: &Blocks) -> Result<Found, Reason> {
    let [start, end] = blocks.known.as_slice() else { return Err(Reason::NotShown) };
    if start.id != "IpStartAddress" || end.id != "IpEndAddress" {
        return Err(Reason::NotShown);
    }
    Ok(Found { elements: vec![start.element, end.element], enabled: start.enabled && end.enabled })
}

/// The links that `which` takes of a package's row.
fn package<'b>(
    namespace: &str,
    name: &str,
    blocks: &'b Blocks,
    which: &dyn Fn(&PackageRow<'b>) -> &'b [Link],
) -> Result<Found, Reason> {
    let packages = Packages::of(blocks)?;
    let seen: Vec<PackageSeen> = packages.rows.iter().map(|row| row.seen.clone()).collect();
    let row = find_row(&seen, packages.whole, namespace, name)?;
    let at = seen.iter().position(|candidate| std::ptr::eq(candidate, row));
    links(at.and_then(|at| packages.rows.get(at)).map(which).unwrap_or_default())
}

/// Whether a button is a form's Save: of Classic, or of Visualforce, whose names end so and begin otherwise in every release.
#[must_use]
pub fn saves(name: &str) -> bool {
    name == "save" || name.ends_with(":save") || name.ends_with(":button_pc_save")
}

fn save(blocks: &Blocks) -> Result<Found, Reason> {
    usable(blocks.buttons.iter().filter(|button| saves(&button.name)))
}

/// A button of a user's page. Other records' pages have buttons of these names.
fn of_user(name: &str, blocks: &Blocks) -> Result<Found, Reason> {
    user::read(blocks)?;
    usable(blocks.buttons.iter().filter(|button| button.name == name))
}

/// The box of Active while it is not ticked, then Save: also of a form that comes back with an error.
fn activate(blocks: &Blocks) -> Result<Found, Reason> {
    let active = user_edit::active(blocks)?;
    if !active.shown {
        return Ok(Found { elements: vec![active.element], enabled: active.enabled });
    }
    if is_refused(blocks) || !active.saved { save(blocks) } else { Err(Reason::NotShown) }
}

/// The boxes of all these permissions that are not ticked, then Save. Where none of them is certain, why.
fn permission_boxes(names: &[String], place: Place, blocks: &Blocks) -> Result<Found, Reason> {
    let (mut elements, mut locked) = (Vec::new(), Vec::new());
    let (mut changed, mut why) = (is_refused(blocks), Reason::NotShown);
    for name in names {
        match system_permissions::find(name, place, blocks) {
            Ok(found) if found.shown => changed |= !found.saved,
            Ok(found) if found.enabled => elements.push(found.element),
            Ok(found) => locked.push(found.element),
            Err(reason) => why = reason,
        }
    }
    match (elements.is_empty(), locked.is_empty()) {
        (false, _) => Ok(Found { elements, enabled: true }),
        (true, false) => Ok(Found { elements: locked, enabled: false }),
        (true, true) if changed => save(blocks),
        _ => Err(why),
    }
}

/// Whether the form comes back because what was sent is not right.
fn is_refused(blocks: &Blocks) -> bool {
    blocks.notices.iter().any(|notice| notice.error)
}

/// The classes that are offered, meant and not enabled yet.
fn class_entries(namespace: &str, classes: &[String], blocks: &Blocks) -> Result<Found, Reason> {
    entries(profile_classes::list(blocks)?, &|class| is_meant(class, namespace, classes))
}

fn record(label: &str, place: Place, prefix: &str, blocks: &Blocks) -> Result<Found, Reason> {
    let records = Records::of(place, prefix, blocks)?;
    let named: Vec<&Link> =
        records.rows.iter().filter(|(link, ..)| link.text == label).map(|(link, ..)| *link).collect();
    match named.as_slice() {
        [only] => links(std::slice::from_ref(*only)),
        [] if records.whole => Err(Reason::NotShown),
        [] => Err(Reason::NotOnThisPart),
        several => Err(Reason::Ambiguous(several.len())),
    }
}

/// The list's New button, by its `name` (public tests that drive the list). That the set is not there the org said; a list is seldom
/// whole, but which list it is its rows tell.
fn new_set(label: &str, blocks: &Blocks) -> Result<Found, Reason> {
    let records = Records::of(Place::PermissionSets, "0PS", blocks)?;
    if records.rows.is_empty() {
        return Err(Reason::NotOnThisPart);
    }
    if records.rows.iter().any(|(link, ..)| link.text == label) {
        return Err(Reason::NotShown);
    }
    usable(blocks.buttons.iter().filter(|button| button.name == "new"))
}

fn app_menu(name: &str, blocks: &Blocks) -> Result<Found, Reason> {
    let rows = app_manager::rows(blocks)?;
    usable(find_app(&rows, name)?.menu.into_iter())
}

/// The boxes of all these profiles that are not ticked, then Save. One that may not be changed is never among them.
fn profile_boxes(names: &[String], blocks: &Blocks) -> Result<Found, Reason> {
    let (rows, whole) = app_edit::rows(blocks)?;
    for name in names {
        let several = rows.iter().filter(|row| name == row.name).count();
        if several > 1 {
            return Err(Reason::Ambiguous(several));
        }
    }
    let (mut elements, mut locked) = (Vec::new(), false);
    for row in rows.iter().filter(|row| !row.visible.shown && names.iter().any(|name| name == row.name)) {
        locked |= !row.visible.enabled;
        elements.extend(row.visible.enabled.then_some(row.visible.element));
    }
    match elements.as_slice() {
        [] if locked => Ok(Found { elements, enabled: false }),
        [] if rows.iter().any(|row| row.visible.shown != row.visible.saved) => save(blocks),
        [] if whole => Err(Reason::NotShown),
        [] => Err(Reason::NotOnThisPart),
        _ => Ok(Found { elements, enabled: true }),
    }
}

/// The entries of these profiles that are not chosen yet.
fn profile_entries(names: &[String], blocks: &Blocks) -> Result<Found, Reason> {
    entries(app_builder::open_list(blocks)?, &|name| names.iter().any(|wanted| wanted == name))
}

/// What can be chosen and is meant. Two of one name are not told apart.
fn entries(list: &DualList, is_meant: &dyn Fn(&str) -> bool) -> Result<Found, Reason> {
    let mut elements = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for entry in list.available.entries.iter().filter(|entry| is_meant(&entry.text)) {
        let is_chosen = list.selected.entries.iter().any(|chosen| chosen.text == entry.text);
        if is_chosen || names.contains(&entry.text.as_str()) {
            return Err(Reason::Ambiguous(2));
        }
        names.push(&entry.text);
        elements.push(entry.element);
    }
    if elements.is_empty() { Err(Reason::NotShown) } else { Ok(Found { elements, enabled: list.enabled }) }
}

fn links(links: &[Link]) -> Result<Found, Reason> {
    let elements: Vec<ElementNumber> = links.iter().map(|link| link.element).collect();
    if elements.is_empty() { Err(Reason::NotShown) } else { Ok(Found { elements, enabled: true }) }
}

/// The buttons with one of these labels, given in English.
pub(super) fn labelled(english: &[&str], blocks: &Blocks) -> Result<Found, Reason> {
    let language = &blocks.language;
    let mut labels = Vec::new();
    for words in english {
        labels.extend(said(words, language));
    }
    if labels.is_empty() {
        return Err(Reason::NoLabels(language.clone()));
    }
    let found =
        usable(blocks.buttons.iter().filter(|button| labels.contains(&folded(&button.label).as_str())));
    match found {
        Err(Reason::NotShown) if written(language) == Written::Unsaid => Err(Reason::NoLabels(String::new())),
        found => found,
    }
}

/// Those that can be pressed; else all, as ones that can't.
pub(super) fn usable<'b>(buttons: impl Iterator<Item = &'b Button>) -> Result<Found, Reason> {
    let (on, off): (Vec<&Button>, Vec<&Button>) = buttons.partition(|button| button.enabled);
    let (chosen, enabled) = if on.is_empty() { (off, false) } else { (on, true) };
    if chosen.is_empty() {
        return Err(Reason::NotShown);
    }
    Ok(Found { elements: chosen.iter().map(|button| button.element).collect(), enabled })
}
