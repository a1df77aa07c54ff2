//! The rule book in force, as a mini-program reads it.

use reqwest::Method;
use serde_json::json;
use xianfeng_tests::TestServer;

#[tokio::test]
async fn a_member_reads_the_book_and_asks_whether_it_changed() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let member = &branch.members[1];
    let path = format!("/rulebooks/effective?organizationId={}", branch.id.0);
    let book = server.get(&path, member).await.expect(200);
    assert_eq!(book["base"]["points"], json!(60));
    let codes: Vec<_> = book["categories"].as_array().unwrap().iter().map(|c| c["code"].clone()).collect();
    assert_eq!(codes, ["retired", "in_office", "ordinary", "away", "aged"], "S0-5");
    let item = book["items"].as_array().unwrap().iter().find(|item| item["code"] == "fire_patrol").unwrap();
    assert_eq!(item["caps"], json!([{ "per": "month", "points": 4, "times": null }]));

    let known = server.get(&format!("{path}&knownVersion={}", book["version"]), member).await.expect(200);
    assert_eq!(known, json!({ "unchanged": true, "version": book["version"] }));
    let request = server.request(Method::GET, &format!("/api/v1{path}"), Some(member));
    let tagged = server.send(request.header("If-None-Match", format!("\"{}\"", book["version"]))).await;
    assert_eq!(tagged.status.as_u16(), 304);

    let elsewhere = format!("/rulebooks/effective?organizationId={}", uuid::Uuid::now_v7());
    server.get(&elsewhere, member).await.refused("organization.not_found");
}
