//! Labels by which a thing is found where nothing but its label tells what it is.
//!
//! Only labels that a public source shows, each with that source. A language without a table stays without: then the page does not
//! decide. Labels are compared whole, white space folded; nothing here is ever matched in part.

use crate::evidence::Offer;

/// A label of a setting, in one language.
#[derive(Debug)]
pub struct Label {
    /// The setting, as the Metadata API's `SessionSettings` names it.
    pub setting: &'static str,
    /// The label.
    pub text: &'static str,
}

/// The labels known in one language.
#[derive(Debug)]
pub struct Labels {
    /// The language's primary subtag (BCP 47).
    pub language: &'static str,
    /// The boxes of Session Settings.
    pub session_settings: &'static [Label],
    /// What buttons and menus say for English words.
    pub buttons: &'static [(&'static str, &'static str)],
}

const fn label(setting: &'static str, text: &'static str) -> Label {
    Label { setting, text }
}

/// The boxes of Session Settings, English: Salesforce Help, Session Settings.
const ENGLISH: &[Label] = &[
    label("lockSessionsToIp", "Lock sessions to the IP address from which they originated"),
    label("lockSessionsToDomain", "Lock sessions to the domain in which they were first used"),
    label("enforceIpRangesEveryRequest", "Enforce login IP ranges on every request"),
    label("disableTimeoutWarning", "Disable session timeout warning popup"),
];

/// The same, Japanese: a public Java tool that documents orgs has the label above each getter of the Metadata API's `SessionSettings`, 2016.
const JAPANESE: &[Label] = &[
    label("disableTimeoutWarning", "セッションタイムアウト時の警告ポップアップを無効にする"),
    label("forceLogoutOnSessionTimeout", "セッションタイムアウト時に強制的にログアウト"),
    label("lockSessionsToIp", "ログイン時の IP アドレスとセッションをロックする"),
    label("lockSessionsToDomain", "セッションを最初に使用したドメインにセッションをロックする"),
    label("enforceIpRangesEveryRequest", "すべての要求でログイン IP アドレスの制限を適用"),
    label("forceRelogin", "ユーザとしてログインしてから再ログインを強制する"),
    label("enablePostForSessions", "クロスドメインセッションで POST 要求を使用"),
    label("enableSMSIdentity", "SMS による ID 確認を有効にする"),
    label("enableCacheAndAutocomplete", "ログインページでキャッシングとオートコンプリート機能を有効にする"),
];

/// Every language with labels.
pub const LANGUAGES: &[Labels] = &[
    Labels { language: "en", session_settings: ENGLISH, buttons: &[] },
    Labels { language: "ja", session_settings: JAPANESE, buttons: JAPANESE_BUTTONS },
];

/// Buttons and menus, Japanese, by their English words. The buttons that assign a permission set, Next, New and Edit: two vendors' help
/// pages on permission sets (bellFace, Tsubaiso). Edit Assignments: RaySheet's guide. Label: a consultant's guide
/// (Quartet Communications). The package installer's: two vendors' guides (Soasc, bellSalesAI).
const JAPANESE_BUTTONS: &[(&str, &str)] = &[
    ("Manage Assignments", "割り当ての管理"),
    ("Add Assignment", "割り当てを追加"),
    ("Next", "次へ"),
    ("Assign", "割り当て"),
    ("Done", "完了"),
    ("New", "新規"),
    ("Edit", "編集"),
    ("Edit Assignments", "割り当ての編集"),
    ("Label", "表示ラベル"),
    ("Install", "インストール"),
    ("Install for All Users", "すべてのユーザのインストール"),
];

/// What a button or a menu says for English words in a language; nothing where no source shows it. A page that does not say what language
/// it is in is taken for an English one.
#[must_use]
pub fn said<'w>(english: &'w str, language: &str) -> Option<&'w str> {
    let language = primary(language);
    if matches!(language.as_str(), "en" | "") {
        return Some(english);
    }
    let table = LANGUAGES.iter().find(|labels| labels.language == language)?;
    table.buttons.iter().find_map(|(words, text)| (*words == english).then_some(*text))
}

/// Header of the licence status column of Installed Packages, English (Salesforce Help, View Installed Package Details).
pub const STATUS: &str = "Status";

/// The link in a row of Installed Packages whose publisher recommends another version, English
/// (Second-Generation Managed Packaging, Recommend a Specific Package Version to Your Subscribers).
pub const UPGRADE: &str = "Upgrade to Recommended Version";

/// The button on a permission set's page that leads to its assignments, English (Salesforce Help, Manage Permission Set Assignments).
pub const MANAGE_ASSIGNMENTS: &[&str] = &["Manage Assignments"];

/// The buttons of Manage Assignments, one screen after the other, English (same page; older texts have the plural of the first).
pub const ADD_ASSIGNMENT: &[&str] = &["Add Assignment", "Add Assignments"];
/// See [`ADD_ASSIGNMENT`].
pub const NEXT: &[&str] = &["Next"];
/// See [`ADD_ASSIGNMENT`].
pub const ASSIGN: &[&str] = &["Assign"];
/// See [`ADD_ASSIGNMENT`].
pub const DONE: &[&str] = &["Done"];

/// What a row of Connected Apps OAuth Usage offers, by language. English: Salesforce Help (Manage Current OAuth Connected App Sessions),
/// ISVforce Guide (Monitor Usage for an OAuth Connected App), and for the policies several vendors' guides. Japanese: two vendors' guides.
pub const OFFERS: &[(&str, &str, Offer)] = &[
    ("en", "Install", Offer::Install),
    ("en", "Uninstall", Offer::Uninstall),
    ("en", "Manage App Policies", Offer::Policies),
    ("en", "Block", Offer::Block),
    ("en", "Unblock", Offer::Unblock),
    ("ja", "インストール", Offer::Install),
];
/// Headers of App Manager, English. "Developer Name": public page tests; "App Type": ASSUMPTION, from use of the page.
pub const DEVELOPER_NAME: &str = "Developer Name";
/// See [`DEVELOPER_NAME`].
pub const APP_TYPE: &str = "App Type";

/// The boxes that make an app visible to a profile, English (Salesforce Help, View and Edit Assigned Apps in Profiles).
///
/// ASSUMPTION: the edit page of a Classic app has the same word over its boxes.
pub const VISIBLE: &str = "Visible";

/// The calls of the last day on Company Information and System Overview, English (several vendors' guides).
pub const API_REQUESTS: &str = "API Requests, Last 24 Hours";

/// The button that edits a section of a profile or permission set, English (Salesforce Help, Set Apex Class Access).
pub const EDIT: &[&str] = &["Edit"];

/// Rows of a permission set's detail, English. The box: Salesforce Help, Session-Based Permission Sets.
///
/// ASSUMPTION: the detail has that box's label, and the one that the Object Reference gives `NamespacePrefix`.
pub const SESSION_ACTIVATION: &str = "Session Activation Required";
/// See [`SESSION_ACTIVATION`].
pub const NAMESPACE_PREFIX: &str = "Namespace Prefix";

/// The columns of a profile's login ranges, English (Salesforce Help, Restrict Login IP Ranges in the Enhanced Profile User Interface).
pub const RANGE_COLUMNS: [&str; 2] = ["IP Start Address", "IP End Address"];

/// Rows of a user's detail, English (Salesforce Help, User Fields).
pub const ACTIVE: &str = "Active";
/// See [`ACTIVE`].
pub const USER_LICENSE: &str = "User License";

/// English labels of system permissions, by the name that the API's `PermissionSet` gives each after `Permissions`: Salesforce Help, User
/// Permissions.
pub const PERMISSIONS: &[Label] = &[
    label("ApiEnabled", "API Enabled"),
    label("CanApproveUninstalledApps", "Approve Uninstalled Connected Apps"),
    label("ChangeDashboardColors", "Change Dashboard Colors"),
    label("CustomizeApplication", "Customize Application"),
    label("ModifyAllData", "Modify All Data"),
    label("ViewAllData", "View All Data"),
    label("ViewSetup", "View Setup and Configuration"),
    label("AuthorApex", "Author Apex"),
    label("AssignPermissionSets", "Assign Permission Sets"),
    label("ManageProfilesPermissionsets", "Manage Profiles and Permission Sets"),
    label("ManageRemoteAccess", "Manage Connected Apps"),
    label("InstallPackaging", "Download AppExchange Packages"),
];

/// What is known of the language a page is written in, by its `<html lang>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// In English.
    English,
    /// In another language.
    Otherwise,
    /// The page does not say.
    Unsaid,
}

/// Reads a `lang` attribute.
#[must_use]
pub fn written(lang: &str) -> Written {
    match primary(lang).as_str() {
        "" => Written::Unsaid,
        "en" => Written::English,
        _ => Written::Otherwise,
    }
}

/// The primary subtag of a language tag, in lower case. Salesforce's own codes have `_` where tags have `-`.
#[must_use]
pub fn primary(lang: &str) -> String {
    let subtag = lang.trim().split('-').next().unwrap_or_default();
    subtag.split('_').next().unwrap_or_default().to_ascii_lowercase()
}

/// White space folded to single blanks, none around.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::requirement::session_setting::SETTINGS;
    use std::collections::BTreeSet;

    #[test]
    fn a_label_names_one_setting_and_is_written_folded() {
        for language in LANGUAGES {
            let texts: BTreeSet<&str> = language.session_settings.iter().map(|label| label.text).collect();
            assert_eq!(texts.len(), language.session_settings.len(), "{}", language.language);
            for label in language.session_settings {
                assert!(SETTINGS.contains(&label.setting), "{}", label.setting);
                assert_eq!(folded(label.text), label.text);
            }
        }
    }

    #[test]
    fn a_button_is_called_by_one_name_in_a_language() {
        for language in LANGUAGES {
            let words: BTreeSet<&str> = language.buttons.iter().map(|(words, _)| *words).collect();
            let texts: BTreeSet<&str> = language.buttons.iter().map(|(_, text)| *text).collect();
            assert_eq!((words.len(), texts.len()), (language.buttons.len(), language.buttons.len()));
        }
        for (language, text) in [
            ("en-US", Some("Next")),
            ("", Some("Next")),
            ("ja", Some("次へ")),
            ("ja-JP", Some("次へ")),
            ("hu", None),
        ] {
            assert_eq!(said("Next", language), text, "{language}");
        }
    }

    #[test]
    fn languages_are_told_by_their_primary_subtag() {
        for (lang, expected) in [
            ("en-US", Written::English),
            ("EN", Written::English),
            ("ja", Written::Otherwise),
            ("pt_BR", Written::Otherwise),
            ("", Written::Unsaid),
        ] {
            assert_eq!(written(lang), expected, "{lang}");
        }
    }

    #[test]
    fn folding_takes_every_white_space() {
        assert_eq!(folded("\u{a0} a\n\t b\u{3000}c "), "a b c");
    }
}
