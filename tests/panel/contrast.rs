//! Every text and every shape keeps its contrast (WCAG 2.2, 1.4.3 and 1.4.11), whatever surface the page's theme gives.

use crate::{painter::drawn, samples::sample};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CssStyleDeclaration, DocumentFragment, Element, HtmlElement};

/// What pages may say of their surface: white and black, SLDS 2's own, a dark blue, greys that are neither light nor dark.
const SURFACES: [&str; 8] =
    ["#fff", "#f3f3f3", "#eaf5fe", "#181818", "#2e2e2e", "#032d60", "#808080", "#999999"];
/// Samples that hold every shape, button and sort of text.
const SAMPLES: [&str; 4] = ["to do elsewhere", "done, lowers protection", "could not check", "trouble"];
const TEXT: f64 = 4.5;
const SHAPE: f64 = 3.0;

fn style(element: &Element) -> CssStyleDeclaration {
    web_sys::window().unwrap().get_computed_style(element).unwrap().unwrap()
}

fn property(element: &Element, name: &str) -> String {
    style(element).get_property_value(name).unwrap()
}

/// Luminance of a colour as browsers compute it: `rgb()`, `oklab()` or `oklch()`; `None` where it is see-through.
fn luminance(colour: &str) -> Option<f64> {
    let (space, rest) = colour.split_once('(').unwrap_or_else(|| panic!("expected a colour, found {colour}"));
    let part =
        |part: &str| part.trim().parse::<f64>().unwrap_or_else(|_| panic!("expected a number in {colour}"));
    let numbers: Vec<f64> =
        rest.trim_end_matches(')').split([' ', ',', '/']).filter(|part| !part.is_empty()).map(part).collect();
    if numbers.get(3).is_some_and(|alpha| *alpha < 1.0) {
        return None;
    }
    let [x, y, z] = [numbers[0], numbers[1], numbers[2]];
    let linear = match space {
        "oklab" => of_oklab(x, y, z),
        "oklch" => of_oklab(x, y * z.to_radians().cos(), y * z.to_radians().sin()),
        "rgb" | "rgba" => [x, y, z].map(|channel| of_srgb(channel / 255.0)),
        other => panic!("expected a known colour space, found {other}"),
    };
    Some(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
}

fn of_srgb(channel: f64) -> f64 {
    if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
}

/// Linear sRGB of OKLab (CSS Color 4).
fn of_oklab(lightness: f64, a: f64, b: f64) -> [f64; 3] {
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ]
    .map(|channel| channel.clamp(0.0, 1.0))
}

fn contrast(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The nearest background that is not see-through.
fn background(element: &Element) -> f64 {
    let own = luminance(&property(element, "background-color"));
    own.unwrap_or_else(|| {
        background(&element.parent_element().expect("the sidebar has a background of its own"))
    })
}

fn has_text(element: &Element) -> bool {
    let children = element.child_nodes();
    let is_text = |node: web_sys::Node| node.node_type() == web_sys::Node::TEXT_NODE;
    (0..children.length()).filter_map(|at| children.item(at)).any(is_text)
}

#[wasm_bindgen_test]
fn text_and_shapes_stand_out_on_every_surface() {
    let page: HtmlElement =
        web_sys::window().unwrap().document().unwrap().document_element().unwrap().unchecked_into();
    for surface in SURFACES {
        page.style().set_property("--slds-g-color-surface-container-1", surface).unwrap();
        for name in SAMPLES {
            let painter = drawn(&sample(name));
            let within: &DocumentFragment = painter.root().unchecked_ref();
            let found = within.query_selector_all("aside *").unwrap();
            let elements = (0..found.length())
                .filter_map(|at| found.item(at))
                .map(|node| node.unchecked_into::<Element>());
            for element in elements {
                let least = match element.local_name().as_str() {
                    "svg" => SHAPE,
                    _ if has_text(&element) => TEXT,
                    _ => continue,
                };
                let colour =
                    luminance(&property(&element, "color")).expect("no colour of text is see-through");
                let ratio = contrast(colour, background(&element));
                let words = element.text_content().unwrap_or_default();
                assert!(
                    ratio >= least,
                    "{surface}, {name}: {ratio:.2} of {} {words:?}",
                    element.local_name()
                );
            }
        }
    }
    page.remove_attribute("style").unwrap();
}
