//! The org is of one of these editions.
//!
//! Page evidence: Company Information. API evidence: REST API, `Organization.OrganizationType`, a closed list of English names that is not translated.

use super::{
    Kind, Need, Object, OrgFacts, PageVerdict, Reason, Spot, Subjects, Value, Verdict, access::text, rows,
};
use crate::{
    evidence::{PageFacts, Seen, Table},
    setup::Place,
};

/// What `OrganizationType` can say of editions that are sold (Object Reference, Organization).
pub const EDITIONS: [&str; 9] = [
    "Team Edition",
    "Professional Edition",
    "Enterprise Edition",
    "Developer Edition",
    "Personal Edition",
    "Unlimited Edition",
    "Contact Manager Edition",
    "Base Edition",
    "Group Edition",
];

/// "The org's edition is one of …".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    one_of: Vec<String>,
}

crate::wire::record! { Edition { one_of } }

impl Edition {
    fn judge(&self, edition: &str) -> Verdict {
        let found = Value::Text(edition.to_owned());
        let is_wanted = self.one_of.iter().any(|wanted| wanted == edition);
        if is_wanted { Verdict::Holds(found) } else { Verdict::Fails(found) }
    }
}

impl Kind for Edition {
    const NAME: &'static str = "edition";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let one_of = options.texts("one_of")?;
        match one_of.iter().find(|edition| !EDITIONS.contains(&edition.as_str())) {
            Some(unknown) => options.refuse(
                "one_of",
                &format!("\"one_of\": {}", EDITIONS.join(", ")),
                &format!("\"{unknown}\""),
            ),
            None => Some(Edition { one_of }),
        }
    }

    fn needs(&self, _: &Subjects<'_>) -> Vec<Need> {
        vec![Need::all(Table::Organization)]
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        vec![Spot::new(Place::CompanyInformation, None)]
    }

    fn judge_org(&self, _: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        let edition = match rows(&Need::all(Table::Organization), org) {
            Ok([row]) => text(row, "OrganizationType"),
            Ok(_) => None,
            Err(reason) => return Verdict::CannotTell(reason),
        };
        edition.map_or(Verdict::CannotTell(Reason::NotTold), |edition| self.judge(edition))
    }

    fn judge_page(&self, _: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        match &page.seen {
            Ok(Seen::Company { edition: Some(edition), .. }) => PageVerdict::of(self.judge(edition)),
            _ => PageVerdict::silent(),
        }
    }

    fn contradicts(&self, other: &Self) -> bool {
        !self.one_of.iter().any(|edition| other.one_of.contains(edition))
    }

    fn implies(&self, other: &Self) -> bool {
        self.one_of.iter().all(|edition| other.one_of.contains(edition))
    }

    fn wanted(&self) -> Value {
        Value::OneOf(self.one_of.clone())
    }
}
