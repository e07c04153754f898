//! Named values: the rows of a Classic detail page, and the panels of System Overview.
//!
//! Shapes: Classic pages saved from orgs into public repositories (`table.detailList`), and an extension that reads System Overview
//! (boostr: `.panel-content-item` with `.title`, `.num` and `.desc`).

use super::Collector;
use crate::page::{blocks::Detail, dom::ParentNode};
use web_sys::Element;

/// What a form asks for a value with.
const FIELDS: &str = "input:not([type=hidden]), select, textarea";

impl Collector {
    pub(super) async fn details(&mut self) -> Vec<Detail> {
        let labels = self.shown("table.detailList td.labelCol").await;
        let mut details = Vec::with_capacity(labels.len());
        for label in &labels {
            details.extend(self.row_of(label));
            self.pace.breath().await;
        }
        let panels = self.shown("#panel-board .panel-content-item").await;
        details.extend(panels.iter().filter_map(|panel| self.panel(panel)));
        details
    }

    /// The value stands in the cell after its name. Where a form asks for it, there is none to read.
    fn row_of(&mut self, label: &Element) -> Option<Detail> {
        let value = label.next_element_sibling()?;
        if !ParentNode::of(&value).all(FIELDS).is_empty() {
            return None;
        }
        let links = self.within(&value, |often| &often.links);
        Some(Detail {
            label: self.text(label),
            value: self.text(&value),
            links: links.into_iter().map(|link| self.link(link)).collect(),
            ticked: ticked(&value),
        })
    }

    fn panel(&self, panel: &Element) -> Option<Detail> {
        let inside = ParentNode::of(panel);
        let title = inside.all(".title").into_iter().next()?;
        let numbers = inside.all(".num, .desc");
        let texts: Vec<String> = numbers.iter().map(|number| self.text(number)).collect();
        Some(Detail { label: self.text(&title), value: texts.join(" "), links: Vec::new(), ticked: None })
    }
}

/// A value that is yes or no is shown as the image of a box. ASSUMPTION: `checkbox_unchecked` is the one of no.
fn ticked(value: &Element) -> Option<bool> {
    let value = ParentNode::of(value);
    let [_] = value.all("img[src*=checkbox_]").as_slice() else { return None };
    Some(value.all("img[src*=checkbox_][src*=unchecked]").is_empty())
}
