//! Network Access trusts addresses.
//!
//! API evidence: Tooling API, `SELECT Metadata FROM SecuritySettings`, `networkAccess.ipRanges`; without trusted ranges that part is not
//! there at all, which counts only where the rest of the settings is. Trusted ranges skip the identity challenge and nothing else: a
//! profile's Login IP Ranges still refuse (Salesforce Help, "Set Trusted IP Ranges for Your Organization").

use super::{
    Input, InputKind, Kind, Need, Object, OrgFacts, Reason, Subjects, Verdict,
    access::{progress, text},
    addresses::Range,
    rows,
};
use crate::evidence::{Field, Row, Table};

/// "The addresses of input A are in trusted ranges".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedIpRange {
    addresses: String,
}

/// Whether ranges contain what the admin pasted.
///
/// # Errors
/// [`Reason::BadInput`] where that can't be read.
pub fn contained(pasted: &[String], ranges: &[Range]) -> Result<Verdict, Reason> {
    let mut missing = Vec::new();
    for text in pasted {
        if !Range::parse(text).map_err(Reason::BadInput)?.is_in(ranges) {
            missing.push(text.as_str());
        }
    }
    let found = progress(pasted.len(), &missing);
    Ok(if missing.is_empty() { Verdict::Holds(found) } else { Verdict::Fails(found) })
}

/// The ranges in rows that name their ends so.
#[must_use]
pub fn ranges(rows: &[Row], from: &str, to: &str) -> Vec<Range> {
    rows.iter().filter_map(|row| Range::between(text(row, from)?, text(row, to)?)).collect()
}

impl TrustedIpRange {
    fn judge(&self, who: &Subjects<'_>, org: &OrgFacts) -> Result<Verdict, Reason> {
        let settings = match rows(&Need::all(Table::SecuritySettings), org)? {
            [row] if row.iter().any(|(path, _)| path.starts_with("Metadata.sessionSettings.")) => row,
            _ => return Err(Reason::NotTold),
        };
        let trusted = match settings.get("Metadata.networkAccess.ipRanges") {
            Some(Field::Rows(rows)) => ranges(rows, "start", "end"),
            _ => Vec::new(),
        };
        contained(who.of(&self.addresses), &trusted)
    }
}

impl Kind for TrustedIpRange {
    const NAME: &'static str = "trusted_ip_range";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        Some(TrustedIpRange { addresses: options.text("addresses")? })
    }

    fn inputs(&self) -> Vec<Input<'_>> {
        vec![(&self.addresses, InputKind::Addresses)]
    }

    fn needs(&self, _: &Subjects<'_>) -> Vec<Need> {
        vec![Need::all(Table::SecuritySettings)]
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who, org).unwrap_or_else(Verdict::CannotTell)
    }

    fn lowers_protection(&self) -> Option<&'static str> {
        Some("From a trusted address Salesforce asks nobody to prove who they are.")
    }
}
