//! Two townships with different books in one installation do not touch each other (item 9).

use serde_json::json;
use xianfeng_infra::rulebooks::CHISHIQIAO;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{Fixture, FixtureBranch, FixtureMember, Plan};

use super::{adopt, adopted, checked, effective, item};
use crate::leaderboards::scene::{submitted, task};

async fn credit(server: &TestServer, branch: &FixtureBranch, member: &FixtureMember, item: &str, day: &str) {
    let task = task(server, branch, json!({ "item": item })).await;
    let claim = submitted(server, &task, member, day).await;
    server.post(&format!("/claims/{claim}/approve"), &branch.members[0], json!({})).await.expect(200);
}

#[tokio::test]
async fn two_townships_with_different_books_do_not_touch_each_other() {
    let server = TestServer::start().await;
    let other = Fixture::create(&server.app.database, &server.app.vault, &Plan::small(1, 3)).await;
    let (here, there) = (server.fixture.branches[0].clone(), other.branches[0].clone());
    // Another closing unit, another base, other points for the same code, an item of its own.
    let monthly = CHISHIQIAO
        .replace("closing_unit = \"quarter\"", "closing_unit = \"month\"")
        .replace("points = \"60\"\nper = \"year\"", "points = \"5\"\nper = \"month\"")
        .replacen("points = \"1\"", "points = \"7\"", 1)
        .replace("code = \"fire_patrol\"", "code = \"snow\"");
    server.set_time("2024-12-20T01:00:00Z");
    let id = checked(&server, &other.clerk, other.township.0, &monthly).await;
    adopt(&server, &server.fixture.clerk.clone(), &id, "2025-01-01").await.refused("rulebook.draft_not_found");
    adopt(&server, &other.clerk, &id, "2025-01-01").await.expect(201);
    server.set_time("2025-01-10T01:00:00Z");
    for (fixture, branch) in [(&server.fixture, &here), (&other, &there)] {
        let act = xianfeng_api::auth::Act::of_machine(server.clock.now());
        xianfeng_api::ledger::grant_running_base(&server.app, &act, fixture.township).await.unwrap();
        let evidence = if branch.id == here.id { "fire_patrol" } else { "snow" };
        credit(&server, branch, &branch.members[1], evidence, "2025-01-10").await;
    }
    let total = async |member: &FixtureMember, period: &str| {
        let points = server.get(&format!("/me/points?period={period}"), member).await.expect(200);
        points["points"]["total"].clone()
    };
    assert_eq!(
        (total(&here.members[1], "2025").await, total(&here.members[1], "2025-01").await),
        (json!(61), json!(1))
    );
    assert_eq!(
        (total(&there.members[1], "2025").await, total(&there.members[1], "2025-01").await),
        (json!(6), json!(6))
    );
    let book = effective(&server, &here.members[1], here.id.0, "2025-01-10").await;
    assert_eq!((&book["closingUnit"], &item(&book, "hazard_check").unwrap()["max"]), (&json!("quarter"), &json!(1)));
    let book = effective(&server, &there.members[1], there.id.0, "2025-01-10").await;
    assert_eq!((&book["closingUnit"], &item(&book, "hazard_check").unwrap()["max"]), (&json!("month"), &json!(7)));
    // Neither sees the other's books, drafts or members.
    let theirs = format!("/rulebooks?organizationId={}", other.township.0);
    server.get(&theirs, &server.fixture.clerk.clone()).await.refused("organization.not_found");
    let version = book["id"].as_str().unwrap();
    server.get(&format!("/rulebooks/{version}"), &here.members[1]).await.refused("rulebook.version_not_found");
    let board = format!("/leaderboards/members?organizationId={}&period=2025", server.fixture.township.0);
    let board = server.get(&board, &server.fixture.clerk.clone()).await.expect(200);
    let names: Vec<_> = board["items"].as_array().unwrap().iter().map(|row| row["memberId"].clone()).collect();
    assert_eq!(names.len(), 8);
    assert!(!names.contains(&json!(there.members[1].id.0)));
    // A change here takes nothing along there.
    let done =
        adopted(&server, &server.fixture.clerk.clone(), server.fixture.township.0, CHISHIQIAO, "2025-02-01").await;
    assert_eq!(done["recomposed"], json!([]));
}
