//! S3-2: an adopted suggestion scores, once.

use futures_util::future::join_all;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{answered, suggested, taken_up};
use crate::declarations::{assert_clean, ledger};

/// Adopted by many at once it scores once, under the item, on the day of the adoption.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn adopted_twice_at_once_it_scores_once() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let own = suggested(&server, member, json!({})).await;
    taken_up(&server, &own, secretary).await;
    server.set_time("2024-03-05T01:00:00Z");
    let adopt = json!({ "outcome": "adopted", "item": "safety_advice" });
    let several = answered(&server, &own, secretary, json!({ "outcome": "adopted" })).await.refused("request.invalid");
    assert_eq!(several["errors"][0]["pointer"], "/item", "several items take suggestions");
    answered(&server, &own, secretary, json!({ "outcome": "adopted", "item": "nothing" }))
        .await
        .refused("declaration.item_unfit");
    let tries = (0..8).map(|n| answered(&server, &own, if n % 2 == 0 { secretary } else { &clerk }, adopt.clone()));
    let answers = join_all(tries).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        answer.refused("suggestion.wrong_state");
    }
    let entries = ledger(&server, member).await;
    assert_eq!(entries.len(), 1);
    assert_eq!((&entries[0]["points"], &entries[0]["deedOn"]), (&json!(0.5), &json!("2024-03-05")));
    let shown = server.get(&format!("/suggestions/{own}"), secretary).await.expect(200)["suggestion"].clone();
    assert_eq!((&shown["state"], &shown["points"]), (&json!("adopted"), &json!(0.5)));
    let declaration = server.get(&format!("/declarations/{}", shown["declarationId"].as_str().unwrap()), member).await;
    assert_eq!(declaration.expect(200)["way"], "suggestion");
    assert_clean(&server).await;
}

/// A member who moved scores where they are; who has left scores nothing, and the adoption stands.
#[tokio::test]
async fn who_has_left_scores_nothing() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let [mover, leaver] = [1, 2].map(|index| &branch.members[index]);
    let [moved, left] = [suggested(&server, mover, json!({})).await, suggested(&server, leaver, json!({})).await];
    for own in [&moved, &left] {
        taken_up(&server, own, secretary).await;
    }
    let move_to = json!({ "branchId": other.id.0, "from": "2024-03-01", "reason": "组织关系转接" });
    server.post(&format!("/members/{}/transfer", mover.id.0), &clerk, move_to).await.expect(200);
    let leave = json!({ "how": "resigned", "leftOn": "2024-03-01", "reason": "本人申请" });
    server.post(&format!("/members/{}/leave", leaver.id.0), secretary, leave).await.expect(200);
    let adopt = json!({ "outcome": "adopted", "item": "safety_advice" });
    let scored = answered(&server, &moved, secretary, adopt.clone()).await.expect(200);
    assert_eq!(scored["points"], json!(0.5));
    let declared = server.get(&format!("/declarations/{}", scored["declarationId"].as_str().unwrap()), &clerk).await;
    assert_eq!(declared.expect(200)["organizationId"], json!(other.id.0));
    let nothing = answered(&server, &left, secretary, adopt).await.expect(200);
    assert_eq!((&nothing["state"], &nothing["points"]), (&json!("adopted"), &Value::Null));
    assert_clean(&server).await;
}
