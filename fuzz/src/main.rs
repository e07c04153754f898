//! One target under libFuzzer: the one that `ORGREADY_FUZZ` names. `./build.sh fuzz` runs it.
#![no_main]

use fuzz::{TARGETS, Target};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let wanted = std::env::var("ORGREADY_FUZZ").unwrap_or_default();
    let found = TARGETS.iter().find(|(name, _)| *name == wanted);
    found.unwrap_or_else(|| panic!("ORGREADY_FUZZ: no target is called \"{wanted}\"")).1
});

fuzz_target!(|bytes: &[u8]| (*TARGET)(bytes));
