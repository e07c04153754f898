//! Writes a tree as a person would read it: one line per block, buttons in brackets, links with where they lead.

use orgready::panel::{
    Node,
    tree::{Element, Tag},
};

/// The tree as lines.
pub fn outline(node: &Node) -> String {
    let mut lines = Vec::new();
    write(node, 0, &mut lines);
    lines.join("\n") + "\n"
}

fn write(node: &Node, depth: usize, lines: &mut Vec<String>) {
    let Some(element) = node.element() else { return };
    let own = own_line(element);
    let indent = "  ".repeat(depth);
    let shown = own.is_some();
    lines.extend(own.map(|line| format!("{indent}{line}")));
    if !is_leaf(element) {
        for child in &element.children {
            write(child, depth + usize::from(shown), lines);
        }
    }
}

/// Blocks whose whole text is their line.
fn is_leaf(element: &Element) -> bool {
    matches!(
        element.tag,
        Tag::P
            | Tag::H2
            | Tag::H3
            | Tag::H4
            | Tag::Button
            | Tag::Link
            | Tag::Dl
            | Tag::Span
            | Tag::Svg
            | Tag::Summary
            | Tag::Select
    ) || element.attribute("data-source").is_some()
}

fn own_line(element: &Element) -> Option<String> {
    let text = words(element);
    let data = data(element);
    let line = match element.tag {
        Tag::Svg => return None,
        Tag::H2 => format!("## {text}"),
        Tag::H3 => format!("### {text}"),
        Tag::H4 => format!("#### {text}"),
        Tag::Button => format!("[{}{}]{}", text, state(element), named(element, &text)),
        Tag::Link => {
            format!("<{text} -> {}>{}", element.attribute("href").unwrap_or_default(), named(element, &text))
        }
        Tag::P | Tag::Dl | Tag::Span => text,
        Tag::Summary => format!("> {text}"),
        // Its text stands before it.
        Tag::Label => format!("{}:", element.children.first().map(Node::text).unwrap_or_default()),
        Tag::Select => format!("[{} ({} choices)]", chosen(element), element.children.len()),
        Tag::Input => format!("[{}]", element.attribute("value").unwrap_or_default()),
        Tag::Li if element.attribute("data-source").is_some() => format!("* {text}"),
        Tag::Progress => element.attribute("aria-valuetext").map(|value| format!("({value})"))?,
        Tag::Aside | Tag::Section if data.is_empty() => return None,
        _ if data.is_empty() => return None,
        _ => "-".to_owned(),
    };
    let role = element.attribute("role").filter(|role| *role != "list").map(|role| format!(" {{{role}}}"));
    Some(format!("{line}{}{data}", role.unwrap_or_default()))
}

/// The option of a select that is chosen.
fn chosen(select: &Element) -> String {
    let is_chosen = |option: &&Element| option.attribute("value") == select.attribute("value");
    let option = select.children.iter().filter_map(Node::element).find(is_chosen);
    option.map(words).unwrap_or_default()
}

/// The text as it is read: blocks inside are parted by a blank.
fn words(element: &Element) -> String {
    let pair = |node: &Node| node.children().iter().map(Node::text).collect::<Vec<_>>().join(": ");
    let text = match element.tag {
        Tag::Dl => element.children.iter().map(pair).collect::<Vec<_>>().join(", "),
        _ => element.children.iter().map(Node::text).collect(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn state(element: &Element) -> String {
    let of = |name: &str| {
        element.attribute(name).map(|value| format!(" {}={value}", name.trim_start_matches("aria-")))
    };
    ["aria-expanded", "aria-pressed", "aria-disabled"].into_iter().filter_map(of).collect()
}

fn named(element: &Element, text: &str) -> String {
    match element.attribute("aria-label") {
        Some(name) if name != text => format!(" \"{name}\""),
        _ => String::new(),
    }
}

fn data(element: &Element) -> String {
    let of_data =
        element.attributes.iter().filter(|(name, _)| name.starts_with("data-") && *name != "data-rove");
    let told: Vec<String> =
        of_data.map(|(name, value)| format!("{}={value}", name.trim_start_matches("data-"))).collect();
    if told.is_empty() { String::new() } else { format!("  {{{}}}", told.join("; ")) }
}
