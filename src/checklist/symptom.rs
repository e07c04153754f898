//! Symptoms: what an admin sees when something does not work, and which steps explain it.
//!
//! A symptom is found by its id, or by a text that the admin pastes. Texts are compared as words alone, and nothing in a checklist is a
//! pattern: a text that fits no symptom finds none.

use super::document::own_id;
use crate::{
    requirement::options::Object,
    wire::{record, wraps},
};

/// The most letters of a text that are read.
const MOST_READ: usize = 4_000;
/// The fewest bytes of words that tell one message from another.
const FEWEST: usize = 10;
/// The most bytes of words that one message may have.
const MOST: usize = 300;

/// What parts words, besides what does in ASCII.
const SIGNS: [char; 9] = ['“', '”', '„', '«', '»', '…', '–', '—', '\u{a0}'];

/// Something that does not work, as the admin sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symptom {
    /// Permanent name.
    pub id: String,
    /// What is seen.
    pub title: String,
    /// What a message says where this is the reason.
    pub says: Vec<Words>,
    /// What it means.
    pub about: String,
    /// Ids of the steps that explain it, most likely first.
    pub steps: Vec<String>,
}

/// A text as its words alone: lower case, and a blank around each of them. Letters that are not ASCII are words of their own: some scripts
/// part no words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(String);

record! { Symptom { id, title, says, about, steps } }
wraps!(Words);

impl Words {
    /// The words of a text, as far as it is read.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut words = " ".to_owned();
        for letter in text.chars().take(MOST_READ) {
            match letter {
                '\'' | '’' | '‘' | 'ʼ' | '`' => {}
                letter if letter.is_ascii_alphanumeric() => words.push(letter.to_ascii_lowercase()),
                letter => {
                    part(&mut words);
                    if !letter.is_ascii() && !SIGNS.contains(&letter) {
                        words.push(letter);
                        words.push(' ');
                    }
                }
            }
        }
        part(&mut words);
        Words(words)
    }

    /// How much of one text the other is: all of the shorter one, or nothing.
    fn shared(&self, other: &Words) -> usize {
        let (long, short) = if self.0.len() < other.0.len() { (other, self) } else { (self, other) };
        let short = short.0.as_bytes();
        if short.len() >= FEWEST && long.0.as_bytes().windows(short.len()).any(|part| part == short) {
            short.len()
        } else {
            0
        }
    }
}

/// Ends a word.
fn part(words: &mut String) {
    if !words.ends_with(' ') {
        words.push(' ');
    }
}

/// The symptoms that a text fits best: the one of that id, else those of whose messages it shares most; none where it shares nothing.
#[must_use]
pub fn fitting<'s>(symptoms: &'s [Symptom], text: &str) -> Vec<&'s Symptom> {
    let words = Words::of(text);
    let mut best = 1;
    let mut fitting = Vec::new();
    for symptom in symptoms {
        if symptom.id == text {
            return vec![symptom];
        }
        let mut shared = 0;
        for message in &symptom.says {
            shared = shared.max(message.shared(&words));
        }
        if shared > best {
            fitting.clear();
            best = shared;
        }
        if shared == best {
            fitting.push(symptom);
        }
    }
    fitting
}

/// Reads a symptom of a checklist that has these steps.
pub(super) fn read(symptom: &mut Object<'_>, ids: &mut Vec<String>, steps: &[String]) -> Option<Symptom> {
    let id = own_id(symptom, ids);
    let title = symptom.text("title");
    let says = messages(symptom);
    let about = symptom.text("about");
    let steps = causes(symptom, steps);
    Some(Symptom { id: id?, title: title?, says: says?, about: about?, steps: steps? })
}

/// The steps that explain it, which are all known.
fn causes(symptom: &mut Object<'_>, known: &[String]) -> Option<Vec<String>> {
    let steps = symptom.texts("steps")?;
    for (at, step) in steps.iter().enumerate() {
        if !known.contains(step) {
            let expected = "the id of a step of this checklist";
            symptom.refuse_entry::<()>("steps", at, expected, &format!("\"{step}\""));
        }
        if steps.iter().take(at).any(|earlier| earlier == step) {
            symptom.refuse_entry::<()>("steps", at, "each step once", &format!("\"{step}\" again"));
        }
    }
    Some(steps)
}

/// Messages that are long enough to be told from others.
fn messages(symptom: &mut Object<'_>) -> Option<Vec<Words>> {
    let mut messages = Vec::new();
    for (at, text) in symptom.texts_or_none("says")?.iter().enumerate() {
        let words = Words::of(text);
        if !(FEWEST..=MOST).contains(&words.0.len()) {
            let expected = format!("a message whose words have {FEWEST} to {MOST} bytes");
            let found = format!("\"{}\"", text.chars().take(80).collect::<String>());
            symptom.refuse_entry::<()>("says", at, &expected, &found);
        }
        messages.push(words);
    }
    Some(messages)
}
