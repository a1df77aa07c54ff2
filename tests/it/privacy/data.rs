//! What is held on me (article 45; invariant 11, pitfall 40).

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_domain::ids::MessageId;
use xianfeng_domain::privacy::inventory;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::inbox::{self, NewMessage};
use xianfeng_tests::TestServer;

use crate::declarations::{declared, deed, registered};

/// The values under a name in a section.
fn values<'a>(data: &'a Value, section: &str, name: &str) -> Vec<&'a str> {
    let sections = data["sections"].as_array().unwrap();
    let Some(section) = sections.iter().find(|held| held["code"] == section) else { return Vec::new() };
    let rows = section["rows"].as_array().unwrap().iter().flat_map(|row| row.as_array().unwrap());
    rows.filter(|value| value["name"] == name).map(|value| value["value"].as_str().unwrap()).collect()
}

/// Everything by place with purpose, basis and term; one's own in the clear, and nobody else's.
#[tokio::test]
async fn a_person_sees_what_is_held_and_only_theirs() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, other) = (&branch.members[0], &branch.members[1], &branch.members[2]);
    for (by, what) in [(member, "清运自家门前垃圾"), (other, "别人做的事")] {
        let declaration = declared(&server, by, deed(json!({ "what": what, "quantity": 2, "unit": "吨" }))).await;
        registered(&server, secretary, &declaration).await;
    }
    let data = server.get("/me/privacy/data", member).await.expect(200);
    assert_eq!(values(&data, "persons", "姓名"), [member.name.as_str()]);
    assert_eq!(values(&data, "persons", "手机号"), ["19900000002"]);
    assert_eq!(values(&data, "declarations", "内容"), ["清运自家门前垃圾"]);
    assert_eq!(values(&data, "ledger_notes", "内容"), ["清运自家门前垃圾"]);
    assert_eq!(values(&data, "ledger_notes", "数量"), ["2"]);
    assert!(!data.to_string().contains("别人做的事"));
    for section in data["sections"].as_array().unwrap() {
        for field in ["title", "purpose", "basisName", "kept"] {
            assert!(!section[field].as_str().unwrap().is_empty(), "{section}");
        }
        assert!(section["count"].as_u64().unwrap() > 0 || section["unfound"].is_string(), "{section}");
    }

    // Also a person without membership; nobody without one.
    let clerk = server.fixture.clerk.clone();
    let data = server.get("/me/privacy/data", &clerk).await.expect(200);
    assert_eq!(values(&data, "persons", "姓名"), ["办公室"]);
    assert_eq!(values(&data, "role_grants", "职务"), ["township_admin"]);
    server.send(server.request(Method::GET, "/api/v1/me/privacy/data", None)).await.refused("auth.required");
}

/// All of a place, page by page, however much it is: as many as are counted, each once, and nobody else's.
#[tokio::test]
async fn a_place_is_read_to_its_end() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (member, other) = (&branch.members[1], &branch.members[2]);
    let told = async |tx: &Tx| -> Result<(), StoreError> {
        for person in [member.person, other.person] {
            let messages: Vec<NewMessage<'_>> = (0..130)
                .map(|_| NewMessage {
                    id: MessageId(Uuid::now_v7()),
                    person,
                    kind: "claim.lost",
                    subject: None,
                    params: "{}",
                })
                .collect();
            inbox::put(tx, &messages, server.clock.now()).await?;
        }
        Ok(())
    };
    server.app.database.transact("tell", told).await.unwrap();
    let data = server.get("/me/privacy/data", member).await.expect(200);
    let held = data["sections"].as_array().unwrap().iter().find(|section| section["code"] == "inbox_messages").unwrap();
    assert_eq!((&held["count"], &held["more"]), (&json!(130), &json!(true)));
    assert_eq!(held["rows"].as_array().unwrap().len(), 100);

    let path = "/me/privacy/data/rows?place=inbox_messages&limit=60";
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = server.get(&format!("{path}{cursor}"), member).await.expect(200);
        assert_eq!(page["count"], 130);
        seen.push(page["items"].as_array().unwrap().len());
        let Some(next) = page["nextCursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen, [60, 60, 10]);
    let persons = server.get("/me/privacy/data/rows?place=persons", member).await.expect(200);
    assert_eq!(persons["items"][0][0], json!({ "name": "姓名", "value": member.name }));
    // Every place can be read on, in an order of its own; what is nobody's is empty and says why.
    for table in inventory() {
        let page = server.get(&format!("/me/privacy/data/rows?place={}", table.name), member).await.expect(200);
        assert!(table.unfound.is_none() || page["count"] == 0, "{}: {page}", table.name);
    }
    let events =
        data["sections"].as_array().unwrap().iter().find(|section| section["code"] == "wechat_events").unwrap();
    assert!(events["unfound"].as_str().unwrap().contains("不能按人查找") && events["count"] == 0, "{events}");
    let refused = server.get("/me/privacy/data/rows?place=audit", member).await.refused("request.invalid_query");
    assert_eq!(refused["errors"][0]["pointer"], "?place");
}

/// A copy to take along, without scripts, with what people wrote as text.
#[tokio::test]
async fn the_copy_is_a_page_for_print() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    let _ = declared(&server, &member, deed(json!({ "what": "<script>清运", "quantity": 1, "unit": "吨" }))).await;
    let answer = server.get("/me/privacy/data/page", &member).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.headers["content-type"], "text/html; charset=utf-8");
    assert_eq!(answer.headers["cache-control"], "no-store");
    let page = String::from_utf8(answer.body).unwrap();
    assert!(
        page.contains("个人信息副本") && page.contains("19900000002") && page.contains("script&#62;清运"),
        "{page}"
    );
    assert!(!page.contains("<script"));
}
