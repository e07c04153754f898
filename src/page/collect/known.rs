//! Elements that are known by their `id`, whatever they are. What they mean is for the readers.
//!
//! Ids: public tests that drive Setup by them, of Network Access (`IpStartAddress`, `IpEndAddress`) and of the package
//! installer (`mappingOptionAll`); of the form of a new permission set, an extension that checks descriptions (`…:description`).

use super::Collector;
use crate::page::blocks::Known;

/// The ids, as one selector.
const IDS: &str = "#IpStartAddress, #IpEndAddress, #mappingOptionAll, textarea[id$=':description']";

impl Collector {
    pub(super) async fn known(&mut self) -> Vec<Known> {
        let mut known = Vec::new();
        for element in self.shown(IDS).await {
            let (id, enabled) = (element.id(), self.is_enabled(&element));
            known.push(Known { id, enabled, element: self.number(element) });
        }
        known
    }
}
