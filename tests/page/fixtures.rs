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
    /// Which place it is meant to be, what it shows, and what is clicked before it is collected.
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
    "assignments-adding",
    "assignments-en",
    "assignments-ja",
    "assignments-loading",
    "assignments-shadow",
    "installed-packages-classic",
    "installed-packages-en",
    "installed-packages-hu",
    "installed-packages-ja",
    "installed-packages-letter",
    "installed-packages-namesake",
    "installed-packages-none",
    "installed-packages-one-list",
    "installed-packages-pager",
    "network-access-classic",
    "network-access-described",
    "network-access-en",
    "network-access-hu",
    "network-access-ja",
    "network-access-none",
    "network-access-pager",
    "network-access-viewer",
    "permission-set-en",
    "permission-set-ja",
    "permission-sets-en",
    "permission-sets-hu",
    "permission-sets-loading",
    "permission-sets-wrapped",
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
    "trusted-ip-range-en",
    "trusted-ip-range-hu",
);
