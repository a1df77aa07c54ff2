//! The platform's front door: remembers the call, misbehaves if told to, else answers it.

use std::{collections::BTreeMap, time::Duration};

use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, header},
    web::{Bytes, Data, Query},
};
use chrono::{DateTime, Utc};
use serde_json::Value;

use super::{
    answer::{self, Refusal, Reply},
    code_picture,
    faults::{Endpoint, Fault},
    links, login, phone, push,
    settings::StandInSettings,
    state::{State, World},
    subscribe, text_check, token,
};

/// How long a call hangs that nobody lets go on.
const HANG: Duration = Duration::from_secs(30);

/// What came in.
pub(super) struct Call {
    pub(super) method: Method,
    pub(super) query: BTreeMap<String, String>,
    pub(super) body: Bytes,
}

impl Call {
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    pub(super) fn json(&self) -> Result<Value, Refusal> {
        if self.body.is_empty() {
            return Err(Refusal(44002));
        }
        serde_json::from_slice(&self.body).ok().filter(Value::is_object).ok_or(Refusal(47001))
    }

    /// The special fault that the call's code asks for.
    fn wish(&self) -> Option<Fault> {
        let body = self.json().unwrap_or_default();
        self.parameter("js_code").or_else(|| body.get("code")?.as_str()).and_then(Fault::of_code)
    }
}

/// Answers every path outside the hooks.
pub(super) async fn answer(request: HttpRequest, body: Bytes, state: Data<State>) -> HttpResponse {
    let Some(endpoint) = Endpoint::at(request.path()) else {
        return HttpResponse::NotFound().body("no such interface");
    };
    let query = Query::from_query(request.query_string()).map(Query::into_inner).unwrap_or_default();
    let call = Call { method: request.method().clone(), query, body };

    // Before the fault is taken: a recovery in between must not be missed.
    let mut recoveries = state.recoveries();
    let fault = {
        let (mut world, _) = state.world();
        world.records.add(endpoint, &call);
        world.faults.next(endpoint).or_else(|| call.wish())
    };
    if call.method == Method::POST && !request.headers().contains_key(header::CONTENT_LENGTH) {
        return HttpResponse::PreconditionFailed().finish();
    }
    match fault {
        Some(Fault::Hang) => {
            // Let go on or not, the call is answered in the end.
            let _ = tokio::time::timeout(HANG, recoveries.changed()).await;
        }
        Some(fault) => return misbehave(endpoint, fault),
        None => {}
    }
    let served = {
        let (mut world, now) = state.world();
        serve(endpoint, &state.settings, &mut world, &call, now)
    };
    push::follow(&state).await;
    answer::response(endpoint, served)
}

fn serve(
    endpoint: Endpoint,
    settings: &StandInSettings,
    world: &mut World,
    call: &Call,
    now: DateTime<Utc>,
) -> Result<Reply, Refusal> {
    match (endpoint.is_post(), &call.method) {
        (true, &Method::POST) | (false, &Method::GET) => {}
        (true, _) => return Err(Refusal(43002)),
        (false, _) => return Err(Refusal(43001)),
    }
    match endpoint {
        Endpoint::Login => login::serve(settings, world, call, now),
        Endpoint::Token => token::serve_plain(settings, world, call, now),
        Endpoint::StableToken => token::serve_stable(settings, world, call, now),
        Endpoint::PhoneNumber => phone::serve(settings, world, call, now),
        Endpoint::CodePicture => code_picture::serve(settings, world, call, now),
        Endpoint::SubscribeSend => subscribe::serve(settings, world, call, now),
        Endpoint::UrlLink => links::serve_url(world, call, now),
        Endpoint::UrlScheme => links::serve_scheme(world, call, now),
        Endpoint::TextCheck => text_check::serve(world, call, now),
        Endpoint::MediaCheck => push::serve(world, call, now),
    }
}

fn misbehave(endpoint: Endpoint, fault: Fault) -> HttpResponse {
    match fault {
        Fault::Errcode(errcode) => answer::response(endpoint, Err(Refusal(errcode))),
        Fault::TextErrcode(errcode) => answer::text_refusal(endpoint, Refusal(errcode)),
        Fault::Html => HttpResponse::BadGateway()
            .content_type("text/html")
            .body("<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>"),
        Fault::Redirect => HttpResponse::Found().insert_header((header::LOCATION, "/elsewhere")).finish(),
        Fault::Oversized => HttpResponse::Ok().body(vec![b' '; 5 << 20]),
        Fault::Truncated => HttpResponse::Ok().body(r#"{"errcode":0,"#),
        Fault::Down | Fault::Hang => HttpResponse::ServiceUnavailable().finish(),
    }
}

/// App id and secret, in the order in which the platform is seen to check them.
pub(super) fn check_app(settings: &StandInSettings, app_id: Option<&str>, secret: Option<&str>) -> Result<(), Refusal> {
    if app_id.ok_or(Refusal(41002))? != settings.app_id {
        return Err(Refusal(40013));
    }
    if secret.ok_or(Refusal(41004))? != settings.secret {
        return Err(Refusal(40125));
    }
    Ok(())
}
