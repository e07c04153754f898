//! What the sidebar must say, from what was seen and told and when: the design's rules on statuses, written down a second time and simply.
//! It knows nothing of how the product keeps or merges anything.

use super::worker::Mark;
use std::collections::BTreeMap;

pub const DONE: &str = "done, lowers protection";
pub const TO_DO: &str = "to do";
pub const CHANGED: &str = "changed, not saved";
pub const CANNOT_TELL: &str = "cannot tell";
pub const NOT_CHECKED: &str = "not checked yet";
pub const COULD_NOT: &str = "could not check";
pub const BY_HAND: &str = "do by hand";
pub const SAID: &str = "done, said by you";
pub const NOT_NEEDED: &str = "not needed here";

/// By how much a browser's clock may be blurred.
const BLUR: u64 = 150;

/// The two pages: a form with the setting, and a list with the package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Settings,
    Packages,
}

/// A page as it was seen: what it was sent with, what it shows now. `good`: the setting is off, the package is there.
#[derive(Debug, Clone)]
pub struct Look {
    pub document: String,
    pub loaded_at: u64,
    pub sent: bool,
    pub shown: bool,
    pub error: bool,
}

impl Look {
    pub fn is_changed(&self) -> bool {
        self.error || self.sent != self.shown
    }
}

/// What a session was told: of when, and whether it is good.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Told {
    pub owner: Option<String>,
    pub answers: [Option<(u64, bool)>; 2],
    pub failed: bool,
    pub newest: Option<u64>,
}

/// What a tab knows besides: which page is open there, and what the session was told in which it looked last.
#[derive(Debug, Clone, Default)]
pub struct Tab {
    open: [Option<Look>; 2],
    told: Told,
}

/// All that was seen and told of one org.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    pub api: bool,
    pub limit: u64,
    pub said: Option<u64>,
    newest: [Option<Look>; 2],
    saved_at: [u64; 2],
    /// "A page that went away with a change in it was saved, seen or unseen, at some time before it was gone": when it was gone, and when
    /// it was loaded.
    lost: [Option<(u64, u64)>; 2],
    sessions: BTreeMap<Mark, Told>,
    pub tabs: [Tab; 2],
}

/// What is known of one thing: whether it is good, and of when, unless an open page says so.
enum Known {
    Changed,
    Decided(bool, Option<u64>),
    Disagree,
    Nothing,
}

impl Rules {
    fn is_void(&self, page: Page, look: &Look) -> bool {
        let lost = self.lost[page as usize].map_or(0, |(_, loaded_at)| loaded_at + 1);
        look.loaded_at < self.saved_at[page as usize] || look.loaded_at < lost
    }

    /// "A page counts as current while its document is open; afterwards the newer evidence wins."
    fn counts(&self, tab: usize, page: Page) -> Option<&Look> {
        let open = self.tabs[tab].open[page as usize].as_ref();
        open.filter(|look| !self.is_void(page, look)).or(self.newest[page as usize].as_ref())
    }

    pub fn look(&mut self, tab: usize, page: Page, look: Look) {
        let at = page as usize;
        let newer = self.newest[at].as_ref().filter(|newest| newest.loaded_at > look.loaded_at);
        let is_past = self.is_void(page, &look) && newer.is_some();
        let before = self.counts(tab, page).filter(|before| before.document != look.document);
        if let Some(before) = before.filter(|before| before.is_changed() && !is_past) {
            self.lost[at] = self.lost[at].max(Some((look.loaded_at, before.loaded_at)));
        }
        if newer.is_none() {
            self.newest[at] = Some(look.clone());
        }
        self.tabs[tab].open[at] = Some(look);
    }

    pub fn save(&mut self, page: Page, now: u64) {
        self.saved_at[page as usize] = now;
    }

    pub fn close(&mut self, tab: usize, page: Page, now: u64) {
        let counted = self.counts(tab, page).map(|look| look.document.clone());
        let Some(gone) = self.tabs[tab].open[page as usize].take() else { return };
        if gone.is_changed() && counted == Some(gone.document) {
            self.lost[page as usize] = self.lost[page as usize].max(Some((now, gone.loaded_at)));
        }
    }

    /// What a tab showed is not before the admin any more, and nobody hears it go.
    pub fn hide(&mut self, tab: usize) {
        self.tabs[tab].open = Default::default();
    }

    /// Another org is at this address.
    pub fn forget_pages(&mut self) {
        self.newest = Default::default();
        self.saved_at = Default::default();
        self.lost = Default::default();
        self.said = None;
        self.tabs.iter_mut().for_each(|tab| tab.open = Default::default());
    }

    pub fn restart(&mut self) {
        self.sessions.clear();
        self.tabs = Default::default();
    }

    pub fn take_leave_back(&mut self) {
        self.sessions.clear();
    }

    /// A session was told something, whose question left at that time.
    pub fn told(&mut self, mark: &Mark, now: u64, at: u64, told: Told) {
        if !self.api {
            return self.sessions.clear();
        }
        let held = self.sessions.entry(mark.clone()).or_default();
        if held.newest.is_some_and(|newest| newest > now + BLUR) {
            *held = Told::default();
        }
        held.owner = told.owner.or(held.owner.take());
        if held.newest <= Some(at) {
            held.failed = told.failed;
        }
        held.newest = held.newest.max(Some(at));
        for (held, told) in held.answers.iter_mut().zip(told.answers) {
            if told.is_some() && held.map(|(at, _)| at) <= told.map(|(at, _)| at) {
                *held = told;
            }
        }
    }

    /// A tab looks, or is told, in a session. What another session was told is gone.
    pub fn know(&mut self, tab: usize, mark: &Mark) {
        let now = self.sessions.get(mark).cloned().unwrap_or_default();
        let known = &mut self.tabs[tab].told;
        if !self.api {
            *known = Told::default();
        } else if now.owner != known.owner || now.newest >= known.newest {
            *known = now;
        }
    }

    /// Nobody answered a tab that asked.
    pub fn unanswered(&mut self, tab: usize, now: u64) {
        let known = &mut self.tabs[tab].told;
        known.failed = true;
        known.newest = known.newest.max(Some(now));
    }

    /// Something happened in a tab: what is dated later than now is of before the clock was set back. That something was saved before now
    /// stays true.
    pub fn happened(&mut self, tab: usize, now: u64) {
        let is_to_come = |at: u64| at > now + BLUR;
        if self.tabs[tab].told.newest.is_some_and(is_to_come) {
            self.tabs[tab].told = Told::default();
        }
        for at in 0..2 {
            self.newest[at] = self.newest[at].take().filter(|look| !is_to_come(look.loaded_at));
            self.saved_at[at] = self.saved_at[at].min(now);
            self.lost[at] = self.lost[at].map(|(gone, loaded)| (gone.min(now), loaded.min(now)));
        }
    }

    fn known(&self, tab: usize, page: Page) -> Known {
        let at = page as usize;
        let open = self.tabs[tab].open[at].as_ref();
        let is_open = |look: &Look| open.is_some_and(|open| open.document == look.document);
        let look = self.counts(tab, page).filter(|look| !self.is_void(page, look));
        let look = look.filter(|look| is_open(look) || !look.is_changed()).map(|look| (look, is_open(look)));
        let gone_at = self.lost[at].map_or(0, |(gone_at, _)| gone_at);
        let told = self.tabs[tab].told.answers[at];
        let told = told.filter(|(at_, _)| *at_ >= self.saved_at[at] && *at_ >= gone_at);
        match (look, told) {
            (Some((look, true)), _) if look.is_changed() => Known::Changed,
            (Some((look, true)), Some((at, good))) if at >= look.loaded_at && good != look.sent => {
                Known::Disagree
            }
            (Some((look, true)), _) => Known::Decided(look.sent, None),
            (Some((look, false)), Some((at, good))) if at > look.loaded_at => Known::Decided(good, Some(at)),
            (Some((look, false)), _) => Known::Decided(look.sent, Some(look.loaded_at)),
            (None, Some((at, good))) => Known::Decided(good, Some(at)),
            (None, None) => Known::Nothing,
        }
    }

    /// Of each step its status, and whether that is old.
    pub fn say(&self, tab: usize, now: u64) -> [(&'static str, bool); 3] {
        let is_old = |at: Option<u64>| at.is_some_and(|at| now.saturating_sub(at) > self.limit * 60_000);
        let told = &self.tabs[tab].told;
        let status = |page: Page| match self.known(tab, page) {
            Known::Changed => (CHANGED, false),
            Known::Decided(good, at) => (if good { DONE } else { TO_DO }, is_old(at)),
            Known::Disagree => (CANNOT_TELL, false),
            // What was asked for and does not count any more says nothing of why the last question failed.
            Known::Nothing if told.failed && told.answers[page as usize].is_none() => (COULD_NOT, false),
            Known::Nothing => (NOT_CHECKED, false),
        };
        let by_hand = match self.known(tab, Page::Packages) {
            Known::Decided(false, at) => (NOT_NEEDED, is_old(at)),
            _ => (if self.said.is_some() { SAID } else { BY_HAND }, false),
        };
        // That a step is needed may be known from long ago: it is then the age of what it says itself that counts.
        [status(Page::Settings), status(Page::Packages), by_hand]
    }
}
