//! The licence of a managed package is Active, Trial…
//!
//! API evidence: REST API, `PackageLicense` (`Status` is one of Active, Expired, Free, Trial; no row says nothing: unlocked and free
//! packages have none), which has ended where its `ExpirationDate` is past. Page evidence: the cell under "Status" of Installed Packages, where a proven label names that column.

use super::{
    Control, Kind, Need, Object, PageVerdict, Place, Reason, Spot, Subjects, Value, Verdict,
    access::{is_of, text},
    package_installed::find_row,
    record, rows,
};
use crate::evidence::{Key, Moment, OrgFacts, PageFacts, Seen, Table};

/// A licence's last day counts, wherever that day begins. In milliseconds.
const DAY: u64 = 86_400_000;
const STATUSES: [&str; 4] = ["Active", "Trial", "Free", "Expired"];

/// "The licence of package X is one of …".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageLicence {
    namespace: String,
    name: String,
    one_of: Vec<String>,
}

record! { PackageLicence { namespace, name, one_of } }

impl PackageLicence {
    fn verdict(&self, status: &str) -> Verdict {
        let found = Value::Text(status.to_owned());
        if self.one_of.iter().any(|wanted| wanted == status) {
            Verdict::Holds(found)
        } else if status == "Free" {
            Verdict::CannotTell(Reason::FreeLicence)
        } else if STATUSES.contains(&status) {
            Verdict::Fails(found)
        } else {
            Verdict::CannotTell(Reason::NotTold)
        }
    }

    fn need(&self) -> Need {
        Need::of(Table::PackageLicences, [Key::Namespace(self.namespace.clone())], &[])
    }
}

impl Kind for PackageLicence {
    const NAME: &'static str = "package_licence";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let namespace = options.text("namespace");
        let name = options.text("name");
        let one_of = options.texts("one_of")?;
        if let Some(unknown) = one_of.iter().find(|status| !STATUSES.contains(&status.as_str())) {
            return options.refuse(
                "one_of",
                "\"one_of\": Active, Trial, Free or Expired",
                &format!("\"{unknown}\""),
            );
        }
        Some(PackageLicence { namespace: namespace?, name: name?, one_of })
    }

    fn needs(&self, _: &Subjects<'_>) -> Vec<Need> {
        vec![self.need()]
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        vec![Spot::new(Place::InstalledPackages, None)]
    }

    fn judge_org(&self, _: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        let rows = match rows(&self.need(), org) {
            Ok(rows) => rows,
            Err(reason) => return Verdict::CannotTell(reason),
        };
        let mut licences = rows.iter().filter(|row| is_of(row, Some(&self.namespace)));
        let (licence, other) = (licences.next(), licences.next());
        let Some(licence) = licence.filter(|_| other.is_none()) else {
            return Verdict::CannotTell(other.map_or(Reason::NotTold, |_| Reason::Ambiguous(2)));
        };
        let asked_at = org.answer(&self.need()).map(|answer| answer.asked_at);
        let last_day = text(licence, "ExpirationDate").and_then(Moment::of_day);
        let ended = matches!((last_day, asked_at), (Some(day), Some(asked)) if day.until(asked) > DAY);
        match text(licence, "Status") {
            Some(_) if ended => self.verdict("Expired"),
            Some(status) => self.verdict(status),
            None => Verdict::CannotTell(Reason::NotTold),
        }
    }

    fn judge_page(&self, _: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        let (packages, whole) = match &page.seen {
            Ok(Seen::InstalledPackages { packages, whole }) => (packages, *whole),
            Ok(_) => return PageVerdict::silent(),
            Err(reason) => return PageVerdict::of(Verdict::CannotTell(reason.clone())),
        };
        PageVerdict::of(match find_row(packages, whole, &self.namespace, &self.name) {
            Ok(row) => match &row.status {
                Some(status) => self.verdict(status),
                None => Verdict::CannotTell(Reason::NotTold),
            },
            // Without the package there is no licence to speak of: the step that installs it says so.
            Err(Reason::NotShown) => Verdict::CannotTell(Reason::NotTold),
            Err(reason) => Verdict::CannotTell(reason),
        })
    }

    fn control(&self, place: Place) -> Option<Control> {
        let row = Control::PackageRow { namespace: self.namespace.clone(), name: self.name.clone() };
        (place == Place::InstalledPackages).then_some(row)
    }

    fn contradicts(&self, other: &Self) -> bool {
        self.namespace == other.namespace
            && self.name == other.name
            && !self.one_of.iter().any(|status| other.one_of.contains(status))
    }

    fn wanted(&self) -> Value {
        Value::OneOf(self.one_of.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Answer, Field, Inputs, Ordered, Row};

    #[test]
    fn a_licence_ends_with_its_last_day() {
        let of = PackageLicence { namespace: "n".into(), name: "N".into(), one_of: vec!["Active".into()] };
        let day = |day: &str| Moment::of_day(day).unwrap();
        for (ends, asked_at, holds) in [
            ("2026-11-22T00:00:00.000+0000", day("2026-11-21"), true),
            ("2026-11-22T00:00:00.000+0000", day("2026-11-23"), true),
            ("2026-11-22T00:00:00.000+0000", Moment(day("2026-11-23").0 + 1), false),
        ] {
            let fields = [("NamespacePrefix", "n"), ("Status", "Active"), ("ExpirationDate", ends)];
            let row: Row = fields.map(|(name, text)| (name.to_owned(), Field::Text(text.to_owned()))).into();
            let answer = Answer { asked_at, asked: of.need(), rows: Ok(vec![row]) };
            let answers = Ordered::from([(Table::PackageLicences, answer)]);
            let who = Subjects { checklist: "", inputs: &Inputs::default() };
            let said = of.judge_org(&who, &OrgFacts { answers, ..OrgFacts::default() });
            assert_eq!(said.decided(), Some(holds), "{ends} {asked_at:?}");
        }
    }

    #[test]
    fn days_are_counted_as_calendars_do() {
        for (text, days) in
            [("1970-01-01", 0), ("2000-02-29T23:59:59.000+0000", 11_016), ("2026-11-22", 20_779)]
        {
            assert_eq!(Moment::of_day(text), Some(Moment(days * DAY)), "{text}");
        }
        for text in ["", "2026", "2026-13-01", "2026-00-10", "tomorrow!!", "22.11.2026"] {
            assert_eq!(Moment::of_day(text), None, "{text}");
        }
    }
}
