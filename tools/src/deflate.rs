//! Standard input as a raw deflate stream, on standard output: for zips, a twentieth smaller than zlib's best.

use std::io::{stdin, stdout};
use zopfli::{Format, Options};

fn main() -> std::io::Result<()> {
    zopfli::compress(Options::default(), Format::Deflate, stdin(), stdout())
}
