//! A checklist file from a stranger.

use crate::crosses;
use orgready::{
    checklist::{Checklist, Meant, conflict::opposites, evaluate, explain::explain, needs, symptom::fitting},
    evidence::{Evidence, Inputs, Moment, OrgFacts},
    requirement::options::{MOST_BYTES, MOST_ENTRIES, MOST_PROBLEMS},
    wire::to_text,
};
use url::Url;

/// It is read whole or refused with its places; what was read leads nowhere but to its domain, and can be asked for, judged and sent on.
pub fn check(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Checklist::parse(text) {
        Ok(checklist) => check_read(text, &checklist),
        Err(problems) => {
            assert!((1..=MOST_PROBLEMS).contains(&problems.len()), "{} problems", problems.len());
            let lines: Vec<&str> = text.split('\n').collect();
            for problem in problems {
                let line = problem.line.checked_sub(1).and_then(|at| lines.get(at));
                let columns = line.map(|line| line.chars().count() + 1);
                assert!(columns.is_some_and(|most| (1..=most).contains(&problem.column)), "{problem}");
                assert!(problem.found.chars().count() <= 120, "{problem}");
                assert!(!problem.found.contains(char::is_control), "{problem}");
            }
        }
    }
}

fn check_read(text: &str, checklist: &Checklist) {
    assert!(text.len() <= MOST_BYTES);
    let lists = [checklist.steps.len(), checklist.inputs.len(), checklist.symptoms.len()];
    assert!(lists.iter().all(|length| *length <= MOST_ENTRIES), "{lists:?}");
    let written = to_text(checklist);
    // Written as JSON, where what is not printed stands escaped.
    let hidden = |letter: char| {
        letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!written.contains(hidden) && !written.contains("\\u00") && !written.contains("\\n"), "{written}");
    crosses(checklist, "a checklist");
    for link in checklist.steps.iter().filter_map(|step| step.link.as_ref()) {
        leads_only_to(link, &checklist.domain);
    }
    is_used(checklist);
}

/// As a browser would take it.
fn leads_only_to(link: &str, domain: &str) {
    // What no browser can read leads nowhere.
    let Ok(url) = Url::parse(link) else { return };
    let host = url.host_str().unwrap_or_default();
    let below = host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    assert!(url.scheme() == "https" && below, "{link} leads to {host}, not to {domain}");
    assert!(url.username().is_empty() && url.password().is_none() && url.port().is_none(), "{link}");
    assert!(url.domain() == Some(host), "{link}: {host} is an address");
}

/// What becomes of it everywhere.
fn is_used(checklist: &Checklist) {
    let chosen = std::slice::from_ref(checklist);
    let asks = explain(checklist);
    assert_eq!(asks.steps.len(), checklist.steps.len());
    assert!(asks.counted <= asks.requests);
    let nobody = needs(chosen, &Inputs::default(), &OrgFacts::default(), &Meant::All);
    assert!(nobody.len() <= MOST_ENTRIES * 100);
    let report = evaluate(checklist, &Evidence::default(), Moment(1));
    for finding in &report.findings {
        assert_ne!(finding.status.name(), "done", "{} without evidence", finding.step);
    }
    for step in &checklist.steps {
        assert!(opposites(&step.requirement, chosen).len() <= checklist.steps.len());
        let found = fitting(&checklist.symptoms, &step.why);
        assert!(found.len() <= checklist.symptoms.len());
    }
}
