//! Uploads that are no pictures, or too much of one: each its own code, and nothing is stored.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::json;
use xianfeng_tests::TestServer;

use super::pictures::{bomb, photo, png};
use super::{blobs, upload};

#[tokio::test]
async fn what_is_no_usable_picture_has_its_own_code() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    let cut = photo(1)[..4000].to_vec();
    for (what, bytes, code, status) in [
        ("a text under a picture's name", b"<html>not a picture</html>".to_vec(), "file.unsupported", 415),
        ("nothing", Vec::new(), "file.broken", 422),
        ("a picture cut off", cut, "file.broken", 422),
        ("a bomb of 400 megapixels", bomb(), "file.too_many_pixels", 422),
        ("more than 2 MiB", vec![0; 3 << 20], "file.too_large", 413),
        ("a little more than 2 MiB", vec![0; (2 << 20) + 1], "file.too_large", 413),
    ] {
        let answer = upload(&server, &member, bytes).await;
        let body = answer.refused(code);
        assert_eq!(answer.status, status, "{what}");
        assert!(!body["detail"].as_str().unwrap().is_ascii(), "{what}: the sender reads Chinese");
    }
    assert_eq!(blobs(&server), 0);
    assert_eq!(upload(&server, &member, png(32, 32)).await.status, 201, "by content, not by name");
}

#[tokio::test]
async fn a_body_of_another_shape_is_refused() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    let key = || uuid::Uuid::now_v7().to_string();
    let request = || server.request(Method::POST, "/api/v1/files", Some(&member));
    let picture = || Part::bytes(photo(1)).file_name("a.jpg");
    for (form, code) in [
        (Form::new().part("photo", picture()), "file.missing"),
        (Form::new().part("file", picture()).part("file", picture()), "file.missing"),
    ] {
        server.send(request().header("Idempotency-Key", key()).multipart(form)).await.refused(code);
    }
    server.send(request().header("Idempotency-Key", key()).json(&json!({}))).await.refused("request.unsupported_type");
    let form = Form::new().part("file", picture());
    server.send(request().multipart(form)).await.refused("idempotency.key_missing");
    let form = Form::new().part("file", picture());
    let nobody = server.request(Method::POST, "/api/v1/files", None).header("Idempotency-Key", key());
    server.send(nobody.multipart(form)).await.refused("auth.required");
    assert_eq!(blobs(&server), 0);
}

#[tokio::test]
async fn thirty_uploads_wait_for_a_claim_and_no_more() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    for shade in 0..30 {
        // The same picture each time would do; the limit is on uploads.
        assert_eq!(upload(&server, &member, photo(shade % 2)).await.status, 201);
    }
    let before = blobs(&server);
    upload(&server, &member, photo(99)).await.refused("file.too_many_unclaimed");
    assert_eq!(blobs(&server), before, "what has no row would never be swept");
    let fellow = server.fixture.branches[0].members[2].clone();
    assert_eq!(upload(&server, &fellow, photo(99)).await.status, 201);
}
