//! Dual lists in their three forms: two `<select>`s of a Classic page (JSP), two of a Visualforce page, and lightning-dual-listbox.
//!
//! Shapes: Classic pages saved from orgs into public repositories (`duel_select_0` and `duel_select_1`), sfdx-browserforce-plugin
//! (`…:backingList_a` and `…:backingList_s`), and the template of Salesforce's lightning-base-components (dualListbox).

use super::{Collector, short};
use crate::page::{
    blocks::{DualList, Entry, Side},
    dom::ParentNode,
    labels::folded,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlOptionElement, HtmlSelectElement};

/// The lists of what is available.
const AVAILABLE: &str =
    "select[id$=duel_select_0], select[id$=backingList_a], .slds-dueling-list ul[role=listbox]";
/// How the `id` of a Classic list of what is available ends, and those of its mate and of the two arrows.
const FORMS: [[&str; 4]; 2] = [["_0", "_1", "_0_right", "_0_left"], ["_a", "_s", "_add", "_remove"]];

impl Collector {
    pub(super) async fn dual_lists(&mut self) -> Vec<DualList> {
        let mut lists = Vec::new();
        for available in self.shown(AVAILABLE).await {
            lists.extend(self.dual_list(available).await);
        }
        lists
    }

    async fn dual_list(&mut self, available: Element) -> Option<DualList> {
        let [selected, add, remove] = match available.closest(".slds-dueling-list").ok()? {
            Some(whole) => lightning_parts(&whole, &available)?,
            None => self.classic_parts(&available.id())?,
        };
        let enabled = self.is_enabled(&available);
        Some(DualList {
            id: short(&available.id()),
            available: self.side(available).await,
            selected: self.side(selected?).await,
            add: add.map(|arrow| self.number(arrow)),
            remove: remove.map(|arrow| self.number(arrow)),
            enabled,
        })
    }

    fn classic_parts(&self, id: &str) -> Option<[Option<Element>; 3]> {
        let (stem, mates) =
            FORMS.iter().find_map(|[end, mates @ ..]| Some((id.strip_suffix(end)?, mates)))?;
        // By `id`, which is compared, not made into a selector.
        let all: Vec<Element> = self.all("select[id], a[id]").collect();
        let shown = |id: String| all.iter().find(|it| it.id() == id && self.sight.sees(it)).cloned();
        Some(mates.map(|mate| shown(format!("{stem}{mate}"))))
    }

    async fn side(&mut self, list: Element) -> Side {
        self.pace.breath().await;
        // Not by `:disabled`, which in some browsers is true of every entry of a list that can't be changed.
        let options = ParentNode::of(&list).all("option:not([disabled]), [role=option]");
        let options = self.at_most(options);
        let is_select = list.matches("select").unwrap_or(false);
        let mut entries = Vec::with_capacity(options.len());
        for option in options {
            entries.extend(self.entry(option, is_select));
            self.pace.breath().await;
        }
        Side { label: self.side_label(&list, is_select), entries, element: self.number(list) }
    }

    fn side_label(&self, list: &Element, is_select: bool) -> String {
        if is_select {
            let labels = list.unchecked_ref::<HtmlSelectElement>().labels();
            return labels.item(0).map(|label| self.text(label.unchecked_ref())).unwrap_or_default();
        }
        let column = list.closest(".slds-dueling-list__column").ok().flatten();
        let label = column.and_then(|it| it.query_selector(".slds-form-element__label").ok().flatten());
        label.map(|label| self.text(&label)).unwrap_or_default()
    }

    /// An empty Classic side holds one entry without a value, in words of the page's language ("--None--").
    fn entry(&mut self, option: Element, is_of_select: bool) -> Option<Entry> {
        let (value, text) = if is_of_select {
            let option: &HtmlOptionElement = option.unchecked_ref();
            (option.value(), folded(&option.text()))
        } else {
            (option.get_attribute("data-value").unwrap_or_default(), self.text(&option))
        };
        if value.is_empty() {
            return None;
        }
        Some(Entry { value: short(&value), text: short(&text), element: self.number(option) })
    }
}

/// Of a Lightning dual list the other list and the buttons, all of one template; `None` for its second list, which is no list of what
/// is available.
fn lightning_parts(whole: &Element, available: &Element) -> Option<[Option<Element>; 3]> {
    let inside = ParentNode::of(whole);
    let mut lists = inside.all("ul[role=listbox]").into_iter();
    if lists.next()? != *available {
        return None;
    }
    let mut buttons = inside.all("lightning-button-icon").into_iter();
    Some([lists.next(), buttons.next(), buttons.next()])
}
