//! Grids and posts.

use serde_json::json;
use uuid::Uuid;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureBranch;

use super::super::scene::{Scene, id};
use super::{Ask, at, query, send};

/// A grid, a post and who holds it.
pub(in super::super) struct Posts {
    grid: Uuid,
    post: Uuid,
    holding: Uuid,
}

impl Posts {
    pub(in super::super) async fn set(server: &TestServer, branch: &FixtureBranch) -> Self {
        let secretary = &branch.members[0];
        let grid = json!({ "organizationId": branch.id.0, "name": "第一网格" });
        let grid = id(&server.post("/grids", secretary, grid).await.expect(201)["id"]);
        let post = json!({ "organizationId": branch.id.0, "kind": "post", "name": "巡逻岗", "places": 99,
            "item": "grid_service", "checkEvery": "month" });
        let post = id(&server.post("/posts", secretary, post).await.expect(201)["id"]);
        let holder = json!({ "memberId": branch.members[1].id.0, "from": "2024-01-01" });
        let holding = server.post(&format!("/posts/{post}/holders"), secretary, holder).await.expect(201);
        Self { grid, post, holding: id(&holding["id"]) }
    }
}

pub(super) fn ask(scene: &Scene, operation: &str, caller: usize) -> Option<Ask> {
    let branch = scene.branch.id.0;
    let (grid, post, holding) = (scene.posts.grid, scene.posts.post, scene.posts.holding);
    let victim = scene.victim(caller).id.0;
    Some(match operation {
        "listGrids" | "listPosts" | "listCandidates" | "listPostsBoard" => query(format!("?organizationId={branch}")),
        "getGrid" | "listGridMembers" => at(grid),
        "showPublicGrids" => at(branch),
        "createGrid" => send(json!({ "organizationId": branch, "name": format!("新网格{caller}") })),
        "editGrid" => at(grid).with(json!({ "name": "第一网格", "position": 0, "card": {} })),
        "placeGridMembers" => at(grid).with(json!({ "memberIds": [victim], "from": "2024-03-01" })),
        "getPost" | "claimPost" | "listPostHolders" | "listPostChecks" => at(post),
        "createPost" => send(json!({
            "organizationId": branch, "kind": "zone", "name": "责任区", "places": 1, "item": "grid_service",
            "checkEvery": "month"
        })),
        "editPost" => at(post).with(json!({ "name": "巡逻岗", "places": 99, "state": "open" })),
        "assignPost" => at(post).with(json!({ "memberId": victim, "from": "2024-03-01" })),
        "endHolding" => at(holding).with(json!({ "on": "2024-03-01", "reason": "按会议决定" })),
        "checkPosts" => send(json!({ "period": "2024-02", "checks": [{ "holdingId": holding, "kept": true }] })),
        _ => return None,
    })
}
