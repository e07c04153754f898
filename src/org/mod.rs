//! The org's API: from needs to the fewest requests, and from answers to facts. Pure; `browser::check` sends.
//!
//! There is no type for a request that writes: a request is a query or it does not exist.

pub mod decode;
pub mod plan;
pub mod request;
pub mod search;

pub use plan::{Query, plan};
pub use request::{Request, Version};
