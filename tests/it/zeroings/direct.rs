//! What a committee enters itself, for one or for many.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{adopt_items, differences, totals};

/// S2-2: snow, a point for each of many; one result a member, in one transaction; nobody for themselves.
#[tokio::test]
async fn one_decision_credits_many_members_and_never_its_maker() {
    let server = TestServer::start().await;
    adopt_items(&server).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let secretary = &branch.members[0];
    let mut ids: Vec<_> = branch.members.iter().map(|member| member.id.0).collect();
    ids.push(other.members[1].id.0);
    let body = json!({ "memberIds": ids, "item": "test_snow", "doneOn": "2024-03-01", "what": "清扫村道积雪",
        "meeting": "3月1日支委会" });
    let key = "a-key-of-the-secretary-01";
    let first = server.post_with_key("/entries", secretary, key, body.clone()).await.expect(201);
    assert_eq!(server.post_with_key("/entries", secretary, key, body).await.expect(201), first);
    let results = first["results"].as_array().unwrap();
    let of = |id| results.iter().find(|result| result["memberId"] == json!(id)).unwrap();
    assert_eq!(of(secretary.id.0)["code"], "ledger.own_entry");
    assert_eq!(of(other.members[1].id.0)["code"], "member.not_found");
    for member in &branch.members[1..] {
        assert_eq!(of(member.id.0)["points"], json!(1));
        assert_eq!(totals(&server, member, &["2024-Q1"]).await, [json!(1)]);
    }
    let ledger = server.get("/me/ledger", &branch.members[1]).await.expect(200);
    assert_eq!(
        (&ledger["items"][0]["source"], &ledger["items"][0]["reason"]),
        (&json!("direct"), &json!("3月1日支委会"))
    );
    assert_eq!(differences(&server).await, []);
}

/// S1-4, S2-2: what the item's kind, range and unit want, and what is refused.
#[tokio::test]
async fn an_entry_keeps_to_the_rule_book() {
    let server = TestServer::start().await;
    adopt_items(&server).await;
    let (member, clerk) = (server.fixture.branches[0].members[1].clone(), server.fixture.clerk.clone());
    let enter = async |item: &str, more: Value| {
        let mut body = json!({ "memberIds": [member.id.0], "item": item, "doneOn": "2024-03-01", "what": "支部检查" });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        server.post("/entries", &clerk, body).await
    };
    let code = async |item: &str, more: Value| enter(item, more).await.expect(201)["results"][0]["code"].clone();
    assert_eq!(code("no_such_item", json!({})).await, "entry.item_unfit");
    assert_eq!(code("test_veto", json!({})).await, "entry.item_unfit");
    assert_eq!(code("test_repair", json!({})).await, "entry.quantity_invalid");
    assert_eq!(code("test_fault", json!({ "reason": "检查发现" })).await, "entry.points_invalid");
    assert_eq!(code("test_fault", json!({ "points": 6, "reason": "检查发现" })).await, "entry.points_invalid");
    assert_eq!(code("test_fault", json!({ "points": 2 })).await, "entry.reason_missing");
    assert_eq!(code("test_snow", json!({ "doneOn": "1999-12-31" })).await, "member.not_found");
    enter("test_snow", json!({ "doneOn": "2024-03-02" })).await.refused("request.invalid");
    enter("test_snow", json!({ "memberIds": [] })).await.refused("request.invalid");
    let done = enter("test_fault", json!({ "points": 2, "reason": "检查发现" })).await.expect(201);
    assert_eq!(done["results"][0]["points"], json!(-2));
    let done = enter("test_repair", json!({ "quantity": 11 })).await.expect(201);
    assert_eq!(done["results"][0]["points"], json!(33));
    assert_eq!(totals(&server, &member, &["2024-03"]).await, [json!(31)]);
    let ledger = server.get("/me/ledger", &member).await.expect(200);
    assert!(ledger["items"][0]["sentence"].as_str().unwrap().contains("数量11次"), "{}", ledger["items"][0]);
}
