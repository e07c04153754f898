//! The sidebar's looks.

/// The style sheet, for the sidebar's own shadow root only.
pub const STYLE: &str = include_str!("style.css");

/// The most bytes it may have.
pub const MOST_BYTES: usize = 12 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_is_small_and_needs_nothing_from_outside() {
        assert!(STYLE.len() <= MOST_BYTES, "{} bytes", STYLE.len());
        for outside in ["url(", "@import", "@font-face", "rem;", "rem "] {
            assert!(!STYLE.contains(outside), "{outside}");
        }
    }
}
