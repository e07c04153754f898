//! What the shipped extension may be: how heavy, and what must not be in it. Read from what `./build.sh build` left in `dist/`, which must
//! be there.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use flate2::{Compression, write::GzEncoder};
use std::{fs, io::Write, path::PathBuf};

const DISTS: [&str; 2] = ["chrome", "firefox"];

/// `(file, most bytes, most bytes gzipped)`; the loader runs in every document of an org's hosts, so it is the lightest.
///
/// The core is four parts: the top document of a tab loads the panel, a document that is read loads the page, the worker and Orgready's own pages
/// the desk, and the worker the reader once for each checklist file.
/// Where WebAssembly is forbidden a document loads panel and page as JavaScript.
const BOUNDS: [(&str, Option<usize>, Option<usize>); 8] = [
    ("content.js", Some(4_000), None),
    ("panel_bg.wasm", Some(215_000), Some(95_000)),
    ("panel.js", Some(23_000), Some(7_800)),
    ("page_bg.wasm", Some(155_000), Some(66_000)),
    ("desk_bg.wasm", Some(207_000), Some(87_500)),
    ("reader_bg.wasm", Some(87_000), Some(38_000)),
    ("tab.fallback.js", None, Some(193_500)),
    ("worker.fallback.js", None, Some(151_500)),
];

/// What is downloaded: each browser's zip, and the most bytes of it.
const ZIPS: [(&str, usize); 2] = [("chrome", 500_000), ("firefox", 643_000)];

/// The parts of the core.
const CORES: usize = 4;

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
fn packages_stay_within_their_bounds() {
    for (browser, most) in ZIPS {
        let zip = format!("orgready-{browser}-{}.zip", env!("CARGO_PKG_VERSION"));
        let found = shipped("", &zip).len();
        println!("{zip}: {found} bytes");
        assert!(found <= most, "{zip}: {found} bytes, at most {most}");
    }
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
fn nothing_of_others_is_run_parsed_or_heard() {
    let mut found = Vec::new();
    for dist in DISTS {
        let scripts = ["", "pages"].map(|folder| scripts(dist, folder)).concat();
        assert!(scripts.len() > CORES, "{dist}: {scripts:?}");
        for file in scripts.into_iter().chain(["manifest.json".to_owned()]) {
            let text = String::from_utf8(shipped(dist, &file)).unwrap();
            let names = NEVER.iter().filter(|name| text.contains(**name));
            found.extend(names.map(|name| format!("{dist}/{file}: {name}")));
        }
    }
    assert!(found.is_empty(), "ways for others into the extension:\n  {}", found.join("\n  "));
}

/// The scripts of a folder.
fn scripts(dist: &str, folder: &str) -> Vec<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("dist").join(dist).join(folder);
    let names = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let of_folder = |name: String| if folder.is_empty() { name } else { format!("{folder}/{name}") };
    names.filter(|name| name.ends_with(".js")).map(of_folder).collect()
}

/// Chrome's worker and own pages always have WebAssembly: what stands in for it there is Firefox's alone.
fn is_in(dist: &str, file: &str) -> bool {
    dist == "firefox" || file != "worker.fallback.js"
}

#[test]
fn chrome_carries_no_fallback_that_it_can_not_need() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("dist/chrome/worker.fallback.js");
    assert!(!path.exists(), "{}", path.display());
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
