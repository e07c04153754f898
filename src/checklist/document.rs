//! The document: parses a checklist file into types that cannot be wrong, or tells everything that is wrong with it.

use super::symptom::{self, Symptom};
use crate::{
    evidence::Need,
    requirement::{
        Input as Asked, InputKind, Requirement, Subjects,
        options::{Object, Problem, read_file},
    },
    wire::{record, variants},
};

/// The format this crate reads.
pub const FORMAT: u64 = 1;

/// What one vendor's app needs from an org.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklist {
    /// Permanent name, in lower case with dashes.
    pub id: String,
    /// The document's own version.
    pub version: String,
    /// What the admin reads on top.
    pub title: String,
    /// The only domain its links may lead to.
    pub domain: String,
    /// One or two sentences.
    pub about: String,
    /// What is asked of the admin.
    pub inputs: Vec<Input>,
    /// In the order in which they are best done.
    pub steps: Vec<Step>,
    /// What may be seen when something does not work.
    pub symptoms: Vec<Symptom>,
}

/// Something the admin tells once, such as which users are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Permanent name.
    pub id: String,
    /// What its values are.
    pub kind: InputKind,
    /// What to tell.
    pub label: String,
    /// What it is used for.
    pub why: String,
}

/// How much a step matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The app does not work without it.
    Required,
    /// The vendor recommends it.
    Recommended,
    /// Needed for some features only.
    Optional,
}

/// When a step is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// What must hold for the step to be needed.
    pub holds: Requirement,
    /// Why the step is not needed where it does not hold.
    pub otherwise: String,
}

/// One thing the admin must see to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Permanent name.
    pub id: String,
    /// What to do, as an order.
    pub title: String,
    /// What it is good for.
    pub why: String,
    /// How much it matters.
    pub level: Level,
    /// The heading under which it stands, with the steps before and after it that name the same.
    pub phase: Option<String>,
    /// What must hold.
    pub requirement: Requirement,
    /// When it must; always where there is no condition.
    pub when: Option<Condition>,
    /// Where to do it or read of it, on the vendor's domain.
    pub link: Option<String>,
}

record! {
    Checklist { id, version, title, domain, about, inputs, steps, symptoms }
    Input { id, kind, label, why }
    Condition { holds, otherwise }
    Step { id, title, why, level, phase, requirement, when, link }
}
variants! { Level { Required, Recommended, Optional } }

impl Checklist {
    /// Reads a checklist file.
    ///
    /// # Errors
    /// All problems, with their places.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        read_file(text, read_checklist)
    }

    /// The step of an id.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }
}

impl Step {
    /// What to ask the org for, to judge the step and whether it is needed. Nothing is asked about an input that is empty yet.
    #[must_use]
    pub fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        let mut needs = needs_of(&self.requirement, who);
        needs.extend(self.condition_needs(who));
        needs
    }

    /// The last of them: those that only tell whether the step is needed.
    #[must_use]
    pub fn condition_needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        self.when.as_ref().map_or_else(Vec::new, |when| needs_of(&when.holds, who))
    }

    /// The inputs that the step and its condition are about.
    #[must_use]
    pub fn inputs(&self) -> Vec<Asked<'_>> {
        let mut inputs = self.requirement.inputs();
        if let Some(when) = &self.when {
            when.holds.add_inputs(&mut inputs);
        }
        inputs
    }
}

fn needs_of(requirement: &Requirement, who: &Subjects<'_>) -> Vec<Need> {
    if requirement.empty_input(who).is_none() { requirement.needs(who) } else { Vec::new() }
}

fn read_checklist(root: &mut Object<'_>) -> Option<Checklist> {
    let format = root.number("format")?;
    if format != FORMAT {
        root.leave_the_rest();
        let found = format!("{format}; a newer Orgready may read it");
        return root.refuse("format", &format!("\"format\": {FORMAT}"), &found);
    }
    let id = id(root);
    let version = root.text("version");
    let title = root.text("title");
    let domain = domain(root);
    let about = root.text("about");
    let mut input_ids = Vec::new();
    let mut kinds = Vec::new();
    let inputs = root.objects("inputs", |input| read_input(input, &mut input_ids, &mut kinds));
    let mut step_ids = Vec::new();
    let mut phases = Vec::new();
    let steps =
        root.objects("steps", |step| read_step(step, domain.as_deref(), &kinds, &mut step_ids, &mut phases));
    let mut symptom_ids = Vec::new();
    let symptoms = root.objects("symptoms", |it| symptom::read(it, &mut symptom_ids, &step_ids));
    let (inputs, steps) = (inputs?, steps?);
    if steps.is_empty() {
        return root.refuse("steps", "\"steps\": at least one", "none");
    }
    Some(Checklist {
        id: id?,
        version: version?,
        title: title?,
        domain: domain?,
        about: about?,
        inputs,
        steps,
        symptoms: symptoms?,
    })
}

fn read_input(
    input: &mut Object<'_>,
    ids: &mut Vec<String>,
    kinds: &mut Vec<(String, Option<InputKind>)>,
) -> Option<Input> {
    let id = own_id(input, ids);
    let kind = input.choice("kind", &InputKind::ALL);
    kinds.extend(id.clone().map(|id| (id, kind)));
    let label = input.text("label");
    let why = input.text("why");
    Some(Input { id: id?, kind: kind?, label: label?, why: why? })
}

fn read_step(
    step: &mut Object<'_>,
    domain: Option<&str>,
    inputs: &[(String, Option<InputKind>)],
    ids: &mut Vec<String>,
    phases: &mut Vec<String>,
) -> Option<Step> {
    let id = own_id(step, ids);
    let title = step.text("title");
    let why = step.text("why");
    let levels =
        [("required", Level::Required), ("recommended", Level::Recommended), ("optional", Level::Optional)];
    let level = step.choice_or("level", &levels, Level::Required);
    let phase = phase(step, phases);
    let requirement = requirement(step, "requirement", inputs);
    let when = if step.has("when") { condition(step, inputs).map(Some) } else { Some(None) };
    let link = link(step, domain);
    Some(Step {
        id: id?,
        title: title?,
        why: why?,
        level: level?,
        phase: phase?,
        requirement: requirement?,
        when: when?,
        link: link?,
    })
}

/// The steps of a phase stand together.
#[allow(clippy::option_option)]
fn phase(step: &mut Object<'_>, phases: &mut Vec<String>) -> Option<Option<String>> {
    let Some(phase) = step.text_or_none("phase")? else { return Some(None) };
    if phases.last() != Some(&phase) {
        if phases.contains(&phase) {
            return step.refuse("phase", "the steps of a phase together", &format!("\"{phase}\" again"));
        }
        phases.push(phase.clone());
    }
    Some(Some(phase))
}

fn condition(step: &mut Object<'_>, inputs: &[(String, Option<InputKind>)]) -> Option<Condition> {
    let holds = requirement(step, "when", inputs);
    let otherwise = step.text("otherwise");
    Some(Condition { holds: holds?, otherwise: otherwise? })
}

/// A requirement that is about no inputs but those of this checklist.
fn requirement(
    step: &mut Object<'_>,
    property: &'static str,
    inputs: &[(String, Option<InputKind>)],
) -> Option<Requirement> {
    let requirement = Requirement::read(step, property)?;
    // An input of a kind that could not be read was complained about already.
    let fits = |input: &str, kind: InputKind| {
        inputs.iter().any(|(id, of)| id == input && of.is_none_or(|of| of == kind))
    };
    let mut asked = requirement.inputs();
    asked.extend(requirement.hints());
    match asked.into_iter().find(|(input, kind)| !fits(input, *kind)) {
        Some((input, kind)) => {
            let expected = format!("an input of this checklist, of kind \"{}\"", kind.name());
            step.refuse(property, &expected, &format!("\"{input}\""))
        }
        None => Some(requirement),
    }
}

pub(super) fn own_id(object: &mut Object<'_>, ids: &mut Vec<String>) -> Option<String> {
    let id = id(object)?;
    if ids.contains(&id) {
        return object.refuse("id", "each \"id\" once", &format!("\"{id}\" again"));
    }
    ids.push(id.clone());
    Some(id)
}

fn id(object: &mut Object<'_>) -> Option<String> {
    let id = object.text("id")?;
    let valid = id.len() <= 64
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if valid {
        Some(id)
    } else {
        object.refuse("id", "\"id\": lower case letters, digits and dashes", &format!("\"{id}\""))
    }
}

fn domain(root: &mut Object<'_>) -> Option<String> {
    let domain = root.text("domain")?;
    let mut is_name = false;
    let label = |part: &str| {
        // A number at the end makes it an address, which names nobody.
        is_name = part.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let valid = domain.len() <= 253 && domain.contains('.') && domain.split('.').all(label) && is_name;
    if valid {
        Some(domain.to_ascii_lowercase())
    } else {
        root.refuse("domain", "\"domain\": a domain name", &format!("\"{domain}\""))
    }
}

#[allow(clippy::option_option)]
fn link(step: &mut Object<'_>, domain: Option<&str>) -> Option<Option<String>> {
    let Some(link) = step.text_or_none("link")? else { return Some(None) };
    match domain {
        Some(domain) if leads_to(&link, domain) => Some(Some(link)),
        Some(domain) => {
            step.refuse("link", &format!("\"link\": https to {domain} or below it"), &format!("\"{link}\""))
        }
        None => None,
    }
}

/// Whether a link is plain https to a domain or a host below it: no user, no port, no white space.
fn leads_to(link: &str, domain: &str) -> bool {
    let Some(rest) = link.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let printable = link.bytes().all(|byte| byte.is_ascii_graphic());
    let is_name = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'));
    printable
        && is_name
        && (host == domain
            || host.strip_suffix(domain).is_some_and(|sub| sub.ends_with('.') && sub.len() > 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_the_declared_domain_or_nowhere() {
        for (link, leads) in [
            ("https://insycle.com", true),
            ("https://www.insycle.com/login/?a=b#c", true),
            ("http://www.insycle.com/", false),
            ("https://insycle.com.evil.com/", false),
            ("https://evilinsycle.com/", false),
            ("https://.insycle.com/", false),
            ("https://insycle.com@evil.com/", false),
            ("https://evil.com\\.insycle.com/", false),
            ("https://insycle.com:8443/", false),
            ("https://salesforce.com@www.insycle.com/", false),
            ("https://salesforce.com:443@www.insycle.com/", false),
            ("https://salesforce.com%2f.insycle.com/", false),
            ("https://www.insycle.com.:80/", false),
            ("https://www.insycle.com:/", false),
            ("https://insycle.com./", false),
            ("https://[::1].insycle.com/", false),
            ("javascript:alert(1)//insycle.com", false),
            ("javascript://insycle.com/%0aalert(1)", false),
            ("JavaScript:alert('https://insycle.com/')", false),
            ("data:text/html,https://insycle.com/", false),
            ("blob:https://insycle.com/1", false),
            ("view-source:https://insycle.com/", false),
            ("HTTPS://insycle.com/", false),
            (" https://insycle.com/", false),
            ("https:insycle.com", false),
            ("https:/insycle.com", false),
            ("https:///insycle.com", false),
            ("https://\tinsycle.com/", false),
            ("https://insycle.com/\n", false),
            ("https://evil.com/?.insycle.com", false),
            ("https://evil.com#.insycle.com", false),
            ("https://evil.com/https://insycle.com/", false),
            ("https://insycle.com-evil.com/", false),
            ("https://insycle.comm/", false),
            // The first letter is Cyrillic, and so it is in the next, as hosts write it.
            ("https://іnsycle.com/", false),
            ("https://xn--nsycle-hig.com/", false),
            ("https://insycle。com/", false),
            ("https://www.insycle.com/ｅvil", false),
            ("//insycle.com", false),
            ("//evil.com", false),
            ("/lightning/setup/SetupOneHome/home", false),
        ] {
            assert_eq!(leads_to(link, "insycle.com"), leads, "{link}");
        }
        assert!(
            leads_to("https://xn--nsycle-hig.com/", "xn--nsycle-hig.com"),
            "what is shown is what is declared"
        );
    }
}
