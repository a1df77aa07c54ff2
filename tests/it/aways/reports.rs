//! A report by phone, typed by who took the call, and the return for the appraisal: S2-6, S2-11, S3-2.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::gone;
use crate::appraisal::{round, step};
use crate::declarations::report;

/// The record says that it came by phone, to whom and on which day.
#[tokio::test]
async fn a_report_by_phone_names_who_took_it() {
    let server = TestServer::start().await;
    let own = server.fixture.branches[0].clone();
    let [secretary, member, liaison, second] = [0, 1, 2, 3].map(|place| own.members[place].clone());
    gone(&server, &member, &liaison, json!({})).await;
    let by_phone = |how: &str| report(json!({ "memberId": member.id.0, "reportedBy": how, "doneOn": "2024-02-28" }));
    let fault = async |by, body: Value| {
        server.post("/declarations", by, body).await.refused("request.invalid")["errors"][0]["pointer"].clone()
    };
    assert_eq!(fault(&liaison, by_phone("pigeon")).await, "/reportedBy");
    assert_eq!(fault(&second, report(json!({ "reportedBy": "phone" }))).await, "/reportedBy", "one's own is written");
    let own_id = report(json!({ "memberId": second.id.0, "reportedBy": "phone" }));
    assert_eq!(fault(&second, own_id).await, "/reportedBy");
    let made = server.post("/declarations", &liaison, by_phone("phone")).await.expect(201);
    assert_eq!((&made["reportedBy"], &made["declaredBy"]), (&json!("phone"), &json!(liaison.name)));
    assert_eq!(made["doneOn"], "2024-02-28");
    let path = format!("/declarations/{}", made["id"].as_str().unwrap());
    assert_eq!(server.get(&path, &secretary).await.expect(200)["reportedBy"], "phone");
}

/// The list of times away says whether the member came back for the year's appraisal.
#[tokio::test]
async fn the_list_shows_the_return_for_the_appraisal() {
    let server = TestServer::start().await;
    let own = server.fixture.branches[0].clone();
    let [secretary, member, liaison] = [0, 1, 2].map(|place| own.members[place].clone());
    gone(&server, &member, &liaison, json!({})).await;
    let list = async || {
        let path = format!("/members/{}/aways", member.id.0);
        server.get(&path, &secretary).await.expect(200)["items"][0]["appraisals"].clone()
    };
    assert_eq!(list().await, json!([]));
    let round = round(&server, "democratic", json!({})).await;
    step(&server, &round, "open", Value::Null).await;
    assert_eq!(list().await, json!([{ "year": 2024, "returnedOn": null }]));
    let back = json!({ "memberId": member.id.0, "on": "2024-02-28" });
    server.post(&format!("{round}/returns"), &secretary, back).await.expect(200);
    assert_eq!(list().await, json!([{ "year": 2024, "returnedOn": "2024-02-28" }]));
}
