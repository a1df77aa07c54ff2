//! What a member looks up: place, points, comparison.

use serde_json::json;
use xianfeng_tests::TestServer;

use super::scene::entry;

/// Pitfall 44: movement, the gap to the next and who is near, in one answer.
#[tokio::test]
async fn the_own_place_tells_neighbours_gap_and_change() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let [first, second, third, _] = branch.members.as_slice() else { panic!("four members") };
    entry(&server, &branch, third, 500, "2023-11-01", None).await;
    entry(&server, &branch, first, 300, "2024-02-01", None).await;
    entry(&server, &branch, second, 250, "2024-02-01", None).await;
    let own = server.get("/leaderboards/members/me?period=2024-Q1", second).await.expect(200);
    assert_eq!(own["row"]["rank"], 2);
    assert_eq!(own["gapToNext"], json!(0.5));
    // The quarter before, everybody but the third shared rank 2.
    assert_eq!(own["row"]["change"], json!({ "kind": "moved", "places": 0 }));
    let ids: Vec<_> = own["neighbours"].as_array().unwrap().iter().map(|row| row["memberId"].clone()).collect();
    assert_eq!(ids, branch.members.iter().map(|member| json!(member.id.0)).collect::<Vec<_>>());
    assert_eq!(own["neighbours"][2]["change"], json!({ "kind": "moved", "places": -2 }));
    let other = format!("/leaderboards/members/me?organizationId={}", server.fixture.branches[1].id);
    server.get(&other, second).await.refused("leaderboard.not_listed");
    let clerk = server.fixture.clerk.clone();
    server.get("/leaderboards/members/me", &clerk).await.refused("auth.forbidden");
}

/// A yearly base stands in the year and in no quarter; the parts add up but for it.
#[tokio::test]
async fn points_come_apart_into_base_additions_and_deductions() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let member = &branch.members[1];
    entry(&server, &branch, member, 6000, "2024-01-01", Some("2024")).await;
    entry(&server, &branch, member, 150, "2024-02-10", None).await;
    entry(&server, &branch, member, -200, "2024-01-20", None).await;
    let year = server.get("/me/points?period=2024", member).await.expect(200);
    let points = &year["points"];
    let figures = ["total", "base", "additions", "deductions", "entries"].map(|name| points[name].clone());
    assert_eq!(figures, [json!(59.5), json!(60), json!(1.5), json!(-2), json!(3)]);
    assert_eq!(year["parts"].as_array().unwrap().len(), 1, "quarters to come have no figures");
    assert_eq!(year["parts"][0]["total"], json!(-0.5));
    let quarter = server.get("/me/points?period=2024-Q1", member).await.expect(200);
    assert_eq!((&quarter["points"]["total"], &quarter["points"]["base"]), (&json!(-0.5), &json!(0)));
    let months: Vec<_> = quarter["parts"].as_array().unwrap().iter().map(|part| part["total"].clone()).collect();
    assert_eq!(months, [json!(-2), json!(1.5), json!(0)]);
    // The ledger of a period is what makes up its total.
    let january = server.get("/me/ledger?period=2024-01", member).await.expect(200);
    assert_eq!(january["items"].as_array().unwrap().len(), 1, "the base is not January's");
    let ledger = server.get("/me/ledger?period=2024", member).await.expect(200);
    assert_eq!(ledger["items"].as_array().unwrap().len(), 3);
}

/// S0-8: three comparisons in one answer; no data is told apart from zero.
#[tokio::test]
async fn comparisons_tell_no_data_from_zero() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let other = server.fixture.branches[1].clone();
    let member = &branch.members[1];
    entry(&server, &other, &other.members[0], 900, "2023-11-01", None).await;
    entry(&server, &branch, member, 150, "2024-02-10", None).await;
    entry(&server, &other, &other.members[0], 250, "2024-02-10", None).await;
    let compared = server.get("/me/comparison?period=2024-Q1", member).await.expect(200);
    let current = &compared["current"];
    let places = ["branchRank", "branchSize", "townshipRank", "townshipSize"].map(|name| current[name].clone());
    assert_eq!(places, [json!(1), json!(4), json!(2), json!(8)]);
    // Rank 2 of 8: the best fifth, rounded in the member's favour, holds two.
    assert_eq!(current["grade"], "excellent");
    assert_eq!(compared["previous"]["total"], json!(0), "others had entries: zero");
    assert_eq!(compared["change"], json!(1.5));
    assert_eq!(compared["yearEarlier"], json!(null), "nobody had entries: no data");
    assert_eq!(compared["yearChange"], json!(null));
}
