//! Times the judging of an org natively: `bench-native CHOICES FACTS FILES…` prints how many milliseconds one pass takes, and what it found.

mod judge;

use std::{env, fs, hint::black_box, process::ExitCode, time::Instant};

/// Passes that are timed together, for a clock's own grain.
const PASSES: u32 = 20;

fn main() -> ExitCode {
    let texts: Result<Vec<String>, _> = env::args().skip(1).map(fs::read_to_string).collect();
    let judge = match texts.as_deref() {
        Ok([choices, facts, files @ ..]) => judge::Judge::read(files, choices, facts),
        _ => None,
    };
    let Some(mut judge) = judge else {
        eprintln!("expected the paths of readable files: what was chosen, the org's answers, checklists");
        return ExitCode::FAILURE;
    };
    let (says_ms, steps) = timed(|| judge.says());
    let (evaluate_ms, done) = timed(|| judge.evaluate());
    let (renew_ms, renewed) = timed(|| judge.renew());
    println!(
        r#"{{"says_ms": {says_ms}, "steps": {steps}, "evaluate_ms": {evaluate_ms}, "done": {done}, "renew_ms": {renew_ms}, "renewed": {renewed}}}"#
    );
    ExitCode::SUCCESS
}

fn timed(mut act: impl FnMut() -> usize) -> (f64, usize) {
    let found = act();
    let begun = Instant::now();
    for _ in 0..PASSES {
        black_box(act());
    }
    (begun.elapsed().as_secs_f64() * 1000.0 / f64::from(PASSES), found)
}
