//! The term: from the publication through its last day in Asia/Shanghai.

use serde_json::json;
use uuid::Uuid;

use super::{against, finish, object, posted, stranger, unsettled};

/// S2-9, pitfall 14: 23:59:59 of the last day is inside, 00:00:00 of the next is not.
#[tokio::test]
async fn the_term_ends_with_its_last_day_in_shanghai() {
    let server = unsettled().await;
    let branch = server.fixture.branches[0].clone();
    let (member, other, clerk) = (&branch.members[1], &branch.members[2], server.fixture.clerk.clone());
    server.set_time("2024-04-02T01:00:00Z");
    let period = json!({ "organizationId": server.fixture.township.0, "period": "2024-Q1" });
    let closing = server.post("/closings", &clerk, period).await.expect(201)["id"].as_str().unwrap().to_owned();
    let closed = server.get(&format!("/closings/{closing}"), &clerk).await.expect(200);
    let edition: Uuid = closed["edition"]["id"].as_str().unwrap().parse().unwrap();
    let path = format!("/editions/{edition}/objections");
    let body = json!({ "organizationId": branch.id.0, "row": 1, "text": "不对" });
    // Before the publication there is nothing to object to, whoever asks.
    server.post(&path, member, body.clone()).await.refused("edition.not_found");
    stranger(&server, edition, body.clone()).await.refused("edition.not_found");
    stranger(&server, Uuid::now_v7(), body.clone()).await.refused("edition.not_found");
    let posting = json!({ "reason": "乡党委会议同意公示" });
    let posted = server.post(&format!("/closings/{closing}/publication"), &clerk, posting).await.expect(200);
    assert_eq!(posted["objectionsUntil"], "2024-04-09");

    server.set_time("2024-04-09T15:59:59Z");
    stranger(&server, edition, body.clone()).await.expect(201);
    let made = server.post(&path, member, body.clone()).await.expect(201);
    let finalization = format!("/closings/{closing}/finalization");
    server.post(&finalization, &clerk, finish()).await.refused("closing.term_runs");
    server.set_time("2024-04-09T16:00:00Z");
    stranger(&server, edition, body.clone()).await.refused("objection.term_over");
    let late = server.post(&path, other, body.clone()).await.refused("objection.term_over");
    assert_eq!(late["until"], "2024-04-09");
    let waits = server.post(&finalization, &clerk, finish()).await.refused("closing.objections_open");
    assert_eq!(waits["open"], 2);
    assert_eq!(made["madeAt"], "2024-04-09T23:59:59+08:00");
}

/// Rows are looked for where they are: neither a number too high, nor of a branch elsewhere, nor of
/// an organization that is not on the notice.
#[tokio::test]
async fn a_row_that_is_not_there_is_refused() {
    let server = unsettled().await;
    let branch = server.fixture.branches[0].clone();
    let member = &branch.members[1];
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let good = against(&server, &notice, branch.id, member).await;
    for (organization, row) in [
        (branch.id.0, 0),
        (branch.id.0, 5),
        (branch.id.0, u32::MAX),
        (server.fixture.township.0, 9),
        (Uuid::now_v7(), 1),
    ] {
        let mut body = good.clone();
        body["organizationId"] = json!(organization);
        body["row"] = json!(row);
        object(&server, &notice, member, body.clone()).await.refused("objection.row_unknown");
        stranger(&server, notice.edition, body).await.refused("objection.row_unknown");
    }
    let township = json!({ "organizationId": server.fixture.township.0, "row": 8, "text": "不对" });
    object(&server, &notice, member, township).await.expect(201);
    let (only_row, only_place) =
        (json!({ "row": 1, "text": "不对" }), json!({ "organizationId": branch.id.0, "text": "不对" }));
    for (body, pointer) in [(only_row, "/organizationId"), (only_place, "/row")] {
        let refused = object(&server, &notice, member, body).await.refused("request.invalid");
        assert_eq!(refused["errors"][0]["pointer"], pointer);
    }
}
