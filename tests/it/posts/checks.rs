//! Checking off: S2-2.

use serde_json::{Value, json};

use super::{checked, held, post, world, zone};

/// S2-2: a clean responsibility zone kept for the quarter +10, by itself, with the month that
/// completes it, whatever the order.
#[tokio::test]
async fn a_zone_kept_for_the_quarter_gives_ten() {
    let server = world(1, 4).await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, other) = (&branch.members[0], &branch.members[1], &branch.members[2]);
    let id = zone(&server, &branch).await;
    let kept = held(&server, secretary, &id, member, "2023-12-15").await;
    let spoiled = held(&server, secretary, &id, other, "2024-01-01").await;
    server.set_time("2024-04-03T01:00:00Z");
    for (period, left) in [("2024-02", 2), ("2024-01", 1)] {
        let result = checked(&server, secretary, &kept, period, json!({})).await;
        assert_eq!((&result["outcome"], &result["entryId"]), (&json!("waiting"), &json!(null)));
        assert!(result["detail"].as_str().unwrap().contains(&left.to_string()), "{result}");
    }
    let result = checked(&server, secretary, &kept, "2024-03", json!({ "note": "街道整洁" })).await;
    assert_eq!((&result["outcome"], &result["points"]), (&json!("paid"), &json!(10)));
    let ledger = server.get("/me/ledger", member).await.expect(200);
    let entry = &ledger["items"][0];
    assert_eq!(
        (&entry["id"], &entry["deedOn"], &entry["item"]),
        (&result["entryId"], &json!("2024-03-31"), &json!("clean_zone"))
    );
    assert!(entry["sentence"].as_str().unwrap().contains("环境卫生责任区（2024-Q1）"), "{entry}");

    // A month that was not kept spoils the quarter, and it is said so.
    checked(&server, secretary, &spoiled, "2024-01", json!({})).await;
    let result = checked(&server, secretary, &spoiled, "2024-02", json!({ "kept": false, "note": "堆放垃圾" })).await;
    assert_eq!(
        (&result["outcome"], &result["detail"]),
        (&json!("not_kept"), &json!("已登记，本周期有未达标的检查，不计分。"))
    );
    let result = checked(&server, secretary, &spoiled, "2024-03", json!({})).await;
    assert_eq!((&result["outcome"], &result["entryId"]), (&json!("not_kept"), &json!(null)));
    assert_eq!(server.get("/me/ledger", other).await.expect(200)["items"], json!([]));
    // The next quarter is its own.
    let result = checked(&server, secretary, &spoiled, "2024-04", json!({})).await;
    assert_eq!(result["outcome"], "waiting");
    let checks = server.get(&format!("/posts/{id}/checks"), secretary).await.expect(200);
    assert_eq!(checks["items"].as_array().unwrap().len(), 7);
}

/// A check is made once; what it paid in error is reversed.
#[tokio::test]
async fn a_check_stands_and_is_mended_by_reversal() {
    let server = world(2, 3).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let id = post(&server, &branch, json!({})).await;
    let holding = held(&server, secretary, &id, member, "2024-02-10").await;
    let code =
        async |period: &str, more: Value| checked(&server, secretary, &holding, period, more).await["code"].clone();
    assert_eq!(code("2024-01", json!({})).await, "post.not_held");
    assert_eq!(code("2024-04", json!({})).await, "post.period_not_begun");
    assert_eq!(code("2024-Q1", json!({})).await, "post.wrong_period");
    assert_eq!(code("2024-02", json!({ "points": 3.5 })).await, "post.points_out_of_range");
    let unknown = json!({ "period": "2024-02", "checks": [{ "holdingId": holding, "kept": false, "points": 2 }] });
    let faults = server.post("/posts/checks", secretary, unknown).await.refused("request.invalid");
    assert_eq!(faults["errors"][0]["pointer"], "/checks/0/points");
    let foreign = json!({ "period": "2024-02", "checks": [{ "holdingId": holding, "kept": true }] });
    server.post("/posts/checks", &other.members[0], foreign).await.refused("post.holding_not_found");

    // S1-4: 2 for a turn, 3 for a major contribution.
    let result = checked(&server, secretary, &holding, "2024-02", json!({ "points": 3 })).await;
    assert_eq!((&result["outcome"], &result["points"]), (&json!("paid"), &json!(3)));
    assert_eq!(code("2024-02", json!({ "kept": false })).await, "post.already_checked");
    // A month that runs may be checked: the deed is today's.
    let result = checked(&server, secretary, &holding, "2024-03", json!({})).await;
    assert_eq!((&result["outcome"], &result["points"]), (&json!("paid"), &json!(2)));
    let reversal = format!("/ledger/{}/reversal", result["entryId"].as_str().unwrap());
    server.post(&reversal, &clerk, json!({ "reason": "检查有误" })).await.expect(201);
    assert_eq!(code("2024-03", json!({})).await, "post.already_checked", "by reversal only");
    let points = server.get("/me/points?period=2024-Q1", member).await.expect(200);
    assert_eq!(points["points"]["total"], 3);
}

/// Nobody checks their own post: it goes to another (S2-2, invariant 9).
#[tokio::test]
async fn nobody_checks_their_own_post() {
    let server = world(1, 3).await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let id = post(&server, &branch, json!({})).await;
    let own = held(&server, &clerk, &id, secretary, "2024-01-01").await;
    let others = held(&server, secretary, &id, &branch.members[1], "2024-01-01").await;
    let both = json!({ "period": "2024-02", "checks": [
        { "holdingId": own, "kept": true }, { "holdingId": others, "kept": true }
    ] });
    let results = server.post("/posts/checks", secretary, both).await.expect(200);
    assert_eq!(results["results"][0]["code"], "post.own");
    assert_eq!(results["results"][1]["outcome"], "paid", "one refusal stops no other");
    assert_eq!(checked(&server, &clerk, &own, "2024-02", json!({})).await["outcome"], "paid");
}

/// A second tenure in the same quarter is not paid a second time.
#[tokio::test]
async fn two_tenures_in_a_period_pay_once() {
    let server = world(1, 3).await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let id = post(&server, &branch, json!({ "item": "clean_zone", "checkEvery": "quarter" })).await;
    let first = held(&server, secretary, &id, member, "2024-01-01").await;
    let end = json!({ "on": "2024-02-01", "reason": "轮换" });
    server.post(&format!("/holders/{first}/end"), secretary, end).await.expect(200);
    let second = held(&server, secretary, &id, member, "2024-02-15").await;
    let result = checked(&server, secretary, &first, "2024-Q1", json!({})).await;
    assert_eq!(result["outcome"], "paid");
    let ledger = server.get("/me/ledger", member).await.expect(200);
    assert_eq!(ledger["items"][0]["deedOn"], "2024-01-31", "the last day of the tenure");
    assert_eq!(checked(&server, secretary, &second, "2024-Q1", json!({})).await["code"], "post.already_checked");
}
