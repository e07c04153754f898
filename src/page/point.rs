//! Points at elements: a ring that is a style sheet, adopted by the tree the element is in.
//!
//! No node, attribute or event listener is added, so a ring can't lag a scroll and nothing of it can be saved into a page. The sheet
//! holds one rule per element, and each rule's selector is proved: it matches that one node. [`Ring::prove`] proves them again, which
//! is to be done in a mutation observer's callback, before the page is painted anew.

use super::dom::{DocumentOrShadowRoot, ParentNode};
use js_sys::{Array, Function, Object, Reflect};
use std::fmt;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CssStyleSheet, Document, Element, Node, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition,
    Window,
};

/// A dark line between two light ones, so that it stands out on any ground. The browser's own mark of focus is made up for.
const LOOK: &str = "{ outline: 3px solid #032d60 !important; outline-offset: 2px !important; \
     box-shadow: 0 0 0 7px #ffdd57 !important; transition: none !important; animation: none !important; }";
const LOOK_FOCUSED: &str = "{ outline-width: 5px !important; outline-style: double !important; }";
const LOOK_FORCED: &str = "{ outline-color: Highlight !important; }";
/// The most elements ringed at once.
pub const MOST_RINGS: usize = 100;
/// How far up a path is followed.
const DEEPEST: usize = 500;

/// Why there is no ring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotDrawn {
    /// None of the elements is in a document any more.
    Gone,
    /// The browser refused the style sheet.
    Refused(String),
}

impl fmt::Display for NotDrawn {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotDrawn::Gone => to.write_str("the page has changed and no longer has what should be ringed"),
            NotDrawn::Refused(why) => write!(to, "the browser refused the ring's style sheet: {why}"),
        }
    }
}

/// Rings around elements, until it is dropped.
#[derive(Debug)]
pub struct Ring {
    marks: Vec<Mark>,
    sheets: Vec<Adopted>,
}

impl Ring {
    /// Draws rings around elements, and brings the first into view if none of them is.
    ///
    /// # Errors
    /// [`NotDrawn`]; then nothing is left behind.
    pub fn draw(elements: &[Element]) -> Result<Self, NotDrawn> {
        let marks: Vec<Mark> = elements.iter().take(MOST_RINGS).filter_map(Mark::of).collect();
        // Before the sheet is adopted: who asks where something is after it has all of the page styled at once.
        if let Some(first) = marks.first().filter(|_| !marks.iter().any(|mark| in_view(&mark.element))) {
            bring_into_view(&first.element);
        }
        let mut ring = Ring { marks, sheets: Vec::new() };
        ring.put_up()?;
        Ok(ring)
    }

    /// Proves every ring again: it stands where it stood, or is put up anew around the same node, or is removed with it. Answers how
    /// many stand.
    pub fn prove(&mut self) -> usize {
        if self.marks.iter().all(Mark::holds) {
            return self.marks.len();
        }
        self.marks = self.marks.iter().filter_map(|mark| Mark::of(&mark.element)).collect();
        if self.put_up().is_err() {
            self.marks.clear();
        }
        self.marks.len()
    }

    /// Replaces the sheets by ones for the marks as they are.
    fn put_up(&mut self) -> Result<(), NotDrawn> {
        self.sheets.clear();
        let mut roots: Vec<Node> = Vec::new();
        for mark in &self.marks {
            if !roots.contains(&mark.root) {
                roots.push(mark.root.clone());
            }
        }
        for root in &roots {
            let here = self.marks.iter().filter(|mark| mark.root == *root);
            let text: String = here.map(|mark| rule(&mark.selector)).collect();
            match Adopted::by(root, &text) {
                Ok(adopted) => self.sheets.push(adopted),
                Err(error) => {
                    self.sheets.clear();
                    return Err(NotDrawn::Refused(format!("{error:?}")));
                }
            }
        }
        if self.sheets.is_empty() { Err(NotDrawn::Gone) } else { Ok(()) }
    }
}

fn rule(selector: &str) -> String {
    format!(
        "{selector} {LOOK} {selector}:focus-visible {LOOK_FOCUSED} @media (forced-colors: active) {{ {selector} {LOOK_FORCED} }}\n"
    )
}

/// One ringed element.
#[derive(Debug)]
struct Mark {
    element: Element,
    /// The document or shadow root it is in.
    root: Node,
    selector: String,
}

impl Mark {
    fn of(element: &Element) -> Option<Self> {
        let root = element.get_root_node();
        let is_tree = matches!(root.node_type(), Node::DOCUMENT_NODE | Node::DOCUMENT_FRAGMENT_NODE);
        if !element.is_connected() || !is_tree {
            return None;
        }
        let selector =
            selectors(element, &root).into_iter().find(|selector| is_only(selector, element, &root))?;
        Some(Mark { element: element.clone(), root, selector })
    }

    fn holds(&self) -> bool {
        self.element.is_connected()
            && self.element.get_root_node() == self.root
            && is_only(&self.selector, &self.element, &self.root)
    }
}

fn is_only(selector: &str, element: &Element, root: &Node) -> bool {
    matches!(ParentNode::of(root).all(selector).as_slice(), [only] if only == element)
}

/// Selectors that may match this element alone, the plainest first.
fn selectors(element: &Element, root: &Node) -> Vec<String> {
    let tag = element.local_name();
    let by = |attribute: &str| {
        let value = element.get_attribute(attribute).filter(|value| !value.is_empty())?;
        Some(format!("{}[{attribute}=\"{}\"]", is_plain(&tag).then_some(&*tag)?, quoted(&value)))
    };
    let path = path(element);
    let from_top =
        if root.node_type() == Node::DOCUMENT_NODE { None } else { Some(format!(":host > {path}")) };
    [by("id"), by("name"), Some(path), from_top].into_iter().flatten().collect()
}

/// The way from the top of the tree, by position. A document's begins with `:root`.
fn path(element: &Element) -> String {
    let mut steps = Vec::new();
    let mut at = Some(element.clone());
    while let Some(element) = at.filter(|_| steps.len() < DEEPEST) {
        let parent = element.parent_element();
        let is_html = parent.is_none()
            && element.parent_node().is_some_and(|node| node.node_type() == Node::DOCUMENT_NODE);
        steps.push(if is_html { ":root".to_owned() } else { format!(":nth-child({})", place(&element)) });
        at = parent;
    }
    steps.reverse();
    steps.join(" > ")
}

fn place(element: &Element) -> usize {
    let mut place = 1;
    let mut before = element.previous_element_sibling();
    while let Some(sibling) = before {
        place += 1;
        before = sibling.previous_element_sibling();
    }
    place
}

/// Whether a tag name needs no escapes in a selector.
fn is_plain(tag: &str) -> bool {
    !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// A text as the inside of a CSS string (CSS Syntax, "serialize a string").
fn quoted(text: &str) -> String {
    text.chars()
        .map(|char| match char {
            '"' | '\\' => format!("\\{char}"),
            '\0' => "\u{fffd}".to_owned(),
            control if control.is_control() => format!("\\{:x} ", u32::from(control)),
            other => other.to_string(),
        })
        .collect()
}

/// A sheet in the list of a tree, until it is dropped.
#[derive(Debug)]
struct Adopted {
    root: Node,
    sheet: CssStyleSheet,
}

impl Adopted {
    fn by(root: &Node, text: &str) -> Result<Self, JsValue> {
        let sheet = new_sheet(root)?;
        sheet.replace_sync(text)?;
        let tree: &DocumentOrShadowRoot = root.unchecked_ref();
        let sheets = Array::from(tree.adopted_style_sheets()?.as_ref());
        sheets.push(&sheet);
        tree.set_adopted_style_sheets(&sheets)?;
        Ok(Adopted { root: root.clone(), sheet })
    }
}

impl Drop for Adopted {
    /// Takes its own sheet out, and leaves the others where they are.
    fn drop(&mut self) {
        let tree: &DocumentOrShadowRoot = self.root.unchecked_ref();
        let Ok(sheets) = tree.adopted_style_sheets() else { return };
        let own: &JsValue = self.sheet.as_ref();
        let others: Array = sheets.iter().filter(|sheet| !Object::is(sheet, own)).collect();
        // Fails only where the tree's window is gone, and the sheet with it.
        let _ = tree.set_adopted_style_sheets(&others);
    }
}

/// A sheet of the tree's own window: a tree adopts no other.
fn new_sheet(root: &Node) -> Result<CssStyleSheet, JsValue> {
    let window = window_of(root).ok_or("the document has no window")?;
    let constructor: Function = Reflect::get(&window, &"CSSStyleSheet".into())?.unchecked_into();
    Ok(Reflect::construct(&constructor, &Array::new())?.unchecked_into())
}

fn window_of(node: &Node) -> Option<Window> {
    let document = if node.node_type() == Node::DOCUMENT_NODE {
        Some(node.unchecked_ref::<Document>().clone())
    } else {
        node.owner_document()
    };
    document?.default_view()
}

/// Whether an element is inside the window and inside every box around it that clips.
fn in_view(element: &Element) -> bool {
    let Some(window) = window_of(element) else { return false };
    let size = |value: Result<JsValue, JsValue>| value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0);
    let (width, height) = (size(window.inner_width()), size(window.inner_height()));
    let own = element.get_bounding_client_rect();
    let within = |left: f64, top: f64, right: f64, bottom: f64| {
        own.left() >= left && own.top() >= top && own.right() <= right && own.bottom() <= bottom
    };
    let mut around = element.parent_element();
    let mut seen = within(0.0, 0.0, width, height);
    while let Some(outer) = around.filter(|_| seen) {
        let rect = outer.get_bounding_client_rect();
        seen = within(rect.left(), rect.top(), rect.right(), rect.bottom()) || !clips(&window, &outer);
        around = outer.parent_element();
    }
    seen
}

fn clips(window: &Window, element: &Element) -> bool {
    let Ok(Some(style)) = window.get_computed_style(element) else { return false };
    let is_root = element.parent_element().is_none() || element.local_name() == "body";
    let overflow = style.get_property_value("overflow-y").unwrap_or_default();
    // What overflows the root or the body scrolls with the window.
    !is_root && overflow != "visible"
}

/// Once, at once, by all boxes that scroll.
fn bring_into_view(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_behavior(ScrollBehavior::Instant);
    options.set_block(ScrollLogicalPosition::Center);
    options.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_can_not_leave_its_css_string() {
        for (text, inside) in
            [("a:b", "a:b"), ("\"] * {", "\\\"] * {"), ("\\", "\\\\"), ("a\nb", "a\\a b"), ("é", "é")]
        {
            assert_eq!(quoted(text), inside);
        }
    }
}
