//! Users hold a system permission, over profile, permission sets and groups together.
//!
//! API evidence: REST API, the users' `PermissionSetAssignment` rows and the `PermissionSet` rows they name (see `access`).
//! "Approve Uninstalled Connected Apps" is asked for in a query of its own: the field is there from API version 65 on, and one unknown
//! field makes Salesforce refuse a whole query.

use super::{
    Control, Input, InputKind, Kind, Need, Object, OrgFacts, Place, Spot, Subjects, Verdict, access, rows,
};
use crate::evidence::Table;

/// The permission that older orgs do not know.
pub const BYPASS: &str = "CanApproveUninstalledApps";

/// Permissions a checklist may name, as the API names them (fields `Permissions…` of `PermissionSet`).
pub const PERMISSIONS: [&str; 22] = [
    "ApiEnabled",
    "ApiUserOnly",
    "ViewSetup",
    "CustomizeApplication",
    "ModifyAllData",
    "ViewAllData",
    "ModifyMetadata",
    "ManageUsers",
    "ManageRemoteAccess",
    "InstallPackaging",
    "AssignPermissionSets",
    "ManageProfilesPermissionsets",
    "AuthorApex",
    BYPASS,
    "ChangeDashboardColors",
    "EditTask",
    "EditEvent",
    "ConvertLeads",
    "TransferAnyLead",
    "RunReports",
    "ExportReport",
    "ActivitiesAccess",
];

/// "Everybody of input I, or the session's user, holds permission P".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemPermission {
    permission: &'static str,
    of: Option<String>,
}

crate::wire::record! { SystemPermission { permission, of } }

impl Kind for SystemPermission {
    const NAME: &'static str = "system_permission";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let permission = options.choice("permission", &PERMISSIONS.map(|name| (name, name)));
        let of = options.text_or_none("of");
        Some(SystemPermission { permission: permission?, of: of? })
    }

    fn inputs(&self) -> Vec<Input<'_>> {
        self.of.iter().map(|of| (of.as_str(), InputKind::Users)).collect()
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        let users = who.users(self.of.as_deref());
        if self.permission != BYPASS {
            return access::needs(&users, &[self.permission]);
        }
        let mut needs = access::needs(&users, &[]);
        needs.push(Need::of(Table::Bypass, [], &users));
        needs
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        access::spots()
    }

    fn control_for(&self, place: Place, who: &Subjects<'_>, org: &OrgFacts) -> Option<Control> {
        access::control(place, &self.judge_org(who, org), &who.users(self.of.as_deref()), org)
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        let users = who.users(self.of.as_deref());
        if self.permission != BYPASS {
            return access::judge(&users, org, &|sets| sets.grant(self.permission));
        }
        match rows(&Need::of(Table::Bypass, [], &users), org) {
            Ok(granting) => access::judge(&users, org, &|sets| {
                granting.iter().any(|set| sets.have(access::text(set, "Id")))
            }),
            Err(reason) => Verdict::CannotTell(reason),
        }
    }

    fn implies(&self, other: &Self) -> bool {
        self.permission == other.permission && self.of.is_none() && other.of.is_none()
    }

    fn lowers_protection(&self) -> Option<&'static str> {
        (self.permission == BYPASS)
            .then_some("Who holds it can connect apps to this org that no admin has looked at.")
    }
}
