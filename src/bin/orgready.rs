//! The native tool for checklist authors: `orgready lint FILE…` and `orgready explain FILE [--json]`.
//!
//! Never talks to an org and never writes a file. Exit code 0: fine; 1: the file has problems; 2: wrong use.

use orgready::checklist::{Checklist, explain};
use std::{
    io::{self, Write},
    process::ExitCode,
};

const USAGE: &str = "orgready, the tool for checklist authors

  orgready lint FILE…             tells what is wrong with checklist files
  orgready explain FILE [--json]  tells what a checklist asks of an org
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["lint", files @ ..] if !files.is_empty() => lint(files),
        ["explain", file] | ["explain", file, "--json"] | ["explain", "--json", file] => {
            explain_file(file, words.contains(&"--json"))
        }
        ["help" | "--help" | "-h"] => print(USAGE).map(|()| ExitCode::SUCCESS),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    // Nobody reads any more (`orgready … | head`): nothing is left to say.
    done.unwrap_or(ExitCode::SUCCESS)
}

fn print(text: &str) -> io::Result<()> {
    io::stdout().write_all(text.as_bytes())
}

/// Reads a checklist, telling what is wrong as `file:line:column: expected …, found …`.
fn load(file: &str) -> Option<Checklist> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{file}: expected a readable file in UTF-8, found: {error}");
            return None;
        }
    };
    match Checklist::parse(&text) {
        Ok(checklist) => Some(checklist),
        Err(problems) => {
            problems.iter().for_each(|problem| eprintln!("{file}:{problem}"));
            None
        }
    }
}

fn lint(files: &[&str]) -> io::Result<ExitCode> {
    let mut all_well = true;
    for file in files {
        match load(file) {
            Some(checklist) => print(&format!("{file}: {} steps, no problem\n", checklist.steps.len()))?,
            None => all_well = false,
        }
    }
    Ok(if all_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn explain_file(file: &str, json: bool) -> io::Result<ExitCode> {
    let Some(checklist) = load(file) else { return Ok(ExitCode::FAILURE) };
    let asks = explain::explain(&checklist);
    print(&if json { as_json(&asks) } else { as_text(&asks) })?;
    Ok(ExitCode::SUCCESS)
}

fn as_json(asks: &explain::Asks) -> String {
    let step = |step: &explain::StepAsks| {
        serde_json::json!({
            "id": step.id, "kind": step.kind, "place": step.place, "control": step.control, "queries": step.queries,
        })
    };
    let steps: Vec<serde_json::Value> = asks.steps.iter().map(step).collect();
    format!("{}\n", serde_json::json!({ "steps": steps, "requests": asks.requests, "counted": asks.counted }))
}

fn as_text(asks: &explain::Asks) -> String {
    let mut text = String::new();
    for step in &asks.steps {
        text.push_str(&format!("{} ({})\n", step.id, step.kind));
        let place = step.place.unwrap_or("no page");
        let control = step.control.as_deref().unwrap_or("nothing to point at");
        text.push_str(&format!("  place: {place}; control: {control}\n"));
        step.queries.iter().for_each(|query| text.push_str(&format!("  asks: {query}\n")));
    }
    text.push_str(&format!("A full check: {} requests, {} of them counted.\n", asks.requests, asks.counted));
    text
}
