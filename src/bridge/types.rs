//! Which types cross, field by field. A field that is missing here does not compile.

use super::{
    Choices, FrameToTop, TopToFrame,
    frame::{FrameName, PointOutcome},
    wire::{From, Wire, Write, record, variants},
};
use crate::{
    evidence::{
        Answer, AppSeen, AppType, Attestation, BoxSeen, CallsSeen, Fault, Field, Inputs, Key, Lost, Moment,
        Need, OrgFacts, PackageSeen, PageFacts, ProfileSeen, RangeSeen, Reading, Reason, Seen, SetSeen, Spot,
        SpotRecord, Table, Usage, UserSeen, org_facts::Owner,
    },
    requirement::{Control, session_setting::SETTINGS},
    setup::Place,
};

/// Makes structs wire that are one value with a name.
macro_rules! wraps {
    ($($name:ident),+ $(,)?) => {$(
        impl Write for $name {
            fn write(&self, to: &mut String) {
                self.0.write(to);
            }
        }

        impl Wire for $name {
            fn read(from: &From<'_>) -> Self {
                $name(Wire::read(from))
            }

            fn blank() -> Self {
                $name(Wire::blank())
            }
        }
    )+};
}

wraps!(Moment, Inputs);

record! {
    FrameName { id, document }
    Spot { place, record }
    Lost { gone_at, loaded_at }
    SpotRecord { reading, saved_at, lost }
    Reading { document, loaded_at, facts }
    PageFacts { error, seen }
    BoxSeen { saved, shown, enabled }
    PackageSeen { name, version, cells, status }
    SetSeen { label, record }
    UserSeen { record, cells }
    RangeSeen { start, end }
    AppSeen { name, developer_name, app_type }
    ProfileSeen { name, visible }
    CallsSeen { used, max }
    Attestation { at }
    Need { table, keys, users }
    Answer { asked_at, asked, rows }
    Usage { asked_at, used, allowed }
    Owner { user, username, org }
    OrgFacts { owner, answers, usage, failed }
}

variants! {
    Place {
        SessionSettings, InstalledPackages, PermissionSets, PermissionSet, ManageAssignments, Profiles, Profile, ProfileClasses,
        ProfileClassesEdit, ProfileApps, ProfileLoginRanges, Users, User, SystemPermissions, SystemPermissionsEdit,
        AppManager, AppEdit, AppBuilder, CompanyInformation, SystemOverview, NetworkAccess, TrustedIpRange,
    }
    AppType { Classic, Lightning, Connected }
    Seen {
        SessionSettings { boxes, unlabelled },
        InstalledPackages { packages, whole },
        PermissionSets { sets, whole },
        PermissionSet,
        Assignments { rows },
        TrustedIpRanges { ranges, whole },
        Profiles { profiles, whole },
        Profile { classes, ranges, whole },
        ProfileClasses { classes },
        Users { users, whole },
        User { active, email, profile, licence, texts, sets, whole },
        SystemPermissions { boxes, unlabelled },
        TrustedIpRange,
        Apps { apps },
        AppEdit { profiles, whole },
        AppBuilder { available, selected, saved, enabled },
        Company { organization, edition, calls },
        Overview { calls },
    }
    Reason {
        NotLooked, Loading, UnknownPage, NotOnThisPart, NoLabels(language), Ambiguous(count), Lacks(permission), NotTold, NotShown, FirstRange,
        FreeLicence, NobodyChosen(input), BadInput(complaint), NoSuchUser(name), SessionBased, GroupUpdating, Disagree, ByHand,
        Fault(fault),
    }
    Fault {
        NotAllowed, NoSession, SessionExpired, SessionNotForApi, ApiDisabled, RequestLimit, InsufficientAccess, ObjectUnknown,
        FieldUnknown, QueryRefused, NotFound, VersionGone, Unavailable, NotData, TimedOut, Network, TooLarge, Partial, Unexpected,
        Other(code),
    }
    Table {
        Mailbox, SharedMailbox, SecuritySettings, Packages, PackageLicences, PermissionSets, GroupComponents, Assignments,
        OwnPermissions, ConnectedApps, ExternalClientApps, Tokens, Users, Classes, ClassAccess, Apps, AppAccess, HeldSets, Bypass, ObjectAccess, FieldAccess, Fields,
        Organization, RecordTypes, UserLicences, CustomProfiles, CustomProfileAccess, Profile,
    }
    Key { Namespace(namespace), Label(label), Name(name), All }
    Field { Null, Bool(truth), Number(number), Text(text), Rows(rows) }
    FrameToTop {
        Hello { document, loaded_at, name, path, query },
        Facts { document, facts, language, save },
        Submitted { document, at },
        Closed { document, at },
        Pointed { document, outcome },
    }
    PointOutcome { Asked, Shown(rings), Cannot(reason), MayNotChange }
    Control {
        SettingBox(setting), PackageRow { namespace, name }, SetLink(label), ManageAssignments, AddAssignment, Save,
        NewRange, RangeFields,
        AppMenu(name), AppProfiles(names),
        ProfileLink(name), EditClasses, Classes { namespace, classes }, NewLoginRange, UserLink(name), EditUser, EditAssignments,
        EditPermissions, PermissionBox(name),
    }
    TopToFrame {
        WhoIsThere,
        Read { document, place },
        Rest { document },
        Point { document, control },
        Unpoint { document },
    }
}

/// The name of a session setting; only those that are known.
impl Write for &'static str {
    fn write(&self, to: &mut String) {
        super::wire::write_text(self, to);
    }
}

impl Wire for &'static str {
    fn read(from: &From<'_>) -> Self {
        let name = String::read(from);
        SETTINGS.into_iter().find(|setting| *setting == name).unwrap_or_else(|| from.refuse())
    }

    fn blank() -> Self {
        ""
    }
}

impl Write for Choices {
    fn write(&self, to: &mut String) {
        let Choices { checklists, api, collapsed, inputs, said } = self;
        let fields: [(&str, &dyn Write); 5] = [
            ("checklists", checklists),
            ("api", api),
            ("collapsed", collapsed),
            ("inputs", inputs),
            ("said", said),
        ];
        super::wire::write_fields(&fields, to);
    }
}

/// What is not there was not chosen yet.
impl Wire for Choices {
    fn read(from: &From<'_>) -> Self {
        Choices {
            checklists: from.field_or_default("checklists"),
            api: from.field_or_default("api"),
            collapsed: from.field_or_default("collapsed"),
            inputs: from.field_or_default("inputs"),
            said: from.field_or_default("said"),
        }
    }

    fn blank() -> Self {
        Choices::default()
    }
}
