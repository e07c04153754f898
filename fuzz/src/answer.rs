//! What an org's API, or whoever answers in its place, sends.

use crate::crosses;
use orgready::{
    checklist::{Checklist, Meant, needs, says},
    evidence::{Inputs, Moment, OrgFacts},
    org::{
        Version,
        decode::{MOST_ROWS, Raw, composite, owner, usage, versions},
        plan::{MOST_QUERIES, Query, plan},
    },
};
use std::sync::LazyLock;

const NOW: Moment = Moment(1);
/// Each body is tried as what was asked for, and as one of these.
const STATUSES: [u16; 12] = [0, 199, 204, 302, 400, 401, 403, 404, 429, 500, 503, u16::MAX];

/// Both checklists, all their inputs told, and each service's queries for them as they are sent.
static ASKED: LazyLock<(Vec<Checklist>, Inputs, Vec<Vec<Query>>)> = LazyLock::new(|| {
    let files = [
        include_str!("../../extension/checklists/insycle.json"),
        include_str!("../../extension/checklists/playbooks.json"),
    ];
    let checklists: Vec<Checklist> = files.iter().filter_map(|file| Checklist::parse(file).ok()).collect();
    let told = checklists.iter().flat_map(|of| {
        of.inputs
            .iter()
            .map(|input| (format!("{}/{}", of.id, input.id), vec!["raj.rep@acme.example".to_owned()]))
    });
    let inputs = Inputs(told.collect());
    let queries = plan(&needs(&checklists, &inputs, &OrgFacts::default(), &Meant::All));
    let (rest, tooling): (Vec<Query>, Vec<Query>) =
        queries.into_iter().partition(|query| format!("{:?}", query.api) == "Rest");
    let requests =
        [rest, tooling].iter().flat_map(|of| of.chunks(MOST_QUERIES).map(<[Query]>::to_vec)).collect();
    (checklists, inputs, requests)
});

/// Every query has its rows or a fault of its own, no more of them than are read, and whatever they are can be judged and sent on.
pub fn check(bytes: &[u8]) {
    let Ok(body) = std::str::from_utf8(bytes) else { return };
    let other = STATUSES.get(body.len() % STATUSES.len());
    for status in other.copied().into_iter().chain([200]) {
        let raw = Raw { status, body };
        if let Ok(offered) = versions(raw) {
            assert!(
                offered
                    .iter()
                    .all(|version| Version::parse(version.to_string().trim_start_matches('v'))
                        == Some(*version))
            );
        }
        if let Ok(owner) = owner(raw) {
            crosses(&owner, "an owner");
        }
        answers(raw);
    }
    if let Some((used, allowed)) = usage(body) {
        assert!([used, allowed].iter().all(|calls| body.contains(&calls.to_string())), "{used} of {allowed}");
    }
}

fn answers(raw: Raw<'_>) {
    let (checklists, inputs, requests) = &*ASKED;
    let mut facts = OrgFacts::default();
    for queries in requests {
        let Ok(answers) = composite(raw, queries, NOW) else { continue };
        let tables: Vec<_> = answers.iter().map(|(table, _)| *table).collect();
        assert_eq!(tables, queries.iter().map(|query| query.need.table).collect::<Vec<_>>());
        for (table, answer) in answers {
            assert!(answer.rows.as_ref().is_ok_and(|rows| rows.len() <= MOST_ROWS) || answer.rows.is_err());
            facts.answers.insert(table, answer);
        }
    }
    assert!(
        facts.answers.values().all(|answer| answer.rows.is_err()) || (200..300).contains(&raw.status),
        "{}",
        raw.status
    );
    if facts.answers.values().next().is_some() {
        crosses(&facts, "the org's facts");
        crosses(&says(checklists, inputs, &facts), "the org's word");
    }
}
