//! Logging in at a desk (issue 5, item 12): one browser, one phone, one session of eight hours.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_tests::fixture::FixtureMember;
use xianfeng_tests::{Answer, TestServer};

async fn asked(server: &TestServer) -> Value {
    let request = server.request(Method::POST, "/api/v1/auth/desk/requests", None);
    server.send(request.header("User-Agent", "Mozilla/5.0 (Windows NT 10.0)")).await.expect(201)
}

fn path(request: &Value) -> String {
    format!("/auth/desk/requests/{}", request["id"].as_str().unwrap())
}

async fn taken(server: &TestServer, request: &Value, token: &Value) -> Answer {
    let take = server.request(Method::POST, &format!("/api/v1{}/session", path(request)), None);
    server.send(take.json(&json!({ "pollToken": token }))).await
}

async fn confirmed(server: &TestServer, request: &Value, by: &FixtureMember) -> Answer {
    server.post(&format!("{}/confirm", path(request)), by, Value::Null).await
}

/// GET with the access token of a session.
async fn with(server: &TestServer, session: &Value, path: &str) -> Answer {
    let token = session["accessToken"].as_str().unwrap();
    server.send(server.request(Method::GET, &format!("/api/v1{path}"), None).bearer_auth(token)).await
}

async fn refreshed(server: &TestServer, token: &Value) -> Answer {
    let request = server.request(Method::POST, "/api/v1/auth/refresh", None);
    server.send(request.json(&json!({ "refreshToken": token }))).await
}

#[tokio::test]
async fn the_browser_that_asked_gets_the_session_once() {
    let server = TestServer::start().await;
    let secretary = server.fixture.branches[0].members[0].clone();
    let request = asked(&server).await;
    assert!(request["code"].as_str().unwrap().ends_with(request["id"].as_str().unwrap()));
    assert!(request["svg"].as_str().unwrap().starts_with("<svg"));
    let (token, other) = (&request["pollToken"], asked(&server).await);
    assert_eq!(taken(&server, &request, token).await.expect(200)["state"], "waiting");
    // The phone sees what it confirms.
    let look = server.get(&path(&request), &secretary).await.expect(200);
    assert_eq!(look["userAgent"], "Mozilla/5.0 (Windows NT 10.0)");
    assert_eq!((&look["check"], &look["confirmed"]), (&request["check"], &json!(false)));
    confirmed(&server, &request, &secretary).await.expect(200);
    confirmed(&server, &request, &secretary).await.expect(200);
    // Another browser gets nothing, whatever it guesses.
    taken(&server, &request, &other["pollToken"]).await.refused("desk.not_found");
    assert_eq!(taken(&server, &other, &other["pollToken"]).await.expect(200)["state"], "waiting");
    let out = taken(&server, &request, token).await.expect(200);
    assert_eq!((&out["state"], &out["personName"]), (&json!("confirmed"), &json!(secretary.name)));
    taken(&server, &request, token).await.refused("desk.over");
    let me = with(&server, &out["session"], "/me").await.expect(200);
    assert_eq!(me["person"]["id"], json!(secretary.person.0));
    let log = server.get("/audit?limit=100", &server.fixture.clerk).await.expect(200);
    for action in ["auth.desk_confirm", "auth.desk_login"] {
        assert!(log["items"].as_array().unwrap().iter().any(|line| line["action"] == action), "{action}");
    }
}

/// However many tabs ask at once, there is one session.
#[tokio::test]
async fn ten_polls_at_once_are_one_session() {
    let server = TestServer::start().await;
    let request = asked(&server).await;
    confirmed(&server, &request, &server.fixture.clerk).await.expect(200);
    let answers = join_all((0..10).map(|_| taken(&server, &request, &request["pollToken"]))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        answer.refused("desk.over");
    }
    let list = server.get("/auth/desk/sessions", &server.fixture.clerk).await.expect(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn who_holds_no_role_confirms_nothing() {
    let server = TestServer::start().await;
    let [secretary, member] = [0, 1].map(|place| server.fixture.branches[0].members[place].clone());
    let request = asked(&server).await;
    server.get(&path(&request), &member).await.refused("desk.no_role");
    confirmed(&server, &request, &member).await.refused("desk.no_role");
    let nothing = format!("/auth/desk/requests/{}/confirm", Uuid::now_v7());
    server.post(&nothing, &secretary, Value::Null).await.refused("desk.not_found");
    // Confirmed by one, it is no other's; and a role that ended since opens nothing.
    confirmed(&server, &request, &secretary).await.expect(200);
    confirmed(&server, &request, &server.fixture.clerk).await.refused("desk.over");
    let branch = server.fixture.branches[0].id.0;
    let role = json!({ "personId": secretary.person.0, "role": "branch_admin", "organizationId": branch });
    server.post("/roles/end", &server.fixture.clerk, role).await.expect(200);
    taken(&server, &request, &request["pollToken"]).await.refused("desk.no_role");
}

#[tokio::test]
async fn a_code_is_good_for_three_minutes() {
    let server = TestServer::start().await;
    let clerk = &server.fixture.clerk;
    let (late, taken_late) = (asked(&server).await, asked(&server).await);
    confirmed(&server, &taken_late, clerk).await.expect(200);
    server.set_time("2024-03-01T01:03:00Z");
    confirmed(&server, &late, clerk).await.refused("desk.over");
    taken(&server, &taken_late, &taken_late["pollToken"]).await.refused("desk.over");
}

/// Eight hours, whatever is refreshed; and ended from the phone at once.
#[tokio::test]
async fn a_session_at_a_desk_ends() {
    let server = TestServer::start().await;
    let clerk = &server.fixture.clerk;
    let session = async || {
        let request = asked(&server).await;
        confirmed(&server, &request, clerk).await.expect(200);
        taken(&server, &request, &request["pollToken"]).await.expect(200)["session"].clone()
    };
    let first = session().await;
    server.set_time("2024-03-01T08:59:00Z");
    let next = refreshed(&server, &first["refreshToken"]).await.expect(200);
    assert_eq!(next["refreshExpiresAt"], "2024-03-01T17:00:00+08:00");
    server.set_time("2024-03-01T09:00:00Z");
    refreshed(&server, &next["refreshToken"]).await.refused("auth.refresh_invalid");
    assert!(server.get("/auth/desk/sessions", clerk).await.expect(200)["items"].as_array().unwrap().is_empty());

    let second = session().await;
    let list = server.get("/auth/desk/sessions", clerk).await.expect(200);
    let end = format!("/auth/desk/sessions/{}/end", list["items"][0]["id"].as_str().unwrap());
    let secretary = &server.fixture.branches[0].members[0];
    server.post(&end, secretary, Value::Null).await.refused("desk.not_found");
    server.post(&end, clerk, Value::Null).await.expect(200);
    refreshed(&server, &second["refreshToken"]).await.refused("auth.session_revoked");
    assert!(server.get("/auth/desk/sessions", clerk).await.expect(200)["items"].as_array().unwrap().is_empty());
}

/// Who sits down at an open desk makes no second session of it (issue 5, item 12): the eight hours would never end.
#[tokio::test]
async fn a_session_at_a_desk_confirms_no_other() {
    let server = TestServer::start().await;
    let request = asked(&server).await;
    confirmed(&server, &request, &server.fixture.clerk).await.expect(200);
    let session = taken(&server, &request, &request["pollToken"]).await.expect(200)["session"].clone();
    let next = refreshed(&server, &session["refreshToken"]).await.expect(200);
    let other = asked(&server).await;
    for token in [&session["accessToken"], &next["accessToken"]] {
        let confirm = server.request(Method::POST, &format!("/api/v1{}/confirm", path(&other)), None);
        server.send(confirm.bearer_auth(token.as_str().unwrap())).await.refused("desk.from_phone");
    }
    assert_eq!(taken(&server, &other, &other["pollToken"]).await.expect(200)["state"], "waiting");
    with(&server, &next, "/me").await.expect(200);
}

/// Forty at once from one address are thirty: none is counted past another.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn forty_at_once_are_thirty() {
    let server = TestServer::start_with(1, 1, &[]).await;
    let ask = || server.send(server.request(Method::POST, "/api/v1/auth/desk/requests", None));
    let answers = join_all((0..40).map(|_| ask())).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 30);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.refused("rate.limited");
    }
}

/// Too many at once from one address wait; the page lets nothing in but its own script.
#[tokio::test]
async fn an_address_has_so_many_open_and_the_page_is_closed() {
    let server = TestServer::start_with(1, 1, &[]).await;
    let mut refused = 0;
    for _ in 0..40 {
        let answer = server.send(server.request(Method::POST, "/api/v1/auth/desk/requests", None)).await;
        if answer.status != 201 {
            answer.refused("rate.limited");
            refused += 1;
        }
    }
    assert!(refused >= 10, "{refused}");
    let page = server.send(server.request(Method::GET, "/desk", None)).await;
    let policy = page.headers["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
    let html = String::from_utf8(page.body).unwrap();
    assert!(html.contains("/desk.js") && !html.contains("onclick") && !html.contains("<style"));
    let script = server.send(server.request(Method::GET, "/desk.js", None)).await;
    assert!(script.headers["content-type"].to_str().unwrap().starts_with("text/javascript"));
}
