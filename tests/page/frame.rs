//! A document of its own for each test: an iframe without scripts, large enough for layout.

use super::fixtures::Fixture;
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement, HtmlIFrameElement};

/// The sheets that the demo org's pages ask for, by the end of their address.
const SHEETS: [(&str, &str); 3] = [
    ("classic.css", include_str!("../../www/pages/style/classic.css")),
    ("DesktopFrameCommon.css", include_str!("../../www/pages/style/DesktopFrameCommon.css")),
    ("lightning.css", include_str!("../../www/pages/style/lightning.css")),
];

/// A frame with a document in it, until it is dropped.
pub struct Frame {
    iframe: HtmlIFrameElement,
    pub document: Document,
}

impl Frame {
    pub async fn of(html: &str) -> Frame {
        Frame::loaded(|iframe| iframe.set_srcdoc(&with_sheets(html))).await
    }

    /// With a document whose own address has this path: the server's page, in whose place another is put.
    async fn at(path: &str, html: &str) -> Frame {
        let frame = Frame::loaded(|iframe| iframe.set_src("/")).await;
        frame.put(html);
        let move_to = "frame.contentWindow.history.replaceState(null, '', path);";
        let move_to = js_sys::Function::new_with_args("frame, path", move_to);
        move_to.call2(&JsValue::NULL, &frame.iframe, &path.into()).unwrap();
        frame
    }

    /// Puts another document's content in the place of this one's.
    fn put(&self, html: &str) {
        let put = "const made = Document.parseHTMLUnsafe(html); \
             frame.contentDocument.replaceChild(made.documentElement, frame.contentDocument.documentElement);";
        let put = js_sys::Function::new_with_args("frame, html", put);
        put.call2(&JsValue::NULL, &self.iframe, &with_sheets(html).into()).unwrap();
    }

    async fn loaded(with: impl FnOnce(&HtmlIFrameElement)) -> Frame {
        let document = web_sys::window().unwrap().document().unwrap();
        let iframe: HtmlIFrameElement = document.create_element("iframe").unwrap().unchecked_into();
        iframe.set_attribute("sandbox", "allow-same-origin").unwrap();
        iframe.set_attribute("style", "width: 1280px; height: 800px").unwrap();
        with(&iframe);
        let loaded = js_sys::Promise::new(&mut |done, _| iframe.set_onload(Some(&done)));
        document.body().unwrap().append_child(&iframe).unwrap();
        JsFuture::from(loaded).await.unwrap();
        let document = iframe.content_document().unwrap();
        Frame { iframe, document }
    }

    pub async fn with(fixture: &Fixture) -> Frame {
        let frame = match fixture.path() {
            Some(path) => Frame::at(&path, fixture.page).await,
            None => Frame::of(fixture.page).await,
        };
        frame.click(fixture);
        frame
    }

    /// Shows the same page anew: what loading a frame for each of thousands of documents takes would be most of a test's time.
    pub fn renew(&self, fixture: &Fixture) {
        self.put(fixture.page);
        self.click(fixture);
    }

    fn click(&self, fixture: &Fixture) {
        if let Some(words) = fixture.clicked() {
            let labels = self.document.query_selector_all("label").unwrap();
            let labels = (0..labels.length()).map(|at| labels.item(at).unwrap());
            let label = labels.into_iter().find(|label| label.text_content().unwrap() == words).unwrap();
            label.unchecked_ref::<HtmlElement>().click();
        }
    }

    pub fn html(&self) -> String {
        self.document.document_element().unwrap().outer_html()
    }

    pub fn one(&self, selector: &str) -> Element {
        let found = self.document.query_selector(selector).unwrap();
        found.unwrap_or_else(|| panic!("nothing matches {selector}"))
    }

    /// A computed property of an element.
    pub fn style(&self, element: &Element, property: &str) -> String {
        let window = self.document.default_view().unwrap();
        window.get_computed_style(element).unwrap().unwrap().get_property_value(property).unwrap()
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        self.iframe.remove();
    }
}

/// The page with its sheets inside: there is no server to ask for them.
fn with_sheets(html: &str) -> String {
    SHEETS.iter().fold(html.to_owned(), |html, (name, text)| {
        let link = html
            .lines()
            .flat_map(|line| line.split_inclusive('>'))
            .find(|tag| tag.starts_with("<link") && tag.contains(name));
        match link.map(str::to_owned) {
            Some(link) => html.replace(&link, &format!("<style>{text}</style>")),
            None => html,
        }
    })
}

/// Lets mutation observers and everything else that is due run.
pub async fn turn() {
    JsFuture::from(js_sys::Promise::resolve(&JsValue::NULL)).await.unwrap();
}
