//! Deciding on claims: parts, returns, rejections, batches (pitfall 23).

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{claimed, published, submitted};

#[tokio::test]
async fn a_part_of_the_range_wants_a_reason() {
    let server = TestServer::start().await;
    let [secretary, member] = [0, 1].map(|index| server.fixture.branches[0].members[index].clone());
    let task = published(&server, json!({ "item": "volunteer_service", "points": 2 })).await;
    let claim = claimed(&server, &task, &member).await;
    let _ = submitted(&server, &claim, &member).await;
    let path = format!("/claims/{claim}/approve");
    server.post(&path, &secretary, json!({ "points": 1 })).await.refused("review.reason_missing");
    server
        .post(&path, &secretary, json!({ "points": 3.01, "reason": "多" }))
        .await
        .refused("review.points_out_of_range");
    let three_decimals = server.post(&path, &secretary, json!({ "points": 0.125, "reason": "半" })).await;
    assert_eq!(three_decimals.refused("request.invalid")["errors"][0]["code"], "points_too_precise");
    let approved = server.post(&path, &secretary, json!({ "points": 0.75, "reason": "只做了一半" })).await.expect(200);
    assert_eq!((&approved["pointsAwarded"], &approved["reviewReason"]), (&json!(0.75), &json!("只做了一半")));
}

#[tokio::test]
async fn a_returned_claim_has_seven_days_and_can_be_handed_in_again() {
    let server = TestServer::start().await;
    let [secretary, member] = [0, 1].map(|index| server.fixture.branches[0].members[index].clone());
    let task = published(&server, json!({ "completeBy": "2024-03-02T10:00:00+08:00" })).await;
    let claim = claimed(&server, &task, &member).await;
    let _ = submitted(&server, &claim, &member).await;
    // The reviewer takes ten days: that does not count against the member.
    server.set_time("2024-03-12T01:00:00Z");
    let path = format!("/claims/{claim}/return");
    server.post(&path, &secretary, json!({})).await.refused("request.invalid");
    let returned = server.post(&path, &secretary, json!({ "reason": "请写明走访了哪几户" })).await.expect(200);
    assert_eq!((&returned["state"], &returned["dueAt"]), (&json!("returned"), &json!("2024-03-19T09:00:00+08:00")));
    server.post(&format!("/claims/{claim}/approve"), &secretary, json!({})).await.refused("claim.wrong_state");
    assert_eq!(submitted(&server, &claim, &member).await["state"], "submitted");
    let history = server.get(&format!("/claims/{claim}"), &member).await.expect(200);
    let steps: Vec<_> = history["history"].as_array().unwrap().iter().map(|step| step["action"].clone()).collect();
    assert_eq!(steps, ["submit", "return", "submit"]);
}

/// Pitfall 7: claim, reject, claim again; withdrawn and rejected claims release their place.
#[tokio::test]
async fn rejected_and_withdrawn_claims_release_their_place() {
    let server = TestServer::start().await;
    let [secretary, member] = [0, 1].map(|index| server.fixture.branches[0].members[index].clone());
    let task = published(&server, json!({ "quota": 1 })).await;
    let claim = claimed(&server, &task, &member).await;
    let _ = submitted(&server, &claim, &member).await;
    let reject = json!({ "reason": "没有到场" });
    let rejected = server.post(&format!("/claims/{claim}/reject"), &secretary, reject.clone()).await.expect(200);
    assert_eq!(rejected["state"], "rejected");
    server.post(&format!("/claims/{claim}/reject"), &secretary, reject).await.refused("claim.wrong_state");
    let again = claimed(&server, &task, &member).await;
    let withdrawn = server.post(&format!("/claims/{again}/withdraw"), &member, Value::Null).await.expect(200);
    assert_eq!(withdrawn["state"], "withdrawn");
    let _ = claimed(&server, &task, &secretary).await;
}

#[tokio::test]
async fn a_batch_gives_one_result_a_claim_and_goes_on() {
    let server = TestServer::start_with(2, 6, &[]).await;
    let branch = server.fixture.branches[0].clone();
    let secretary = branch.members[0].clone();
    let task = published(&server, json!({ "item": "volunteer_service" })).await;
    let mut claims = Vec::new();
    for member in &branch.members[..5] {
        let claim = claimed(&server, &task, member).await;
        let _ = submitted(&server, &claim, member).await;
        claims.push(claim);
    }
    let nowhere = uuid::Uuid::now_v7().to_string();
    let batch = json!({
        "approve": [claims[0], claims[1], claims[2], nowhere],
        "exceptions": [
            { "claimId": claims[3], "action": "approve", "points": 2.5, "reason": "任务较重" },
            { "claimId": claims[4], "action": "return", "reason": "请补照片" },
        ],
    });
    let out = server.post("/claims/reviews", &secretary, batch).await.expect(200);
    let results = out["results"].as_array().unwrap();
    let of = |id: &str| results.iter().find(|result| result["claimId"] == id).unwrap();
    assert_eq!(of(&claims[0])["code"], "review.own_claim");
    assert_eq!(of(&claims[1])["state"], "approved");
    assert_eq!(of(&claims[3])["state"], "approved");
    assert_eq!(of(&claims[4])["state"], "returned");
    assert_eq!(of(&nowhere)["code"], "claim.not_found");
    let twice = json!({ "approve": [claims[0], claims[0]] });
    server.post("/claims/reviews", &secretary, twice).await.refused("request.invalid");
}

/// The claims of another branch are refused inside a batch as they are outside (pitfall 32).
#[tokio::test]
async fn a_batch_reaches_no_further_than_its_reviewer() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    let task = published(&server, json!({})).await;
    let claim = claimed(&server, &task, &member).await;
    let _ = submitted(&server, &claim, &member).await;
    let stranger = server.fixture.branches[1].members[0].clone();
    let out = server.post("/claims/reviews", &stranger, json!({ "approve": [claim] })).await.expect(200);
    assert_eq!(out["results"][0]["code"], "claim.not_found");
    assert_eq!(server.get(&format!("/claims/{claim}"), &member).await.expect(200)["claim"]["state"], "submitted");
}

/// Who waits longest is decided on first, over pages too.
#[tokio::test]
async fn the_queue_is_in_the_order_of_handing_in() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let task = published(&server, json!({})).await;
    let mut claims = Vec::new();
    for member in &branch.members[1..4] {
        claims.push((claimed(&server, &task, member).await, member));
    }
    claims.reverse();
    for (minute, (claim, member)) in claims.iter().enumerate() {
        // Two of the three at the same instant: their ids decide.
        server.set_time(&format!("2024-03-02T01:0{}:00Z", minute.min(1)));
        let _ = submitted(&server, claim, member).await;
    }
    let expected = [0, 2, 1].map(|place: usize| json!(claims[place].0));
    let (mut paged, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = server.get(&format!("/claims?queue=review&limit=1{cursor}"), &branch.members[0]).await.expect(200);
        paged.extend(page["items"].as_array().unwrap().iter().map(|claim| claim["id"].clone()));
        match page["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(paged, expected);
}
