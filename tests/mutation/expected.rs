//! What may still be said of a page after operators were at it.

use crate::{
    about::About,
    operators::{Operator, Truth},
};
use orgready::evidence::{Reason, Verdict};
use serde_json::Value;

/// A verdict on what is saved, and whether what is shown differs.
pub type Said = (Verdict, bool);

/// What may be said besides `cannot tell`.
#[derive(Debug)]
pub struct Expected {
    then: Said,
    /// Whether the same may be said, with the same value.
    same: bool,
    holds: bool,
    fails: bool,
    /// Whether it may, and must, be said with the mark of what is not saved.
    may_be_unsaved: bool,
    must_be_unsaved: bool,
    /// How many operators touched what it is about.
    touched: usize,
}

impl Expected {
    pub fn of(then: Said) -> Self {
        let may_be_unsaved = then.1;
        Expected {
            then,
            same: true,
            holds: false,
            fails: false,
            may_be_unsaved,
            must_be_unsaved: false,
            touched: 0,
        }
    }

    /// Takes an operator in, by what it touches on the page as it is before it: `None` where that is all of it.
    pub fn after(&mut self, operator: &Operator, touched: Option<&[&Value]>, about: &About, page: &Value) {
        let Some(touched) = touched else { return self.after_all(operator, about) };
        let touched: Vec<&Value> = touched.iter().copied().filter(|thing| about.is_about(thing)).collect();
        let twins = matches!(self.then.0, Verdict::CannotTell(Reason::Ambiguous(_))) || about.has_twins(page);
        self.touched += usize::from(!touched.is_empty());
        // Of two cells that are changed, or of one number, another range is made.
        let another_range = matches!(about, About::Addresses)
            && (self.touched > 1 || matches!(operator, Operator::Zeros(_)) && !touched.is_empty());
        if (twins && operator.thins()) || another_range || touched.iter().any(|thing| about.is_open(thing)) {
            (self.holds, self.fails, self.must_be_unsaved) = (true, true, false);
        }
        // As it was saved.
        if touched.iter().any(|thing| matches!(operator, Operator::Unsaved(_)) && is_unsaved(thing)) {
            self.must_be_unsaved = false;
            return;
        }
        if !touched.is_empty() {
            self.become_of(operator.truth(is_whole(page)), about);
        }
    }

    fn after_all(&mut self, operator: &Operator, about: &About) {
        match operator.truth(true) {
            // A list says what it says, whatever message is above it.
            Truth::Unsaves if !matches!(about, About::Box(_) | About::All) => {}
            truth => self.become_of(truth, about),
        }
    }

    fn become_of(&mut self, truth: Truth, about: &About) {
        let decided = self.then.0.decided().filter(|_| self.same);
        match (truth, about) {
            (Truth::Keeps, _) | (Truth::Denies, About::Holder(_)) => {}
            (Truth::Denies, About::All) => (self.holds, self.fails) = (true, true),
            (Truth::Denies, _) => self.fails = true,
            (Truth::Flips, About::All) => (self.holds, self.fails) = (true, true),
            (Truth::Flips, About::Any(_)) => self.holds |= decided.is_some(),
            (Truth::Flips, _) => {
                let (holds, fails) =
                    (self.holds || decided == Some(true), self.fails || decided == Some(false));
                (self.same, self.holds, self.fails) = (false, fails, holds);
            }
            (Truth::Unsaves, About::Any(_)) => {}
            (Truth::Unsaves, _) => {
                self.may_be_unsaved = true;
                self.must_be_unsaved |= matches!(about, About::Box(_));
            }
            (Truth::Destroys, _) => (self.same, self.holds, self.fails) = (false, false, false),
        }
    }

    /// Whether this may be said.
    pub fn allows(&self, now: &Said) -> bool {
        let Some(holds) = now.0.decided() else { return !now.1 || self.may_be_unsaved };
        let said = (self.same && crate::asked::says_less(&now.0, &self.then.0))
            || (holds && self.holds)
            || (!holds && self.fails);
        said && (!now.1 || self.may_be_unsaved) && (now.1 || !self.must_be_unsaved)
    }
}

/// Whether a box, or one in a row, shows what is not saved.
fn is_unsaved(thing: &Value) -> bool {
    match thing {
        Value::Array(list) => list.iter().any(is_unsaved),
        Value::Object(fields) => {
            fields.get("saved") != fields.get("shown") || fields.values().any(is_unsaved)
        }
        _ => false,
    }
}

/// Whether a page does not say that its lists are parts.
pub fn is_whole(page: &Value) -> bool {
    page["cut"] == Value::Bool(false) && page["parts"].as_array().is_some_and(Vec::is_empty)
}
