//! What can be touched on a place's page: plain data, made by requirements, found in a page by `page::find`.

/// Something to touch on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Control {
    /// The box of a session setting, by its Metadata API name.
    SettingBox(&'static str),
    /// The row of a package, by its namespace and name.
    PackageRow {
        /// Namespace prefix.
        namespace: String,
        /// Package name.
        name: String,
    },
    /// The link to a permission set in the list, by its label.
    SetLink(String),
    /// The button that opens the form of a new permission set, for the one of this label.
    NewSet(String),
    /// What saves that form, once the label is entered.
    SaveSet(String),
    /// The button that opens a permission set's assignments, where these users are to be assigned it.
    ManageAssignments(Vec<String>),
    /// What assigns a permission set to these users, from screen to screen.
    Assign(Vec<String>),
    /// The button that saves the page's form.
    Save,
    /// The button that opens the form of a new trusted IP range.
    NewRange,
    /// The fields of a trusted IP range's addresses.
    RangeFields,
    /// The button that installs a connected app, by the app's name.
    InstallApp(String),
    /// The button that installs an app whose name the admin entered: nobody vouches for it.
    InstallNamed(String),
    /// The choice to install a package for all users.
    AllUsers,
    /// The installing of a package, on the page that asks.
    InstallPackage,
    /// What a package's row offers to upgrade it, else the row.
    UpgradeLink {
        /// Namespace prefix.
        namespace: String,
        /// Package name.
        name: String,
    },
    /// The installing of that app, on the page that asks.
    ApproveApp(String),
    /// The button that opens an app's menu in App Manager, by the app's name.
    AppMenu(String),
    /// What makes an app visible to the profiles of these names.
    AppProfiles(Vec<String>),
    /// The link to a profile in the list, by its name.
    ProfileLink(String),
    /// The button that opens the editor of a profile's Apex classes.
    EditClasses,
    /// The Apex classes to enable in a profile's editor.
    Classes {
        /// Their namespace.
        namespace: String,
        /// Their names; all of the namespace where none is named.
        classes: Vec<String>,
    },
    /// The button that adds a login range to a profile that has some.
    NewLoginRange,
    /// The link to a user in the list, by the name for login.
    UserLink(String),
    /// The button that edits a user.
    EditUser,
    /// The box that makes a user active.
    ActiveBox,
    /// The button that edits which permission sets a user has.
    EditAssignments,
    /// The button that edits a permission set's system permissions.
    EditPermissions,
    /// The boxes of system permissions, by their API names.
    PermissionBoxes(Vec<String>),
    /// The ways to what a profile may do with these objects, by their API names.
    ObjectPages {
        /// The objects.
        objects: Vec<String>,
        /// Whether it is about their fields.
        fields: bool,
    },
    /// Boxes to tick on the form that Edit opens.
    FormBoxes {
        /// Their English labels.
        boxes: Vec<String>,
        /// What they are ticked for: objects or fields by their API names, apps by their labels.
        of: Vec<String>,
    },
    /// The link to a connected app in the list, by the app's name.
    AppLink(String),
    /// What permits profiles to use a connected app.
    PermitProfiles {
        /// The app's name.
        app: String,
        /// The profiles' names.
        profiles: Vec<String>,
    },
}

impl Control {
    /// Its permanent name in reports.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Control::SettingBox(_) => "setting-box",
            Control::PackageRow { .. } => "package-row",
            Control::SetLink(_) => "set-link",
            Control::NewSet(_) => "new-set",
            Control::SaveSet(_) => "save-set",
            Control::ManageAssignments(_) => "manage-assignments",
            Control::Assign(_) => "assign",
            Control::Save => "save",
            Control::NewRange => "new-range",
            Control::RangeFields => "range-fields",
            Control::InstallApp(_) => "install-app",
            Control::ApproveApp(_) => "approve-app",
            Control::InstallNamed(_) => "install-named",
            Control::AllUsers => "all-users",
            Control::InstallPackage => "install-package",
            Control::UpgradeLink { .. } => "upgrade-link",
            Control::AppMenu(_) => "app-menu",
            Control::AppProfiles(_) => "app-profiles",
            Control::ProfileLink(_) => "profile-link",
            Control::EditClasses => "edit-classes",
            Control::Classes { .. } => "classes",
            Control::NewLoginRange => "new-login-range",
            Control::UserLink(_) => "user-link",
            Control::EditUser => "edit-user",
            Control::ActiveBox => "active-box",
            Control::EditAssignments => "edit-assignments",
            Control::EditPermissions => "edit-permissions",
            Control::PermissionBoxes(_) => "permission-boxes",
            Control::ObjectPages { .. } => "object-pages",
            Control::FormBoxes { .. } => "form-boxes",
            Control::AppLink(_) => "app-link",
            Control::PermitProfiles { .. } => "permit-profiles",
        }
    }
}
