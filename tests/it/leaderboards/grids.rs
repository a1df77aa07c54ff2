//! The board of grids: S1-1, S3-4, by hand.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::scene::{entry, mark};
use crate::closings::published;
use crate::grids::{grid, made, place};

/// Name, rank, average, sum and counted of each row.
async fn board(server: &TestServer, by: &FixtureMember, query: &str) -> Vec<(String, Value, Value, Value, u64)> {
    let path = format!("/leaderboards/grids?organizationId={}{query}", server.fixture.township);
    let board = server.get(&path, by).await.expect(200);
    let row = |row: &Value| {
        let name = row["name"].as_str().unwrap().to_owned();
        (name, row["rank"].clone(), row["average"].clone(), row["sum"].clone(), row["counted"].as_u64().unwrap())
    };
    board["items"].as_array().unwrap().iter().map(row).collect()
}

fn row(name: &str, rank: Value, average: Value, sum: Value, counted: u64) -> (String, Value, Value, Value, u64) {
    (name.to_owned(), rank, average, sum, counted)
}

#[tokio::test]
async fn averages_by_grid_are_those_by_hand() {
    let server = TestServer::start_with(2, 6, &[]).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (clerk, reader) = (server.fixture.clerk.clone(), &branch.members[5]);
    let township = server.fixture.township;
    let first = grid(&server, &clerk, township, "第一网格").await;
    let micro = json!({ "organizationId": township.0, "parentId": first, "name": "第一微网格" });
    let micro = made(&server, &clerk, micro).await;
    let second = grid(&server, &clerk, township, "第二网格").await;
    let _ = grid(&server, &clerk, township, "空网格").await;
    place(&server, &clerk, &first, &[&branch.members[1], &other.members[1]]).await;
    place(&server, &clerk, &micro, &[&branch.members[2]]).await;
    place(&server, &clerk, &second, &[&branch.members[3], &branch.members[4], &other.members[2]]).await;
    for (at, member, hundredths) in [
        (&branch, &branch.members[1], 1_000),
        (&other, &other.members[1], 500),
        (&branch, &branch.members[2], 501),
        (&branch, &branch.members[3], 3_000),
        (&branch, &branch.members[4], -200),
        (&other, &other.members[2], 101),
    ] {
        entry(&server, at, member, hundredths, "2024-02-10", None).await;
    }
    // (10 + 5 + 5.01) / 3 = 6.67; (30 − 2 + 1.01) / 3 = 9.67.
    let by_hand = [
        row("第二网格", json!(1), json!(9.67), json!(29.01), 3),
        row("第一网格", json!(2), json!(6.67), json!(20.01), 3),
        row("空网格", Value::Null, Value::Null, json!(0), 0),
    ];
    assert_eq!(board(&server, reader, "&period=2024-Q1").await, by_hand);
    assert_eq!(
        board(&server, reader, "&kind=micro_grid").await,
        [row("第一微网格", json!(1), json!(5.01), json!(5.01), 1)]
    );
    let path = format!("/leaderboards/grids?organizationId={township}&kind=village");
    server.get(&path, reader).await.refused("request.invalid_query");
    let ahead = format!("/leaderboards/grids?organizationId={township}&period=2024-Q2");
    server.get(&ahead, reader).await.refused("period.not_found");

    // Exempt: in no average, without a mark.
    let exempt = json!({ "from": "2024-02-01", "ground": "other", "reason": "住院", "meeting": "支委会" });
    server.post(&format!("/members/{}/exemptions", branch.members[4].id), &clerk, exempt).await.expect(201);
    assert_eq!(board(&server, reader, "").await[0], row("第二网格", json!(1), json!(15.51), json!(31.01), 2));
    // Sensitive: within reach alone.
    mark(&server, other.id, true, None).await;
    assert_eq!(board(&server, reader, "").await[0], row("第二网格", json!(1), json!(30), json!(30), 1));
    assert_eq!(board(&server, &clerk, "").await[0], row("第二网格", json!(1), json!(15.51), json!(31.01), 2));
    mark(&server, other.id, false, None).await;

    // Equal averages share a rank.
    entry(&server, &branch, &branch.members[1], 2_652, "2024-02-11", None).await;
    let ranks: Vec<_> = board(&server, reader, "").await.into_iter().map(|row| (row.1, row.2)).collect();
    assert_eq!(ranks[..2], [(json!(1), json!(15.51)), (json!(1), json!(15.51))]);
    // Who leaves counts on the board as long as it lists them; who moves away from the grid's branches does not.
    let left = json!({ "how": "transferred_out", "leftOn": "2024-02-20", "reason": "迁往外地" });
    server.post(&format!("/members/{}/leave", branch.members[3].id), &clerk, left).await.expect(200);
    let after = board(&server, reader, "").await;
    assert_eq!(after.iter().find(|row| row.0 == "第二网格").unwrap().4, 2);
}

/// A grid of a branch is for its own members; whoever moved to another branch counts there no more.
#[tokio::test]
async fn who_moves_to_another_branch_leaves_its_grid() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let own = grid(&server, secretary, branch.id, "甲村网格").await;
    place(&server, secretary, &own, &[&branch.members[1], &branch.members[2]]).await;
    entry(&server, &branch, &branch.members[1], 900, "2024-02-10", None).await;
    let counted = async || board(&server, &clerk, "").await.remove(0).4;
    assert_eq!(counted().await, 2);
    let to = json!({ "branchId": other.id.0, "category": "ordinary", "from": "2024-02-20", "reason": "迁居" });
    server.post(&format!("/members/{}/transfer", branch.members[1].id), &clerk, to).await.expect(200);
    assert_eq!(counted().await, 1);
}

/// Invariant 8: a closed period keeps its figures, and the grids as they were known when it was sealed.
#[tokio::test]
async fn a_closed_period_keeps_its_grids() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let [first, second] =
        [grid(&server, secretary, branch.id, "第一网格").await, grid(&server, secretary, branch.id, "第二网格").await];
    place(&server, secretary, &first, &[&branch.members[1]]).await;
    place(&server, secretary, &second, &[&branch.members[2]]).await;
    entry(&server, &branch, &branch.members[1], 1_000, "2024-02-10", None).await;
    entry(&server, &branch, &branch.members[2], 400, "2024-02-10", None).await;
    server.set_time("2024-04-02T01:00:00Z");
    published(&server, "2024-Q1").await;
    let reader = &branch.members[3];
    let before = board(&server, reader, "&period=2024-Q1").await;
    assert_eq!(before[0], row("第一网格", json!(1), json!(10), json!(10), 1));

    // Recorded now for a day of the closed quarter: it counts from the open one on.
    server.set_time("2024-04-03T01:00:00Z");
    let back = json!({ "memberIds": [branch.members[2].id.0, branch.members[3].id.0], "from": "2024-03-20" });
    server.post(&format!("/grids/{first}/members"), &clerk, back).await.expect(200);
    entry(&server, &branch, &branch.members[2], 700, "2024-04-02", None).await;
    assert_eq!(board(&server, reader, "&period=2024-Q1").await, before);
    let now = board(&server, reader, "&period=2024-Q2").await;
    assert_eq!(now.iter().find(|row| row.0 == "第一网格").unwrap().4, 3);
    assert_eq!(now.iter().find(|row| row.0 == "第二网格").unwrap().4, 0);
}
