//! Where links lead, as pages write it: plain, or inside another address or a script.

/// What stands for a sign of an address inside another.
const CODED: [(&str, char); 4] = [("2F", '/'), ("3F", '?'), ("3D", '='), ("26", '&')];

/// Where a link leads, as written or inside `javascript:srcUp('…')`.
pub(super) fn address_of(href: &str) -> Option<String> {
    let address = match href.strip_prefix("javascript:") {
        Some(script) => script.split('\'').nth(1)?,
        None => href,
    };
    Some(plain(address))
}

/// Whether an address, plain or inside another, names a page by this part of its path.
pub(super) fn names_page(href: &str, page: &str) -> bool {
    // Byte by byte: the library's search for texts is a kilobyte of WebAssembly, and nothing else here needs it.
    plain(href).as_bytes().windows(page.len()).any(|at| at == page.as_bytes())
}

/// An address as it is written where it stands in no other.
pub(super) fn plain(address: &str) -> String {
    let mut pieces = address.split('%');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let is_code = |code: &str| piece.get(..2).is_some_and(|found| found.eq_ignore_ascii_case(code));
        let sign = CODED.iter().find(|(code, _)| is_code(code)).map(|(_, sign)| *sign);
        plain.push(sign.unwrap_or('%'));
        plain.push_str(if sign.is_some() { piece.get(2..).unwrap_or_default() } else { piece });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_written_or_inside_a_script() {
        for (href, address) in [
            ("/0PS000000000001?a=b&c=d", Some("/0PS000000000001?a=b&c=d")),
            ("javascript:srcUp('%2F00e%3fs%3DClassAccess%26o%3dLead');", Some("/00e?s=ClassAccess&o=Lead")),
            ("/a%20b%2", Some("/a%20b%2")),
            ("%", Some("%")),
            ("%é2F%2Fé", Some("%é2F/é")),
            ("", Some("")),
            ("javascript:void(0)", None),
        ] {
            assert_eq!(address_of(href).as_deref(), address, "{href}");
        }
    }

    #[test]
    fn a_page_is_known_in_an_address_that_is_plain_or_inside_another() {
        for (href, is_there) in [
            ("/identity/app/Page.apexp?app_id=0Ci", true),
            ("javascript:srcUp('%2Fidentity%2fapp%2FPage.apexp%3Fapp_id%3D0Ci');", true),
            ("/app/Page.apexp", true),
            ("/app/Page.apex", false),
            ("", false),
        ] {
            assert_eq!(names_page(href, "/Page.apexp"), is_there, "{href}");
        }
    }
}
