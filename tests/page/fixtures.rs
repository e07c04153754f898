//! The pages in `tests/fixtures/pages`, one folder each.

use orgready::setup::{Place, place::PLACES};

/// A page with what is to be seen on it.
pub struct Fixture {
    pub name: &'static str,
    /// The document.
    #[cfg_attr(not(target_arch = "wasm32"), expect(dead_code, reason = "for a browser"))]
    pub page: &'static str,
    /// What is collected from it.
    pub blocks: &'static str,
    /// Which place it is meant to be, what it shows, its path, and what is clicked before it is collected.
    meta: &'static str,
}

impl Fixture {
    pub fn named(name: &str) -> &'static Fixture {
        FIXTURES
            .iter()
            .find(|fixture| fixture.name == name)
            .unwrap_or_else(|| panic!("no fixture is called {name}"))
    }

    pub fn place(&self) -> Place {
        let id = self.meta("place").unwrap();
        PLACES.iter().find(|row| row.id == id).unwrap_or_else(|| panic!("{}: no place {id}", self.name)).place
    }

    /// The label of what is clicked.
    #[cfg_attr(not(target_arch = "wasm32"), expect(dead_code, reason = "for a browser"))]
    pub fn clicked(&self) -> Option<String> {
        self.meta("click")
    }

    /// The path of the document, where the collector asks for it.
    #[cfg_attr(not(target_arch = "wasm32"), expect(dead_code, reason = "for a browser"))]
    pub fn path(&self) -> Option<String> {
        self.meta("path")
    }

    fn meta(&self, key: &str) -> Option<String> {
        let meta: serde_json::Value = serde_json::from_str(self.meta).unwrap();
        meta.get(key).map(|value| value.as_str().unwrap().to_owned())
    }
}

macro_rules! fixtures {
    ($($name:literal),+ $(,)?) => {
        pub const FIXTURES: &[Fixture] = &[$(Fixture {
            name: $name,
            page: include_str!(concat!("../fixtures/pages/", $name, "/page.html")),
            blocks: include_str!(concat!("../fixtures/pages/", $name, "/blocks.json")),
            meta: include_str!(concat!("../fixtures/pages/", $name, "/meta.json")),
        }),+];
    };
}

fixtures!(
    "app-approval-en",
    "app-builder-closed",
    "app-builder-en",
    "app-builder-shadow",
    "app-edit-en",
    "app-edit-hu",
    "app-edit-viewer",
    "app-manager-en",
    "app-manager-ja",
    "app-manager-shadow",
    "assignments-adding",
    "assignments-chosen",
    "assignments-chosen-ja",
    "assignments-done",
    "assignments-en",
    "assignments-expiring",
    "assignments-ja",
    "assignments-loading",
    "assignments-shadow",
    "company-information-en",
    "company-information-hu",
    "connected-app-en",
    "connected-apps-en",
    "connected-apps-hu",
    "connected-apps-letter",
    "connected-apps-pager",
    "connected-apps-usage-classic",
    "connected-apps-usage-en",
    "connected-apps-usage-hu",
    "connected-apps-usage-installed",
    "connected-apps-usage-ja",
    "connected-apps-usage-links",
    "connected-apps-usage-namesake",
    "connected-apps-usage-pager",
    "connected-apps-usage-viewer",
    "connected-apps-wrapped",
    "external-client-apps-en",
    "installed-packages-classic",
    "installed-packages-en",
    "installed-packages-hu",
    "installed-packages-ja",
    "installed-packages-letter",
    "installed-packages-namesake",
    "installed-packages-none",
    "installed-packages-one-list",
    "installed-packages-pager",
    "installed-packages-upgrade",
    "network-access-classic",
    "network-access-described",
    "network-access-en",
    "network-access-hu",
    "network-access-ja",
    "network-access-none",
    "network-access-pager",
    "network-access-viewer",
    "new-permission-set-en",
    "new-permission-set-hu",
    "new-permission-set-viewer",
    "package-install-en",
    "package-install-viewer",
    "permission-set-en",
    "permission-set-ja",
    "permission-sets-en",
    "permission-sets-hu",
    "permission-sets-loading",
    "permission-sets-wrapped",
    "profile-apps-edit-en",
    "profile-apps-en",
    "profile-apps-original",
    "profile-classes-edit-en",
    "profile-classes-edit-ja",
    "profile-classes-edit-locked",
    "profile-classes-en",
    "profile-classes-viewer",
    "profile-edit-en",
    "profile-login-ranges-en",
    "profile-login-ranges-none",
    "profile-object-form",
    "profile-object-hu",
    "profile-object-original-ja",
    "profile-object-viewer",
    "profile-objects-en",
    "profile-objects-original",
    "profile-original-en",
    "profile-original-hu",
    "profiles-en",
    "profiles-static-ja",
    "session-settings-changed",
    "session-settings-classic",
    "session-settings-disabled",
    "session-settings-en",
    "session-settings-error",
    "session-settings-hidden",
    "session-settings-hu",
    "session-settings-ja",
    "session-settings-labels",
    "session-settings-other-node",
    "session-settings-unsaid",
    "system-overview-en",
    "system-overview-ja",
    "system-permissions-edit-en",
    "system-permissions-edit-ja",
    "system-permissions-edit-managed",
    "system-permissions-en",
    "trusted-ip-range-en",
    "trusted-ip-range-hu",
    "user-edit-active",
    "user-edit-en",
    "user-edit-error",
    "user-edit-hu",
    "user-edit-ticked",
    "user-edit-viewer",
    "user-en",
    "user-hu",
    "user-without-sets",
    "users-en",
);
