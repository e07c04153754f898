//! Makes the real tree equal to the wanted one with few changes: an element that stays is the same node, so that focus, selection and
//! scroll stay too.

use crate::panel::{
    Node,
    tree::{Element, Tag},
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlInputElement};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Makes the children of `parent`, which are `old`, equal to `new`.
pub(super) fn patch_children(
    document: &Document,
    parent: &web_sys::Node,
    old: &[Node],
    new: &[Node],
) -> Result<(), JsValue> {
    let mut held: Vec<Option<(web_sys::Node, &Node)>> = Vec::new();
    let mut former = old.iter();
    let mut next = parent.first_child();
    while let Some(child) = next {
        next = child.next_sibling();
        held.push(former.next().map(|node| (child, node)));
    }
    if held.len() != old.len() || held.iter().any(Option::is_none) {
        // A painting that failed half-way: begin anew.
        held.clear();
        while let Some(child) = parent.first_child() {
            parent.remove_child(&child)?;
        }
    }
    let mut kept = Vec::new();
    for node in new {
        kept.push(take_same(&mut held, node));
    }
    for (child, _) in held.iter().flatten() {
        parent.remove_child(child)?;
    }
    let mut next = parent.first_child();
    for (node, kept) in new.iter().zip(kept) {
        let child = match kept {
            Some((child, before)) => {
                patch(document, &child, before, node)?;
                child
            }
            None => create(document, node)?,
        };
        if next.as_ref() == Some(&child) {
            next = child.next_sibling();
        } else {
            parent.insert_before(&child, next.as_ref())?;
        }
    }
    Ok(())
}

/// Takes the first node that can become `wanted`.
fn take_same<'o>(
    held: &mut [Option<(web_sys::Node, &'o Node)>],
    wanted: &Node,
) -> Option<(web_sys::Node, &'o Node)> {
    held.iter_mut().find(|held| held.as_ref().is_some_and(|(_, node)| is_same(node, wanted)))?.take()
}

/// Whether one node can become the other: both are text, or both have one tag and one key.
fn is_same(one: &Node, other: &Node) -> bool {
    match (one, other) {
        (Node::Text(_), Node::Text(_)) => true,
        (Node::Element(one), Node::Element(other)) => one.tag == other.tag && one.key == other.key,
        (Node::Text(_), Node::Element(_)) | (Node::Element(_), Node::Text(_)) => false,
    }
}

fn patch(document: &Document, real: &web_sys::Node, old: &Node, new: &Node) -> Result<(), JsValue> {
    if old == new {
        return Ok(());
    }
    match (old, new) {
        (Node::Element(old), Node::Element(new)) => {
            patch_attributes(real.unchecked_ref(), old, new)?;
            patch_children(document, real, &old.children, &new.children)
        }
        (_, Node::Text(text)) => {
            real.set_node_value(Some(text));
            Ok(())
        }
        (Node::Text(_), Node::Element(_)) => Ok(()),
    }
}

fn patch_attributes(real: &web_sys::Element, old: &Element, new: &Element) -> Result<(), JsValue> {
    for (name, _) in &old.attributes {
        if new.attribute(name).is_none() {
            real.remove_attribute(name)?;
        }
    }
    for (name, value) in &new.attributes {
        if old.attribute(name) != Some(value) {
            set(real, name, value)?;
        }
    }
    Ok(())
}

/// Sets an attribute. A field's value is its property: the attribute only says what it was at first.
fn set(real: &web_sys::Element, name: &str, value: &str) -> Result<(), JsValue> {
    if name == "value" {
        real.unchecked_ref::<HtmlInputElement>().set_value(value);
        return Ok(());
    }
    real.set_attribute(name, value)
}

fn create(document: &Document, node: &Node) -> Result<web_sys::Node, JsValue> {
    let element = match node {
        Node::Text(text) => return Ok(document.create_text_node(text).unchecked_into()),
        Node::Element(element) => element,
    };
    let real = create_element(document, element.tag)?;
    for child in &element.children {
        real.append_child(&create(document, child)?)?;
    }
    // Of a select can be chosen only what is in it.
    for (name, value) in &element.attributes {
        set(&real, name, value)?;
    }
    Ok(real.unchecked_into())
}

fn create_element(document: &Document, tag: Tag) -> Result<web_sys::Element, JsValue> {
    if tag.is_svg() {
        document.create_element_ns(Some(SVG), tag.name())
    } else {
        document.create_element(tag.name())
    }
}
