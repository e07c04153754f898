//! The admin answered a question of the checklist with yes or no: for the conditions of steps.
//!
//! No evidence of the org's: it is the admin's own word, and does not age.

use super::{Input, InputKind, Kind, Moment, Need, Object, OrgFacts, Reason, Subjects, Value, Verdict};

/// "Input I was answered with yes, or with no".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    input: String,
    is: String,
}

crate::wire::record! { Answered { input, is } }

impl Kind for Answered {
    const NAME: &'static str = "answered";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let input = options.text("input");
        let is = options.choice("is", &[("yes", "yes"), ("no", "no")]);
        Some(Answered { input: input?, is: is?.to_owned() })
    }

    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        inputs.push((&self.input, InputKind::Choice));
    }

    fn needs(&self, _: &Subjects<'_>) -> Vec<Need> {
        Vec::new()
    }

    /// As old as can be: it must not make other evidence look newer, and it is never stale in a condition.
    fn asked_at(&self, _: &[Need], who: &Subjects<'_>, _: &OrgFacts) -> Option<Moment> {
        (!who.of(&self.input).is_empty()).then(Moment::default)
    }

    fn judge_org(&self, who: &Subjects<'_>, _: &OrgFacts) -> Verdict {
        match who.of(&self.input) {
            [answer] if answer.eq_ignore_ascii_case(&self.is) => Verdict::Holds(Value::Text(answer.clone())),
            [answer] if answer.eq_ignore_ascii_case("yes") || answer.eq_ignore_ascii_case("no") => {
                Verdict::Fails(Value::Text(answer.clone()))
            }
            [] => Verdict::CannotTell(Reason::NobodyChosen(self.input.clone())),
            _ => Verdict::CannotTell(Reason::BadInput("answer with yes or no".to_owned())),
        }
    }

    fn wanted(&self) -> Value {
        Value::Text(self.is.clone())
    }
}
