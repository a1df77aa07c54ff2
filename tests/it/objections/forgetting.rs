//! Personal data is little: who objected without an account is forgotten when it is long over.

use serde_json::{Value, json};
use xianfeng_api::work::Job;

use super::{against, finish, id, in_public, listed, posted, refused, stranger, unsettled};

/// Half a year after the closing became final the name and number are gone; the objection, its answer
/// and the receipt code stay.
#[tokio::test]
async fn strangers_are_forgotten_half_a_year_after_the_end() {
    let server = unsettled().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let mut body = against(&server, &notice, branch.id, &branch.members[1]).await;
    body["name"] = json!("王二小");
    body["contact"] = json!("19912340001");
    let receipt = stranger(&server, notice.edition, body).await.expect(201);
    let held = id(&listed(&server, secretary, "held").await[0]);
    server.post(&format!("/objections/{held}/admit"), secretary, Value::Null).await.expect(200);
    server.post(&format!("/objections/{held}/decide"), secretary, refused()).await.expect(200);
    let objector = async || server.get(&format!("/objections/{held}"), &clerk).await.expect(200)["objector"].clone();
    let forget = async || Job::ForgetStrangers.step(&server.app, server.clock.now()).await.unwrap();

    server.set_time("2025-06-01T01:00:00Z");
    assert_eq!(forget().await, 0, "not before it is final");
    let path = format!("/closings/{}/finalization", notice.closing);
    server.post(&path, &clerk, finish()).await.expect(200);
    server.set_time("2025-11-28T01:00:00Z");
    assert_eq!(forget().await, 0, "180 days");
    assert_eq!(objector().await["name"], "王二小");
    server.set_time("2025-11-28T01:00:01Z");
    assert_eq!(forget().await, 1);
    assert_eq!(forget().await, 0);
    assert_eq!(objector().await, json!({ "stranger": true, "name": null, "contact": null }));
    let code = receipt["code"].as_str().unwrap();
    let looked_up = in_public(&server, &format!("/objections/{code}")).await.expect(200);
    assert_eq!(looked_up["answer"], "经核实，登记无误。");
}
