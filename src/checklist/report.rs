//! The report: each step's status with the evidence behind it.

use crate::{
    evidence::{Attestation, Fault, Moment, OrgWord, Places, Reason, Spot, Value, weigh::Source},
    setup::Control,
};

/// A step's status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// Proven.
    Done,
    /// Proven, and it lowers protection.
    DoneLowersProtection,
    /// Proven not to hold.
    ToDo,
    /// The open page holds a change that is not saved.
    ChangedNotSaved,
    /// Only a person can see to it.
    DoByHand,
    /// The admin says it is done.
    SaidDone(Moment),
    /// Its condition is known not to hold; the step says what that means.
    NotNeeded,
    /// No evidence decides it.
    CannotTell(Reason),
    /// Nothing was looked at.
    NotCheckedYet,
    /// The API could not be asked, and nothing else decides it.
    CouldNotCheck(Fault),
}

impl Status {
    /// The status's permanent name in reports.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Status::Done => "done",
            Status::DoneLowersProtection => "done, lowers protection",
            Status::ToDo => "to do",
            Status::ChangedNotSaved => "changed, not saved",
            Status::DoByHand => "do by hand",
            Status::SaidDone(_) => "done, said by you",
            Status::NotNeeded => "not needed here",
            Status::CannotTell(_) => "cannot tell",
            Status::NotCheckedYet => "not checked yet",
            Status::CouldNotCheck(_) => "could not check",
        }
    }

    /// Whether nothing more is to be done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self, Status::Done | Status::DoneLowersProtection | Status::SaidDone(_) | Status::NotNeeded)
    }

    /// Whether the admin has to do something in this step.
    #[must_use]
    pub fn is_to_do(&self) -> bool {
        matches!(self, Status::ToDo | Status::ChangedNotSaved | Status::DoByHand)
    }
}

/// What one source says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceLine {
    /// Who says so.
    pub source: Source,
    /// Of when; `None` where nothing was asked or seen.
    pub at: Option<Moment>,
    /// What was found, or why nothing.
    pub found: Result<Value, Reason>,
    /// Whether the status rests on it.
    pub decides: bool,
    /// Whether it still counts: a later Save voids what is older.
    pub counts: bool,
}

/// A step's status with what is behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The step's id.
    pub step: String,
    /// Its status.
    pub status: Status,
    /// Why it is not known whether the step is needed; it is judged as if it were.
    pub maybe_needless: Option<Reason>,
    /// Who said that the step is not needed, and when; nobody where the admin answered so.
    pub needless_by: Option<(Source, Moment)>,
    /// Whether a change that is not saved is the right one: then Save is next, else the control itself.
    pub ready: bool,
    /// Of when the deciding evidence is, where it ages.
    pub dated: Option<Moment>,
    /// The same, where it is older than its limit by now.
    pub stale: Option<Moment>,
    /// What is wanted.
    pub wanted: Value,
    /// What each source says.
    pub evidence: Vec<EvidenceLine>,
    /// Where it can be seen or changed, best first, with the record and what to touch there.
    pub spots: Vec<(Spot, Option<Control>)>,
    /// What a done step gives up.
    pub lowers_protection: Option<&'static str>,
    /// What all of this rests on.
    pub grounds: Grounds,
}

/// All that a step was judged by, but for its checklist and what was entered, with which all reports are made anew: while none of this
/// changes the step need not be judged anew. What pages show is large, and marks its own changes; the rest is small, and compared.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grounds {
    /// The places of whose pages something was asked, were they read or not.
    pub places: Places,
    /// What the org's answers say of its requirement.
    pub org: OrgWord,
    /// What they say of its condition.
    pub condition: OrgWord,
    /// What the admin said.
    pub said: Option<Attestation>,
}

/// All findings of one checklist.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The checklist's id.
    pub checklist: String,
    /// One per step, in its order.
    pub findings: Vec<Finding>,
}
