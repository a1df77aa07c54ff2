//! Roles, re-bindings, and what the caller is told of themselves.

mod home;
mod me;
mod rebindings;
mod roles;
mod takeover;

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_demo::wechat::PhoneNumber;
use xianfeng_tests::{Answer, TestServer};

/// The access token of a WeChat user who is bound to nobody yet.
pub(crate) async fn visitor(server: &TestServer, user: &str) -> String {
    let code = server.wechat.mint_login_code(user);
    let request = server.request(Method::POST, "/api/v1/auth/wechat/login", None);
    let session = server.send(request.json(&json!({ "code": code }))).await.expect(200);
    session["accessToken"].as_str().unwrap().to_owned()
}

/// Binds whoever has the token.
pub(crate) async fn bind(server: &TestServer, token: &str, proof: Value) -> Answer {
    let request = server.request(Method::POST, "/api/v1/auth/bind", None);
    server.send(request.bearer_auth(token).json(&proof)).await
}

/// Binds by a phone that WeChat proves.
pub(crate) async fn bind_by_phone(server: &TestServer, user: &str, token: &str, phone: &str) -> Answer {
    let code = server.wechat.mint_phone_code(user, PhoneNumber::mainland(phone));
    bind(server, token, json!({ "phoneCode": code })).await
}

/// `/me` of whoever has the token.
pub(crate) async fn me(server: &TestServer, token: &str) -> Value {
    server.send(server.request(Method::GET, "/api/v1/me", None).bearer_auth(token)).await.expect(200)
}
