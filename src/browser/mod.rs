//! The thin edge: what the extension's contexts do, and nothing that judges.
//!
//! * [`top`]: the top document of a tab: hears frames, keeps the state, draws the sidebar
//! * [`agent`]: one document: collects, watches, points; used by the top document and by frames
//! * [`frame`]: a frame with a Classic page in it
//! * [`check`]: the worker's check of an org's API
//! * [`edge`]: the extension's functions, as the loader and the worker hand them in
//! * [`js`]: plain JavaScript objects

pub mod agent;
pub mod check;
pub mod edge;
pub mod frame;
pub mod js;
pub mod top;
