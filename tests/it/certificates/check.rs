//! The check code: what anybody is told (pitfall 42; articles 20 and 21).

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_tests::{Answer, TestServer};

use super::{done, issued};
use crate::inbox::told;

async fn check(server: &TestServer, code: &str) -> Answer {
    server.send(server.request(Method::GET, &format!("/api/v1/public/certificates/{code}"), None)).await
}

#[tokio::test]
async fn whoever_has_the_paper_learns_whether_it_is_good() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    done(&server, member, "护林值守", 3, "小时").await;
    let proof = issued(&server, member, json!({ "kind": "service", "period": "2024" })).await;
    let code = proof["code"].as_str().unwrap();
    assert_eq!(code.len(), 23, "20 signs in groups of five");
    assert!(proof["checkUrl"].as_str().unwrap().ends_with(&code.replace('-', "")));
    let valid = check(&server, &code.to_lowercase()).await.expect(200);
    assert_eq!((&valid["state"], &valid["kindName"]), (&json!("valid"), &json!("服务证明")));
    assert_eq!((&valid["total"], &valid["digest"]), (&json!("1次"), &proof["digest"]));
    let text = valid.to_string();
    assert!(!text.contains(&member.name) && text.contains("党*"), "{text}");
    assert!(!text.contains("护林") && !text.contains(&member.id.0.to_string()), "{text}");

    // A phone that scans the code gets a page.
    let request = server.request(Method::GET, &format!("/api/v1/public/certificates/{code}"), None);
    let page = server.send(request.header("Accept", "text/html,*/*")).await;
    assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
    assert!(String::from_utf8(page.body).unwrap().contains("有效"));

    // Withdrawn for an error, the check says so, and the member is told why.
    let path = format!("/archives/{}/withdraw", proof["id"].as_str().unwrap());
    let reason = json!({ "reason": "时长登记有误" });
    server.post(&path, member, reason.clone()).await.refused("auth.forbidden");
    server.post(&path, secretary, reason.clone()).await.expect(200);
    server.post(&path, secretary, reason).await.refused("certificate.withdrawn");
    let withdrawn = check(&server, code).await.expect(200);
    assert_eq!(withdrawn["state"], "withdrawn");
    assert!(!withdrawn.to_string().contains("时长登记有误"));
    assert_eq!(told(&server, member, "certificate.withdrawn").await, 1);
}

/// A wrong sign, another code, no code: all the same answer.
#[tokio::test]
async fn a_code_is_not_guessed() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    let proof = issued(&server, &member, json!({ "kind": "archive" })).await;
    let code = proof["code"].as_str().unwrap().replace('-', "");
    let mut wrong = code.clone().into_bytes();
    wrong[3] = if wrong[3] == b'2' { b'3' } else { b'2' };
    let wrong = String::from_utf8(wrong).unwrap();
    let good_check = xianfeng_domain::certificates::check_sign(&wrong[..19]).unwrap();
    let other = format!("{}{good_check}", &wrong[..19]);
    let mut answers: Vec<Value> = Vec::new();
    for typed in [wrong.as_str(), other.as_str(), "nonsense", "x", proof["id"].as_str().unwrap()] {
        let answer = check(&server, typed).await;
        let mut body = answer.refused("certificate.not_found");
        body.as_object_mut().unwrap().retain(|field, _| field != "instance" && field != "requestId");
        answers.push(body);
    }
    assert!(answers.windows(2).all(|two| two[0]["detail"] == two[1]["detail"]), "{answers:?}");
}

/// A branch that is not for the public stands on no public answer.
#[tokio::test]
async fn a_sensitive_branch_is_not_named() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let body = json!({ "name": "第1村党支部", "position": 0, "sensitive": true });
    server.put(&format!("/organizations/{}", branch.id.0), &server.fixture.clerk, 1, body).await.expect(200);
    let proof = issued(&server, &branch.members[1], json!({ "kind": "archive" })).await;
    let told = check(&server, proof["code"].as_str().unwrap()).await.expect(200);
    assert_eq!(told["branch"], json!(null));
}
