//! Checklists: what one vendor's app needs, as a versioned JSON document, and its evaluation.
//!
//! A checklist is data only: it runs no code, holds no pattern, and names no link but https ones to the vendor's declared domain.

pub mod answers;
pub mod conflict;
pub mod document;
pub mod evaluate;
pub mod explain;
pub mod person;
pub mod report;
pub mod symptom;

pub use answers::{Meant, needs, says};
pub use document::{Checklist, Condition, Input, Level, Step};
pub use evaluate::{evaluate, is_of, renew, subjects};
pub use report::{EvidenceLine, Finding, Grounds, Report, Status};
pub use symptom::Symptom;
