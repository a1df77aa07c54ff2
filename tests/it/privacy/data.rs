//! What is held on me (article 45; invariant 11, pitfall 40).

use reqwest::Method;
use serde_json::{Value, json};
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
        assert!(section["count"].as_u64().unwrap() > 0, "{section}");
    }

    // Also a person without membership; nobody without one.
    let clerk = server.fixture.clerk.clone();
    let data = server.get("/me/privacy/data", &clerk).await.expect(200);
    assert_eq!(values(&data, "persons", "姓名"), ["办公室"]);
    assert_eq!(values(&data, "role_grants", "职务"), ["township_admin"]);
    server.send(server.request(Method::GET, "/api/v1/me/privacy/data", None)).await.refused("auth.required");
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
