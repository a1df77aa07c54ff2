//! Candidates for excellent member (S1-5) and the pioneer index by post (S3-3).

use serde_json::{Value, json};

use super::{held, post, world};
use crate::leaderboards::scene::{entry, mark};

/// S1-5: who held a post on some day of the year may stand. The ready book sets no points from which
/// others may.
#[tokio::test]
async fn who_holds_a_post_in_the_year_may_stand() {
    let server = world(2, 5).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let secretary = &branch.members[0];
    let id = post(&server, &branch, json!({})).await;
    let _ = held(&server, secretary, &id, &branch.members[1], "2023-05-01").await;
    let last_year = held(&server, secretary, &id, &branch.members[2], "2023-05-01").await;
    let never = held(&server, secretary, &id, &branch.members[3], "2024-01-10").await;
    for (holding, on) in [(&last_year, "2024-01-01"), (&never, "2024-01-10")] {
        let end = json!({ "on": on, "reason": "轮换" });
        server.post(&format!("/holders/{holding}/end"), secretary, end).await.expect(200);
    }
    server.post(&format!("/posts/{id}/claims"), &branch.members[4], Value::Null).await.expect(201);
    entry(&server, &branch, &branch.members[1], 1250, "2024-02-10", None).await;
    entry(&server, &branch, &branch.members[4], 9900, "2024-02-10", None).await;

    let path = format!("/posts/candidates?organizationId={}", branch.id);
    let found = server.get(&format!("{path}&year=2024"), secretary).await.expect(200);
    let items = found["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{found}");
    assert_eq!(items[0]["memberId"], branch.members[1].id.to_string());
    assert_eq!((&items[0]["ground"], &items[0]["posts"]), (&json!("post"), &json!(["邻里纠纷调解岗"])));
    assert_eq!(items[0]["total"], 12.5);
    let before = server.get(&format!("{path}&year=2023&limit=1"), secretary).await.expect(200);
    let next = format!("{path}&year=2023&limit=1&cursor={}", before["nextCursor"].as_str().unwrap());
    let rest = server.get(&next, secretary).await.expect(200);
    assert_eq!(rest["items"][0]["memberId"], branch.members[2].id.to_string());
    assert_eq!(rest["nextCursor"], json!(null));

    server.get(&format!("{path}&year=2025"), secretary).await.refused("period.not_found");
    server.get(&format!("{path}&year=2024-Q1"), secretary).await.refused("request.invalid_query");
    server.get(&path, &other.members[0]).await.refused("organization.not_found");
    server.get(&path, &branch.members[1]).await.refused("auth.forbidden");
    // Who leaves does not stand.
    let left = json!({ "how": "resigned", "leftOn": "2024-03-01", "reason": "本人申请" });
    server.post(&format!("/members/{}/leave", branch.members[1].id), secretary, left).await.expect(200);
    assert_eq!(server.get(&path, secretary).await.expect(200)["items"], json!([]));
}

/// S3-3: holders of posts of one name are compared with each other, across branches.
#[tokio::test]
async fn holders_of_posts_of_one_name_are_ranked() {
    let server = world(2, 4).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    for branch in [&branch, &other] {
        let patrol = post(&server, branch, json!({ "name": "村庄义务巡逻岗" })).await;
        let care = post(&server, branch, json!({ "name": "爱心帮扶岗" })).await;
        for member in &branch.members[1..3] {
            let _ = held(&server, &branch.members[0], &patrol, member, "2024-01-01").await;
        }
        let _ = held(&server, &branch.members[0], &care, &branch.members[1], "2024-01-01").await;
    }
    entry(&server, &branch, &branch.members[1], 300, "2024-02-10", None).await;
    entry(&server, &other, &other.members[2], 500, "2024-02-10", None).await;
    entry(&server, &other, &other.members[3], 900, "2024-02-10", None).await;

    let board = async |organization: xianfeng_domain::ids::OrganizationId, by| -> Vec<(String, u64, String)> {
        let (mut rows, mut cursor) = (Vec::new(), String::new());
        loop {
            let path = format!("/leaderboards/posts?organizationId={organization}&period=2024-Q1&limit=2{cursor}");
            let page = server.get(&path, by).await.expect(200);
            for row in page["items"].as_array().unwrap() {
                let text = |field: &str| row[field].as_str().unwrap().to_owned();
                rows.push((text("post"), row["rank"].as_u64().unwrap(), text("name")));
            }
            match page["nextCursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return rows,
            }
        }
    };
    let row = |post: &str, rank: u64, name: &str| (post.to_owned(), rank, name.to_owned());
    let expected = [
        row("村庄义务巡逻岗", 1, &other.members[2].name),
        row("村庄义务巡逻岗", 2, &branch.members[1].name),
        row("村庄义务巡逻岗", 3, &branch.members[2].name),
        row("村庄义务巡逻岗", 3, &other.members[1].name),
        row("爱心帮扶岗", 1, &branch.members[1].name),
        row("爱心帮扶岗", 2, &other.members[1].name),
    ];
    assert_eq!(board(server.fixture.township, &branch.members[3]).await, expected);
    let own = board(branch.id, &branch.members[3]).await;
    assert_eq!(
        own,
        [
            row("村庄义务巡逻岗", 1, &branch.members[1].name),
            row("村庄义务巡逻岗", 2, &branch.members[2].name),
            expected[4].clone()
        ]
    );

    mark(&server, other.id, true, None).await;
    let seen = board(server.fixture.township, &branch.members[3]).await;
    assert_eq!(seen.len(), 3, "invariant 11");
    let clerk = server.fixture.clerk.clone();
    assert_eq!(board(server.fixture.township, &clerk).await.len(), 6, "need-to-know");
}
