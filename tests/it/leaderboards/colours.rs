//! The blue, yellow and red board (S4-3).

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::book::adopt;
use super::scene::{approve_publication, entry, mark};

const COLOURS: &str = r#"
[colours]
per = "month"

[[colours.list]]
code = "blue"
name = "蓝榜"
from_points = "8"

[[colours.list]]
code = "yellow"
name = "黄榜"
from_points = "4"
public = true

[[colours.list]]
code = "red"
name = "红榜"
"#;

fn rows(board: &Value, name: &str) -> Vec<(String, Value)> {
    let row = |row: &Value| (row["colour"].as_str().unwrap().to_owned(), row[name].clone());
    board["items"].as_array().unwrap().iter().map(row).collect()
}

async fn scene() -> (TestServer, Vec<FixtureMember>) {
    let server = TestServer::start().await;
    adopt(&server, 2, "2024-01-01", COLOURS).await;
    let branch = server.fixture.branches[0].clone();
    entry(&server, &branch, &branch.members[0], 900, "2024-02-10", None).await;
    entry(&server, &branch, &branch.members[1], 500, "2024-02-10", None).await;
    (server, branch.members)
}

/// The red board is for need-to-know, and for who stands on it.
#[tokio::test]
async fn the_red_board_is_private_unless_the_book_says_otherwise() {
    let (server, members) = scene().await;
    let branch = server.fixture.branches[0].id.0;
    let board = format!("/leaderboards/colours?organizationId={branch}&period=2024-02");
    let whole = server.get(&board, &members[0]).await.expect(200);
    let codes = |board: &Value| rows(board, "total").into_iter().map(|row| row.0).collect::<Vec<_>>();
    assert_eq!(codes(&whole), ["blue", "yellow", "red", "red"]);
    let sizes: Vec<_> = whole["colours"].as_array().unwrap().iter().map(|colour| colour["size"].clone()).collect();
    assert_eq!(sizes, [1, 1, 2]);
    let other = server.get(&board, &members[1]).await.expect(200);
    assert_eq!(codes(&other), ["blue", "yellow"]);
    assert_eq!(other["colours"].as_array().unwrap().len(), 2, "not even how many");
    let own = server.get(&board, &members[2]).await.expect(200);
    assert_eq!(codes(&own), ["blue", "yellow", "red"], "one's own row is clear to oneself");
    let version = whole["version"].clone();
    let known = server.get(&format!("{board}&knownVersion={version}"), &members[0]).await.expect(200);
    assert_eq!(known, json!({ "unchanged": true, "version": version }));
    let first = server.get(&format!("{board}&limit=3"), &members[0]).await.expect(200);
    let cursor = first["nextCursor"].as_str().unwrap().to_owned();
    let rest = server.get(&format!("{board}&limit=3&cursor={cursor}"), &members[0]).await.expect(200);
    assert_eq!((codes(&rest), &rest["nextCursor"]), (vec!["red".to_owned()], &Value::Null));
}

#[tokio::test]
async fn a_board_is_made_for_its_kind_of_period_and_by_a_book_that_has_colours() {
    let (server, members) = scene().await;
    let branch = server.fixture.branches[0].id.0;
    let board = format!("/leaderboards/colours?organizationId={branch}");
    server.get(&format!("{board}&period=2024-Q1"), &members[0]).await.refused("period.not_found");
    server.get(&format!("{board}&period=2024-04"), &members[0]).await.refused("period.not_found");
    assert_eq!(server.get(&board, &members[0]).await.expect(200)["period"], "2024-03", "the running month");
    server.get(&format!("{board}&period=2023-12"), &members[0]).await.refused("leaderboard.no_colours");
    mark(&server, server.fixture.branches[1].id, true, None).await;
    let hidden = format!("/leaderboards/colours?organizationId={}", server.fixture.branches[1].id.0);
    server.get(&hidden, &members[1]).await.refused("organization.not_found");
}

/// Without a log-in: approved, masked, and only what is public.
#[tokio::test]
async fn the_public_sees_public_colours() {
    let (server, _) = scene().await;
    let township = server.fixture.township;
    let path = format!("/api/v1/public/organizations/{township}/colours?period=2024-02");
    let ask = async || server.send(server.request(Method::GET, &path, None)).await;
    ask().await.refused("public.not_approved");
    approve_publication(&server, township).await;
    let board = ask().await.expect(200);
    let names = rows(&board, "name");
    assert_eq!(names, [("blue".to_owned(), json!("党*1")), ("yellow".to_owned(), json!("党*2"))]);
    assert_eq!(board["colours"].as_array().unwrap().len(), 2);
    assert!(!board.to_string().contains("memberId"));
}
