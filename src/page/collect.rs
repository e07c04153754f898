//! Collects what a document shows into [`Blocks`]. Knows shapes, no meaning: which box is which setting is for the readers.
//!
//! Reads only; a page's nodes are never changed. Elements are found in the ordinary tree first, where a content script sees all of
//! Lightning's synthetic shadow, then in open shadow roots, should a component go native. The sidebar's own root is closed and so is
//! never seen. Shapes: Classic pages saved from orgs into public repositories, Salesforce's published page objects (npm package
//! salesforce-pageobjects), and tools that drive Setup (sfdx-browserforce-plugin, sf-pi).

mod details;
mod dual_lists;
mod known;
mod labelled;
mod slices;

use super::{
    blocks::{
        Blocks, Button, Cell, Checkbox, ElementNumber, Link, MOST, MOST_TEXT, Notice, Part, Table, TableRow,
    },
    dom::{ParentNode, Selectors, Sight},
    labels::folded,
};
use labelled::Labelled;
use slices::Pace;
pub use slices::{SLICE, Slices, collect};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlInputElement, HtmlSlotElement, Node};

/// Lists of Classic: a related list, a list block, a late list, or a list by itself. The outermost is one block.
const CLASSIC_LISTS: &str = ".bRelatedList, .listRelatedObject, .listViewport, table.list, .x-grid3";
/// Tables of Lightning, whatever component draws them.
const LIGHTNING_LISTS: &str = "table";
/// What Salesforce shows while it draws. Several questions, for one of all takes a large page longer than a slice may.
const LOADING: [&str; 3] = [
    ".waitingSearchDiv, .slds-spinner_container, .slds-spinner, .slds-is-loading, .lafPageHostLoading, .stencil",
    "lightning-spinner, lightning-primitive-spinner, [role=progressbar], [aria-busy=true]",
    "[class*=stencil], [class*=skeleton]",
];
const ERRORS: &str =
    "#errorDiv_ep, .pbError, .errorMsg, #validationError, #error, #errorTitle, #errorDesc, .message.errorM3";
const BUTTONS: &str = "button, input[type=submit], input[type=button]";
/// What a cell may hold for a row: links, buttons and boxes.
const TOUCHABLE: &str = "a, button, input[type=submit], input[type=button], input[type=checkbox]";
/// The cell that names its row, the cell of the row's actions, and either.
const ROW_NAMES: &str = "th[scope=row]";
const ACTIONS: &str = ".actionColumn, [class*=ACTION_COLUMN]";
const SPECIAL_CELLS: &str = "th[scope=row], .actionColumn, [class*=ACTION_COLUMN]";
const CELLS: &str = ":scope > th, :scope > td";
/// What has no text of its own, whatever stands in it.
const UNSEEN: &str = "script, style";
const BOXES: &str = "input[type=checkbox]";
/// Asked so that what the browser refuses to answer is not enabled.
const ENABLED: &str = ":not(:disabled, [aria-disabled=true])";
const CONFIRMATIONS: &str = ".message.confirmM3";
/// What holds links to other rows of the same list, those that lead nowhere, and a link that is one by itself.
const PAGERS: &str = ".paginator, .next, .pShowMore";
const LEADS_NOWHERE: &str = ".paginator a.disabled:not(.next a, .pShowMore a, [shouldstayinownframe=true])";
const PAGER: &str = "a[shouldstayinownframe=true]";
/// Where Lightning pages and apps are built, and packages installed: documents of Lightning without a Setup component.
const APART: [&str; 2] = ["/visualEditor/", "/packagingSetupUI/"];
/// Elements that hold no component of Lightning, the most frequent ones: not worth asking for a shadow root.
const MAY_HOST: &str = ":not(a, b, br, button, div, em, i, iframe, img, input, label, li, option, p, path, script, select, span, strong, \
     style, svg, table, tbody, td, th, thead, tr, ul, use)";
/// How deep shadow roots are followed, and text within them.
const DEEPEST: usize = 200;

/// What a document shows, and where in it that is.
#[derive(Debug)]
pub struct Collected {
    /// What it shows.
    pub blocks: Blocks,
    /// Its elements by [`ElementNumber`].
    pub elements: Vec<Element>,
}

fn words(text: String) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Where a document's own content is: all of a Classic one, the open Setup component of a Lightning one.
struct Scope {
    roots: Vec<ParentNode>,
    lightning: bool,
    /// The first of `roots` are in the ordinary tree, so many; the others are shadow roots that are really there.
    flat: usize,
}

impl Scope {
    fn of(document: &Document, sight: &Sight) -> Self {
        let whole = ParentNode::of(document);
        let path = document.location().and_then(|at| at.pathname().ok()).unwrap_or_default();
        if APART.iter().any(|apart| path.starts_with(apart)) {
            let mut roots = vec![whole.clone()];
            open_roots(&whole, DEEPEST, &mut roots);
            return Scope { flat: 1, roots, lightning: true };
        }
        if whole.all("#auraLoadingBox, #setupComponent").is_empty() {
            return Scope { flat: 1, roots: vec![whole], lightning: false };
        }
        // Components of earlier pages stay behind, hidden, under the same id.
        let shown: Vec<Element> =
            whole.all("#setupComponent").into_iter().filter(|component| sight.sees(component)).collect();
        let mut roots: Vec<ParentNode> = shown.iter().map(ParentNode::of).collect();
        let flat = roots.len();
        for component in &shown {
            open_roots(&ParentNode::of(component), DEEPEST, &mut roots);
        }
        Scope { flat, roots, lightning: true }
    }

    fn shadow_roots(&self) -> &[ParentNode] {
        self.roots.get(self.flat..).unwrap_or_default()
    }

    fn is_shadowed(&self) -> bool {
        self.roots.len() > self.flat
    }

    fn list_selectors(&self) -> &'static str {
        if self.lightning { LIGHTNING_LISTS } else { CLASSIC_LISTS }
    }
}

/// Adds the open shadow roots below, outer ones first.
fn open_roots(below: &ParentNode, depth: usize, roots: &mut Vec<ParentNode>) {
    for host in below.all(MAY_HOST) {
        if roots.len() >= MOST || depth == 0 {
            return;
        }
        if let Some(root) = host.shadow_root() {
            let root = ParentNode::of(&root);
            roots.push(root.clone());
            open_roots(&root, depth - 1, roots);
        }
    }
}

/// What is asked of each row, cell and box.
struct Often {
    special_cells: Selectors,
    cells: Selectors,
    row_names: Selectors,
    actions: Selectors,
    touchable: Selectors,
    boxes: Selectors,
    links: Selectors,
    enabled: Selectors,
    unseen: Selectors,
}

impl Often {
    fn new() -> Self {
        Often {
            special_cells: Selectors::of(SPECIAL_CELLS),
            cells: Selectors::of(CELLS),
            row_names: Selectors::of(ROW_NAMES),
            actions: Selectors::of(ACTIONS),
            touchable: Selectors::of(TOUCHABLE),
            boxes: Selectors::of(BOXES),
            links: Selectors::of("a"),
            enabled: Selectors::of(ENABLED),
            unseen: Selectors::of(UNSEEN),
        }
    }
}

/// Collects one document, with a pause wherever [`Pace`] wants one.
struct Collector {
    pace: Rc<Pace>,
    scope: Scope,
    sight: Sight,
    labelled: Labelled,
    often: Often,
    /// While a row is collected, whether all of it is plain: a question less for each of its cells.
    plain: bool,
    /// The outermost lists and list blocks.
    lists: Vec<Element>,
    elements: Vec<Element>,
    cut: bool,
}

impl Collector {
    fn of(document: &Document, pace: Rc<Pace>) -> Self {
        let sight = Sight::new();
        let scope = Scope::of(document, &sight);
        let labelled = Labelled::of(document, scope.shadow_roots());
        Collector {
            pace,
            scope,
            sight,
            labelled,
            often: Often::new(),
            plain: false,
            lists: Vec::new(),
            elements: Vec::new(),
            cut: false,
        }
    }

    /// Collects the document that it was made of.
    async fn collect(mut self, document: Document) -> Collected {
        let loading = self.is_loading(&document).await;
        self.lists = self.lists().await;
        let blocks = Blocks {
            setup_id: self.setup_id(),
            body_classes: document.body().map(|body| folded(&body.class_name())).map_or_else(Vec::new, words),
            language: document
                .document_element()
                .and_then(|html| html.get_attribute("lang"))
                .unwrap_or_default(),
            loading,
            cut: false,
            notices: self.notices().await,
            boxes: self.boxes().await,
            buttons: self.buttons().await,
            tables: self.tables().await,
            parts: self.parts().await,
            details: self.details().await,
            dual_lists: self.dual_lists().await,
            known: self.known().await,
        };
        // Who reads the blocks takes some time too.
        self.pace.breath().await;
        let Collector { elements, cut, .. } = self;
        Collected { blocks: Blocks { cut, ..blocks }, elements }
    }

    async fn is_loading(&self, document: &Document) -> bool {
        let hidden = document.document_element().is_none_or(|html| !self.sight.sees(&html));
        let mut is_loading = document.ready_state() != "complete" || hidden || self.scope.roots.is_empty();
        for signs in LOADING {
            is_loading |= self.all(signs).any(|sign| self.sight.sees_area(&sign));
            self.pace.breath().await;
        }
        is_loading
    }

    fn setup_id(&self) -> Option<String> {
        let first = self.all("input[type=hidden][name=setupid]").next()?;
        Some(short(&first.unchecked_into::<HtmlInputElement>().value())).filter(|id| !id.is_empty())
    }

    async fn notices(&mut self) -> Vec<Notice> {
        let shown = self.shown(&format!("{ERRORS}, {CONFIRMATIONS}")).await;
        let notice = |element: &Element| Notice {
            error: element.matches(ERRORS).unwrap_or(true),
            text: self.text(element),
        };
        shown.iter().map(notice).filter(|notice| !notice.text.is_empty()).collect()
    }

    async fn boxes(&mut self) -> Vec<Checkbox> {
        let mut boxes = Vec::new();
        for element in self.shown(BOXES).await {
            boxes.push(self.checkbox(element));
            self.pace.breath().await;
        }
        boxes
    }

    fn checkbox(&mut self, element: Element) -> Checkbox {
        let input: &HtmlInputElement = element.unchecked_ref();
        Checkbox {
            id: short(&input.id()),
            name: short(&input.name()),
            label: self.label(&element),
            saved: input.default_checked(),
            shown: input.checked(),
            enabled: self.is_enabled(&element),
            element: self.number(element),
        }
    }

    async fn buttons(&mut self) -> Vec<Button> {
        let mut buttons = Vec::new();
        for element in self.shown(BUTTONS).await {
            buttons.push(self.button(element));
            self.pace.breath().await;
        }
        buttons
    }

    fn button(&mut self, element: Element) -> Button {
        let label = if element.matches("input").unwrap_or(false) {
            short(&folded(&element.unchecked_ref::<HtmlInputElement>().value()))
        } else {
            self.text(&element)
        };
        Button {
            name: short(&element.get_attribute("name").unwrap_or_default()),
            label,
            enabled: self.is_enabled(&element),
            leads_to: path_in(&element.get_attribute("onclick").unwrap_or_default()),
            block: self.block_of(&element),
            element: self.number(element),
        }
    }

    /// Which of the lists an element is in.
    fn block_of(&self, element: &Element) -> Option<usize> {
        let mut around = element.closest(self.scope.list_selectors()).ok()??;
        while let Some(outer) = outer(&around, self.scope.list_selectors()) {
            around = outer;
        }
        self.lists.iter().position(|list| *list == around)
    }

    /// The outermost lists and list blocks.
    async fn lists(&mut self) -> Vec<Element> {
        let selectors = self.scope.list_selectors();
        self.shown(selectors).await.into_iter().filter(|list| outer(list, selectors).is_none()).collect()
    }

    async fn tables(&mut self) -> Vec<Table> {
        let blocks = self.lists.clone();
        let mut tables = Vec::new();
        for (number, block) in blocks.iter().enumerate() {
            let related = related(&block.id());
            for table in self.tables_of(block, number).await {
                tables.push(Table { related: related.clone(), ..table });
            }
        }
        tables
    }

    /// The tables of one block; an empty one stands for a block without.
    async fn tables_of(&mut self, block: &Element, number: usize) -> Vec<Table> {
        let inside = ParentNode::of(block);
        let mut tables = Vec::new();
        let own = block.matches("table").unwrap_or(false).then(|| block.clone());
        for table in own.into_iter().chain(inside.all("table.list")) {
            if self.sight.sees(&table) {
                tables.push(self.table(&table, number).await);
            }
        }
        let (heads, rows) = (inside.all(".x-grid3-hd-inner"), inside.all(".x-grid3-row"));
        if !heads.is_empty() || !rows.is_empty() {
            tables.push(self.late_list(&heads, rows, number).await);
        }
        if tables.is_empty() {
            tables.push(Table { block: number, ..Table::default() });
        }
        tables
    }

    async fn table(&mut self, table: &Element, block: usize) -> Table {
        let plain = self.is_plain(table);
        let rows = ParentNode::of(table).all(":scope > thead > tr, :scope > tbody > tr");
        let (heads, data): (Vec<Element>, Vec<Element>) =
            rows.into_iter().partition(|row| row.matches("thead > tr, tr.headerRow").unwrap_or(false));
        let headers =
            heads.first().map(|row| ParentNode::of(row).all_by(&self.often.cells)).unwrap_or_default();
        Table {
            block,
            related: String::new(),
            headers: headers.iter().map(|head| self.header(head)).collect(),
            rows: self.rows(data, plain).await,
        }
    }

    /// ExtJS: a table per row, the headers apart from them.
    async fn late_list(&mut self, heads: &[Element], rows: Vec<Element>, block: usize) -> Table {
        let inner = rows.iter().filter_map(|row| row.query_selector("tr").ok().flatten()).collect();
        let headers = heads.iter().map(|head| self.header(head)).collect();
        Table { block, headers, rows: self.rows(inner, false).await, ..Table::default() }
    }

    /// Lightning's headers hold words for screen readers beside the column's name, which is their `aria-label`.
    fn header(&self, head: &Element) -> String {
        head.get_attribute("aria-label").map_or_else(|| self.text(head), |label| short(&folded(&label)))
    }

    /// `plain`: whether all of their table is.
    async fn rows(&mut self, rows: Vec<Element>, plain: bool) -> Vec<TableRow> {
        let shown = self.seen(rows).await;
        let mut rows = Vec::with_capacity(shown.len());
        for row in &shown {
            rows.push(self.row(row, plain || self.is_plain(row)));
            self.pace.breath().await;
        }
        rows
    }

    fn row(&mut self, row: &Element, plain: bool) -> TableRow {
        let inside = ParentNode::of(row);
        self.plain = plain;
        let special = inside.all_by(&self.often.special_cells);
        let cells = inside.all_by(&self.often.cells);
        let cells = cells.iter().map(|cell| self.cell(cell, special.contains(cell))).collect();
        self.plain = false;
        TableRow { cells }
    }

    /// Each question is a call out of WebAssembly, and a large list has a hundred thousand cells: one that holds text only, as most do, is
    /// asked no more than it needs. With all questions 1,000 rows took twice the time of `tests/bench/by-hand.js`.
    fn cell(&mut self, cell: &Element, is_special: bool) -> Cell {
        if !is_special && !self.scope.is_shadowed() && cell.first_element_child().is_none() {
            return Cell { text: text_of(cell, true), ..Cell::default() };
        }
        let (mut links, mut buttons, mut boxes) = (Vec::new(), Vec::new(), Vec::new());
        for element in self.within(cell, |often| &often.touchable) {
            if self.often.boxes.fit(&element) {
                boxes.push(self.checkbox(element));
            } else if self.often.links.fit(&element) {
                links.push(self.link(element));
            } else {
                buttons.push(self.button(element));
            }
        }
        Cell {
            text: self.text(cell),
            names_row: is_special && self.often.row_names.fit(cell),
            actions: is_special && self.often.actions.fit(cell),
            links,
            buttons,
            boxes,
        }
    }

    /// All shown elements of a cell that match, those in its components' own shadow roots too.
    fn within(&mut self, cell: &Element, selectors: fn(&Often) -> &Selectors) -> Vec<Element> {
        let mut roots = vec![ParentNode::of(cell)];
        if self.scope.is_shadowed() {
            open_roots(&ParentNode::of(cell), DEEPEST, &mut roots);
        }
        let found = roots.iter().flat_map(|root| root.all_by(selectors(&self.often)));
        let shown = found.filter(|element| self.sight.sees(element)).collect();
        self.at_most(shown)
    }

    fn link(&mut self, link: Element) -> Link {
        Link {
            text: self.text(&link),
            href: short(&link.get_attribute("href").unwrap_or_default()),
            element: self.number(link),
        }
    }

    async fn parts(&mut self) -> Vec<Part> {
        let pager = self.has_pager().await;
        let rolodex = self.shown(".rolodex").await.iter().any(shows_a_letter);
        let filter = !self.shown("select[name=fcf]").await.is_empty();
        let parts = [(pager, Part::Pager), (rolodex, Part::Rolodex), (filter, Part::Filter)];
        parts.into_iter().filter_map(|(there, part)| there.then_some(part)).collect()
    }

    async fn has_pager(&mut self) -> bool {
        self.pace.breath().await;
        // Asked of each of ten thousand links whether it is in a pager, Chromium takes long.
        let links = self.all(PAGERS).flat_map(|pager| ParentNode::of(&pager).all("a"));
        let links: Vec<Element> = links.chain(self.all(PAGER)).collect();
        for link in self.seen(links).await {
            if !link.matches(LEADS_NOWHERE).unwrap_or(false)
                && !matches!(link.closest(".rolodex"), Ok(Some(_)))
            {
                return true;
            }
            self.pace.breath().await;
        }
        false
    }

    /// All shown elements that match, in document order.
    async fn shown(&mut self, selectors: &str) -> Vec<Element> {
        self.pace.breath().await;
        let found = self.all(selectors).collect();
        self.seen(found).await
    }

    /// All elements that match, shown or not.
    fn all(&self, selectors: &str) -> impl Iterator<Item = Element> {
        self.scope.roots.iter().flat_map(move |root| root.all(selectors))
    }

    /// Those that are shown.
    async fn seen(&mut self, found: Vec<Element>) -> Vec<Element> {
        let mut seen = Vec::with_capacity(found.len().min(MOST));
        for element in found {
            if self.sight.sees(&element) {
                seen.push(element);
            }
            self.pace.breath().await;
        }
        self.at_most(seen)
    }

    fn at_most<T>(&mut self, mut list: Vec<T>) -> Vec<T> {
        self.cut |= list.len() > MOST || self.elements.len() > MOST;
        list.truncate(if self.elements.len() > MOST { 0 } else { MOST });
        list
    }

    fn number(&mut self, element: Element) -> ElementNumber {
        let number = u32::try_from(self.elements.len()).unwrap_or(u32::MAX);
        self.elements.push(element);
        ElementNumber(number)
    }

    /// Whether nothing is in an element that its text would have and that is not displayed, nor anything displayed that it would not have.
    fn is_plain(&self, element: &Element) -> bool {
        !self.scope.is_shadowed() && !ParentNode::of(element).has(&self.often.unseen)
    }

    fn is_enabled(&self, element: &Element) -> bool {
        self.often.enabled.fit(element)
    }

    fn text(&self, element: &Element) -> String {
        text_of(element, self.plain || self.is_plain(element))
    }
}

/// The text of an element, of which is known whether it is plain.
fn text_of(element: &Element, plain: bool) -> String {
    if plain {
        return short(&folded(&element.text_content().unwrap_or_default()));
    }
    let mut text = String::new();
    composed_text(element, DEEPEST, &mut text);
    short(&folded(&text))
}

/// Text as it is composed for display: shadow roots in place of their hosts' children, slots filled, no scripts or styles.
fn composed_text(node: &Node, depth: usize, text: &mut String) {
    if depth == 0 || text.len() > MOST_TEXT * 4 {
        return;
    }
    if node.node_type() == Node::TEXT_NODE {
        text.push_str(&node.node_value().unwrap_or_default());
        return;
    }
    if node.node_type() == Node::ELEMENT_NODE {
        let element: &Element = node.unchecked_ref();
        match element.local_name().as_str() {
            "script" | "style" => return,
            "slot" => {
                let assigned = element.unchecked_ref::<HtmlSlotElement>().assigned_nodes();
                if assigned.length() > 0 {
                    return assigned
                        .iter()
                        .for_each(|node| composed_text(node.unchecked_ref(), depth - 1, text));
                }
            }
            _ => {}
        }
        if let Some(root) = element.shadow_root() {
            return composed_text(&root, depth - 1, text);
        }
    }
    let children = node.child_nodes();
    (0..children.length())
        .filter_map(|at| children.item(at))
        .for_each(|child| composed_text(&child, depth - 1, text));
}

/// Whether the A-Z row has something chosen other than its last entry.
///
/// ASSUMPTION: that entry is All, in every language (Classic's rows of letters end in Other and All). One without a choice counts as a
/// part too.
fn shows_a_letter(rolodex: &Element) -> bool {
    let entries = ParentNode::of(rolodex).all(".listItem, .listItemSelected");
    entries.last().is_none_or(|last| !last.matches(".listItemSelected").unwrap_or(false))
}

/// The next list or list block around a list.
fn outer(list: &Element, selectors: &str) -> Option<Element> {
    list.parent_element()?.closest(selectors).ok()?
}

/// Which related list an `id` names: `005…_RelatedPermsetAssignmentList`, as public page tests find it.
fn related(id: &str) -> String {
    let name = id.split_once('_').map(|(_, name)| name).filter(|name| name.starts_with("Related"));
    short(name.unwrap_or_default())
}

/// The first path in a script: `navigateToUrl('/…','DETAIL','edit')`.
fn path_in(script: &str) -> String {
    let mut texts = script.split(['\'', '"']);
    short(texts.find(|text| text.starts_with('/')).unwrap_or_default())
}

fn short(text: &str) -> String {
    if text.len() <= MOST_TEXT { text.to_owned() } else { text.chars().take(MOST_TEXT).collect() }
}
