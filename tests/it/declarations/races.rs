//! Many at once, over HTTP.

use futures_util::future::{join, join_all};
use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{assert_clean, declared, deed, ledger, report};

/// Two of the branch register the same sitting at once, again and again: each declaration pays once.
#[tokio::test]
async fn a_declaration_pays_once_whoever_registers_it() {
    let server = TestServer::start_with(1, 12, &[]).await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let mut ids = Vec::new();
    for member in &branch.members[1..] {
        ids.push(declared(&server, member, deed(json!({}))).await["id"].clone());
    }
    let lines: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
    let back: Vec<Value> = lines.iter().rev().cloned().collect();
    let path = "/declarations/registrations";
    let one = (0..4).map(|_| server.post(path, secretary, json!({ "register": lines })));
    let other = (0..4).map(|_| server.post(path, &clerk, json!({ "register": back })));
    let (one, other) = join(join_all(one), join_all(other)).await;
    let mut paid = 0;
    for answer in one.iter().chain(&other) {
        for result in answer.expect(200)["results"].as_array().unwrap() {
            match result["state"].as_str() {
                Some(state) => {
                    assert_eq!(state, "registered");
                    paid += 1;
                }
                None => assert_eq!(result["code"], "declaration.wrong_state"),
            }
        }
    }
    assert_eq!(paid, ids.len());
    for member in &branch.members[1..] {
        assert_eq!(ledger(&server, member).await.len(), 1);
    }
    assert_clean(&server).await;
}

/// Taken back and registered at the same moment: one of the two.
#[tokio::test]
async fn a_declaration_is_taken_back_or_registered_never_both() {
    let server = TestServer::start_with(1, 9, &[]).await;
    let branch = server.fixture.branches[0].clone();
    let mut ids = Vec::new();
    for member in &branch.members[1..] {
        let id = declared(&server, member, deed(json!({}))).await["id"].as_str().unwrap().to_owned();
        ids.push(id);
    }
    let paths: Vec<String> = ids.iter().map(|id| format!("/declarations/{id}/withdraw")).collect();
    let withdraw = branch.members[1..].iter().zip(&paths).map(|(member, path)| server.post(path, member, Value::Null));
    let register = ids.iter().map(|id| {
        let body = json!({ "register": [{ "id": id }] });
        server.post("/declarations/registrations", &branch.members[0], body)
    });
    let (withdrawn, registered) = join(join_all(withdraw), join_all(register)).await;
    for ((withdrawn, registered), member) in withdrawn.iter().zip(&registered).zip(&branch.members[1..]) {
        let paid = registered.expect(200)["results"][0]["state"] == "registered";
        assert_ne!(withdrawn.status == 200, paid);
        assert_eq!(ledger(&server, member).await.len(), usize::from(paid));
    }
    assert_clean(&server).await;
}

/// S2-6: two reports of a quarter at once, by the member and the liaison, are one.
#[tokio::test]
async fn reports_at_once_are_one() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, liaison) = (&branch.members[0], &branch.members[1], &branch.members[2]);
    let going = json!({ "from": "2023-12-01", "destination": "太原", "liaisonId": liaison.id.0 });
    server.post(&format!("/members/{}/aways", member.id.0), secretary, going).await.expect(201);
    let by_self = (0..6).map(|_| server.post("/declarations", member, report(json!({}))));
    let for_member = report(json!({ "memberId": member.id.0 }));
    let by_liaison = (0..6).map(|_| server.post("/declarations", liaison, for_member.clone()));
    let (one, other) = join(join_all(by_self), join_all(by_liaison)).await;
    let answers: Vec<_> = one.iter().chain(&other).collect();
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.refused("report.already_made");
    }
}
