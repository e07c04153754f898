//! Routes: which place an address is, and the address of a place.
//!
//! Only paths made here are ever followed; nothing in a checklist or a page can name another. Arrival is recognised by the path's
//! node and, in Classic, by the path itself, never by a title.

use super::{
    Family, OrgHost, Place,
    place::{PACKAGE_INSTALLER, PACKAGE_LINK, PLACES},
};
use serde::{Deserialize, Serialize};

/// How this org shows Setup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// Lightning Setup on the Setup domain: Classic frames are same-origin.
    SetupDomain,
    /// Lightning Setup on `lightning.force.com`: Classic frames are cross-origin.
    Lightning,
    /// Salesforce Classic: the page is the top document.
    Classic,
}

/// Where a document is, as far as Setup is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The org and the host's family.
    pub host: OrgHost,
    /// The known place, with the record's 15- or 18-character id where the place is one record's.
    pub place: Option<(Place, Option<String>)>,
}

impl Address {
    /// Reads the address of a top document. `None` where it is no Setup page at all.
    ///
    /// `path` is `location.pathname`, `query` is `location.search` (with or without `?`).
    #[must_use]
    pub fn parse(host: &str, path: &str, query: &str) -> Option<Self> {
        let host = OrgHost::parse(host)?;
        let place = match host.family() {
            Family::Setup | Family::Lightning => lightning_place(path, query)?,
            Family::Classic => classic_place(path, query),
        };
        Some(Address { host, place })
    }

    /// Which shape of Setup this is.
    #[must_use]
    pub fn shape(&self) -> Shape {
        match self.host.family() {
            Family::Setup => Shape::SetupDomain,
            Family::Lightning => Shape::Lightning,
            Family::Classic => Shape::Classic,
        }
    }
}

/// `Some(None)`: Setup, but no place we know. `None`: not Setup.
#[allow(clippy::option_option)]
fn lightning_place(path: &str, query: &str) -> Option<Option<(Place, Option<String>)>> {
    if path == APP_BUILDER {
        let app = parameter(query, "id").filter(|id| id.starts_with("02u") && is_record_id(id))?;
        return Some(Some((Place::AppBuilder, Some(app))));
    }
    if path == PACKAGE_INSTALLER {
        return Some(Some((Place::PackageInstall, None)));
    }
    let rest = path.strip_prefix("/lightning/setup/")?.trim_end_matches('/');
    let (node, tail) = rest.split_once('/').unwrap_or((rest, ""));
    if tail == "page" {
        let address = parameter(query, "address").unwrap_or_default();
        let (path, query) = address.split_once('?').unwrap_or((&address, ""));
        return Some(classic_place(path, query));
    }
    let node = known_node(node);
    let of_node = PLACES.iter().filter(|row| row.node == node);
    Some(of_node.into_iter().find_map(|row| {
        let record = matches(row.lightning, tail)?;
        record.as_deref().is_none_or(|id| is_of(node, id)).then_some((row.place, record))
    }))
}

/// Where Salesforce asks who it is before it goes on. Public tools that log in to orgs meet it at this path.
///
/// ASSUMPTION: what a session security level policy asks before a Setup page stands there too, in the frame whose page was asked for.
#[must_use]
pub fn verifies(path: &str) -> bool {
    path.starts_with("/_ui/identity/verification/")
}

/// Where apps and pages are built, outside of Setup. Only apps (`id=02u…`) are a place.
const APP_BUILDER: &str = "/visualEditor/appBuilder.app";

/// The other node under which Lightning Setup shows a place. Public lists of Setup links have both names; which of them an org knows they
/// do not say.
const OTHER_NODES: [(Place, &str); 1] = [(Place::Profiles, "Profiles")];

/// The list of profiles has two names.
#[must_use]
pub fn known_node(node: &str) -> &str {
    OTHER_NODES.iter().find(|(_, other)| *other == node).map_or(node, |(place, _)| place.row().node)
}

/// How the ids of a node's records begin: the same in every org.
const KEY_PREFIXES: &[(&str, &str)] = &[
    ("PermSets", "0PS"),
    ("EnhancedProfiles", "00e"),
    ("ManageUsers", "005"),
    ("NavigationMenus", "02u"),
    ("CompanyProfileInfo", "00D"),
];

/// Whether an id is of a node's records.
fn is_of(node: &str, id: &str) -> bool {
    KEY_PREFIXES.contains(&(node, id.get(..3).unwrap_or_default()))
}

/// Where the original design edits a profile's Apex classes. Solenopsis, a public tool that drives these pages, finds the profile's
/// button by this path.
pub const ORIGINAL_CLASSES_EDIT: &str = "/_ui/system/user/ProfileApexClassPermissionEdit/";

/// Where the original design shows and changes a profile's fields of one object (`id=00e…&type=Lead`): public tools that drive these pages.
const FIELDS_PAGES: [&str; 2] = ["/setup/layout/flsdetail.jsp", "/setup/layout/flsedit.jsp"];

/// A profile's page of one object. The enhanced design names the object by `o=`, as public tools open it: standard ones by their API names.
fn of_object(profile: Option<String>, object: Option<String>) -> Option<(Place, Option<String>)> {
    let object = object.filter(|object| !object.is_empty())?;
    let record = [&profile.filter(|id| is_record_id(id))?, "/", &object].concat();
    Some((Place::ProfileObject, Some(record)))
}

/// Reads the path of a Classic Setup page, framed or top.
///
/// Record pages are recognised by the id's key prefix, which is the same in every org; sections of a record's page by `s=`.
#[must_use]
pub fn classic_place(path: &str, query: &str) -> Option<(Place, Option<String>)> {
    if path.starts_with(ORIGINAL_CLASSES_EDIT) {
        return Some((Place::ProfileClassesEdit, Some(only_profile_in(query)?)));
    }
    if FIELDS_PAGES.contains(&path) {
        return of_object(parameter(query, "id"), parameter(query, "type"));
    }
    let path = path.trim_end_matches('/');
    PLACES.iter().find_map(|row| {
        let (known, known_query) =
            row.classic.map(|classic| classic.split_once('?').unwrap_or((classic, "")))?;
        let record = matches(known, path)?;
        let is_other_record = record.as_deref().is_some_and(|id| !is_of(row.node, id));
        if is_other_record || parameter(query, "s") != parameter(known_query, "s") || is_of_another(query) {
            return None;
        }
        if matches!(row.place, Place::ProfileObjects | Place::ProfileObject) && names(query, "o") {
            return of_object(record, parameter(query, "o"));
        }
        // The organization's page is one of its kind, so its record says nothing.
        Some((row.place, record.filter(|_| row.place.needs_record())))
    })
}

/// A list that belongs to a record (`/005?id=0PS…`: who holds a set) is another place. An organization's id means nothing.
fn is_of_another(query: &str) -> bool {
    parameter(query, "id").is_some_and(|id| is_record_id(&id) && !id.starts_with("00D"))
}

/// The one profile that a query names, under whatever name, itself or as the page to go back to.
///
/// ASSUMPTION: the page names its profile so; no source shows the rest of its address.
fn only_profile_in(query: &str) -> Option<String> {
    let mut found = None;
    for (_, value) in pairs(query) {
        let value = decode(value)?;
        let path = value.trim_start_matches('/').split('?').next().unwrap_or_default();
        let path = path.split('/').next().unwrap_or_default();
        if path.starts_with("00e") && is_record_id(path) {
            match &found {
                None => found = Some(path.to_owned()),
                Some(other) if other.get(..15) == path.get(..15) => {}
                Some(_) => return None,
            }
        }
    }
    found
}

/// What stands before and after the record's id in a pattern; `None` where it names no record. By the braces: looking for a text takes a
/// kilobyte more of WebAssembly than looking for a character.
fn around_id(pattern: &str) -> Option<(&str, &str)> {
    let (before, after) = pattern.split_once('{')?;
    Some((before, after.split_once('}')?.1))
}

fn with_id(pattern: &str, record: &str) -> String {
    match around_id(pattern) {
        Some((before, after)) => [before, record, after].concat(),
        None => pattern.to_owned(),
    }
}

/// `Some(None)`: the path is the pattern. `Some(Some(id))`: it is, with this record.
#[allow(clippy::option_option)]
fn matches(pattern: &str, path: &str) -> Option<Option<String>> {
    let Some((before, after)) = around_id(pattern) else {
        return (pattern == path).then_some(None);
    };
    let id = path.strip_prefix(before)?.strip_suffix(after)?;
    is_record_id(id).then(|| Some(id.to_owned()))
}

/// Whether a text has the form of a Salesforce record id: 15 or 18 letters and digits.
#[must_use]
pub fn is_record_id(text: &str) -> bool {
    matches!(text.len(), 15 | 18) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The pairs of a query, with or without its question mark.
fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query.strip_prefix('?').unwrap_or(query).split('&').filter_map(|pair| pair.split_once('='))
}

/// Whether a query names a parameter, with whatever value.
fn names(query: &str, name: &str) -> bool {
    pairs(query).any(|(key, _)| key == name)
}

fn parameter(query: &str, name: &str) -> Option<String> {
    pairs(query).find(|(key, _)| *key == name).and_then(|(_, value)| decode(value))
}

/// Percent-decoding of a query value; `None` where its bytes are not UTF-8.
fn decode(value: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let (decoded, after) = match (byte, after) {
            (b'%', [high, low, after @ ..]) => match hex(*high, *low) {
                Some(decoded) => (decoded, after),
                None => (b'%', rest.get(1..).unwrap_or_default()),
            },
            (b'+', _) => (b' ', after),
            _ => (*byte, after),
        };
        bytes.push(decoded);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

fn hex(high: u8, low: u8) -> Option<u8> {
    let value = char::from(high).to_digit(16)? * 16 + char::from(low).to_digit(16)?;
    u8::try_from(value).ok()
}

/// A link to a place in one org.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Where it leads, as Salesforce names the page in English.
    pub title: &'static str,
    /// Host name.
    pub host: String,
    /// Path with query.
    pub path: String,
}

impl Route {
    /// The link to `place` in the shape the admin is in; to a package by the id of its version. `None` where the place needs a record that is not known, does not exist in this
    /// shape, or is not linked to.
    #[must_use]
    pub fn to(place: Place, record: Option<&str>, address: &Address) -> Option<Self> {
        let row = place.row();
        let record = record.filter(|id| is_record_id(id));
        if place == Place::PackageInstall {
            let version = record.filter(|id| id.starts_with("04t"))?;
            // On this org's own My Domain, so that nothing is installed into another org by mistake.
            let host = address.host.sibling(Family::Classic);
            return Some(Route { title: row.title, host, path: [PACKAGE_LINK, version].concat() });
        }
        if !place.linked() || (place.needs_record() && record.is_none()) {
            return None;
        }
        let record = record.unwrap_or_default();
        let (family, path) = match address.shape() {
            Shape::SetupDomain | Shape::Lightning => {
                let tail = with_id(row.lightning, record);
                let is_whole = tail.starts_with('/');
                let path = if is_whole { tail } else { format!("/lightning/setup/{}/{tail}", row.node) };
                (address.host.family(), path)
            }
            Shape::Classic => {
                let path = row.classic.filter(|path| !path.contains('{') || !record.is_empty())?;
                (Family::Classic, with_id(path, record))
            }
        };
        Some(Route { title: row.title, host: address.host.sibling(family), path })
    }

    /// The other way to the same place, where Lightning Setup has one.
    #[must_use]
    pub fn other(&self, place: Place) -> Option<Self> {
        let (_, node) = OTHER_NODES.iter().find(|(known, _)| *known == place)?;
        let tail = self.path.strip_prefix("/lightning/setup/")?.split_once('/')?.1;
        Some(Route { path: format!("/lightning/setup/{node}/{tail}"), ..self.clone() })
    }

    /// The whole link.
    #[must_use]
    pub fn url(&self) -> String {
        format!("https://{}{}", self.host, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SET: &str = "0PS000000000001AAA";

    fn place_of(url: &str) -> Known {
        let rest = url.strip_prefix("https://").unwrap();
        let (host, rest) = rest.split_once('/').unwrap();
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        Address::parse(host, &format!("/{path}"), query).map(|address| address.place)
    }

    #[test]
    fn every_route_leads_to_its_own_place_in_every_shape() {
        for host in [
            "acme.my.salesforce-setup.com",
            "acme.lightning.force.com",
            "acme--uat.sandbox.my.salesforce.com",
        ] {
            let here = Address { host: OrgHost::parse(host).unwrap(), place: None };
            for row in &PLACES {
                let prefix =
                    KEY_PREFIXES.iter().find(|(node, _)| *node == row.node).map(|(_, prefix)| prefix);
                let record = prefix.map(|prefix| format!("{prefix}000000000001AAA"));
                if !row.place.linked() || (here.shape() == Shape::Classic && row.classic.is_none()) {
                    assert_eq!(Route::to(row.place, record.as_deref(), &here), None);
                    continue;
                }
                let url = Route::to(row.place, record.as_deref(), &here).unwrap().url();
                let record = record.filter(|_| row.place.needs_record());
                assert_eq!(place_of(&url), Some(Some((row.place, record))), "{url}");
            }
        }
    }

    #[test]
    fn addresses_are_recognised_by_node_and_path_alone() {
        let known = |place| Some(Some((place, None)));
        for (url, expected) in [
            (
                "https://acme.my.salesforce-setup.com/lightning/setup/SecuritySession/home/",
                known(Place::SessionSettings),
            ),
            ("https://acme.my.salesforce-setup.com/lightning/setup/SetupOneHome/home", Some(None)),
            (
                "https://acme.my.salesforce-setup.com/lightning/setup/PermSets/page?address=%2F0PS%3Fsetupid%3DPermSets",
                known(Place::PermissionSets),
            ),
            (
                "https://acme.my.salesforce-setup.com/lightning/setup/PermSets/page?address=%2F0PS000000000001AAA",
                Some(Some((Place::PermissionSet, Some(SET.to_owned())))),
            ),
            (
                "https://acme.my.salesforce-setup.com/lightning/setup/PermSets/0PS000000000001AAA/PermissionSetAssignment/home",
                Some(Some((Place::ManageAssignments, Some(SET.to_owned())))),
            ),
            (
                "https://acme.my.salesforce-setup.com/lightning/setup/PermSets/page?address=%2F0PS000000000001AAA%3Fs%3DClassAccess",
                Some(None),
            ),
            ("https://acme.lightning.force.com/lightning/o/Account/list", None),
            ("https://acme.my.salesforce.com/0A3", known(Place::InstalledPackages)),
            (
                "https://acme.lightning.force.com/lightning/setup/NetworkAccess/page?address=%2F05G%2Fe%3FretURL%3D%252F05G",
                known(Place::TrustedIpRange),
            ),
            (
                "https://acme.my.salesforce.com/identity/app/AppInstallApprovalPage.apexp?app_id=0Ci000000000001",
                known(Place::AppApproval),
            ),
            (
                "https://acme.lightning.force.com/packagingSetupUI/ipLanding.app?apvId=04t000000000001",
                known(Place::PackageInstall),
            ),
            (
                "https://acme.my.salesforce.com/packagingSetupUI/ipLanding.app?apvId=04t000000000001",
                known(Place::PackageInstall),
            ),
            ("https://acme.my.salesforce.com/05G/e?isdtp=p1", known(Place::TrustedIpRange)),
            (
                "https://acme.my.salesforce-setup.com/lightning/setup/PermSets/page?address=/udd/PermissionSet/newPermissionSet.apexp",
                known(Place::NewPermissionSet),
            ),
            (
                "https://acme.my.salesforce.com/005000000000001AAA/e?noredirect=1&isUserEntityOverride=1",
                Some(Some((Place::UserEdit, Some("005000000000001AAA".to_owned())))),
            ),
            ("https://acme.my.salesforce.com/05G000000000001AAA/e", Some(None)),
            ("https://acme.my.salesforce.com/0A3000000000001AAA", Some(None)),
        ] {
            assert_eq!(place_of(url), expected, "{url}");
        }
    }

    #[test]
    fn what_cannot_be_decoded_tells_nothing_and_is_no_other_page_for_that() {
        const EDIT: &str = "/_ui/system/user/ProfileApexClassPermissionEdit/e?id=00e000000000001AAA";
        let edit = Some(Some((Place::ProfileClassesEdit, Some("00e000000000001AAA".to_owned()))));
        for (path, expected) in [
            (EDIT.to_owned(), edit.clone()),
            (format!("{EDIT}&retURL=%2F00e000000000001AAA"), edit),
            (format!("{EDIT}&retURL=%FF"), Some(None)),
            ("/00e000000000001AAA?s=ObjectsAndTabs&o=".to_owned(), Some(None)),
            ("/00e000000000001AAA?s=ObjectsAndTabs&o=%FF".to_owned(), Some(None)),
            ("/lightning/setup/PermSets/page?address=%2F0PS%FF".to_owned(), Some(None)),
        ] {
            let host =
                if path.starts_with("/lightning/") { "my.salesforce-setup.com" } else { "my.salesforce.com" };
            assert_eq!(place_of(&format!("https://acme.{host}{path}")), expected, "{path}");
        }
    }

    #[test]
    fn one_object_of_a_profile_is_known_in_both_designs() {
        let profile = |place| Some(Some((place, Some("00e000000000001AAA".to_owned()))));
        let lead = Some(Some((Place::ProfileObject, Some("00e000000000001AAA/Lead".to_owned()))));
        for (url, expected) in [
            (
                "https://acme.my.salesforce-setup.com/lightning/setup/EnhancedProfiles/page?address=%2F00e000000000001AAA%3Fs%3DObjectsAndTabs%26o%3DLead",
                lead.clone(),
            ),
            (
                "https://acme.my.salesforce.com/00e000000000001AAA/e?s=ObjectsAndTabs&o=Lead&retURL=%2Fx",
                lead.clone(),
            ),
            ("https://acme.my.salesforce.com/setup/layout/flsedit.jsp?id=00e000000000001AAA&type=Lead", lead),
            ("https://acme.my.salesforce.com/setup/layout/flsedit.jsp?id=00e&type=Lead", Some(None)),
            ("https://acme.my.salesforce.com/00e000000000001AAA/e", profile(Place::ProfileEdit)),
            (
                "https://acme.my.salesforce.com/00e000000000001AAA?s=ObjectsAndTabs&isdtp=p1",
                profile(Place::ProfileObjects),
            ),
        ] {
            assert_eq!(place_of(url), expected, "{url}");
        }
    }

    const APP: &str = "02u000000000001AAA";
    const ORG: &str = "00D000000000001AAA";

    type Known = Option<Option<(Place, Option<String>)>>;

    /// The path to a place on a host, and which place that is there.
    fn leads(place: Place, record: Option<&str>, host: &str) -> Option<(String, Known)> {
        let here = Address { host: OrgHost::parse(host).unwrap(), place: None };
        Route::to(place, record, &here).map(|route| (route.path.clone(), place_of(&route.url())))
    }

    #[test]
    fn apps_and_the_organization_have_routes_in_lightning() {
        for (place, record, path) in [
            (Place::AppManager, None, "/lightning/setup/NavigationMenus/home"),
            (
                Place::AppEdit,
                Some(APP),
                "/lightning/setup/NavigationMenus/page?address=%2F02u000000000001AAA%2Fe",
            ),
            (Place::AppBuilder, Some(APP), "/visualEditor/appBuilder.app?id=02u000000000001AAA"),
            (Place::CompanyInformation, None, "/lightning/setup/CompanyProfileInfo/home"),
            (Place::SystemOverview, None, "/lightning/setup/SystemOverview/home"),
        ] {
            let there = Some(Some((place, record.map(str::to_owned))));
            let route = leads(place, record, "acme.my.salesforce-setup.com");
            assert_eq!(route, Some((path.to_owned(), there)), "{place:?}");
        }
        for query in ["pageId=0M0000000000001AAA", "id=0M0000000000001AAA"] {
            let url = format!("https://acme.lightning.force.com/visualEditor/appBuilder.app?{query}");
            assert_eq!(place_of(&url), None, "{url}");
        }
    }

    #[test]
    fn apps_and_the_organization_have_routes_in_classic_where_it_has_them() {
        for (place, record, path) in [
            (Place::AppManager, None, None),
            (Place::AppEdit, Some(APP), Some("/02u000000000001AAA/e")),
            (Place::AppBuilder, Some(APP), None),
            (Place::CompanyInformation, None, None),
            (Place::CompanyInformation, Some(ORG), Some("/00D000000000001AAA?setupid=CompanyProfileInfo")),
            (Place::SystemOverview, None, Some("/setup/systemOverview.apexp?setupid=SystemOverview")),
        ] {
            let route = leads(place, record, "acme.my.salesforce.com");
            assert_eq!(route.as_ref().map(|(path, _)| path.as_str()), path, "{place:?}");
            let of_app = record.filter(|record| *record == APP).map(str::to_owned);
            assert!(route.is_none_or(|(_, there)| there == Some(Some((place, of_app)))), "{place:?}");
        }
    }

    #[test]
    fn a_place_of_one_record_has_no_route_without_it() {
        let here = Address { host: OrgHost::parse("acme.my.salesforce.com").unwrap(), place: None };
        for record in [None, Some("../evil"), Some("0PS")] {
            assert_eq!(Route::to(Place::ManageAssignments, record, &here), None);
        }
    }

    #[test]
    fn a_package_is_installed_into_this_org_whatever_its_link_says() {
        for host in ["acme.my.salesforce-setup.com", "acme.lightning.force.com", "acme.my.salesforce.com"] {
            let here = Address { host: OrgHost::parse(host).unwrap(), place: None };
            let route = |id| Route::to(Place::PackageInstall, id, &here).map(|route| route.url());
            let link = "https://acme.my.salesforce.com/packaging/installPackage.apexp?p0=04t000000000001AAA";
            assert_eq!(route(Some("04t000000000001AAA")).as_deref(), Some(link));
            for id in [None, Some("0PS000000000001AAA"), Some("04t&x=1")] {
                assert_eq!(route(id), None);
            }
        }
    }

    #[test]
    fn query_values_are_percent_decoded() {
        for (raw, decoded) in
            [("%2F0PS", "/0PS"), ("a+b", "a b"), ("%zz%4", "%zz%4"), ("%E3%81%82", "あ"), ("", "")]
        {
            assert_eq!(decode(raw).as_deref(), Some(decoded));
        }
        assert_eq!(decode("a%FFb"), None);
    }
}
