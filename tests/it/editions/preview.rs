//! What closing would do, and what publishing tells.

use serde_json::{Value, json};

use super::quarter;
use crate::closings::published;
use crate::inbox::{assert_told, told};
use crate::leaderboards::scene::{submitted, task};

/// The preview names what waits and what comes first, and writes nothing.
#[tokio::test]
async fn a_closing_is_previewed() {
    let server = quarter().await;
    let (branch, clerk) = (server.fixture.branches[0].clone(), server.fixture.clerk.clone());
    server.set_time("2024-03-20T01:00:00Z");
    let task = task(&server, &branch, json!({})).await;
    let _ = submitted(&server, &task, &branch.members[1], "2024-03-20").await;
    let preview =
        |period: &str| format!("/closings/preview?organizationId={}&period={period}", server.fixture.township.0);
    let early = server.get(&preview("2024-Q1"), &clerk).await.expect(200);
    assert_eq!((&early["mayClose"], &early["refusal"]["code"]), (&json!(false), &json!("closing.not_over")));
    server.set_time("2024-04-02T01:00:00Z");
    let body = server.get(&preview("2024-Q1"), &clerk).await.expect(200);
    assert_eq!((&body["mayClose"], &body["refusal"]), (&json!(true), &Value::Null));
    assert_eq!((&body["counted"], &body["exempt"], &body["outOfScope"]), (&json!(10), &json!(0), &json!(0)));
    assert_eq!(body["waiting"], json!({ "claims": 1, "declarations": 0, "audits": 0 }));
    assert_eq!(body["organizations"][0]["organizationId"], json!(branch.id.0));
    let graded: u64 = body["grades"].as_array().unwrap().iter().map(|one| one["members"].as_u64().unwrap()).sum();
    assert_eq!(graded, 10);
    let _ = published(&server, "2024-Q1").await;
    let again = server.get(&preview("2024-Q1"), &clerk).await.expect(200);
    assert_eq!(again["refusal"]["code"], "closing.exists");
}

/// Issue 4, item 8: everybody on the edition is told the own result.
#[tokio::test]
async fn publishing_tells_every_member() {
    let server = quarter().await;
    let closing = published(&server, "2024-Q1").await;
    assert_eq!(closing["objectionsUntil"], "2024-04-09");
    let members = server.fixture.branches[0].members.clone();
    let words = "2024年第一季度积分已公示：您得 4 分，支部第 1 名，2024年4月9日前（含当天）可提异议。";
    assert_told(&server, &members[3], &[("edition.published", words)]).await;
    for branch in &server.fixture.branches {
        for member in &branch.members {
            assert_eq!(told(&server, member, "edition.published").await, 1);
        }
    }
}
