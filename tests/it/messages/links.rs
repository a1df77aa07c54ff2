//! Links and pictures that open a page.

use serde_json::{Value, json};
use xianfeng_demo::wechat::{Endpoint, Fault};
use xianfeng_tests::TestServer;

use super::start;
use crate::contents::{notice, published as content};
use crate::tasks::published;

/// Item 13, §10: one link for everybody, kept until it nears its end.
#[tokio::test]
async fn a_link_is_made_once() {
    let server = start().await;
    let [secretary, member] = [0, 1].map(|at| server.fixture.branches[0].members[at].clone());
    let clerk = server.fixture.clerk.clone();
    let task = published(&server, json!({})).await;
    let path = format!("/tasks/{}/link", task["id"].as_str().unwrap());
    let link = server.post(&path, &secretary, Value::Null).await.expect(200);
    assert!(link["url"].as_str().unwrap().starts_with("https://wxaurl.cn/"));
    assert_eq!(link["expiresAt"], "2024-03-31T09:00:00+08:00");
    assert_eq!(server.post(&path, &clerk, Value::Null).await.expect(200), link, "the same for all");
    assert_eq!(server.wechat.count(Endpoint::UrlLink), 1);
    let asked = server.wechat.requests().into_iter().find(|request| request.endpoint == Endpoint::UrlLink).unwrap();
    let body = asked.body.unwrap();
    assert_eq!((&body["path"], &body["expire_interval"]), (&json!("pages/task/index"), &json!(30)));
    assert_eq!(body["query"], format!("id={}", task["id"].as_str().unwrap()));
    server.post(&path, &member, Value::Null).await.refused("auth.forbidden");
    server.set_time("2024-03-29T01:00:00Z");
    let fresh = server.post(&path, &secretary, Value::Null).await.expect(200);
    assert_ne!(fresh["url"], link["url"], "who gets it now has time to tap it");
    server.wechat.fail(Endpoint::UrlLink, Fault::Html, 1);
    server.set_time("2024-04-26T01:00:00Z");
    server.post(&path, &secretary, Value::Null).await.refused("wechat.unavailable");
    server.post(&path, &secretary, Value::Null).await.expect(200);
    let draft = json!({ "organizationId": server.fixture.branches[0].id.0, "title": "巡山", "item": "fire_patrol" });
    let draft = server.post("/tasks", &secretary, draft).await.expect(201);
    let path = format!("/tasks/{}/link", draft["id"].as_str().unwrap());
    server.post(&path, &secretary, Value::Null).await.refused("task.not_published");
}

/// Item 13, S0-13: a published content has a link; a draft has none.
#[tokio::test]
async fn a_published_content_has_a_link() {
    let server = start().await;
    let [secretary, member] = [0, 1].map(|at| server.fixture.branches[0].members[at].clone());
    let new = || notice(server.fixture.branches[0].id.0, json!({}));
    let draft = server.post("/contents", &secretary, new()).await.expect(201);
    let path = |id: &str| format!("/contents/{id}/link");
    server.post(&path(draft["id"].as_str().unwrap()), &secretary, Value::Null).await.refused("content.wrong_state");
    let id = content(&server, &secretary, new()).await;
    let link = server.post(&path(&id), &secretary, Value::Null).await.expect(200);
    assert_eq!(server.post(&path(&id), &secretary, Value::Null).await.expect(200), link, "the same for all");
    server.post(&path(&id), &member, Value::Null).await.refused("auth.forbidden");
    let stranger = server.fixture.branches[1].members[0].clone();
    server.post(&path(&id), &stranger, Value::Null).await.refused("content.not_found");
    let asked = server.wechat.requests().into_iter().find(|request| request.endpoint == Endpoint::UrlLink).unwrap();
    let body = asked.body.unwrap();
    assert_eq!((&body["path"], &body["query"]), (&json!("pages/content/index"), &json!(format!("id={id}"))));
    assert_eq!(server.wechat.count(Endpoint::UrlLink), 1);
}

/// Item 13, §8: a meeting's picture is drawn once, for everybody and for good.
#[tokio::test]
async fn a_picture_is_drawn_once() {
    let server: TestServer = crate::meetings::start(2, 4).await;
    let members = server.fixture.branches[0].members.clone();
    let id = crate::meetings::planned(&server, json!({})).await;
    let path = format!("/meetings/{id}/picture");
    server.wechat.fail(Endpoint::CodePicture, Fault::Errcode(41030), 1);
    server.get(&path, &members[1]).await.refused("wechat.unavailable");
    let first = server.get(&path, &members[1]).await;
    assert_eq!((first.status.as_u16(), first.headers["content-type"].to_str().unwrap()), (200, "image/jpeg"));
    let again = server.get(&path, &members[0]).await;
    assert_eq!(first.body, again.body);
    assert_eq!(server.wechat.count(Endpoint::CodePicture), 2, "one refused, one drawn");
    let asked =
        server.wechat.requests().into_iter().rfind(|request| request.endpoint == Endpoint::CodePicture).unwrap();
    let body = asked.body.unwrap();
    assert_eq!(body["page"], "pages/meeting/index");
    assert_eq!(body["scene"], id.replace('-', ""));
    let stranger = server.fixture.branches[1].members[1].clone();
    server.get(&path, &stranger).await.refused("meeting.not_found");
}
