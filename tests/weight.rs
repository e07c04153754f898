//! What the shipped extension may be: how heavy, and what must not be in it. Read from what `./build.sh build` left in `dist/`, which must
//! be there.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use flate2::{Compression, write::GzEncoder};
use std::{fs, io::Write, path::PathBuf};

const DISTS: [&str; 2] = ["chrome", "firefox"];

/// `(file, most bytes, most bytes gzipped)`; the loader runs in every document of an org's hosts, so it is the lightest.
///
/// The core is four parts: the top document of a tab loads the panel, a document that is read loads the page, the worker the desk, and
/// Orgready's own pages their own.
/// Where WebAssembly is forbidden a document loads panel and page as JavaScript, 250,000 bytes gzipped together at most.
const BOUNDS: [(&str, Option<usize>, Option<usize>); 9] = [
    ("content.js", Some(6_144), None),
    ("panel_bg.wasm", Some(250_000), Some(100_000)),
    ("page_bg.wasm", Some(250_000), Some(100_000)),
    ("desk_bg.wasm", Some(250_000), Some(100_000)),
    ("own_bg.wasm", Some(250_000), Some(100_000)),
    ("panel.fallback.js", None, Some(150_000)),
    ("page.fallback.js", None, Some(100_000)),
    ("desk.fallback.js", None, Some(250_000)),
    ("own.fallback.js", None, Some(250_000)),
];

/// All code that is shipped.
const CODE: [&str; 14] = [
    "content.js",
    "worker.js",
    "panel.js",
    "panel_bg.wasm",
    "page.js",
    "page_bg.wasm",
    "desk.js",
    "desk_bg.wasm",
    "own.js",
    "own_bg.wasm",
    "panel.fallback.js",
    "page.fallback.js",
    "desk.fallback.js",
    "own.fallback.js",
];

/// What would have text of others run or parsed as HTML, or would let others than Orgready speak to it.
const NEVER: [&str; 17] = [
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "setHTMLUnsafe",
    "createContextualFragment",
    "DOMParser",
    "document.write",
    "srcdoc",
    "eval(",
    "Function(",
    "importScripts",
    "postMessage",
    "(\"message\"",
    "onmessage",
    "onMessageExternal",
    "onConnect",
    "externally_connectable",
];

#[test]
fn shipped_files_stay_within_their_bounds() {
    let mut heavy = Vec::new();
    for dist in DISTS {
        for (file, most, most_gzipped) in BOUNDS.into_iter().filter(|(file, ..)| is_in(dist, file)) {
            let bytes = shipped(dist, file);
            let measured = [("bytes", bytes.len(), most), ("bytes gzipped", gzipped(&bytes), most_gzipped)];
            for (unit, found, most) in measured {
                println!("{dist}/{file}: {found} {unit}");
                if most.is_some_and(|most| found > most) {
                    heavy.push(format!("{dist}/{file}: {found} {unit}, at most {}", most.unwrap()));
                }
            }
        }
    }
    assert!(heavy.is_empty(), "too heavy:\n  {}", heavy.join("\n  "));
}

#[test]
fn no_style_sheet_is_injected_into_pages() {
    for dist in DISTS {
        let manifest: serde_json::Value = serde_json::from_slice(&shipped(dist, "manifest.json")).unwrap();
        let scripts = manifest["content_scripts"].as_array().expect("the manifest has content scripts");
        assert!(!scripts.is_empty());
        for script in scripts {
            assert_eq!(script.get("css"), None, "{dist}: a content script brings CSS");
        }
    }
}

#[test]
fn shipped_code_names_no_path_of_the_machine_that_built_it() {
    let root = env!("CARGO_MANIFEST_DIR");
    for dist in DISTS {
        for file in CODE.into_iter().filter(|file| is_in(dist, file)) {
            let text = String::from_utf8_lossy(&shipped(dist, file)).into_owned();
            for path in [root, "/.cargo/", "/.rustup/", "/usr/src/"] {
                assert!(!text.contains(path), "{dist}/{file} holds {path}");
            }
        }
    }
}

#[test]
fn nothing_of_others_is_run_parsed_or_heard() {
    let own = ["pages/options.js", "pages/org.js", "pages/people.js", "pages/search.js", "manifest.json"];
    let mut found = Vec::new();
    for dist in DISTS {
        let scripts = CODE.into_iter().filter(|file| file.ends_with(".js") && is_in(dist, file));
        for file in scripts.chain(own) {
            let text = String::from_utf8(shipped(dist, file)).unwrap();
            let names = NEVER.iter().filter(|name| text.contains(**name));
            found.extend(names.map(|name| format!("{dist}/{file}: {name}")));
        }
    }
    assert!(found.is_empty(), "ways for others into the extension:\n  {}", found.join("\n  "));
}

/// Chrome's worker and own pages always have WebAssembly: what stands in for it there is Firefox's alone.
fn is_in(dist: &str, file: &str) -> bool {
    dist == "firefox" || !["desk.fallback.js", "own.fallback.js"].contains(&file)
}

#[test]
fn chrome_carries_no_fallback_that_it_can_not_need() {
    for file in ["desk.fallback.js", "own.fallback.js"] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("dist/chrome").join(file);
        assert!(!path.exists(), "{}", path.display());
    }
}

fn shipped(dist: &str, file: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("dist").join(dist).join(file);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}; run ./build.sh build first", path.display()))
}

fn gzipped(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}
