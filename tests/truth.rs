//! The truth table of statuses: what is said of each kind of requirement, by what is known of it.
//!
//! [`TABLE`] is written from the rules in ARCHITECTURE.md, not from the code. Left: the requirement holds in the org; right: it does not.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "truth/subjects.rs"]
mod kinds;

use kinds::{Subject, Told, assigned, checklist, inputs, subjects_of_every_kind};
use orgready::{
    checklist::{Checklist, Finding, Status, evaluate, says, subjects},
    evidence::{
        Answer, Attestation, Evidence, Fault, Field, Inputs, Moment, Need, Ordered, OrgFacts, PageFacts,
        Reading, Reason, Row, SpotRecord, Table, Usage,
    },
    requirement::KINDS,
    setup::Place,
};
use std::collections::BTreeSet;

const TABLE: &str = r#"
session_setting: lockSessionsToIp is off
  API only                   | done, lowers protection                       | to do
  page only                  | done, lowers protection                       | to do
  both agree                 | done, lowers protection                       | to do
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | cannot tell (Disagree)                        | cannot tell (Disagree)
  they disagree, API newer   | done, lowers protection                       | to do
  they disagree, page newer  | done, lowers protection                       | to do
  no permission              | cannot tell (Lacks("Customize Application"))  | cannot tell (Lacks("Customize Application"))
  no permission, page open   | done, lowers protection                       | to do
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | done, lowers protection                       | to do

session_setting: forceRelogin is on
  API only                   | done                                          | to do
  page only                  | done                                          | to do
  both agree                 | done                                          | to do
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | cannot tell (Disagree)                        | cannot tell (Disagree)
  they disagree, API newer   | done                                          | to do
  they disagree, page newer  | done                                          | to do
  no permission              | cannot tell (Lacks("Customize Application"))  | cannot tell (Lacks("Customize Application"))
  no permission, page open   | done                                          | to do
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | done                                          | to do

session_setting: lockSessionsToDomain is either
  API only                   | done                                          | done
  page only                  | done                                          | done
  both agree                 | done                                          | done
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | done                                          | done
  they disagree, API newer   | done                                          | done
  they disagree, page newer  | done                                          | done
  no permission              | cannot tell (Lacks("Customize Application"))  | cannot tell (Lacks("Customize Application"))
  no permission, page open   | done                                          | done
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | done                                          | done

package_installed: at least 1.12
  API only                   | done, lowers protection                       | to do
  page only                  | done, lowers protection                       | to do
  both agree                 | done, lowers protection                       | to do
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | cannot tell (Disagree)                        | cannot tell (Disagree)
  they disagree, API newer   | done, lowers protection                       | to do
  they disagree, page newer  | done, lowers protection                       | to do
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | done, lowers protection                       | to do
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | done, lowers protection                       | to do

package_licence: Active or Trial
  API only                   | done                                          | to do
  page only                  | done                                          | to do
  both agree                 | done                                          | to do
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | cannot tell (Disagree)                        | cannot tell (Disagree)
  they disagree, API newer   | done                                          | to do
  they disagree, page newer  | done                                          | to do
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | done                                          | to do
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | done                                          | to do

permission_set_assigned: to one user (the API told which record the set is; its page shows users, and never says who is not one)
  API only                   | done                                          | to do
  page only                  | done                                          | cannot tell (NotOnThisPart)
  both agree                 | done                                          | to do
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | done                                          | cannot tell (Disagree)
  they disagree, API newer   | done                                          | to do
  they disagree, page newer  | done                                          | done
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | done                                          | cannot tell (Lacks("View Setup and Configuration"))
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | done                                          | could not check (SessionExpired)

api_access: alive (no page shows it; a dead session is not "to do": why the API does not answer is said instead)
  API only                   | done                                          | could not check (ApiDisabled)
  page only                  | no page                                       | no page
  both agree                 | no page                                       | no page
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | no page                                       | no page
  they disagree, API newer   | no page                                       | no page
  they disagree, page newer  | no page                                       | no page
  no permission              | done                                          | could not check (ApiDisabled)
  no permission, page open   | no page                                       | no page
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | no page                                       | no page

api_access: api_enabled (no page shows it)
  API only                   | done                                          | to do
  page only                  | no page                                       | no page
  both agree                 | no page                                       | no page
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | no page                                       | no page
  they disagree, API newer   | no page                                       | no page
  they disagree, page newer  | no page                                       | no page
  no permission              | done                                          | to do
  no permission, page open   | no page                                       | no page
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | no page                                       | no page

api_access: calls_left at least 1000 (it is in the header of every answer, whatever the answer)
  API only                   | done                                          | to do
  page only                  | done                                          | to do
  both agree                 | done                                          | to do
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | cannot tell (Disagree)                        | cannot tell (Disagree)
  they disagree, API newer   | done                                          | to do
  they disagree, page newer  | done                                          | to do
  no permission              | done                                          | to do
  no permission, page open   | done                                          | to do
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | done                                          | to do

manual (no page and no API shows it)
  API only                   | do by hand                                    | do by hand
  page only                  | no page                                       | no page
  both agree                 | no page                                       | no page
  neither                    | do by hand                                    | do by hand
  they disagree, page open   | no page                                       | no page
  they disagree, API newer   | no page                                       | no page
  they disagree, page newer  | no page                                       | no page
  no permission              | do by hand                                    | do by hand
  no permission, page open   | no page                                       | no page
  session expired            | do by hand                                    | do by hand
  session expired, page open | no page                                       | no page

package_newest (no API shows it, and a page only that it is not so)
  API only                   | do by hand                                    | do by hand
  page only                  | do by hand                                    | to do
  both agree                 | do by hand                                    | to do
  neither                    | do by hand                                    | do by hand
  they disagree, page open   | to do                                         | do by hand
  they disagree, API newer   | to do                                         | do by hand
  they disagree, page newer  | do by hand                                    | to do
  no permission              | do by hand                                    | do by hand
  no permission, page open   | do by hand                                    | to do
  session expired            | do by hand                                    | do by hand
  session expired, page open | do by hand                                    | to do

connected_app: by name
  API only                   | done, lowers protection                       | to do
  page only                  | done, lowers protection                       | to do
  both agree                 | done, lowers protection                       | to do
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | cannot tell (Disagree)                        | cannot tell (Disagree)
  they disagree, API newer   | done, lowers protection                       | to do
  they disagree, page newer  | done, lowers protection                       | to do
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | done, lowers protection                       | to do
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | done, lowers protection                       | to do

app_authorised: by one user
  API only                   | done                                          | to do
  page only                  | no page                                       | no page
  both agree                 | no page                                       | no page
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | no page                                       | no page
  they disagree, API newer   | no page                                       | no page
  they disagree, page newer  | no page                                       | no page
  no permission              | cannot tell (Lacks("Customize Application"))  | cannot tell (Lacks("Customize Application"))
  no permission, page open   | no page                                       | no page
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | no page                                       | no page

system_permission: View All Data, of one user
  API only                   | done                                          | to do
  page only                  | no page                                       | no page
  both agree                 | no page                                       | no page
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | no page                                       | no page
  they disagree, API newer   | no page                                       | no page
  they disagree, page newer  | no page                                       | no page
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | no page                                       | no page
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | no page                                       | no page

system_permission: Approve Uninstalled Connected Apps, of one user
  API only                   | done, lowers protection                       | to do
  page only                  | no page                                       | no page
  both agree                 | no page                                       | no page
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | no page                                       | no page
  they disagree, API newer   | no page                                       | no page
  they disagree, page newer  | no page                                       | no page
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | no page                                       | no page
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | no page                                       | no page

apex_class_access: of one user
  API only                   | done                                          | to do
  page only                  | no page                                       | no page
  both agree                 | no page                                       | no page
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | no page                                       | no page
  they disagree, API newer   | no page                                       | no page
  they disagree, page newer  | no page                                       | no page
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | no page                                       | no page
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | no page                                       | no page

app_visible: to one user (the API told which record the app is; its page decides only where every profile sees it)
  API only                   | done                                          | to do
  page only                  | done                                          | not checked yet
  both agree                 | done                                          | to do
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | done                                          | cannot tell (Disagree)
  they disagree, API newer   | done                                          | to do
  they disagree, page newer  | done                                          | done
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | done                                          | could not check (SessionExpired)

user: active, of one profile
  API only                   | done                                          | to do
  page only                  | done                                          | to do
  both agree                 | done                                          | to do
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | cannot tell (Disagree)                        | cannot tell (Disagree)
  they disagree, API newer   | done                                          | to do
  they disagree, page newer  | done                                          | to do
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | done                                          | to do
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | done                                          | to do

object_access: read and edit of two objects, of one user
  API only                   | done                                          | to do
  page only                  | no page                                       | no page
  both agree                 | no page                                       | no page
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | no page                                       | no page
  they disagree, API newer   | no page                                       | no page
  they disagree, page newer  | no page                                       | no page
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | no page                                       | no page
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | no page                                       | no page

answered: with yes (it was; the admin's word is no evidence of the org's)
  API only                   | done                                          | done
  page only                  | no page                                       | no page
  both agree                 | no page                                       | no page
  neither                    | done                                          | done
  they disagree, page open   | no page                                       | no page
  they disagree, API newer   | no page                                       | no page
  they disagree, page newer  | no page                                       | no page
  no permission              | done                                          | done
  no permission, page open   | no page                                       | no page
  session expired            | done                                          | done
  session expired, page open | no page                                       | no page

all_of: two settings of one page
  API only                   | done                                          | to do
  page only                  | done                                          | to do
  both agree                 | done                                          | to do
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | cannot tell (Disagree)                        | cannot tell (Disagree)
  they disagree, API newer   | done                                          | to do
  they disagree, page newer  | done                                          | to do
  no permission              | cannot tell (Lacks("Customize Application"))  | cannot tell (Lacks("Customize Application"))
  no permission, page open   | done                                          | to do
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | done                                          | to do

any_of: two settings of one page
  API only                   | done                                          | to do
  page only                  | done                                          | to do
  both agree                 | done                                          | to do
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | cannot tell (Disagree)                        | cannot tell (Disagree)
  they disagree, API newer   | done                                          | to do
  they disagree, page newer  | done                                          | to do
  no permission              | cannot tell (Lacks("Customize Application"))  | cannot tell (Lacks("Customize Application"))
  no permission, page open   | done                                          | to do
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | done                                          | to do

not: forceRelogin is off
  API only                   | done                                          | to do
  page only                  | done                                          | to do
  both agree                 | done                                          | to do
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | cannot tell (Disagree)                        | cannot tell (Disagree)
  they disagree, API newer   | done                                          | to do
  they disagree, page newer  | done                                          | to do
  no permission              | cannot tell (Lacks("Customize Application"))  | cannot tell (Lacks("Customize Application"))
  no permission, page open   | done                                          | to do
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | done                                          | to do

trusted_ip_range: an address that the admin pasted
  API only                   | done, lowers protection                       | to do
  page only                  | done, lowers protection                       | to do
  both agree                 | done, lowers protection                       | to do
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | cannot tell (Disagree)                        | cannot tell (Disagree)
  they disagree, API newer   | done, lowers protection                       | to do
  they disagree, page newer  | done, lowers protection                       | to do
  no permission              | cannot tell (Lacks("Customize Application"))  | cannot tell (Lacks("Customize Application"))
  no permission, page open   | done, lowers protection                       | to do
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | done, lowers protection                       | to do

login_ip_range: the profile of one user lets an address in
  API only                   | done                                          | to do
  page only                  | not checked yet                               | not checked yet
  both agree                 | done                                          | to do
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | cannot tell (Disagree)                        | cannot tell (Disagree)
  they disagree, API newer   | done                                          | to do
  they disagree, page newer  | done                                          | to do
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | could not check (SessionExpired)              | could not check (SessionExpired)

external_client_app: by name
  API only                   | done, lowers protection                       | to do
  page only                  | no page                                       | no page
  both agree                 | no page                                       | no page
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | no page                                       | no page
  they disagree, API newer   | no page                                       | no page
  they disagree, page newer  | no page                                       | no page
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | no page                                       | no page
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | no page                                       | no page

package_licence_assigned: to one user (its page decides only where all of the org have one)
  API only                   | done                                          | to do
  page only                  | done                                          | not checked yet
  both agree                 | done                                          | to do
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | done                                          | cannot tell (Disagree)
  they disagree, API newer   | done                                          | to do
  they disagree, page newer  | done                                          | done
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | done                                          | cannot tell (Lacks("View Setup and Configuration"))
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | done                                          | could not check (SessionExpired)

installed_for_all_users: by the custom profiles with active users
  API only                   | done                                          | to do
  page only                  | no page                                       | no page
  both agree                 | no page                                       | no page
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | no page                                       | no page
  they disagree, API newer   | no page                                       | no page
  they disagree, page newer  | no page                                       | no page
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | no page                                       | no page
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | no page                                       | no page

permission_set: by label
  API only                   | done                                          | to do
  page only                  | done                                          | to do
  both agree                 | done                                          | to do
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | cannot tell (Disagree)                        | cannot tell (Disagree)
  they disagree, API newer   | done                                          | to do
  they disagree, page newer  | done                                          | to do
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | done                                          | to do
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | done                                          | to do

permission_set_grants: one system permission (the API told which record the set is)
  API only                   | done                                          | to do
  page only                  | done                                          | to do
  both agree                 | done                                          | to do
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | cannot tell (Disagree)                        | cannot tell (Disagree)
  they disagree, API newer   | done                                          | to do
  they disagree, page newer  | done                                          | to do
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | done                                          | to do
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | done                                          | to do

field_access: edit of one field, of one user
  API only                   | done                                          | to do
  page only                  | no page                                       | no page
  both agree                 | no page                                       | no page
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | no page                                       | no page
  they disagree, API newer   | no page                                       | no page
  they disagree, page newer  | no page                                       | no page
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | no page                                       | no page
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | no page                                       | no page

field_exists: two fields of two objects
  API only                   | done                                          | to do
  page only                  | no page                                       | no page
  both agree                 | no page                                       | no page
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | no page                                       | no page
  they disagree, API newer   | no page                                       | no page
  they disagree, page newer  | no page                                       | no page
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | no page                                       | no page
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | no page                                       | no page

record_type_access: of one user (who may use one is not told)
  API only                   | done                                          | cannot tell (NotTold)
  page only                  | no page                                       | no page
  both agree                 | no page                                       | no page
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | no page                                       | no page
  they disagree, API newer   | no page                                       | no page
  they disagree, page newer  | no page                                       | no page
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | no page                                       | no page
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | no page                                       | no page

user: with an e-mail address of their own
  API only                   | done                                          | to do
  page only                  | no page                                       | no page
  both agree                 | no page                                       | no page
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | no page                                       | no page
  they disagree, API newer   | no page                                       | no page
  they disagree, page newer  | no page                                       | no page
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | no page                                       | no page
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | no page                                       | no page

edition: Professional or Group
  API only                   | done                                          | to do
  page only                  | done                                          | to do
  both agree                 | done                                          | to do
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | cannot tell (Disagree)                        | cannot tell (Disagree)
  they disagree, API newer   | done                                          | to do
  they disagree, page newer  | done                                          | to do
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | done                                          | to do
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | done                                          | to do

app_permitted: to one user, by a policy for admin approved users
  API only                   | done                                          | to do
  page only                  | no page                                       | no page
  both agree                 | no page                                       | no page
  neither                    | not checked yet                               | not checked yet
  they disagree, page open   | no page                                       | no page
  they disagree, API newer   | no page                                       | no page
  they disagree, page newer  | no page                                       | no page
  no permission              | cannot tell (Lacks("View Setup and Configuration")) | cannot tell (Lacks("View Setup and Configuration"))
  no permission, page open   | no page                                       | no page
  session expired            | could not check (SessionExpired)              | could not check (SessionExpired)
  session expired, page open | no page                                       | no page
"#;

/// Every need of every row is told at this time by this page and this API.
const EARLY: Moment = Moment(1_000);
const LATE: Moment = Moment(2_000);
const NOW: Moment = Moment(3_000);

const DOCUMENT: &str = "document-1";

/// What everybody may read of themselves, of a user who holds nothing that it takes.
fn without_permissions(told: &Told) -> Row {
    let own = told.rows.iter().find(|(table, _)| *table == Table::OwnPermissions);
    let mut own = own.and_then(|(_, rows)| rows.first().cloned()).unwrap_or_default();
    for name in ["PermissionsViewSetup", "PermissionsCustomizeApplication"] {
        own.insert(name.to_owned(), Field::Bool(false));
    }
    own
}

/// What is known in one line of the table.
enum Known {
    Api,
    Page,
    Agree,
    Nothing,
    Disagree { api: Moment, page: Moment, open: bool },
    NoPermission { page: bool },
    Expired { page: bool },
}

fn lines() -> [(&'static str, Known); 11] {
    [
        ("API only", Known::Api),
        ("page only", Known::Page),
        ("both agree", Known::Agree),
        ("neither", Known::Nothing),
        ("they disagree, page open", Known::Disagree { page: EARLY, api: LATE, open: true }),
        ("they disagree, API newer", Known::Disagree { page: EARLY, api: LATE, open: false }),
        ("they disagree, page newer", Known::Disagree { page: LATE, api: EARLY, open: true }),
        ("no permission", Known::NoPermission { page: false }),
        ("no permission, page open", Known::NoPermission { page: true }),
        ("session expired", Known::Expired { page: false }),
        ("session expired, page open", Known::Expired { page: true }),
    ]
}

impl Known {
    fn needs_page(&self) -> bool {
        match self {
            Known::Page | Known::Agree | Known::Disagree { .. } => true,
            Known::NoPermission { page } | Known::Expired { page } => *page,
            Known::Api | Known::Nothing => false,
        }
    }
}

/// A checklist of one step, its evidence, and what becomes of it.
struct Case<'s> {
    subject: &'s Subject,
    checklist: Checklist,
    org: OrgFacts,
    evidence: Evidence,
}

impl<'s> Case<'s> {
    fn new(subject: &'s Subject) -> Self {
        Case {
            subject,
            checklist: checklist(subject.requirement),
            org: OrgFacts::default(),
            evidence: Evidence { inputs: inputs(), ..Evidence::default() },
        }
    }

    /// The API's answer to every need, as `told` has it; [`Fault`] instead of rows where there is one.
    fn api(&mut self, told: Told, at: Moment, fault: Option<&Fault>) {
        let step = self.checklist.step("s").unwrap();
        let mut answers = Ordered::new();
        for need in step.requirement.needs(&subjects(&self.checklist, &self.evidence)) {
            let rows = told.rows.iter().find(|(table, _)| *table == need.table).map(|(_, rows)| rows.clone());
            let rows = fault.map_or_else(|| Ok(rows.unwrap()), |fault| Err(fault.clone()));
            answers.insert(need.table, Answer { asked_at: at, asked: need, rows });
        }
        let usage = told.calls_used.map(|used| Usage { asked_at: at, used, allowed: 15_000 });
        let failed = told.failed.map(|fault| (at, fault));
        self.org = OrgFacts { owner: None, answers, usage, failed };
    }

    /// Only the record's id is known of the API, and the session has ended or nothing else was asked.
    fn only_the_record(&mut self) {
        self.api((self.subject.org)(true), EARLY, None);
        self.org
            .answers
            .retain(|table, _| matches!(table, Table::PermissionSets | Table::SetPermissions | Table::Apps));
    }

    fn page(&mut self, holds: bool, at: Moment, open: bool) {
        let (spot, seen) = self.subject.page.unwrap()(holds);
        if spot.place.needs_record() && self.org.answers.is_empty() {
            self.only_the_record();
        }
        let facts = PageFacts { error: false, seen: Ok(seen) };
        let reading = Reading { document: DOCUMENT.to_owned(), loaded_at: at, facts };
        if open {
            self.evidence.open.insert(spot.clone(), DOCUMENT.to_owned());
        }
        self.evidence.spots.insert(spot, SpotRecord { reading: Some(reading), ..SpotRecord::default() });
    }

    fn know(&mut self, known: &Known, holds: bool) {
        let told = (self.subject.org)(holds);
        match known {
            Known::Api => self.api(told, LATE, None),
            Known::Page => self.page(holds, EARLY, true),
            Known::Agree => {
                self.api(told, LATE, None);
                self.page(holds, EARLY, true);
            }
            Known::Nothing => {}
            Known::Disagree { api, page, open } => {
                // The newer one is right, and says what the column says.
                let api_is_right = api > page;
                self.api((self.subject.org)(holds == api_is_right), *api, None);
                self.page(holds != api_is_right, *page, *open);
            }
            Known::NoPermission { page } => {
                let own = without_permissions(&told);
                self.api(told, LATE, Some(&Fault::InsufficientAccess));
                let asked = Need::all(Table::OwnPermissions);
                let own = Answer { asked_at: LATE, asked, rows: Ok(vec![own]) };
                self.org.answers.insert(Table::OwnPermissions, own);
                if *page {
                    self.page_of_known_record(holds);
                }
            }
            Known::Expired { page } => {
                if *page {
                    self.page(holds, EARLY, true);
                }
                self.org.failed = Some((LATE, Fault::SessionExpired));
            }
        }
    }

    /// A user who may read the sets but not their assignments.
    fn page_of_known_record(&mut self, holds: bool) {
        let (spot, _) = self.subject.page.unwrap()(holds);
        for table in [Table::PermissionSets, Table::SetPermissions] {
            let sets = self.org.answers.get_mut(&table);
            if let Some(answer) = sets.filter(|_| spot.place.needs_record()) {
                let (_, rows) = assigned(true).rows.swap_remove(0);
                answer.rows = Ok(rows);
            }
        }
        self.page(holds, EARLY, true);
    }

    fn finding(&self) -> Finding {
        let org = says(std::slice::from_ref(&self.checklist), &self.evidence.inputs, &self.org);
        evaluate(&self.checklist, &Evidence { org, ..self.evidence.clone() }, NOW).findings.remove(0)
    }
}

fn written(status: &Status) -> String {
    let name = status.name();
    match status {
        Status::CannotTell(reason) => format!("{name} ({reason:?})"),
        Status::CouldNotCheck(fault) => format!("{name} ({fault:?})"),
        _ => name.to_owned(),
    }
}

fn cell(subject: &Subject, known: &Known, holds: bool) -> String {
    if known.needs_page() && subject.page.is_none() {
        return "no page".to_owned();
    }
    let mut case = Case::new(subject);
    case.know(known, holds);
    written(&case.finding().status)
}

fn table() -> String {
    let mut table = String::new();
    for subject in &subjects_of_every_kind() {
        table.push_str(&format!("\n{}\n", subject.heading));
        for (line, known) in &lines() {
            let (yes, no) = (cell(subject, known, true), cell(subject, known, false));
            table.push_str(&format!("  {line:<26} | {yes:<45} | {no}\n"));
        }
    }
    table
}

#[test]
fn every_kind_has_the_status_that_the_rules_say() {
    let (is, should_be) = (table(), TABLE);
    for (at, (is, should_be)) in is.lines().zip(should_be.lines()).enumerate() {
        assert_eq!(is, should_be, "line {at} of the table; the whole of it as it is:\n{}", table());
    }
    assert_eq!(is, should_be);
}

#[test]
fn every_kind_has_rows() {
    let in_table: BTreeSet<&str> = subjects_of_every_kind()
        .iter()
        .map(|subject| checklist(subject.requirement).steps.remove(0).requirement.kind())
        .collect();
    let known: BTreeSet<&str> = KINDS.iter().copied().collect();
    assert_eq!(in_table, known, "a kind without rows in the truth table");
}

/// Places to act on or to look at, which are evidence of nothing.
const NO_EVIDENCE: [Place; 2] = [Place::PackageInstall, Place::ExternalClientApps];
/// What these want can be changed on their pages, but one page does not tell whether it is so.
const ONLY_LEAD_THERE: [&str; 8] = [
    "apex_class_access: of one user",
    "user: with an e-mail address of their own",
    "app_authorised: by one user",
    "system_permission: View All Data, of one user",
    "system_permission: Approve Uninstalled Connected Apps, of one user",
    "object_access: read and edit of two objects, of one user",
    "field_access: edit of one field, of one user",
    "app_permitted: to one user, by a policy for admin approved users",
];

#[test]
fn a_kind_that_says_it_has_no_page_has_none() {
    for subject in &subjects_of_every_kind() {
        let mut case = Case::new(subject);
        case.api((subject.org)(true), LATE, None);
        let mut spots = case.finding().spots;
        spots.retain(|(spot, _)| !NO_EVIDENCE.contains(&spot.place));
        let has_none = subject.page.is_none() && !ONLY_LEAD_THERE.contains(&subject.heading);
        assert_eq!(spots.is_empty(), has_none, "{}: {spots:?}", subject.heading);
    }
}

#[test]
fn every_line_of_evidence_is_told_whichever_decides() {
    for subject in subjects_of_every_kind().iter().filter(|subject| subject.page.is_some()) {
        let mut case = Case::new(subject);
        if case.checklist.steps[0].requirement.by_hand() {
            continue;
        }
        case.know(&Known::Agree, true);
        let told: Vec<bool> = case.finding().evidence.iter().map(|line| line.found.is_ok()).collect();
        assert_eq!(told, [true, true], "{}", subject.heading);
    }
}

#[test]
fn nobody_chosen_is_said_before_anything_is_asked() {
    for subject in &subjects_of_every_kind() {
        let mut case = Case::new(subject);
        case.evidence.inputs = Inputs::default();
        let expected = match case.checklist.steps.first().unwrap().requirement.inputs().as_slice() {
            [] => continue,
            [(input, _), ..] => Status::CannotTell(Reason::NobodyChosen((*input).to_owned())),
        };
        assert_eq!(case.finding().status, expected, "{}", subject.heading);
        case.evidence.org.failed = Some((LATE, Fault::SessionExpired));
        assert_eq!(case.finding().status, expected, "{}", subject.heading);
    }
}

#[test]
fn what_only_a_person_can_see_is_done_when_the_admin_says_so() {
    let subjects = subjects_of_every_kind();
    let manual = subjects.iter().find(|subject| subject.requirement.contains("manual")).unwrap();
    let mut case = Case::new(manual);
    assert_eq!(written(&case.finding().status), "do by hand");
    case.evidence.said.insert("c/s".to_owned(), Attestation { at: EARLY });
    assert_eq!(case.finding().status, Status::SaidDone(EARLY));
}
