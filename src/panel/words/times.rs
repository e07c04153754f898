//! How long ago something was.

use super::plural;
use crate::evidence::Moment;

const SECOND: u64 = 1000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// "just now", "3 minutes ago". A moment that is yet to come is just now: clocks differ.
#[must_use]
pub fn age(at: Moment, now: Moment) -> String {
    let past = at.until(now);
    let (unit, one, many) = match past {
        ..MINUTE => return "just now".to_owned(),
        MINUTE..HOUR => (MINUTE, "minute", "minutes"),
        HOUR..DAY => (HOUR, "hour", "hours"),
        _ => (DAY, "day", "days"),
    };
    let number = usize::try_from(past / unit).unwrap_or(usize::MAX);
    format!("{} ago", plural(number, one, many))
}

/// "Checked 3 minutes ago".
#[must_use]
pub fn checked(at: Moment, now: Moment) -> String {
    format!("checked {}", age(at, now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_in_the_largest_unit() {
        let now = Moment(1_000 * DAY);
        for (past, told) in [
            (0, "just now"),
            (59 * SECOND, "just now"),
            (MINUTE, "1 minute ago"),
            (59 * MINUTE, "59 minutes ago"),
            (HOUR, "1 hour ago"),
            (23 * HOUR, "23 hours ago"),
            (DAY, "1 day ago"),
            (40 * DAY, "40 days ago"),
        ] {
            assert_eq!(age(Moment(now.0 - past), now), told);
        }
        assert_eq!(age(Moment(now.0 + DAY), now), "just now");
    }
}
