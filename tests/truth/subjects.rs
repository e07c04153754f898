//! Each kind of requirement with what the API answers, and a page shows, where it holds and where it does not.
#![allow(dead_code, reason = "each test uses some of it")]

use orgready::{
    checklist::Checklist,
    evidence::{
        BoxSeen, CallsSeen, Fault, Field, Inputs, Offer, Ordered, PackageSeen, ProfileSeen, RangeSeen, Row,
        Seen, SetSeen, Spot, Table, UsedApp,
    },
    setup::Place,
};

pub const USER_ID: &str = "005000000000001AAA";
pub const USER: &str = "raj.rep@acme.example";
pub const SET: &str = "0PS000000000001AAA";

/// What a requirement is about, and how an org shows whether it holds.
pub struct Subject {
    pub heading: &'static str,
    pub requirement: &'static str,
    /// What the API answers.
    pub org: fn(holds: bool) -> Told,
    /// Which page shows it, and what.
    pub page: Option<fn(holds: bool) -> (Spot, Seen)>,
}

/// What the API tells.
#[derive(Default)]
pub struct Told {
    pub rows: Vec<(Table, Vec<Row>)>,
    pub calls_used: Option<u64>,
    pub failed: Option<Fault>,
}

pub fn subjects_of_every_kind() -> Vec<Subject> {
    vec![
        Subject {
            heading: "session_setting: lockSessionsToIp is off",
            requirement: r#"{"session_setting": {"setting": "lockSessionsToIp", "is": "off"}}"#,
            org: |holds| setting("lockSessionsToIp", !holds),
            page: Some(|holds| setting_box("lockSessionsToIp", !holds)),
        },
        Subject {
            heading: "session_setting: forceRelogin is on",
            requirement: r#"{"session_setting": {"setting": "forceRelogin", "is": "on"}}"#,
            org: |holds| setting("forceRelogin", holds),
            page: Some(|holds| setting_box("forceRelogin", holds)),
        },
        Subject {
            heading: "session_setting: lockSessionsToDomain is either",
            requirement: r#"{"session_setting": {"setting": "lockSessionsToDomain", "is": "either"}}"#,
            org: |holds| setting("lockSessionsToDomain", holds),
            page: Some(|holds| setting_box("lockSessionsToDomain", holds)),
        },
        Subject {
            heading: "package_installed: at least 1.12",
            requirement: r#"{"package_installed": {"namespace": "insycleapp", "name": "Insycle", "at_least": "1.12"}}"#,
            org: |holds| Told {
                rows: vec![(Table::Packages, vec![package(if holds { 12 } else { 9 })])],
                ..Told::default()
            },
            page: Some(|holds| packages_list(if holds { "1.12" } else { "1.9" }, "Active")),
        },
        Subject {
            heading: "package_licence: Active or Trial",
            requirement: r#"{"package_licence": {"namespace": "insycleapp", "name": "Insycle", "one_of": ["Active", "Trial"]}}"#,
            org: |holds| {
                let status = ("Status", text(if holds { "Active" } else { "Expired" }));
                let row = row([("NamespacePrefix", text("insycleapp")), status]);
                Told { rows: vec![(Table::PackageLicences, vec![row])], ..Told::default() }
            },
            page: Some(|holds| packages_list("1.12", if holds { "Trial" } else { "Expired" })),
        },
        Subject {
            heading: "permission_set_assigned: to one user (the API told which record the set is; its page shows users, and never says who is not one)",
            requirement: r#"{"permission_set_assigned": {"label": "Playbooks Basic User", "to": "reps"}}"#,
            org: assigned,
            page: Some(|holds| {
                let shown = if holds { USER } else { "rita.rep@acme.example" };
                let rows = vec![vec!["Rep".to_owned(), shown.to_owned()]];
                (Spot::new(Place::ManageAssignments, Some(SET)), Seen::Assignments { rows })
            }),
        },
        Subject {
            heading: r#"api_access: alive (no page shows it; a dead session is not "to do": why the API does not answer is said instead)"#,
            requirement: r#"{"api_access": {"aspect": "alive"}}"#,
            org: |holds| Told { failed: (!holds).then_some(Fault::ApiDisabled), ..own_permissions(true) },
            page: None,
        },
        Subject {
            heading: "api_access: api_enabled (no page shows it)",
            requirement: r#"{"api_access": {"aspect": "api_enabled"}}"#,
            org: own_permissions,
            page: None,
        },
        Subject {
            heading: "api_access: calls_left at least 1000 (it is in the header of every answer, whatever the answer)",
            requirement: r#"{"api_access": {"aspect": "calls_left", "at_least": 1000}}"#,
            org: |holds| Told {
                calls_used: Some(if holds { 14_000 } else { 14_001 }),
                ..own_permissions(true)
            },
            page: Some(|holds| {
                let calls = CallsSeen { used: if holds { 14_000 } else { 14_001 }, max: 15_000 };
                (Spot::new(Place::SystemOverview, None), Seen::Overview { calls })
            }),
        },
        Subject {
            heading: "manual (no page and no API shows it)",
            requirement: r#"{"manual": {}}"#,
            org: |_| Told::default(),
            page: None,
        },
        Subject {
            heading: "package_newest (no API shows it, and a page only that it is not so)",
            requirement: r#"{"package_newest": {"namespace": "insycleapp", "name": "Insycle"}}"#,
            org: |_| Told::default(),
            page: Some(|holds| {
                let (spot, mut seen) = packages_list("1.12", "Active");
                if let Seen::InstalledPackages { packages, .. } = &mut seen {
                    packages.iter_mut().for_each(|package| package.upgrade = !holds);
                }
                (spot, seen)
            }),
        },
        Subject {
            heading: "connected_app: by name",
            requirement: r#"{"connected_app": {"name": "Insycle"}}"#,
            org: |holds| {
                let app = row([("Id", text("0H4000000000001AAA")), ("Name", text("Insycle"))]);
                let apps = (Table::ConnectedApps, if holds { vec![app] } else { vec![] });
                own_and(vec![apps, (Table::ExternalClientApps, vec![]), (Table::Tokens, vec![])])
            },
            page: Some(|holds| {
                let offers = vec![if holds { Offer::Uninstall } else { Offer::Install }, Offer::Block];
                let apps =
                    vec![UsedApp { cells: vec!["Insycle".to_owned(), "3".to_owned()], offers, id: None }];
                let seen = Seen::ConnectedAppsUsage { apps, whole: true, language: "en".to_owned() };
                (Spot::new(Place::ConnectedAppsUsage, None), seen)
            }),
        },
        Subject {
            heading: "app_authorised: by one user",
            requirement: r#"{"app_authorised": {"name": "Insycle", "by": "reps"}}"#,
            org: |holds| {
                let user = text(if holds { USER } else { "rita.rep@acme.example" });
                let token = row([("AppName", text("Insycle")), ("User.Username", user)]);
                own_and(vec![(Table::Tokens, vec![token])])
            },
            page: None,
        },
        Subject {
            heading: "system_permission: View All Data, of one user",
            requirement: r#"{"system_permission": {"permission": "ViewAllData", "of": "reps"}}"#,
            org: |holds| held(holds, vec![]),
            page: None,
        },
        Subject {
            heading: "system_permission: Approve Uninstalled Connected Apps, of one user",
            requirement: r#"{"system_permission": {"permission": "CanApproveUninstalledApps", "of": "reps"}}"#,
            org: |holds| {
                let set = row([("Id", text(SET))]);
                held(false, vec![(Table::Bypass, if holds { vec![set] } else { vec![] })])
            },
            page: None,
        },
        Subject {
            heading: "apex_class_access: of one user",
            requirement: r#"{"apex_class_access": {"namespace": "insycleapp", "of": "reps"}}"#,
            org: |holds| {
                let given = Field::Rows(vec![row([("ParentId", text("0PS00000000other"))])]);
                let class = |id: &str, given: Field| {
                    row([
                        ("Id", text(id)),
                        ("NamespacePrefix", text("insycleapp")),
                        ("SetupEntityAccessItems", given),
                    ])
                };
                // The other one is nobody's: it can't be given.
                let classes =
                    vec![class("01p000000000001AAA", given), class("01p000000000002AAA", Field::Null)];
                let access = granted(holds, "01p000000000001AAA");
                held(false, vec![(Table::Classes, classes), (Table::ClassAccess, access)])
            },
            page: None,
        },
        Subject {
            heading: "app_visible: to one user (the API told which record the app is; its page decides only where every profile sees it)",
            requirement: r#"{"app_visible": {"namespace": "insycleapp", "label": "Insycle", "to": "reps"}}"#,
            org: |holds| {
                // The app's id comes with 15 characters in some orgs.
                let names = [("Label", text("Insycle")), ("NamespacePrefix", text("insycleapp"))];
                let [label, namespace] = names;
                let app = row([label, namespace, ("ApplicationId", text("02u000000000001"))]);
                let access = granted(holds, "02u000000000001AAA");
                held(false, vec![(Table::Apps, vec![app]), (Table::AppAccess, access)])
            },
            page: Some(|holds| {
                let visible = BoxSeen { saved: holds, shown: holds, enabled: true };
                let profiles = vec![ProfileSeen { name: "Acme Sales Rep".to_owned(), visible }];
                (Spot::new(Place::AppEdit, Some("02u000000000001")), Seen::AppEdit { profiles, whole: true })
            }),
        },
        Subject {
            heading: "user: active, of one profile",
            requirement: r#"{"user": {"of": "reps", "profiles": ["Acme Sales Rep"]}}"#,
            org: |holds| {
                let profile = ("Profile.Name", text("Acme Sales Rep"));
                let id = ("Id", text(USER_ID));
                let user = row([id, ("Username", text(USER)), ("IsActive", Field::Bool(holds)), profile]);
                Told { rows: vec![(Table::Users, vec![user])], ..Told::default() }
            },
            page: Some(|holds| {
                let profile = Some(SetSeen { label: "Acme Sales Rep".to_owned(), record: None });
                let (active, texts) = (Some(holds), vec![USER.to_owned()]);
                let (email, licence, sets, whole) = (None, None, Vec::new(), false);
                let seen = Seen::User { active, email, profile, licence, texts, sets, whole };
                (Spot::new(Place::User, Some(USER_ID)), seen)
            }),
        },
        Subject {
            heading: "object_access: read and edit of two objects, of one user",
            requirement: r#"{"object_access": {"objects": ["Lead", "Task"], "may": ["read", "edit"], "of": "reps"}}"#,
            org: |holds| {
                let of = |object: &str, edit: bool| {
                    let may =
                        [("PermissionsRead", Field::Bool(true)), ("PermissionsEdit", Field::Bool(edit))];
                    let [read, edit] = may;
                    row([("ParentId", text(SET)), ("SobjectType", text(object)), read, edit])
                };
                held(false, vec![(Table::ObjectAccess, vec![of("Lead", true), of("Task", holds)])])
            },
            page: None,
        },
        Subject {
            heading: "answered: with yes (it was; the admin's word is no evidence of the org's)",
            requirement: r#"{"answered": {"input": "sure", "is": "yes"}}"#,
            org: |_| Told::default(),
            page: None,
        },
        Subject {
            heading: "all_of: two settings of one page",
            requirement: r#"{"all_of": {"of": [{"session_setting": {"setting": "forceRelogin", "is": "on"}}, {"session_setting": {"setting": "forceRelogin", "is": "either"}}]}}"#,
            org: |holds| setting("forceRelogin", holds),
            page: Some(|holds| setting_box("forceRelogin", holds)),
        },
        Subject {
            heading: "any_of: two settings of one page",
            requirement: r#"{"any_of": {"of": [{"session_setting": {"setting": "forceRelogin", "is": "on"}}, {"not": {"of": {"session_setting": {"setting": "forceRelogin", "is": "either"}}}}]}}"#,
            org: |holds| setting("forceRelogin", holds),
            page: Some(|holds| setting_box("forceRelogin", holds)),
        },
        Subject {
            heading: "not: forceRelogin is off",
            requirement: r#"{"not": {"of": {"session_setting": {"setting": "forceRelogin", "is": "off"}}}}"#,
            org: |holds| setting("forceRelogin", holds),
            page: Some(|holds| setting_box("forceRelogin", holds)),
        },
        Subject {
            heading: "trusted_ip_range: an address that the admin pasted",
            requirement: r#"{"trusted_ip_range": {"addresses": "addresses"}}"#,
            org: |holds| {
                let end = if holds { "192.0.2.255" } else { "192.0.2.8" };
                let range = row([("start", text("192.0.2.0")), ("end", text(end))]);
                let set = ("Metadata.sessionSettings.forceRelogin", Field::Bool(true));
                let trusted = ("Metadata.networkAccess.ipRanges", Field::Rows(vec![range]));
                Told { rows: vec![(Table::SecuritySettings, vec![row([set, trusted])])], ..Told::default() }
            },
            page: Some(|holds| {
                let end = if holds { "192.0.2.255" } else { "192.0.2.8" };
                let range = RangeSeen { start: "192.0.2.0".to_owned(), end: end.to_owned() };
                let seen = Seen::TrustedIpRanges { ranges: vec![range], whole: true };
                (Spot::new(Place::NetworkAccess, None), seen)
            }),
        },
        Subject {
            heading: "login_ip_range: the profile of one user lets an address in",
            requirement: r#"{"login_ip_range": {"of": "reps", "addresses": "addresses"}}"#,
            org: |holds| {
                let (id, end) = ("00e000000000001AAA", if holds { "192.0.2.255" } else { "192.0.2.8" });
                let range = row([("startAddress", text("192.0.2.0")), ("endAddress", text(end))]);
                let ranges = ("Metadata.loginIpRanges", Field::Rows(vec![range]));
                let user = row([("Username", text(USER)), ("ProfileId", text(id))]);
                let profile = row([("Id", text(id)), ranges]);
                let rows = vec![(Table::Users, vec![user]), (Table::Profile, vec![profile])];
                Told { rows, ..Told::default() }
            },
            page: Some(|holds| {
                let end = if holds { "192.0.2.255" } else { "192.0.2.8" }.to_owned();
                let ranges = vec![RangeSeen { start: "192.0.2.0".to_owned(), end }];
                let seen = Seen::Profile { classes: Vec::new(), ranges, whole: true };
                (Spot::new(Place::ProfileLoginRanges, Some("00e000000000001AAA")), seen)
            }),
        },
        Subject {
            heading: "external_client_app: by name",
            requirement: r#"{"external_client_app": {"name": "Insycle"}}"#,
            org: |holds| {
                let name = if holds { " insycle" } else { "Insycle Classic" };
                own_and(vec![(Table::ExternalClientApps, vec![row([("MasterLabel", text(name))])])])
            },
            page: None,
        },
        Subject {
            heading: "package_licence_assigned: to one user (its page decides only where all of the org have one)",
            requirement: r#"{"package_licence_assigned": {"namespace": "insycleapp", "name": "Insycle", "to": "reps"}}"#,
            org: |holds| {
                let namespace = ("NamespacePrefix", text("insycleapp"));
                let licence = row([namespace, ("AllowedLicenses", Field::Number(5))]);
                let user = row([("Username", text(USER)), ("Id", text("005000000000001AAA"))]);
                let of = text(if holds { "005000000000001AAA" } else { "005000000000002AAA" });
                let given = row([("UserId", of), ("PackageLicense.NamespacePrefix", text("insycleapp"))]);
                let rows =
                    [(Table::PackageLicences, licence), (Table::Users, user), (Table::UserLicences, given)];
                Told { rows: rows.map(|(table, row)| (table, vec![row])).to_vec(), ..Told::default() }
            },
            page: Some(|holds| {
                let (spot, mut seen) = packages_list("1.12", "Active");
                if let Seen::InstalledPackages { packages, .. } = &mut seen {
                    for package in packages {
                        package.cells.push(if holds { "Unlimited" } else { "5" }.to_owned());
                    }
                }
                (spot, seen)
            }),
        },
        Subject {
            heading: "installed_for_all_users: by the custom profiles with active users",
            requirement: r#"{"installed_for_all_users": {"namespace": "insycleapp"}}"#,
            org: |holds| {
                let class =
                    row([("Id", text("01p000000000001AAA")), ("NamespacePrefix", text("insycleapp"))]);
                let given = ("profiles", Field::Number(if holds { 3 } else { 2 }));
                own_and(vec![
                    (Table::Classes, vec![class]),
                    (Table::CustomProfiles, vec![row([("profiles", Field::Number(3))])]),
                    (
                        Table::CustomProfileAccess,
                        vec![row([("SetupEntityId", text("01p000000000001AAA")), given])],
                    ),
                ])
            },
            page: None,
        },
        Subject {
            heading: "permission_set: by label",
            requirement: r#"{"permission_set": {"label": "Playbooks Basic User"}}"#,
            org: |holds| {
                let set = row([("Label", text("Playbooks Basic User")), ("NamespacePrefix", Field::Null)]);
                let sets = if holds { vec![set] } else { vec![] };
                Told { rows: vec![(Table::PermissionSets, sets)], ..Told::default() }
            },
            page: Some(|holds| {
                let label = if holds { "Playbooks Basic User" } else { "Report Builder" };
                let sets = vec![SetSeen { label: label.to_owned(), record: None }];
                (Spot::new(Place::PermissionSets, None), Seen::PermissionSets { sets, whole: true })
            }),
        },
        Subject {
            heading: "permission_set_grants: one system permission (the API told which record the set is)",
            requirement: r#"{"permission_set_grants": {"label": "Playbooks Basic User", "what": "grants"}}"#,
            org: |holds| {
                let grants = ("PermissionsApiEnabled", Field::Bool(holds));
                let label = ("Label", text("Playbooks Basic User"));
                let set = row([("Id", text(SET)), label, ("NamespacePrefix", Field::Null), grants]);
                let rows = vec![
                    (Table::SetPermissions, vec![set]),
                    (Table::SetObjects, vec![]),
                    (Table::SetFields, vec![]),
                ];
                Told { rows, ..Told::default() }
            },
            page: Some(|holds| {
                let seen = BoxSeen { saved: holds, shown: holds, enabled: true };
                let boxes = Ordered::from([("ApiEnabled".to_owned(), seen)]);
                let spot = Spot::new(Place::SystemPermissions, Some(SET));
                (spot, Seen::SystemPermissions { boxes, unlabelled: None })
            }),
        },
        Subject {
            heading: "field_access: edit of one field, of one user",
            requirement: r#"{"field_access": {"fields": ["Lead.Score__c"], "may": ["edit"], "of": "reps"}}"#,
            org: |holds| {
                let edit = ("PermissionsEdit", Field::Bool(holds));
                let field = row([("ParentId", text(SET)), ("Field", text("Lead.Score__c")), edit]);
                held(false, vec![(Table::FieldAccess, vec![field])])
            },
            page: None,
        },
        Subject {
            heading: "field_exists: two fields of two objects",
            requirement: r#"{"field_exists": {"fields": ["Lead.Score__c", "Task.Call__c"]}}"#,
            org: |holds| {
                let field = |object: &str, field: &str| {
                    row([
                        ("EntityDefinition.QualifiedApiName", text(object)),
                        ("QualifiedApiName", text(field)),
                    ])
                };
                let other = if holds { "Task" } else { "Lead" };
                let fields = vec![field("Lead", "Score__c"), field(other, "Call__c")];
                Told { rows: vec![(Table::Fields, fields)], ..Told::default() }
            },
            page: None,
        },
        Subject {
            heading: "record_type_access: of one user (who may use one is not told)",
            requirement: r#"{"record_type_access": {"objects": ["Lead"], "of": "reps"}}"#,
            org: |holds| {
                let of = text(if holds { "Case" } else { "Lead" });
                Told { rows: vec![(Table::RecordTypes, vec![row([("SobjectType", of)])])], ..Told::default() }
            },
            page: None,
        },
        Subject {
            heading: "user: with an e-mail address of their own",
            requirement: r#"{"user": {"of": "reps", "email": "own"}}"#,
            org: |holds| {
                let user = row([("Username", text(USER)), ("IsActive", Field::Bool(true))]);
                let mut sharers = vec![row([("Username", text(USER))])];
                if !holds {
                    sharers.push(row([("Username", text("rita.rep@acme.example"))]));
                }
                let mailbox = (Table::Mailbox, vec![user.clone()]);
                let rows = vec![(Table::Users, vec![user]), mailbox, (Table::SharedMailbox, sharers)];
                Told { rows, ..Told::default() }
            },
            page: None,
        },
        Subject {
            heading: "edition: Professional or Group",
            requirement: r#"{"edition": {"one_of": ["Professional Edition", "Group Edition"]}}"#,
            org: |holds| {
                let edition = text(if holds { "Group Edition" } else { "Unlimited Edition" });
                let org = row([("OrganizationType", edition)]);
                Told { rows: vec![(Table::Organization, vec![org])], ..Told::default() }
            },
            page: Some(|holds| {
                let edition = if holds { "Group Edition" } else { "Unlimited Edition" };
                let organization = "00D000000000001".to_owned();
                let seen = Seen::Company { organization, edition: Some(edition.to_owned()), calls: None };
                (Spot::new(Place::CompanyInformation, None), seen)
            }),
        },
        Subject {
            heading: "app_permitted: to one user, by a policy for admin approved users",
            requirement: r#"{"app_permitted": {"name": "Insycle", "to": "reps"}}"#,
            org: |holds| {
                let id = "0H4000000000001AAA";
                let policy = ("OptionsAllowAdminApprovedUsersOnly", Field::Bool(true));
                let app = row([("Id", text(id)), ("Name", text("Insycle")), policy]);
                held(false, vec![(Table::ConnectedApps, vec![app]), (Table::AppAccess, granted(holds, id))])
            },
            page: None,
        },
    ]
}

pub fn text(text: &str) -> Field {
    Field::Text(text.to_owned())
}

pub fn row<const N: usize>(fields: [(&str, Field); N]) -> Row {
    fields.into_iter().map(|(path, field)| (path.to_owned(), field)).collect()
}

fn setting(name: &str, on: bool) -> Told {
    let row = Ordered::from([(format!("Metadata.sessionSettings.{name}"), Field::Bool(on))]);
    Told { rows: vec![(Table::SecuritySettings, vec![row])], ..Told::default() }
}

fn setting_box(name: &str, on: bool) -> (Spot, Seen) {
    let seen = BoxSeen { saved: on, shown: on, enabled: true };
    let boxes = Ordered::from([(name.to_owned(), seen)]);
    (Spot::new(Place::SessionSettings, None), Seen::SessionSettings { boxes, unlabelled: None })
}

fn package(minor: i64) -> Row {
    row([
        ("SubscriberPackage.NamespacePrefix", text("insycleapp")),
        ("SubscriberPackage.Name", text("Insycle")),
        ("SubscriberPackageVersion.MajorVersion", Field::Number(1)),
        ("SubscriberPackageVersion.MinorVersion", Field::Number(minor)),
        ("SubscriberPackageVersion.PatchVersion", Field::Number(0)),
        ("SubscriberPackageVersion.BuildNumber", Field::Number(3)),
    ])
}

fn packages_list(version: &str, status: &str) -> (Spot, Seen) {
    let cells = ["Insycle, Inc.", version, "insycleapp", status].map(str::to_owned).to_vec();
    let package = PackageSeen {
        name: "Insycle".to_owned(),
        version: version.to_owned(),
        cells,
        status: Some(status.to_owned()),
        upgrade: false,
    };
    (
        Spot::new(Place::InstalledPackages, None),
        Seen::InstalledPackages { packages: vec![package], whole: true },
    )
}

/// The set is there, and assigned to the user or not. Every user holds the hidden set of their profile.
pub fn assigned(holds: bool) -> Told {
    let of_user = |set: &str| row([("Assignee.Username", text(USER)), ("PermissionSetId", text(set))]);
    let mut assignments = vec![of_user("0PS00000000profile")];
    if holds {
        assignments.push(of_user(SET));
    }
    let set =
        row([("Id", text(SET)), ("Label", text("Playbooks Basic User")), ("NamespacePrefix", Field::Null)]);
    let rows = vec![
        (Table::PermissionSets, vec![set]),
        (Table::GroupComponents, vec![]),
        (Table::Assignments, assignments),
    ];
    Told { rows, ..Told::default() }
}

pub fn own_permissions(enabled: bool) -> Told {
    let may = |name| (name, Field::Bool(true));
    let others = [may("PermissionsViewSetup"), may("PermissionsCustomizeApplication")];
    let [setup, customize] = others;
    let row = row([("PermissionsApiEnabled", Field::Bool(enabled)), setup, customize]);
    Told { rows: vec![(Table::OwnPermissions, vec![row])], ..Told::default() }
}

/// The session's user holds what it takes, and this is told besides.
fn own_and(rows: Vec<(Table, Vec<Row>)>) -> Told {
    let mut told = own_permissions(true);
    told.rows.extend(rows);
    told
}

/// The user holds a set of their own, which grants "View All Data" or does not; and this is told besides.
fn held(views_all: bool, rows: Vec<(Table, Vec<Row>)>) -> Told {
    let assignment = row([("Assignee.Username", text(USER)), ("PermissionSetId", text(SET))]);
    let grants = ("PermissionsViewAllData", Field::Bool(views_all));
    let set = row([("Id", text(SET)), ("Type", text("Regular")), grants]);
    let mut told = own_and(rows);
    told.rows.extend([(Table::Assignments, vec![assignment]), (Table::HeldSets, vec![set])]);
    told
}

/// That the user's set gives access to something, or that another's does.
fn granted(holds: bool, what: &str) -> Vec<Row> {
    let set = if holds { SET } else { "0PS00000000other" };
    vec![row([("SetupEntityId", text(what)), ("ParentId", text(set))])]
}

/// A checklist of one step, `s`, that wants it.
pub fn checklist(requirement: &str) -> Checklist {
    let checklist = format!(
        r#"{{"format": 1, "id": "c", "version": "1", "title": "t", "domain": "a.example", "about": "a",
            "inputs": [{{"id": "reps", "kind": "users", "label": "l", "why": "w"}}, {{"id": "sure", "kind": "choice", "label": "l", "why": "w"}},
                {{"id": "addresses", "kind": "addresses", "label": "l", "why": "w"}}, {{"id": "grants", "kind": "grants", "label": "l", "why": "w"}}],
            "steps": [{{"id": "s", "title": "t", "why": "w", "requirement": {requirement}}}]}}"#
    );
    Checklist::parse(&checklist).unwrap()
}

/// What the admin chose.
pub fn inputs() -> Inputs {
    let chosen = |input: &str, value: &str| (format!("c/{input}"), vec![value.to_owned()]);
    Inputs(Ordered::from([
        chosen("reps", USER),
        chosen("sure", "yes"),
        chosen("addresses", "192.0.2.9"),
        chosen("grants", "ApiEnabled"),
    ]))
}
