//! An address that a page or a message names: which org and place it is, if any.

use orgready::setup::{
    Family, OrgHost,
    place::PLACES,
    route::{Address, Route, classic_place, is_record_id, known_node, verifies},
};
use url::Url;

/// The only domains whose hosts are an org's, label by label from the end.
const SALESFORCE: [&[&str]; 3] =
    [&["com", "salesforce-setup", "my"], &["com", "force", "lightning"], &["com", "salesforce", "my"]];

/// As a host and path on their own, as the loader hands them over, and as a whole address.
pub fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    host(&text);
    let (path, query) = text.split_once('?').unwrap_or((&text, ""));
    assert!(!verifies(path) || path.starts_with("/_ui/"), "{path}");
    assert_eq!(known_node(known_node(path)), known_node(path));
    if let Some((place, record)) = classic_place(path, query) {
        is_record_of(record.as_deref(), path, query);
        assert!(place.row().classic.is_some() || record.is_some(), "{text}: {place:?} is not in Classic");
    }
    for host in
        ["acme.my.salesforce-setup.com", "acme.lightning.force.com", "acme--uat.sandbox.my.salesforce.com"]
    {
        address(host, path, query);
    }
    // As a browser takes it apart.
    let Ok(url) = Url::parse(&text) else { return };
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    address(url.host_str().unwrap_or_default(), url.path(), &query);
}

/// A host that is taken is Salesforce's, whoever looks at it.
fn host(text: &str) {
    let Some(host) = OrgHost::parse(text) else { return };
    let name = text.to_ascii_lowercase();
    let mut labels: Vec<&str> = name.split('.').collect();
    labels.reverse();
    assert!(SALESFORCE.iter().any(|domain| labels.starts_with(domain)), "{name} is not Salesforce's");
    assert!((4..=5).contains(&labels.len()), "{name}");
    let url = Url::parse(&format!("https://{name}/")).expect("a host that a browser can read");
    assert_eq!(url.host_str(), Some(name.as_str()), "a browser reads another host");
    assert!(url.username().is_empty() && url.port().is_none());
    for family in [Family::Setup, Family::Lightning, Family::Classic] {
        let sibling = OrgHost::parse(&host.sibling(family)).expect("a sibling is a host");
        assert_eq!((sibling.org(), sibling.family()), (host.org(), family));
    }
}

/// An address that is taken leads, with every route from it, to that org's own hosts.
fn address(name: &str, path: &str, query: &str) {
    host(name);
    let Some(address) = Address::parse(name, path, query) else { return };
    let record = address.place.as_ref().and_then(|(_, record)| record.as_deref());
    is_record_of(record, path, query);
    let strange = record.or(Some(path));
    for row in &PLACES {
        for record in [record, strange, None] {
            let Some(route) = Route::to(row.place, record, &address) else { continue };
            let url = Url::parse(&route.url()).expect("a route that a browser can read");
            assert_eq!(url.host_str(), Some(route.host.as_str()), "{}", route.url());
            let there = OrgHost::parse(&route.host).expect("an org's host");
            assert_eq!(there.org(), address.host.org(), "{}", route.url());
            assert!(route.path.starts_with('/') && !route.path.starts_with("//"), "{}", route.url());
            assert_eq!(url.as_str(), route.url(), "a browser reads it as it is written");
        }
    }
}

/// A record is an id that the address names; one object of a profile has the object's name behind it.
fn is_record_of(record: Option<&str>, path: &str, query: &str) {
    let Some(record) = record else { return };
    let (id, object) = record.split_once('/').unwrap_or((record, ""));
    assert!(is_record_id(id), "{record} is no record");
    assert!(path.contains(id) || query.contains(id) || query.contains('%'), "{id} is not in {path} {query}");
    assert!(object.len() <= query.len(), "{object}");
}
