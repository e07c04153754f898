//! The document: parses a checklist file into types that cannot be wrong, or tells everything that is wrong with it.

use crate::{
    requirement::{
        Requirement,
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
}

/// Something the admin tells once, such as which users are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Permanent name.
    pub id: String,
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
    /// What must hold.
    pub requirement: Requirement,
    /// Where to do it or read of it, on the vendor's domain.
    pub link: Option<String>,
}

record! {
    Checklist { id, version, title, domain, about, inputs, steps }
    Input { id, label, why }
    Step { id, title, why, level, requirement, link }
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
    let inputs = root.objects("inputs", |input| read_input(input, &mut input_ids));
    let mut step_ids = Vec::new();
    let steps = root.objects("steps", |step| read_step(step, domain.as_deref(), &input_ids, &mut step_ids));
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
    })
}

fn read_input(input: &mut Object<'_>, ids: &mut Vec<String>) -> Option<Input> {
    let id = own_id(input, ids);
    // One kind of input so far; the name stands in the format so that others can be added.
    let kind = input.choice("kind", &[("users", ())]);
    let label = input.text("label");
    let why = input.text("why");
    kind?;
    Some(Input { id: id?, label: label?, why: why? })
}

fn read_step(
    step: &mut Object<'_>,
    domain: Option<&str>,
    inputs: &[String],
    ids: &mut Vec<String>,
) -> Option<Step> {
    let id = own_id(step, ids);
    let title = step.text("title");
    let why = step.text("why");
    let levels =
        [("required", Level::Required), ("recommended", Level::Recommended), ("optional", Level::Optional)];
    let level = step.choice_or("level", &levels, Level::Required);
    let requirement = requirement(step, inputs);
    let link = link(step, domain);
    Some(Step { id: id?, title: title?, why: why?, level: level?, requirement: requirement?, link: link? })
}

/// A requirement that is about no input but those of this checklist.
fn requirement(step: &mut Object<'_>, inputs: &[String]) -> Option<Requirement> {
    let requirement = Requirement::read(step, "requirement")?;
    let is_known = |input: &str| inputs.iter().any(|known| known == input);
    match requirement.inputs().into_iter().find(|input| !is_known(input)) {
        Some(unknown) => step.refuse("requirement", "an input of this checklist", &format!("\"{unknown}\"")),
        None => Some(requirement),
    }
}

/// An id that no other of its sort has.
fn own_id(object: &mut Object<'_>, ids: &mut Vec<String>) -> Option<String> {
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
    let label = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let valid = domain.len() <= 253 && domain.contains('.') && domain.split('.').all(label);
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
    let printable = link.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    printable
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
            ("javascript:alert(1)//insycle.com", false),
            ("//insycle.com", false),
        ] {
            assert_eq!(leads_to(link, "insycle.com"), leads, "{link}");
        }
    }
}
