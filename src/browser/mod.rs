//! The thin edge: what the extension's contexts do, and nothing that judges.
//!
//! * [`top`]: the top document of a tab: hears frames, keeps the state, draws the sidebar
//! * [`agent`]: one document: collects, watches, points; used by the top document and by frames
//! * [`frame`]: a document whose page is read
//! * [`check`]: the worker's check of an org's API
//! * [`chosen`]: what is chosen for an org, for the worker
//! * [`reader`]: checklist files, for the worker
//! * [`checklists`]: what checklists are about, for Orgready's own pages
//! * [`search`]: looking for users and profiles, for the same
//! * [`person`]: one user's access, for the same
//! * [`edge`]: the extension's functions, as the loader and the worker hand them in
//! * [`later`]: acts later, by what a page can't stop
//! * [`js`]: plain JavaScript objects

pub mod agent;
pub mod check;
pub mod checklists;
pub mod chosen;
pub mod edge;
pub mod frame;
pub mod js;
pub mod later;
pub mod person;
pub mod reader;
pub mod search;
pub mod top;
