//! People decide what the platform does not.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::{held, pledged, public, seen, state};

async fn decide(server: &TestServer, by: &FixtureMember, check: &Value, body: Value) -> xianfeng_tests::Answer {
    server.post(&format!("/moderation/checks/{}/decision", check["id"].as_str().unwrap()), by, body).await
}

fn pass(version: i64) -> Value {
    json!({ "decision": "pass", "version": version })
}

fn refuse(version: i64) -> Value {
    json!({ "decision": "refuse", "version": version, "reason": "含有联系方式" })
}

#[tokio::test]
async fn a_person_passes_what_is_held_and_may_take_it_down() {
    let server = public().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    pledged(&server, member, "REVIEW 修路").await;
    let told = server.get("/me/inbox", secretary).await.expect(200);
    assert_eq!(told["items"][0]["text"], "有承诺等待人工审核，请到“内容审核”处理。");
    let check = held(&server, secretary).await.remove(0);
    assert_eq!(
        (&check["checkState"], &check["text"], &check["version"]),
        (&json!("held"), &json!("REVIEW 修路"), &json!(1))
    );
    assert!(held(&server, &server.fixture.branches[1].members[0]).await.is_empty(), "another branch's");
    decide(&server, &server.fixture.branches[1].members[0], &check, pass(1)).await.refused("moderation.not_found");
    decide(&server, member, &check, pass(1)).await.refused("auth.forbidden");
    decide(&server, secretary, &check, json!({ "decision": "refuse", "version": 1 })).await.refused("request.invalid");
    decide(&server, secretary, &check, pass(2)).await.refused("moderation.changed");
    let passed = decide(&server, secretary, &check, pass(1)).await.expect(200);
    assert_eq!(passed["checkState"], "passed");
    assert_eq!(seen(&server).await, ["REVIEW 修路"]);
    decide(&server, &server.fixture.clerk, &check, refuse(1)).await.refused("moderation.changed");

    let down = format!("/moderation/checks/{}/take-down", check["id"].as_str().unwrap());
    let why = json!({ "version": 1, "reason": "群众反映不实" });
    server.post(&down, secretary, why.clone()).await.expect(200);
    server.post(&down, secretary, why).await.refused("moderation.changed");
    assert!(seen(&server).await.is_empty());
    assert_eq!(state(&server, member).await, "refused");
}

#[tokio::test]
async fn the_author_is_told_and_writes_it_anew_which_is_checked_anew() {
    let server = public().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let first = pledged(&server, member, "RISKY 修路").await;
    let check = held(&server, secretary).await.remove(0);
    decide(&server, secretary, &check, refuse(1)).await.expect(200);
    assert!(seen(&server).await.is_empty());
    let inbox = server.get("/me/inbox", member).await.expect(200);
    let told = inbox["items"].as_array().unwrap().iter().find(|message| message["kind"] == "text.refused").unwrap();
    assert_eq!(told["text"], "您写的承诺未通过审核：含有联系方式。请修改后重新提交。");

    let anew = json!({ "year": "2024", "text": "REVIEW 修桥" });
    let second = server.post("/pledges", member, anew).await.expect(201);
    assert_eq!(second["id"], first["id"]);
    let check = held(&server, secretary).await.remove(0);
    assert_eq!((&check["version"], &check["text"]), (&json!(2), &json!("REVIEW 修桥")));
    decide(&server, secretary, &check, pass(1)).await.refused("moderation.changed");
    assert!(seen(&server).await.is_empty(), "hidden until it has passed");
    decide(&server, secretary, &check, refuse(2)).await.expect(200);
    let anew = json!({ "year": "2024", "text": "修桥" });
    server.post("/pledges", member, anew).await.expect(201);
    assert_eq!(seen(&server).await, ["修桥"]);
    let again = json!({ "year": "2024", "text": "修塘" });
    server.post("/pledges", member, again).await.refused("pledge.made");
}

/// Invariant: nobody decides on their own deed.
#[tokio::test]
async fn nobody_decides_on_what_they_wrote() {
    let server = public().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    server.post("/pledges", secretary, json!({ "year": "2024", "text": "REVIEW 修路" })).await.expect(201);
    assert!(held(&server, secretary).await.is_empty());
    let check = held(&server, &clerk).await.remove(0);
    decide(&server, secretary, &check, pass(1)).await.refused("moderation.own");
    decide(&server, &clerk, &check, pass(1)).await.expect(200);
}

/// Two decide at once: one of them has.
#[tokio::test]
async fn a_race_of_deciders_has_one_winner() {
    let server = public().await;
    let branch = server.fixture.branches[0].clone();
    pledged(&server, &branch.members[1], "REVIEW 修路").await;
    let check = held(&server, &branch.members[0]).await.remove(0);
    let deciders = [&branch.members[0], &server.fixture.clerk];
    let race = (0..8).map(|n| {
        let body = if n % 2 == 0 { pass(1) } else { refuse(1) };
        decide(&server, deciders[n / 2 % 2], &check, body)
    });
    let answers = futures_util::future::join_all(race).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    let told = server.get("/me/inbox", &branch.members[1]).await.expect(200);
    let refused = told["items"].as_array().unwrap().iter().filter(|message| message["kind"] == "text.refused").count();
    assert_eq!(refused == 1, seen(&server).await.is_empty());
}
