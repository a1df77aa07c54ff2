//! Uploads that no claim took are deleted.

use serde_json::json;
use xianfeng_api::work::Job;
use xianfeng_infra::db::Tx;
use xianfeng_infra::evidence;
use xianfeng_tests::TestServer;

use super::pictures::photo;
use super::{blobs, upload};
use crate::tasks::{claimed, published};

async fn step(server: &TestServer, job: Job) -> usize {
    job.step(&server.app, server.clock.now()).await.expect("a step")
}

#[tokio::test]
async fn a_day_later_only_claimed_pictures_are_left() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    let task = published(&server, json!({})).await;
    let claim = claimed(&server, &task, &member).await;
    let taken = upload(&server, &member, photo(1)).await.expect(201);
    // The same bytes again, and others, that nobody hands in.
    let double = upload(&server, &member, photo(1)).await.expect(201);
    let alone = upload(&server, &member, photo(2)).await.expect(201);
    let report = json!({ "report": "走访六户", "deedOn": "2024-03-01", "photoIds": [taken["id"]] });
    let _ = server.post(&format!("/claims/{claim}/submit"), &member, report).await.expect(200);
    assert_eq!(blobs(&server), 4);

    server.set_time("2024-03-02T00:00:00Z");
    assert_eq!(step(&server, Job::SweepUploads).await, 0, "not yet a day");
    server.set_time("2024-03-02T01:00:01Z");
    assert_eq!(step(&server, Job::SweepUploads).await, 2);
    assert_eq!(step(&server, Job::SweepUploads).await, 0);
    assert_eq!(blobs(&server), 4, "rows first: whoever is killed here leaves nothing dangling");

    // Somebody sends the same picture while its files are about to go.
    let meanwhile = upload(&server, &member, photo(2)).await;
    meanwhile.refused("server.unavailable");
    assert!(meanwhile.headers.contains_key("retry-after"));

    assert_eq!(step(&server, Job::DeletePictures).await, 1);
    assert_eq!(step(&server, Job::DeletePictures).await, 0);
    assert_eq!(blobs(&server), 2);
    assert_eq!(server.get(&format!("/files/{}", taken["id"].as_str().unwrap()), &member).await.status, 200);
    for gone in [double, alone] {
        server.get(&format!("/files/{}", gone["id"].as_str().unwrap()), &member).await.refused("file.not_found");
    }
    let anew = upload(&server, &member, photo(2)).await.expect(201);
    assert_eq!(server.get(&format!("/files/{}", anew["id"].as_str().unwrap()), &member).await.status, 200);
}

/// Two replicas sweep at once, and an upload of the same bytes comes between.
#[tokio::test]
async fn an_upload_never_leans_on_a_picture_that_goes() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    let _ = upload(&server, &member, photo(5)).await.expect(201);
    server.set_time("2024-03-03T00:00:00Z");
    let sweep = async || {
        for job in [Job::SweepUploads, Job::DeletePictures] {
            let _ = step(&server, job).await;
        }
    };
    let (_, _, answer) = futures_util::join!(sweep(), sweep(), upload(&server, &member, photo(5)));
    if answer.status == 201 {
        let id = answer.json()["id"].as_str().unwrap().to_owned();
        assert_eq!(server.get(&format!("/files/{id}"), &member).await.status, 200, "its files are gone");
    } else {
        answer.refused("server.unavailable");
    }
    let lost = server.app.database.read(async |tx: &Tx| evidence::without_picture(tx).await).await.unwrap();
    assert_eq!(lost, []);
}
