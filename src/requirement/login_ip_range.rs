//! The profile of the chosen users lets addresses log in, or has Login IP Ranges at all.
//!
//! API evidence: Tooling API, `Metadata` of the one `Profile` that the users have (`loginIpRanges`); which one that is, `User` tells. A profile
//! without ranges lets everybody in who knows the password, and its first range would lock out all others: that page is never pointed at.

use super::{
    Input, InputKind, Kind, Need, Object, OrgFacts, Reason, Spot, Subjects, Value, Verdict,
    access::{same_id, text},
    rows,
    trusted_ip_range::{contained, ranges},
    user::row_of,
};
use crate::evidence::{Field, Table};

/// "The profile of input I lets the addresses of input A in", or "… has Login IP Ranges".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginIpRange {
    of: String,
    addresses: Option<String>,
}

impl LoginIpRange {
    fn judge(&self, who: &Subjects<'_>, org: &OrgFacts) -> Result<Verdict, Reason> {
        let names = who.of(&self.of);
        let users = rows(&Need::of(Table::Users, [], names), org)?;
        let told = rows(&Need::of(Table::Profile, [], names), org)?;
        let [row] = told else { return Err(Reason::NotTold) };
        for name in names {
            let profile = text(row_of(users, name)?, "ProfileId").ok_or(Reason::NotTold)?;
            if !text(row, "Id").is_some_and(|id| same_id(id, profile)) {
                return Err(Reason::BadInput("expected users of one profile, found several".to_owned()));
            }
        }
        let ranges = match row.get("Metadata.loginIpRanges") {
            Some(Field::Rows(rows)) => ranges(rows, "startAddress", "endAddress"),
            Some(Field::Null) => Vec::new(),
            _ => return Err(Reason::NotTold),
        };
        match &self.addresses {
            None if ranges.is_empty() => Ok(Verdict::Fails(Value::Absent)),
            None => Ok(Verdict::Holds(Value::Present)),
            Some(_) if ranges.is_empty() => Ok(Verdict::Holds(Value::Absent)),
            Some(addresses) => contained(who.of(addresses), &ranges),
        }
    }
}

impl Kind for LoginIpRange {
    const NAME: &'static str = "login_ip_range";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let of = options.text("of");
        let addresses = options.text_or_none("addresses");
        Some(LoginIpRange { of: of?, addresses: addresses? })
    }

    fn inputs(&self) -> Vec<Input<'_>> {
        let mut inputs = vec![(self.of.as_str(), InputKind::Users)];
        inputs.extend(self.addresses.iter().map(|addresses| (addresses.as_str(), InputKind::Addresses)));
        inputs
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        let users = who.of(&self.of);
        vec![Need::of(Table::Users, [], users), Need::of(Table::Profile, [], users)]
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        Vec::new()
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who, org).unwrap_or_else(Verdict::CannotTell)
    }

    fn wanted(&self) -> Value {
        Value::Present
    }
}
