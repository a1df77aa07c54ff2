//! Consents given and withdrawn (articles 14 to 16 and 25), and the guide (article 17).

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_domain::consents::Purpose;
use xianfeng_infra::consents;
use xianfeng_infra::db::Tx;
use xianfeng_tests::TestServer;

#[tokio::test]
async fn a_consent_is_taken_back_as_easily_as_it_was_given() {
    let server = TestServer::start().await;
    let (member, other) =
        (server.fixture.branches[0].members[1].clone(), server.fixture.branches[0].members[2].clone());
    let given = server.post("/me/consents", &member, json!({ "purpose": "publicName" })).await.expect(201);
    let again = server.post("/me/consents", &member, json!({ "purpose": "publicName" })).await.expect(201);
    assert_eq!(again["id"], given["id"], "what stands is answered as it is");
    let stands = async || {
        let read = async |tx: &Tx| consents::active(tx, member.person, Purpose::PublicName, None).await;
        server.app.database.read(read).await.unwrap().is_some()
    };
    assert!(stands().await);
    let path = format!("/me/consents/{}/withdraw", given["id"].as_str().unwrap());
    server.post(&path, &other, Value::Null).await.refused("privacy.consent_not_found");
    let withdrawn = server.post(&path, &member, Value::Null).await.expect(200);
    assert!(withdrawn["withdrawnAt"].is_string());
    assert!(!stands().await, "whoever asks next hears it");
    server.post(&path, &member, Value::Null).await.expect(200);

    let new = server.post("/me/consents", &member, json!({ "purpose": "publicName" })).await.expect(201);
    assert_ne!(new["id"], given["id"]);
    let all = server.get("/me/consents", &member).await.expect(200);
    assert_eq!(all["items"].as_array().unwrap().len(), 2);
    assert_eq!(all["items"][0]["purposeName"], "公示全名");
    assert_eq!(server.get("/me/consents", &other).await.expect(200)["items"], json!([]));
}

/// Two taps at once are one consent.
#[tokio::test]
async fn two_taps_are_one_consent() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    let tap = || server.post("/me/consents", &member, json!({ "purpose": "wechatMessages" }));
    let (first, second) = tokio::join!(tap(), tap());
    assert_eq!(first.expect(201)["id"], second.expect(201)["id"]);
}

/// One purpose at a time, and only what one can give oneself.
#[tokio::test]
async fn a_contact_card_is_of_a_post_that_one_holds() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    for body in [
        json!({ "purpose": "assistance" }),
        json!({ "purpose": "contactCard" }),
        json!({ "purpose": "contactCard", "subjectId": Uuid::nil() }),
        json!({ "purpose": "publicName", "subjectId": Uuid::nil() }),
    ] {
        server.post("/me/consents", &member, body).await.refused("request.invalid");
    }
}

/// The guide is public and blocks nobody.
#[tokio::test]
async fn the_guide_is_read_and_remembered() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    let guide = server.send(server.request(Method::GET, "/api/v1/public/privacy-guide", None)).await.expect(200);
    assert_eq!(guide["version"], 1);
    assert!(guide["paragraphs"].as_array().unwrap().len() >= 6);
    server.get("/me/points", &member).await.expect(200);
    let read = server.post("/me/privacy/guide", &member, json!({ "version": 1 })).await.expect(200);
    server.set_time("2024-03-02T01:00:00Z");
    let again = server.post("/me/privacy/guide", &member, json!({ "version": 1 })).await.expect(200);
    assert_eq!((&read["acceptedAt"], &read["newer"]), (&again["acceptedAt"], &json!(false)), "the first time stands");
    server.post("/me/privacy/guide", &member, json!({ "version": 2 })).await.refused("request.invalid");
}
