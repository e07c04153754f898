//! Statuses, and what the checklist as a whole is at.

use super::plural;
use crate::checklist::{Finding, Status};
use crate::setup::OrgHost;

/// The status in words.
#[must_use]
pub fn status(status: &Status) -> &'static str {
    match status {
        Status::Done => "Done",
        Status::DoneLowersProtection => "Done, lowers protection",
        Status::ToDo => "To do",
        Status::ChangedNotSaved => "Changed, not saved",
        Status::DoByHand => "Do by hand",
        Status::SaidDone(_) => "Done, said by you",
        Status::NotNeeded => "Not needed here",
        Status::CannotTell(_) => "Cannot tell",
        Status::NotCheckedYet => "Not checked yet",
        Status::CouldNotCheck(_) => "Could not check",
    }
}

/// How many steps are done.
#[must_use]
pub fn done(findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| finding.status.is_done()).count()
}

/// How many steps need the admin.
#[must_use]
pub fn to_do(findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| finding.status.is_to_do()).count()
}

/// "4 of 12 need you. 2 cannot be checked from here."
#[must_use]
pub fn summary(findings: &[Finding]) -> String {
    let all = findings.len();
    let to_do = to_do(findings);
    let unlooked = findings.iter().filter(|finding| finding.status == Status::NotCheckedYet).count();
    let untold = all.saturating_sub(done(findings)).saturating_sub(to_do).saturating_sub(unlooked);
    let mut told = match to_do {
        0 if unlooked == 0 && untold == 0 => {
            if all == 1 {
                format!("The one step is done{}.", of_old(findings))
            } else {
                format!("All {all} steps are done{}.", of_old(findings))
            }
        }
        0 if unlooked == all => {
            if all == 1 {
                "The one step is not checked yet.".to_owned()
            } else {
                format!("None of the {all} steps is checked yet.")
            }
        }
        0 => format!("{}.", progress(findings)),
        1 => format!("1 of {all} needs you."),
        _ => format!("{to_do} of {all} need you."),
    };
    if unlooked > 0 && unlooked < all {
        told.push_str(&format!(" {unlooked} not checked yet."));
    }
    if untold > 0 {
        told.push_str(&format!(" {untold} cannot be checked from here."));
    }
    told
}

/// "6 of 12 done, 2 by an old check".
#[must_use]
pub fn progress(findings: &[Finding]) -> String {
    format!("{} of {} done{}", done(findings), findings.len(), of_old(findings))
}

/// How many of those that are done were checked longer ago than they should be, where any were.
fn of_old(findings: &[Finding]) -> String {
    let is_old = |finding: &&Finding| finding.status.is_done() && finding.stale.is_some();
    match findings.iter().filter(is_old).count() {
        0 => String::new(),
        old => format!(", {old} by an old check"),
    }
}

/// How far the bar goes: steps done, and all steps.
#[must_use]
pub fn progress_bar(findings: &[Finding]) -> (usize, usize) {
    (done(findings), findings.len())
}

/// The name of the tab at the edge, and what stands on it.
#[must_use]
pub fn tab(findings: &[Finding]) -> (String, String) {
    let left = to_do(findings);
    let name = format!("Set-up checklist, {} to do, collapsed", plural(left, "step", "steps"));
    (name, left.to_string())
}

/// The kinds of org that a partition names, with their words. Salesforce's documentation: "Partitioned Domains".
const PARTITIONS: [(&str, &str); 7] = [
    ("sandbox", "Sandbox"),
    ("develop", "Developer Edition"),
    ("scratch", "Scratch org"),
    ("trailblaze", "Trailhead"),
    ("demo", "Demo org"),
    ("patch", "Patch org"),
    ("free", "Free Edition"),
];

/// What kind of org a host is of, by the partition in its name.
#[must_use]
pub fn org_kind(host: &OrgHost) -> (&'static str, &'static str) {
    let partition = host.org().split_once('.').map_or("", |(_, partition)| partition);
    let known = PARTITIONS.iter().find(|(name, _)| *name == partition);
    *known.unwrap_or(&("production", "Production"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        checklist::Grounds,
        evidence::{Moment, Reason, Value},
    };

    fn findings(statuses: &[Status]) -> Vec<Finding> {
        let finding = |status: &Status| Finding {
            ready: false,
            step: String::new(),
            status: status.clone(),
            maybe_needless: None,
            needless_by: None,
            dated: None,
            stale: None,
            wanted: Value::Present,
            evidence: Vec::new(),
            spots: Vec::new(),
            lowers_protection: None,
            grounds: Grounds::default(),
        };
        statuses.iter().map(finding).collect()
    }

    #[test]
    fn the_words_are_the_statuses_names() {
        for of in [
            Status::Done,
            Status::DoneLowersProtection,
            Status::SaidDone(Moment(0)),
            Status::CannotTell(Reason::NotTold),
        ] {
            assert_eq!(status(&of).to_lowercase(), of.name());
        }
    }

    #[test]
    fn the_summary_counts_what_is_left_in_words() {
        let cannot = || Status::CannotTell(Reason::NotTold);
        for (statuses, told) in [
            (
                vec![Status::ToDo, Status::DoByHand, Status::Done, cannot()],
                "2 of 4 need you. 1 cannot be checked from here.",
            ),
            (vec![Status::ToDo, Status::Done], "1 of 2 needs you."),
            (vec![Status::NotCheckedYet, Status::NotCheckedYet], "None of the 2 steps is checked yet."),
            (vec![Status::NotCheckedYet, Status::Done], "1 of 2 done. 1 not checked yet."),
            (vec![cannot(), Status::Done], "1 of 2 done. 1 cannot be checked from here."),
            (vec![Status::Done, Status::SaidDone(Moment(0))], "All 2 steps are done."),
        ] {
            assert_eq!(summary(&findings(&statuses)), told);
        }
    }

    #[test]
    fn what_is_done_by_an_old_check_is_counted_as_such() {
        let mut all = findings(&[Status::Done, Status::NotNeeded, Status::SaidDone(Moment(0))]);
        assert_eq!(
            (summary(&all).as_str(), progress(&all).as_str()),
            ("All 3 steps are done.", "3 of 3 done")
        );
        for old in all.iter_mut().take(2) {
            old.stale = Some(Moment(0));
        }
        assert_eq!(summary(&all), "All 3 steps are done, 2 by an old check.");
        all.extend(findings(&[Status::NotCheckedYet]));
        assert_eq!(summary(&all), "3 of 4 done, 2 by an old check. 1 not checked yet.");
        assert_eq!(progress(&all), "3 of 4 done, 2 by an old check");
    }

    #[test]
    fn the_kind_of_org_is_read_from_its_host() {
        for (host, kind) in [
            ("acme.my.salesforce.com", "Production"),
            ("acme--uat.sandbox.my.salesforce.com", "Sandbox"),
            ("acme-dev-ed.develop.my.salesforce.com", "Developer Edition"),
        ] {
            assert_eq!(org_kind(&OrgHost::parse(host).unwrap()).1, kind);
        }
    }
}
