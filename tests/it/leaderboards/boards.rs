//! Boards over HTTP: who sees what, page by page.

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::scene::{entry, mark};

/// Pitfall 11: pages concatenate to the whole board, ranks are those of the whole board.
#[tokio::test]
async fn pages_concatenate_to_the_whole_board() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    entry(&server, &branch, &branch.members[2], 300, "2024-02-01", None).await;
    entry(&server, &branch, &branch.members[3], -200, "2024-02-01", None).await;
    let township = server.fixture.township;
    let all = format!("/leaderboards/members?organizationId={township}&period=2024-Q1&limit=100");
    let all = server.get(&all, &branch.members[1]).await.expect(200);
    let mut paged: Vec<Value> = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/leaderboards/members?organizationId={township}&period=2024-Q1&limit=3{cursor}");
        let page = server.get(&path, &branch.members[1]).await.expect(200);
        assert_eq!(page["size"], 8);
        paged.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(Value::Array(paged.clone()), all["items"]);
    let ranks: Vec<i64> = paged.iter().map(|row| row["rank"].as_i64().unwrap()).collect();
    assert_eq!(ranks, [1, 2, 2, 2, 2, 2, 2, 8], "pitfalls 9 and 10");
    assert_eq!(
        (&all["start"], &all["end"], &all["daysLeft"]),
        (&json!("2024-01-01"), &json!("2024-03-31"), &json!(30))
    );
    assert_eq!(all["items"][0]["change"], json!({ "kind": "unknown", "places": null }));
}

#[tokio::test]
async fn a_client_that_knows_the_version_is_told_that_nothing_changed() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let member = &branch.members[1];
    for path in [
        format!("/leaderboards/members?organizationId={}&period=2024-Q1", branch.id),
        format!("/leaderboards/organizations?parentId={}&period=2024-Q1", server.fixture.township),
    ] {
        let first = server.get(&path, member).await;
        let version = first.expect(200)["version"].as_i64().unwrap();
        server.set_time("2024-03-01T02:00:00Z");
        let known = server.get(&format!("{path}&knownVersion={version}"), member).await.expect(200);
        assert_eq!(known, json!({ "unchanged": true, "version": version }));
        let request = server.request(Method::GET, &format!("/api/v1{path}"), Some(member));
        let tagged = server.send(request.header("If-None-Match", &first.headers["etag"])).await;
        assert_eq!(tagged.status, 304);
        entry(&server, &branch, member, 100, "2024-02-01", None).await;
        let changed = server.get(&format!("{path}&knownVersion={version}"), member).await.expect(200);
        assert_ne!(changed["version"], version, "{path}");
    }
}

#[tokio::test]
async fn what_is_made_up_is_refused() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let member = &branch.members[1];
    let board = format!("/leaderboards/members?organizationId={}", branch.id);
    server.get(&format!("{board}&period=2024-Q2"), member).await.refused("period.not_found");
    server.get(&format!("{board}&period=2024-13"), member).await.refused("request.invalid_query");
    server.get(&format!("{board}&cursor=bm8"), member).await.refused("list.bad_cursor");
    let nowhere = "/leaderboards/members?organizationId=00000000-0000-7000-8000-000000000000";
    server.get(nowhere, member).await.refused("organization.not_found");
    let anonymous = server.send(server.request(Method::GET, &format!("/api/v1{board}"), None)).await;
    anonymous.refused("auth.required");
}

/// Invariant 11: a sensitive organization is there for need-to-know and for nobody else, and one's
/// own row is always clear to oneself.
#[tokio::test]
async fn a_sensitive_branch_is_for_need_to_know() {
    let server = TestServer::start().await;
    let [open, hidden] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let clerk = server.fixture.clerk.clone();
    mark(&server, hidden.id, true, None).await;
    let board = format!("/leaderboards/members?organizationId={}&period=2024-Q1", hidden.id);
    server.get(&board, &open.members[0]).await.refused("organization.not_found");
    server.get(&board, &hidden.members[1]).await.refused("organization.not_found");
    assert_eq!(server.get(&board, &clerk).await.expect(200)["size"], 4);
    assert_eq!(server.get(&board, &hidden.members[0]).await.expect(200)["size"], 4, "the secretary");
    let township = format!("/leaderboards/members?organizationId={}&period=2024-Q1", server.fixture.township);
    assert_eq!(server.get(&township, &open.members[1]).await.expect(200)["size"], 4);
    assert_eq!(server.get(&township, &clerk).await.expect(200)["size"], 8);
    let averages = format!("/leaderboards/organizations?parentId={}", server.fixture.township);
    assert_eq!(server.get(&averages, &open.members[1]).await.expect(200)["items"].as_array().unwrap().len(), 1);

    entry(&server, &hidden, &hidden.members[1], 500, "2024-02-01", None).await;
    let own = server.get("/leaderboards/members/me?period=2024-Q1", &hidden.members[1]).await.expect(200);
    assert_eq!((&own["row"]["rank"], &own["row"]["total"]), (&json!(1), &json!(5)));
    assert_eq!(own["neighbours"].as_array().unwrap().len(), 1, "nobody else's row");
    let ledger = format!("/ledger?organizationId={}", hidden.id);
    server.get(&ledger, &open.members[0]).await.refused("organization.not_found");
}
