//! A checkbox of Session Settings is ticked, is not, or may be either.
//!
//! API evidence: Tooling API, `SELECT Metadata FROM SecuritySettings`, where each setting is a boolean under `sessionSettings`. A missing
//! key says nothing. Page evidence: the setting's box, found by its label through a table of proven labels.

use super::{
    Control, Kind, Need, Object, PageVerdict, Place, Reason, Spot, Subjects, Value, Verdict, record, rows,
    variants,
};
use crate::evidence::{OrgFacts, PageFacts, Seen, Table};

/// The settings a checklist may name, as the Metadata API names them.
pub const SETTINGS: [&str; 9] = [
    "lockSessionsToIp",
    "lockSessionsToDomain",
    "enforceIpRangesEveryRequest",
    "disableTimeoutWarning",
    "forceLogoutOnSessionTimeout",
    "forceRelogin",
    "enablePostForSessions",
    "enableSMSIdentity",
    "enableCacheAndAutocomplete",
];

/// The settings that Salesforce advises to switch on, and what it means where they are off. Salesforce Help: "Modify Session Security
/// Settings"; "How Is the Health Check Score Calculated?" names all but the first. Metadata API Developer Guide: "SessionSettings".
const ADVISED: [(&str, &str); 5] = [
    (
        "lockSessionsToIp",
        "A stolen session can be used from any address. Salesforce recommends this setting to be on.",
    ),
    (
        "lockSessionsToDomain",
        "A stolen session can be used on other domains of the org. Salesforce's Health Check wants this setting on.",
    ),
    (
        "enforceIpRangesEveryRequest",
        "Login IP ranges are checked at login only. Salesforce's Health Check wants this setting on.",
    ),
    (
        "forceRelogin",
        "An admin who was logged in as somebody else need not log in again. Salesforce's Health Check wants this setting on.",
    ),
    (
        "forceLogoutOnSessionTimeout",
        "What a page shows stays there when its session ends. Salesforce's Health Check wants this setting on.",
    ),
];

/// What is asked of the setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    On,
    Off,
    Either,
}

/// "Session setting X is on, off, or either".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionSetting {
    setting: &'static str,
    wanted: Wanted,
}

variants! { Wanted { On, Off, Either } }
record! { SessionSetting { setting, wanted } }

impl SessionSetting {
    /// What it means where the setting is off against Salesforce's advice.
    fn without(&self) -> Option<&'static str> {
        let advised = ADVISED.iter().find(|(setting, _)| *setting == self.setting);
        advised.map(|(_, without)| *without)
    }

    fn verdict(&self, ticked: bool) -> Verdict {
        let holds = match self.wanted {
            Wanted::On => ticked,
            Wanted::Off => !ticked,
            Wanted::Either => true,
        };
        if holds { Verdict::Holds(Value::Ticked(ticked)) } else { Verdict::Fails(Value::Ticked(ticked)) }
    }
}

impl Kind for SessionSetting {
    const NAME: &'static str = "session_setting";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let settings = SETTINGS.map(|setting| (setting, setting));
        let setting = options.choice("setting", &settings);
        let wanted =
            options.choice("is", &[("on", Wanted::On), ("off", Wanted::Off), ("either", Wanted::Either)]);
        Some(SessionSetting { setting: setting?, wanted: wanted? })
    }

    fn needs(&self, _: &Subjects<'_>) -> Vec<Need> {
        vec![Need::all(Table::SecuritySettings)]
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        vec![Spot::new(Place::SessionSettings, None)]
    }

    fn judge_org(&self, _: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        let path = format!("Metadata.sessionSettings.{}", self.setting);
        match rows(&Need::all(Table::SecuritySettings), org) {
            Ok([row]) => match row.get(&path).and_then(crate::evidence::Field::truth) {
                Some(ticked) => self.verdict(ticked),
                None => Verdict::CannotTell(Reason::NotTold),
            },
            Ok(_) => Verdict::CannotTell(Reason::NotTold),
            Err(reason) => Verdict::CannotTell(reason),
        }
    }

    fn judge_page(&self, _: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        let (boxes, unlabelled) = match &page.seen {
            Ok(Seen::SessionSettings { boxes, unlabelled }) => (boxes, unlabelled),
            Ok(_) => return PageVerdict::silent(),
            Err(reason) => return PageVerdict::of(Verdict::CannotTell(reason.clone())),
        };
        match (boxes.get(self.setting), unlabelled) {
            (Some(seen), _) => PageVerdict {
                saved: self.verdict(seen.saved),
                // Where any value will do, a change of it is nobody's business.
                unsaved: self.wanted != Wanted::Either && (page.error || seen.saved != seen.shown),
                ready: self.verdict(seen.shown).decided() == Some(true),
            },
            (None, Some(language)) => {
                PageVerdict::of(Verdict::CannotTell(Reason::NoLabels(language.clone())))
            }
            (None, None) => PageVerdict::of(Verdict::CannotTell(Reason::UnknownPage)),
        }
    }

    fn control(&self, place: Place) -> Option<Control> {
        (place == Place::SessionSettings && self.wanted != Wanted::Either)
            .then_some(Control::SettingBox(self.setting))
    }

    fn wanted(&self) -> Value {
        match self.wanted {
            Wanted::On => Value::Ticked(true),
            Wanted::Off => Value::Ticked(false),
            Wanted::Either => Value::Either,
        }
    }

    fn contradicts(&self, other: &Self) -> bool {
        let both = (self.wanted, other.wanted);
        self.setting == other.setting && matches!(both, (Wanted::On, Wanted::Off) | (Wanted::Off, Wanted::On))
    }

    fn implies(&self, other: &Self) -> bool {
        self.setting == other.setting && (other.wanted == Wanted::Either || self.wanted == other.wanted)
    }

    fn lowers_protection(&self) -> Option<&'static str> {
        self.without().filter(|_| self.wanted == Wanted::Off)
    }

    fn opposite_lowers_protection(&self) -> Option<&'static str> {
        self.without().filter(|_| self.wanted == Wanted::On)
    }
}
