//! Keeping grids up to date: S1-3, S3-4.

use futures_util::future::join_all;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{grid, made, place};

#[tokio::test]
async fn a_card_is_kept_up_to_date_and_edits_do_not_collide() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    // S3-7: a villagers' representative who is no member leads a micro-grid.
    let new = json!({ "organizationId": server.fixture.township.0, "name": "户代表", "role": "overseer" });
    let representative = server.post("/persons", &clerk, new).await.expect(201)["id"].clone();
    let id = grid(&server, &clerk, server.fixture.township, "第一网格").await;
    let edit = json!({
        "name": "第一网格", "position": 1, "leaderPersonId": representative, "leaderBasis": "户代表推荐，支部确认",
        "card": { "villages": ["汤家圩", "胡家桥头"], "officers": ["沈洪根"], "households": 212, "people": 806,
            "villagerRepresentatives": 8, "enterprises": 3, "newResidents": 120 }
    });
    server.set_time("2024-03-08T01:00:00Z");
    let path = format!("/grids/{id}");
    let edited = server.put(&path, &clerk, 1, edit.clone()).await.expect(200);
    assert_eq!((&edited["version"], &edited["updatedOn"]), (&json!(2), &json!("2024-03-08")));
    assert_eq!(edited["leader"]["name"], "户代表");
    assert_eq!(edited["card"]["villages"], json!(["汤家圩", "胡家桥头"]));
    server.put(&path, &clerk, 1, edit.clone()).await.refused("version.stale");
    server.put(&path, secretary, 2, edit.clone()).await.refused("grid.not_found");
    assert_eq!(server.get(&path, &branch.members[1]).await.expect(200), edited, "everybody reads the card");

    let mut bad = edit;
    bad["card"]["villages"] = json!(["甲\n乙"]);
    bad["card"]["officers"] = json!(["=1+1"]);
    let faults = server.put(&path, &clerk, 2, bad).await.refused("request.invalid");
    let pointers: Vec<_> = faults["errors"].as_array().unwrap().iter().map(|fault| fault["pointer"].clone()).collect();
    assert_eq!(pointers, ["/card/villages/0", "/card/officers/0"]);

    let edit = json!({ "name": "第一网格", "position": 1, "card": {} });
    let answers = join_all((0..8).map(|_| server.put(&path, &clerk, 2, edit.clone()))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1, "one edit a version");
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        answer.refused("version.stale");
    }
}

/// S3-4: grid, micro-grid, and no deeper.
#[tokio::test]
async fn a_micro_grid_lies_in_a_grid_and_counts_there() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let secretary = &branch.members[0];
    let grid_id = grid(&server, secretary, branch.id, "第一网格").await;
    let new = |parent: &str, name: &str| json!({ "organizationId": branch.id.0, "parentId": parent, "name": name });
    let micro = made(&server, secretary, new(&grid_id, "第一微网格")).await;
    let micro_out = server.get(&format!("/grids/{micro}"), secretary).await.expect(200);
    assert_eq!((&micro_out["kind"], &micro_out["parentId"]), (&json!("micro_grid"), &json!(grid_id)));
    server.post("/grids", secretary, new(&micro, "更小的网格")).await.refused("grid.parent_invalid");
    server.post("/grids", secretary, new(&grid_id, "第一微网格")).await.refused("grid.name_taken");
    let elsewhere = grid(&server, &other.members[0], other.id, "第二网格").await;
    server.post("/grids", secretary, new(&elsewhere, "别处的微网格")).await.refused("grid.not_found");

    place(&server, secretary, &micro, &[&branch.members[1]]).await;
    place(&server, secretary, &grid_id, &[&branch.members[2]]).await;
    let count = async |id: &str| {
        server.get(&format!("/grids/{id}"), secretary).await.expect(200)["card"]["partyMembers"].clone()
    };
    assert_eq!((count(&grid_id).await, count(&micro).await), (json!(2), json!(1)));

    // Dated: the next grid begins where the last one ends, never before it.
    let move_to = |grid: &str, from: &str| {
        let body = json!({ "memberIds": [branch.members[1].id.0], "from": from });
        (format!("/grids/{grid}/members"), body)
    };
    let (path, body) = move_to(&grid_id, "2024-01-01");
    server.post(&path, secretary, body).await.refused("grid.move_invalid");
    let (path, body) = move_to(&grid_id, "2024-03-02");
    server.post(&path, secretary, body).await.refused("request.invalid");
    let (path, body) = move_to(&grid_id, "2024-03-01");
    server.post(&path, secretary, body).await.expect(200);
    assert_eq!((count(&grid_id).await, count(&micro).await), (json!(2), json!(0)));
    let (path, _) = move_to(&grid_id, "2024-03-01");
    let stranger = json!({ "memberIds": [other.members[1].id.0], "from": "2024-03-01" });
    server.post(&path, secretary, stranger).await.refused("member.not_found");
}

/// A member placed in many grids at once is in one of them.
#[tokio::test]
async fn a_member_belongs_to_one_grid_whoever_places_at_once() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let mut paths = Vec::new();
    for number in 0..8 {
        let id = grid(&server, secretary, branch.id, &format!("第{number}网格")).await;
        paths.push(format!("/grids/{id}/members"));
    }
    let body = json!({ "memberIds": [member.id.0], "from": "2024-02-01" });
    let answers = join_all(paths.iter().map(|path| server.post(path, secretary, body.clone()))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        answer.refused("grid.move_invalid");
    }
    let listed: Value = server.get(&format!("/grids?organizationId={}", branch.id), secretary).await.expect(200);
    let counts = listed["items"].as_array().unwrap().iter().map(|grid| grid["card"]["partyMembers"].as_u64().unwrap());
    assert_eq!(counts.sum::<u64>(), 1);
}
