//! The publicity notice: public for good, old editions too (S0-2, S2-9).

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::surfaces::page;
use super::{adopt_again, corrected, live_changes, quarter};
use crate::closings::{close, deed, published};

async fn public(server: &TestServer, path: &str) -> (u16, String) {
    let answer = server.send(server.request(Method::GET, &format!("/api/v1{path}"), None)).await;
    (answer.status.as_u16(), String::from_utf8(answer.body).unwrap())
}

/// An edition opened a year later is byte for byte the same.
#[tokio::test]
async fn a_year_later_the_notice_is_the_same() {
    let server = quarter().await;
    let closing = published(&server, "2024-Q1").await;
    let (township, branch) = (server.fixture.township.0, server.fixture.branches[0].id.0);
    let paths = [
        format!("/public/editions/{}", closing["edition"]["id"].as_str().unwrap()),
        format!("/public/organizations/{branch}/notice?period=2024-Q1"),
        format!("/public/organizations/{township}/notice?period=2024-Q1&edition=1&limit=3"),
    ];
    let mut before = Vec::new();
    for path in &paths {
        before.push(public(&server, path).await);
    }
    assert!(before.iter().all(|(status, _)| *status == 200), "{before:?}");
    live_changes(&server).await;
    adopt_again(&server, "2025-01-01").await;
    server.set_time("2025-04-02T01:00:00Z");
    for (path, before) in paths.iter().zip(&before) {
        assert_eq!(&public(&server, path).await, before, "{path}");
    }
    let body: Value = serde_json::from_str(&before[1].1).unwrap();
    assert_eq!((&body["edition"]["number"], &body["ruleBook"]["version"]), (&json!(1), &json!(1)));
    assert_eq!((&body["approval"], &body["items"][0]["number"]), (&json!("乡党委会议同意公示"), &json!(1)));
    assert!(body["items"][0]["name"].as_str().unwrap().contains('*'), "names are masked: {body}");
}

/// What was superseded before it was published never is public; what is corrected afterwards stays
/// readable and names its successor.
#[tokio::test]
async fn only_published_editions_are_public() {
    let server = quarter().await;
    let branch = server.fixture.branches[1].clone();
    server.set_time("2024-03-30T01:00:00Z");
    let first = deed(&server, &branch.members[1], "hazard_check", "2024-03-05").await;
    let second = deed(&server, &branch.members[2], "hazard_check", "2024-03-05").await;
    server.set_time("2024-04-02T01:00:00Z");
    let closing = close(&server, "2024-Q1").await;
    let id = closing["id"].as_str().unwrap();
    let notice = |more: &str| format!("/public/organizations/{}/notice?period=2024-Q1{more}", branch.id.0);
    assert_eq!(public(&server, &notice("")).await.0, 404);
    corrected(&server, id, &first).await;
    let clerk = server.fixture.clerk.clone();
    let approve = json!({ "reason": "乡党委会议同意公示" });
    let _ = server.post(&format!("/closings/{id}/publication"), &clerk, approve).await.expect(200);
    corrected(&server, id, &second).await;
    assert_eq!(public(&server, &notice("&edition=1")).await.0, 404);
    let old: Value = serde_json::from_str(&public(&server, &notice("&edition=2")).await.1).unwrap();
    let new: Value = serde_json::from_str(&public(&server, &notice("")).await.1).unwrap();
    assert_eq!((&old["edition"]["supersededBy"], &new["edition"]["supersededBy"]), (&json!(3), &Value::Null));
    assert_eq!((&new["edition"]["number"], &new["edition"]["reason"]), (&json!(3), &json!("同一件事重复登记")));
    assert_ne!(old["items"], new["items"]);
    let paper = page(&server, &format!("/board/{}/notice?period=2024-Q1&edition=2", branch.id.0)).await;
    assert!(paper.contains("本版已被第3版更正"), "{paper}");
    let all = server.get(&format!("/closings/{id}/editions"), &branch.members[1]).await.expect(200);
    let numbers: Vec<&Value> = all["items"].as_array().unwrap().iter().map(|one| &one["number"]).collect();
    assert_eq!(numbers, [&json!(3), &json!(2), &json!(1)]);
    assert_eq!(all["items"][2]["publishedOn"], Value::Null);
}

/// Invariant 11: sensitive members are on no notice; their own row is clear to themselves.
#[tokio::test]
async fn sensitive_rows_are_for_need_to_know() {
    let server = quarter().await;
    let branch = server.fixture.branches[0].clone();
    crate::leaderboards::scene::mark(&server, branch.id, true, None).await;
    let closing = published(&server, "2024-Q1").await;
    let path = format!("/editions/{}/rows", closing["edition"]["id"].as_str().unwrap());
    let size = async |by| server.get(&path, by).await.expect(200)["size"].clone();
    assert_eq!(size(&server.fixture.clerk).await, json!(10), "the township needs to know");
    assert_eq!(size(&server.fixture.branches[1].members[1]).await, json!(5));
    let own = server.get(&path, &branch.members[2]).await.expect(200);
    assert_eq!(own["size"], json!(6), "one's own row is always clear to oneself");
    let row = own["items"].as_array().unwrap().iter().find(|row| row["branchId"] == json!(branch.id.0)).unwrap();
    assert_eq!((&row["number"], &row["memberId"]), (&Value::Null, &json!(branch.members[2].id.0)));
    assert_eq!(public(&server, &format!("/public/organizations/{}/notice", branch.id.0)).await.0, 404);
    let all = public(&server, &format!("/public/organizations/{}/notice", server.fixture.township.0)).await.1;
    assert_eq!(serde_json::from_str::<Value>(&all).unwrap()["size"], json!(5));
}
