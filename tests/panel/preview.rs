//! Prints a page that shows the sidebar in every sample state, side by side, without a browser extension:
//! `cargo run --example preview > target/panel.html`.
#![allow(clippy::print_stdout)]

#[path = "samples.rs"]
mod samples;

use orgready::panel::{Node, style::STYLE, view};

fn main() {
    let panels: String = samples::all().iter().map(|(name, state)| figure(name, &view(state))).collect();
    println!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Orgready: the sidebar</title>\
         <style>{LOOKS}</style><main>{panels}</main></html>"
    );
}

const LOOKS: &str = ":root{color-scheme:light dark}main{display:flex;flex-wrap:wrap;gap:16px;font-family:system-ui}\
     figure{margin:0}iframe{inline-size:500px;block-size:900px;border:1px solid #888}";

/// Each in a document of its own, as in a page.
fn figure(name: &str, tree: &Node) -> String {
    let sheet = STYLE.replace("inset-block: 96px 16px", "inset-block: 16px");
    let inner = format!(
        "<!doctype html><html lang=\"en\"><style>:root{{color-scheme:light dark}}</style>\
         <orgready-panel><template shadowrootmode=\"open\"><style>{sheet}</style>{}</template></orgready-panel>",
        markup(tree)
    );
    format!(
        "<figure><figcaption>{name}</figcaption><iframe title=\"{name}\" srcdoc=\"{}\"></iframe></figure>",
        escaped(&inner)
    )
}

fn markup(node: &Node) -> String {
    match node {
        Node::Text(text) => escaped(text),
        Node::Element(element) => {
            let attributes =
                element.attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", escaped(value)));
            let attributes: String = attributes.collect();
            let children: String = element.children.iter().map(markup).collect();
            format!("<{0}{attributes}>{children}</{0}>", element.tag.name())
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
