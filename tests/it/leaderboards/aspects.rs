//! Points by aspect (S4-2): base, aspects, and what corrections did to them, adding up to the total.

use serde_json::{Value, json};
use xianfeng_domain::Points;
use xianfeng_tests::TestServer;

use super::book::{adopt, grant_base};
use super::scene::{credited, entry};

fn parts(answer: &Value) -> Vec<(Value, Value, Value)> {
    let part = |item: &Value| (item["kind"].clone(), item["aspect"].clone(), item["points"].clone());
    answer["items"].as_array().unwrap().iter().map(part).collect()
}

#[tokio::test]
async fn aspects_add_up_to_the_total() {
    let server = TestServer::start().await;
    adopt(&server, 2, "2024-01-01", "").await;
    let [branch, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let (member, clerk) = (&branch.members[1], server.fixture.clerk.clone());
    let (_, _, taken) = credited(&server, &branch, member, "2024-03-01", json!({})).await;
    let _ = credited(&server, &branch, member, "2024-03-01", json!({})).await;
    entry(&server, &branch, member, 350, "2024-02-01", None).await;
    entry(&server, &branch, member, -200, "2024-02-02", None).await;
    grant_base(&server).await;
    server.post(&format!("/ledger/{taken}/reversal"), &clerk, json!({ "reason": "重复" })).await.expect(201);
    let path = format!("/leaderboards/members/{}/aspects?period=2024-Q1", member.id.0);
    let answer = server.get(&path, member).await.expect(200);
    let aspect = |name: &str, points: Value| (json!("aspect"), json!(name), points);
    assert_eq!(
        parts(&answer),
        [
            (json!("base"), Value::Null, json!(60)),
            aspect("志愿服务", json!(1)),
            aspect("服务群众", json!(3.5)),
            aspect("组织生活", json!(-2)),
        ]
    );
    let total = server.get("/me/points?period=2024-Q1", member).await.expect(200)["points"]["total"].clone();
    assert_eq!(answer["total"], total);
    let points = |value: &Value| value.to_string().parse::<Points>().unwrap();
    let sum: Points = parts(&answer).iter().map(|part| points(&part.2)).sum();
    assert_eq!(sum, points(&total));
    // A month holds no quarter's base.
    let month = format!("/leaderboards/members/{}/aspects?period=2024-02", member.id.0);
    assert_eq!(server.get(&month, &branch.members[0]).await.expect(200)["total"], json!(1.5));
    server.get(&path, &branch.members[2]).await.refused("member.not_found");
    server.get(&path, &other.members[0]).await.refused("member.not_found");
}
