//! What closing would do, and what publishing tells.

use sea_orm::{ConnectionTrait, Database as Raw, Statement};
use serde_json::{Value, json};

use super::quarter;
use crate::closings::published;
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
    let raw = Raw::connect(server.storage.database_url()).await.expect("connects");
    let sql = "SELECT params FROM inbox_messages WHERE kind = 'edition.published'";
    let rows = raw.query_all_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap();
    let params: Vec<Value> =
        rows.iter().map(|row| serde_json::from_str(&row.try_get::<String>("", "params").unwrap()).unwrap()).collect();
    assert_eq!(params.len(), 10);
    assert!(params.iter().all(|one| one["period"] == "2024-Q1" && one["until"] == closing["objectionsUntil"]));
    assert!(params.iter().any(|one| one["points"] == "4" && one["rank"] == "1"), "{params:?}");
    raw.close().await.expect("closes");
}
