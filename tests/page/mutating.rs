//! Documents changed in the browser, collected, read and judged: no verdict that the document does not bear out.
//!
//! What each operator does to the truth is stated as for blocks (`tests/mutation`). Elements that hide or show something, or say that a
//! list is a part, are left alone: without them the document would be another one, and as true.

use super::{
    fixtures::{FIXTURES, Fixture},
    frame::Frame,
};
use crate::{
    about::{About, Touchable, touchables},
    asked::{ASKED, Battery, controls, is_absence},
    expected::{Expected, Said, Touch, Truth, is_whole},
};
use orgready::page::{Blocks, Collected, collect, find, read};
use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};
use web_sys::{Document, Element, HtmlInputElement, Node};

/// How many times a document is changed; decided when this is built.
const MUTANTS: u64 = if option_env!("ORGREADY_LONG").is_some() { 200 } else { 2 };
/// A mark on what is there a second time.
const NAMESAKE: &str = "data-namesake";
/// What says that something is hidden, ticked or switched off.
const STATES: [&str; 8] =
    ["style", "hidden", "checked", "disabled", "aria-disabled", "aria-busy", "selected", "data-namesake"];

/// What may become of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    /// An element is gone.
    Removed,
    /// An element stands last among its own.
    Moved,
    /// An element is there twice.
    Twice,
    /// A row is there again, of another record.
    Namesake,
    /// An attribute is gone, or is another.
    AttributeDropped,
    Renamed,
    /// A text is one that nobody asks for.
    Another,
    /// The document says that it is in another language.
    Language,
    /// Something is still drawn, and half of all rows is missing.
    HalfLoaded,
    /// Half of all rows is missing, and a pager leads to the others.
    Pager,
    /// A box or a button can't be used.
    Disabled,
    /// An image stands for a box.
    Image,
    /// A box, or the image of one, is as it was not.
    Ticked,
    /// A box is as it was not, and that is not saved.
    Unsaved,
    /// Something was refused.
    Error,
    /// It is of another node of Setup.
    OtherNode,
}

const OPERATORS: [Operator; 16] = [
    Operator::Removed,
    Operator::Moved,
    Operator::Twice,
    Operator::Namesake,
    Operator::AttributeDropped,
    Operator::Renamed,
    Operator::Another,
    Operator::Language,
    Operator::HalfLoaded,
    Operator::Pager,
    Operator::Disabled,
    Operator::Image,
    Operator::Ticked,
    Operator::Unsaved,
    Operator::Error,
    Operator::OtherNode,
];

impl Operator {
    /// Which elements it can be done to; nothing where it is done to the whole document.
    fn on(self) -> Option<&'static str> {
        match self {
            Operator::Removed | Operator::Twice => Some("body *:not(script, style, link)"),
            // Of two lists that look alike nothing but their order tells which is which.
            Operator::Moved => Some("body *:not(script, style, link, .bRelatedList, :has(.bRelatedList))"),
            Operator::AttributeDropped | Operator::Renamed => Some("body *:not(script, style, link)"),
            Operator::Another => Some("a, td, th, label, button, option, span, .title"),
            // Two buttons of one name above a list do the same.
            Operator::Namesake => Some("tr:not(:has(tr), :has(.pbButton, .pbButtonb))"),
            Operator::Disabled => {
                Some("input[type=checkbox], button, input[type=submit], input[type=button]")
            }
            Operator::Image | Operator::Unsaved => Some("input[type=checkbox]"),
            Operator::Ticked => Some("input[type=checkbox], img[src*=checkbox_]"),
            _ => None,
        }
    }

    fn truth(self, target: Option<&Element>) -> Truth {
        let takes_rows =
            |it: &Element| it.matches("tr").unwrap() || it.query_selector("tr").unwrap().is_some();
        match self {
            Operator::Removed if target.is_some_and(takes_rows) => Truth::Denies,
            // One text may be all that tells a row or a value.
            Operator::Another => Truth::Denies,
            Operator::Ticked => Truth::Flips,
            Operator::Unsaved | Operator::Error => Truth::Unsaves,
            Operator::HalfLoaded | Operator::OtherNode => Truth::Destroys,
            _ => Truth::Keeps,
        }
    }

    fn apply(self, document: &Document, target: Option<&Element>, random: &mut fastrand::Rng) {
        match (self, target) {
            (Operator::Removed, Some(target)) => target.remove(),
            (Operator::Moved, Some(target)) => {
                target.parent_node().unwrap().append_child(target).unwrap();
            }
            (Operator::Twice, Some(target)) => put_behind(target, &clone(target)),
            (Operator::Namesake, Some(target)) => put_behind(target, &namesake(target)),
            (Operator::AttributeDropped | Operator::Renamed, Some(target)) => {
                let names: Vec<String> =
                    target.get_attribute_names().iter().filter_map(|it| it.as_string()).collect();
                let names: Vec<&String> =
                    names.iter().filter(|name| !STATES.contains(&name.as_str())).collect();
                if let Some(name) = random.choice(names) {
                    match self {
                        Operator::Renamed => target.set_attribute(name, "something-else").unwrap(),
                        _ => target.remove_attribute(name).unwrap(),
                    }
                }
            }
            (Operator::Another, Some(target)) => target.set_text_content(Some("Something else")),
            (Operator::Disabled, Some(target)) => target.set_attribute("disabled", "").unwrap(),
            (Operator::Image, Some(target)) => {
                let image = made(document, "<img src='/img/checkbox_checked.gif' alt='Checked'>");
                target.replace_with_with_node_1(&image).unwrap();
            }
            (Operator::Ticked, Some(target)) => tick(target),
            (Operator::Unsaved, Some(target)) => {
                let checkbox: &HtmlInputElement = target.unchecked_ref();
                checkbox.set_checked(!checkbox.checked());
            }
            _ => self.apply_to_all(document),
        }
    }

    fn apply_to_all(self, document: &Document) {
        let added = match self {
            Operator::Language => {
                return document.document_element().unwrap().set_attribute("lang", "hu").unwrap();
            }
            Operator::HalfLoaded => {
                "<div class='slds-spinner' style='display: block; position: static; width: 9px; height: 9px'>.</div>"
            }
            Operator::Pager => "<div class='paginator'><a href='#next'>Next</a></div>",
            Operator::Error => "<div class='pbError'>Review all that is below.</div>",
            _ => "<input type='hidden' name='setupid' value='SomewhereElse'>",
        };
        if matches!(self, Operator::HalfLoaded | Operator::Pager) {
            for body in all(document, "tbody") {
                let rows = body.children();
                (rows.length().div_ceil(2)..rows.length())
                    .rev()
                    .for_each(|at| rows.item(at).unwrap().remove());
            }
        }
        for place in all(document, "body, #setupComponent") {
            place.prepend_with_node_1(&made(document, added)).unwrap();
        }
    }
}

fn all(document: &Document, selectors: &str) -> Vec<Element> {
    let found = document.query_selector_all(selectors).unwrap();
    (0..found.length()).map(|at| found.item(at).unwrap().unchecked_into()).collect()
}

fn made(document: &Document, html: &str) -> Element {
    let around = document.create_element("div").unwrap();
    around.set_inner_html(html);
    around.first_element_child().unwrap()
}

fn clone(target: &Element) -> Element {
    target.clone_node_with_deep(true).unwrap().unchecked_into()
}

fn inside(element: &Element, selectors: &str) -> Vec<Element> {
    let found = element.query_selector_all(selectors).unwrap();
    (0..found.length()).map(|at| found.item(at).unwrap().unchecked_into()).collect()
}

fn put_behind(target: &Element, other: &Element) {
    target.after_with_node_1(other.unchecked_ref::<Node>()).unwrap();
}

/// The same words, leading to another record, with boxes that are as the others are not.
fn namesake(row: &Element) -> Element {
    let other = clone(row);
    other.set_attribute(NAMESAKE, "").unwrap();
    let links = other.query_selector_all("a[href]").unwrap();
    for at in 0..links.length() {
        let link: Element = links.item(at).unwrap().unchecked_into();
        let address = link.get_attribute("href").unwrap();
        link.set_attribute("href", &address.replace("0001", "0009")).unwrap();
    }
    let boxes = other.query_selector_all("input[type=checkbox], img[src*=checkbox_]").unwrap();
    (0..boxes.length()).for_each(|at| tick(boxes.item(at).unwrap().unchecked_ref()));
    other
}

fn tick(target: &Element) {
    if target.matches("img").unwrap() {
        let source = target.get_attribute("src").unwrap();
        let other = match source.contains("unchecked") {
            true => source.replace("unchecked", "checked"),
            false => source.replace("checked", "unchecked"),
        };
        return target.set_attribute("src", &other).unwrap();
    }
    let checkbox: &HtmlInputElement = target.unchecked_ref();
    let shown = checkbox.checked();
    checkbox.set_default_checked(!checkbox.default_checked());
    checkbox.set_checked(!shown);
}

/// The things that an element is in or holds, in the shape of those of blocks: rows with the texts of their cells, boxes with their labels.
fn things(document: &Document, target: &Element) -> Vec<Value> {
    let text = |element: &Element| {
        let words = clone(element);
        inside(&words, "script, style").iter().for_each(Element::remove);
        json!({"text": words.text_content().unwrap().split_whitespace().collect::<Vec<_>>().join(" ")})
    };
    let mut rows = inside(target, "tr");
    rows.extend(target.closest("tr").unwrap());
    let mut found: Vec<Value> = rows
        .iter()
        .map(|row| json!({"cells": inside(row, "td, th, a").iter().map(text).collect::<Vec<_>>()}))
        .collect();
    let labels = all(document, "label[for]").into_iter().filter(|label| {
        let named = label.get_attribute("for").unwrap();
        let is_named = |it: &Element| it.get_attribute("id").is_some_and(|id| id == named);
        is_named(target) || inside(target, "[id]").iter().any(is_named)
    });
    found.extend(labels.map(|label| text(&label)));
    found.extend(target.closest("label").unwrap().map(|label| text(&label)));
    found
}

/// Whether a document is as good a page as it was: what says that it is a part, refused or another place's, still does.
fn says_as_much(now: &Blocks, then: &Blocks) -> bool {
    let errors = |page: &Blocks| page.notices.iter().filter(|notice| notice.error).count();
    then.parts.iter().all(|part| now.parts.contains(part))
        && errors(now) >= errors(then)
        && (now.loading || !then.loading)
        && (now.setup_id.is_some() || then.setup_id.is_none())
}

/// What is asked of every document, and what that is about.
struct Asked {
    battery: Battery,
    about: Vec<About>,
}

/// A document changed once, by a seed. What is wrong of it; nothing where it can't be changed so.
fn changed(fixture: &Fixture, frame: &Frame, asked: &Asked, seed: u64) -> Option<Vec<String>> {
    let name = fixture.name.bytes().fold(seed, |seed, byte| seed.wrapping_mul(31).wrapping_add(byte.into()));
    let mut random = fastrand::Rng::with_seed(name);
    frame.renew(fixture);
    let then: Blocks = serde_json::from_str(fixture.blocks).unwrap();
    let operator = OPERATORS[random.usize(..OPERATORS.len())];
    let target = match operator.on() {
        Some(selectors) => Some(random.choice(all(&frame.document, selectors))?),
        None => None,
    };
    let things = target.as_ref().map(|target| things(&frame.document, target));
    let touch = Touch {
        truth: operator.truth(target.as_ref()),
        things: things.as_ref().map(|things| things.iter().collect()),
        thins: !matches!(operator, Operator::Twice | Operator::Ticked | Operator::Unsaved),
        renumbers: false,
    };
    let page = serde_json::to_value(&then).unwrap();
    let place = fixture.place();
    let mut expected: Vec<Expected> =
        asked.battery.judge(&read(place, &then)).into_iter().map(Expected::of).collect();
    expected.iter_mut().zip(&asked.about).for_each(|(it, about)| it.after(&touch, about, &page));
    let what = target.as_ref().map(|target| target.outer_html().chars().take(120).collect::<String>());
    operator.apply(&frame.document, target.as_ref(), &mut random);

    let Collected { blocks: now, elements, .. } = collect(&frame.document);
    if !says_as_much(&now, &then) {
        return None;
    }
    let page = serde_json::to_value(&now).unwrap();
    let said: Vec<Said> = asked.battery.judge(&read(place, &now));
    let mut wrong = Vec::new();
    for (at, (now, expected)) in said.iter().zip(&expected).enumerate() {
        let of_part = !is_whole(&page) && is_absence(&now.0, asked.battery.kind(at));
        if of_part || !expected.allows(now) {
            wrong.push(format!("{}: {now:?}, where {expected:?}", ASKED[at]));
        }
    }
    for control in controls(place) {
        let Ok(found) = find(&control, place, &now) else { continue };
        for element in found.elements {
            let there = touchables(&page, element.0.into());
            let is_right = there.iter().any(|it| it.is_right(&control));
            let is_enabled = !found.enabled || there.iter().any(Touchable::is_enabled);
            let own = &elements[usize::try_from(element.0).unwrap()];
            let is_other = own.closest(&format!("[{NAMESAKE}]")).unwrap().is_some();
            if touch.truth == Truth::Destroys || !is_right || !is_enabled || is_other {
                wrong.push(format!("{control:?} is at {}", own.outer_html()));
            }
        }
    }
    Some(
        wrong
            .into_iter()
            .map(|it| format!("{}, seed {seed}, {operator:?} {what:?}: {it}", fixture.name))
            .collect(),
    )
}

/// Some of the documents: a test that takes long is several.
async fn documents(part: usize) {
    let about = ASKED.iter().map(|asked| About::of(asked)).collect();
    let asked = Asked { battery: Battery::new(), about };
    let (mut ran, mut wrong) = (0, Vec::new());
    for fixture in FIXTURES.iter().skip(part).step_by(PARTS) {
        let frame = Frame::with(fixture).await;
        let mut seed = 0;
        for _ in 0..MUTANTS {
            while seed < 4 * MUTANTS {
                seed += 1;
                if let Some(found) = changed(fixture, &frame, &asked, seed) {
                    ran += 1;
                    wrong.extend(found);
                    break;
                }
            }
        }
    }
    console_log!("{ran} mutants, {} forbidden verdicts", wrong.len());
    assert!(ran > 0 && wrong.is_empty(), "{} forbidden: {wrong:#?}", wrong.len());
}

const PARTS: usize = 16;

macro_rules! parts {
    ($($name:ident $part:literal),+ $(,)?) => {$(
        #[wasm_bindgen_test]
        async fn $name() {
            documents($part).await;
        }
    )+};
}

parts! {
    no_changed_document_says_what_is_not_true_0 0,
    no_changed_document_says_what_is_not_true_1 1,
    no_changed_document_says_what_is_not_true_2 2,
    no_changed_document_says_what_is_not_true_3 3,
    no_changed_document_says_what_is_not_true_4 4,
    no_changed_document_says_what_is_not_true_5 5,
    no_changed_document_says_what_is_not_true_6 6,
    no_changed_document_says_what_is_not_true_7 7,
    no_changed_document_says_what_is_not_true_8 8,
    no_changed_document_says_what_is_not_true_9 9,
    no_changed_document_says_what_is_not_true_10 10,
    no_changed_document_says_what_is_not_true_11 11,
    no_changed_document_says_what_is_not_true_12 12,
    no_changed_document_says_what_is_not_true_13 13,
    no_changed_document_says_what_is_not_true_14 14,
    no_changed_document_says_what_is_not_true_15 15,
}
