//! Conflicts: steps that can't both be done, because what one wants is the opposite of what another wants.
//!
//! Only what is so in every org is told. What is asked of an input's users says nothing here: other users are meant elsewhere.

use super::{Checklist, Step};
use crate::requirement::Requirement;

/// A step, with the checklist that it is of.
pub type Known<'c> = (&'c Checklist, &'c Step);

/// The steps of these checklists that want the opposite of what a requirement wants, in their order.
#[must_use]
pub fn opposites<'c>(wanted: &Requirement, checklists: &'c [Checklist]) -> Vec<Known<'c>> {
    let mut opposites = Vec::new();
    for checklist in checklists {
        for step in &checklist.steps {
            if contradict(wanted, &step.requirement) {
                opposites.push((checklist, step));
            }
        }
    }
    opposites
}

/// Whether the two can't both hold.
fn contradict(one: &Requirement, other: &Requirement) -> bool {
    match (one, other) {
        (Requirement::AllOf(all), other) | (other, Requirement::AllOf(all)) => {
            all.parts().iter().any(|part| contradict(part, other))
        }
        (Requirement::AnyOf(any), other) | (other, Requirement::AnyOf(any)) => {
            any.parts().iter().all(|part| contradict(part, other))
        }
        (Requirement::Not(not), other) | (other, Requirement::Not(not)) => {
            not.parts().iter().any(|part| implies(other, part))
        }
        (one, other) => one.contradicts(other),
    }
}

/// Whether the other holds wherever the one does.
fn implies(one: &Requirement, other: &Requirement) -> bool {
    match other {
        Requirement::AllOf(all) => all.parts().iter().all(|part| implies(one, part)),
        Requirement::AnyOf(any) => any.parts().iter().any(|part| implies(one, part)),
        other => one.implies(other),
    }
}
