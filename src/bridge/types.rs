//! Which types cross, field by field. A field that is missing here does not compile.

use super::{
    Choices, FrameToTop, TopToFrame,
    frame::{FrameName, Gaps, PointOutcome},
};
use crate::{
    evidence::{
        Answer, AppSeen, AppType, Attestation, BoxSeen, CallsSeen, Fault, Field, Inputs, Key, Limit, Lost,
        Moment, Need, Offer, OrgFacts, OrgSays, OrgSide, OrgWord, PackageSeen, PageFacts, ProfileSeen,
        RangeSeen, Reading, Reason, Seen, SetSeen, Spot, SpotRecord, Table, Usage, UsedApp, UserSeen, Value,
        Verdict, org_facts::Owner, verdict::Version,
    },
    requirement::{
        Control, object_access::RIGHTS, session_setting::SETTINGS, system_permission::PERMISSIONS,
    },
    setup::Place,
    wire::{From, Wire, Write, record, variants, wraps},
};

wraps!(Moment, Inputs, Limit);

record! {
    FrameName { id, document }
    Gaps { start, end }
    Spot { place, record }
    Lost { gone_at, loaded_at }
    SpotRecord { reading, saved_at, lost }
    Reading { document, loaded_at, facts }
    PageFacts { error, seen }
    BoxSeen { saved, shown, enabled }
    PackageSeen { name, version, cells, status, upgrade }
    SetSeen { label, record }
    UserSeen { record, cells }
    RangeSeen { start, end }
    AppSeen { name, developer_name, app_type }
    ProfileSeen { name, visible }
    CallsSeen { used, max }
    UsedApp { cells, offers, id }
    Attestation { at }
    Need { table, keys, users }
    Answer { asked_at, asked, rows }
    Usage { asked_at, used, allowed }
    Owner { user, username, org }
    OrgFacts { owner, answers, usage, failed }
    OrgSide { asked_at, verdict }
    OrgWord { told, spots }
    OrgSays { owner, usage, failed, asked_at, calls, steps, conditions }
}

variants! {
    Place {
        SessionSettings, InstalledPackages, PermissionSets, NewPermissionSet, PermissionSet, ManageAssignments, Profiles, Profile, ProfileClasses,
        ProfileClassesEdit, ProfileApps, ProfileAppsEdit, ProfileLoginRanges, ProfileObjects, ProfileObject, ProfileEdit, Users, User, UserEdit, SystemPermissions, SystemPermissionsEdit,
    NetworkAccess, TrustedIpRange, ConnectedAppsUsage, AppApproval, ConnectedApps, ConnectedApp, AppManager, AppEdit, AppBuilder, CompanyInformation, SystemOverview, PackageInstall, ExternalClientApps,
    }
    AppType { Classic, Lightning, Connected }
    Seen {
        SessionSettings { boxes, unlabelled },
        InstalledPackages { packages, whole },
        PermissionSets { sets, whole },
        NewPermissionSet,
        PermissionSet { namespace, activation },
        Assignments { rows },
        Assigning,
        TrustedIpRanges { ranges, whole },
        Profiles { profiles, whole },
        Profile { classes, ranges, whole },
        ProfileClasses { classes },
        Users { users, whole },
        User { active, email, profile, licence, texts, sets, whole },
        UserEdit,
        SystemPermissions { boxes, unlabelled },
        TrustedIpRange,
        Apps { apps },
        AppEdit { profiles, whole },
        AppBuilder { available, selected, saved, enabled },
        Company { organization, edition, calls },
        Overview { calls },
        ConnectedAppsUsage { apps, whole, language },
        AppApproval,
        PackageInstall,
        ExternalClientApps,
        ConnectedApps { names, whole },
        ConnectedApp,
    }
    Verdict { Holds(found), Fails(found), CannotTell(reason) }
    Value {
        Ticked(on), Absent, Present, Text(text), AtLeast(least), OneOf(these), Count(count), Progress { have, of, missing }, Either, ByHand,
    }
    Offer { Install, Uninstall, Policies, Block, Unblock }
    Reason {
        NotLooked, Loading, UnknownPage, VerifyFirst, NotOnThisPart, NoLabels(language), Ambiguous(count), Lacks(permission), NotTold, NotShown, FirstRange,
        FreeLicence, NobodyChosen(input), BadInput(complaint), NoSuchUser(name), SessionBased, MaybeBySet, OtherEmails, GroupUpdating, Disagree, ByHand,
        Fault(fault),
    }
    Fault {
        NotAllowed, OtherUser, NoSession, SessionExpired, SessionNotForApi, ApiDisabled, RequestLimit, InsufficientAccess, ObjectUnknown,
        FieldUnknown, QueryRefused, NotFound, VersionGone, Unavailable, NotData, TimedOut, Network, Unanswered, TooLarge, Partial, Unexpected,
        Other(code),
    }
    Table {
        Mailbox, SharedMailbox, SecuritySettings, Packages, PackageLicences, PermissionSets, GroupComponents, Assignments,
        OwnPermissions, ConnectedApps, ExternalClientApps, Tokens, Users, Classes, ClassAccess, Apps, AppAccess, HeldSets, Bypass, ObjectAccess, FieldAccess, Fields,
        Organization, RecordTypes, UserLicences, CustomProfiles, CustomProfileAccess, Profile, SetPermissions, SetObjects, SetFields, GivenSets, FoundUsers, FoundProfiles,
        FoundSets,
    }
    Key { Namespace(namespace), Label(label), Name(name), All }
    Field { Null, Bool(truth), Number(number), Text(text), Rows(rows) }
    FrameToTop {
        Hello { document, loaded_at, name, path, query },
        Facts { document, facts, language, save },
        Submitted { document, at },
        Closed { document, at },
        Pointed { document, outcome, gaps },
    }
    PointOutcome { Asked, Shown(rings), Cannot(reason), MayNotChange }
    Control {
        SettingBox(setting), PackageRow { namespace, name }, SetLink(label), NewSet(label), SaveSet(label), ManageAssignments(users), Assign(users), Save,
        NewRange, RangeFields, InstallApp(name), InstallNamed(name), ApproveApp(name), AllUsers, InstallPackage, UpgradeLink { namespace, name },
        AppMenu(name), AppProfiles(names),
        ProfileLink(name), EditClasses, Classes { namespace, classes }, NewLoginRange, UserLink(name), EditUser, ActiveBox, EditAssignments,
        EditPermissions, PermissionBoxes(names), ObjectPages { objects, fields }, FormBoxes { boxes, of },
        AppLink(name), PermitProfiles { app, profiles },
    }
    TopToFrame {
        WhoIsThere,
        Read { document, place },
        Rest { document },
        Point { document, control },
        Unpoint { document },
    }
}

/// A version as it is shown.
impl Write for Version {
    fn write(&self, to: &mut String) {
        self.to_string().write(to);
    }
}

impl Wire for Version {
    fn read(from: &From<'_>) -> Self {
        Version::parse(&String::read(from)).unwrap_or_else(|| from.refuse())
    }
}

/// Names of closed sets; only those that are known.
impl Write for &'static str {
    fn write(&self, to: &mut String) {
        crate::wire::write_text(self, to);
    }
}

impl Wire for &'static str {
    fn read(from: &From<'_>) -> Self {
        let name = String::read(from);
        let rights = RIGHTS.iter().map(|(_, field)| field);
        let known = SETTINGS.iter().chain(&PERMISSIONS).chain(rights).find(|known| **known == name);
        known.copied().unwrap_or_else(|| from.refuse())
    }
}

impl Write for Choices {
    fn write(&self, to: &mut String) {
        let Choices { checklists, api, collapsed, at_start, inputs, said, limit, other_ways, refreshed } =
            self;
        let names = "checklists,api,collapsed,at_start,inputs,said,limit,other_ways,refreshed,";
        let fields: [&dyn Write; 9] =
            [checklists, api, collapsed, at_start, inputs, said, limit, other_ways, refreshed];
        crate::wire::write_fields(names, &fields, to);
    }
}

/// What is not there was not chosen yet.
impl Wire for Choices {
    fn read(from: &From<'_>) -> Self {
        Choices {
            checklists: from.field_or_default("checklists"),
            api: from.field_or_default("api"),
            collapsed: from.field_or_default("collapsed"),
            at_start: from.field_or_default("at_start"),
            inputs: from.field_or_default("inputs"),
            said: from.field_or_default("said"),
            limit: from.field_or_default("limit"),
            other_ways: from.field_or_default("other_ways"),
            refreshed: from.field_or_default("refreshed"),
        }
    }
}
