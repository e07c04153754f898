//! The worker's check of an org's API: asks for the session, sends the planned requests one after another, reads the answers.
//!
//! The session id is a local of [`check`]: it is read for this check, put into the header of requests to this org's API host, and
//! dropped. It is in no message, no log, no error.

use super::{
    edge::now,
    js::{object, property},
};
use crate::{
    bridge::{from_text, to_text},
    evidence::{Fault, Moment, Need, OrgFacts, Usage, org_facts::Owner},
    org::{
        decode::{self, MOST_BYTES, Raw},
        plan::{ask_as, plan},
        request::{Request, Version},
    },
    setup::{Family, OrgHost},
};
use js_sys::{Array, Function, Promise};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestInit, Response};

/// Requests abort after this many milliseconds.
const PATIENCE: u32 = 20_000;

#[wasm_bindgen]
extern "C" {
    // Both a service worker and an event page have it as a global.
    #[wasm_bindgen(js_name = fetch)]
    fn fetch_with(url: &str, init: &RequestInit) -> Promise;
}

/// An answer with the header that tells the calls used.
struct Answered {
    status: u16,
    body: String,
    usage: Option<(u64, u64)>,
}

/// Asks an org: `host` is its API host, `needs` what to ask for (as text), `sid(host)` gives the session id or null. `user` is the id of
/// the user who allowed it, where that is known: of anybody else's session only the owner is asked for.
///
/// Gives `{facts, log}`: the new facts as text, the log as a list of objects.
pub async fn check(host: String, needs: String, user: Option<String>, sid: Function) -> JsValue {
    let log = Array::new();
    let facts = match (OrgHost::parse(&host), from_text::<Vec<Need>>(&needs)) {
        (Some(org), Some(needs)) if org.family() == Family::Classic => {
            ask(&host, &needs, user.as_deref(), &sid, &log).await
        }
        _ => failed(Fault::Unexpected),
    };
    object(&[("facts", to_text(&facts).into()), ("log", log.into())])
}

/// Whose session answered last, so that it is asked for once: a search or a single step is then one counted call. Of the session itself
/// only a number is kept, from which nobody can make it again.
struct Met {
    session: u64,
    owner: Owner,
}

thread_local! {
    static MET: RefCell<Option<Met>> = const { RefCell::new(None) };
}

/// FNV-1a of an org's host and a session of it: 64 bits of a secret of several hundred.
fn number(host: &str, session: &str) -> u64 {
    let bytes = host.bytes().chain([0]).chain(session.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn known(session: u64) -> Option<Owner> {
    MET.with_borrow(|met| Some(met.as_ref().filter(|met| met.session == session)?.owner.clone()))
}

/// Whose session it is, where the org says so.
async fn meet(host: &str, session: &str, facts: &mut OrgFacts, log: &Array) -> Result<Option<Owner>, Fault> {
    let number = number(host, session);
    if let Some(owner) = known(number) {
        return Ok(Some(owner));
    }
    let owner = send(host, &Request::Owner, session, facts, log).await?;
    let owner = match decode::owner(raw(&owner)) {
        Ok(owner) => Some(owner),
        // A dead session will not answer the rest either; anything else about the owner leaves the rest unharmed.
        Err(fault @ (Fault::SessionExpired | Fault::SessionNotForApi | Fault::NotData)) => return Err(fault),
        Err(_) => None,
    };
    MET.set(owner.clone().map(|owner| Met { session: number, owner }));
    Ok(owner)
}

fn failed(fault: Fault) -> OrgFacts {
    OrgFacts { failed: Some((now(), fault)), ..OrgFacts::default() }
}

async fn ask(host: &str, needs: &[Need], user: Option<&str>, sid: &Function, log: &Array) -> OrgFacts {
    if needs.is_empty() {
        return OrgFacts::default();
    }
    let session =
        sid.call1(&JsValue::NULL, &host.into()).map(|promise| JsFuture::from(Promise::resolve(&promise)));
    let session = match session {
        Ok(future) => future.await.ok().and_then(|value| value.as_string()),
        Err(_) => None,
    };
    let Some(session) = session else { return failed(Fault::NoSession) };
    let mut facts = OrgFacts::default();
    match ask_all(host, needs, user, &session, &mut facts, log).await {
        Ok(()) => facts,
        Err(fault) => OrgFacts { failed: Some((now(), fault)), ..facts },
    }
}

async fn ask_all(
    host: &str,
    needs: &[Need],
    user: Option<&str>,
    session: &str,
    facts: &mut OrgFacts,
    log: &Array,
) -> Result<(), Fault> {
    // Not counted, and the first to tell that nobody answers.
    let offered = send(host, &Request::Versions, session, facts, log).await?;
    let version = Version::choose(&decode::versions(raw(&offered))?).ok_or(Fault::VersionGone)?;
    facts.owner = meet(host, session, facts, log).await?;
    if let (Some(owner), Some(user)) = (&facts.owner, user)
        && owner.user != user
    {
        return Err(Fault::OtherUser);
    }
    let mut first_fault = None;
    let mut requests = Request::composites(&plan(needs), version);
    let mut answered = 0;
    for request in &mut requests {
        let asked_at = now();
        if let Request::Composite { queries, .. } = request {
            queries.iter_mut().for_each(|query| ask_as(query, facts));
        }
        let Request::Composite { queries, .. } = &*request else { continue };
        let outcome = match send(host, request, session, facts, log).await {
            Ok(answer) => decode::composite(raw(&answer), queries, asked_at),
            Err(fault) => Err(fault),
        };
        match outcome {
            Ok(answers) => {
                answered += 1;
                facts.answers.extend(answers);
            }
            Err(fault) => {
                let answer = |query: &crate::org::Query| {
                    let rows = Err(fault.clone());
                    (query.need.table, crate::evidence::Answer { asked_at, asked: query.need.clone(), rows })
                };
                facts.answers.extend(queries.iter().map(answer));
                first_fault = first_fault.or(Some(fault.clone()));
            }
        }
    }
    match first_fault {
        Some(fault) if answered == 0 => Err(fault),
        _ => Ok(()),
    }
}

fn raw(answered: &Answered) -> Raw<'_> {
    Raw { status: answered.status, body: &answered.body }
}

async fn send(
    host: &str,
    request: &Request,
    session: &str,
    facts: &mut OrgFacts,
    log: &Array,
) -> Result<Answered, Fault> {
    let asked_at = now();
    let answered = fetch(host, request, session).await;
    log.push(&sent(host, request, asked_at, answered.as_ref().map_or(0, |answer| answer.status)));
    if let Ok(Answered { usage: Some((used, allowed)), .. }) = &answered {
        facts.usage = Some(Usage { asked_at, used: *used, allowed: *allowed });
    }
    answered
}

/// What was sent, for the admin to read: no header, and so no session.
fn sent(host: &str, request: &Request, at: Moment, status: u16) -> JsValue {
    let queries: Array = match request {
        Request::Composite { queries, .. } => {
            queries.iter().map(|query| JsValue::from(&query.soql)).collect()
        }
        Request::Versions | Request::Owner => Array::new(),
    };
    object(&[
        ("at", JsValue::from_f64(at.0 as f64)),
        ("method", if request.body().is_some() { "POST" } else { "GET" }.into()),
        ("host", host.into()),
        ("path", request.path().into()),
        ("queries", queries.into()),
        ("status", status.into()),
        ("counted", request.is_counted().into()),
    ])
}

async fn fetch(host: &str, request: &Request, session: &str) -> Result<Answered, Fault> {
    let init = init(request, session).ok_or(Fault::Network)?;
    let url = format!("https://{host}{}", request.path());
    let response = JsFuture::from(fetch_with(&url, &init)).await.map_err(fault)?;
    let response: Response = response.unchecked_into();
    let header = |name: &str| response.headers().get(name).ok().flatten();
    if header("content-length")
        .and_then(|length| length.parse().ok())
        .is_some_and(|length: usize| length > MOST_BYTES)
    {
        return Err(Fault::TooLarge);
    }
    let usage = header("sforce-limit-info").and_then(|info| decode::usage(&info));
    let body = JsFuture::from(response.text().map_err(fault)?).await.map_err(fault)?;
    Ok(Answered { status: response.status(), body: body.as_string().unwrap_or_default(), usage })
}

fn init(request: &Request, session: &str) -> Option<RequestInit> {
    let headers = Headers::new().ok()?;
    headers.set("Accept", "application/json").ok()?;
    headers.set("Sforce-Call-Options", "client=Orgready").ok()?;
    if request.needs_session() {
        headers.set("Authorization", &format!("Bearer {session}")).ok()?;
    }
    let init = RequestInit::new();
    init.set_method("GET");
    if let Some(body) = request.body() {
        headers.set("Content-Type", "application/json").ok()?;
        init.set_method("POST");
        init.set_body(&body.into());
    }
    init.set_headers(&headers);
    init.set_cache(web_sys::RequestCache::NoStore);
    init.set_credentials(web_sys::RequestCredentials::Omit);
    // A redirect would drop the header on the way, or lead to another host.
    init.set_redirect(web_sys::RequestRedirect::Error);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    Some(init)
}

/// What a rejected request means. Its text is not kept: it may quote the request.
fn fault(error: JsValue) -> Fault {
    match property(&error, "name").as_string().as_deref() {
        Some("TimeoutError" | "AbortError") => Fault::TimedOut,
        _ => Fault::Network,
    }
}
