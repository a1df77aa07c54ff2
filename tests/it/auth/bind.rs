//! Binding by the phone number that WeChat proves.

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;
use xianfeng_tests::{Answer, TestServer};

use super::sessions::log_in;

async fn bind(server: &TestServer, access: &Value, body: Value) -> Answer {
    let request = server.request(Method::POST, "/api/v1/auth/bind", None).bearer_auth(access.as_str().unwrap());
    server.send(request.json(&body)).await
}

async fn access(server: &TestServer, user: &str) -> Value {
    log_in(server, &server.wechat.mint_login_code(user)).await.expect(200)["accessToken"].clone()
}

/// The fixture's members have accounts already: takes the first member's away.
async fn unbound_member(server: &TestServer) {
    let person = server.fixture.branches[0].members[1].person;
    let unbind = async |tx: &Tx| accounts::unbind(tx, person).await;
    server.app.database.transact("test", unbind).await.unwrap();
}

#[tokio::test]
async fn a_phone_number_on_the_roster_binds_the_account() {
    let server = TestServer::start().await;
    unbound_member(&server).await;
    let access = access(&server, "somebody").await;
    let phone = json!({ "phoneCode": "demo-phone-19900000002" });
    assert_eq!(bind(&server, &access, phone.clone()).await.expect(200)["state"], "bound");
    bind(&server, &access, phone).await.refused("bind.already_bound");
    let request = server.request(Method::GET, "/api/v1/tasks", None).bearer_auth(access.as_str().unwrap());
    server.send(request).await.expect(200);
}

#[tokio::test]
async fn a_phone_number_that_is_not_on_the_roster_binds_nothing() {
    let server = TestServer::start().await;
    let access = access(&server, "somebody").await;
    bind(&server, &access, json!({ "phoneCode": "demo-phone-19911111111" })).await.refused("bind.no_match");
    bind(&server, &access, json!({ "phoneCode": "never-minted" })).await.refused("wechat.code_invalid");
    bind(&server, &access, json!({ "inviteCode": "AAAA-BBBB-CCCC" })).await.refused("invite.not_found");
    bind(&server, &access, json!({})).await.refused("request.invalid");
}

/// A lost phone: the new account waits for the secretary, and gets nothing until then.
#[tokio::test]
async fn a_second_account_of_a_person_waits_for_the_secretary() {
    let server = TestServer::start().await;
    let access = access(&server, "thief-or-new-phone").await;
    let body = json!({ "phoneCode": "demo-phone-19900000002" });
    assert_eq!(bind(&server, &access, body).await.expect(200)["state"], "waitingForApproval");
    let request = server.request(Method::GET, "/api/v1/tasks", None).bearer_auth(access.as_str().unwrap());
    server.send(request).await.refused("auth.not_bound");
}
