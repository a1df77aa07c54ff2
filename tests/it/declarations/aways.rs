//! Times away (S2-6, S2-11).

use futures_util::future::join_all;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;

fn going(from: &str, liaison: Option<uuid::Uuid>) -> Value {
    json!({ "from": from, "destination": "太原务工", "liaisonId": liaison })
}

/// Dated, one at a time, with a return.
#[tokio::test]
async fn a_member_goes_and_comes_back() {
    let server = TestServer::start().await;
    let [own, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, member) = (&own.members[0], &own.members[1]);
    let path = format!("/members/{}/aways", member.id.0);
    server.post(&path, member, going("2024-02-01", None)).await.refused("auth.forbidden");
    server.post(&path, &other.members[0], going("2024-02-01", None)).await.refused("member.not_found");
    for (new, pointer, code) in [
        (going("2024-03-02", None), "/from", "in_the_future"),
        (going("2024-02-01", Some(member.id.0)), "/liaisonId", "invalid"),
        (going("2024-02-01", Some(uuid::Uuid::now_v7())), "/liaisonId", "invalid"),
        (json!({ "from": "2024-02-01", "destination": "　" }), "/destination", "too_short"),
        (json!({ "from": "2024-02-01", "destination": "远".repeat(101) }), "/destination", "too_long"),
        (json!({ "from": "2024-02-01", "destination": "太\u{0}原" }), "/destination", "control_characters"),
    ] {
        let refused = server.post(&path, secretary, new).await.refused("request.invalid");
        let fault = &refused["errors"][0];
        assert_eq!((&fault["pointer"], &fault["code"]), (&json!(pointer), &json!(code)));
    }
    let away = server.post(&path, secretary, going("2024-02-01", Some(other.members[1].id.0))).await.expect(201);
    assert_eq!((&away["backOn"], &away["liaisonName"]), (&Value::Null, &json!(other.members[1].name)));
    server.post(&path, secretary, going("2024-02-20", None)).await.refused("away.already");

    let back = format!("/aways/{}/return", away["id"].as_str().unwrap());
    server.post(&back, &other.members[0], json!({ "backOn": "2024-02-10" })).await.refused("away.not_found");
    for day in ["2024-02-01", "2024-03-02"] {
        server.post(&back, secretary, json!({ "backOn": day })).await.refused("request.invalid");
    }
    let home = server.post(&back, secretary, json!({ "backOn": "2024-02-10" })).await.expect(200);
    assert_eq!(home["backOn"], "2024-02-10");
    server.post(&back, secretary, json!({ "backOn": "2024-02-11" })).await.refused("away.already_back");
    server.post(&path, secretary, going("2024-02-09", None)).await.refused("away.overlaps");
    server.post(&path, secretary, going("2024-02-10", None)).await.expect(201);
    for reader in [member, secretary, &server.fixture.clerk] {
        let list = server.get(&path, reader).await.expect(200);
        let days: Vec<_> = list["items"].as_array().unwrap().iter().map(|away| away["from"].clone()).collect();
        assert_eq!(days, ["2024-02-10", "2024-02-01"]);
    }
    for stranger in [&own.members[2], &other.members[0]] {
        server.get(&path, stranger).await.refused("member.not_found");
    }
}

/// Recorded by many at once, it is one.
#[tokio::test]
async fn going_at_once_is_going_once() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    let path = format!("/members/{}/aways", branch.members[1].id.0);
    let answers = join_all((0..10).map(|_| server.post(&path, secretary, going("2024-02-01", None)))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.refused("away.already");
    }
    let list = server.get(&path, secretary).await.expect(200);
    let back = format!("/aways/{}/return", list["items"][0]["id"].as_str().unwrap());
    let answers = join_all((2..12).map(|day| {
        let body = json!({ "backOn": format!("2024-02-{day:02}") });
        server.post(&back, secretary, body)
    }))
    .await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
}
