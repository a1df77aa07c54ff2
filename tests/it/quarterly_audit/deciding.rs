//! Line by line, and nobody on their own.

use serde_json::json;
use uuid::Uuid;

use super::{absence, decision, lines, meeting, opened, unpaid};
use crate::dues;
use crate::villager_reports::make_reviewer;

/// S2-4: the committee decides; who is concerned does not, and signs all the same.
#[tokio::test]
async fn nobody_decides_on_a_line_about_themselves() {
    let server = dues::server().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, reviewer) = (&branch.members[0], &branch.members[3]);
    make_reviewer(&server, reviewer).await;
    server.set_time("2024-03-31T01:00:00Z");
    let audit = opened(&server).await;
    let decisions = format!("{audit}/decisions");
    let about_secretary = absence(&server, &audit, reviewer, secretary).await;
    let about_reviewer = absence(&server, &audit, secretary, reviewer).await;
    let refused = server.post(&decisions, secretary, decision(&about_secretary, "excuse")).await;
    assert_eq!(refused.refused("audit.own_line")["lineId"], json!(about_secretary));
    server.post(&decisions, reviewer, decision(&about_reviewer, "excuse")).await.refused("audit.own_line");
    server.post(&decisions, reviewer, decision(&about_secretary, "deduct")).await.expect(200);
    server.post(&decisions, secretary, decision(&about_reviewer, "note")).await.expect(200);
    server.post(&format!("{audit}/signature"), reviewer, meeting()).await.refused("auth.forbidden");
    server.post(&format!("{audit}/signature"), secretary, meeting()).await.expect(200);
    assert_eq!(dues::total(&server, secretary).await, json!(-2));
    assert_eq!(dues::total(&server, reviewer).await, json!(0));
    let entry = &server.get("/me/ledger", secretary).await.expect(200)["items"][0];
    assert_eq!((&entry["recordedBy"], &entry["approvedBy"]), (&json!("党员4"), &json!("党员1")));
}

/// All of a call's decisions, or none; and anew until the signature.
#[tokio::test]
async fn decisions_stand_together_and_can_be_made_anew() {
    let server = dues::server().await;
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    server.set_time("2024-03-20T01:00:00Z");
    unpaid(&server, &[1]).await;
    let audit = opened(&server).await;
    let of_dues = lines(&server, &audit).await[0]["id"].as_str().unwrap().to_owned();
    let by_hand = absence(&server, &audit, secretary, &branch.members[2]).await;
    let path = format!("{audit}/decisions");
    let one = |line: &str, decision: &str, points: Option<i64>| {
        let mut one = json!({ "lineId": line, "decision": decision, "reason": "支委会讨论决定" });
        if let Some(points) = points {
            one["points"] = json!(points);
        }
        one
    };
    for (second, code) in [
        (one(&of_dues, "deduct", Some(3)), "audit.points_out_of_range"),
        (one(&of_dues, "excuse", Some(2)), "audit.points_unneeded"),
        (one(&Uuid::now_v7().to_string(), "note", None), "audit.line_not_found"),
        (one(&by_hand, "note", None), "request.invalid"),
    ] {
        let both = json!({ "decisions": [one(&by_hand, "deduct", None), second] });
        server.post(&path, secretary, both).await.refused(code);
        assert_eq!(server.get(&audit, secretary).await.expect(200)["undecided"], json!(2), "{code}");
    }
    for decision in ["excuse", "excuse", "deduct"] {
        let both = json!({ "decisions": [one(&by_hand, decision, None), one(&of_dues, decision, None)] });
        assert_eq!(server.post(&path, secretary, both).await.expect(200)["undecided"], json!(0));
    }
    let decided = server.get(&format!("{audit}/lines?decided=true&limit=1"), secretary).await.expect(200);
    assert_eq!(decided["items"][0]["decision"], "deduct");
    let next = format!("{audit}/lines?decided=true&cursor={}", decided["nextCursor"].as_str().unwrap());
    assert_eq!(server.get(&next, secretary).await.expect(200)["items"].as_array().unwrap().len(), 1);
    let open = format!("{audit}/lines?decided=false");
    assert_eq!(server.get(&open, secretary).await.expect(200)["items"], json!([]));
}
