//! Terms of posts: S3-5.

use serde_json::{Value, json};
use xianfeng_api::work::Job;

use super::{checked, post, world};

/// A holding ends by itself after its term, with a word before; its place is free again.
#[tokio::test]
async fn a_term_ends_by_itself_after_a_reminder() {
    let server = world(1, 4).await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let id = post(&server, &branch, json!({ "places": 1 })).await;
    let path = format!("/posts/{id}/holders");
    let with = |until: &str| json!({ "memberId": member.id.0, "from": "2024-02-01", "until": until });
    for until in ["2024-03-01", "2034-03-01"] {
        let faults = server.post(&path, secretary, with(until)).await.refused("request.invalid");
        assert_eq!(faults["errors"][0]["pointer"], "/until");
    }
    // A claim is confirmed for the term.
    server.post(&format!("/posts/{id}/claims"), member, Value::Null).await.expect(201);
    let held = server.post(&path, secretary, with("2024-06-16")).await.expect(201);
    assert_eq!(
        (&held["termUntil"], &held["until"], &held["origin"]),
        (&json!("2024-06-16"), &Value::Null, &json!("claimed"))
    );
    let holding = held["id"].as_str().unwrap();
    let told = async |kind: &str| {
        while Job::Remind.step(&server.app, server.clock.now()).await.unwrap() > 0 {}
        let inbox = server.get("/me/inbox?limit=100", member).await.expect(200);
        inbox["items"].as_array().unwrap().iter().filter(|one| one["kind"] == kind).count()
    };
    server.set_time("2024-05-16T01:00:00Z");
    assert_eq!(told("post.term_soon").await, 0);
    server.set_time("2024-05-17T01:00:00Z");
    assert_eq!((told("post.term_soon").await, told("post.term_soon").await), (1, 1), "once");

    // Over by itself, whether or not the worker came by.
    server.set_time("2024-07-02T01:00:00Z");
    assert_eq!(checked(&server, secretary, holding, "2024-07", json!({})).await["code"], "post.not_held");
    assert_eq!(checked(&server, secretary, holding, "2024-06", json!({})).await["outcome"], "paid");
    assert_eq!(Job::EndPostTerms.step(&server.app, server.clock.now()).await.unwrap(), 1);
    assert_eq!(Job::EndPostTerms.step(&server.app, server.clock.now()).await.unwrap(), 0);
    let holders = server.get(&path, secretary).await.expect(200);
    let ended = &holders["items"][0];
    assert_eq!((&ended["state"], &ended["until"]), (&json!("ended"), &json!("2024-06-16")));
    assert_eq!(told("post.ended").await, 1);
    assert_eq!(server.get(&format!("/posts/{id}"), member).await.expect(200)["taken"], 0);
    server.post(&format!("/posts/{id}/claims"), &branch.members[2], Value::Null).await.expect(201);
}
