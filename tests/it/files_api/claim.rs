//! A picture on its way from the phone to the reviewer.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::pictures::{CAMERA, photo};
use super::{blobs, upload, upload_with_key};
use crate::tasks::{claimed, published};

/// Requirement S0-3: a claim is handed in with a photo; its reviewer sees it, another branch does
/// not, and nothing of the phone is in it (invariant 11).
#[tokio::test]
async fn a_photo_is_seen_by_who_may_see_the_claim() {
    let server = TestServer::start().await;
    let [own, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, member, fellow) = (&own.members[0], &own.members[1], &own.members[2]);
    assert!(photo(1).windows(CAMERA.len()).any(|window| window == CAMERA), "the sample lacks what is to vanish");

    let stored = upload(&server, member, photo(1)).await.expect(201);
    assert_eq!((&stored["width"], &stored["height"]), (&json!(640), &json!(480)));
    let id = stored["id"].as_str().unwrap();
    let path = format!("/files/{id}");
    let seen = server.get(&path, member).await;
    assert_eq!(seen.status, 200);
    assert_eq!(seen.headers["content-type"], "image/jpeg");
    assert_eq!(seen.headers["x-content-type-options"], "nosniff");
    assert!(seen.headers["cache-control"].to_str().unwrap().starts_with("private"));
    assert!(!seen.body.windows(CAMERA.len()).any(|window| window == CAMERA), "the camera's name came through");
    let small = server.get(&format!("{path}?size=thumbnail"), member).await;
    assert!(small.status == 200 && small.body.len() < seen.body.len());
    server.get(&format!("{path}?size=huge"), member).await.refused("request.invalid_query");
    for stranger in [secretary, fellow, &other.members[0]] {
        server.get(&path, stranger).await.refused("file.not_found");
    }

    let task = published(&server, json!({ "photosRequired": 1 })).await;
    let claim = claimed(&server, &task, member).await;
    let submit = format!("/claims/{claim}/submit");
    let report = |photos: Value| json!({ "report": "走访六户", "deedOn": "2024-03-01", "photoIds": photos });
    server.post(&submit, member, report(json!([]))).await.refused("claim.evidence_missing");
    let foreign = upload(&server, fellow, photo(2)).await.expect(201);
    server.post(&submit, member, report(json!([foreign["id"]]))).await.refused("file.not_found");
    let submitted = server.post(&submit, member, report(json!([id]))).await.expect(200);
    assert_eq!(submitted["photoIds"], json!([id]));

    for reader in [member, secretary, &server.fixture.clerk] {
        assert_eq!(server.get(&path, reader).await.status, 200, "{}", reader.name);
    }
    for stranger in [fellow, &other.members[0]] {
        server.get(&path, stranger).await.refused("file.not_found");
    }
    server.get("/files/not-an-id", member).await.refused("file.not_found");
}

/// Pitfall 38: a repeated upload makes no doubles, whether it is the same request again or not.
#[tokio::test]
async fn the_same_bytes_are_stored_once() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    let key = "a-key-of-the-phone-0001";
    let first = upload_with_key(&server, &member, key, photo(3)).await;
    let before = blobs(&server);
    let again = upload_with_key(&server, &member, key, photo(3)).await;
    assert_eq!(first.expect(201), again.expect(201));
    assert_eq!(again.headers["idempotency-replayed"], "true");
    upload_with_key(&server, &member, key, photo(4)).await.refused("idempotency.key_reused");
    let other = upload(&server, &member, photo(3)).await.expect(201);
    assert_ne!(other["id"], first.json()["id"], "every upload has its own row");
    assert_eq!((before, blobs(&server)), (2, 2), "the picture and its thumbnail, once");
}
