//! The native tool for checklist authors.

fn main() {}
