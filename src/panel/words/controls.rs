//! What to touch, as an order, and what happens then.

use super::access;
use crate::{
    evidence::Value,
    page::labels::{LANGUAGES, PERMISSIONS, primary, said},
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
    let proven = label(setting, language);
    let is_english = matches!(primary(language).as_str(), "en" | "");
    let note = if proven.is_some() || is_english { "" } else { ENGLISH_ONLY };
    [&in_quotes(proven.unwrap_or_else(|| label_in_english(setting))), note].concat()
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
    let (words, name) = match control {
        Control::SettingBox(setting) => {
            let ticks = *wanted == Value::Ticked(true);
            let words = if ticks { "Tick ||, then press |Save|." } else { "Untick ||, then press |Save|." };
            (words, quoted_box(setting, page.language))
        }
        Control::PackageRow { name, .. } => ("Look at the row ||.", in_quotes(name)),
        Control::SetLink(name)
        | Control::ProfileLink(name)
        | Control::UserLink(name)
        | Control::AppLink(name) => ("Open ||.", in_quotes(name)),
        Control::NewSet(label) => ("Press |New| to make ||.", in_quotes(label)),
        // No source names its fields.
        Control::SaveSet(label) => (
            "Enter || as |Label|, leave the licence as it is, then press |Save|. The vendor's list says which permissions to add.",
            in_quotes(label),
        ),
        // No source gives the address that it leads to in Classic, so the order says it to the end.
        Control::ManageAssignments(users) => (
            "Press |Manage Assignments|, then |Add Assignment|, tick ||, and press |Assign|.",
            quoted_list(users, "the users"),
        ),
        Control::Assign(users) => (
            "Press |Add Assignment|, tick ||, then press |Next|, |Assign| and |Done|.",
            quoted_list(users, "the users"),
        ),
        Control::Save => ("Press |Save|, so that your change counts.", String::new()),
        Control::NewRange => ("Press |New|.", String::new()),
        Control::RangeFields => ("Fill in both addresses, then press |Save|.", String::new()),
        Control::AppMenu(name) => ("Open the menu of ||, then choose |Edit|.", in_quotes(name)),
        Control::AppProfiles(names) => {
            ("Make the app visible to ||, then press |Save|.", quoted_list(names, "the right profiles"))
        }
        Control::EditClasses => ("Press |Edit| beside the Apex classes.", String::new()),
        Control::Classes { .. } => (
            "Choose the classes on the left, press the arrow to the right, then press |Save|.",
            String::new(),
        ),
        _ => order_of_installing(control).unwrap_or_else(|| order_of_access(control, page)),
    };
    filled(words, &name, page)
}

/// The same of what installs apps and packages.
fn order_of_installing(control: &Control) -> Option<(&'static str, String)> {
    Some(match control {
        Control::InstallApp(name) => {
            ("Press |Install| in the row ||. The next page asks again.", in_quotes(name))
        }
        // Nobody vouches for a name that was entered.
        Control::InstallNamed(name) => (
            "Find || in the list. Compare its users and its first use with your own attempt. Only if they fit, press |Install| in its row. The next page asks again.",
            in_quotes(name),
        ),
        Control::UpgradeLink { name, .. } => (
            "Press |Upgrade to Recommended Version| in the row ||; where it is not offered, compare the version with AppExchange.",
            in_quotes(name),
        ),
        Control::InstallPackage => (
            "Compare the package and its publisher with what the vendor says. Only if it is that package, press |Install|.",
            String::new(),
        ),
        Control::AllUsers => (
            "Compare the package and its publisher with what the vendor says. Then choose |Install for All Users| and press |Install|.",
            String::new(),
        ),
        Control::ApproveApp(name) => (
            "Compare what this page says with what the vendor of || says. Only if it is that app, press |Install|.",
            in_quotes(name),
        ),
        _ => return None,
    })
}

/// The same of what gives users and profiles access.
fn order_of_access(control: &Control, page: PageWords<'_>) -> (&'static str, String) {
    match control {
        Control::NewLoginRange => ("Add a login range for each address.", String::new()),
        Control::EditUser | Control::EditPermissions => ("Press |Edit|.", String::new()),
        Control::ActiveBox => ("Tick |Active|, then press |Save|.", String::new()),
        Control::EditAssignments => ("Press |Edit Assignments|.", String::new()),
        Control::PermissionBoxes(names) => {
            let labels: Vec<String> = names.iter().map(|name| permission_label(name).to_owned()).collect();
            ("Tick ||, then press |Save|.", quoted_list(&labels, "the permissions"))
        }
        Control::ObjectPages { objects, fields } => {
            (access::way(*fields), access::listed(objects, page.language))
        }
        Control::PermitProfiles { app, profiles } => {
            let name = [&in_quotes(app), ", tick ", &quoted_list(profiles, "the right profiles")].concat();
            (
                "Press |Manage Profiles| on the page of ||, then press |Save| and check with the API. Or add a permission set that they hold.",
                name,
            )
        }
        Control::FormBoxes { boxes, of } => (
            "On the form that |Edit| opens, tick ||, then press |Save|.",
            access::boxes(boxes, of, page.language),
        ),
        _ => ("", String::new()),
    }
}

/// Words in which `|…|` is what a button or an entry of the page says, and `||` is the name.
fn filled(words: &str, name: &str, page: PageWords<'_>) -> String {
    let mut text = String::new();
    for (at, part) in words.split('|').enumerate() {
        match (at % 2, part) {
            (0, _) => text.push_str(part),
            (_, "") => text.push_str(name),
            (_, "Save") => match page.save {
                None | Some("") => text.push_str("Save"),
                Some(label) => text.push_str(&in_quotes(label)),
            },
            (_, label) => {
                let known = said(label, page.language);
                text.push_str(&in_quotes(known.unwrap_or(label)));
                if known.is_none() {
                    text.push_str(ENGLISH_ONLY);
                }
            }
        }
    }
    text
}

/// What is said of words that the page has in another language.
const ENGLISH_ONLY: &str = " (its English label)";

pub(super) fn in_quotes(text: &str) -> String {
    ["“", text, "”"].concat()
}

/// Names in quotes, one after the other; other words where there are none.
fn quoted_list(names: &[String], otherwise: &str) -> String {
    let list = listed(names.iter().map(String::as_str));
    if list.is_empty() { otherwise.to_owned() } else { list }
}

/// Names in quotes, one after the other.
pub(super) fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut list = String::new();
    for name in names {
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(&in_quotes(name));
    }
    list
}

/// What acts without a Save.
#[must_use]
pub fn acts_at_once(control: &Control) -> Option<&'static str> {
    match control {
        Control::PackageRow { .. } => Some("The links in this row act at once; there is no Save."),
        Control::Assign(_) => Some("“Assign” acts at once; there is no Save."),
        Control::UpgradeLink { .. } => Some("The page that it leads to asks before it installs."),
        Control::InstallApp(_) | Control::InstallNamed(_) => {
            Some("“Block” and “Uninstall” beside it act at once; leave them alone.")
        }
        Control::AllUsers | Control::InstallPackage => Some("Install acts at once; there is no Save."),
        Control::ApproveApp(_) => Some("It acts at once; there is no Save."),
        Control::Save => Some("Save puts all changes on this page into effect."),
        Control::SettingBox(_)
        | Control::SetLink(_)
        | Control::NewSet(_)
        | Control::SaveSet(_)
        | Control::ManageAssignments(_)
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
        | Control::ActiveBox
        | Control::EditAssignments
        | Control::EditPermissions
        | Control::PermissionBoxes(_)
        | Control::ObjectPages { .. }
        | Control::AppLink(_)
        | Control::PermitProfiles { .. }
        | Control::FormBoxes { .. } => None,
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

/// What is to be touched is for a person to find or to judge.
#[must_use]
pub fn by_hand() -> &'static str {
    "Nothing is ringed here: this part is yours."
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
    fn buttons_are_named_by_the_words_of_the_page_else_by_english_ones_that_are_said_to_be() {
        for (language, told) in [
            ("en-US", "Press “Add Assignment”, tick “r@a”, “o@a”, then press “Next”, “Assign” and “Done”."),
            ("", "Press “Add Assignment”, tick “r@a”, “o@a”, then press “Next”, “Assign” and “Done”."),
            ("ja", "Press “割り当てを追加”, tick “r@a”, “o@a”, then press “次へ”, “割り当て” and “完了”."),
            (
                "hu",
                "Press “Add Assignment” (its English label), tick “r@a”, “o@a”, then press “Next” (its English label), “Assign” (its English label) and “Done” (its English label).",
            ),
        ] {
            let page = PageWords { language, save: None };
            let assign = Control::Assign(vec!["r@a".into(), "o@a".into()]);
            assert_eq!(order(&assign, &Value::Present, page), told, "{language}");
        }
    }

    #[test]
    fn a_name_is_no_label_of_the_page() {
        let page = PageWords { language: "ja", save: None };
        let install = Control::InstallApp("Install".to_owned());
        let told = "Press “インストール” in the row “Install”. The next page asks again.";
        assert_eq!(order(&install, &Value::Present, page), told);
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
    fn objects_and_boxes_are_named_as_their_pages_name_them_in_english() {
        let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        let objects =
            Control::FormBoxes { boxes: texts(&["Read", "Edit"]), of: texts(&["Lead", "Score__c"]) };
        let field = Control::FormBoxes { boxes: texts(&["Edit Access"]), of: texts(&["Score__c"]) };
        let form = "On the form that “Edit” opens,";
        for (control, language, told) in [
            (&objects, "en", format!("{form} tick “Read”, “Edit” for “Leads”, “Score__c”, then press “Save”.")),
            (
                &objects,
                "ja",
                "On the form that “編集” opens, tick “Read”, “Edit” (in English) for “Leads”, “Score__c” (in English), then press “Save”."
                    .to_owned(),
            ),
            (&field, "en", format!("{form} tick “Edit Access” for “Score__c”, then press “Save”.")),
        ] {
            let page = PageWords { language, save: Some("Save") };
            assert_eq!(order(control, &Value::Present, page), told, "{language}");
        }
    }

    #[test]
    fn every_setting_has_an_english_label() {
        for setting in SETTINGS {
            assert_ne!(label_in_english(setting), setting);
        }
    }
}
