//! Logging in at a desk with a password and a code of an app (issue 5, item 12): only for administrators who were given
//! one on the command line.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_api::auth::{NewDeskPassword, remove_desk_password, set_desk_password};
use xianfeng_domain::desk::step_of;
use xianfeng_infra::db::Tx;
use xianfeng_infra::totp;
use xianfeng_tests::fixture::FixtureMember;
use xianfeng_tests::{Answer, TestServer};

/// Sets a password as the command line does; says whether the person may have one.
async fn set(server: &TestServer, new: &NewDeskPassword, member: &FixtureMember) -> bool {
    let (app, now) = (&server.app, server.clock.now());
    let township = (server.fixture.township, &server.fixture.path);
    let hash = new.hash().await.unwrap();
    let set = async |tx: &Tx| set_desk_password(tx, app, member.person, township, (new, &hash), now).await;
    app.database.transact("test", set).await.unwrap()
}

async fn given(server: &TestServer, member: &FixtureMember) -> NewDeskPassword {
    let new = NewDeskPassword::random();
    assert!(set(server, &new, member).await);
    new
}

/// What the app shows when its clock is so many steps off.
fn shown(server: &TestServer, new: &NewDeskPassword, off: i64) -> String {
    totp::code(&new.secret, step_of(server.clock.now()) + off).unwrap()
}

async fn typed(server: &TestServer, name: &str, password: &str, code: &str) -> Answer {
    let body = json!({ "loginName": name, "password": password, "totp": code });
    server.send(server.request(Method::POST, "/api/v1/auth/desk/password", None).json(&body)).await
}

/// With everything right, by a clock that is so many steps off.
async fn right(server: &TestServer, new: &NewDeskPassword, off: i64) -> Answer {
    typed(server, &new.login_name, &new.password, &shown(server, new, off)).await
}

async fn wrong(server: &TestServer, name: &str) {
    typed(server, name, "WRONG", "123456").await.refused("desk.password_wrong");
}

async fn sessions(server: &TestServer, of: &FixtureMember) -> usize {
    server.get("/auth/desk/sessions", of).await.expect(200)["items"].as_array().unwrap().len()
}

async fn actions(server: &TestServer) -> Vec<String> {
    let log = server.get("/audit?limit=100", &server.fixture.clerk).await.expect(200);
    log["items"].as_array().unwrap().iter().map(|line| line["action"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_code_opens_one_session_of_eight_hours() {
    let server = TestServer::start().await;
    let clerk = server.fixture.clerk.clone();
    let new = given(&server, &clerk).await;
    let out = right(&server, &new, 0).await.expect(200);
    assert_eq!((&out["state"], &out["personName"]), (&json!("confirmed"), &json!(clerk.name)));
    assert_eq!(out["session"]["refreshExpiresAt"], "2024-03-01T17:00:00+08:00");
    let token = out["session"]["accessToken"].as_str().unwrap();
    let me = server.send(server.request(Method::GET, "/api/v1/me", None).bearer_auth(token)).await.expect(200);
    assert_eq!(me["person"]["id"], json!(clerk.person.0));
    // The same code again is refused, and whatever is older than it.
    right(&server, &new, 0).await.refused("desk.password_wrong");
    right(&server, &new, -1).await.refused("desk.password_wrong");
    assert_eq!(sessions(&server, &clerk).await, 1);
    // It is listed and ended from the phone like any other.
    let list = server.get("/auth/desk/sessions", &clerk).await.expect(200);
    let end = format!("/auth/desk/sessions/{}/end", list["items"][0]["id"].as_str().unwrap());
    server.post(&end, &clerk, Value::Null).await.expect(200);
    let refresh = json!({ "refreshToken": out["session"]["refreshToken"] });
    let refresh = server.request(Method::POST, "/api/v1/auth/refresh", None).json(&refresh);
    server.send(refresh).await.refused("auth.session_revoked");
    let actions = actions(&server).await;
    for action in ["cli.desk_password", "auth.desk_password", "auth.desk_end"] {
        assert!(actions.iter().any(|line| line == action), "{action}: {actions:?}");
    }
}

/// One step either way; two are too many. What is copied with spaces and in small letters is the same.
#[tokio::test]
async fn a_clock_may_be_a_step_off() {
    let server = TestServer::start().await;
    let new = given(&server, &server.fixture.clerk).await;
    right(&server, &new, -2).await.refused("desk.password_wrong");
    right(&server, &new, 2).await.refused("desk.password_wrong");
    right(&server, &new, -1).await.expect(200);
    let (first, second) = new.password.split_at(12);
    let copied = format!("{} {}", first.to_lowercase(), second);
    typed(&server, &new.login_name.to_uppercase(), &copied, &shown(&server, &new, 0)).await.expect(200);
    right(&server, &new, 1).await.expect(200);
    assert_eq!(sessions(&server, &server.fixture.clerk).await, 3);
    typed(&server, &new.login_name, &new.password, "12345").await.refused("request.invalid");
}

/// Five wrong ones are free; then 1, 2, 4 … minutes, for the right one, too. The person is told once.
#[tokio::test]
async fn wrong_tries_make_the_next_one_wait() {
    let server = TestServer::start().await;
    let clerk = server.fixture.clerk.clone();
    let new = given(&server, &clerk).await;
    // Each of the three alone is not enough.
    typed(&server, &new.login_name, "WRONG", &shown(&server, &new, 0)).await.refused("desk.password_wrong");
    let other = NewDeskPassword::random();
    typed(&server, &new.login_name, &new.password, &shown(&server, &other, 0)).await.refused("desk.password_wrong");
    for _ in 0..3 {
        wrong(&server, &new.login_name).await;
    }
    let wait = right(&server, &new, 0).await.refused("desk.password_wait");
    assert_eq!(wait["retryAfter"], 60);
    let told = server.get("/me/inbox?limit=100", &clerk).await.expect(200);
    let told = told["items"].as_array().unwrap().iter().filter(|message| message["kind"] == "desk.password_tried");
    assert_eq!(told.count(), 1);
    assert!(actions(&server).await.iter().any(|action| action == "auth.desk_password_wrong"));
    server.set_time("2024-03-01T01:00:59Z");
    right(&server, &new, 0).await.refused("desk.password_wait");
    server.set_time("2024-03-01T01:01:00Z");
    wrong(&server, &new.login_name).await;
    assert_eq!(right(&server, &new, 0).await.refused("desk.password_wait")["retryAfter"], 120);
    server.set_time("2024-03-01T01:03:00Z");
    right(&server, &new, 0).await.expect(200);
    // Who was right begins anew.
    for _ in 0..4 {
        wrong(&server, &new.login_name).await;
    }
    right(&server, &new, 1).await.expect(200);
}

/// Whoever guesses names learns nothing: neither by the answer nor by when they have to wait.
#[tokio::test]
async fn a_name_that_is_not_there_is_answered_alike() {
    let server = TestServer::start().await;
    let new = given(&server, &server.fixture.clerk).await;
    let asked = async |name: &str| {
        let answer = typed(&server, name, "WRONG", "123456").await;
        let mut body = answer.json();
        body.as_object_mut()
            .unwrap()
            .retain(|key, _| ["code", "detail", "title", "retryAfter"].contains(&key.as_str()));
        (answer.status, answer.headers.get("retry-after").cloned(), body)
    };
    for _ in 0..6 {
        assert_eq!(asked(&new.login_name).await, asked("admin-22222222").await);
    }
}

/// Whoever tries many names from one address waits, too; who is right gives the try back.
#[tokio::test]
async fn an_address_is_counted() {
    let server = TestServer::start().await;
    let new = given(&server, &server.fixture.clerk).await;
    for number in 0..10 {
        wrong(&server, &format!("admin-{number}")).await;
    }
    right(&server, &new, 0).await.expect(200);
    for number in 10..20 {
        wrong(&server, &format!("admin-{number}")).await;
    }
    assert_eq!(right(&server, &new, 1).await.refused("desk.password_wait")["retryAfter"], 60);
}

/// Only an administrator gets one, and it opens nothing once the role has ended.
#[tokio::test]
async fn a_role_that_ended_opens_nothing() {
    let server = TestServer::start().await;
    let (clerk, secretary) = (server.fixture.clerk.clone(), server.fixture.branches[0].members[0].clone());
    assert!(!set(&server, &NewDeskPassword::random(), &secretary).await, "a secretary scans the code");
    let role = json!({ "personId": secretary.person.0, "role": "township_admin", "organizationId": server.fixture.township.0 });
    server.post("/roles", &clerk, role.clone()).await.expect(201);
    let new = given(&server, &secretary).await;
    right(&server, &new, 0).await.expect(200);
    server.post("/roles/end", &clerk, role).await.expect(200);
    right(&server, &new, 1).await.refused("desk.password_wrong");
    assert_eq!(sessions(&server, &secretary).await, 1);
}

/// However many tabs send one code at once, it opens one session.
#[tokio::test]
async fn twenty_at_once_with_one_code_are_one_session() {
    let server = TestServer::start().await;
    let new = given(&server, &server.fixture.clerk).await;
    let answers = join_all((0..20).map(|_| right(&server, &new, 0))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        let code = answer.json()["code"].clone();
        assert!(code == "desk.password_wrong" || code == "desk.password_wait", "{code}");
    }
    assert_eq!(sessions(&server, &server.fixture.clerk).await, 1);
}

/// Twenty wrong ones at once are twenty tries: no more than five are looked at.
#[tokio::test]
async fn twenty_wrong_ones_at_once_are_not_free() {
    let server = TestServer::start().await;
    let new = given(&server, &server.fixture.clerk).await;
    let answers = join_all((0..20).map(|_| typed(&server, &new.login_name, "WRONG", "123456"))).await;
    let looked_at = answers.iter().filter(|answer| answer.json()["code"] == "desk.password_wrong").count();
    assert_eq!(looked_at, 5);
}

/// A new password takes the place of the old one and ends what it opened; without one nothing opens.
#[tokio::test]
async fn setting_anew_ends_the_old_one() {
    let server = TestServer::start().await;
    let clerk = server.fixture.clerk.clone();
    let old = given(&server, &clerk).await;
    let opened = right(&server, &old, 0).await.expect(200);
    let new = given(&server, &clerk).await;
    assert_eq!(sessions(&server, &clerk).await, 0);
    let refresh = json!({ "refreshToken": opened["session"]["refreshToken"] });
    let refresh = server.request(Method::POST, "/api/v1/auth/refresh", None).json(&refresh);
    server.send(refresh).await.refused("auth.session_revoked");
    right(&server, &old, 1).await.refused("desk.password_wrong");
    right(&server, &new, 1).await.expect(200);
    let (now, path) = (server.clock.now(), &server.fixture.path);
    let remove = async |tx: &Tx| remove_desk_password(tx, clerk.person, path, now).await;
    assert!(server.app.database.transact("test", remove).await.unwrap());
    assert!(!server.app.database.transact("test", remove).await.unwrap());
    assert_eq!(sessions(&server, &clerk).await, 0);
    server.set_time("2024-03-01T01:02:00Z");
    right(&server, &new, 0).await.refused("desk.password_wrong");
}
