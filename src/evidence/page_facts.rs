//! What a place's page showed, in the place's own terms.

use super::{Inputs, Moment, Ordered, Reason, UsedApp};
use serde::{Deserialize, Serialize};

/// A page as it was read once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The document it was read in: a random name that no other document has.
    pub document: String,
    /// When the document's request left. For a page that Lightning draws itself: when this content was first seen.
    pub loaded_at: Moment,
    /// What it says.
    pub facts: PageFacts,
}

/// What a page says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageFacts {
    /// Whether the page shows an error: then what its form holds was submitted but not saved.
    pub error: bool,
    /// What is on it, or why that cannot be read.
    pub seen: Result<Seen, Reason>,
}

/// What is on a page, by place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Seen {
    /// Session Settings: boxes by the name the Metadata API gives the setting.
    SessionSettings {
        /// The boxes whose setting is certain.
        boxes: Ordered<String, BoxSeen>,
        /// The page's language where it has no table of labels.
        unlabelled: Option<String>,
    },
    /// Installed Packages.
    InstalledPackages {
        /// The rows of the upper list.
        packages: Vec<PackageSeen>,
        /// Whether the list shows all there are.
        whole: bool,
    },
    /// The list of permission sets.
    PermissionSets {
        /// Its rows.
        sets: Vec<SetSeen>,
        /// Whether the list shows all there are.
        whole: bool,
    },
    /// The form of a new permission set, which says nothing of those there are.
    NewPermissionSet,
    /// One permission set's own page, which says nothing of its assignments.
    PermissionSet {
        /// The namespace of the package it is from, where the page says that or that it is from none.
        namespace: Option<String>,
        /// Whether a session must activate it before it works.
        activation: Option<bool>,
    },
    /// Who holds a set: texts of the rows' cells, one list per row.
    Assignments {
        /// Cells by row.
        rows: Vec<Vec<String>>,
    },
    /// A screen on which a set is assigned, which says nothing of who holds it.
    Assigning,
    /// The list of profiles.
    Profiles {
        /// Its rows.
        profiles: Vec<SetSeen>,
        /// Whether the list shows all there are.
        whole: bool,
    },
    /// A profile's page or one of its sections: what of these is on it.
    Profile {
        /// Names of Apex classes: they are enabled.
        classes: Vec<String>,
        /// Login ranges.
        ranges: Vec<RangeSeen>,
        /// Whether these are all ranges. That there are none is not known from every page.
        whole: bool,
    },
    /// The Apex classes that a profile's editor offers, by name: ticked are those on the side of the enabled.
    ProfileClasses {
        /// What is saved is as at the first reading of the document.
        classes: Ordered<String, BoxSeen>,
    },
    /// The list of users.
    Users {
        /// Its rows.
        users: Vec<UserSeen>,
        /// Whether the list shows all there are.
        whole: bool,
    },
    /// One user's page.
    User {
        /// Whether the user is active.
        active: Option<bool>,
        /// The e-mail address.
        email: Option<String>,
        /// The profile.
        profile: Option<SetSeen>,
        /// The name of the licence.
        licence: Option<String>,
        /// All values of the detail, the name for login among them.
        texts: Vec<String>,
        /// The permission sets assigned to the user.
        sets: Vec<SetSeen>,
        /// Whether there are sets, and these are all.
        whole: bool,
    },
    /// Where a user is edited, which says nothing that is known to be of that user.
    UserEdit,
    /// A permission set's system permissions, by the names the API has after `Permissions`.
    SystemPermissions {
        /// The boxes whose permission is certain.
        boxes: Ordered<String, BoxSeen>,
        /// The page's language where it has no labels.
        unlabelled: Option<String>,
    },
    /// Network Access.
    TrustedIpRanges {
        /// The ranges of the rows that could be read.
        ranges: Vec<RangeSeen>,
        /// Whether these are all there are.
        whole: bool,
    },
    /// The form of a new trusted IP range, which says nothing of those there are.
    TrustedIpRange,
    /// App Manager. Its list grows while it is scrolled, so that what is not on it proves nothing.
    Apps {
        /// Its rows.
        apps: Vec<AppSeen>,
    },
    /// Which profiles see a Classic app.
    AppEdit {
        /// The rows that could be read.
        profiles: Vec<ProfileSeen>,
        /// Whether these are all there are.
        whole: bool,
    },
    /// The dual list that is open in the Lightning App Builder: of profiles, or of what else an app has.
    AppBuilder {
        /// What can be chosen.
        available: Vec<String>,
        /// What is chosen.
        selected: Vec<String>,
        /// What was chosen at the first reading of the document, where that is known.
        saved: Option<Vec<String>>,
        /// Whether this user may change it.
        enabled: bool,
    },
    /// Company Information.
    Company {
        /// The organization's id.
        organization: String,
        /// Its edition, as `Organization.OrganizationType` has it.
        edition: Option<String>,
        /// The calls of the last 24 hours.
        calls: Option<CallsSeen>,
    },
    /// System Overview.
    Overview {
        /// The calls of the last 24 hours.
        calls: CallsSeen,
    },
    /// Connected Apps OAuth Usage.
    ConnectedAppsUsage {
        /// Its rows.
        apps: Vec<UsedApp>,
        /// Whether these are all there are.
        whole: bool,
        /// The page's language, whose words may not be known.
        language: String,
    },
    /// The page that installs a package, which says nothing of what is installed.
    PackageInstall,
    /// External Client App Manager, of which nothing is read.
    ExternalClientApps,
    /// The page that asks before an app is installed. It is for the admin to read.
    AppApproval,
    /// One connected app's page, of which nothing is read.
    ConnectedApp,
    /// Manage Connected Apps: the names of the apps that are installed or made here.
    ConnectedApps {
        /// By row.
        names: Vec<String>,
        /// Whether these are all there are.
        whole: bool,
    },
}

/// A checkbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoxSeen {
    /// As the page was sent.
    pub saved: bool,
    /// As it is now.
    pub shown: bool,
    /// Whether this user may change it.
    pub enabled: bool,
}

/// A row of Installed Packages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageSeen {
    /// Package name.
    pub name: String,
    /// Version number.
    pub version: String,
    /// All cells after the name, in order.
    pub cells: Vec<String>,
    /// The cell under "Status", where that column was found by a proven label.
    pub status: Option<String>,
    /// Whether the row offers an upgrade that the publisher recommends. That it does not proves nothing.
    pub upgrade: bool,
}

/// A record that a page links to: a permission set or a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetSeen {
    /// Its label.
    pub label: String,
    /// Its record id, where the row's link says so.
    pub record: Option<String>,
}

/// A row of the list of users.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserSeen {
    /// The user's record id.
    pub record: String,
    /// The texts of its cells.
    pub cells: Vec<String>,
}

/// A row of Network Access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RangeSeen {
    /// First address, as the page writes it.
    pub start: String,
    /// Last address.
    pub end: String,
}

/// What sort of app a row of App Manager is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppType {
    /// A Classic app.
    Classic,
    /// A Lightning app.
    Lightning,
    /// A connected app.
    Connected,
}

/// A row of App Manager.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppSeen {
    /// Its name.
    pub name: String,
    /// Its developer name.
    pub developer_name: String,
    /// Its type, where the page's word for it is known.
    pub app_type: Option<AppType>,
}

/// A profile's row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileSeen {
    /// Its name.
    pub name: String,
    /// Whether the app is visible to it.
    pub visible: BoxSeen,
}

/// Calls of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallsSeen {
    /// How many were made.
    pub used: u64,
    /// How many are allowed.
    pub max: u64,
}

impl PageFacts {
    /// With what the first reading of the same document showed as what is saved, where the page itself does not tell the two apart.
    #[must_use]
    pub fn since(mut self, first: &PageFacts) -> Self {
        if let (
            Ok(Seen::AppBuilder { available, selected, saved, .. }),
            Ok(Seen::AppBuilder { available: then_available, selected: then, .. }),
        ) = (&mut self.seen, &first.seen)
        {
            // Another part of the app may be open now: only entries that were there count.
            let known = |name: &String| then_available.contains(name) || then.contains(name);
            if selected.iter().chain(available.iter()).all(known) {
                *saved = Some(then.clone());
            }
        }
        if let (Ok(Seen::ProfileClasses { classes }), Ok(Seen::ProfileClasses { classes: then })) =
            (&mut self.seen, &first.seen)
        {
            for (name, seen) in classes.iter_mut() {
                seen.saved = then.get(name).map_or(seen.saved, |then| then.saved);
            }
        }
        self
    }

    /// Without what pages tell of people whom no checklist is about.
    pub fn forget_others(&mut self, inputs: &Inputs) {
        match &mut self.seen {
            Ok(Seen::Users { users, whole }) => {
                for user in users.iter_mut() {
                    user.cells.retain(|cell| inputs.have(cell));
                }
                let all = users.len();
                users.retain(|user| !user.cells.is_empty());
                *whole &= users.len() == all;
            }
            Ok(Seen::Assignments { rows }) => {
                for row in rows.iter_mut() {
                    row.retain(|cell| inputs.have(cell));
                }
                rows.retain(|row| !row.is_empty());
            }
            Ok(Seen::User { texts, email, .. }) => {
                texts.retain(|text| inputs.have(text));
                *email = None;
            }
            _ => {}
        }
    }

    /// Whether something may stand there that is not saved: also where what reads the page stopped, and nobody knows.
    #[must_use]
    pub fn may_be_unsaved(&self) -> bool {
        matches!(self.seen, Err(Reason::Fault(_))) || self.is_unsaved()
    }

    /// Whether the page shows something that is not saved, or says that saving failed.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        let Ok(seen) = &self.seen else { return false };
        let differs = |seen: &BoxSeen| seen.saved != seen.shown;
        match seen {
            Seen::SessionSettings { boxes, .. } | Seen::SystemPermissions { boxes, .. } => {
                self.error || boxes.values().any(differs)
            }
            Seen::ProfileClasses { classes } => self.error || classes.iter().any(|(_, seen)| differs(seen)),
            Seen::AppEdit { profiles, .. } => {
                self.error || profiles.iter().any(|profile| differs(&profile.visible))
            }
            Seen::AppBuilder { selected, saved: Some(saved), .. } => selected != saved,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_people_whom_no_checklist_is_about_nothing_is_kept() {
        let inputs = Inputs(Ordered::from([("c/who".to_owned(), vec!["raj@acme.example".to_owned()])]));
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let row = |cells: &[&str]| UserSeen { record: cells.concat(), cells: texts(cells) };
        let users = vec![row(&["Rep", "Raj@acme.example"]), row(&["Ops", "omar@acme.example"])];
        let user = |email: Option<&str>, said: &[&str]| Seen::User {
            active: Some(true),
            email: email.map(str::to_owned),
            profile: None,
            licence: None,
            texts: texts(said),
            sets: vec![],
            whole: true,
        };
        for (seen, kept) in [
            (
                Seen::Users { users, whole: true },
                Seen::Users {
                    users: vec![UserSeen {
                        record: "RepRaj@acme.example".into(),
                        cells: texts(&["Raj@acme.example"]),
                    }],
                    whole: false,
                },
            ),
            (
                Seen::Assignments {
                    rows: vec![texts(&["Omar", "omar@acme.example"]), texts(&["raj@acme.example"])],
                },
                Seen::Assignments { rows: vec![texts(&["raj@acme.example"])] },
            ),
            (
                user(Some("raj@acme.example"), &["Raj", "+1 555", "raj@acme.example"]),
                user(None, &["raj@acme.example"]),
            ),
        ] {
            let mut facts = PageFacts { error: false, seen: Ok(seen) };
            facts.forget_others(&inputs);
            assert_eq!(facts.seen, Ok(kept));
        }
    }
}
