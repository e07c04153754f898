//! The native tool for checklist authors: `orgready lint FILE…` and `orgready explain FILE… [--json]`.
//!
//! Never talks to an org and never writes a file. Exit code 0: fine; 1: the file has problems; 2: wrong use.

use orgready::{
    checklist::{
        Checklist, Symptom,
        conflict::opposites,
        explain::{Asks, StepAsks, explain, full_check},
    },
    org::Request,
};
use serde_json::{Value, json};
use std::{
    io::{self, Write},
    process::ExitCode,
};

const USAGE: &str = "orgready, the tool for checklist authors

  orgready lint FILE…              tells what is wrong with checklist files
  orgready explain FILE… [--json]  tells what checklists ask of an org, each and together
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (options, words): (Vec<&str>, Vec<&str>) =
        words.iter().map(String::as_str).partition(|word| word.starts_with('-'));
    let done = match (words.as_slice(), options.as_slice()) {
        (["lint", files @ ..], []) if !files.is_empty() => lint(files),
        (["explain", files @ ..], [] | ["--json"]) if !files.is_empty() => {
            explain_files(files, !options.is_empty())
        }
        (["help"], []) | ([], ["--help" | "-h"]) => print(USAGE).map(|()| ExitCode::SUCCESS),
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

fn explain_files(files: &[&str], as_json: bool) -> io::Result<ExitCode> {
    // Not short-circuiting: one run tells what is wrong with every file.
    let checklists: Vec<Option<Checklist>> = files.iter().map(|file| load(file)).collect();
    let Some(checklists) = checklists.into_iter().collect::<Option<Vec<Checklist>>>() else {
        return Ok(ExitCode::FAILURE);
    };
    match checklists.as_slice() {
        [only] if as_json => print(&format!("{}\n", asks_json(only)))?,
        several if as_json => print(&format!("{}\n", together_json(several)))?,
        all => print(&as_text(all))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn asks_json(checklist: &Checklist) -> Value {
    let Asks { steps, requests, counted } = explain(checklist);
    let steps: Vec<Value> = steps.iter().map(step_json).collect();
    let symptoms: Vec<Value> = checklist.symptoms.iter().map(symptom_json).collect();
    let conflicts = conflicts(std::slice::from_ref(checklist));
    json!({
        "steps": steps, "symptoms": symptoms, "conflicts": conflicts, "requests": requests, "counted": counted,
    })
}

/// Each pair of steps that can't both be done, by `checklist/step`.
fn conflicts(checklists: &[Checklist]) -> Vec<[String; 2]> {
    let mut pairs: Vec<[String; 2]> = Vec::new();
    for checklist in checklists {
        for step in &checklist.steps {
            let own = format!("{}/{}", checklist.id, step.id);
            for (of, opposite) in opposites(&step.requirement, checklists) {
                let other = format!("{}/{}", of.id, opposite.id);
                if !pairs.contains(&[other.clone(), own.clone()]) {
                    pairs.push([own.clone(), other]);
                }
            }
        }
    }
    pairs
}

fn symptom_json(symptom: &Symptom) -> Value {
    json!({ "id": symptom.id, "title": symptom.title, "steps": symptom.steps })
}

fn step_json(step: &StepAsks) -> Value {
    json!({
        "id": step.id, "kind": step.kind, "place": step.place, "control": step.control,
        "lowers_protection": step.lowers_protection, "queries": step.queries,
    })
}

/// Several checklists: what each asks, and the requests that one check of all of them sends.
fn together_json(checklists: &[Checklist]) -> Value {
    let check = full_check(&checklists.iter().collect::<Vec<_>>());
    let sent = |request: &Request| {
        let body = request.body().and_then(|body| serde_json::from_str::<Value>(&body).ok());
        json!({ "method": if body.is_some() { "POST" } else { "GET" }, "path": request.path(), "body": body })
    };
    let each = |checklist: &Checklist| json!({ "id": checklist.id, "asks": asks_json(checklist) });
    json!({
        "checklists": checklists.iter().map(each).collect::<Vec<_>>(),
        "conflicts": conflicts(checklists),
        "composites": check.composites.iter().map(sent).collect::<Vec<_>>(),
        "requests": check.requests,
        "counted": check.counted,
    })
}

fn as_text(checklists: &[Checklist]) -> String {
    let mut text = String::new();
    for checklist in checklists {
        text.push_str(&format!("{}\n", checklist.title));
        explain(checklist).steps.iter().for_each(|step| text.push_str(&step_text(step)));
        for Symptom { id, title, steps, .. } in &checklist.symptoms {
            text.push_str(&format!("  symptom {id}: {title}\n    steps: {}\n", steps.join(", ")));
        }
    }
    for [one, other] in conflicts(checklists) {
        text.push_str(&format!("Conflict: {one} and {other} want opposite things.\n"));
    }
    let check = full_check(&checklists.iter().collect::<Vec<_>>());
    text.push_str(&format!(
        "A full check: {} requests, {} of them counted.\n",
        check.requests, check.counted
    ));
    text
}

fn step_text(step: &StepAsks) -> String {
    let place = step.place.unwrap_or("no page");
    let control = step.control.as_deref().unwrap_or("nothing to point at");
    let asks: String = step.queries.iter().map(|query| format!("    asks: {query}\n")).collect();
    let risk =
        step.lowers_protection.map(|what| format!("    lowers protection: {what}\n")).unwrap_or_default();
    format!("  {} ({})\n    place: {place}; control: {control}\n{risk}{asks}", step.id, step.kind)
}
