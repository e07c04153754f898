//! A tree of what is to be drawn: plain data, so that a view can be compared and tested without a browser.
//!
//! Tags are a closed set without `script`, `style` and `iframe`; text is text, never markup. Nothing is ever sent: there is no `form`.

use super::Action;
use std::{borrow::Cow, ops::Deref};

macro_rules! tags {
    ($($tag:ident = $name:literal),+ $(,)?) => {
        /// The elements a view may use.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Tag {
            $(
                #[doc = concat!("`<", $name, ">`")]
                $tag,
            )+
        }

        impl Tag {
            /// Its name in HTML or SVG.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Tag::$tag => $name,)+ }
            }
        }
    };
}

tags! {
    Aside = "aside",
    Header = "header",
    Footer = "footer",
    Section = "section",
    Div = "div",
    H2 = "h2",
    H3 = "h3",
    H4 = "h4",
    P = "p",
    Ul = "ul",
    Li = "li",
    Dl = "dl",
    Dt = "dt",
    Dd = "dd",
    Span = "span",
    Strong = "strong",
    Bdi = "bdi",
    Button = "button",
    Link = "a",
    Progress = "progress",
    Details = "details",
    Summary = "summary",
    Label = "label",
    Select = "select",
    Option = "option",
    Input = "input",
    Svg = "svg",
    Path = "path",
}

impl Tag {
    /// Whether the element is of SVG's namespace.
    #[must_use]
    pub fn is_svg(self) -> bool {
        matches!(self, Tag::Svg | Tag::Path)
    }

    /// Whether something is entered or chosen in it.
    #[must_use]
    pub fn is_field(self) -> bool {
        matches!(self, Tag::Select | Tag::Input)
    }
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text.
    Text(Cow<'static, str>),
}

/// An element with all that is in it. Boxed: views are built by passing elements on, and a pointer weighs less than its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element(Box<Parts>);

/// The parts of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// Its tag.
    pub tag: Tag,
    /// Its name among its siblings, where it may move; unique in the whole tree where it can hold the keyboard's focus.
    pub key: Option<String>,
    /// Its attributes.
    pub attributes: Vec<(&'static str, Cow<'static, str>)>,
    /// What a click on it or in it does; of a field, what is done once something was entered.
    pub on: Option<Action>,
    /// What a key does while the focus is in it; keys as `KeyboardEvent.key` names them.
    pub keys: Vec<(&'static str, Action)>,
    /// What is in it.
    pub children: Vec<Node>,
}

/// An empty element.
#[must_use]
pub fn element(tag: Tag) -> Element {
    let parts =
        Parts { tag, key: None, attributes: Vec::new(), on: None, keys: Vec::new(), children: Vec::new() };
    Element(Box::new(parts))
}

/// An empty element of a class.
#[must_use]
pub fn of_class(tag: Tag, class: &'static str) -> Element {
    element(tag).with("class", class)
}

impl Deref for Element {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Element {
    /// With an attribute, in place of one of that name.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        let value = value.into();
        match self.0.attributes.iter_mut().find(|(known, _)| *known == name) {
            Some((_, held)) => *held = value,
            None => self.0.attributes.push((name, value)),
        }
        self
    }

    /// With an attribute, where it has a value.
    #[must_use]
    pub fn with_some(self, name: &'static str, value: Option<impl Into<Cow<'static, str>>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With a class.
    #[must_use]
    pub fn class(self, class: &'static str) -> Self {
        self.with("class", class)
    }

    /// With a key.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.0.key = Some(key.into());
        self
    }

    /// With what a click does, or an entry.
    #[must_use]
    pub fn on(mut self, action: Action) -> Self {
        self.0.on = Some(action);
        self
    }

    /// With what a key does.
    #[must_use]
    pub fn on_key(mut self, key: &'static str, action: Action) -> Self {
        self.0.keys.push((key, action));
        self
    }

    /// With something in it.
    #[must_use]
    pub fn holding(mut self, child: impl Into<Node>) -> Self {
        self.0.children.push(child.into());
        self
    }

    /// With an element in it, where there is one.
    #[must_use]
    pub fn maybe(self, child: Option<Element>) -> Self {
        match child {
            Some(child) => self.holding(child),
            None => self,
        }
    }

    /// With elements in it.
    #[must_use]
    pub fn holding_all(mut self, children: Vec<Element>) -> Self {
        for child in children {
            self.0.children.push(child.into());
        }
        self
    }

    /// The value of an attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find_map(|(known, value)| (*known == name).then_some(value.as_ref()))
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Node::Element(element)
    }
}

impl From<&'static str> for Node {
    fn from(text: &'static str) -> Self {
        Node::Text(text.into())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Node::Text(text.into())
    }
}

impl Node {
    /// The element, where it is one.
    #[must_use]
    pub fn element(&self) -> Option<&Element> {
        match self {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        }
    }

    /// What is in it.
    #[must_use]
    pub fn children(&self) -> &[Node] {
        self.element().map_or(&[], |element| &element.children)
    }

    /// The elements on the way down a path of child indices, the root first; ends where the tree does.
    #[must_use]
    pub fn along(&self, path: &[usize]) -> Vec<&Element> {
        let mut on_the_way = Vec::new();
        let mut path = path.iter();
        let mut node = Some(self);
        while let Some(Node::Element(element)) = node {
            on_the_way.push(element);
            node = path.next().and_then(|index| element.children.get(*index));
        }
        on_the_way
    }

    /// The innermost element at a path that a click does something on.
    #[must_use]
    pub fn clicked(&self, path: &[usize]) -> Option<&Element> {
        let mut on_the_way = self.along(path);
        while let Some(element) = on_the_way.pop() {
            if element.on.is_some() {
                return Some(element);
            }
        }
        None
    }

    /// What a key does at a path: the innermost element that knows the key decides.
    #[must_use]
    pub fn pressed(&self, path: &[usize], key: &str) -> Option<&Action> {
        let mut on_the_way = self.along(path);
        while let Some(element) = on_the_way.pop() {
            if let Some((_, action)) = element.keys.iter().find(|(known, _)| *known == key) {
                return Some(action);
            }
        }
        None
    }

    /// The path to the element of a key.
    #[must_use]
    pub fn path_to(&self, key: &str) -> Option<Vec<usize>> {
        let element = self.element()?;
        if element.key.as_deref() == Some(key) {
            return Some(Vec::new());
        }
        for (index, child) in element.children.iter().enumerate() {
            if let Some(mut path) = child.path_to(key) {
                path.insert(0, index);
                return Some(path);
            }
        }
        None
    }

    /// All its text, in order.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Node::Text(text) => text.to_string(),
            Node::Element(element) => element.children.iter().map(Node::text).collect(),
        }
    }

    /// The first element, depth first, that a test accepts.
    pub fn find(&self, accepts: &dyn Fn(&Element) -> bool) -> Option<&Element> {
        let element = self.element()?;
        if accepts(element) {
            return Some(element);
        }
        element.children.iter().find_map(|child| child.find(accepts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> Node {
        let inner = element(Tag::Li).key("step").on_key("g", Action::GoThere("step".into())).holding(
            element(Tag::Button)
                .key("button")
                .on(Action::CheckNow)
                .holding(element(Tag::Span).holding("Check")),
        );
        element(Tag::Aside).on_key("Escape", Action::Leave).holding("text").holding(inner).into()
    }

    #[test]
    fn a_click_goes_to_the_innermost_element_that_acts() {
        let tree = tree();
        for (path, action) in [
            (vec![1, 0, 0, 0], Some(&Action::CheckNow)),
            (vec![1, 0], Some(&Action::CheckNow)),
            (vec![1], None),
            (vec![0], None),
            (vec![7, 7], None),
        ] {
            assert_eq!(tree.clicked(&path).and_then(|element| element.on.as_ref()), action, "{path:?}");
        }
    }

    #[test]
    fn a_key_acts_where_the_focus_is() {
        let tree = tree();
        assert_eq!(tree.pressed(&[1, 0], "g"), Some(&Action::GoThere("step".into())));
        assert_eq!(tree.pressed(&[1, 0], "Escape"), Some(&Action::Leave));
        assert_eq!(tree.pressed(&[], "g"), None);
    }

    #[test]
    fn a_key_is_found_by_its_path() {
        let tree = tree();
        assert_eq!(tree.path_to("button"), Some(vec![1, 0]));
        assert_eq!(tree.path_to("nothing"), None);
        assert_eq!(tree.text(), "textCheck");
    }
}
