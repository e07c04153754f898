//! The truth table of statuses: what is said of each kind of requirement, by what is known of it.
//!
//! [`TABLE`] is written from the rules in ARCHITECTURE.md, not from the code. Left: the requirement holds in the org; right: it does not.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use orgready::{
    checklist::{Checklist, Finding, Status, evaluate, says, subjects},
    evidence::{
        Answer, Attestation, BoxSeen, CallsSeen, Evidence, Fault, Field, Inputs, Moment, Need, Offer,
        Ordered, OrgFacts, PackageSeen, PageFacts, ProfileSeen, RangeSeen, Reading, Reason, Row, Seen,
        SetSeen, Spot, SpotRecord, Table, Usage, UsedApp,
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

const USER_ID: &str = "005000000000001AAA";
const USER: &str = "raj.rep@acme.example";
const SET: &str = "0PS000000000001AAA";
const DOCUMENT: &str = "document-1";

/// What a requirement is about, and how an org shows whether it holds.
struct Subject {
    heading: &'static str,
    requirement: &'static str,
    /// What the API answers.
    org: fn(holds: bool) -> Told,
    /// Which page shows it, and what.
    page: Option<fn(holds: bool) -> (Spot, Seen)>,
}

/// What the API tells.
#[derive(Default)]
struct Told {
    rows: Vec<(Table, Vec<Row>)>,
    calls_used: Option<u64>,
    failed: Option<Fault>,
}

fn subjects_of_every_kind() -> Vec<Subject> {
    vec![
        Subject {
            heading: "session_setting: lockSessionsToIp is off",
            requirement: r#"{"session_setting": {"setting": "lockSessionsToIp", "is": "off"}}"#,
            org: |holds| setting("lockSessionsToIp", !holds),
            page: Some(|holds| setting_box("lockSessionsToIp", !holds)),
        },
        Subject {
            heading: "session_setting: forceRelogin is on",
            requirement: r#"{"session_setting": {"setting": "forceRelogin", "is": "on"}}"#,
            org: |holds| setting("forceRelogin", holds),
            page: Some(|holds| setting_box("forceRelogin", holds)),
        },
        Subject {
            heading: "session_setting: lockSessionsToDomain is either",
            requirement: r#"{"session_setting": {"setting": "lockSessionsToDomain", "is": "either"}}"#,
            org: |holds| setting("lockSessionsToDomain", holds),
            page: Some(|holds| setting_box("lockSessionsToDomain", holds)),
        },
        Subject {
            heading: "package_installed: at least 1.12",
            requirement: r#"{"package_installed": {"namespace": "insycleapp", "name": "Insycle", "at_least": "1.12"}}"#,
            org: |holds| Told {
                rows: vec![(Table::Packages, vec![package(if holds { 12 } else { 9 })])],
                ..Told::default()
            },
            page: Some(|holds| packages_list(if holds { "1.12" } else { "1.9" }, "Active")),
        },
        Subject {
            heading: "package_licence: Active or Trial",
            requirement: r#"{"package_licence": {"namespace": "insycleapp", "name": "Insycle", "one_of": ["Active", "Trial"]}}"#,
            org: |holds| {
                let status = ("Status", text(if holds { "Active" } else { "Expired" }));
                let row = row([("NamespacePrefix", text("insycleapp")), status]);
                Told { rows: vec![(Table::PackageLicences, vec![row])], ..Told::default() }
            },
            page: Some(|holds| packages_list("1.12", if holds { "Trial" } else { "Expired" })),
        },
        Subject {
            heading: "permission_set_assigned: to one user (the API told which record the set is; its page shows users, and never says who is not one)",
            requirement: r#"{"permission_set_assigned": {"label": "Playbooks Basic User", "to": "reps"}}"#,
            org: assigned,
            page: Some(|holds| {
                let shown = if holds { USER } else { "rita.rep@acme.example" };
                let rows = vec![vec!["Rep".to_owned(), shown.to_owned()]];
                (Spot::new(Place::ManageAssignments, Some(SET)), Seen::Assignments { rows })
            }),
        },
        Subject {
            heading: r#"api_access: alive (no page shows it; a dead session is not "to do": why the API does not answer is said instead)"#,
            requirement: r#"{"api_access": {"aspect": "alive"}}"#,
            org: |holds| Told { failed: (!holds).then_some(Fault::ApiDisabled), ..own_permissions(true) },
            page: None,
        },
        Subject {
            heading: "api_access: api_enabled (no page shows it)",
            requirement: r#"{"api_access": {"aspect": "api_enabled"}}"#,
            org: own_permissions,
            page: None,
        },
        Subject {
            heading: "api_access: calls_left at least 1000 (it is in the header of every answer, whatever the answer)",
            requirement: r#"{"api_access": {"aspect": "calls_left", "at_least": 1000}}"#,
            org: |holds| Told {
                calls_used: Some(if holds { 14_000 } else { 14_001 }),
                ..own_permissions(true)
            },
            page: Some(|holds| {
                let calls = CallsSeen { used: if holds { 14_000 } else { 14_001 }, max: 15_000 };
                (Spot::new(Place::SystemOverview, None), Seen::Overview { calls })
            }),
        },
        Subject {
            heading: "manual (no page and no API shows it)",
            requirement: r#"{"manual": {}}"#,
            org: |_| Told::default(),
            page: None,
        },
        Subject {
            heading: "package_newest (no API shows it, and a page only that it is not so)",
            requirement: r#"{"package_newest": {"namespace": "insycleapp", "name": "Insycle"}}"#,
            org: |_| Told::default(),
            page: Some(|holds| {
                let (spot, mut seen) = packages_list("1.12", "Active");
                if let Seen::InstalledPackages { packages, .. } = &mut seen {
                    packages[0].upgrade = !holds;
                }
                (spot, seen)
            }),
        },
        Subject {
            heading: "connected_app: by name",
            requirement: r#"{"connected_app": {"name": "Insycle"}}"#,
            org: |holds| {
                let app = row([("Id", text("0H4000000000001AAA")), ("Name", text("Insycle"))]);
                let apps = (Table::ConnectedApps, if holds { vec![app] } else { vec![] });
                own_and(vec![apps, (Table::ExternalClientApps, vec![]), (Table::Tokens, vec![])])
            },
            page: Some(|holds| {
                let offers = vec![if holds { Offer::Uninstall } else { Offer::Install }, Offer::Block];
                let apps =
                    vec![UsedApp { cells: vec!["Insycle".to_owned(), "3".to_owned()], offers, id: None }];
                let seen = Seen::ConnectedAppsUsage { apps, whole: true, language: "en".to_owned() };
                (Spot::new(Place::ConnectedAppsUsage, None), seen)
            }),
        },
        Subject {
            heading: "app_authorised: by one user",
            requirement: r#"{"app_authorised": {"name": "Insycle", "by": "reps"}}"#,
            org: |holds| {
                let user = text(if holds { USER } else { "rita.rep@acme.example" });
                let token = row([("AppName", text("Insycle")), ("User.Username", user)]);
                own_and(vec![(Table::Tokens, vec![token])])
            },
            page: None,
        },
        Subject {
            heading: "system_permission: View All Data, of one user",
            requirement: r#"{"system_permission": {"permission": "ViewAllData", "of": "reps"}}"#,
            org: |holds| held(holds, vec![]),
            page: None,
        },
        Subject {
            heading: "system_permission: Approve Uninstalled Connected Apps, of one user",
            requirement: r#"{"system_permission": {"permission": "CanApproveUninstalledApps", "of": "reps"}}"#,
            org: |holds| {
                let set = row([("Id", text(SET))]);
                held(false, vec![(Table::Bypass, if holds { vec![set] } else { vec![] })])
            },
            page: None,
        },
        Subject {
            heading: "apex_class_access: of one user",
            requirement: r#"{"apex_class_access": {"namespace": "insycleapp", "of": "reps"}}"#,
            org: |holds| {
                let given = Field::Rows(vec![row([("ParentId", text("0PS00000000other"))])]);
                let class = |id: &str, given: Field| {
                    row([
                        ("Id", text(id)),
                        ("NamespacePrefix", text("insycleapp")),
                        ("SetupEntityAccessItems", given),
                    ])
                };
                // The other one is nobody's: it can't be given.
                let classes =
                    vec![class("01p000000000001AAA", given), class("01p000000000002AAA", Field::Null)];
                let access = granted(holds, "01p000000000001AAA");
                held(false, vec![(Table::Classes, classes), (Table::ClassAccess, access)])
            },
            page: None,
        },
        Subject {
            heading: "app_visible: to one user (the API told which record the app is; its page decides only where every profile sees it)",
            requirement: r#"{"app_visible": {"namespace": "insycleapp", "label": "Insycle", "to": "reps"}}"#,
            org: |holds| {
                // The app's id comes with 15 characters in some orgs.
                let names = [("Label", text("Insycle")), ("NamespacePrefix", text("insycleapp"))];
                let [label, namespace] = names;
                let app = row([label, namespace, ("ApplicationId", text("02u000000000001"))]);
                let access = granted(holds, "02u000000000001AAA");
                held(false, vec![(Table::Apps, vec![app]), (Table::AppAccess, access)])
            },
            page: Some(|holds| {
                let visible = BoxSeen { saved: holds, shown: holds, enabled: true };
                let profiles = vec![ProfileSeen { name: "Acme Sales Rep".to_owned(), visible }];
                (Spot::new(Place::AppEdit, Some("02u000000000001")), Seen::AppEdit { profiles, whole: true })
            }),
        },
        Subject {
            heading: "user: active, of one profile",
            requirement: r#"{"user": {"of": "reps", "profiles": ["Acme Sales Rep"]}}"#,
            org: |holds| {
                let profile = ("Profile.Name", text("Acme Sales Rep"));
                let id = ("Id", text(USER_ID));
                let user = row([id, ("Username", text(USER)), ("IsActive", Field::Bool(holds)), profile]);
                Told { rows: vec![(Table::Users, vec![user])], ..Told::default() }
            },
            page: Some(|holds| {
                let profile = Some(SetSeen { label: "Acme Sales Rep".to_owned(), record: None });
                let (active, texts) = (Some(holds), vec![USER.to_owned()]);
                let (email, licence, sets, whole) = (None, None, Vec::new(), false);
                let seen = Seen::User { active, email, profile, licence, texts, sets, whole };
                (Spot::new(Place::User, Some(USER_ID)), seen)
            }),
        },
        Subject {
            heading: "object_access: read and edit of two objects, of one user",
            requirement: r#"{"object_access": {"objects": ["Lead", "Task"], "may": ["read", "edit"], "of": "reps"}}"#,
            org: |holds| {
                let of = |object: &str, edit: bool| {
                    let may =
                        [("PermissionsRead", Field::Bool(true)), ("PermissionsEdit", Field::Bool(edit))];
                    let [read, edit] = may;
                    row([("ParentId", text(SET)), ("SobjectType", text(object)), read, edit])
                };
                held(false, vec![(Table::ObjectAccess, vec![of("Lead", true), of("Task", holds)])])
            },
            page: None,
        },
        Subject {
            heading: "answered: with yes (it was; the admin's word is no evidence of the org's)",
            requirement: r#"{"answered": {"input": "sure", "is": "yes"}}"#,
            org: |_| Told::default(),
            page: None,
        },
        Subject {
            heading: "all_of: two settings of one page",
            requirement: r#"{"all_of": {"of": [{"session_setting": {"setting": "forceRelogin", "is": "on"}}, {"session_setting": {"setting": "forceRelogin", "is": "either"}}]}}"#,
            org: |holds| setting("forceRelogin", holds),
            page: Some(|holds| setting_box("forceRelogin", holds)),
        },
        Subject {
            heading: "any_of: two settings of one page",
            requirement: r#"{"any_of": {"of": [{"session_setting": {"setting": "forceRelogin", "is": "on"}}, {"not": {"of": {"session_setting": {"setting": "forceRelogin", "is": "either"}}}}]}}"#,
            org: |holds| setting("forceRelogin", holds),
            page: Some(|holds| setting_box("forceRelogin", holds)),
        },
        Subject {
            heading: "not: forceRelogin is off",
            requirement: r#"{"not": {"of": {"session_setting": {"setting": "forceRelogin", "is": "off"}}}}"#,
            org: |holds| setting("forceRelogin", holds),
            page: Some(|holds| setting_box("forceRelogin", holds)),
        },
        Subject {
            heading: "trusted_ip_range: an address that the admin pasted",
            requirement: r#"{"trusted_ip_range": {"addresses": "addresses"}}"#,
            org: |holds| {
                let end = if holds { "192.0.2.255" } else { "192.0.2.8" };
                let range = row([("start", text("192.0.2.0")), ("end", text(end))]);
                let set = ("Metadata.sessionSettings.forceRelogin", Field::Bool(true));
                let trusted = ("Metadata.networkAccess.ipRanges", Field::Rows(vec![range]));
                Told { rows: vec![(Table::SecuritySettings, vec![row([set, trusted])])], ..Told::default() }
            },
            page: Some(|holds| {
                let end = if holds { "192.0.2.255" } else { "192.0.2.8" };
                let range = RangeSeen { start: "192.0.2.0".to_owned(), end: end.to_owned() };
                let seen = Seen::TrustedIpRanges { ranges: vec![range], whole: true };
                (Spot::new(Place::NetworkAccess, None), seen)
            }),
        },
        Subject {
            heading: "login_ip_range: the profile of one user lets an address in",
            requirement: r#"{"login_ip_range": {"of": "reps", "addresses": "addresses"}}"#,
            org: |holds| {
                let (id, end) = ("00e000000000001AAA", if holds { "192.0.2.255" } else { "192.0.2.8" });
                let range = row([("startAddress", text("192.0.2.0")), ("endAddress", text(end))]);
                let ranges = ("Metadata.loginIpRanges", Field::Rows(vec![range]));
                let user = row([("Username", text(USER)), ("ProfileId", text(id))]);
                let profile = row([("Id", text(id)), ranges]);
                let rows = vec![(Table::Users, vec![user]), (Table::Profile, vec![profile])];
                Told { rows, ..Told::default() }
            },
            page: Some(|holds| {
                let end = if holds { "192.0.2.255" } else { "192.0.2.8" }.to_owned();
                let ranges = vec![RangeSeen { start: "192.0.2.0".to_owned(), end }];
                let seen = Seen::Profile { classes: Vec::new(), ranges, whole: true };
                (Spot::new(Place::ProfileLoginRanges, Some("00e000000000001AAA")), seen)
            }),
        },
        Subject {
            heading: "external_client_app: by name",
            requirement: r#"{"external_client_app": {"name": "Insycle"}}"#,
            org: |holds| {
                let name = if holds { " insycle" } else { "Insycle Classic" };
                own_and(vec![(Table::ExternalClientApps, vec![row([("MasterLabel", text(name))])])])
            },
            page: None,
        },
        Subject {
            heading: "package_licence_assigned: to one user (its page decides only where all of the org have one)",
            requirement: r#"{"package_licence_assigned": {"namespace": "insycleapp", "name": "Insycle", "to": "reps"}}"#,
            org: |holds| {
                let namespace = ("NamespacePrefix", text("insycleapp"));
                let licence = row([namespace, ("AllowedLicenses", Field::Number(5))]);
                let user = row([("Username", text(USER)), ("Id", text("005000000000001AAA"))]);
                let of = text(if holds { "005000000000001AAA" } else { "005000000000002AAA" });
                let given = row([("UserId", of), ("PackageLicense.NamespacePrefix", text("insycleapp"))]);
                let rows =
                    [(Table::PackageLicences, licence), (Table::Users, user), (Table::UserLicences, given)];
                Told { rows: rows.map(|(table, row)| (table, vec![row])).to_vec(), ..Told::default() }
            },
            page: Some(|holds| {
                let (spot, mut seen) = packages_list("1.12", "Active");
                if let Seen::InstalledPackages { packages, .. } = &mut seen {
                    for package in packages {
                        package.cells.push(if holds { "Unlimited" } else { "5" }.to_owned());
                    }
                }
                (spot, seen)
            }),
        },
        Subject {
            heading: "installed_for_all_users: by the custom profiles with active users",
            requirement: r#"{"installed_for_all_users": {"namespace": "insycleapp"}}"#,
            org: |holds| {
                let class =
                    row([("Id", text("01p000000000001AAA")), ("NamespacePrefix", text("insycleapp"))]);
                let given = ("profiles", Field::Number(if holds { 3 } else { 2 }));
                own_and(vec![
                    (Table::Classes, vec![class]),
                    (Table::CustomProfiles, vec![row([("profiles", Field::Number(3))])]),
                    (
                        Table::CustomProfileAccess,
                        vec![row([("SetupEntityId", text("01p000000000001AAA")), given])],
                    ),
                ])
            },
            page: None,
        },
        Subject {
            heading: "permission_set: by label",
            requirement: r#"{"permission_set": {"label": "Playbooks Basic User"}}"#,
            org: |holds| {
                let set = row([("Label", text("Playbooks Basic User")), ("NamespacePrefix", Field::Null)]);
                let sets = if holds { vec![set] } else { vec![] };
                Told { rows: vec![(Table::PermissionSets, sets)], ..Told::default() }
            },
            page: Some(|holds| {
                let label = if holds { "Playbooks Basic User" } else { "Report Builder" };
                let sets = vec![SetSeen { label: label.to_owned(), record: None }];
                (Spot::new(Place::PermissionSets, None), Seen::PermissionSets { sets, whole: true })
            }),
        },
        Subject {
            heading: "permission_set_grants: one system permission (the API told which record the set is)",
            requirement: r#"{"permission_set_grants": {"label": "Playbooks Basic User", "what": "grants"}}"#,
            org: |holds| {
                let grants = ("PermissionsApiEnabled", Field::Bool(holds));
                let label = ("Label", text("Playbooks Basic User"));
                let set = row([("Id", text(SET)), label, ("NamespacePrefix", Field::Null), grants]);
                let rows = vec![
                    (Table::SetPermissions, vec![set]),
                    (Table::SetObjects, vec![]),
                    (Table::SetFields, vec![]),
                ];
                Told { rows, ..Told::default() }
            },
            page: Some(|holds| {
                let seen = BoxSeen { saved: holds, shown: holds, enabled: true };
                let boxes = Ordered::from([("ApiEnabled".to_owned(), seen)]);
                let spot = Spot::new(Place::SystemPermissions, Some(SET));
                (spot, Seen::SystemPermissions { boxes, unlabelled: None })
            }),
        },
        Subject {
            heading: "field_access: edit of one field, of one user",
            requirement: r#"{"field_access": {"fields": ["Lead.Score__c"], "may": ["edit"], "of": "reps"}}"#,
            org: |holds| {
                let edit = ("PermissionsEdit", Field::Bool(holds));
                let field = row([("ParentId", text(SET)), ("Field", text("Lead.Score__c")), edit]);
                held(false, vec![(Table::FieldAccess, vec![field])])
            },
            page: None,
        },
        Subject {
            heading: "field_exists: two fields of two objects",
            requirement: r#"{"field_exists": {"fields": ["Lead.Score__c", "Task.Call__c"]}}"#,
            org: |holds| {
                let field = |object: &str, field: &str| {
                    row([
                        ("EntityDefinition.QualifiedApiName", text(object)),
                        ("QualifiedApiName", text(field)),
                    ])
                };
                let other = if holds { "Task" } else { "Lead" };
                let fields = vec![field("Lead", "Score__c"), field(other, "Call__c")];
                Told { rows: vec![(Table::Fields, fields)], ..Told::default() }
            },
            page: None,
        },
        Subject {
            heading: "record_type_access: of one user (who may use one is not told)",
            requirement: r#"{"record_type_access": {"objects": ["Lead"], "of": "reps"}}"#,
            org: |holds| {
                let of = text(if holds { "Case" } else { "Lead" });
                Told { rows: vec![(Table::RecordTypes, vec![row([("SobjectType", of)])])], ..Told::default() }
            },
            page: None,
        },
        Subject {
            heading: "user: with an e-mail address of their own",
            requirement: r#"{"user": {"of": "reps", "email": "own"}}"#,
            org: |holds| {
                let user = row([("Username", text(USER)), ("IsActive", Field::Bool(true))]);
                let mut sharers = vec![row([("Username", text(USER))])];
                if !holds {
                    sharers.push(row([("Username", text("rita.rep@acme.example"))]));
                }
                let mailbox = (Table::Mailbox, vec![user.clone()]);
                let rows = vec![(Table::Users, vec![user]), mailbox, (Table::SharedMailbox, sharers)];
                Told { rows, ..Told::default() }
            },
            page: None,
        },
        Subject {
            heading: "edition: Professional or Group",
            requirement: r#"{"edition": {"one_of": ["Professional Edition", "Group Edition"]}}"#,
            org: |holds| {
                let edition = text(if holds { "Group Edition" } else { "Unlimited Edition" });
                let org = row([("OrganizationType", edition)]);
                Told { rows: vec![(Table::Organization, vec![org])], ..Told::default() }
            },
            page: Some(|holds| {
                let edition = if holds { "Group Edition" } else { "Unlimited Edition" };
                let organization = "00D000000000001".to_owned();
                let seen = Seen::Company { organization, edition: Some(edition.to_owned()), calls: None };
                (Spot::new(Place::CompanyInformation, None), seen)
            }),
        },
        Subject {
            heading: "app_permitted: to one user, by a policy for admin approved users",
            requirement: r#"{"app_permitted": {"name": "Insycle", "to": "reps"}}"#,
            org: |holds| {
                let id = "0H4000000000001AAA";
                let policy = ("OptionsAllowAdminApprovedUsersOnly", Field::Bool(true));
                let app = row([("Id", text(id)), ("Name", text("Insycle")), policy]);
                held(false, vec![(Table::ConnectedApps, vec![app]), (Table::AppAccess, granted(holds, id))])
            },
            page: None,
        },
    ]
}

fn text(text: &str) -> Field {
    Field::Text(text.to_owned())
}

fn row<const N: usize>(fields: [(&str, Field); N]) -> Row {
    fields.into_iter().map(|(path, field)| (path.to_owned(), field)).collect()
}

fn setting(name: &str, on: bool) -> Told {
    let row = Ordered::from([(format!("Metadata.sessionSettings.{name}"), Field::Bool(on))]);
    Told { rows: vec![(Table::SecuritySettings, vec![row])], ..Told::default() }
}

fn setting_box(name: &str, on: bool) -> (Spot, Seen) {
    let seen = BoxSeen { saved: on, shown: on, enabled: true };
    let boxes = Ordered::from([(name.to_owned(), seen)]);
    (Spot::new(Place::SessionSettings, None), Seen::SessionSettings { boxes, unlabelled: None })
}

fn package(minor: i64) -> Row {
    row([
        ("SubscriberPackage.NamespacePrefix", text("insycleapp")),
        ("SubscriberPackage.Name", text("Insycle")),
        ("SubscriberPackageVersion.MajorVersion", Field::Number(1)),
        ("SubscriberPackageVersion.MinorVersion", Field::Number(minor)),
        ("SubscriberPackageVersion.PatchVersion", Field::Number(0)),
        ("SubscriberPackageVersion.BuildNumber", Field::Number(3)),
    ])
}

fn packages_list(version: &str, status: &str) -> (Spot, Seen) {
    let cells = ["Insycle, Inc.", version, "insycleapp", status].map(str::to_owned).to_vec();
    let package = PackageSeen {
        name: "Insycle".to_owned(),
        version: version.to_owned(),
        cells,
        status: Some(status.to_owned()),
        upgrade: false,
    };
    (
        Spot::new(Place::InstalledPackages, None),
        Seen::InstalledPackages { packages: vec![package], whole: true },
    )
}

/// The set is there, and assigned to the user or not. Every user holds the hidden set of their profile.
fn assigned(holds: bool) -> Told {
    let of_user = |set: &str| row([("Assignee.Username", text(USER)), ("PermissionSetId", text(set))]);
    let mut assignments = vec![of_user("0PS00000000profile")];
    if holds {
        assignments.push(of_user(SET));
    }
    let set =
        row([("Id", text(SET)), ("Label", text("Playbooks Basic User")), ("NamespacePrefix", Field::Null)]);
    let rows = vec![
        (Table::PermissionSets, vec![set]),
        (Table::GroupComponents, vec![]),
        (Table::Assignments, assignments),
    ];
    Told { rows, ..Told::default() }
}

fn own_permissions(enabled: bool) -> Told {
    let may = |name| (name, Field::Bool(true));
    let others = [may("PermissionsViewSetup"), may("PermissionsCustomizeApplication")];
    let [setup, customize] = others;
    let row = row([("PermissionsApiEnabled", Field::Bool(enabled)), setup, customize]);
    Told { rows: vec![(Table::OwnPermissions, vec![row])], ..Told::default() }
}

/// What everybody may read of themselves, of a user who holds nothing that it takes.
fn without_permissions(told: &Told) -> Row {
    let own = told.rows.iter().find(|(table, _)| *table == Table::OwnPermissions);
    let mut own = own.and_then(|(_, rows)| rows.first().cloned()).unwrap_or_default();
    for name in ["PermissionsViewSetup", "PermissionsCustomizeApplication"] {
        own.insert(name.to_owned(), Field::Bool(false));
    }
    own
}

/// The session's user holds what it takes, and this is told besides.
fn own_and(rows: Vec<(Table, Vec<Row>)>) -> Told {
    let mut told = own_permissions(true);
    told.rows.extend(rows);
    told
}

/// The user holds a set of their own, which grants "View All Data" or does not; and this is told besides.
fn held(views_all: bool, rows: Vec<(Table, Vec<Row>)>) -> Told {
    let assignment = row([("Assignee.Username", text(USER)), ("PermissionSetId", text(SET))]);
    let grants = ("PermissionsViewAllData", Field::Bool(views_all));
    let set = row([("Id", text(SET)), ("Type", text("Regular")), grants]);
    let mut told = own_and(rows);
    told.rows.extend([(Table::Assignments, vec![assignment]), (Table::HeldSets, vec![set])]);
    told
}

/// That the user's set gives access to something, or that another's does.
fn granted(holds: bool, what: &str) -> Vec<Row> {
    let set = if holds { SET } else { "0PS00000000other" };
    vec![row([("SetupEntityId", text(what)), ("ParentId", text(set))])]
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
        let checklist = format!(
            r#"{{"format": 1, "id": "c", "version": "1", "title": "t", "domain": "a.example", "about": "a",
                "inputs": [{{"id": "reps", "kind": "users", "label": "l", "why": "w"}}, {{"id": "sure", "kind": "choice", "label": "l", "why": "w"}},
                    {{"id": "addresses", "kind": "addresses", "label": "l", "why": "w"}}, {{"id": "grants", "kind": "grants", "label": "l", "why": "w"}}],
                "steps": [{{"id": "s", "title": "t", "why": "w", "requirement": {}}}]}}"#,
            subject.requirement
        );
        let chosen = |input: &str, value: &str| (format!("c/{input}"), vec![value.to_owned()]);
        let inputs = Inputs(Ordered::from([
            chosen("reps", USER),
            chosen("sure", "yes"),
            chosen("addresses", "192.0.2.9"),
            chosen("grants", "ApiEnabled"),
        ]));
        let checklist = Checklist::parse(&checklist).unwrap();
        Case {
            subject,
            checklist,
            org: OrgFacts::default(),
            evidence: Evidence { inputs, ..Evidence::default() },
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
        .map(|subject| Case::new(subject).checklist.steps.remove(0).requirement.kind())
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
