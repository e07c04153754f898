//! Addresses as admins paste them: one address, a range, or a network in CIDR notation; IPv4 and IPv6.
//!
//! Everything becomes a range of numbers. IPv4 and IPv6 never contain each other.

use std::net::IpAddr;

/// A range of addresses of one family, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    v6: bool,
    from: u128,
    to: u128,
}

fn number(address: &str) -> Option<(bool, u128)> {
    match address.trim().parse().ok()? {
        IpAddr::V4(v4) => Some((false, u128::from(u32::from(v4)))),
        IpAddr::V6(v6) => Some((true, u128::from(v6))),
    }
}

impl Range {
    /// A range by its ends.
    #[must_use]
    pub fn between(from: &str, to: &str) -> Option<Self> {
        let ((v6, from), (also_v6, to)) = (number(from)?, number(to)?);
        (v6 == also_v6 && from <= to).then_some(Range { v6, from, to })
    }

    /// Reads `192.0.2.1`, `192.0.2.1-192.0.2.9` or `192.0.2.0/24`, and the same of IPv6.
    ///
    /// # Errors
    /// What was expected, and what was found.
    pub fn parse(text: &str) -> Result<Self, String> {
        let ends = |from, to| {
            Self::between(from, to).ok_or_else(|| {
                format!("expected an address, a range from low to high or a network, found {text}")
            })
        };
        if let Some((from, to)) = text.split_once('-').or_else(|| text.split_once('–')) {
            return ends(from, to);
        }
        let Some((address, bits)) = text.split_once('/') else { return ends(text, text) };
        let Range { v6, from, .. } = ends(address, address)?;
        let all: u64 = if v6 { 128 } else { 32 };
        // As large as all numbers that are read: each other size would be read by code of its own.
        let bits: Option<u64> = bits.trim().parse().ok().filter(|bits| *bits <= all);
        let bits = bits.ok_or_else(|| format!("expected a network of at most /{all}, found {text}"))?;
        let rest = u32::try_from(all.saturating_sub(bits)).ok();
        let mask =
            rest.and_then(|rest| 1_u128.checked_shl(rest)).map_or(u128::MAX, |size| size.saturating_sub(1));
        if from & mask == 0 {
            Ok(Range { v6, from, to: from | mask })
        } else {
            Err(format!("expected the first address of the network, found {text}"))
        }
    }

    /// Whether these ranges together contain all of it.
    #[must_use]
    pub fn is_in(&self, ranges: &[Range]) -> bool {
        let mut next = self.from;
        loop {
            // Not sorted first: a sort of its own costs more WebAssembly than all else here.
            let around = |range: &&Range| range.v6 == self.v6 && range.from <= next && range.to >= next;
            match ranges.iter().filter(around).map(|range| range.to).max() {
                Some(to) if to >= self.to => return true,
                Some(to) => next = to.saturating_add(1),
                None => return false,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_is_read_or_told() {
        for text in [
            "192.0.2.1",
            " 192.0.2.1 - 192.0.2.9",
            "192.0.2.0/24",
            "2001:db8::/32",
            "::1",
            "0.0.0.0/0",
            "::/0",
        ] {
            assert!(Range::parse(text).is_ok(), "{text}");
        }
        for (text, told) in [
            ("192.0.2.256", "expected an address, a range from low to high or a network, found 192.0.2.256"),
            (
                "192.0.2.9-192.0.2.1",
                "expected an address, a range from low to high or a network, found 192.0.2.9-192.0.2.1",
            ),
            (
                "192.0.2.1-::1",
                "expected an address, a range from low to high or a network, found 192.0.2.1-::1",
            ),
            ("192.0.2.1/24", "expected the first address of the network, found 192.0.2.1/24"),
            ("192.0.2.0/33", "expected a network of at most /32, found 192.0.2.0/33"),
            ("::/129", "expected a network of at most /128, found ::/129"),
            (
                "insidesales.com",
                "expected an address, a range from low to high or a network, found insidesales.com",
            ),
        ] {
            assert_eq!(Range::parse(text), Err(told.to_owned()));
        }
    }

    #[test]
    fn ranges_contain_what_lies_in_them_together() {
        let of =
            |texts: &[&str]| -> Vec<Range> { texts.iter().map(|text| Range::parse(text).unwrap()).collect() };
        for (wanted, ranges, is_in) in [
            ("192.0.2.7", &["192.0.2.0/24"][..], true),
            ("192.0.2.0/24", &["192.0.2.128/25", "192.0.2.0/25"], true),
            ("192.0.2.0/24", &["192.0.2.128/25", "192.0.2.0/26"], false),
            ("192.0.2.0-192.0.3.9", &["192.0.2.0/23"], true),
            ("::1", &["0.0.0.0/0"], false),
            ("0.0.0.1", &["::/0"], false),
            ("::/0", &["::/1", "8000::/1"], true),
            ("192.0.2.1", &[], false),
        ] {
            assert_eq!(Range::parse(wanted).unwrap().is_in(&of(ranges)), is_in, "{wanted} in {ranges:?}");
        }
    }
}
