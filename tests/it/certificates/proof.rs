//! The proof of service (article 19): truthful, free, with hours, times and items.

use serde_json::json;
use xianfeng_tests::TestServer;

use super::{done, issued};

#[tokio::test]
async fn a_proof_counts_what_was_served_and_nothing_else() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    done(&server, &member, "护林值守", 3, "小时").await;
    done(&server, &member, "护林值守二", 2, "小时").await;
    done(&server, &member, "登记错了", 5, "小时").await;
    let wrong = crate::declarations::ledger(&server, &member).await[0]["id"].as_str().unwrap().to_owned();
    let reason = json!({ "reason": "登记有误" });
    server.post(&format!("/ledger/{wrong}/reversal"), &server.fixture.clerk, reason).await.expect(201);
    let proof = issued(&server, &member, json!({ "kind": "service", "period": "2024-Q1" })).await;
    let content = &proof["content"];
    assert_eq!(content["total"], "2次");
    assert_eq!(content["quantities"], json!([{ "what": "服务时长", "amount": "5小时" }]));
    assert!(!content.to_string().contains("登记错了"));
    assert_eq!(content["years"], json!([]), "no points in it");
    let page = server.get(&format!("/archives/{}/page", proof["id"].as_str().unwrap()), &member).await;
    let page = String::from_utf8(page.body).unwrap();
    assert!(page.contains("兹证明") && page.contains("5小时") && page.contains("护林值守"), "{page}");
}
