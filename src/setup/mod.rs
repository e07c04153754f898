//! Salesforce Setup as a map: which org a host belongs to, which page a URL is, and where a page can be found.
//!
//! Everything here is pure. A page is named by its Setup node, never by its title or any other word a person can read, because
//! those are translated and node names are not.

pub mod control;
pub mod host;
pub mod place;
pub mod route;

pub use control::Control;
pub use host::{Family, OrgHost};
pub use place::Place;
pub use route::{Address, Route, Shape};
