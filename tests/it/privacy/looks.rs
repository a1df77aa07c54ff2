//! Who looked (articles 44 and 50; pitfall 40).

use serde_json::json;
use xianfeng_tests::TestServer;

use crate::declarations::{declared, deed};

#[tokio::test]
async fn a_person_reads_who_looked_at_what() {
    let server = TestServer::start().await;
    let [branch, elsewhere] = [0, 1].map(|at| server.fixture.branches[at].clone());
    let (secretary, member, other) = (&branch.members[0], &branch.members[1], &branch.members[2]);
    let clerk = server.fixture.clerk.clone();
    let declaration = declared(&server, member, deed(json!({ "quantity": 1, "unit": "吨" }))).await;
    let id = declaration["id"].as_str().unwrap();

    server.get(&format!("/members/{}?reveal=phone", member.id.0), secretary).await.expect(200);
    server.get(&format!("/declarations/{id}"), secretary).await.expect(200);
    server.get(&format!("/declarations?organizationId={}", branch.id.0), &clerk).await.expect(200);
    // One's own reading, and reading of others, is not in it.
    server.get("/me/privacy/data", member).await.expect(200);
    server.get(&format!("/members/{}", other.id.0), secretary).await.expect(200);

    let looks = server.get("/me/privacy/looks", member).await.expect(200);
    let seen: Vec<_> = looks["items"].as_array().unwrap().iter().map(|look| look["action"].as_str().unwrap()).collect();
    assert_eq!(seen, ["declarations.list", "declarations.read", "members.reveal_phone"], "{looks}");
    let phone = &looks["items"][2];
    assert_eq!((&phone["name"], &phone["what"]), (&json!(secretary.name), &json!("查看手机号")));
    assert_eq!(phone["roles"], json!([{ "role": "branch_admin", "organization": "第1村党支部" }]));
    assert_eq!((&phone["list"], &looks["items"][0]["list"]), (&json!(false), &json!(true)));

    // Who was on no list and looked up by nobody reads nothing of it.
    let none = server.get("/me/privacy/looks", &elsewhere.members[1]).await.expect(200);
    assert_eq!(none["items"], json!([]));

    // Page by page.
    let first = server.get("/me/privacy/looks?limit=2", member).await.expect(200);
    let cursor = first["nextCursor"].as_str().unwrap();
    let second = server.get(&format!("/me/privacy/looks?limit=2&cursor={cursor}"), member).await.expect(200);
    assert_eq!(second["items"].as_array().unwrap().len(), 1);
    assert_eq!(second["nextCursor"], json!(null));
}
