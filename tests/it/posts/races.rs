//! Many at once, over HTTP.

use futures_util::future::join_all;
use serde_json::{Value, json};
use xianfeng_api::verify::{Scope, verify};
use xianfeng_tests::TestServer;

use super::{checked, held, post, world, zone};

async fn assert_clean(server: &TestServer) {
    let report = verify(&server.app, Scope { files: false }, &|_, _, _| {}).await.unwrap();
    assert_eq!(report.differences, []);
}

/// S1-2: 64 claim a post with 5 places at once: exactly 5.
#[tokio::test]
async fn sixty_four_claims_of_five_places_are_five() {
    let server = world(1, 65).await;
    let branch = server.fixture.branches[0].clone();
    let id = post(&server, &branch, json!({ "places": 5 })).await;
    let path = format!("/posts/{id}/claims");
    let answers = join_all(branch.members[1..].iter().map(|member| server.post(&path, member, Value::Null))).await;
    assert_eq!(answers.len(), 64);
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 5);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.refused("post.full");
    }
    let secretary = &branch.members[0];
    assert_eq!(server.get(&format!("/posts/{id}"), secretary).await.expect(200)["taken"], 5);
    let holders = server.get(&format!("/posts/{id}/holders?limit=100"), secretary).await.expect(200);
    assert_eq!(holders["items"].as_array().unwrap().len(), 5);
}

/// The member taps, the secretary assigns, at once and often: one holding, one place.
#[tokio::test]
async fn claimed_and_assigned_at_once_is_held_once() {
    let server = world(1, 2).await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let id = post(&server, &branch, json!({})).await;
    let (claims, holders) = (format!("/posts/{id}/claims"), format!("/posts/{id}/holders"));
    let body = json!({ "memberId": member.id.0, "from": "2024-01-01" });
    let claim = (0..8).map(|_| server.post(&claims, member, Value::Null));
    let assign = (0..8).map(|_| server.post(&holders, secretary, body.clone()));
    let (claim, assign) = futures_util::future::join(join_all(claim), join_all(assign)).await;
    assert_eq!(assign.iter().filter(|answer| answer.status == 201).count(), 1);
    for answer in claim.iter().chain(&assign).filter(|answer| answer.status != 201) {
        answer.refused("post.already_held");
    }
    assert_eq!(server.get(&format!("/posts/{id}"), secretary).await.expect(200)["taken"], 1);
}

/// S2-2: the same check many times at once pays once; so do the last two months of a quarter that
/// are checked at the same moment.
#[tokio::test]
async fn checks_at_once_pay_once() {
    let server = world(1, 4).await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let id = zone(&server, &branch).await;
    server.set_time("2024-04-03T01:00:00Z");
    let mut holdings = Vec::new();
    for member in &branch.members[1..] {
        holdings.push(held(&server, secretary, &id, member, "2024-01-01").await);
    }
    for holding in &holdings {
        assert_eq!(checked(&server, secretary, holding, "2024-01", json!({})).await["outcome"], "waiting");
    }
    let calls = (0..24).map(|index| {
        let period = if index % 2 == 0 { "2024-02" } else { "2024-03" };
        let checks: Vec<_> = holdings.iter().map(|holding| json!({ "holdingId": holding, "kept": true })).collect();
        let by = if index % 3 == 0 { &clerk } else { secretary };
        server.post("/posts/checks", by, json!({ "period": period, "checks": checks }))
    });
    let answers = join_all(calls).await;
    let results: Vec<Value> =
        answers.iter().flat_map(|answer| answer.expect(200)["results"].as_array().unwrap().clone()).collect();
    for holding in &holdings {
        let own = |outcome: &str| {
            results.iter().filter(|one| one["holdingId"] == holding.as_str() && one["outcome"] == outcome).count()
        };
        assert_eq!((own("waiting"), own("paid")), (1, 1), "one of the two months waits, the other pays");
    }
    let refused = results.iter().filter(|one| one["code"] == "post.already_checked").count();
    assert_eq!(refused, results.len() - 2 * holdings.len());
    for member in &branch.members[1..] {
        let ledger = server.get("/me/ledger", member).await.expect(200);
        assert_eq!(ledger["items"].as_array().unwrap().len(), 1);
        assert_eq!(server.get("/me/points?period=2024-Q1", member).await.expect(200)["points"]["total"], 10);
    }
    assert_clean(&server).await;
}
