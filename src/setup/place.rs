//! Places: the Setup pages Orgready knows, one row each.
//!
//! A new place is one row of [`PLACES`], a variant of [`Place`] and a reader in `page::read`.

use serde::{Deserialize, Serialize};

/// A Setup page, by what it is for. Places of one record (a permission set's assignments) are told apart by the record's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Place {
    /// Session Settings: a Classic form.
    SessionSettings,
    /// Installed Packages: a Classic list.
    InstalledPackages,
    /// The list of permission sets: a Classic list whose rows arrive late.
    PermissionSets,
    /// The form of a new permission set, reached by the list's New button.
    NewPermissionSet,
    /// One permission set's own page: a Classic page.
    PermissionSet,
    /// Who holds one permission set: a Lightning page in Lightning Setup.
    ManageAssignments,
    /// The list of profiles: a Classic list, static or with rows that arrive late.
    Profiles,
    /// One profile's own page: an overview in the enhanced design, everything in the original one.
    Profile,
    /// A profile's Apex classes.
    ProfileClasses,
    /// Where a profile's Apex classes are chosen: a Classic form with a dual list.
    ProfileClassesEdit,
    /// A profile's apps.
    ProfileApps,
    /// Where a profile's apps are chosen: a Classic form.
    ProfileAppsEdit,
    /// A profile's login ranges.
    ProfileLoginRanges,
    /// A profile's objects; in the original design the whole profile.
    ProfileObjects,
    /// What a profile may do with one object and its fields: seen, or changed in a Classic form. Its record is the profile and the object.
    ProfileObject,
    /// Where the original design changes a profile as a whole: a Classic form.
    ProfileEdit,
    /// The list of users: a Classic list.
    Users,
    /// One user's own page.
    User,
    /// Where one user is edited: a Classic form, reached by the page's Edit.
    UserEdit,
    /// A permission set's system permissions.
    SystemPermissions,
    /// Where a permission set's system permissions are ticked: a Classic form.
    SystemPermissionsEdit,
    /// Network Access, the list of trusted IP ranges: a Classic list.
    NetworkAccess,
    /// The form of a new trusted IP range, reached by the list's New button.
    TrustedIpRange,
    /// Connected Apps OAuth Usage: a Classic list of apps that somebody uses.
    ConnectedAppsUsage,
    /// The page that asks before a connected app is installed, reached by Install.
    AppApproval,
    /// Manage Connected Apps: a Classic list of apps that are installed or made here.
    ConnectedApps,
    /// One connected app's page, reached by the list: a Classic page that leads to its policies and to who may use it.
    ConnectedApp,
    /// The page that installs a package: a document of its own, outside of Setup, reached by the vendor's link.
    PackageInstall,
    /// External Client App Manager: a Lightning page, which is not read.
    ExternalClientApps,
    /// The list of apps, connected apps among them: a Lightning page in Lightning Setup.
    AppManager,
    /// Where a Classic app's profiles are chosen: a Classic form.
    AppEdit,
    /// Where a Lightning app's profiles are chosen: a document of its own, outside of Setup.
    AppBuilder,
    /// Company Information: a Classic page.
    CompanyInformation,
    /// System Overview: a Classic page.
    SystemOverview,
}

/// What is known of a place.
#[derive(Debug)]
pub struct PlaceRow {
    /// Which place.
    pub place: Place,
    /// Its name in checklists, reports and `explain`.
    pub id: &'static str,
    /// Salesforce's English name of the page.
    pub title: &'static str,
    /// The Setup node in Lightning's path, and `setupid` in Classic.
    pub node: &'static str,
    /// What follows the node in the Lightning path; `{id}` stands for the record.
    pub lightning: &'static str,
    /// The Classic path with `{id}` for the record; `None` where Classic has no such page.
    pub classic: Option<&'static str>,
    /// Whether Lightning shows the Classic page in a frame (else it draws the page itself).
    pub framed: bool,
    /// What it takes to change something here, as Salesforce names the permission.
    pub to_change: &'static str,
}

/// Where a link that installs a package (`/packaging/installPackage.apexp?p0=04t…`) leads. Public tests that install packages; on which host
/// it is they do not say, so it is known on all of them.
pub const PACKAGE_INSTALLER: &str = "/packagingSetupUI/ipLanding.app";

/// Such a link, without the id of the package's version.
pub const PACKAGE_LINK: &str = "/packaging/installPackage.apexp?p0=";

/// Every place. Paths: Salesforce Inspector Reloaded's and Salesforce's own published page objects, seen in several public tools.
pub const PLACES: [PlaceRow; 34] = [
    PlaceRow {
        place: Place::SessionSettings,
        id: "session-settings",
        title: "Session Settings",
        node: "SecuritySession",
        lightning: "home",
        // ASSUMPTION: the page is also found without `id=<organization id>`, which public links carry.
        classic: Some("/_ui/system/security/SessionSettings?setupid=SecuritySession"),
        framed: true,
        to_change: "Customize Application",
    },
    PlaceRow {
        place: Place::InstalledPackages,
        id: "installed-packages",
        title: "Installed Packages",
        node: "ImportedPackage",
        lightning: "home",
        classic: Some("/0A3?setupid=ImportedPackage"),
        framed: true,
        to_change: "Download AppExchange Packages” or, for licences, “Manage Package Licenses",
    },
    PlaceRow {
        place: Place::PermissionSets,
        id: "permission-sets",
        title: "Permission Sets",
        node: "PermSets",
        lightning: "home",
        classic: Some("/0PS?setupid=PermSets"),
        framed: true,
        to_change: "Manage Profiles and Permission Sets",
    },
    PlaceRow {
        place: Place::NewPermissionSet,
        id: "new-permission-set",
        title: "New Permission Set",
        node: "PermSets",
        lightning: "page?address=%2Fudd%2FPermissionSet%2FnewPermissionSet.apexp",
        classic: Some("/udd/PermissionSet/newPermissionSet.apexp"),
        framed: true,
        to_change: "Manage Profiles and Permission Sets",
    },
    PlaceRow {
        place: Place::PermissionSet,
        id: "permission-set",
        title: "Permission Set",
        node: "PermSets",
        lightning: "page?address=%2F{id}",
        classic: Some("/{id}"),
        framed: true,
        to_change: "Manage Profiles and Permission Sets",
    },
    PlaceRow {
        place: Place::ManageAssignments,
        id: "manage-assignments",
        title: "Manage Assignments",
        node: "PermSets",
        lightning: "{id}/PermissionSetAssignment/home",
        // Classic reaches it by the button on the set's own page; no public source gives its path.
        classic: None,
        framed: false,
        to_change: "Assign Permission Sets",
    },
    PlaceRow {
        place: Place::Profiles,
        id: "profiles",
        title: "Profiles",
        node: "EnhancedProfiles",
        lightning: "home",
        classic: Some("/00e?setupid=EnhancedProfiles"),
        framed: true,
        to_change: "Manage Profiles and Permission Sets",
    },
    PlaceRow {
        place: Place::Profile,
        id: "profile",
        title: "Profile",
        node: "EnhancedProfiles",
        lightning: "page?address=%2F{id}",
        classic: Some("/{id}"),
        framed: true,
        to_change: "Manage Profiles and Permission Sets",
    },
    PlaceRow {
        place: Place::ProfileClasses,
        id: "profile-classes",
        title: "Profile: Apex Class Access",
        node: "EnhancedProfiles",
        lightning: "page?address=%2F{id}%3Fs%3DClassAccess",
        // The original design most likely shows the whole profile at the address of a section: every reader of one knows both.
        classic: Some("/{id}?s=ClassAccess"),
        framed: true,
        to_change: "Manage Profiles and Permission Sets",
    },
    PlaceRow {
        place: Place::ProfileClassesEdit,
        id: "profile-classes-edit",
        title: "Profile: Apex Class Access, Edit",
        node: "EnhancedProfiles",
        lightning: "page?address=%2F{id}%2Fe%3Fs%3DClassAccess",
        // ASSUMPTION: as a permission set's section is edited in sfdx-browserforce-plugin. No step leads here: its Edit does.
        classic: Some("/{id}/e?s=ClassAccess"),
        framed: true,
        to_change: "Manage Profiles and Permission Sets",
    },
    PlaceRow {
        place: Place::ProfileApps,
        id: "profile-apps",
        title: "Profile: Assigned Apps",
        node: "EnhancedProfiles",
        lightning: "page?address=%2F{id}%3Fs%3DAssignedApps",
        classic: Some("/{id}?s=AssignedApps"),
        framed: true,
        to_change: "Manage Profiles and Permission Sets",
    },
    PlaceRow {
        place: Place::ProfileAppsEdit,
        id: "profile-apps-edit",
        title: "Profile: Assigned Apps, Edit",
        node: "EnhancedProfiles",
        lightning: "page?address=%2F{id}%2Fe%3Fs%3DAssignedApps",
        // ASSUMPTION: as another section is edited in sfdx-browserforce-plugin. No step leads here: its Edit does.
        classic: Some("/{id}/e?s=AssignedApps"),
        framed: true,
        to_change: "Manage Profiles and Permission Sets",
    },
    PlaceRow {
        place: Place::ProfileLoginRanges,
        id: "profile-login-ranges",
        title: "Profile: Login IP Ranges",
        node: "EnhancedProfiles",
        lightning: "page?address=%2F{id}%3Fs%3DLoginIPRanges",
        classic: Some("/{id}?s=LoginIPRanges"),
        framed: true,
        to_change: "Manage Profiles and Permission Sets",
    },
    PlaceRow {
        place: Place::ProfileObjects,
        id: "profile-objects",
        title: "Profile: Object Settings",
        node: "EnhancedProfiles",
        lightning: "page?address=%2F{id}%3Fs%3DObjectsAndTabs",
        classic: Some("/{id}?s=ObjectsAndTabs"),
        framed: true,
        to_change: "Manage Profiles and Permission Sets",
    },
    PlaceRow {
        place: Place::ProfileObject,
        id: "profile-object",
        title: "Profile: one object",
        node: "EnhancedProfiles",
        // Which object it is follows (`o=`). Links of ours lead to the list, which knows the keys of custom objects.
        lightning: "page?address=%2F{id}%2Fe%3Fs%3DObjectsAndTabs",
        classic: Some("/{id}/e?s=ObjectsAndTabs"),
        framed: true,
        to_change: "Manage Profiles and Permission Sets",
    },
    PlaceRow {
        place: Place::ProfileEdit,
        id: "profile-edit",
        title: "Profile Edit",
        node: "EnhancedProfiles",
        lightning: "page?address=%2F{id}%2Fe",
        classic: Some("/{id}/e"),
        framed: true,
        to_change: "Manage Profiles and Permission Sets",
    },
    PlaceRow {
        place: Place::Users,
        id: "users",
        title: "Users",
        node: "ManageUsers",
        lightning: "home",
        classic: Some("/005?isUserEntityOverride=1&setupid=ManageUsers"),
        framed: true,
        to_change: "Manage Internal Users” or, for permission sets, “Assign Permission Sets",
    },
    PlaceRow {
        place: Place::User,
        id: "user",
        title: "User",
        node: "ManageUsers",
        lightning: "page?address=%2F{id}%3Fnoredirect%3D1%26isUserEntityOverride%3D1",
        classic: Some("/{id}?noredirect=1&isUserEntityOverride=1"),
        framed: true,
        to_change: "Manage Internal Users” or, for permission sets, “Assign Permission Sets",
    },
    PlaceRow {
        place: Place::UserEdit,
        id: "user-edit",
        title: "User Edit",
        node: "ManageUsers",
        // ASSUMPTION: the form's address is the record's with `/e`, as it is for other records of Classic; no link leads here.
        lightning: "page?address=%2F{id}%2Fe",
        classic: Some("/{id}/e"),
        framed: true,
        to_change: "Manage Internal Users",
    },
    PlaceRow {
        place: Place::SystemPermissions,
        id: "system-permissions",
        title: "Permission Set: System Permissions",
        node: "PermSets",
        lightning: "page?address=%2F{id}%3Fs%3DSystemPermissions",
        classic: Some("/{id}?s=SystemPermissions"),
        framed: true,
        to_change: "Manage Profiles and Permission Sets",
    },
    PlaceRow {
        place: Place::SystemPermissionsEdit,
        id: "system-permissions-edit",
        title: "Permission Set: System Permissions, Edit",
        node: "PermSets",
        lightning: "page?address=%2F{id}%2Fe%3Fs%3DSystemPermissions",
        // ASSUMPTION: as another section is edited in sfdx-browserforce-plugin. No step leads here: its Edit does.
        classic: Some("/{id}/e?s=SystemPermissions"),
        framed: true,
        to_change: "Manage Profiles and Permission Sets",
    },
    PlaceRow {
        place: Place::NetworkAccess,
        id: "network-access",
        title: "Network Access",
        node: "NetworkAccess",
        lightning: "home",
        classic: Some("/05G?setupid=NetworkAccess"),
        framed: true,
        // ASSUMPTION: no source that was found names the permission this page takes.
        to_change: "Manage IP Addresses",
    },
    PlaceRow {
        place: Place::TrustedIpRange,
        id: "trusted-ip-range",
        title: "Trusted IP Range Edit",
        node: "NetworkAccess",
        // ASSUMPTION: the form's address is the list's with `/e`, as it is for other records of Classic; no link leads here.
        lightning: "page?address=%2F05G%2Fe",
        classic: Some("/05G/e"),
        framed: true,
        // ASSUMPTION: no source that was found names the permission this page takes.
        to_change: "Manage IP Addresses",
    },
    PlaceRow {
        place: Place::ConnectedAppsUsage,
        id: "connected-apps-usage",
        title: "Connected Apps OAuth Usage",
        node: "ConnectedAppsUsage",
        lightning: "home",
        classic: Some("/identity/app/connectedAppsUsage.apexp?setupid=ConnectedAppsUsage"),
        framed: true,
        to_change: "Customize Application”, and “Modify All Data” or “Manage Connected Apps",
    },
    PlaceRow {
        place: Place::AppApproval,
        id: "connected-app-approval",
        title: "Install Connected App",
        node: "ConnectedAppsUsage",
        // From links that vendors publish; their `app_id` is another one for each app, so no link of ours leads here.
        lightning: "page?address=%2Fidentity%2Fapp%2FAppInstallApprovalPage.apexp",
        classic: Some("/identity/app/AppInstallApprovalPage.apexp"),
        framed: true,
        to_change: "Customize Application”, and “Modify All Data” or “Manage Connected Apps",
    },
    PlaceRow {
        place: Place::ConnectedApps,
        id: "connected-apps",
        title: "Manage Connected Apps",
        node: "ConnectedApplication",
        lightning: "home",
        classic: Some(
            "/app/mgmt/forceconnectedapps/forceInstalledConnectedAppList.apexp?setupid=ConnectedApplication",
        ),
        framed: true,
        to_change: "Customize Application”, and “Modify All Data” or “Manage Connected Apps",
    },
    PlaceRow {
        place: Place::ConnectedApp,
        id: "connected-app",
        title: "Connected App",
        node: "ConnectedApplication",
        // Which app it is follows (`applicationId=06P…`), an id that the API does not tell: no link of ours leads here.
        lightning: "page?address=%2F_ui%2Fcore%2Fapplication%2Fforce%2Fconnectedapp%2FForceConnectedApplicationPage%2Fd",
        classic: Some("/_ui/core/application/force/connectedapp/ForceConnectedApplicationPage/d"),
        framed: true,
        to_change: "Customize Application”, “Modify All Data” and “Manage Profiles and Permission Sets",
    },
    PlaceRow {
        place: Place::PackageInstall,
        id: "package-install",
        title: "Install Package",
        node: "ImportedPackage",
        lightning: PACKAGE_INSTALLER,
        classic: Some(PACKAGE_INSTALLER),
        framed: false,
        to_change: "Download AppExchange Packages",
    },
    PlaceRow {
        place: Place::ExternalClientApps,
        id: "external-client-apps",
        title: "External Client App Manager",
        node: "ManageExternalClientApplication",
        lightning: "home",
        classic: None,
        framed: false,
        // ASSUMPTION: no source that was found names the permission this page takes.
        to_change: "Customize Application",
    },
    PlaceRow {
        place: Place::AppManager,
        id: "app-manager",
        title: "App Manager",
        node: "NavigationMenus",
        lightning: "home",
        // Classic's list of apps (`/02u`) is another page, without connected apps.
        classic: None,
        framed: false,
        to_change: "Manage Profiles and Permission Sets",
    },
    PlaceRow {
        place: Place::AppEdit,
        id: "app-edit",
        title: "Edit Custom App",
        node: "NavigationMenus",
        // ASSUMPTION: as every Classic page is opened in Lightning; App Manager's own Edit leads there as well.
        lightning: "page?address=%2F{id}%2Fe",
        classic: Some("/{id}/e"),
        framed: true,
        to_change: "Manage Profiles and Permission Sets",
    },
    PlaceRow {
        place: Place::AppBuilder,
        id: "app-builder",
        title: "Lightning App Builder",
        node: "NavigationMenus",
        // ASSUMPTION: Salesforce's command line opens Lightning pages at this path; that apps are opened by `id` is from experience.
        lightning: "/visualEditor/appBuilder.app?id={id}",
        classic: None,
        framed: false,
        to_change: "Manage Profiles and Permission Sets",
    },
    PlaceRow {
        place: Place::CompanyInformation,
        id: "company-information",
        title: "Company Information",
        node: "CompanyProfileInfo",
        lightning: "home",
        // The organization's own record.
        classic: Some("/{id}?setupid=CompanyProfileInfo"),
        framed: true,
        to_change: "Customize Application",
    },
    PlaceRow {
        place: Place::SystemOverview,
        id: "system-overview",
        title: "System Overview",
        node: "SystemOverview",
        lightning: "home",
        classic: Some("/setup/systemOverview.apexp?setupid=SystemOverview"),
        framed: true,
        to_change: "Customize Application",
    },
];

impl Place {
    /// The place's row.
    #[must_use]
    pub fn row(self) -> &'static PlaceRow {
        let [first, ..] = &PLACES;
        PLACES.iter().find(|row| row.place == self).unwrap_or(first)
    }

    /// The place's name in checklists and reports.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// Whether a link may lead here. The other places are recognised, but opened only from a page of Salesforce's.
    #[must_use]
    pub fn linked(self) -> bool {
        !matches!(
            self,
            Place::TrustedIpRange
                | Place::UserEdit
                | Place::AppApproval
                | Place::ConnectedApp
                | Place::PackageInstall
                | Place::ProfileClassesEdit
                | Place::ProfileAppsEdit
                | Place::ProfileObject
                | Place::ProfileEdit
                | Place::SystemPermissionsEdit
        )
    }

    /// Whether the place is one record's page.
    #[must_use]
    pub fn needs_record(self) -> bool {
        self.row().lightning.contains('{')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_finds_its_own_row() {
        for row in &PLACES {
            assert_eq!(row.place.row().id, row.id);
        }
    }
}
