//! What holds of each place.

use orgready::setup::Place;

/// A reason, for who reads the tables.
type Why = &'static str;

/// The kinds that a place's pages decide; none where it is not here.
const DECIDES: &[(Place, &[&str])] = &[
    (Place::SessionSettings, &["session_setting"]),
    (
        Place::InstalledPackages,
        &["package_installed", "package_newest", "package_licence", "package_licence_assigned"],
    ),
    (Place::PermissionSets, &["permission_set"]),
    (Place::ManageAssignments, &["permission_set_assigned"]),
    (Place::SystemPermissions, &["permission_set_grants"]),
    (Place::SystemPermissionsEdit, &["permission_set_grants"]),
    (Place::Profile, &["login_ip_range"]),
    (Place::ProfileLoginRanges, &["login_ip_range"]),
    (Place::ProfileApps, &["login_ip_range"]),
    (Place::User, &["user"]),
    (Place::NetworkAccess, &["trusted_ip_range"]),
    (Place::ConnectedAppsUsage, &["connected_app", "app_authorised"]),
    (Place::ConnectedApps, &["connected_app"]),
    (Place::AppEdit, &["app_visible"]),
    (Place::CompanyInformation, &["edition", "api_access"]),
    (Place::SystemOverview, &["api_access"]),
];

const ROW: Why = "a list that shows all there are, without the row, says that it is not there";
const TWINS: Why = "of two with one name, one is left";
const NO_UPGRADE: Why = "a row that offers no upgrade is there to compare its version";
const OTHER_LINK: Why = "the row's other link leads to the same record";
const ADDRESS: Why = "a description may be an address, and no label tells it";

/// Changes after which a verdict or a control may differ: on pages whose names begin so, by how the change is called.
pub const MAY: &[(&str, &str, Why)] = &[
    ("session-settings-labels", "without boxes", TWINS),
    ("session-settings-labels", "half of boxes", TWINS),
    ("session-settings-labels", "blank boxes.label", TWINS),
    ("installed-packages-", "without tables.rows", ROW),
    ("installed-packages-", "half of tables.rows", ROW),
    ("installed-packages-upgrade", "a column of tables", NO_UPGRADE),
    ("installed-packages-upgrade", "without tables.rows.cells", NO_UPGRADE),
    ("installed-packages-upgrade", "without tables.rows.cells.links", NO_UPGRADE),
    ("installed-packages-upgrade", "empty tables.rows.cells.links", NO_UPGRADE),
    ("installed-packages-upgrade", "half of tables.rows.cells.links", NO_UPGRADE),
    ("installed-packages-upgrade", "blank tables.rows.cells.links.text", NO_UPGRADE),
    ("permission-sets-wrapped", "without tables.rows", ROW),
    ("permission-sets-wrapped", "half of tables.rows", ROW),
    ("users-en", "a column of tables", OTHER_LINK),
    ("users-en", "without tables.rows.cells", OTHER_LINK),
    ("users-en", "without tables.rows.cells.links", OTHER_LINK),
    ("users-en", "blank tables.rows.cells.links.href", OTHER_LINK),
    ("users-en", "blank tables.rows.cells.links.text", OTHER_LINK),
    ("network-access-", "without tables.rows", ROW),
    ("network-access-described", "half of tables.rows", ROW),
    ("network-access-described", "a column of tables", ADDRESS),
    ("network-access-described", "without tables.rows.cells", ADDRESS),
    ("network-access-described", "blank tables.rows.cells.text", ADDRESS),
    ("connected-apps-usage-", "without tables.rows", ROW),
    ("connected-apps-usage-", "half of tables.rows", ROW),
    ("connected-apps-wrapped", "without tables.rows", TWINS),
    ("connected-apps-wrapped", "half of tables.rows", TWINS),
];

const DESIGN: Why = "in the original design one page shows all that a profile has";
const ADDRESSES: Why =
    "rows of two addresses, whose markup no source shows: the page's own address tells them apart";
const SECTION: Why = "a section's page has one Edit, of one name: the page's own address tells them apart";

const BOXES: Why = "the same boxes, seen or edited";

/// Places that say something of another place's pages.
pub const LIKE: &[(Place, Place, Why)] = &[
    (Place::Profile, Place::ProfileClasses, DESIGN),
    (Place::Profile, Place::ProfileLoginRanges, DESIGN),
    (Place::Profile, Place::NetworkAccess, ADDRESSES),
    (Place::ProfileClasses, Place::Profile, DESIGN),
    (Place::ProfileClasses, Place::ProfileApps, SECTION),
    (Place::ProfileClasses, Place::ProfileLoginRanges, DESIGN),
    (Place::Profile, Place::ProfileApps, DESIGN),
    (Place::ProfileLoginRanges, Place::ProfileApps, DESIGN),
    (Place::ProfileObjects, Place::ProfileApps, DESIGN),
    (Place::ProfileApps, Place::ProfileClasses, SECTION),
    (Place::ProfileApps, Place::ProfileObject, SECTION),
    (Place::ProfileClasses, Place::NetworkAccess, ADDRESSES),
    (Place::ProfileClasses, Place::SystemPermissions, SECTION),
    (Place::ProfileApps, Place::Profile, DESIGN),
    (Place::ProfileApps, Place::ProfileLoginRanges, DESIGN),
    (Place::ProfileApps, Place::NetworkAccess, ADDRESSES),
    (Place::Profile, Place::ProfileObjects, DESIGN),
    (Place::ProfileApps, Place::ProfileObjects, DESIGN),
    (Place::ProfileLoginRanges, Place::ProfileObjects, DESIGN),
    (Place::ProfileClasses, Place::ProfileObjects, DESIGN),
    (Place::ProfileClasses, Place::ProfileObject, SECTION),
    (Place::ProfileObject, Place::ProfileClasses, SECTION),
    (Place::ProfileObject, Place::ProfileApps, SECTION),
    (Place::SystemPermissions, Place::ProfileObject, SECTION),
    (Place::ProfileLoginRanges, Place::Profile, DESIGN),
    (Place::ProfileLoginRanges, Place::NetworkAccess, ADDRESSES),
    (Place::SystemPermissions, Place::ProfileClasses, SECTION),
    (Place::SystemPermissions, Place::ProfileApps, SECTION),
    (Place::SystemPermissions, Place::SystemPermissionsEdit, BOXES),
    (Place::SystemPermissionsEdit, Place::SystemPermissions, BOXES),
    (Place::NetworkAccess, Place::ProfileLoginRanges, ADDRESSES),
    (Place::SystemOverview, Place::CompanyInformation, "both show the calls of the org"),
];

/// The kinds that a place's pages decide.
pub fn decides(place: Place) -> &'static [&'static str] {
    DECIDES.iter().find(|(of, _)| *of == place).map(|(_, kinds)| *kinds).unwrap_or_default()
}
