//! From the suggestion to its answer.

use futures_util::future::join_all;
use serde_json::json;
use uuid::Uuid;
use xianfeng_tests::TestServer;

use super::{answered, id, listed, suggested, taken_up};
use crate::inbox::{assert_told, told};

/// S0-13: taken up, answered, and told at each step; by nobody from elsewhere, in no other order.
#[tokio::test]
async fn a_suggestion_is_taken_up_and_answered() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let own = suggested(&server, member, json!({})).await;
    assert_eq!(told(&server, secretary, "suggestion.waits").await, 1);
    assert_eq!(listed(&server, "?state=received", secretary).await, std::slice::from_ref(&own));
    assert_eq!(listed(&server, "", &other.members[0]).await, [""; 0]);
    server.get("/suggestions", member).await.refused("auth.forbidden");
    server.get(&format!("/suggestions/{own}"), &other.members[0]).await.refused("suggestion.not_found");
    answered(&server, &own, secretary, json!({})).await.refused("suggestion.wrong_state");
    for day in ["2024-02-29", "2024-03-17"] {
        let late = json!({ "dueOn": day });
        server.post(&format!("/suggestions/{own}/take-up"), secretary, late).await.refused("request.invalid");
    }
    let taken = server.post(&format!("/suggestions/{own}/take-up"), secretary, json!({ "dueOn": "2024-03-10" })).await;
    let taken = taken.expect(200);
    assert_eq!(
        (&taken["state"], &taken["takenBy"], &taken["dueOn"]),
        (&json!("taken_up"), &json!("党员1"), &json!("2024-03-10"))
    );
    server.post(&format!("/suggestions/{own}/take-up"), secretary, json!({})).await.refused("suggestion.wrong_state");
    let done = answered(&server, &own, secretary, json!({ "outcome": "declined", "answer": "公路局已有安排。" }))
        .await
        .expect(200);
    assert_eq!((&done["state"], &done["points"]), (&json!("declined"), &json!(null)));
    answered(&server, &own, secretary, json!({})).await.refused("suggestion.wrong_state");
    assert_told(
        &server,
        member,
        &[
            ("suggestion.taken_up", "您的意见建议“村口弯道没有镜子，建议加装凸面镜”已开始办理，2024年3月10日前答复。"),
            ("suggestion.declined", "您的意见建议“村口弯道没有镜子，建议加装凸面镜”未采纳，请查看原因。"),
        ],
    )
    .await;
    let mine = server.get("/me/suggestions", member).await.expect(200);
    assert_eq!(
        (&mine["items"][0]["state"], &mine["items"][0]["answer"]),
        (&json!("declined"), &json!("公路局已有安排。"))
    );
    assert_eq!(server.get("/me/suggestions", &branch.members[2]).await.expect(200)["items"], json!([]));
}

/// Nobody answers their own: a secretary's goes to the township, and is nowhere in the secretary's list.
#[tokio::test]
async fn a_secretarys_own_goes_to_the_township() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let own = suggested(&server, secretary, json!({})).await;
    assert_eq!(listed(&server, "", secretary).await, [""; 0]);
    server.post(&format!("/suggestions/{own}/take-up"), secretary, json!({})).await.refused("suggestion.not_found");
    let taken = taken_up(&server, &own, &clerk).await;
    assert_eq!((&taken["above"], &taken["memberName"]), (&json!(true), &json!("党员1")));
    answered(&server, &own, &clerk, json!({})).await.expect(200);

    // A reviewer beside the secretary handles it, and still nobody their own.
    crate::villager_reports::make_reviewer(&server, &branch.members[2]).await;
    let reviewers = suggested(&server, &branch.members[2], json!({})).await;
    server
        .post(&format!("/suggestions/{reviewers}/take-up"), &branch.members[2], json!({}))
        .await
        .refused("suggestion.own");
    server.get(&format!("/suggestions/{reviewers}"), &branch.members[2]).await.refused("suggestion.not_found");
    taken_up(&server, &reviewers, secretary).await;
    answered(&server, &reviewers, &branch.members[2], json!({})).await.refused("suggestion.own");
}

/// Ten at once are five; a place is free again when one was answered.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_member_has_five_open_suggestions() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let new = json!({ "text": "建议修路" });
    let answers = join_all((0..10).map(|_| server.post("/suggestions", member, new.clone()))).await;
    let (made, refused): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 201);
    assert_eq!(made.len(), 5);
    for answer in refused {
        answer.refused("suggestion.too_many_open");
    }
    let first = id(&made[0].json());
    taken_up(&server, &first, secretary).await;
    server.post("/suggestions", member, new.clone()).await.refused("suggestion.too_many_open");
    answered(&server, &first, secretary, json!({})).await.expect(200);
    server.post("/suggestions", member, new.clone()).await.expect(201);
    server.post("/suggestions", member, new).await.refused("suggestion.too_many_open");
}

#[tokio::test]
async fn bad_suggestions_are_refused() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    for to in [other.id.0, Uuid::now_v7()] {
        let new = json!({ "text": "建议修路", "organizationId": to });
        server.post("/suggestions", member, new).await.refused("organization.not_found");
    }
    for new in [json!({ "text": " " }), json!({ "text": "路".repeat(1001) }), json!({ "text": "修", "by": "我" })] {
        server.post("/suggestions", member, new).await.refused("request.invalid");
    }
    let to_township = suggested(&server, member, json!({ "organizationId": server.fixture.township.0 })).await;
    assert_eq!(listed(&server, "", secretary).await, [""; 0]);
    taken_up(&server, &to_township, &server.fixture.clerk).await;
    for (more, pointer) in [
        (json!({ "inPublic": true }), "/summary"),
        (json!({ "summary": "加装凸面镜" }), "/summary"),
        (json!({ "item": "safety_advice" }), "/item"),
        (json!({ "outcome": "declined", "points": 1 }), "/points"),
        (json!({ "answer": "" }), "/answer"),
    ] {
        let refused =
            answered(&server, &to_township, &server.fixture.clerk, more.clone()).await.refused("request.invalid");
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{more}");
    }
}
