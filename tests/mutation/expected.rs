//! What may still be said of a page after operators were at it.

pub use crate::asked::Said;
use crate::{about::About, asked::Parts};
use orgready::evidence::{Reason, Verdict};
use serde_json::Value;

/// What an operator does to the truth of what is asked about the things it touches. Of all else it keeps the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It is as it was: the same, or `cannot tell`.
    Keeps,
    /// The thing may be gone, or be another: the same, that it does not hold, or `cannot tell`.
    Denies,
    /// The thing says the opposite: that, or `cannot tell`.
    Flips,
    /// The thing shows the opposite, and that is not saved: the same with that mark, or `cannot tell`.
    Unsaves,
    /// Nothing is known of it: only `cannot tell`.
    Destroys,
}

/// An operator at work on a page.
pub struct Touch<'v> {
    pub truth: Truth,
    /// The things it touches; `None` where that is the whole page.
    pub things: Option<Vec<&'v Value>>,
    /// Whether of two things of one name one may be left.
    pub thins: bool,
    /// Whether it makes other numbers.
    pub renumbers: bool,
}

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
    /// Of the parts, where it is of a combined requirement: the whole is what they come to.
    parts: Vec<Expected>,
}

impl Expected {
    pub fn of(then: Said) -> Self {
        let may_be_unsaved = then.1;
        let parts = then.2.as_ref().map(|Parts(_, parts)| parts.iter().cloned().map(Expected::of).collect());
        Expected {
            parts: parts.unwrap_or_default(),
            then,
            same: true,
            holds: false,
            fails: false,
            may_be_unsaved,
            must_be_unsaved: false,
            touched: 0,
        }
    }

    /// Takes an operator in, by what it does to the page as it is before it.
    pub fn after(&mut self, touch: &Touch<'_>, about: &About, page: &Value) {
        if let About::Parts(parts) = about {
            self.parts.iter_mut().zip(parts).for_each(|(it, about)| it.after(touch, about, page));
            return;
        }
        let Some(things) = &touch.things else {
            // A list says what it says, whatever message is above it.
            if touch.truth != Truth::Unsaves || matches!(about, About::Box(_) | About::All) {
                self.become_of(touch.truth, about);
            }
            return;
        };
        let things: Vec<&Value> = things.iter().copied().filter(|thing| about.is_about(thing)).collect();
        self.touched += usize::from(!things.is_empty());
        let twins = matches!(self.then.0, Verdict::CannotTell(Reason::Ambiguous(_))) || about.has_twins(page);
        // Of two cells that are changed, or of one number, another range is made.
        let another_range =
            matches!(about, About::Addresses) && !things.is_empty() && (self.touched > 1 || touch.renumbers);
        if (twins && touch.thins) || another_range || things.iter().any(|thing| about.is_open(thing)) {
            (self.holds, self.fails, self.must_be_unsaved) = (true, true, false);
        }
        if touch.truth == Truth::Unsaves && things.iter().any(|thing| is_unsaved(thing)) {
            // It is as it was saved.
            self.must_be_unsaved = false;
        } else if !things.is_empty() {
            self.become_of(touch.truth, about);
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
        if let Some(Parts(_, parts)) = &now.2 {
            return now.follows() && parts.iter().zip(&self.parts).all(|(now, it)| it.allows(now));
        }
        let Some(holds) = now.0.decided() else { return !now.1 || self.may_be_unsaved };
        let said =
            (self.same && now.says_less(&self.then)) || (holds && self.holds) || (!holds && self.fails);
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
