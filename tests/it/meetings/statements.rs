//! Statements of grid leaders at a meeting (S3-6).

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{closed, opened, signed_in, start};
use crate::grids::{leads, made, outsider};

/// A grid of the first branch with its leader.
async fn led(server: &TestServer, name: &str, leader: Option<uuid::Uuid>) -> String {
    let branch = &server.fixture.branches[0];
    let new = json!({ "organizationId": branch.id.0, "name": name, "leaderPersonId": leader });
    let new = match leader {
        Some(_) => new,
        None => json!({ "organizationId": branch.id.0, "name": name }),
    };
    made(server, &server.fixture.clerk.clone(), new).await
}

/// S3-6: the grid leader states what was done; others see it once it has passed the check; it stands in the minutes.
#[tokio::test]
async fn the_grid_leader_states_what_was_done() {
    let server = start(2, 5).await;
    let members = server.fixture.branches[0].members.clone();
    let [secretary, leader, member] = [0, 1, 2].map(|index| members[index].clone());
    let (grid, vacant) = (led(&server, "第一网格", Some(leader.person.0)).await, led(&server, "第二网格", None).await);
    let id = opened(&server, json!({ "kind": "party_day" })).await;
    let path = format!("/meetings/{id}/statements");
    let says = |grid: &str, text: &str| json!({ "gridId": grid, "text": text });
    let stated = server.post(&path, &leader, says(&grid, "走访61户，调解2起")).await.expect(201);
    assert_eq!((&stated["gridName"], &stated["leaderName"]), (&json!("第一网格"), &json!(leader.name)));
    let list = server.get(&path, &member).await.expect(200);
    assert_eq!(
        (&list["items"][0]["text"], &list["items"][0]["checkState"]),
        (&json!("走访61户，调解2起"), &json!("passed"))
    );

    // Neither another member nor another branch; nobody for a grid without a leader.
    server.post(&path, &member, says(&grid, "冒名")).await.refused("auth.forbidden");
    let stranger = server.fixture.branches[1].members[1].clone();
    server.post(&path, &stranger, says(&grid, "冒名")).await.refused("meeting.not_found");
    server.post(&path, &secretary, says(&vacant, "代报")).await.refused("statement.no_leader");
    server.post(&path, &secretary, says(&uuid::Uuid::now_v7().to_string(), "代报")).await.refused("grid.not_found");

    // Written anew it is one still; what the check doubts only the leader and the secretary see.
    server.post(&path, &leader, says(&grid, "REVIEW 走访62户")).await.expect(201);
    let hidden = server.get(&path, &member).await.expect(200);
    assert_eq!(hidden["items"], json!([]));
    for reader in [&leader, &secretary] {
        let list = server.get(&path, reader).await.expect(200);
        assert_eq!((list["items"].as_array().unwrap().len(), &list["items"][0]["checkState"]), (1, &json!("held")));
    }
    // The secretary registers for the leader, who is told.
    server.post(&path, &secretary, says(&grid, "走访63户")).await.expect(201);
    let told = server.get("/me/inbox", &leader).await.expect(200);
    assert_eq!(told["items"][0]["kind"], "statement.recorded");

    for present in [&secretary, &leader] {
        signed_in(&server, &id, present).await;
    }
    closed(&server, &id, &secretary).await;
    let minutes = format!("/meetings/{id}/minutes");
    let new = json!({ "text": "主题党日", "chairMemberId": leader.id.0 });
    let written = server.post(&minutes, &secretary, new).await.expect(201);
    assert_eq!(written["statements"][0]["text"], "走访63户");
    server.post(&format!("{minutes}/confirmation"), &leader, json!({ "version": 1 })).await.expect(200);
    server.post(&path, &leader, says(&grid, "补报")).await.refused("minutes.confirmed");
}

/// S3-7: a villagers' representative who is no member leads a grid, and speaks at the branch's meeting too.
#[tokio::test]
async fn a_leader_who_is_no_member_speaks_too() {
    let server = start(1, 3).await;
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    let villager = outsider(&server, branch.id, "户代表").await;
    let grid = led(&server, "第三网格", None).await;
    let id = opened(&server, json!({ "kind": "party_day" })).await;
    let path = format!("/meetings/{id}/statements");
    let says = json!({ "gridId": grid, "text": "入户走访" });
    // Recommended is not confirmed.
    server.post(&path, &villager, says.clone()).await.refused("meeting.not_found");
    leads(&server, secretary, &grid, &villager, "villagers_representative").await;
    server.post(&path, &villager, says.clone()).await.expect(201);
    // Whom the platform does not know a person looks at; the leader sees it meanwhile.
    for reader in [&villager, secretary] {
        let list = server.get(&path, reader).await.expect(200);
        assert_eq!(
            (&list["items"][0]["leaderName"], &list["items"][0]["checkState"]),
            (&json!("户代表"), &json!("held"))
        );
    }
    assert_eq!(server.get(&path, &branch.members[1]).await.expect(200)["items"], json!([]));
    // Once the term is over the leader speaks for the grid no more.
    server.set_time("2025-01-02T01:00:00Z");
    server.post(&path, &villager, says).await.refused("meeting.not_found");
}

/// Many at once about one grid are one statement.
#[tokio::test]
async fn a_grid_has_one_statement() {
    let server = start(1, 3).await;
    let leader = server.fixture.branches[0].members[1].clone();
    let grid = led(&server, "第一网格", Some(leader.person.0)).await;
    let id = opened(&server, json!({ "kind": "party_day" })).await;
    let path = format!("/meetings/{id}/statements");
    let asked = (0..6).map(|n| server.post(&path, &leader, json!({ "gridId": grid, "text": format!("第{n}稿") })));
    for answer in futures_util::future::join_all(asked).await {
        let _: Value = answer.expect(201);
    }
    assert_eq!(server.get(&path, &leader).await.expect(200)["items"].as_array().unwrap().len(), 1);
}
