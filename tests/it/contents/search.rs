//! Searching Chinese text, on both databases.

use serde_json::json;
use xianfeng_tests::TestServer;

use super::{notice, published, submitted, take_down, titles};

/// S0-13: every part of title and text is found, whatever its width, capitals and spaces.
#[tokio::test]
async fn every_part_of_a_text_is_found() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let first = notice(
        branch.id.0,
        json!({ "title": "防火通知", "body": "林边严禁野外用火，\n违者扣分。ＡＰＰ 里可以报名巡山。" }),
    );
    let second = notice(branch.id.0, json!({ "title": "用水通知", "body": "甲乙两组用火也要登记，乙丙两组不用。" }));
    let first = published(&server, secretary, first).await;
    published(&server, secretary, second).await;
    for (query, expected) in [
        ("野外用火", "防火通知"),
        ("用火", "用水通知,防火通知"),
        ("火，违", "防火通知"),
        ("app里", "防火通知"),
        ("林", "防火通知"),
        ("通 知", "用水通知,防火通知"),
        ("防火 通知林边", "防火通知"),
        ("", "用水通知,防火通知"),
        // Its pairs stand there, but not together.
        ("甲乙丙", ""),
        ("没有的字", ""),
        ("%", ""),
        ("'; DROP", ""),
    ] {
        let path = form(query);
        let read = titles(&server, &format!("/contents?query={path}"), member).await;
        let managed = titles(&server, &format!("/contents/managed?query={path}"), secretary).await;
        assert_eq!((read.join(","), managed.join(",")), (expected.to_owned(), expected.to_owned()), "{query}");
    }
    let long = form(&"火".repeat(51));
    server.get(&format!("/contents?query={long}"), member).await.refused("request.invalid_query");
    take_down(&server, &first, secretary).await;
    assert_eq!(titles(&server, &format!("/contents?query={}", form("野外用火")), member).await, [""; 0]);
}

/// Nobody finds what is not for them.
#[tokio::test]
async fn a_search_finds_nothing_that_is_hidden() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    published(&server, &branch.members[0], notice(branch.id.0, json!({ "title": "只给本支部" }))).await;
    submitted(&server, &branch.members[0], notice(branch.id.0, json!({ "title": "只给还没批" }))).await;
    let path = format!("/contents?query={}", form("只给"));
    assert_eq!(titles(&server, &path, &branch.members[1]).await, ["只给本支部"]);
    assert_eq!(titles(&server, &path, &other.members[1]).await, [""; 0]);
    let managed = format!("/contents/managed?state=submitted&query={}", form("只给"));
    assert_eq!(titles(&server, &managed, &branch.members[0]).await, ["只给还没批"]);
    assert_eq!(titles(&server, &managed, &other.members[0]).await, [""; 0]);
}

fn form(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
