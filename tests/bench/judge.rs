//! An org judged by checklists: what the worker does with the org's answers, and what the sidebar does with that.

use orgready::{
    bridge::{Choices, from_text},
    checklist::{Checklist, Report, evaluate, renew, says},
    evidence::{Evidence, Moment, OrgFacts, Spot},
    setup::Place,
};

/// Checklists over the facts of an org.
#[derive(Debug)]
pub struct Judge {
    checklists: Vec<Checklist>,
    choices: Choices,
    facts: OrgFacts,
    evidence: Evidence,
    reports: Vec<Report>,
}

impl Judge {
    /// From the texts of checklist files, of what was chosen, and of an org's answers, all as the extension keeps them. `None` where one of
    /// them can't be read: less would be judged than is said.
    pub fn read(files: &[String], choices: &str, facts: &str) -> Option<Self> {
        let checklists: Vec<Checklist> =
            files.iter().map(|file| Checklist::parse(file).ok()).collect::<Option<_>>()?;
        let (choices, facts) = (from_text::<Choices>(choices)?, from_text::<OrgFacts>(facts)?);
        let org = says(&checklists, &choices.inputs, &facts);
        let mut evidence = Evidence { org, inputs: choices.inputs.clone(), ..Evidence::default() };
        let _ = evidence.take_changed();
        let reports =
            checklists.iter().map(|checklist| evaluate(checklist, &evidence, Moment::default())).collect();
        Some(Judge { checklists, choices, facts, evidence, reports })
    }

    /// Judges the org's answers; gives of how many steps they say something.
    pub fn says(&self) -> usize {
        says(&self.checklists, &self.choices.inputs, &self.facts).steps.len()
    }

    /// Evaluates every step over what is known; gives how many are done.
    pub fn evaluate(&self) -> usize {
        let reports =
            self.checklists.iter().map(|checklist| evaluate(checklist, &self.evidence, Moment::default()));
        let done = |report: orgready::checklist::Report| {
            report.findings.iter().filter(|finding| finding.status.is_done()).count()
        };
        reports.map(done).sum()
    }

    /// Judges anew after one fact changed: something is saved on Installed Packages, of which nothing was read. Gives of how many steps.
    pub fn renew(&mut self) -> usize {
        self.evidence.spots.or_default(&Spot::new(Place::InstalledPackages, None)).saved_at = Some(Moment(1));
        let changed = self.evidence.take_changed();
        let mut judged = 0;
        for (report, checklist) in self.reports.iter_mut().zip(&self.checklists) {
            judged += renew(report, checklist, &self.evidence, changed, Moment::default());
        }
        judged
    }
}
