//! Hosts of an org: parses a host name into the org's My Domain and the family of the host, and makes the org's other hosts.
//!
//! Shapes as Salesforce documents them in "Partitioned Domains": `acme.my.salesforce.com`,
//! `acme--uat.sandbox.my.salesforce-setup.com`, `acme-dev-ed.develop.lightning.force.com`. The middle word (the partition) is part of
//! the host: without it the host does not exist.

use serde::{Deserialize, Serialize};

/// What a host is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Family {
    /// `my.salesforce-setup.com`: Lightning Setup with its Classic frames on the same origin.
    Setup,
    /// `lightning.force.com`: Lightning, and Setup in orgs that have no Setup domain yet.
    Lightning,
    /// `my.salesforce.com`: Salesforce Classic, and the only host whose session answers the API.
    Classic,
}

const FAMILIES: [Family; 3] = [Family::Setup, Family::Lightning, Family::Classic];

/// Words that Salesforce puts between the My Domain and the family's suffix.
const PARTITIONS: [&str; 7] = ["sandbox", "develop", "scratch", "trailblaze", "demo", "patch", "free"];

impl Family {
    fn suffix(self) -> &'static str {
        match self {
            Family::Setup => ".my.salesforce-setup.com",
            Family::Lightning => ".lightning.force.com",
            Family::Classic => ".my.salesforce.com",
        }
    }
}

/// A host of an org. Two hosts belong to one org when [`OrgHost::org`] is the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgHost {
    /// My Domain with its partition: `acme`, `acme--uat.sandbox`.
    org: String,
    family: Family,
}

impl OrgHost {
    /// Reads a host name (no port). `None` for every host that is not one of an org's three families.
    #[must_use]
    pub fn parse(host: &str) -> Option<Self> {
        let host = host.to_ascii_lowercase();
        let (family, org) =
            FAMILIES.iter().find_map(|family| Some((*family, host.strip_suffix(family.suffix())?)))?;
        is_org(org).then(|| OrgHost { org: org.to_owned(), family })
    }

    /// The org's name, equal over all its hosts.
    #[must_use]
    pub fn org(&self) -> &str {
        &self.org
    }

    /// What this host is for.
    #[must_use]
    pub fn family(&self) -> Family {
        self.family
    }

    /// The org's host of another family.
    #[must_use]
    pub fn sibling(&self, family: Family) -> String {
        format!("{}{}", self.org, family.suffix())
    }

    /// Whether the org is a sandbox, as far as its host says.
    #[must_use]
    pub fn is_sandbox(&self) -> bool {
        self.org.ends_with(".sandbox")
    }
}

fn is_org(org: &str) -> bool {
    let (domain, partition) = match org.split_once('.') {
        Some((domain, partition)) => (domain, Some(partition)),
        None => (org, None),
    };
    is_label(domain) && partition.is_none_or(|word| PARTITIONS.contains(&word))
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= 63
        && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !label.starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_of_each_family_names_its_org() {
        for (host, org, family) in [
            ("acme.my.salesforce-setup.com", "acme", Family::Setup),
            ("acme--uat.sandbox.my.salesforce-setup.com", "acme--uat.sandbox", Family::Setup),
            ("ACME.lightning.force.com", "acme", Family::Lightning),
            ("acme-dev-ed.develop.my.salesforce.com", "acme-dev-ed.develop", Family::Classic),
        ] {
            let parsed = OrgHost::parse(host).unwrap();
            assert_eq!((parsed.org(), parsed.family()), (org, family), "{host}");
        }
    }

    #[test]
    fn a_host_that_is_not_an_orgs_is_refused() {
        for host in [
            "help.salesforce.com",
            "login.salesforce.com",
            "my.salesforce.com",
            ".my.salesforce.com",
            "evil.com.my.salesforce.com.evil.com",
            "a.b.c.my.salesforce.com",
            "acme.other.my.salesforce.com",
            "acme--c.vf.force.com",
            "",
        ] {
            assert_eq!(OrgHost::parse(host), None, "{host}");
        }
    }

    #[test]
    fn siblings_keep_the_partition() {
        let host = OrgHost::parse("acme--uat.sandbox.lightning.force.com").unwrap();
        assert_eq!(host.sibling(Family::Classic), "acme--uat.sandbox.my.salesforce.com");
        assert!(host.is_sandbox());
    }
}
