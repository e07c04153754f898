//! Session Settings: a Classic form with a checkbox per setting.
//!
//! No public source shows the boxes' ids or names, so a box is found by its label alone: whole, in the page's language, exactly once.

use super::arrived;
use crate::{
    evidence::{BoxSeen, Reason, Seen},
    page::{
        blocks::{Blocks, Checkbox},
        labels::{LANGUAGES, Label, Labels, primary},
    },
    setup::Place,
};

/// The boxes of the page, by the labels of one language.
pub struct Boxes<'b> {
    blocks: &'b Blocks,
    labels: Option<&'static Labels>,
}

impl<'b> Boxes<'b> {
    /// # Errors
    /// [`Reason::Loading`], [`Reason::UnknownPage`].
    pub fn of(blocks: &'b Blocks) -> Result<Self, Reason> {
        arrived(Place::SessionSettings, blocks)?;
        if blocks.boxes.is_empty() {
            return Err(Reason::UnknownPage);
        }
        let labels = labels_for(blocks);
        // Body class by the rule of this page family: the last part of `/_ui/system/security/SessionSettings`.
        let named =
            blocks.setup_id.is_some() || blocks.body_classes.iter().any(|class| class == "SessionSettings");
        if named || labels.is_some() { Ok(Boxes { blocks, labels }) } else { Err(Reason::UnknownPage) }
    }

    /// The page's language, where not every setting's label can be known in it.
    #[must_use]
    pub fn unlabelled(&self) -> Option<String> {
        let language = primary(&self.blocks.language);
        let complete = match self.labels {
            Some(labels) => labels.language == language || language.is_empty(),
            None => LANGUAGES.iter().any(|labels| labels.language == language),
        };
        (!complete).then(|| self.blocks.language.clone())
    }

    /// The one box of a setting.
    ///
    /// # Errors
    /// Why there is none to rely on.
    pub fn find(&self, setting: &str) -> Result<&'b Checkbox, Reason> {
        let known: Vec<&Label> = self.known().iter().filter(|label| label.setting == setting).collect();
        let labelled = self
            .blocks
            .boxes
            .iter()
            .filter(|checkbox| known.iter().any(|label| label.text == checkbox.label));
        match labelled.collect::<Vec<_>>().as_slice() {
            [only] => Ok(only),
            [] => Err(self.unlabelled().map_or(Reason::UnknownPage, Reason::NoLabels)),
            several => Err(Reason::Ambiguous(several.len())),
        }
    }

    fn known(&self) -> &'static [Label] {
        self.labels.map(|labels| labels.session_settings).unwrap_or_default()
    }
}

/// The labels of the page's language; where the page does not say it, or there are none of it, those of the one language whose labels
/// are on the page.
fn labels_for(blocks: &Blocks) -> Option<&'static Labels> {
    let is_shown = |label: &Label| blocks.boxes.iter().any(|checkbox| checkbox.label == label.text);
    let shown: Vec<&Labels> =
        LANGUAGES.iter().filter(|labels| labels.session_settings.iter().any(is_shown)).collect();
    let language = primary(&blocks.language);
    match shown.as_slice() {
        [only] => Some(only),
        several => several.iter().copied().find(|labels| labels.language == language),
    }
}

/// Reads the page.
///
/// # Errors
/// Why it can't be read.
pub fn read(blocks: &Blocks) -> Result<Seen, Reason> {
    let boxes = Boxes::of(blocks)?;
    let seen = |label: &Label| Some((label.setting.to_owned(), as_seen(boxes.find(label.setting).ok()?)));
    Ok(Seen::SessionSettings {
        boxes: boxes.known().iter().filter_map(seen).collect(),
        unlabelled: boxes.unlabelled(),
    })
}

fn as_seen(checkbox: &Checkbox) -> BoxSeen {
    BoxSeen { saved: checkbox.saved, shown: checkbox.shown, enabled: checkbox.enabled }
}
