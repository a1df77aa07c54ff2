//! The points booklet (一本通): S1-10, S2-11.

use reqwest::Method;
use serde_json::json;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use crate::declarations::{declared, deed, ledger, registered};

async fn page(server: &TestServer, of: &FixtureMember, by: &FixtureMember, language: &str) -> String {
    let path = format!("/api/v1/members/{}/booklet?period=2024-Q1", of.id.0);
    let request = server.request(Method::GET, &path, Some(by)).header("Accept-Language", language);
    let answer = server.send(request).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.headers["content-type"], "text/html; charset=utf-8");
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert!(answer.headers["content-security-policy"].to_str().unwrap().contains("style-src 'sha256-"));
    String::from_utf8(answer.body).unwrap()
}

/// S1-10: deeds with what was done in all, in units; what was taken back does not count.
#[tokio::test]
async fn the_booklet_adds_up_what_was_done() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    for (what, quantity) in [("清运<b>垃圾", 200), ("再清运", 30), ("重复登记", 500)] {
        let new = deed(json!({ "what": what, "quantity": quantity, "unit": "吨" }));
        let declaration = declared(&server, member, new).await;
        registered(&server, secretary, &declaration).await;
    }
    let wrong = ledger(&server, member).await[0]["id"].as_str().unwrap().to_owned();
    server.post(&format!("/ledger/{wrong}/reversal"), &clerk, json!({ "reason": "重复" })).await.expect(201);

    let own = page(&server, member, member, "zh").await;
    for told in [member.name.as_str(), "第1村党支部", "230吨", "再清运", "冲正 · 重复登记", "2024年第一季度"]
    {
        assert!(own.contains(told), "{told}: {own}");
    }
    assert!(!own.contains("730吨") && !own.contains("<b>垃圾"), "{own}");
    assert!(page(&server, member, secretary, "en").await.contains("Points booklet"));

    let path = format!("/members/{}/booklet", member.id.0);
    server.get(&path, &branch.members[2]).await.refused("member.not_found");
    server.get(&path, &server.fixture.branches[1].members[0]).await.refused("member.not_found");
    let log = server.get("/audit?limit=50", &clerk).await.expect(200).to_string();
    assert_eq!(log.matches("members.booklet").count(), 1, "the member's own reading is nobody's business");
}
