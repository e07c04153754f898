//! What the sidebar knows. One value per tab; everything shown is a function of it.

use super::update::Document;
pub use crate::bridge::frame::{Gaps, PointOutcome};
use crate::{
    bridge::{Choices, frame::FrameName},
    checklist::{Checklist, Report},
    evidence::{Evidence, Moment, Ordered, Reason, Spot},
    requirement::Control,
    setup::{Address, Place},
};

/// What the sidebar takes of the window's width, in pixels: itself, its distance from the edge, and a ring's own width.
const TAKEN: i64 = 320 + 16 + 8;

/// The state of the sidebar in one tab.
#[derive(Debug, Clone)]
pub struct State {
    /// Where the top document is.
    pub address: Address,
    /// The user's Salesforce locale, such as `en-US` or `ja`; for dates and numbers.
    pub locale: String,
    /// The chosen checklists.
    pub checklists: Vec<Checklist>,
    /// What the admin chose, as it is kept.
    pub choices: Choices,
    /// The documents that spoke, by frame.
    pub documents: Ordered<FrameName, Document>,
    /// The frame whose document sent its form last, until another document stands there.
    pub sent: Option<i64>,
    /// All that is known of the org.
    pub evidence: Evidence,
    /// One report per checklist, true after every change.
    pub reports: Vec<Report>,
    /// How the reading of the current page stands.
    pub page: PageState,
    /// What the page showed that was left last, as text, until another is seen.
    pub left: Option<String>,
    /// Whether and how the API is asked.
    pub api: ApiState,
    /// Which checklist is shown, as an index.
    pub shown: usize,
    /// Which step is open, by id.
    pub open_step: Option<String>,
    /// What the admin sees going wrong: a symptom's id, or a message. Then only the steps that explain it are shown.
    pub sees: Option<String>,
    /// Whether the admin was asked what they see: what asks stays open, for the focus may be in it.
    pub asked: bool,
    /// Whether something else was chosen to be seen while a check was under way: what explains it is asked next.
    pub unasked: bool,
    /// Whether only the tab at the edge is shown.
    pub collapsed: bool,
    /// What is pointed at.
    pub pointing: Option<Pointing>,
    /// Where `Go there` leads, until a page of that place was seen.
    pub going: Option<Going>,
    /// Something the admin must be told once, above all else.
    pub trouble: Option<Trouble>,
    /// The time by which ages are told.
    pub now: Moment,
}

impl State {
    /// The state before anything is known. `language` is the top document's.
    #[must_use]
    pub fn new(address: Address, language: String, now: Moment) -> Self {
        State {
            address,
            locale: language,
            checklists: Vec::new(),
            choices: Choices::default(),
            documents: Ordered::new(),
            sent: None,
            evidence: Evidence::default(),
            reports: Vec::new(),
            page: PageState::Elsewhere,
            left: None,
            api: ApiState::Off,
            shown: 0,
            open_step: None,
            sees: None,
            asked: false,
            unasked: false,
            collapsed: false,
            pointing: None,
            going: None,
            trouble: None,
            now,
        }
    }
}

impl State {
    /// Whether the sidebar stands where the page's lines begin: the admin had it move there, or it would cover what is ringed.
    #[must_use]
    pub fn stands_at_start(&self) -> bool {
        let preferred = self.choices.at_start;
        let Some(gaps) = self.pointing.as_ref().and_then(|pointing| pointing.gaps) else { return preferred };
        let (own, other) = if preferred { (gaps.start, gaps.end) } else { (gaps.end, gaps.start) };
        preferred != (own < TAKEN && other > own)
    }
}

/// How the reading of the current page stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageState {
    /// No place that is known.
    Elsewhere,
    /// A known place whose page was not read yet.
    Waiting(Spot),
    /// Read.
    Read(Spot),
    /// Collected, but not understood.
    Unreadable(Spot, Reason),
}

impl PageState {
    /// The known place, whatever its state.
    #[must_use]
    pub fn spot(&self) -> Option<&Spot> {
        match self {
            PageState::Elsewhere => None,
            PageState::Waiting(spot) | PageState::Read(spot) | PageState::Unreadable(spot, _) => Some(spot),
        }
    }
}

/// Whether and how the API is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiState {
    /// The admin did not allow it for this org.
    Off,
    /// Allowed; nothing is under way.
    Allowed,
    /// A check is under way.
    Checking,
}

/// What is pointed at, and how that went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointing {
    /// The step's id.
    pub step: String,
    /// What to touch; `None` until the page was read.
    pub target: Option<Control>,
    /// The frame that was asked.
    pub frame: Option<FrameName>,
    /// How it went.
    pub outcome: PointOutcome,
    /// What is free beside it in the tab's window.
    pub gaps: Option<Gaps>,
}

/// A way that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Going {
    /// Where to.
    pub place: Place,
    /// Whether the place's other way, where it has one, is still to be tried.
    pub first: bool,
}

/// Something the admin must be told once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The extension was updated while the page was open.
    Updated,
    /// The browser did not keep what it was given.
    NotKept,
    /// Some of what was kept could not be read.
    NotRead,
    /// A checklist file could not be read: its name and its first problem.
    Checklist(String, String),
    /// `Go there` did not arrive: where it was to lead, and the title of what stands there instead.
    NotArrived(Place, String),
}

/// What the admin can do in the sidebar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Shrink to the tab at the edge.
    Collapse,
    /// Open again.
    Expand,
    /// Stand on the other side.
    ChangeSides,
    /// Show another checklist.
    ChooseChecklist(usize),
    /// Say what is seen going wrong: a symptom's id, or a message; nothing for all steps.
    See(String),
    /// Open or close a step's details.
    ToggleStep(String),
    /// Point at the step's control on this page.
    ShowMe(String),
    /// Stop pointing.
    StopShowing,
    /// Go to the step's place.
    GoThere(String),
    /// Ask the API now.
    CheckNow,
    /// Say that a step is done.
    SayDone(String),
    /// Take that back.
    TakeBack(String),
    /// Open Orgready's own page.
    OpenOptions,
    /// Put the keyboard's focus back into the page.
    Leave,
}
