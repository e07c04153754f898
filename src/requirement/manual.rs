//! Something only a person can see to: no evidence but the admin's word decides it.

use super::{Kind, Need, Object, OrgFacts, Reason, Subjects, Value, Verdict};

/// "Done by hand".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manual;

impl Kind for Manual {
    const NAME: &'static str = "manual";

    fn read(_: &mut Object<'_>) -> Option<Self> {
        Some(Manual)
    }

    fn needs(&self, _: &Subjects<'_>) -> Vec<Need> {
        Vec::new()
    }

    fn judge_org(&self, _: &Subjects<'_>, _: &OrgFacts) -> Verdict {
        Verdict::CannotTell(Reason::ByHand)
    }

    fn wanted(&self) -> Value {
        Value::ByHand
    }

    fn by_hand(&self) -> bool {
        true
    }
}
