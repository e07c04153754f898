//! What to touch, as an order, and what happens then.

use crate::{
    evidence::Value,
    page::labels::{LANGUAGES, PERMISSIONS, primary},
    requirement::Control,
    setup::Place,
};

/// The page's own words, as far as they are known.
#[derive(Debug, Clone, Copy, Default)]
pub struct PageWords<'p> {
    /// The language the page is written in; empty where it does not say.
    pub language: &'p str,
    /// What its Save button says.
    pub save: Option<&'p str>,
}

/// The label of a setting's box in the page's language, where it is proven.
fn label(setting: &str, language: &str) -> Option<&'static str> {
    let language = primary(language);
    let table = LANGUAGES.iter().find(|labels| labels.language == language)?;
    table.session_settings.iter().find_map(|label| (label.setting == setting).then_some(label.text))
}

/// English labels without a source that proves them: only ever shown, never looked for.
fn likely_english(setting: &str) -> Option<&'static str> {
    Some(match setting {
        "forceLogoutOnSessionTimeout" => "Force logout on session timeout",
        "forceRelogin" => "Force relogin after Login-As-User",
        "enablePostForSessions" => "Use POST requests for cross-domain sessions",
        "enableSMSIdentity" => "Enable the SMS method of identity confirmation",
        "enableCacheAndAutocomplete" => "Enable caching and autocomplete on login page",
        _ => return None,
    })
}

/// The box as the page names it; else as it is named in English, and said to be.
fn quoted_box(setting: &str, language: &str) -> String {
    if let Some(label) = label(setting, language) {
        return format!("“{label}”");
    }
    let english = label_in_english(setting);
    match primary(language).as_str() {
        "en" | "" => format!("“{english}”"),
        _ => format!("“{english}” (its English label)"),
    }
}

fn label_in_english(setting: &str) -> &str {
    label(setting, "en").or_else(|| likely_english(setting)).unwrap_or(setting)
}

/// A system permission's English label.
fn permission_label(permission: &str) -> &str {
    PERMISSIONS.iter().find(|label| label.setting == permission).map_or(permission, |label| label.text)
}

/// What to do, as an order.
#[must_use]
pub fn order(control: &Control, wanted: &Value, page: PageWords<'_>) -> String {
    let save = page
        .save
        .filter(|label| !label.is_empty())
        .map_or_else(|| "Save".to_owned(), |label| format!("“{label}”"));
    match control {
        Control::SettingBox(setting) => {
            let verb = if *wanted == Value::Ticked(true) { "Tick" } else { "Untick" };
            format!("{verb} {}, then press {save}.", quoted_box(setting, page.language))
        }
        Control::PackageRow { name, .. } => format!("Look at the row “{name}”."),
        Control::SetLink(label) => format!("Open “{label}”."),
        Control::ManageAssignments => "Press “Manage Assignments”.".to_owned(),
        Control::AddAssignment => {
            "Press “Add Assignment”, choose the users, then press Next and Assign.".to_owned()
        }
        Control::Save => format!("Press {save}, so that your change counts."),
        Control::NewRange => "Press “New”.".to_owned(),
        Control::RangeFields => format!("Fill in both addresses, then press {save}."),
        Control::AppMenu(name) => format!("Open the menu of “{name}”, then choose Edit."),
        Control::AppProfiles(names) => {
            format!("Make the app visible to {}, then press {save}.", quoted_list(names))
        }
        Control::ProfileLink(name) | Control::UserLink(name) => format!("Open “{name}”."),
        Control::EditClasses => "Press “Edit” beside the Apex classes.".to_owned(),
        Control::Classes { .. } => {
            format!("Choose the classes on the left, press the arrow to the right, then press {save}.")
        }
        Control::NewLoginRange => "Add a login range for each address.".to_owned(),
        Control::EditUser => "Press “Edit”.".to_owned(),
        Control::EditAssignments => "Press “Edit Assignments”.".to_owned(),
        Control::EditPermissions => "Press “Edit”.".to_owned(),
        Control::PermissionBox(permission) => {
            format!("Tick “{}”, then press {save}.", permission_label(permission))
        }
    }
}

/// Names in quotes, one after the other.
fn quoted_list(names: &[String]) -> String {
    let mut list = String::new();
    for name in names {
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push('“');
        list.push_str(name);
        list.push('”');
    }
    if list.is_empty() { "the right profiles".to_owned() } else { list }
}

/// What acts without a Save.
#[must_use]
pub fn acts_at_once(control: &Control) -> Option<&'static str> {
    match control {
        Control::PackageRow { .. } => Some("The links in this row act at once; there is no Save."),
        Control::AddAssignment => Some("“Assign” acts at once; there is no Save."),
        Control::Save => Some("Save puts all changes on this page into effect."),
        Control::SettingBox(_)
        | Control::SetLink(_)
        | Control::ManageAssignments
        | Control::NewRange
        | Control::RangeFields
        | Control::AppMenu(_)
        | Control::AppProfiles(_)
        | Control::ProfileLink(_)
        | Control::EditClasses
        | Control::Classes { .. }
        | Control::NewLoginRange
        | Control::UserLink(_)
        | Control::EditUser
        | Control::EditAssignments
        | Control::EditPermissions
        | Control::PermissionBox(_) => None,
    }
}

/// How many rings are drawn.
#[must_use]
pub fn ringed(rings: usize) -> String {
    if rings == 1 {
        "It is ringed on the page.".to_owned()
    } else {
        format!("{rings} places on the page are ringed.")
    }
}

/// The page is asked where the control is.
#[must_use]
pub fn looking() -> &'static str {
    "Looking for it on the page."
}

/// No ring can be drawn.
#[must_use]
pub fn not_shown() -> &'static str {
    "It can't be shown on this page."
}

/// The control is there, but this user may not change it.
#[must_use]
pub fn may_not_change(place: Place) -> String {
    format!("You can see this but not change it: it takes “{}”.", place.row().to_change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::requirement::session_setting::SETTINGS;

    #[test]
    fn a_box_is_named_by_the_label_of_the_page() {
        let lock = Control::SettingBox("lockSessionsToIp");
        let ip = "Lock sessions to the IP address from which they originated";
        for (language, save, wanted, told) in [
            ("en-US", None, false, format!("Untick “{ip}”, then press Save.")),
            (
                "ja",
                Some("保存"),
                true,
                "Tick “ログイン時の IP アドレスとセッションをロックする”, then press “保存”.".to_owned(),
            ),
            (
                "nl",
                Some("Opslaan"),
                false,
                format!("Untick “{ip}” (its English label), then press “Opslaan”."),
            ),
            ("", Some(""), false, format!("Untick “{ip}”, then press Save.")),
        ] {
            assert_eq!(order(&lock, &Value::Ticked(wanted), PageWords { language, save }), told);
        }
    }

    #[test]
    fn an_app_is_made_visible_to_the_profiles_that_are_named() {
        let page = PageWords { language: "en", save: Some("Save") };
        for (names, told) in [
            (vec!["Rep", "Ops"], "Make the app visible to “Rep”, “Ops”, then press “Save”."),
            (vec![], "Make the app visible to the right profiles, then press “Save”."),
        ] {
            let names = names.into_iter().map(str::to_owned).collect();
            assert_eq!(order(&Control::AppProfiles(names), &Value::Present, page), told);
        }
    }

    #[test]
    fn every_setting_has_an_english_label() {
        for setting in SETTINGS {
            assert_ne!(label_in_english(setting), setting);
        }
    }
}
