//! S1-1: nine branches crossed with six grids, 114 members.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::{grid, place};

/// Every page of a grid's members as somebody sees them.
async fn members(server: &TestServer, by: &FixtureMember, grid: &str) -> Vec<Value> {
    let (mut items, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = server.get(&format!("/grids/{grid}/members?limit=7{cursor}"), by).await.expect(200);
        items.extend(page["items"].as_array().unwrap().clone());
        match page["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return items,
        }
    }
}

#[tokio::test]
async fn nine_branches_crossed_with_six_grids_add_up() {
    let server = TestServer::start_with(9, 13, &[]).await;
    let clerk = server.fixture.clerk.clone();
    let branches = server.fixture.branches.clone();
    // 117 on the roster; three have moved away.
    for branch in &branches[..3] {
        let left = json!({ "how": "transferred_out", "leftOn": "2024-02-01", "reason": "迁往外地" });
        server.post(&format!("/members/{}/leave", branch.members[12].id), &clerk, left).await.expect(200);
    }
    let present = branches.iter().enumerate().flat_map(|(at, branch)| &branch.members[..if at < 3 { 12 } else { 13 }]);
    let present: Vec<&FixtureMember> = present.collect();
    assert_eq!(present.len(), 114);

    let mut grids = Vec::new();
    for number in 1..=6 {
        let grid = grid(&server, &clerk, server.fixture.township, &format!("第{number}网格")).await;
        // By the household's place, whatever the branch.
        let own: Vec<&FixtureMember> = present.iter().skip(number - 1).step_by(6).copied().collect();
        assert_eq!(place(&server, &clerk, &grid, &own).await, json!({ "placed": 19, "unchanged": 0 }));
        assert_eq!(place(&server, &clerk, &grid, &own).await, json!({ "placed": 0, "unchanged": 19 }));
        grids.push(grid);
    }

    let listed = server.get(&format!("/grids?organizationId={}&limit=4", server.fixture.township), &clerk).await;
    let first = listed.expect(200);
    let next = first["nextCursor"].as_str().unwrap();
    let path = format!("/grids?organizationId={}&limit=4&cursor={next}", server.fixture.township);
    let second = server.get(&path, &clerk).await.expect(200);
    let cards: Vec<Value> = [first, second].iter().flat_map(|page| page["items"].as_array().unwrap().clone()).collect();
    assert_eq!(cards.len(), 6);
    assert!(cards.iter().all(|card| card["card"]["partyMembers"] == 19), "{cards:?}");

    let (mut everybody, mut by_branch) = (BTreeSet::new(), BTreeMap::new());
    for grid in &grids {
        let all = members(&server, &clerk, grid).await;
        assert_eq!(all.len(), 19);
        for member in all {
            assert!(everybody.insert(member["memberId"].to_string()), "in one grid only");
            *by_branch.entry(member["branchId"].as_str().unwrap().to_owned()).or_insert(0) += 1;
        }
    }
    assert_eq!((everybody.len(), by_branch.len()), (114, 9));
    for branch in &branches {
        let mut own = 0;
        for grid in &grids {
            let seen = members(&server, &branch.members[0], grid).await;
            assert!(seen.iter().all(|member| member["branchId"] == branch.id.to_string()), "invariant 9");
            own += seen.len();
        }
        assert_eq!(own, by_branch[&branch.id.to_string()], "a secretary's lists add up to the branch");
    }
}
