//! Who objected is shown to the township's administrators and to nobody else.

use serde_json::{Value, json};
use xianfeng_domain::access::Reach;
use xianfeng_infra::audit;
use xianfeng_infra::db::Tx;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::{against, id, in_public, listed, object, posted, refused, stranger};
use crate::access::visitor;
use crate::leaderboards::scene::{credited, mark};

#[tokio::test]
async fn who_objects_is_shown_to_the_township_only() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, member, objector) = (&branch.members[0], &branch.members[1], &other.members[3]);
    let clerk = server.fixture.clerk.clone();
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let body = against(&server, &notice, branch.id, member).await;
    let made = object(&server, &notice, objector, body.clone()).await.expect(201);
    let mut signed = body.clone();
    signed["name"] = json!("王二小");
    signed["contact"] = json!("199 1234 0001");
    let receipt = stranger(&server, notice.edition, signed).await.expect(201);
    let held = id(&listed(&server, secretary, "held").await[0]);

    let secrets = [objector.name.clone(), objector.person.0.to_string(), objector.account.0.to_string()];
    let secrets = [secrets.as_slice(), &["王二小".to_owned(), "19912340001".to_owned()]].concat();
    let hides = |value: &Value| {
        let text = value.to_string();
        for secret in &secrets {
            assert!(!text.contains(secret.as_str()), "{secret}: {text}");
        }
    };
    for objection in [id(&made), held.clone()] {
        let read = server.get(&format!("/objections/{objection}"), secretary).await.expect(200);
        assert_eq!(read["objector"], Value::Null);
        hides(&read);
        server.get(&format!("/objections/{objection}"), member).await.refused("auth.forbidden");
        server.get(&format!("/objections/{objection}"), &other.members[0]).await.refused("objection.not_found");
    }
    hides(&server.get("/objections", secretary).await.expect(200));
    let shown = async |objection: &str| {
        server.get(&format!("/objections/{objection}"), &clerk).await.expect(200)["objector"].clone()
    };
    assert_eq!(shown(&held).await, json!({ "stranger": true, "name": "王二小", "contact": "19912340001" }));
    assert_eq!(shown(&id(&made)).await, json!({ "stranger": false, "name": objector.name, "contact": null }));

    // Decided, it is in public without them, and the text stays inside.
    for objection in [&held, &id(&made)] {
        if *objection == held {
            server.post(&format!("/objections/{held}/admit"), secretary, Value::Null).await.expect(200);
        }
        hides(&server.post(&format!("/objections/{objection}/decide"), secretary, refused()).await.expect(200));
    }
    let answers = in_public(&server, &format!("/editions/{}/objections", notice.edition)).await.expect(200);
    hides(&answers);
    assert!(!answers.to_string().contains("登记了两次"), "{answers}");
    assert!(!answers.to_string().contains(&member.id.0.to_string()), "the row says it, no id");
    let code = receipt["code"].as_str().unwrap();
    hides(&in_public(&server, &format!("/objections/{code}")).await.expect(200));

    // Overseers read the audit log: it says what happened, and not by whom.
    let read = async |tx: &Tx| audit::page(tx, &Reach::under(server.fixture.path.clone()), None, None, 50).await;
    let lines = server.app.database.read(read).await.unwrap();
    let made = lines.iter().filter(|line| line.action == "objections.create").collect::<Vec<_>>();
    assert_eq!(made.len(), 2);
    for line in made {
        assert_eq!((line.account, line.person, &line.ip, &line.request_id), (None, None, &None, &None));
    }
    assert!(lines.iter().any(|line| line.action == "objections.reveal" && line.account == Some(clerk.account)));
}

/// A receipt code opens its own objection only; what is no code is answered like one that nobody has.
#[tokio::test]
async fn a_receipt_code_opens_its_own_objection_only() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let [first, second] = [1, 2].map(|index| &branch.members[index]);
    let mut codes = Vec::new();
    for member in [first, second] {
        let body = against(&server, &notice, branch.id, member).await;
        let receipt = stranger(&server, notice.edition, body.clone()).await.expect(201);
        codes.push((receipt["code"].as_str().unwrap().to_owned(), body["row"].clone()));
    }
    for (code, row) in &codes {
        assert_eq!(in_public(&server, &format!("/objections/{code}")).await.expect(200)["row"], *row);
    }
    let made = object(&server, &notice, first, json!({ "text": "我的分不对" })).await.expect(201);
    let constant = |answer: Value| (answer["code"].clone(), answer["detail"].clone(), answer["status"].clone());
    let mut answers = Vec::new();
    for wrong in ["22222-22222", "00000-00000", "x", "%F0%9F%98%80", &id(&made), &codes[0].0[..5]] {
        let answer = in_public(&server, &format!("/objections/{wrong}")).await.refused("objection.not_found");
        answers.push(constant(answer));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1);
}

/// Invariant 11: who stands on no public list objects to their own row, and the answer is theirs alone.
#[tokio::test]
async fn a_sensitive_row_is_answered_to_its_member_only() {
    let server = TestServer::start().await;
    let [branch, hidden] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (member, clerk) = (&hidden.members[1], server.fixture.clerk.clone());
    credited(&server, &hidden, member, "2024-03-01", json!({})).await;
    mark(&server, hidden.id, true, None).await;
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let numbered = json!({ "organizationId": hidden.id.0, "row": 1, "text": "不对" });
    for by in [&branch.members[1], member] {
        object(&server, &notice, by, numbered.clone()).await.refused("objection.row_unknown");
    }
    let own = object(&server, &notice, member, json!({ "text": "我的分不对" })).await.expect(201);
    assert_eq!(own["row"], Value::Null);
    server.post(&format!("/objections/{}/decide", id(&own)), &clerk, refused()).await.expect(200);
    let answers = in_public(&server, &format!("/editions/{}/objections", notice.edition)).await.expect(200);
    assert_eq!(answers["items"], json!([]));
    let mine = server.get("/me/objections", member as &FixtureMember).await.expect(200);
    assert_eq!(mine["items"][0]["answer"], "经核实，登记无误。");
}

/// Whoever is bound to nobody, or belongs to another township, objects as a villager.
#[tokio::test]
async fn an_unbound_account_objects_as_a_villager() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let body = against(&server, &notice, branch.id, &branch.members[1]).await;
    let token = visitor(&server, "villager").await;
    let path = format!("/api/v1/editions/{}/objections", notice.edition);
    let request = server.request(reqwest::Method::POST, &path, None).bearer_auth(token);
    let request = request.header("Idempotency-Key", uuid::Uuid::now_v7().to_string());
    server.send(request.json(&body)).await.refused("auth.not_bound");
    stranger(&server, notice.edition, body).await.expect(201);
}
