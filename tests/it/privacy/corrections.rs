//! Corrections on request (article 46): nobody decides on their own.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use crate::inbox::told;

async fn asked(server: &TestServer, by: &FixtureMember, field: &str, wished: &str) -> Value {
    let body = json!({ "field": field, "wished": wished, "why": "身份证上不是这样" });
    server.post("/me/privacy/corrections", by, body).await.expect(201)
}

async fn decide(server: &TestServer, by: &FixtureMember, request: &Value, body: Value) -> xianfeng_tests::Answer {
    let path = format!("/privacy/corrections/{}/decision", request["id"].as_str().unwrap());
    server.post(&path, by, body).await
}

#[tokio::test]
async fn an_accepted_correction_is_an_edit_of_the_roster() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let before = server.get(&format!("/members/{}", member.id.0), &clerk).await.expect(200);
    for (field, wished, shown, value) in [
        ("name", "蒋 远嘉", "name", json!("蒋远嘉")),
        ("sex", "male", "sex", json!("male")),
        ("birth", "1971-05", "birth", json!("1971-05")),
        ("joinedOn", "2001-07-01", "joinedOn", json!("2001-07-01")),
        ("schooling", "大专", "schooling", json!("大专")),
        ("phone", "19912340001", "phone", json!("199****0001")),
    ] {
        let request = asked(&server, member, field, wished).await;
        assert_eq!(request["state"], "waiting");
        let done = decide(&server, secretary, &request, json!({ "accept": true })).await.expect(200);
        assert_eq!(done["state"], "accepted");
        let after = server.get(&format!("/members/{}", member.id.0), &clerk).await.expect(200);
        assert_eq!(after[shown], value, "{field}");
        assert!(after["version"].as_u64() > before["version"].as_u64());
    }
    assert_eq!(told(&server, secretary, "correction.asked").await, 6);
    assert_eq!(told(&server, member, "correction.accepted").await, 6);
    let log = server.get("/audit?limit=100", &clerk).await.expect(200).to_string();
    assert!(log.contains("members.edit") && !log.contains("19912340001"));
}

#[tokio::test]
async fn a_refusal_says_why_and_nothing_changes() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let request = asked(&server, member, "birth", "1999-01").await;
    decide(&server, secretary, &request, json!({ "accept": false })).await.refused("request.invalid");
    let no = json!({ "accept": false, "answer": "档案是1970年3月" });
    decide(&server, secretary, &request, no.clone()).await.expect(200);
    decide(&server, secretary, &request, no).await.refused("privacy.correction_decided");
    let now = server.get(&format!("/members/{}", member.id.0), secretary).await.expect(200);
    assert_eq!(now["birth"], "1970-03");
    let own = server.get("/me/privacy/corrections", member).await.expect(200);
    assert_eq!((&own["items"][0]["state"], &own["items"][0]["answer"]), (&json!("refused"), &json!("档案是1970年3月")));
    assert_eq!(told(&server, member, "correction.refused").await, 1);
}

/// Nobody's own: the secretary's goes to the township; another branch does not see it.
#[tokio::test]
async fn nobody_decides_on_their_own_request() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|at| server.fixture.branches[at].clone());
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let request = asked(&server, secretary, "name", "王秀英").await;
    assert_eq!(told(&server, &clerk, "correction.asked").await, 1);
    decide(&server, secretary, &request, json!({ "accept": true })).await.refused("privacy.own_correction");
    let elsewhere = decide(&server, &other.members[0], &request, json!({ "accept": true })).await;
    elsewhere.refused("privacy.correction_not_found");
    let listed = server.get("/privacy/corrections", &other.members[0]).await.expect(200);
    assert_eq!(listed["items"], json!([]));
    let waiting = server.get("/privacy/corrections?state=waiting", &clerk).await.expect(200);
    assert_eq!(waiting["items"][0]["wished"], "王秀英");
    decide(&server, &clerk, &request, json!({ "accept": true })).await.expect(200);
    let waiting = server.get("/privacy/corrections?state=waiting", &clerk).await.expect(200);
    assert_eq!(waiting["items"], json!([]));
}

/// One about a field at once; what cannot be read is refused before anybody has to look at it. A person
/// without membership asks the township.
#[tokio::test]
async fn what_is_asked_can_be_read() {
    let server = TestServer::start().await;
    let (member, clerk) = (server.fixture.branches[0].members[1].clone(), server.fixture.clerk.clone());
    for (field, wished) in [
        ("name", ""),
        ("name", "12345"),
        ("sex", "x"),
        ("birth", "1970"),
        ("phone", "123"),
        ("joinedOn", "2030-01-01"),
        ("other", " "),
    ] {
        let body = json!({ "field": field, "wished": wished, "why": "有误" });
        server.post("/me/privacy/corrections", &member, body).await.refused("request.invalid");
    }
    asked(&server, &member, "other", "奖状登记在别人名下").await;
    let again = json!({ "field": "other", "wished": "再说一遍", "why": "有误" });
    server.post("/me/privacy/corrections", &member, again).await.refused("privacy.correction_waits");
    let joined = json!({ "field": "joinedOn", "wished": "2001-07-01", "why": "有误" });
    server.post("/me/privacy/corrections", &clerk, joined).await.refused("request.invalid");
    asked(&server, &clerk, "schooling", "本科").await;
}

/// Two deciders at once: one decision.
#[tokio::test]
async fn two_decide_at_once_and_one_does() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let request = asked(&server, member, "name", "蒋远嘉").await;
    let (yes, no) = (json!({ "accept": true }), json!({ "accept": false, "answer": "与档案不符" }));
    let (first, second) =
        tokio::join!(decide(&server, secretary, &request, yes), decide(&server, &clerk, &request, no));
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let told = told(&server, member, "correction.accepted").await + told(&server, member, "correction.refused").await;
    assert_eq!(told, 1);
}
