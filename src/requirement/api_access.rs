//! The session's access to the API: it answers, the user may use it, or enough calls are left today.
//!
//! Evidence: any answer proves that the session is alive; `UserPermissionAccess` says whether the user holds "API Enabled"; the header
//! `Sforce-Limit-Info` of each answer says how many calls of the last 24 hours are used, as do two pages.

use super::{
    Kind, Need, Object, OrgFacts, PageVerdict, Reason, Spot, Subjects, Value, Verdict, rows, variants,
};
use crate::{
    evidence::{Fault, Field, Moment, PageFacts, Seen, Table},
    setup::Place,
    wire::wraps,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aspect {
    Alive,
    ApiEnabled,
    CallsLeft(u64),
}

/// "The API answers this session", "… the user holds API Enabled", "… at least N calls are left".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiAccess(Aspect);

variants! { Aspect { Alive, ApiEnabled, CallsLeft(most) } }
wraps!(ApiAccess);

fn need() -> Need {
    Need::all(Table::OwnPermissions)
}

impl Kind for ApiAccess {
    const NAME: &'static str = "api_access";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let aspects = [("alive", 0), ("api_enabled", 1), ("calls_left", 2)];
        match options.choice("aspect", &aspects)? {
            0 => Some(ApiAccess(Aspect::Alive)),
            1 => Some(ApiAccess(Aspect::ApiEnabled)),
            _ => options.number("at_least").map(|calls| ApiAccess(Aspect::CallsLeft(calls))),
        }
    }

    fn needs(&self, _: &Subjects<'_>) -> Vec<Need> {
        vec![need()]
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        match self.0 {
            Aspect::CallsLeft(_) => {
                vec![Spot::new(Place::CompanyInformation, None), Spot::new(Place::SystemOverview, None)]
            }
            Aspect::Alive | Aspect::ApiEnabled => Vec::new(),
        }
    }

    fn judge_page(&self, _: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        match (self.0, &page.seen) {
            (
                Aspect::CallsLeft(wanted),
                Ok(Seen::Company { calls: Some(calls), .. } | Seen::Overview { calls }),
            ) => PageVerdict::of(enough(wanted, calls.max.saturating_sub(calls.used))),
            _ => PageVerdict::silent(),
        }
    }

    fn judge_org(&self, _: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        if let (Some((_, fault)), Aspect::Alive | Aspect::ApiEnabled) = (&org.failed, self.0) {
            return Verdict::CannotTell(Reason::Fault(fault.clone()));
        }
        match self.0 {
            Aspect::Alive => match rows(&need(), org) {
                Ok(_) => Verdict::Holds(Value::Present),
                Err(reason) => Verdict::CannotTell(reason),
            },
            Aspect::ApiEnabled => match rows(&need(), org) {
                Ok([row]) => match row.get("PermissionsApiEnabled").and_then(Field::truth) {
                    Some(true) => Verdict::Holds(Value::Present),
                    Some(false) => Verdict::Fails(Value::Absent),
                    None => Verdict::CannotTell(Reason::NotTold),
                },
                Ok(_) => Verdict::CannotTell(Reason::NotTold),
                Err(reason) => Verdict::CannotTell(reason),
            },
            Aspect::CallsLeft(wanted) => calls_left(wanted, org),
        }
    }

    /// The header comes with every answer.
    fn asked_at(&self, needs: &[Need], _: &Subjects<'_>, org: &OrgFacts) -> Option<Moment> {
        let failed = org.failed.as_ref().map(|(at, _)| *at);
        let usage = org.usage.map(|usage| usage.asked_at);
        match self.0 {
            Aspect::CallsLeft(_) => usage.max(failed),
            Aspect::Alive | Aspect::ApiEnabled => failed.or_else(|| super::asked_at(needs, org)),
        }
    }

    fn wanted(&self) -> Value {
        match self.0 {
            Aspect::Alive | Aspect::ApiEnabled => Value::Present,
            Aspect::CallsLeft(calls) => Value::AtLeast(calls.to_string()),
        }
    }
}

fn enough(wanted: u64, left: u64) -> Verdict {
    let found = Value::Count(left);
    if left >= wanted { Verdict::Holds(found) } else { Verdict::Fails(found) }
}

fn calls_left(wanted: u64, org: &OrgFacts) -> Verdict {
    match (org.usage, &org.failed) {
        // Salesforce's refusal is newer than any count.
        (usage, Some((at, Fault::RequestLimit))) if usage.is_none_or(|usage| usage.asked_at <= *at) => {
            Verdict::Fails(Value::Count(0))
        }
        (Some(usage), _) => enough(wanted, usage.allowed.saturating_sub(usage.used)),
        (None, Some((_, fault))) => Verdict::CannotTell(Reason::Fault(fault.clone())),
        (None, None) => Verdict::CannotTell(Reason::NotLooked),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Usage;

    #[test]
    fn a_refusal_for_used_up_calls_wins_over_an_older_count() {
        let usage = |at| Some(Usage { asked_at: Moment(at), used: 1, allowed: 5_000 });
        let refused = |at| Some((Moment(at), Fault::RequestLimit));
        for (usage, failed, verdict) in [
            (usage(10), refused(20), Verdict::Fails(Value::Count(0))),
            (None, refused(20), Verdict::Fails(Value::Count(0))),
            (usage(30), refused(20), Verdict::Holds(Value::Count(4_999))),
            (usage(30), None, Verdict::Holds(Value::Count(4_999))),
        ] {
            let org = OrgFacts { usage, failed, ..OrgFacts::default() };
            assert_eq!(calls_left(1_000, &org), verdict, "{org:?}");
        }
    }
}
