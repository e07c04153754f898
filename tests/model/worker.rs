//! What the worker keeps and forgets, written down a second time for the model's test: `extension/worker.js` itself is JavaScript, and its
//! own test (`tests/worker`) holds it to the same rules. Each function here bears the name of the one there that it stands for.

use orgready::{
    bridge::{Choices, Stored, absorbed, from_text, judged, to_text},
    checklist::{Checklist, Meant, needs},
    evidence::{
        Answer, Attestation, Fault, Lost, Moment, Ordered, OrgFacts, Spot, SpotRecord, org_facts::Owner,
    },
};

/// By which the worker knows a session again; nobody's is the empty one.
pub type Mark = String;

/// What is kept of one org's host.
#[derive(Debug, Clone, Default)]
pub struct Worker {
    pub choices: Choices,
    spots: Vec<(String, String)>,
    /// Who gave leave, and of which org.
    owner: (Option<String>, Option<String>),
    // Until the browser closes:
    facts: Vec<(Mark, String)>,
    met: Vec<(Mark, Owner)>,
    leave: Mark,
}

/// A session, as the org knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    pub mark: Mark,
    pub owner: Owner,
}

const MOST_SPOTS: usize = 50;
const MOST_SESSIONS: usize = 4;

fn with_newest<V>(held: &mut Vec<(String, V)>, name: &str, value: V, most: usize) {
    held.retain(|(known, _)| known != name);
    held.push((name.to_owned(), value));
    let surplus = held.len().saturating_sub(most);
    held.drain(..surplus);
}

impl Worker {
    fn facts_of(&self, mark: &str) -> &str {
        self.facts.iter().find(|(known, _)| known == mark).map_or("", |(_, facts)| facts)
    }

    /// What a page gets to know; `whose`: the mark of the session of now.
    pub fn load(&self, checklists: &[Checklist], whose: &str) -> Stored {
        Stored {
            choices: from_text(&to_text(&self.choices)).unwrap(),
            spots: self.spots.iter().map(|(_, body)| body.clone()).collect(),
            org: judged(checklists, &self.choices, self.facts_of(whose)),
        }
    }

    /// What to ask for.
    pub fn needs(
        &self,
        checklists: &[Checklist],
        meant: &Meant,
        mark: &str,
    ) -> Vec<orgready::evidence::Need> {
        let held = from_text(self.facts_of(mark)).unwrap_or_default();
        needs(checklists, &self.choices.inputs, &held, meant)
    }

    /// What an org tells a session; `answers` is what it would tell those who may ask.
    pub fn ask(&mut self, session: Option<&Session>, now: Moment, answers: Vec<Answer>) -> OrgFacts {
        let failed = |fault, owner| OrgFacts { owner, failed: Some((now, fault)), ..OrgFacts::default() };
        let Some(session) = session else { return failed(Fault::NoSession, None) };
        if self.owner.0.is_none() && !self.was_allowed_in(&session.mark) {
            return failed(Fault::NotAllowed, None);
        }
        let other = self.owner.0.as_ref().is_some_and(|user| *user != session.owner.user);
        self.meet(session, now);
        if other {
            return failed(Fault::OtherUser, Some(session.owner.clone()));
        }
        let answers = answers.into_iter().map(|answer| (answer.asked.table, answer)).collect();
        OrgFacts { owner: Some(session.owner.clone()), answers, ..OrgFacts::default() }
    }

    fn was_allowed_in(&self, mark: &str) -> bool {
        self.leave.is_empty() || self.leave == mark
    }

    fn meet(&mut self, session: &Session, now: Moment) {
        let Session { mark, owner } = session;
        if self.owner.1.as_ref().is_some_and(|org| *org != owner.org) {
            self.spots.clear();
            self.choices.said = Ordered::new();
            self.choices.refreshed = Some(now);
        }
        if self.owner.0.is_some() || self.was_allowed_in(mark) {
            self.owner.0.get_or_insert(owner.user.clone());
            self.owner.1 = Some(owner.org.clone());
        }
        with_newest(&mut self.met, mark, owner.clone(), MOST_SESSIONS);
    }

    pub fn take(&mut self, mark: &str, facts: &OrgFacts, now: Moment) {
        if !self.choices.api {
            self.facts.clear();
            return;
        }
        let together = absorbed(self.facts_of(mark), &to_text(facts), now);
        with_newest(&mut self.facts, mark, together, MOST_SESSIONS);
    }

    pub fn keep_spot(&mut self, spot: &Spot, record: &SpotRecord, now: Moment) {
        let name = to_text(spot);
        let held = self.spots.iter().find(|(known, _)| *known == name).map(|(_, body)| body.clone());
        let held = held.map(|body| from_text::<(Spot, SpotRecord)>(&body).unwrap().1);
        let together = held.map_or_else(|| record.clone(), |held| together(held, record, now));
        with_newest(&mut self.spots, &name, to_text(&(spot, &together)), MOST_SPOTS);
    }

    pub fn keep_choice(&mut self, choice: &str, body: &str) {
        match choice {
            "said" => {
                let (step, said): (String, Option<Attestation>) = from_text(body).unwrap();
                match said {
                    Some(said) => drop(self.choices.said.insert(step, said)),
                    None => drop(self.choices.said.remove(&step)),
                }
            }
            "collapsed" => self.choices.collapsed = from_text(body).unwrap(),
            other => panic!("{other} is not chosen in this test"),
        }
    }

    /// The admin saves on Orgready's own page, in this session.
    pub fn choose(&mut self, api: bool, limit: u64, mark: &str) {
        self.leave = if api { mark.to_owned() } else { String::new() };
        self.owner.0 = None;
        self.choices.api = api;
        self.choices.limit = orgready::evidence::Limit(limit);
        self.choices.refreshed = None;
        if !api {
            self.facts.clear();
            self.met.clear();
        }
    }

    /// The browser closes: what is kept until then is gone.
    pub fn restart(&mut self) {
        self.facts.clear();
        self.met.clear();
        self.leave.clear();
    }
}

fn together(one: SpotRecord, other: &SpotRecord, now: Moment) -> SpotRecord {
    let dated = |record: &SpotRecord| {
        record.reading.as_ref().map(|reading| reading.loaded_at).filter(|at| *at <= now).unwrap_or_default()
    };
    let earliest = |at: Moment| at.min(now);
    let lost = |lost: Lost| Lost { gone_at: lost.gone_at.min(now), loaded_at: lost.loaded_at.min(now) };
    let newer = if dated(&one) > dated(other) { one.reading.clone() } else { other.reading.clone() };
    SpotRecord {
        reading: newer,
        saved_at: one.saved_at.map(earliest).max(other.saved_at.map(earliest)),
        lost: one.lost.map(lost).max(other.lost.map(lost)),
    }
}
