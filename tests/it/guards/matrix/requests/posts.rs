//! Grids and posts.

use serde_json::json;
use uuid::Uuid;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureBranch;

use super::super::scene::{Scene, id};
use super::{Ask, at, query, send};

/// A grid, a post and who holds it; and a grid that the member of branch A leads, with a post in it.
pub(in super::super) struct Posts {
    grid: Uuid,
    post: Uuid,
    holding: Uuid,
    led: Uuid,
    recommendation: Uuid,
    held_in_led: Uuid,
    own_holding: Uuid,
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
        let holding = id(&holding["id"]);
        let led = json!({ "organizationId": branch.id.0, "name": "第二网格" });
        let led = id(&server.post("/grids", secretary, led).await.expect(201)["id"]);
        let recommend = async |grid: Uuid, at: usize| {
            let new = json!({ "personId": branch.members[at].person.0, "capacity": "member", "how": "户代表会议",
                "on": "2024-02-20" });
            id(&server.post(&format!("/grids/{grid}/leaders"), secretary, new).await.expect(201)["id"])
        };
        let leadership = recommend(led, 1).await;
        let term = json!({ "meeting": "支部大会", "from": "2024-02-20", "until": "2025-01-01", "checksPosts": true });
        server.post(&format!("/grid-leaders/{leadership}/confirm"), secretary, term).await.expect(200);
        let recommendation = recommend(grid, 5).await;
        let inside = json!({ "organizationId": branch.id.0, "gridId": led, "kind": "post", "name": "网格岗",
            "places": 9, "item": "grid_service", "checkEvery": "month" });
        let inside = id(&server.post("/posts", secretary, inside).await.expect(201)["id"]);
        let mut held = Vec::new();
        for at in [5, 1] {
            let holder = json!({ "memberId": branch.members[at].id.0, "from": "2024-01-01" });
            let holder = server.post(&format!("/posts/{inside}/holders"), secretary, holder).await.expect(201);
            held.push(id(&holder["id"]));
        }
        let card = json!({ "promise": "有事找我" });
        let path = format!("/holders/{}/contact-card", held[1]);
        server.post(&path, &branch.members[1], card).await.expect(200);
        Self { grid, post, holding, led, recommendation, held_in_led: held[0], own_holding: held[1] }
    }
}

pub(super) fn ask(scene: &Scene, operation: &str, caller: usize) -> Option<Ask> {
    let branch = scene.branch.id.0;
    let (grid, post, holding) = (scene.posts.grid, scene.posts.post, scene.posts.holding);
    let victim = scene.victim(caller).id.0;
    Some(match operation {
        "listGrids" | "listPosts" | "listCandidates" | "listPostsBoard" => query(format!("?organizationId={branch}")),
        "listGridsBoard" => query(format!("?organizationId={branch}")),
        "listMyGrids" | "listReadyPosts" => Ask::default(),
        "getGrid" | "listGridMembers" | "listGridLeaders" | "listGridCards" | "listGridNotes" => at(grid),
        "showPublicGrids" | "showPublicPosts" => at(branch),
        "recommendGridLeader" => at(grid).with(json!({
            "personId": scene.victim(caller).person.0, "capacity": "villagers_representative", "how": "户代表会议",
            "on": "2024-02-20"
        })),
        "confirmGridLeader" => at(scene.posts.recommendation)
            .with(json!({ "meeting": "支部大会", "from": "2024-02-20", "until": "2025-01-01" })),
        "endGridLeader" => at(scene.posts.recommendation).with(json!({ "on": "2024-03-01", "reason": "按会议决定" })),
        "listMyGridMembers" | "listMyGridNotes" => at(scene.posts.led),
        "noteMyGrid" => at(scene.posts.led).with(json!({ "on": "2024-03-01", "what": "走访" })),
        "checkMyGridPosts" => at(scene.posts.led).with(json!({
            "period": "2024-02", "checks": [{ "holdingId": scene.posts.held_in_led, "kept": true }]
        })),
        "takeOverReadyPosts" => send(json!({
            "organizationId": branch, "places": 2, "item": "grid_service", "checkEvery": "month"
        })),
        "writeMyContactCard" => at(scene.posts.own_holding).with(json!({ "promise": "有事找我" })),
        "getContactCard" | "printContactCard" => at(scene.posts.own_holding),
        "createGrid" => send(json!({ "organizationId": branch, "name": format!("新网格{caller}") })),
        "editGrid" => at(grid).with(json!({ "name": "第一网格", "position": 0, "card": {} })),
        "placeGridMembers" => at(grid).with(json!({ "memberIds": [victim], "from": "2024-03-01" })),
        "getPost" | "claimPost" | "proposeHolders" | "listPostHolders" | "listPostChecks" => at(post),
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
