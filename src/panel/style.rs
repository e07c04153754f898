//! The sidebar's looks.
//!
//! Its surface is the page's (SLDS 2 hook) where it has one, else white or black by the system's choice, brought near to either end; every
//! other colour is derived from it. So text keeps its contrast whatever the page's theme says. OKLCH's lightness of .62 parts light
//! surfaces from dark ones: (.62 - l) * 1000, clamped, is the lower bound on a light one and the upper on a dark one.
//!
//! The build makes the sheet small and hands it to the panel (`build/shrink.mjs`): no part of the core holds it.

/// The style sheet as it is written, for the sidebar's own shadow root only.
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
