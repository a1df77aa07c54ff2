//! The test hooks over HTTP, for people with curl. All take and give JSON:
//!
//! ```text
//! POST /_standin/login-codes    {"user": "zhang"}                          → {"code": "…"}
//! POST /_standin/phone-codes    {"user": "zhang", "phone": "13912345678"}  → {"code": "…"}
//! POST /_standin/agreements     {"user": "zhang", "templateId": "…", "times": 1}
//! POST /_standin/clock          {"advanceSeconds": 301}
//! POST /_standin/faults         {"endpoint": "login", "fault": "html", "times": 2}
//! POST /_standin/recover        {}
//! POST /_standin/revoke-tokens  {}
//! POST /_standin/push-target    {"url": "http://…/wechat/push", "token": "…", "aesKey": "…"}
//! POST /_standin/push           {"event": {"Event": "…"}, "how": {"xml": true}}
//! POST /_standin/replay         {}
//! POST /_standin/check-address  {"wrongSignature": false}
//! POST /_standin/pictures       {"mood": "held", "suggest": "risky", "label": 20002}
//! POST /_standin/verdicts       {}
//! POST /_standin/away           {"openid": "o…"}
//! GET  /_standin/requests
//! ```
//!
//! A fault with a number is `{"errcode": 45011}`. The body must be labelled `application/json`,
//! which also keeps web pages that the developer happens to visit from using the hooks.

use actix_web::{
    HttpResponse, get, post,
    web::{Data, Json, ServiceConfig},
};
use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    codes::Kind,
    faults::{Endpoint, Fault},
    phone::PhoneNumber,
    push_hooks,
    state::State,
};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(login_codes)
        .service(phone_codes)
        .service(agreements)
        .service(clock)
        .service(faults)
        .service(recover)
        .service(revoke_tokens)
        .service(requests)
        .configure(push_hooks::routes);
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LoginCode {
    user: String,
}

#[post("/login-codes")]
async fn login_codes(state: Data<State>, asked: Json<LoginCode>) -> HttpResponse {
    HttpResponse::Ok().json(json!({ "code": state.mint(Kind::Login, &asked.user) }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct PhoneCode {
    user: String,
    phone: String,
    country_code: Option<u16>,
}

#[post("/phone-codes")]
async fn phone_codes(state: Data<State>, asked: Json<PhoneCode>) -> HttpResponse {
    let PhoneCode { user, phone, country_code } = asked.into_inner();
    let phone = PhoneNumber { country_code: country_code.unwrap_or(86), number: phone };
    HttpResponse::Ok().json(json!({ "code": state.mint(Kind::Phone(phone), &user) }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Agreement {
    user: String,
    template_id: String,
    times: u32,
}

#[post("/agreements")]
async fn agreements(state: Data<State>, asked: Json<Agreement>) -> HttpResponse {
    let user = super::open_id(&state.settings.app_id, &asked.user);
    state.agree(user, &asked.template_id, asked.times);
    HttpResponse::Ok().json(json!({}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Clock {
    advance_seconds: u32,
}

#[post("/clock")]
async fn clock(state: Data<State>, asked: Json<Clock>) -> HttpResponse {
    state.advance_clock(TimeDelta::seconds(asked.advance_seconds.into()));
    HttpResponse::Ok().json(json!({}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetFault {
    endpoint: Endpoint,
    fault: Fault,
    times: u32,
}

#[post("/faults")]
async fn faults(state: Data<State>, asked: Json<SetFault>) -> HttpResponse {
    state.fail(asked.endpoint, asked.fault, asked.times);
    HttpResponse::Ok().json(json!({}))
}

#[post("/recover")]
async fn recover(state: Data<State>, _asked: Json<Value>) -> HttpResponse {
    state.recover();
    HttpResponse::Ok().json(json!({}))
}

#[post("/revoke-tokens")]
async fn revoke_tokens(state: Data<State>, _asked: Json<Value>) -> HttpResponse {
    state.revoke_tokens();
    HttpResponse::Ok().json(json!({}))
}

#[get("/requests")]
async fn requests(state: Data<State>) -> HttpResponse {
    HttpResponse::Ok().json(state.requests())
}
