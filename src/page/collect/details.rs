//! Named values: the rows of a Classic detail page, and the panels of System Overview.
//!
//! Shapes: Classic pages saved from orgs into public repositories (`table.detailList`), and an extension that reads System Overview
//! (boostr: `.panel-content-item` with `.title`, `.num` and `.desc`).

use super::Collector;
use crate::page::{blocks::Detail, dom::ParentNode};
use web_sys::Element;

impl Collector {
    pub(super) fn details(&mut self) -> Vec<Detail> {
        let labels = self.shown("table.detailList td.labelCol");
        let mut details: Vec<Detail> = labels.iter().filter_map(|label| self.row_of(label)).collect();
        let panels = self.shown("#panel-board .panel-content-item");
        details.extend(panels.iter().filter_map(|panel| self.panel(panel)));
        details
    }

    /// The value stands in the cell after its name.
    fn row_of(&self, label: &Element) -> Option<Detail> {
        let value = label.next_element_sibling()?;
        Some(Detail { label: self.text(label), value: self.text(&value) })
    }

    fn panel(&self, panel: &Element) -> Option<Detail> {
        let inside = ParentNode::of(panel);
        let title = inside.all(".title").into_iter().next()?;
        let numbers = inside.all(".num, .desc");
        let texts: Vec<String> = numbers.iter().map(|number| self.text(number)).collect();
        Some(Detail { label: self.text(&title), value: texts.join(" ") })
    }
}
