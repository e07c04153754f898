//! An external client app is in the org.
//!
//! API evidence: REST API, `ExternalClientApplication`; an org without that feature does not know the object and has none.

use super::{
    Input, Kind, Need, Object, OrgFacts, Place, Reason, Spot, Subjects, Value, Verdict, absent,
    connected_app::{AppName, external},
};
use crate::evidence::Table;

/// "External client app A is there".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalClientApp {
    name: AppName,
}

crate::wire::record! { ExternalClientApp { name } }

impl Kind for ExternalClientApp {
    const NAME: &'static str = "external_client_app";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        Some(ExternalClientApp { name: AppName::read(options)? })
    }

    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        inputs.extend(self.name.input());
    }

    fn needs(&self, _: &Subjects<'_>) -> Vec<Need> {
        vec![Need::all(Table::ExternalClientApps), Need::all(Table::OwnPermissions)]
    }

    /// To look at; no page is evidence.
    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        vec![Spot::new(Place::ExternalClientApps, None)]
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        match external(self.name.get(who), org) {
            Ok(0) => absent(Table::ExternalClientApps, org),
            Ok(1) => Verdict::Holds(Value::Present),
            Ok(several) => Verdict::CannotTell(Reason::Ambiguous(several)),
            Err(reason) => Verdict::CannotTell(reason),
        }
    }

    fn lowers_protection(&self) -> Option<&'static str> {
        Some("Everybody whom its policy permits can let this app into the org's data.")
    }
}
