//! Boards, places, comparisons, and what an import would do.

use std::path::Path;

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::json;
use xianfeng_tests::TestServer;

use super::{public, snapshot, world};

#[tokio::test]
async fn who_one_is() {
    let (server, branch) = world().await;
    snapshot!("me_of_a_secretary", server.get("/me", &branch.members[0]).await.expect(200));
    snapshot!("my_points", server.get("/me/points?period=2024-Q1", &branch.members[1]).await.expect(200));
}

#[tokio::test]
async fn boards_and_places() {
    let (server, branch) = world().await;
    let (member, township) = (&branch.members[2], server.fixture.township);
    let path = format!("/leaderboards/members?organizationId={}&period=2024-03&limit=3", branch.id);
    let mut page = server.get(&path, member).await.expect(200);
    assert!(page["nextCursor"].is_string());
    page["nextCursor"] = json!("[cursor]");
    snapshot!("board_page", page);
    let path = "/leaderboards/members/me?period=2024-03";
    snapshot!("own_place", server.get(path, member).await.expect(200));
    let path = format!("/leaderboards/organizations?parentId={township}&period=2024-03");
    snapshot!("board_of_branches", server.get(&path, member).await.expect(200));
    snapshot!("comparison", server.get("/me/comparison?period=2024-03", member).await.expect(200));
    let path = format!("/public/organizations/{}/leaderboard?period=2024-Q1", branch.id);
    snapshot!("public_board", public(&server, &path).await);
}

#[tokio::test]
async fn what_an_import_would_do() {
    let server = TestServer::start_with(0, 0, &[]).await;
    server.set_time("2026-11-22T01:00:00Z");
    let clerk = server.fixture.clerk.clone();
    let township = server.fixture.township;
    for branch in "甲乙丙丁戊己庚辛壬癸子丑寅".chars() {
        let name = format!("{branch}村党支部");
        let branch = json!({ "parentId": township.0, "kind": "village", "name": name });
        server.post("/organizations", &clerk, branch).await.expect(201);
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/roster-dirty.xlsx");
    let form = Form::new().part("file", Part::bytes(std::fs::read(file).unwrap()).file_name("花名册.xlsx"));
    let request = server.request(Method::POST, "/api/v1/members/import?dryRun=true", Some(&clerk));
    let request = request.header("Idempotency-Key", uuid::Uuid::now_v7().to_string());
    snapshot!("import_dry_run", server.send(request.multipart(form)).await.expect(200));
}
