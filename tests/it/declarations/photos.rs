//! A declaration's photos: the rules of a claim's.

use serde_json::json;
use xianfeng_tests::TestServer;

use super::{declared, deed};
use crate::files_api::{photo, upload};

/// The owner uploads first, a photo is attached once, and who decides sees it.
#[tokio::test]
async fn a_photo_is_seen_by_who_may_see_the_declaration() {
    let server = TestServer::start().await;
    let [own, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, member, fellow) = (&own.members[0], &own.members[1], &own.members[2]);
    let first = upload(&server, member, photo(1)).await.expect(201)["id"].clone();
    let second = upload(&server, member, photo(2)).await.expect(201)["id"].clone();
    let with = |photos| deed(json!({ "item": "good_deed", "photoIds": photos }));
    server.post("/declarations", fellow, with(json!([first]))).await.refused("file.not_found");
    server.post("/declarations", member, with(json!([]))).await.refused("declaration.evidence_missing");
    let twice = server.post("/declarations", member, with(json!([first, first]))).await;
    assert_eq!(twice.refused("request.invalid")["errors"][0]["code"], "duplicate");
    let ten: Vec<_> = (0..10).map(|_| uuid::Uuid::now_v7()).collect();
    let ten = server.post("/declarations", member, with(json!(ten))).await;
    assert_eq!(ten.refused("request.invalid")["errors"][0]["code"], "too_many");

    let declaration = declared(&server, member, with(json!([second, first]))).await;
    assert_eq!(declaration["photoIds"], json!([second, first]), "in the order given");
    server.post("/declarations", member, with(json!([first]))).await.refused("file.not_found");
    // Nor may a claim have it.
    let task = crate::tasks::published(&server, json!({})).await;
    let claim = crate::tasks::claimed(&server, &task, member).await;
    let submit = json!({ "report": "走访", "deedOn": "2024-03-01", "photoIds": [first] });
    server.post(&format!("/claims/{claim}/submit"), member, submit).await.refused("file.not_found");

    let path = format!("/files/{}", first.as_str().unwrap());
    for reader in [member, secretary, &server.fixture.clerk] {
        assert_eq!(server.get(&path, reader).await.status, 200, "{}", reader.name);
    }
    for stranger in [fellow, &other.members[0], &other.members[1]] {
        server.get(&path, stranger).await.refused("file.not_found");
    }
}

/// What a declaration took is not swept.
#[tokio::test]
async fn a_photo_of_a_declaration_stays() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    let kept = upload(&server, &member, photo(1)).await.expect(201)["id"].clone();
    let left = upload(&server, &member, photo(2)).await.expect(201)["id"].clone();
    declared(&server, &member, deed(json!({ "photoIds": [kept] }))).await;
    server.set_time("2024-04-01T01:00:00Z");
    let now = server.clock.now();
    let sweep = async |tx: &xianfeng_infra::db::Tx| xianfeng_infra::evidence::sweep(tx, now, 100, now).await;
    assert_eq!(server.app.database.transact("sweep", sweep).await.unwrap(), 1);
    assert_eq!(server.get(&format!("/files/{}", kept.as_str().unwrap()), &member).await.status, 200);
    server.get(&format!("/files/{}", left.as_str().unwrap()), &member).await.refused("file.not_found");
}
