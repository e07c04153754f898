//! Users hold a system permission, over profile, permission sets and groups together, or by their profile alone.
//!
//! API evidence: REST API, the users' `PermissionSetAssignment` rows and the `PermissionSet` rows they name (see `access`).
//! "Approve Uninstalled Connected Apps" is asked for in a query of its own: the field is there from API version 65 on, and one unknown
//! field makes Salesforce refuse a whole query.

use super::{
    Control, Input, InputKind, Kind, Need, Object, OrgFacts, Place, Spot, Subjects, Verdict,
    access::{self, HeldBy},
    rows,
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

/// "Everybody of input I, or the session's user, holds permission P, by whatever they hold or by B alone".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemPermission {
    permission: &'static str,
    of: Option<String>,
    by: HeldBy,
}

crate::wire::record! { SystemPermission { permission, of, by } }

impl Kind for SystemPermission {
    const NAME: &'static str = "system_permission";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let permission = options.choice("permission", &PERMISSIONS.map(|name| (name, name)));
        let of = options.text_or_none("of");
        let by = options.choice_or("held_by", &HeldBy::ALL, HeldBy::Anything);
        Some(SystemPermission { permission: permission?, of: of?, by: by? })
    }

    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        inputs.extend(self.of.as_deref().map(|of| (of, InputKind::Users)));
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
            return access::judge(&users, org, &|sets| sets.grant_by(self.permission, self.by));
        }
        match rows(&Need::of(Table::Bypass, [], &users), org) {
            Ok(granting) => access::judge(&users, org, &|sets| {
                granting.iter().any(|set| sets.have_by(access::text(set, "Id"), self.by))
            }),
            Err(reason) => Verdict::CannotTell(reason),
        }
    }

    fn implies(&self, other: &Self) -> bool {
        let is_as_strict = self.by == other.by || other.by == HeldBy::Anything;
        self.permission == other.permission && self.of.is_none() && other.of.is_none() && is_as_strict
    }

    fn lowers_protection(&self) -> Option<&'static str> {
        (self.permission == BYPASS)
            .then_some("Who holds it can connect apps to this org that no admin has looked at.")
    }
}
