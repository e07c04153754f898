//! Requirements: one provable statement about an org each, of a closed set of kinds.
//!
//! A kind is one file: its options, what it needs to know, how each evidence is judged, what to touch and where. A new kind is a new
//! file and one line in [`kinds!`]. Judging is pure and total; no kind may guess: what could be wrong is [`Verdict::CannotTell`].

pub mod access;
pub mod addresses;
pub mod answered;
pub mod apex_class_access;
pub mod api_access;
pub mod app_authorised;
pub mod app_permitted;
pub mod app_visible;
pub mod combined;
pub mod connected_app;
pub mod edition;
pub mod external_client_app;
pub mod field_access;
pub mod field_exists;
pub mod grants;
pub mod installed_for_all_users;
pub mod login_ip_range;
pub mod manual;
pub mod object_access;
pub mod object_places;
pub mod options;
pub mod package_installed;
pub mod package_licence;
pub mod package_licence_assigned;
pub mod package_newest;
pub mod permission_set;
pub mod permission_set_assigned;
pub mod permission_set_grants;
pub mod record_type_access;
pub mod session_setting;
pub mod system_permission;
pub mod trusted_ip_range;
pub mod user;
pub mod way;

pub use crate::setup::Control;
use crate::{
    evidence::{
        Fault, Field, Inputs, ME, Moment, Need, OrgFacts, OrgSide, OrgWord, PageFacts, Pages, Reason, Spot,
        Table, Value, Verdict,
    },
    setup::{Place, route::is_record_id},
    wire::{record, variants},
};
use object_places::{Told, told};
use options::Object;
use way::Way;

/// What the values of an input are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputKind {
    /// Usernames.
    Users,
    /// Names of profiles.
    Profiles,
    /// The name of a permission set: see [`permission_set`].
    PermissionSet,
    /// Addresses, ranges of addresses, or networks in CIDR notation.
    Addresses,
    /// `yes` or `no`.
    Choice,
    /// Texts, such as names of fields.
    Text,
    /// What a permission set grants: see [`grants`].
    Grants,
    /// The link that installs a package, or the id of the version it installs: see [`package_version`].
    Package,
}

impl InputKind {
    /// All, by their names in checklists.
    pub const ALL: [(&'static str, InputKind); 8] = [
        ("users", InputKind::Users),
        ("profiles", InputKind::Profiles),
        ("permission_set", InputKind::PermissionSet),
        ("addresses", InputKind::Addresses),
        ("choice", InputKind::Choice),
        ("text", InputKind::Text),
        ("grants", InputKind::Grants),
        ("package", InputKind::Package),
    ];

    /// Its name in checklists.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

variants! { InputKind { Users, Profiles, PermissionSet, Addresses, Choice, Text, Grants, Package } }

/// The id of a package's version in a text: a link that installs it, or the id alone.
#[must_use]
pub fn package_version(text: &str) -> Option<&str> {
    let mut words = text.split(|sign: char| !sign.is_ascii_alphanumeric());
    words.find(|word| word.starts_with("04t") && is_record_id(word))
}

/// An input by its id, and what its values must be.
pub type Input<'k> = (&'k str, InputKind);

/// What a kind must say.
pub trait Kind: Sized {
    /// Its name in checklists.
    const NAME: &'static str;

    /// Reads its options; complaints go to the file's list of problems.
    fn read(options: &mut Object<'_>) -> Option<Self>;

    /// Adds the inputs it is about.
    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        let _ = inputs;
    }

    /// Inputs that help and may be empty.
    fn hints(&self) -> Vec<Input<'_>> {
        Vec::new()
    }

    /// What to ask the org for.
    fn needs(&self, who: &Subjects<'_>) -> Vec<Need>;

    /// Where it can be seen or changed, the best place first. Places of one record are named only where the record is known.
    fn spots(&self, org: &OrgFacts) -> Vec<Spot> {
        let _ = org;
        Vec::new()
    }

    /// What the API says.
    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict;

    /// When the oldest of its evidence was asked for, where these are its needs; `None` where some of it was not.
    fn asked_at(&self, needs: &[Need], who: &Subjects<'_>, org: &OrgFacts) -> Option<Moment> {
        let _ = who;
        asked_at(needs, org)
    }

    /// What a page of one of its places says.
    fn judge_page(&self, who: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        let _ = (who, page);
        PageVerdict::silent()
    }

    /// Where it can be seen or changed as pages tell it, for where the API does not: places of records that pages named.
    fn way(&self, who: &Subjects<'_>, pages: &Pages<'_>) -> Way {
        let _ = (who, pages);
        Way::default()
    }

    /// What a page that is on this way says with the others on it, where that is not what it says by itself.
    fn judge_way(&self, who: &Subjects<'_>, pages: &Pages<'_>, page: &PageFacts) -> Option<PageVerdict> {
        let _ = (who, pages, page);
        None
    }

    /// What to touch on a place.
    fn control(&self, place: Place) -> Option<Control> {
        let _ = place;
        None
    }

    /// The same where that depends on whom the org's answers are about.
    fn control_for(&self, place: Place, who: &Subjects<'_>, org: &OrgFacts) -> Option<Control> {
        let _ = (who, org);
        self.control(place)
    }

    /// Where it can be seen or changed, with what to touch there, where a place's record decides that too; `None` where the place does.
    fn told_places(&self, who: &Subjects<'_>, org: &OrgFacts) -> Option<Vec<Told>> {
        let _ = (who, org);
        None
    }

    /// What is wanted.
    fn wanted(&self) -> Value {
        Value::Present
    }

    /// What a done step of this kind gives up, in words; `None` where nothing.
    fn lowers_protection(&self) -> Option<&'static str> {
        None
    }

    /// The same of a step that wants its opposite.
    fn opposite_lowers_protection(&self) -> Option<&'static str> {
        None
    }

    /// Whether it and another of its kind can't both hold, in any org.
    fn contradicts(&self, other: &Self) -> bool {
        let _ = other;
        false
    }

    /// Whether another of its kind holds wherever it does, in any org.
    fn implies(&self, other: &Self) -> bool {
        let _ = other;
        false
    }

    /// Whether only the admin's word can decide it.
    fn by_hand(&self) -> bool {
        false
    }
}

/// What a page says of a requirement.
#[derive(Debug, Clone, PartialEq)]
pub struct PageVerdict {
    /// Of the saved values.
    pub saved: Verdict,
    /// Whether what is shown differs from what is saved.
    pub unsaved: bool,
    /// Whether the requirement would hold once what is shown is saved.
    pub ready: bool,
}

impl PageVerdict {
    /// Of a page that does not show the requirement.
    #[must_use]
    pub fn silent() -> Self {
        Self::of(Verdict::CannotTell(Reason::NotShown))
    }

    /// Of a page on which nothing can be unsaved.
    #[must_use]
    pub fn of(saved: Verdict) -> Self {
        PageVerdict { saved, unsaved: false, ready: false }
    }
}

/// Who is meant: the inputs of one checklist, and the session's user.
#[derive(Debug, Clone, Copy)]
pub struct Subjects<'a> {
    /// The checklist whose inputs are meant.
    pub checklist: &'a str,
    /// What the admin chose.
    pub inputs: &'a Inputs,
}

impl Subjects<'_> {
    /// The values of an input.
    #[must_use]
    pub fn of(&self, input: &str) -> &[String] {
        self.inputs.values(self.checklist, input)
    }

    /// The users of an input; without one, the session's user.
    #[must_use]
    pub fn users(&self, input: Option<&str>) -> Vec<String> {
        input.map_or_else(|| vec![ME.to_owned()], |input| self.of(input).to_vec())
    }
}

/// When the oldest of the answers to these needs was asked for; `None` where one is missing.
#[must_use]
pub fn asked_at(needs: &[Need], org: &OrgFacts) -> Option<Moment> {
    let mut oldest: Option<Moment> = None;
    for need in needs {
        let at = org.answer(need)?.asked_at;
        oldest = Some(oldest.map_or(at, |oldest| oldest.min(at)));
    }
    oldest
}

/// The rows that answer a need, or why there are none.
///
/// # Errors
/// [`Reason::NotLooked`] where it was not asked, [`Reason::Fault`] where asking failed.
pub fn rows<'f>(need: &Need, org: &'f OrgFacts) -> Result<&'f [crate::evidence::Row], Reason> {
    match (org.answer(need), &org.failed) {
        (Some(answer), _) => answer.rows.as_deref().map_err(|fault| match fault {
            // What a user may not read is often said not to be there. Which permission it takes is told only where it is known to be
            // the one that is lacking: another reason may stand behind the refusal.
            fault @ (Fault::InsufficientAccess | Fault::ObjectUnknown) => {
                absence(need.table, org).unwrap_or(Reason::Fault(fault.clone()))
            }
            fault => Reason::Fault(fault.clone()),
        }),
        (None, Some((_, fault))) => Err(Reason::Fault(fault.clone())),
        (None, None) => Err(Reason::NotLooked),
    }
}

/// Why something that a table does not tell may be there all the same: the session's user is known to lack what it takes to read it.
#[must_use]
pub fn absence(table: Table, org: &OrgFacts) -> Option<Reason> {
    let (field, label) = table.permission();
    let own = org.answers.get(&Table::OwnPermissions).and_then(|answer| answer.rows.as_ref().ok()?.first());
    let lacks = own.and_then(|own| own.get(field)).and_then(Field::truth) == Some(false);
    lacks.then(|| Reason::Lacks(label.to_owned()))
}

/// The verdict on something that a table does not tell.
#[must_use]
pub fn absent(table: Table, org: &OrgFacts) -> Verdict {
    absence(table, org).map_or(Verdict::Fails(Value::Absent), Verdict::CannotTell)
}

macro_rules! kinds {
    ($($module:ident::$kind:ident),+ $(,)?) => {
        /// A requirement of any kind.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Requirement {
            $(
                #[doc = concat!("See [`", stringify!($module), "`].")]
                $kind($module::$kind),
            )+
        }

        /// The names of all kinds, as checklists write them.
        pub const KINDS: &[&str] = &[$($module::$kind::NAME),+];

        variants! { Requirement { $($kind(kind)),+ } }

        impl Requirement {
            /// Reads a requirement: `{"<kind>": {<options>}}`.
            pub fn read(step: &mut Object<'_>, property: &'static str) -> Option<Self> {
                step.tagged(property, KINDS, &mut Self::read_kind)
            }

            /// Reads a list of requirements.
            pub fn read_list(options: &mut Object<'_>, property: &'static str) -> Option<Vec<Self>> {
                options.tagged_list(property, KINDS, &mut Self::read_kind)
            }

            fn read_kind(kind: &'static str, options: &mut Object<'_>) -> Option<Self> {
                match kind {
                    $(<$module::$kind as Kind>::NAME => $module::$kind::read(options).map(Requirement::$kind),)+
                    _ => None,
                }
            }

            /// The name of its kind.
            #[must_use]
            pub fn kind(&self) -> &'static str {
                match self { $(Requirement::$kind(_) => $module::$kind::NAME,)+ }
            }

            /// See [`Kind::add_inputs`].
            pub fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
                match self { $(Requirement::$kind(kind) => kind.add_inputs(inputs),)+ }
            }

            /// See [`Kind::hints`].
            #[must_use]
            pub fn hints(&self) -> Vec<Input<'_>> {
                match self { $(Requirement::$kind(kind) => kind.hints(),)+ }
            }

            /// See [`Kind::needs`].
            #[must_use]
            pub fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
                match self { $(Requirement::$kind(kind) => kind.needs(who),)+ }
            }

            /// See [`Kind::spots`].
            #[must_use]
            pub fn spots(&self, org: &OrgFacts) -> Vec<Spot> {
                match self { $(Requirement::$kind(kind) => kind.spots(org),)+ }
            }

            /// See [`Kind::judge_page`].
            #[must_use]
            pub fn judge_page(&self, who: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
                match self { $(Requirement::$kind(kind) => kind.judge_page(who, page),)+ }
            }

            /// See [`Kind::way`].
            #[must_use]
            pub fn way(&self, who: &Subjects<'_>, pages: &Pages<'_>) -> Way {
                match self { $(Requirement::$kind(kind) => kind.way(who, pages),)+ }
            }

            /// See [`Kind::judge_way`].
            #[must_use]
            pub fn judge_way(&self, who: &Subjects<'_>, pages: &Pages<'_>, page: &PageFacts) -> PageVerdict {
                let together = match self { $(Requirement::$kind(kind) => kind.judge_way(who, pages, page),)+ };
                together.unwrap_or_else(|| self.judge_page(who, page))
            }

            /// See [`Kind::control`].
            #[must_use]
            pub fn control(&self, place: Place) -> Option<Control> {
                match self { $(Requirement::$kind(kind) => kind.control(place),)+ }
            }

            /// See [`Kind::control_for`].
            #[must_use]
            pub fn control_for(&self, place: Place, who: &Subjects<'_>, org: &OrgFacts) -> Option<Control> {
                match self { $(Requirement::$kind(kind) => kind.control_for(place, who, org),)+ }
            }

            fn told_places(&self, who: &Subjects<'_>, org: &OrgFacts) -> Option<Vec<Told>> {
                match self { $(Requirement::$kind(kind) => kind.told_places(who, org),)+ }
            }

            /// See [`Kind::wanted`].
            #[must_use]
            pub fn wanted(&self) -> Value {
                match self { $(Requirement::$kind(kind) => kind.wanted(),)+ }
            }

            /// See [`Kind::lowers_protection`].
            #[must_use]
            pub fn lowers_protection(&self) -> Option<&'static str> {
                match self { $(Requirement::$kind(kind) => kind.lowers_protection(),)+ }
            }

            /// See [`Kind::opposite_lowers_protection`].
            #[must_use]
            pub fn opposite_lowers_protection(&self) -> Option<&'static str> {
                match self { $(Requirement::$kind(kind) => kind.opposite_lowers_protection(),)+ }
            }

            /// See [`Kind::contradicts`]; of different kinds none does.
            #[must_use]
            pub fn contradicts(&self, other: &Self) -> bool {
                match (self, other) {
                    $((Requirement::$kind(one), Requirement::$kind(other)) => one.contradicts(other),)+
                    _ => false,
                }
            }

            /// See [`Kind::implies`]; of different kinds none does.
            #[must_use]
            pub fn implies(&self, other: &Self) -> bool {
                match (self, other) {
                    $((Requirement::$kind(one), Requirement::$kind(other)) => one.implies(other),)+
                    _ => false,
                }
            }

            /// See [`Kind::by_hand`].
            #[must_use]
            pub fn by_hand(&self) -> bool {
                match self { $(Requirement::$kind(kind) => kind.by_hand(),)+ }
            }

            fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
                match self { $(Requirement::$kind(kind) => kind.judge_org(who, org),)+ }
            }

            fn asked_at(&self, who: &Subjects<'_>, org: &OrgFacts) -> Option<Moment> {
                let needs = self.needs(who);
                match self { $(Requirement::$kind(kind) => kind.asked_at(&needs, who, org),)+ }
            }
        }
    };
}

kinds! {
    session_setting::SessionSetting,
    trusted_ip_range::TrustedIpRange,
    login_ip_range::LoginIpRange,
    connected_app::ConnectedApp,
    external_client_app::ExternalClientApp,
    app_authorised::AppAuthorised,
    app_permitted::AppPermitted,
    package_installed::PackageInstalled,
    package_licence::PackageLicence,
    package_licence_assigned::PackageLicenceAssigned,
    package_newest::PackageNewest,
    installed_for_all_users::InstalledForAllUsers,
    permission_set::PermissionSet,
    permission_set_assigned::PermissionSetAssigned,
    permission_set_grants::PermissionSetGrants,
    system_permission::SystemPermission,
    apex_class_access::ApexClassAccess,
    app_visible::AppVisible,
    object_access::ObjectAccess,
    field_access::FieldAccess,
    field_exists::FieldExists,
    record_type_access::RecordTypeAccess,
    user::User,
    edition::Edition,
    api_access::ApiAccess,
    manual::Manual,
    answered::Answered,
    combined::AllOf,
    combined::AnyOf,
    combined::Not,
}

impl Requirement {
    /// The inputs it is about.
    #[must_use]
    pub fn inputs(&self) -> Vec<Input<'_>> {
        let mut inputs = Vec::new();
        self.add_inputs(&mut inputs);
        inputs
    }

    /// The input of which nothing was chosen, if there is one: nobody knows then what is asked.
    #[must_use]
    pub fn empty_input(&self, who: &Subjects<'_>) -> Option<&str> {
        self.inputs().into_iter().map(|(input, _)| input).find(|input| who.of(input).is_empty())
    }

    /// What the API says, and of when. An input that is empty is said before anything is asked.
    #[must_use]
    pub fn org_side(&self, who: &Subjects<'_>, org: &OrgFacts) -> OrgSide {
        if let Some(input) = self.empty_input(who) {
            return OrgSide {
                asked_at: None,
                verdict: Verdict::CannotTell(Reason::NobodyChosen(input.to_owned())),
            };
        }
        OrgSide { asked_at: self.asked_at(who, org), verdict: self.judge_org(who, org) }
    }

    /// Where it can be seen or changed, the best place first, and what to touch there.
    #[must_use]
    pub fn places(&self, who: &Subjects<'_>, org: &OrgFacts) -> Vec<Told> {
        if let Some(places) = self.told_places(who, org) {
            return places;
        }
        told(self.spots(org), &|place| self.control_for(place, who, org))
    }

    /// All that the org's answers say of it.
    #[must_use]
    pub fn org_word(&self, who: &Subjects<'_>, org: &OrgFacts) -> OrgWord {
        OrgWord { told: self.org_side(who, org), spots: self.places(who, org) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_a_package_is_told_by_its_link_or_its_id() {
        let id = "04t000000000001AAA";
        for (text, told) in [
            (id, Some(id)),
            (" 04t000000000001 ", Some("04t000000000001")),
            (
                "https://login.salesforce.com/packaging/installPackage.apexp?p0=04t000000000001AAA&newui=1",
                Some(id),
            ),
            (
                "https://acme.my.salesforce.com/packagingSetupUI/ipLanding.app?apvId=04t000000000001AAA",
                Some(id),
            ),
            ("04t00000000000", None),
            ("04t000000000001AA/../e", None),
            ("0PS000000000001AAA", None),
            ("", None),
        ] {
            assert_eq!(package_version(text), told, "{text}");
        }
    }
}
