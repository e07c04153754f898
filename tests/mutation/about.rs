//! What a requirement or a control is about on a page: told by the words that a person would look for, and by none of the readers.

use orgready::{page::find::saves, requirement::Control};
use serde_json::Value;
use std::net::IpAddr;

/// How a thing on a page is known to be what a requirement is about.
#[derive(Debug)]
pub enum About {
    /// By one of these texts. It alone decides.
    Named(Vec<String>),
    /// The same of a box.
    Box(Vec<String>),
    /// The same on a page that never says who is not there.
    Holder(Vec<String>),
    /// By its two addresses.
    Addresses,
    /// All things together decide.
    All,
    /// Whatever the value is, it holds.
    Any(Vec<String>),
    /// What its parts are about, one by one.
    Parts(Vec<About>),
}

const LABELS: &[(&str, &[&str])] = &[
    (
        "lockSessionsToIp",
        &[
            "Lock sessions to the IP address from which they originated",
            "ログイン時の IP アドレスとセッションをロックする",
        ],
    ),
    (
        "lockSessionsToDomain",
        &[
            "Lock sessions to the domain in which they were first used",
            "セッションを最初に使用したドメインにセッションをロックする",
        ],
    ),
    (
        "enforceIpRangesEveryRequest",
        &["Enforce login IP ranges on every request", "すべての要求でログイン IP アドレスの制限を適用"],
    ),
    ("forceRelogin", &["ユーザとしてログインしてから再ログインを強制する"]),
    ("api", &["API Enabled"]),
];
const EDITIONS: [&str; 4] =
    ["Enterprise Edition", "Group Edition", "Organization Edition", "Unlimited Edition"];
/// Whom the inputs choose.
const CHOSEN: &str = "omar.ops@acme.example";

fn labels(of: &str) -> Vec<String> {
    let labels = LABELS.iter().find(|(name, _)| *name == of).map(|(_, labels)| *labels).unwrap_or_default();
    labels.iter().map(|label| (*label).to_owned()).collect()
}

impl About {
    pub fn of(requirement: &str) -> About {
        About::of_value(&serde_json::from_str(requirement).unwrap())
    }

    fn of_value(requirement: &Value) -> About {
        let (kind, options) = requirement.as_object().unwrap().iter().next().unwrap();
        let texts = |names: &[&str]| {
            names.iter().filter_map(|name| options[*name].as_str()).map(str::to_owned).collect()
        };
        match kind.as_str() {
            "session_setting" if options["is"] == "either" => {
                About::Any(labels(options["setting"].as_str().unwrap()))
            }
            "session_setting" => About::Box(labels(options["setting"].as_str().unwrap())),
            "permission_set_grants" => About::Box(labels(options["what"].as_str().unwrap())),
            "permission_set_assigned" => About::Holder(vec![CHOSEN.to_owned()]),
            // Only that all have one is told by a page.
            "package_licence_assigned" => About::Holder(texts(&["namespace", "name"])),
            "not" => About::Parts(vec![About::of_value(&options["of"])]),
            "all_of" | "any_of" => {
                About::Parts(options["of"].as_array().unwrap().iter().map(About::of_value).collect())
            }
            "trusted_ip_range" | "login_ip_range" => About::Addresses,
            "edition" => About::Named(EDITIONS.map(str::to_owned).into()),
            "api_access" => About::Named(vec!["API Requests, Last 24 Hours".to_owned()]),
            "app_visible" | "apex_class_access" | "user" => About::All,
            _ => About::Named(texts(&["namespace", "name", "label"])),
        }
    }

    /// Whether it is about a thing.
    pub fn is_about(&self, thing: &Value) -> bool {
        match self {
            About::Named(words) | About::Box(words) | About::Holder(words) | About::Any(words) => {
                says(thing, words)
            }
            About::Addresses => addresses(thing) > 0,
            About::All => true,
            About::Parts(parts) => parts.iter().any(|part| part.is_about(thing)),
        }
    }

    /// Whether another reading of it is as good: of three addresses two are a range.
    pub fn is_open(&self, thing: &Value) -> bool {
        matches!(self, About::Addresses) && addresses(thing) > 2
    }

    /// Whether several boxes of a page are what it is about.
    pub fn has_twins(&self, page: &Value) -> bool {
        let (About::Box(words) | About::Any(words)) = self else { return false };
        page["boxes"].as_array().unwrap().iter().filter(|checkbox| says(checkbox, words)).count() > 1
    }
}

fn addresses(row: &Value) -> usize {
    let cells = row["cells"].as_array().map(Vec::as_slice).unwrap_or_default();
    cells.iter().filter(|cell| cell["text"].as_str().is_some_and(|it| it.parse::<IpAddr>().is_ok())).count()
}

/// Whether one of these is a text of it.
pub fn says(value: &Value, words: &[impl AsRef<str>]) -> bool {
    match value {
        Value::Array(list) => list.iter().any(|value| says(value, words)),
        Value::Object(fields) => fields.values().any(|value| says(value, words)),
        Value::String(text) => words.iter().any(|word| text.eq_ignore_ascii_case(word.as_ref())),
        _ => false,
    }
}

/// A button, link, box or entry, with the row it is in.
#[derive(Clone, Copy)]
pub struct Touchable<'v> {
    own: &'v Value,
    row: Option<&'v Value>,
    /// Whether it is among what can be chosen in a dual list.
    available: bool,
}

/// What has this number on a page. What is there twice has it twice.
pub fn touchables(page: &Value, element: u64) -> Vec<Touchable<'_>> {
    let mut found = Vec::new();
    search(page, element, Touchable { own: page, row: None, available: false }, &mut found);
    found
}

fn search<'v>(value: &'v Value, element: u64, at: Touchable<'v>, found: &mut Vec<Touchable<'v>>) {
    match value {
        Value::Array(list) => {
            list.iter().for_each(|it| search(it, element, Touchable { own: it, ..at }, found));
        }
        Value::Object(fields) => {
            if fields.get("element").and_then(Value::as_u64) == Some(element) {
                found.push(Touchable { own: value, ..at });
            }
            for (field, it) in fields {
                let row = if field == "cells" { Some(value) } else { at.row };
                let available = at.available || field == "available";
                search(it, element, Touchable { own: it, row, available }, found);
            }
        }
        _ => {}
    }
}

impl Touchable<'_> {
    pub fn is_enabled(&self) -> bool {
        self.own.get("enabled") != Some(&Value::Bool(false))
    }

    fn text(&self, field: &str) -> &str {
        self.own[field].as_str().unwrap_or_default()
    }

    fn row_says(&self, words: &[&str]) -> bool {
        self.row.is_some_and(|row| says(row, words))
    }

    fn is_save(&self) -> bool {
        saves(self.text("name"))
    }

    fn is_edit(&self) -> bool {
        let edits = ["Edit", "編集"].contains(&self.text("label"));
        edits || self.text("name").ends_with("edit") || !self.text("leads_to").is_empty()
    }

    fn is_called(&self, words: &[&str]) -> bool {
        words.contains(&self.text("label")) || words.contains(&self.text("text"))
    }

    /// Whether it is what a control means.
    pub fn is_right(&self, control: &Control) -> bool {
        let any = |words: &[String]| words.iter().any(|word| self.row_says(&[word]));
        let is_link = self.own.get("href").is_some();
        match control {
            Control::SettingBox(setting) => labels(setting).contains(&self.text("label").to_owned()),
            Control::PackageRow { namespace, name } | Control::UpgradeLink { namespace, name } => {
                is_link && self.row_says(&[namespace, name])
            }
            Control::SetLink(name) | Control::ProfileLink(name) | Control::AppLink(name) => {
                is_link && self.text("text").eq_ignore_ascii_case(name)
            }
            Control::UserLink(name) => is_link && self.row_says(&[name]),
            Control::NewSet(_) | Control::NewRange => self.text("name") == "new",
            Control::Save | Control::SaveSet(_) => self.is_save(),
            Control::ManageAssignments(_) => self.is_called(&["Manage Assignments", "割り当ての管理"]),
            Control::Assign(users) => any(users) || self.is_called(&ASSIGN),
            Control::NewLoginRange => self.own.get("block").is_some(),
            Control::EditClasses | Control::EditPermissions | Control::FormBoxes { .. } => self.is_edit(),
            Control::Classes { namespace, .. } => {
                self.available && self.text("text").starts_with(&format!("{namespace}."))
            }
            Control::ObjectPages { objects, .. } => {
                let leads = |object: &String| self.text("href").contains(object);
                self.text("name") == "edit" || objects.iter().any(leads)
            }
            Control::EditUser => self.text("name") == "edit",
            Control::EditAssignments => self.text("name") == "editPermSetAssignments",
            Control::ActiveBox => self.text("id") == "active" || self.is_save(),
            Control::PermissionBoxes(_) => {
                let words = ["API Enabled"];
                self.is_called(&words) || self.row_says(&words) || self.is_save()
            }
            Control::RangeFields => ["IpStartAddress", "IpEndAddress"].contains(&self.text("id")),
            Control::AllUsers => self.text("id") == "mappingOptionAll",
            Control::InstallApp(name) => {
                let installs = self.text("href").contains("AppInstallApprovalPage")
                    || self.text("leads_to").contains("AppInstallApprovalPage");
                self.row_says(&[name]) && (installs || self.is_called(&["Install", "インストール"]))
            }
            Control::AppMenu(name) => self.row_says(&[name]),
            Control::AppProfiles(names) => {
                any(names)
                    || (self.available && names.contains(&self.text("text").to_owned()))
                    || self.is_save()
            }
            Control::ApproveApp(_)
            | Control::InstallNamed(_)
            | Control::InstallPackage
            | Control::PermitProfiles { .. } => false,
        }
    }
}

/// The buttons that lead on from one screen of Manage Assignments to the next.
const ASSIGN: [&str; 9] = [
    "Add Assignment",
    "Add Assignments",
    "Next",
    "Assign",
    "Done",
    "割り当てを追加",
    "次へ",
    "割り当て",
    "完了",
];
