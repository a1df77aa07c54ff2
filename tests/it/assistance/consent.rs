//! Consent: who records it, for whom, until when, and how it ends.

use serde_json::{Value, json};
use xianfeng_api::work::Job;
use xianfeng_infra::consents;
use xianfeng_infra::db::Tx;
use xianfeng_tests::TestServer;

use super::{acts, consent, looks, recorded, told};
use crate::tasks::published;

/// The whole way of a member without a phone: consent, claim, hand-in, both names, the daily list.
#[tokio::test]
async fn a_helper_acts_and_both_names_stand_on_every_record() {
    let server = TestServer::start().await;
    let [secretary, member, helper] = [0, 1, 2].map(|place| server.fixture.branches[0].members[place].clone());
    let right = recorded(&server, &member, &helper).await;
    assert_eq!((&right["memberName"], &right["helperName"]), (&json!(member.name), &json!(helper.name)));
    let mine = server.get("/me/assistance", &helper).await.expect(200);
    assert_eq!(mine["actsFor"][0]["memberId"], json!(member.id.0));
    let theirs = server.get("/me/assistance", &member).await.expect(200);
    assert_eq!(theirs["actedForBy"][0]["helperId"], json!(helper.person.0));

    let task = published(&server, json!({})).await;
    let path = format!("/tasks/{}/claims", task["id"].as_str().unwrap());
    let claim = acts(&server, &helper, &member, &path, Value::Null).await.expect(201);
    assert_eq!((&claim["memberId"], &claim["actedBy"]), (&json!(member.id.0), &json!(helper.name)));
    let path = format!("/claims/{}", claim["id"].as_str().unwrap());
    let report = json!({ "report": "走访六户", "deedOn": "2024-03-01" });
    acts(&server, &helper, &member, &format!("{path}/submit"), report).await.expect(200);
    let seen = looks(&server, &helper, &member, &path).await.expect(200);
    assert_eq!(seen["claim"]["actedBy"], json!(helper.name));

    // The points are the member's, and the log names both.
    server.post(&format!("{path}/approve"), &secretary, json!({})).await.expect(200);
    let ledger = server.get("/me/ledger", &member).await.expect(200);
    assert_eq!(ledger["items"].as_array().unwrap().len(), 1);
    assert!(server.get("/me/ledger", &helper).await.expect(200)["items"].as_array().unwrap().is_empty());
    let log = server.get(&format!("/audit?subjectId={}", claim["id"].as_str().unwrap()), &server.fixture.clerk).await;
    let log = log.expect(200);
    let submit = log["items"].as_array().unwrap().iter().find(|line| line["action"] == "claims.submit").unwrap();
    assert_eq!(submit["personId"], json!(helper.person.0));
    assert_eq!(submit["onBehalfOf"], json!(member.person.0));

    // The daily list, and the message of the next morning; told once.
    let list = server.get("/assistance/acts?day=2024-03-01", &secretary).await.expect(200);
    let actions: Vec<&Value> = list["items"].as_array().unwrap().iter().map(|line| &line["action"]).collect();
    assert_eq!(actions, [&json!("claims.submit"), &json!("tasks.claim")]);
    assert_eq!(list["items"][0]["helperName"], json!(helper.name));
    server.set_time("2024-03-02T00:30:00Z");
    for _ in 0..2 {
        Job::KeepAssistance.step(&server.app, server.clock.now()).await.unwrap();
    }
    assert_eq!(told(&server, &secretary).await.iter().filter(|kind| *kind == "assistance.acts").count(), 1);
    assert!(!told(&server, &helper).await.contains(&"assistance.acts".to_owned()));
}

/// The member, the helper and the branch end it; whoever does, the next request is refused.
#[tokio::test]
async fn each_side_ends_it_at_once() {
    let server = TestServer::start().await;
    let [secretary, member, helper, other] = [0, 1, 2, 3].map(|at| server.fixture.branches[0].members[at].clone());
    let foreign = server.fixture.branches[1].members[0].clone();
    for (by, ended) in [(&member, "member"), (&helper, "helper"), (&secretary, "branch")] {
        let right = recorded(&server, &member, &helper).await;
        looks(&server, &helper, &member, "/me/claims").await.expect(200);
        let path = format!("/assistance/{}/end", right["id"].as_str().unwrap());
        server.post(&path, &other, Value::Null).await.refused("assistance.not_found");
        server.post(&path, &foreign, Value::Null).await.refused("assistance.not_found");
        let out = server.post(&path, by, Value::Null).await.expect(200);
        assert_eq!(out["ended"], ended);
        server.post(&path, by, Value::Null).await.refused("assistance.ended");
        looks(&server, &helper, &member, "/me/claims").await.refused("assistance.none");
    }
    let all = server.get("/assistance?ended=true", &secretary).await.expect(200);
    assert_eq!(all["items"].as_array().unwrap().len(), 3);
    assert!(server.get("/assistance", &secretary).await.expect(200)["items"].as_array().unwrap().is_empty());
}

/// Withdrawn at the privacy desk, it ends as well: each use asks the consent itself.
#[tokio::test]
async fn a_consent_that_is_withdrawn_elsewhere_ends_it() {
    let server = TestServer::start().await;
    let [member, helper] = [1, 2].map(|place| server.fixture.branches[0].members[place].clone());
    recorded(&server, &member, &helper).await;
    let withdraw = async |tx: &Tx| {
        let given = consents::of_person(tx, member.person).await?;
        consents::withdraw(tx, given[0].id, member.account, server.clock.now()).await
    };
    assert!(server.app.database.transact("withdraw", withdraw).await.unwrap());
    looks(&server, &helper, &member, "/me/claims").await.refused("assistance.none");
    assert_eq!(server.get("/me/assistance", &helper).await.expect(200)["actsFor"], json!([]));
    Job::KeepAssistance.step(&server.app, server.clock.now()).await.unwrap();
    assert!(told(&server, &helper).await.contains(&"assistance.ended".to_owned()));
    // The place is free again, and the same may be given anew.
    recorded(&server, &member, &helper).await;
    looks(&server, &helper, &member, "/me/claims").await.expect(200);
}

/// It runs out after its last day, and follows a member who moves or leaves.
#[tokio::test]
async fn it_ends_with_its_day_and_with_the_membership() {
    let server = TestServer::start().await;
    let [secretary, member, helper] = [0, 1, 2].map(|place| server.fixture.branches[0].members[place].clone());
    let short = json!({ "helperId": helper.person.0, "how": "paper", "until": "2024-03-02" });
    let path = format!("/members/{}/assistance", member.id);
    server.post(&path, &secretary, short).await.expect(201);
    server.set_time("2024-03-02T15:59:00Z");
    looks(&server, &helper, &member, "/me/claims").await.expect(200);
    server.set_time("2024-03-02T16:00:00Z");
    looks(&server, &helper, &member, "/me/claims").await.refused("assistance.none");

    recorded(&server, &member, &helper).await;
    let moved = json!({ "branchId": server.fixture.branches[1].id.0, "from": "2024-03-03", "reason": "迁居" });
    server.post(&format!("/members/{}/transfer", member.id), &server.fixture.clerk, moved).await.expect(200);
    looks(&server, &helper, &member, "/me/claims").await.expect(200);
    Job::KeepAssistance.step(&server.app, server.clock.now()).await.unwrap();
    let new = &server.fixture.branches[1].members[0];
    assert_eq!(server.get("/assistance", new).await.expect(200)["items"].as_array().unwrap().len(), 1);
    let left = json!({ "how": "deceased", "leftOn": "2024-03-03", "reason": "病故" });
    server.post(&format!("/members/{}/leave", member.id), &server.fixture.clerk, left).await.expect(200);
    server.set_time("2024-03-04T02:00:00Z");
    looks(&server, &helper, &member, "/me/claims").await.refused("assistance.none");
    Job::KeepAssistance.step(&server.app, server.clock.now()).await.unwrap();
    assert!(told(&server, &helper).await.contains(&"assistance.ended".to_owned()));
}

/// Nobody records a consent that lets themselves act; five members a helper; one right a pair.
#[tokio::test]
async fn what_is_not_recorded() {
    let server = TestServer::start_with(2, 9, &[]).await;
    let members = server.fixture.branches[0].members.clone();
    let (secretary, helper) = (&members[0], &members[1]);
    let path = |at: usize| format!("/members/{}/assistance", members[at].id);
    server.post(&path(2), secretary, consent(secretary)).await.refused("assistance.own");
    server.post(&path(1), secretary, consent(helper)).await.refused("assistance.same_person");
    let foreign = server.fixture.branches[1].members[1].clone();
    let elsewhere = format!("/members/{}/assistance", foreign.id);
    server.post(&elsewhere, secretary, consent(helper)).await.refused("member.not_found");
    for until in ["2024-02-29", "2025-03-03"] {
        let late = json!({ "helperId": helper.person.0, "how": "in_person", "until": until });
        let body = server.post(&path(2), secretary, late).await.refused("request.invalid");
        assert_eq!(body["errors"][0]["pointer"], "/until", "{body}");
    }
    let app = json!({ "helperId": helper.person.0, "how": "app", "until": "2024-12-31" });
    server.post(&path(2), secretary, app).await.refused("request.invalid");
    for at in 2..7 {
        server.post(&path(at), secretary, consent(helper)).await.expect(201);
    }
    server.post(&path(2), secretary, consent(helper)).await.refused("assistance.already_given");
    server.post(&path(7), secretary, consent(helper)).await.refused("assistance.helper_full");
    // The township records for a secretary who helps.
    server.post(&path(2), &server.fixture.clerk, consent(secretary)).await.expect(201);
}
