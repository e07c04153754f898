//! Reads facts from blocks, one file per place. Pure; a reading that could be wrong is a [`Reason`], never a guess.

mod address;
pub mod app_approval;
pub mod app_builder;
pub mod app_edit;
pub mod app_manager;
pub mod assignments;
pub mod company_information;
pub mod connected_apps;
pub mod connected_apps_usage;
#[cfg(test)]
mod drawn;
pub mod external_client_apps;
pub mod installed_packages;
pub mod network_access;
pub mod new_permission_set;
pub mod package_install;
pub mod permission_set;
pub mod profile;
pub mod profile_classes;
pub mod profile_objects;
pub mod records;
pub mod session_settings;
pub mod system_overview;
pub mod system_permissions;
pub mod trusted_ip_range;
pub mod user;
pub mod user_edit;
pub mod users;

use super::{
    Blocks,
    blocks::{Detail, Table, TableRow},
    labels::{Written, written},
};
use crate::{
    evidence::{PageFacts, Reason},
    setup::{Place, route::known_node},
};

/// Reads the page of a place. That the document's address is the place's is for the caller to know; what the document itself says
/// against it is seen here.
#[must_use]
pub fn read(place: Place, blocks: &Blocks) -> PageFacts {
    let seen = match place {
        Place::SessionSettings => session_settings::read(blocks),
        Place::InstalledPackages => installed_packages::read(blocks),
        Place::PermissionSets => records::read_permission_sets(blocks),
        Place::NewPermissionSet => new_permission_set::read(blocks),
        Place::PermissionSet => permission_set::read(blocks),
        Place::ManageAssignments => assignments::read(blocks),
        Place::NetworkAccess => network_access::read(blocks),
        Place::TrustedIpRange => trusted_ip_range::read(blocks),
        Place::ConnectedAppsUsage => connected_apps_usage::read(blocks),
        Place::AppApproval => app_approval::read(blocks),
        Place::ConnectedApps => connected_apps::read(blocks),
        Place::ConnectedApp => connected_apps::read_app(blocks),
        Place::PackageInstall => package_install::read(blocks),
        Place::ExternalClientApps => external_client_apps::read(blocks),
        Place::AppManager => app_manager::read(blocks),
        Place::AppEdit => app_edit::read(blocks),
        Place::AppBuilder => app_builder::read(blocks),
        Place::CompanyInformation => company_information::read(blocks),
        Place::SystemOverview => system_overview::read(blocks),
        Place::Profiles => records::read_profiles(blocks),
        Place::Profile | Place::ProfileClasses | Place::ProfileApps | Place::ProfileLoginRanges => {
            profile::read(place, blocks)
        }
        Place::ProfileClassesEdit => profile_classes::read(blocks),
        Place::ProfileObjects | Place::ProfileObject | Place::ProfileEdit | Place::ProfileAppsEdit => {
            profile_objects::read(place, blocks)
        }
        Place::Users => users::read(blocks),
        Place::User => user::read(blocks),
        Place::UserEdit => user_edit::read(blocks),
        Place::SystemPermissions | Place::SystemPermissionsEdit => system_permissions::read(place, blocks),
    };
    PageFacts { error: blocks.notices.iter().any(|notice| notice.error), seen }
}

/// That the blocks may be the place's: drawn to the end, and with no other node's `setupid`.
pub(super) fn arrived(place: Place, blocks: &Blocks) -> Result<(), Reason> {
    if blocks.loading {
        return Err(Reason::Loading);
    }
    let is_of = |node: &str| {
        // In Classic an app belongs to the node of Classic's own list of apps.
        known_node(node) == place.row().node || (place == Place::AppEdit && node == "TabSet")
    };
    match &blocks.setup_id {
        Some(node) if !is_of(node) => Err(Reason::UnknownPage),
        _ => Ok(()),
    }
}

/// Whether a list shows all there is, as far as the document says.
fn is_whole(blocks: &Blocks) -> bool {
    blocks.parts.is_empty() && !blocks.cut
}

/// The rows of a list, without "No records to display": one cell over all columns, in whatever language, and nothing else.
fn data(table: &Table) -> &[TableRow] {
    match table.rows.as_slice() {
        [only] if matches!(only.cells.as_slice(), [cell] if cell.links.is_empty()) => &[],
        rows => rows,
    }
}

/// The one column with this header.
fn column(table: &Table, header: &str) -> Option<usize> {
    let mut found = table.headers.iter().enumerate().filter(|(_, text)| *text == header).map(|(at, _)| at);
    let only = found.next()?;
    found.next().is_none().then_some(only)
}

/// The one value with this English label.
fn labelled<'b>(blocks: &'b Blocks, label: &str) -> Option<&'b Detail> {
    if written(&blocks.language) == Written::Otherwise {
        return None;
    }
    let mut found = blocks.details.iter().filter(|detail| detail.label == label);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}
