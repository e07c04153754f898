//! Reads facts from blocks, one file per place.
