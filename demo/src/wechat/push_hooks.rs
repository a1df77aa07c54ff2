//! The test hooks of message push over HTTP; see `hooks`.

use actix_web::{
    HttpResponse, post,
    web::{Data, Json, ServiceConfig},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    push::{self, Judgement, MediaMood, PushHow, PushTarget},
    state::State,
};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(push_target)
        .service(push_event)
        .service(replay)
        .service(check_address)
        .service(pictures)
        .service(verdicts)
        .service(away);
}

#[post("/push-target")]
async fn push_target(state: Data<State>, asked: Json<PushTarget>) -> HttpResponse {
    state.push_to(asked.into_inner());
    HttpResponse::Ok().json(json!({}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Push {
    event: Value,
    #[serde(default)]
    how: PushHow,
}

#[post("/push")]
async fn push_event(state: Data<State>, asked: Json<Push>) -> HttpResponse {
    let Push { event, how } = asked.into_inner();
    HttpResponse::Ok().json(push::send(&state, event, how).await)
}

#[post("/replay")]
async fn replay(state: Data<State>, _asked: Json<Value>) -> HttpResponse {
    HttpResponse::Ok().json(push::replay(&state).await)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
#[derive(Default)]
struct CheckAddress {
    wrong_signature: bool,
}

#[post("/check-address")]
async fn check_address(state: Data<State>, asked: Json<CheckAddress>) -> HttpResponse {
    HttpResponse::Ok().json(push::check_address(&state, asked.wrong_signature).await)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pictures {
    mood: MediaMood,
    suggest: Option<String>,
    label: Option<i64>,
}

#[post("/pictures")]
async fn pictures(state: Data<State>, asked: Json<Pictures>) -> HttpResponse {
    let Pictures { mood, suggest, label } = asked.into_inner();
    state.minded(mood);
    if let Some(suggest) = suggest {
        state.judges(Judgement { suggest, label: label.unwrap_or(100) });
    }
    HttpResponse::Ok().json(json!({}))
}

#[post("/verdicts")]
async fn verdicts(state: Data<State>, _asked: Json<Value>) -> HttpResponse {
    HttpResponse::Ok().json(push::deliver_held(&state).await)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Away {
    openid: String,
}

#[post("/away")]
async fn away(state: Data<State>, asked: Json<Away>) -> HttpResponse {
    state.goes_away(asked.into_inner().openid);
    HttpResponse::Ok().json(json!({}))
}
