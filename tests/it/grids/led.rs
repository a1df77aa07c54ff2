//! What a leader reaches: the grid with its micro-grids, and nothing else (S3-4, invariant 9).

use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::{grid, leads, made, outsider, place, recommended, term};
use crate::posts::{held, world};

async fn names(server: &TestServer, by: &FixtureMember, grid: &str) -> Vec<String> {
    let listed = server.get(&format!("/me/grids/{grid}/members"), by).await.expect(200);
    let items = listed["items"].as_array().unwrap();
    assert!(!listed.to_string().contains("phone"), "{listed}");
    items.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_leader_reaches_the_grid_and_nothing_else() {
    let server = TestServer::start_with(2, 5, &[]).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let secretary = &branch.members[0];
    let representative = outsider(&server, branch.id, "户代表").await;
    let first = grid(&server, secretary, branch.id, "第一网格").await;
    let micro = json!({ "organizationId": branch.id.0, "parentId": first, "name": "第一微网格" });
    let micro = made(&server, secretary, micro).await;
    let second = grid(&server, secretary, branch.id, "第二网格").await;
    let elsewhere = grid(&server, &other.members[0], other.id, "外村网格").await;
    place(&server, secretary, &first, &[&branch.members[1]]).await;
    place(&server, secretary, &micro, &[&branch.members[2]]).await;
    place(&server, secretary, &second, &[&branch.members[3]]).await;

    // Recommended alone, they reach nothing.
    let waiting = recommended(&server, secretary, &first, &representative, "villagers_representative").await;
    assert_eq!(server.get("/me/grids", &representative).await.expect(200)["items"], json!([]));
    let members = format!("/me/grids/{first}/members");
    server.get(&members, &representative).await.refused("grid.not_found");
    server.post(&format!("/grid-leaders/{waiting}/confirm"), secretary, term(false)).await.expect(200);

    let mine = server.get("/me/grids", &representative).await.expect(200);
    assert_eq!(mine["items"].as_array().unwrap().len(), 1);
    let own = &mine["items"][0];
    assert_eq!((&own["grid"]["id"], &own["grid"]["card"]["partyMembers"]), (&json!(first), &json!(2)));
    assert_eq!((&own["parts"][0]["id"], &own["leadership"]["id"]), (&json!(micro), &json!(waiting)));
    assert_eq!(names(&server, &representative, &first).await, ["党员2", "党员3"]);
    assert_eq!(names(&server, &representative, &micro).await, ["党员3"], "a micro-grid of the grid");
    for outside in [&second, &elsewhere] {
        server.get(&format!("/me/grids/{outside}/members"), &representative).await.refused("grid.not_found");
        server.get(&format!("/me/grids/{outside}/notes"), &representative).await.refused("grid.not_found");
        let note = json!({ "on": "2024-03-01", "what": "走访" });
        server.post(&format!("/me/grids/{outside}/notes"), &representative, note).await.refused("grid.not_found");
    }
    // No right came with it.
    server.get(&format!("/members?organizationId={}", branch.id), &representative).await.refused("auth.forbidden");
    server.get(&format!("/grids/{first}/members"), &representative).await.refused("auth.forbidden");
    // Nor does the secretary lead what they administer.
    server.get(&members, secretary).await.refused("grid.not_found");

    let note = json!({ "on": "2024-02-29", "what": "走访独居老人4户" });
    let noted = server.post(&format!("/me/grids/{micro}/notes"), &representative, note).await.expect(201);
    assert_eq!((&noted["name"], &noted["gridId"]), (&json!("户代表"), &json!(micro)));
    let future = json!({ "on": "2024-03-02", "what": "走访" });
    server.post(&format!("/me/grids/{micro}/notes"), &representative, future).await.refused("request.invalid");
    let listed = server.get(&format!("/me/grids/{first}/notes"), &representative).await.expect(200);
    assert_eq!(listed["items"], json!([noted]));
    assert_eq!(
        server.get(&format!("/grids/{first}/notes"), secretary).await.expect(200),
        listed,
        "the branch reads them"
    );
    server.get(&format!("/grids/{first}/notes"), &other.members[0]).await.refused("grid.not_found");

    let end = json!({ "on": "2024-03-01", "reason": "迁往县城" });
    server.post(&format!("/grid-leaders/{waiting}/end"), secretary, end).await.expect(200);
    server.get(&members, &representative).await.refused("grid.not_found");
    server.get(&format!("/me/grids/{first}/notes"), &representative).await.refused("grid.not_found");
    let next = outsider(&server, branch.id, "新代表").await;
    let _ = leads(&server, secretary, &first, &next, "work_team").await;
    let inherited = server.get(&format!("/me/grids/{first}/notes"), &next).await.expect(200);
    assert_eq!(inherited["items"], json!([noted]), "who comes after reads on");
}

/// Who moves to another branch, leaves or dies leads nothing from then on; a representative who joins
/// another branch as a member goes on.
#[tokio::test]
async fn a_leadership_ends_with_the_membership() {
    let server = TestServer::start_with(2, 5, &[]).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let mut ids = Vec::new();
    for (number, member) in (1..).zip(&branch.members[1..4]) {
        let id = grid(&server, secretary, branch.id, &format!("第{number}网格")).await;
        let capacity = if number == 3 { "first_secretary" } else { "member" };
        let _ = leads(&server, secretary, &id, member, capacity).await;
        ids.push(id);
    }
    let (mover, dead, sent) = (&branch.members[1], &branch.members[2], &branch.members[3]);
    let to = json!({ "branchId": other.id.0, "category": "ordinary", "from": "2024-02-28", "reason": "迁居" });
    server.post(&format!("/members/{}/transfer", mover.id), &clerk, to.clone()).await.expect(200);
    server.post(&format!("/members/{}/transfer", sent.id), &clerk, to).await.expect(200);
    assert_eq!(server.get("/me/grids", mover).await.expect(200)["items"], json!([]));
    server.get(&format!("/me/grids/{}/members", ids[0]), mover).await.refused("grid.not_found");
    assert_eq!(server.get("/me/grids", sent).await.expect(200)["items"].as_array().unwrap().len(), 1);
    let died = json!({ "how": "deceased", "leftOn": "2024-02-27", "reason": "病故" });
    server.post(&format!("/members/{}/leave", dead.id), &clerk, died).await.expect(200);
    for (id, leader) in [(&ids[0], Value::Null), (&ids[1], Value::Null)] {
        assert_eq!(server.get(&format!("/grids/{id}"), secretary).await.expect(200)["leader"], leader);
    }
    let listed = server.get(&format!("/grids/{}/leaders", ids[1]), secretary).await.expect(200);
    assert_eq!((&listed["items"][0]["state"], &listed["items"][0]["endedOn"]), (&json!("ended"), &json!("2024-02-27")));
}

/// A leader checks posts of the grid off where the branch lets them, never their own.
#[tokio::test]
async fn a_leader_checks_posts_of_the_grid_if_the_branch_lets_them() {
    let server = world(1, 5).await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, leader) = (&branch.members[0], &branch.members[1]);
    let [id, second] =
        [grid(&server, secretary, branch.id, "第一网格").await, grid(&server, secretary, branch.id, "第二网格").await];
    let post = async |grid: &str| crate::posts::post(&server, &branch, json!({ "gridId": grid })).await;
    let (inside, outside) = (post(&id).await, post(&second).await);
    let others = held(&server, secretary, &inside, &branch.members[2], "2024-02-01").await;
    let own = held(&server, secretary, &inside, leader, "2024-02-01").await;
    let foreign = held(&server, secretary, &outside, &branch.members[3], "2024-02-01").await;
    let check = |ids: &[&str]| {
        let checks: Vec<Value> = ids.iter().map(|id| json!({ "holdingId": id, "kept": true })).collect();
        json!({ "period": "2024-02", "checks": checks })
    };
    let path = format!("/me/grids/{id}/post-checks");
    let first = leads(&server, secretary, &id, leader, "member").await;
    server.post(&path, leader, check(&[&others])).await.refused("grid_leader.may_not_check");
    let end = json!({ "on": "2024-03-01", "reason": "重新委托" });
    server.post(&format!("/grid-leaders/{first}/end"), secretary, end).await.expect(200);
    server.post(&path, leader, check(&[&others])).await.refused("grid.not_found");
    let again = recommended(&server, secretary, &id, leader, "member").await;
    server.post(&format!("/grid-leaders/{again}/confirm"), secretary, term(true)).await.expect(200);
    server.post(&path, leader, check(&[&foreign])).await.refused("post.holding_not_found");
    let results = server.post(&path, leader, check(&[&others, &own])).await.expect(200);
    assert_eq!(results["results"][0]["outcome"], "paid");
    assert_eq!(results["results"][1]["code"], "post.own");
}
