//! Keeps the keyboard's focus where it was while the tree under it changes.

use super::super::Node;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, ShadowRoot};

/// Where the focus goes when nothing else is left of what had it.
const FALLBACKS: [&str; 2] = ["title", "expand"];

/// Where the focus was.
pub(super) struct Focus {
    element: Option<Element>,
    key: Option<String>,
}

impl Focus {
    pub(super) fn of(root: &ShadowRoot, painted: Option<&Node>) -> Self {
        let element = root.active_element();
        let path = element.as_ref().and_then(|element| path_of(root, element));
        let key = painted.zip(path).and_then(|(tree, path)| tree.along(&path).last()?.key.clone());
        Focus { element, key }
    }

    /// Gives the focus back: to the same element, to what bears its key now, to the step it belonged to, or to the heading.
    pub(super) fn restore(self, root: &ShadowRoot, tree: &Node) {
        let Some(element) = self.element else { return };
        if root.active_element().as_ref() == Some(&element) {
            return;
        }
        if element.is_connected() {
            return focus_on(&element, true);
        }
        let key = self.key.unwrap_or_default();
        let of_step = key.split_once('/').map(|(step, _)| format!("{step}/open"));
        if !focus_key(root, tree, &key) && !of_step.is_some_and(|key| focus_key(root, tree, &key)) {
            enter(root, tree);
        }
    }
}

/// Moves the focus to the heading, or to the tab.
pub(super) fn enter(root: &ShadowRoot, tree: &Node) {
    let _ = FALLBACKS.iter().any(|key| focus_key(root, tree, key));
}

fn focus_key(root: &ShadowRoot, tree: &Node, key: &str) -> bool {
    let node = tree.path_to(key).and_then(|path| node_at(root, &path));
    if let Some(node) = &node {
        focus_on(node.unchecked_ref(), false);
    }
    node.is_some()
}

/// A node that stands where it stood must not move the scroll.
fn focus_on(element: &Element, stays: bool) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(stays);
    // Only an element that cannot be focused refuses, and then there is nothing to keep.
    let _ = element.unchecked_ref::<HtmlElement>().focus_with_options(&options);
}

/// The path from the painted tree's root down to a node of it.
pub(super) fn path_of(root: &ShadowRoot, node: &web_sys::Node) -> Option<Vec<usize>> {
    let top: web_sys::Node = root.first_child()?;
    let mut path = Vec::new();
    let mut node = node.clone();
    while node != top {
        let parent = node.parent_node()?;
        let mut index = 0;
        while let Some(before) = node.previous_sibling() {
            index += 1;
            node = before;
        }
        path.push(index);
        node = parent;
    }
    path.reverse();
    Some(path)
}

fn node_at(root: &ShadowRoot, path: &[usize]) -> Option<web_sys::Node> {
    let mut node = root.first_child()?;
    for index in path {
        node = node.first_child()?;
        for _ in 0..*index {
            node = node.next_sibling()?;
        }
    }
    Some(node)
}
