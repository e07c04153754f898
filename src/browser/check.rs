//! The worker's check of an org's API: asks for the session, sends the planned requests one after another, reads the answers.
//!
//! The session id is a local of [`check`]: the worker reads it for this check, it is put into the header of requests to this org's API
//! host, and dropped. It is in no message, no log, no error. Whose session it is, is asked once for each session and not at each check.

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
use js_sys::{Array, JsString, Promise};
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

/// How an org is asked: its API host, the session id, and the admin's leave, which ends what is under way when it is taken back.
struct Channel<'a> {
    host: &'a str,
    session: &'a str,
    leave: AbortSignal,
}

/// An answer with the header that tells the calls used.
struct Answered {
    status: u16,
    body: String,
    usage: Option<(u64, u64)>,
}

/// Asks an org: `host` is its API host, `needs` what to ask for (as text), `session` the session id, empty where there is none. `user` is
/// the id of the user who allowed it, where that is known: of anybody else's session only the owner is asked for. `met` is the owner as
/// text, where an earlier check in this session learned it; without needs, no more than that is asked. Once `leave` is aborted, nothing
/// more is sent.
///
/// Gives `{facts, log}`: the new facts as text, and the log as a list of objects.
pub async fn check(
    host: String,
    needs: String,
    (user, met): (Option<String>, Option<String>),
    session: String,
    leave: AbortSignal,
) -> JsValue {
    let log = Array::new();
    let met = met.and_then(|met| from_text::<Owner>(&met));
    let facts = match (OrgHost::parse(&host), from_text::<Vec<Need>>(&needs)) {
        (Some(org), Some(needs)) if org.family() == Family::Classic => {
            ask(&Channel { host: &host, session: &session, leave }, &needs, (user.as_deref(), met), &log)
                .await
        }
        _ => failed(Fault::Unexpected),
    };
    object(&[("facts", to_text(&facts).into()), ("log", log.into())])
}

fn failed(fault: Fault) -> OrgFacts {
    OrgFacts { failed: Some((now(), fault)), ..OrgFacts::default() }
}

async fn ask(
    channel: &Channel<'_>,
    needs: &[Need],
    whose: (Option<&str>, Option<Owner>),
    log: &Array,
) -> OrgFacts {
    if channel.session.is_empty() {
        return failed(Fault::NoSession);
    }
    let mut facts = OrgFacts::default();
    match ask_all(channel, needs, whose, &mut facts, log).await {
        Ok(()) => facts,
        Err(fault) => OrgFacts { failed: Some((now(), fault)), ..facts },
    }
}

async fn ask_all(
    channel: &Channel<'_>,
    needs: &[Need],
    whose: (Option<&str>, Option<Owner>),
    facts: &mut OrgFacts,
    log: &Array,
) -> Result<(), Fault> {
    // Not counted, and the first to tell that nobody answers.
    let offered = send(channel, &Request::Versions, facts, log).await?;
    let version = Version::choose(&decode::versions(raw(&offered))?).ok_or(Fault::VersionGone)?;
    be_met(channel, whose, facts, log).await?;
    let mut first_fault = None;
    let mut requests = Request::composites(&plan(needs), version);
    let mut answered = 0;
    for request in &mut requests {
        let asked_at = now();
        if let Request::Composite { queries, .. } = request {
            queries.iter_mut().for_each(|query| ask_as(query, facts));
        }
        let Request::Composite { queries, .. } = &*request else { continue };
        let outcome = match send(channel, request, facts, log).await {
            Ok(answer) => decode::composite(raw(&answer), queries, asked_at),
            Err(fault) => Err(fault),
        };
        match outcome {
            Ok(answers) => {
                answered += 1;
                facts.answers.extend(answers);
            }
            Err(fault) if is_dead(&fault) => return Err(fault),
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

/// Learns whose session it is: from an earlier check, else from the org.
async fn be_met(
    channel: &Channel<'_>,
    (user, met): (Option<&str>, Option<Owner>),
    facts: &mut OrgFacts,
    log: &Array,
) -> Result<(), Fault> {
    facts.owner = match met {
        Some(owner) => Some(owner),
        None => match decode::owner(raw(&send(channel, &Request::Owner, facts, log).await?)) {
            Ok(owner) => Some(owner),
            // A dead session will not answer the rest either, and nobody's session may be asked but theirs who allowed it.
            Err(fault) if is_dead(&fault) || user.is_some() => return Err(fault),
            Err(_) => None,
        },
    };
    match (&facts.owner, user) {
        (Some(owner), Some(user)) if owner.user != user => Err(Fault::OtherUser),
        _ => Ok(()),
    }
}

/// Whether the session answers nothing any more.
fn is_dead(fault: &Fault) -> bool {
    matches!(fault, Fault::SessionExpired | Fault::SessionNotForApi | Fault::NotData)
}

fn raw(answered: &Answered) -> Raw<'_> {
    Raw { status: answered.status, body: &answered.body }
}

async fn send(
    Channel { host, session, leave }: &Channel<'_>,
    request: &Request,
    facts: &mut OrgFacts,
    log: &Array,
) -> Result<Answered, Fault> {
    if leave.aborted() {
        return Err(Fault::NotAllowed);
    }
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

/// An answer that repeats the session id is none: what it says would be shown and kept.
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
    // By the browser, for Rust's own search weighs some kilobytes.
    if body.dyn_ref::<JsString>().is_some_and(|body| body.includes(session, 0)) {
        return Err(Fault::Unexpected);
    }
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
