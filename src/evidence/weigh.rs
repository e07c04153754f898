//! Which evidence wins, for one requirement, when the org's API and a page both speak.
//!
//! Evidence is dated by when its request left (API) or its document was asked for (page). A Save seen on the page voids older evidence.
//! A page is current while its document is open; afterwards the newer evidence wins. API and page disagree only if the API was asked
//! while that document was open and nothing was saved since.

use super::{Moment, Reason, Verdict};

/// What the API's answer says.
#[derive(Debug, Clone, PartialEq)]
pub struct OrgSide {
    /// When the request left. `None` where nothing was asked.
    pub asked_at: Option<Moment>,
    /// What it says.
    pub verdict: Verdict,
}

/// What the page says.
#[derive(Debug, Clone, PartialEq)]
pub struct PageSide {
    /// When the document's request left.
    pub loaded_at: Moment,
    /// The date of the oldest page by which this one is known to be about the requirement: its own, where that is told otherwise.
    pub told_at: Moment,
    /// Whether the document is open.
    pub open: bool,
    /// Whether the control differs from what was saved, or the page shows an error after a Save.
    pub unsaved: bool,
    /// Whether the requirement would hold once what is shown is saved.
    pub ready: bool,
    /// What the saved values say.
    pub verdict: Verdict,
}

impl PageSide {
    /// How much it counts among several pages that show one thing: a change on an open one first; then what decides or contests, what is
    /// open, and the newest.
    #[must_use]
    pub fn weight(&self) -> (bool, bool, bool, Moment) {
        let says = self.verdict.decided().is_some() || contest(&self.verdict).is_some();
        (self.open && self.unsaved, says, self.open, self.loaded_at)
    }
}

/// Why what others say can't be relied on either, where this is known to be so: that nothing is known says nothing against them.
fn contest(verdict: &Verdict) -> Option<&Reason> {
    match verdict {
        Verdict::CannotTell(
            reason @ (Reason::Ambiguous(_)
            | Reason::NoSuchUser(_)
            | Reason::SessionBased
            | Reason::GroupUpdating
            | Reason::FreeLicence),
        ) => Some(reason),
        _ => None,
    }
}

/// Which source decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A Setup page.
    Page,
    /// The org's API.
    Org,
    /// The admin's word.
    Admin,
}

/// The outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weighed {
    /// The open page holds a change that is not saved.
    Unsaved,
    /// Decided: whether it holds, by which source, of when.
    Decided {
        /// Whether the requirement holds.
        holds: bool,
        /// Who says so.
        by: Source,
        /// The evidence's date.
        at: Moment,
        /// Whether the page that says so is open now: then it cannot be stale.
        current: bool,
    },
    /// Not decided.
    Undecided(Reason),
}

/// Which evidence no longer counts: what was asked for before these moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Void {
    /// Pages.
    pub pages: Option<Moment>,
    /// Answers of the API.
    pub answers: Option<Moment>,
}

impl Void {
    /// Whether a page of this date no longer counts.
    #[must_use]
    pub fn page(&self, at: Moment) -> bool {
        self.pages.is_some_and(|void| at < void)
    }

    /// Whether an answer of this date no longer counts.
    #[must_use]
    pub fn answer(&self, at: Moment) -> bool {
        self.answers.is_some_and(|void| at < void)
    }

    /// What no longer counts by either.
    #[must_use]
    pub fn or(self, other: Void) -> Void {
        Void { pages: self.pages.max(other.pages), answers: self.answers.max(other.answers) }
    }
}

/// Weighs both sides. `void` is what Saves on the pages that show this requirement left behind.
#[must_use]
pub fn weigh(org: &OrgSide, page: Option<&PageSide>, void: Void) -> Weighed {
    let page = page.filter(|side| !void.page(side.loaded_at));
    // A page that closed with an unsaved form tells nothing of what is saved now: its form may have been sent unseen.
    let page = page.filter(|side| side.open || !side.unsaved);
    if page.is_some_and(|side| side.unsaved) {
        return Weighed::Unsaved;
    }
    let org_at = org.asked_at.filter(|at| !void.answer(*at));
    let org_says = org_at.and_then(|at| Some((at, org.verdict.decided()?)));
    let page_says = page.and_then(|side| Some((side, side.verdict.decided()?)));
    if let Some(reason) = contested(org_at.map(|at| (at, org)), page) {
        return Weighed::Undecided(reason.clone());
    }
    match (org_says, page_says) {
        (Some((at, org)), Some((side, page))) => both(at, org, side, page),
        (Some((at, holds)), None) => Weighed::Decided { holds, by: Source::Org, at, current: false },
        (None, Some((side, holds))) => by_page(side, holds),
        (None, None) => Weighed::Undecided(why_not(org, org.asked_at != org_at, page)),
    }
}

/// What one side contests of the other, unless the other is newer and may tell of a later state.
fn contested<'v>(org: Option<(Moment, &'v OrgSide)>, page: Option<&'v PageSide>) -> Option<&'v Reason> {
    let (at, org) = org?;
    let side = page?;
    let of_page = contest(&side.verdict).filter(|_| side.open || side.loaded_at >= at);
    let of_org = contest(&org.verdict).filter(|_| at >= side.loaded_at);
    of_page.or(of_org)
}

fn both(at: Moment, org: bool, side: &PageSide, page: bool) -> Weighed {
    let asked_while_open = side.open && at >= side.loaded_at;
    if org != page && asked_while_open {
        return Weighed::Undecided(Reason::Disagree);
    }
    if side.open || side.loaded_at >= at {
        return by_page(side, page);
    }
    Weighed::Decided { holds: org, by: Source::Org, at, current: false }
}

fn by_page(side: &PageSide, holds: bool) -> Weighed {
    Weighed::Decided {
        holds,
        by: Source::Page,
        at: side.told_at,
        current: side.open && side.told_at == side.loaded_at,
    }
}

/// The reason worth telling: what the page says of itself, unless the API says what went wrong with it.
fn why_not(org: &OrgSide, org_is_void: bool, page: Option<&PageSide>) -> Reason {
    let reason = |verdict: &Verdict| match verdict {
        Verdict::CannotTell(reason) if !matches!(reason, Reason::NotShown | Reason::NotLooked) => {
            Some(reason.clone())
        }
        _ => None,
    };
    let of_org = reason(&org.verdict).filter(|_| !org_is_void);
    let of_page = page.and_then(|side| reason(&side.verdict));
    of_org.or(of_page).unwrap_or(Reason::NotLooked)
}
