//! What Orgready's own page shows of one user: facts and steps as plain words, each with its link. No DOM, and no state.

use super::words::{self, reason, value, wanted};
use crate::{
    checklist::{
        Checklist, Status,
        person::{self, Fact, Part, Told},
    },
    evidence::{Inputs, OrgFacts, Reason, Spot, Value},
    setup::{Address, Route},
    wire::{Write, write_fields},
};

/// All that is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// Why nothing is known of the user.
    pub problem: Option<String>,
    /// What is known.
    pub facts: Vec<ShownFact>,
    /// The steps, by what the user is taken as.
    pub parts: Vec<ShownPart>,
}

/// Where something can be seen or changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Link {
    /// Salesforce's English name of the page.
    pub place: &'static str,
    /// Its address.
    pub url: String,
}

/// Something that is known of the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownFact {
    /// What.
    pub title: &'static str,
    /// What was found, or why nothing was.
    pub found: String,
    /// Where.
    pub link: Option<Link>,
}

/// The steps of a checklist that are about one of its inputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownPart {
    /// The checklist's title.
    pub checklist: String,
    /// The input's label.
    pub input: String,
    /// Whether the user was named there.
    pub named: bool,
    /// The steps.
    pub steps: Vec<ShownStep>,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownStep {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its status, by its permanent name.
    pub status: &'static str,
    /// Its status in words.
    pub words: &'static str,
    /// What it is at, and why.
    pub because: String,
    /// What was found, where that says more than the status.
    pub found: Option<String>,
    /// Where.
    pub link: Option<Link>,
}

/// Shows a user as the org's answers tell of them. Links lead to the hosts of `address`.
#[must_use]
pub fn show(
    checklists: &[Checklist],
    chosen: &Inputs,
    user: &str,
    org: &OrgFacts,
    address: Option<&Address>,
) -> Shown {
    let mut shown = Shown::default();
    match person::facts(user, org) {
        Ok(facts) => shown.facts.extend(facts.into_iter().map(|fact| show_fact(fact, address))),
        Err(why) => shown.problem = Some(reason(&why).what),
    }
    for checklist in checklists {
        let parts = person::parts(checklist, chosen, user);
        shown.parts.extend(parts.iter().map(|part| show_part(part, user, org, address)));
    }
    shown
}

fn link(spots: &[Spot], address: Option<&Address>) -> Option<Link> {
    let address = address?;
    let route = spots.iter().find_map(|spot| Route::to(spot.place, spot.record.as_deref(), address))?;
    Some(Link { place: route.title, url: route.url() })
}

fn show_fact(fact: Fact, address: Option<&Address>) -> ShownFact {
    let found = fact.found.unwrap_or_else(|why| in_full(&why));
    ShownFact { title: fact.title, found, link: link(fact.spot.as_slice(), address) }
}

fn show_part(part: &Part<'_>, user: &str, org: &OrgFacts, address: Option<&Address>) -> ShownPart {
    ShownPart {
        checklist: part.checklist.title.clone(),
        input: part.input.label.clone(),
        named: part.named,
        steps: part.told(user, org).iter().map(|told| show_step(told, address)).collect(),
    }
}

fn show_step(told: &Told<'_>, address: Option<&Address>) -> ShownStep {
    ShownStep {
        id: told.step.id.clone(),
        title: told.step.title.clone(),
        status: told.status.name(),
        words: words::status(&told.status),
        because: because(told),
        found: found(told),
        link: link(&told.spots, address),
    }
}

fn in_full(why: &Reason) -> String {
    let said = reason(why);
    [&said.what, " ", said.then].concat()
}

fn because(told: &Told<'_>) -> String {
    let mut because = match (&told.status, &told.step.when) {
        (Status::CannotTell(why), _) => in_full(why),
        (Status::CouldNotCheck(fault), _) => in_full(&Reason::Fault(fault.clone())),
        (Status::NotCheckedYet, _) => in_full(&Reason::NotLooked),
        (Status::NotNeeded, Some(when)) => when.otherwise.clone(),
        _ => told.step.why.clone(),
    };
    if let Some(unknown) = &told.maybe_needless {
        let said = [" It is not known whether this step is needed. ", &reason(unknown).what].concat();
        because.push_str(&said);
    }
    because
}

/// Of one user, "0 of 1" is what the status says.
fn found(told: &Told<'_>) -> Option<String> {
    let found = told.found.as_ref()?;
    let says_more = !matches!(found, Value::Progress { of: 1, .. } | Value::Present);
    match &told.status {
        Status::ToDo if says_more => {
            let wanted = wanted(&told.step.requirement.wanted(), Some(found));
            Some(["Found: ", &value(found), ". Wanted: ", &wanted, "."].concat())
        }
        Status::Done | Status::DoneLowersProtection if says_more => {
            Some(["Found: ", &value(found), "."].concat())
        }
        _ => None,
    }
}

impl Write for Link {
    fn write(&self, to: &mut String) {
        write_fields("place,url,", &[&self.place, &self.url], to);
    }
}

impl Write for ShownFact {
    fn write(&self, to: &mut String) {
        write_fields("title,found,link,", &[&self.title, &self.found, &self.link], to);
    }
}

impl Write for ShownStep {
    fn write(&self, to: &mut String) {
        let ShownStep { id, title, status, words, because, found, link } = self;
        let fields: [&dyn Write; 7] = [id, title, status, words, because, found, link];
        write_fields("id,title,status,words,because,found,link,", &fields, to);
    }
}

impl Write for ShownPart {
    fn write(&self, to: &mut String) {
        let ShownPart { checklist, input, named, steps } = self;
        write_fields("checklist,input,named,steps,", &[checklist, input, named, steps], to);
    }
}

impl Write for Shown {
    fn write(&self, to: &mut String) {
        write_fields("problem,facts,parts,", &[&self.problem, &self.facts, &self.parts], to);
    }
}
