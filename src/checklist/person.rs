//! One user: what the org's answers say of the steps that are about users, judged for this one alone; and what is known of the user.
//!
//! The user stands in for whoever was chosen as an input; nothing is judged here that the steps' requirements do not judge.

use super::{Checklist, Input, Status, Step, evaluate::status};
use crate::{
    evidence::{Field, Inputs, Key, Need, OrgFacts, Reason, Row, Spot, Table, Value, Void, Weighed, weigh},
    requirement::{
        InputKind, Subjects,
        access::{is_true, text},
        rows,
        user::row_of,
    },
    setup::Place,
};

/// The steps of a checklist that are about one of its inputs, with the user as that input.
#[derive(Debug, Clone, PartialEq)]
pub struct Part<'c> {
    /// The checklist.
    pub checklist: &'c Checklist,
    /// What the user is taken as.
    pub input: &'c Input,
    /// Whether the admin named the user there.
    pub named: bool,
    /// The steps, in the checklist's order.
    pub steps: Vec<&'c Step>,
    inputs: Inputs,
}

/// What is said of a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Told<'c> {
    /// The step.
    pub step: &'c Step,
    /// Its status.
    pub status: Status,
    /// Why it is not known whether the step is needed.
    pub maybe_needless: Option<Reason>,
    /// What was found.
    pub found: Option<Value>,
    /// Where it can be seen or changed, best first.
    pub spots: Vec<Spot>,
}

/// Something that is known of the user, in Salesforce's own terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What.
    pub title: &'static str,
    /// What was found, or why nothing was.
    pub found: Result<String, Reason>,
    /// Where it can be seen or changed.
    pub spot: Option<Spot>,
}

/// The parts of a checklist in which this user matters: those that name them, or all where none does.
#[must_use]
pub fn parts<'c>(checklist: &'c Checklist, chosen: &Inputs, user: &str) -> Vec<Part<'c>> {
    let mut parts = Vec::new();
    for input in checklist.inputs.iter().filter(|input| input.kind == InputKind::Users) {
        let names = chosen.values(&checklist.id, &input.id);
        let named = names.iter().any(|name| name.eq_ignore_ascii_case(user));
        let mut inputs = chosen.clone();
        inputs.0.insert(format!("{}/{}", checklist.id, input.id), vec![user.to_owned()]);
        let is_about = |step: &&Step| step.requirement.inputs().iter().any(|(id, _)| *id == input.id);
        let steps = checklist.steps.iter().filter(is_about).collect();
        parts.push(Part { checklist, input, named, steps, inputs });
    }
    if parts.iter().any(|part| part.named) {
        parts.retain(|part| part.named);
    }
    parts
}

/// What to ask for.
#[must_use]
pub fn needs(checklists: &[Checklist], chosen: &Inputs, user: &str) -> Vec<Need> {
    let user = user.to_owned();
    let of_user = |table| Need::of(table, [], std::slice::from_ref(&user));
    let mut needs = vec![
        of_user(Table::Users),
        of_user(Table::GivenSets),
        of_user(Table::Profile),
        Need::all(Table::OwnPermissions),
    ];
    for checklist in checklists {
        for part in parts(checklist, chosen, &user) {
            for step in &part.steps {
                needs.extend(step.needs(&part.who()));
            }
        }
    }
    needs
}

impl<'c> Part<'c> {
    fn who(&self) -> Subjects<'_> {
        Subjects { checklist: &self.checklist.id, inputs: &self.inputs }
    }

    /// What the org's answers say of each step.
    #[must_use]
    pub fn told(&self, user: &str, org: &OrgFacts) -> Vec<Told<'c>> {
        let own = own(user, org).ok();
        self.steps.iter().map(|step| tell(step, &self.who(), org, own)).collect()
    }
}

fn tell<'c>(step: &'c Step, who: &Subjects<'_>, org: &OrgFacts, own: Option<&Row>) -> Told<'c> {
    let requirement = &step.requirement;
    let side = requirement.org_side(who, org);
    let needed = match &step.when {
        None => Ok(true),
        Some(when) => match weigh(&when.holds.org_side(who, org), None, Void::default()) {
            Weighed::Decided { holds, .. } => Ok(holds),
            Weighed::Undecided(reason) => Err(reason),
            Weighed::Unsaved => Err(Reason::NotTold),
        },
    };
    let status = match needed {
        Ok(false) => Status::NotNeeded,
        _ => status(weigh(&side, None, Void::default()), requirement.lowers_protection().is_some()).0,
    };
    let spots = requirement.places(who, org).into_iter().map(|(spot, _)| nearer(spot, own)).collect();
    let found = side.verdict.found().cloned();
    Told { step, status, maybe_needless: needed.err(), found, spots }
}

/// The user's own page, or their profile's, in the place of the list that leads to it.
fn nearer(spot: Spot, own: Option<&Row>) -> Spot {
    let (place, id) = match spot.place {
        Place::Users => (Place::User, "Id"),
        Place::Profiles => (Place::Profile, "ProfileId"),
        _ => return spot,
    };
    own.and_then(|row| text(row, id)).map_or(spot, |id| Spot::new(place, Some(id)))
}

fn own<'f>(user: &str, org: &'f OrgFacts) -> Result<&'f Row, Reason> {
    row_of(rows(&Need::of(Table::Users, [], &[user.to_owned()]), org)?, user)
}

/// What is known of the user.
///
/// # Errors
/// Why nothing is.
pub fn facts(user: &str, org: &OrgFacts) -> Result<Vec<Fact>, Reason> {
    let own = own(user, org)?;
    let told = |path: &str| text(own, path).map(str::to_owned).ok_or(Reason::NotTold);
    let spot = |place, id: &str| text(own, id).map(|id| Spot::new(place, Some(id)));
    let page = || spot(Place::User, "Id");
    let active = if is_true(own, "IsActive") { "Yes" } else { "No. Nobody can log in as this user." };
    let need = |table, keys: &[Key]| Need::of(table, keys.iter().cloned(), &[user.to_owned()]);
    let sets = rows(&need(Table::GivenSets, &[]), org).map(given);
    let ranges = rows(&need(Table::Profile, &[]), org).and_then(|rows| ranges(rows.first()));
    let fact = |title, found, spot| Fact { title, found, spot };
    Ok(vec![
        fact("Active", Ok(active.to_owned()), page()),
        fact("User License", told("Profile.UserLicense.Name"), page()),
        fact("Profile", told("Profile.Name"), spot(Place::Profile, "ProfileId")),
        fact("Permission Sets", sets, page()),
        fact("Login IP Ranges", ranges, spot(Place::ProfileLoginRanges, "ProfileId")),
    ])
}

fn given(rows: &[Row]) -> String {
    let mut names: Vec<String> = Vec::new();
    for row in rows {
        let name = text(row, "PermissionSetGroup.MasterLabel").or(text(row, "PermissionSet.Label"));
        let at_work = row.get("IsActive").and_then(Field::truth) != Some(false);
        let Some(name) = name else { continue };
        let name = if at_work { name.to_owned() } else { format!("{name} (not active)") };
        // In its place at once: to sort the list would weigh a kilobyte.
        let at = names.iter().take_while(|known| **known < name).count();
        names.insert(at, name);
    }
    if names.is_empty() { "None".to_owned() } else { names.join(", ") }
}

fn ranges(profile: Option<&Row>) -> Result<String, Reason> {
    match profile.and_then(|row| row.get("Metadata.loginIpRanges")) {
        Some(Field::Rows(rows)) if !rows.is_empty() => {
            let range = |row: &Row| Some([text(row, "startAddress")?, text(row, "endAddress")?].join(" to "));
            let told: Vec<String> = rows.iter().filter_map(range).collect();
            Ok(format!("Only from {}. An app that logs in as this user needs that too.", told.join(", ")))
        }
        Some(Field::Null | Field::Rows(_)) => {
            Ok("None: users of this profile may log in from anywhere.".to_owned())
        }
        _ => Err(Reason::NotTold),
    }
}
