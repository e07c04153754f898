//! Network Access trusts addresses.
//!
//! API evidence: Tooling API, `SELECT Metadata FROM SecuritySettings`, `networkAccess.ipRanges`; without trusted ranges that part is not
//! there at all, which counts only where the rest of the settings is. Trusted ranges skip the identity challenge and nothing else: a
//! profile's Login IP Ranges still refuse (Salesforce Help, "Set Trusted IP Ranges for Your Organization").
//!
//! Page evidence: Network Access. What its list contains is trusted; what it lacks counts only on a list that is whole.

use super::{
    Control, Input, InputKind, Kind, Need, Object, OrgFacts, PageFacts, PageVerdict, Place, Reason, Spot,
    Subjects, Value, Verdict,
    access::{progress, text},
    addresses::Range,
    rows,
};
use crate::evidence::{Field, Row, Seen, Table};

/// "The addresses of input A are in trusted ranges".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedIpRange {
    addresses: String,
}

crate::wire::record! { TrustedIpRange { addresses } }

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
///
/// # Errors
/// [`Reason::NotTold`] where one can't be read: it may contain anything.
pub fn ranges(rows: &[Row], from: &str, to: &str) -> Result<Vec<Range>, Reason> {
    let range = |row: &Row| Range::between(text(row, from)?, text(row, to)?);
    rows.iter().map(range).collect::<Option<Vec<Range>>>().ok_or(Reason::NotTold)
}

impl TrustedIpRange {
    fn judge(&self, who: &Subjects<'_>, org: &OrgFacts) -> Result<Verdict, Reason> {
        let settings = match rows(&Need::all(Table::SecuritySettings), org)? {
            [row] if row.iter().any(|(path, _)| path.starts_with("Metadata.sessionSettings.")) => row,
            _ => return Err(Reason::NotTold),
        };
        // Without ranges their part has no value or is not there.
        let is_odd = |(path, field): (&String, &Field)| {
            path.starts_with("Metadata.networkAccess") && *field != Field::Null
        };
        let trusted = match settings.get("Metadata.networkAccess.ipRanges") {
            Some(Field::Rows(rows)) => ranges(rows, "start", "end")?,
            _ if settings.iter().any(is_odd) => return Err(Reason::NotTold),
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

    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        inputs.push((&self.addresses, InputKind::Addresses));
    }

    fn needs(&self, _: &Subjects<'_>) -> Vec<Need> {
        vec![Need::all(Table::SecuritySettings)]
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        [Place::TrustedIpRange, Place::NetworkAccess].map(|place| Spot::new(place, None)).into()
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who, org).unwrap_or_else(Verdict::CannotTell)
    }

    fn judge_page(&self, who: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        PageVerdict::of(match &page.seen {
            Ok(Seen::TrustedIpRanges { ranges, whole }) => {
                let trusted: Vec<Range> =
                    ranges.iter().filter_map(|range| Range::between(&range.start, &range.end)).collect();
                match contained(who.of(&self.addresses), &trusted) {
                    Ok(Verdict::Fails(_)) if !whole => Verdict::CannotTell(Reason::NotOnThisPart),
                    Ok(_) if who.of(&self.addresses).is_empty() => {
                        Verdict::CannotTell(Reason::NobodyChosen(self.addresses.clone()))
                    }
                    judged => judged.unwrap_or_else(Verdict::CannotTell),
                }
            }
            Ok(_) => Verdict::CannotTell(Reason::NotShown),
            Err(reason) => Verdict::CannotTell(reason.clone()),
        })
    }

    fn control(&self, place: Place) -> Option<Control> {
        match place {
            Place::TrustedIpRange => Some(Control::RangeFields),
            Place::NetworkAccess => Some(Control::NewRange),
            _ => None,
        }
    }

    fn wanted(&self) -> Value {
        Value::Present
    }

    fn lowers_protection(&self) -> Option<&'static str> {
        Some("From a trusted address Salesforce asks nobody to prove who they are.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Inputs, Ordered, RangeSeen};

    #[test]
    fn what_the_list_lacks_counts_only_where_it_is_whole() {
        let office = RangeSeen { start: "203.0.113.0".to_owned(), end: "203.0.113.255".to_owned() };
        let lacks = Verdict::Fails(progress(1, &["198.51.100.7"]));
        let nobody = Verdict::CannotTell(Reason::NobodyChosen("addresses".to_owned()));
        for (pasted, whole, verdict) in [
            (vec!["203.0.113.7"], true, Verdict::Holds(progress(1, &[]))),
            (vec!["203.0.113.0/24"], false, Verdict::Holds(progress(1, &[]))),
            (vec!["198.51.100.7"], true, lacks),
            (vec!["198.51.100.7"], false, Verdict::CannotTell(Reason::NotOnThisPart)),
            (vec![], true, nobody),
        ] {
            let pasted = pasted.into_iter().map(str::to_owned).collect();
            let inputs = Inputs(Ordered::from([("list/addresses".to_owned(), pasted)]));
            let kind = TrustedIpRange { addresses: "addresses".to_owned() };
            let who = Subjects { checklist: "list", inputs: &inputs };
            let seen = Seen::TrustedIpRanges { ranges: vec![office.clone()], whole };
            assert_eq!(kind.judge_page(&who, &PageFacts { error: false, seen: Ok(seen) }).saved, verdict);
        }
    }
}
