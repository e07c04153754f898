//! The painter: draws a tree into a closed shadow root of one host element, and turns what the admin does there into actions.
//!
//! The only part of the sidebar that touches the DOM, and only its own: nothing is set on the page's nodes, no markup is parsed, no
//! event that a script made counts. The host carries no attribute; its looks come from the sheet within.

mod events;
mod focus;
mod patch;

use super::{Action, Node};
use gloo_events::EventListener;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Document, Element, ShadowRoot, ShadowRootInit, ShadowRootMode};

/// The host's tag. It is never defined as a custom element: a name of its own keeps the page's selectors for `div` away.
pub const HOST: &str = "orgready-panel";

/// Which modifier keys were held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Modifiers {
    /// Control.
    pub ctrl: bool,
    /// Command, or the Windows key.
    pub meta: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
}

impl Modifiers {
    /// Whether any was held.
    #[must_use]
    pub fn any(self) -> bool {
        self.ctrl || self.meta || self.shift || self.alt
    }
}

/// What is told of the admin's actions.
pub type OnAction = Rc<dyn Fn(Action, Modifiers)>;

/// Draws the sidebar. Dropping it takes the sidebar out of the page.
pub struct Painter {
    host: Element,
    surface: Rc<Surface>,
    _listeners: [EventListener; 5],
}

/// Where is drawn, and what was drawn last.
struct Surface {
    document: Document,
    root: ShadowRoot,
    painted: RefCell<Option<Node>>,
}

impl Painter {
    /// Puts an empty sidebar into a document, with its style sheet ([`super::style`]).
    ///
    /// # Errors
    /// What the browser says, where it refuses the host, its shadow root or its sheet.
    pub fn new(document: &Document, style: &str, on_action: OnAction) -> Result<Self, JsValue> {
        let host = document.create_element(HOST)?;
        // To a page that has a component of this name the root would be open.
        let host = if host.matches(":defined")? { document.create_element("div")? } else { host };
        let root = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Closed))?;
        let sheet = CssStyleSheet::new()?;
        sheet.replace_sync(style)?;
        root.set_adopted_style_sheets(&js_sys::Array::of1(&sheet));
        let page =
            document.document_element().ok_or("expected a document with a root element, found none")?;
        page.append_child(&host)?;
        let surface = Rc::new(Surface { document: document.clone(), root, painted: RefCell::new(None) });
        let listeners = events::listen(&surface, &on_action);
        Ok(Painter { host, surface, _listeners: listeners })
    }

    /// Draws a tree in place of the one before, keeping the focus and every scroll position.
    ///
    /// # Errors
    /// What the browser says, where it refuses a change. The next painting then begins anew.
    pub fn paint(&self, tree: Node) -> Result<(), JsValue> {
        let Surface { document, root, painted } = &*self.surface;
        let before = painted.borrow_mut().take();
        let focus = focus::Focus::of(root, before.as_ref());
        patch::patch_children(document, root, before.as_slice(), std::slice::from_ref(&tree))?;
        painted.replace(Some(tree));
        if let Some(tree) = &*painted.borrow() {
            focus.restore(root, tree);
        }
        Ok(())
    }

    /// Moves the keyboard's focus to the sidebar.
    pub fn focus(&self) {
        if let Some(tree) = &*self.surface.painted.borrow() {
            focus::enter(&self.surface.root, tree);
        }
    }

    /// Whether the keyboard's focus is in the sidebar.
    #[must_use]
    pub fn has_focus(&self) -> bool {
        self.surface.root.active_element().is_some()
    }

    /// Takes the sidebar out of the page.
    pub fn remove(self) {
        drop(self);
    }

    /// The shadow root, which nothing else can reach.
    #[must_use]
    pub fn root(&self) -> &web_sys::Node {
        self.surface.root.unchecked_ref()
    }
}

impl Drop for Painter {
    fn drop(&mut self) {
        self.host.remove();
    }
}
