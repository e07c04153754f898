//! Inputs that are known: what the tests read anyway, and what once broke a target. They are where fuzzing starts, too.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use fuzz::{KNOWN, TARGETS};
use std::{
    fs,
    path::{Path, PathBuf},
};

fn files_in(folder: &Path, to: &mut Vec<PathBuf>) {
    for entry in
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())).flatten()
    {
        if entry.path().is_dir() { files_in(&entry.path(), to) } else { to.push(entry.path()) }
    }
}

/// The inputs that `known.txt` names for a target.
fn known(target: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for line in KNOWN.lines() {
        let [name, folder, end] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("known.txt: {line}")
        };
        assert!(TARGETS.iter().any(|(target, _)| *target == name), "known.txt: {line}");
        if name == target {
            let mut files = Vec::new();
            files_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder), &mut files);
            files.retain(|file| file.to_string_lossy().ends_with(end));
            assert!(!files.is_empty(), "known.txt names nothing: {line}");
            found.extend(files);
        }
    }
    found
}

#[test]
fn every_target_holds_for_every_input_that_is_known() {
    for (name, check) in TARGETS {
        let files = known(name);
        assert!(!files.is_empty(), "{name}");
        for file in files {
            println!("{name}: {}", file.display());
            check(&fs::read(file).unwrap());
        }
    }
}

/// In how many places each input is cut.
const CUTS: usize = 8;

/// A short walk without libFuzzer: small known inputs cut, turned, and with signs of their languages put in.
#[test]
fn every_target_holds_for_what_is_near_them() {
    for (name, check) in TARGETS {
        let small =
            known(name).into_iter().map(|file| fs::read(file).unwrap()).filter(|bytes| bytes.len() < 1_000);
        for bytes in small {
            for at in (0..bytes.len()).step_by(bytes.len() / CUTS + 1) {
                let (before, after) = bytes.split_at(at);
                check(before);
                check(&[after, before].concat());
                check(&[before, b"\"\\{}[]:.@/%", after].concat());
            }
        }
    }
}
