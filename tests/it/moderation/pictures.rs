//! Pictures: handed in by a signed address, judged by a pushed word: late, early, twice, or never.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_api::moderation;
use xianfeng_api::work::Job;
use xianfeng_demo::wechat::{Endpoint, MediaMood};
use xianfeng_domain::ids::FileId;
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_infra::db::Tx;
use xianfeng_tests::TestServer;

use super::{act, held, step};
use crate::files_api::{photo, upload};

/// A picture of a member's is shown to others.
async fn shown(server: &TestServer) -> FileId {
    let branch = &server.fixture.branches[0];
    let member = &branch.members[1];
    let uploaded = upload(server, member, photo(1)).await.expect(201);
    let file: FileId = uploaded["id"].as_str().unwrap().parse::<uuid::Uuid>().unwrap().into();
    let act = act(server, member).await;
    let path = act.caller.branch().expect("a branch").clone();
    let submit = async |tx: &Tx| moderation::submit_picture(tx, &act, file, &path).await;
    server.app.database.transact("test.submit", submit).await.expect("submitted");
    moderation::look(&server.app, Subject::Picture, file.0).await;
    file
}

async fn state(server: &TestServer, file: FileId) -> CheckState {
    let read = async |tx: &Tx| xianfeng_infra::moderation::states(tx, Subject::Picture, &[file.0]).await;
    server.app.database.read(read).await.expect("read")[&file.0]
}

/// The address that the platform was last given.
fn address(server: &TestServer) -> String {
    let asked = server.wechat.requests().into_iter().rfind(|request| request.endpoint == Endpoint::MediaCheck);
    asked.unwrap().body.unwrap()["media_url"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_late_verdict_shows_the_picture_and_a_forged_one_does_not() {
    let server = TestServer::start().await;
    let file = shown(&server).await;
    assert_eq!(state(&server, file).await, CheckState::Waiting);
    let forged = json!({ "Event": "wxa_media_check", "trace_id": "00000000-00000000-00000000", "errcode": 0,
        "result": { "suggest": "pass", "label": 100 } });
    server.wechat.push(forged).await;
    step(&server, Job::HandlePushes).await;
    assert_eq!(state(&server, file).await, CheckState::Waiting);

    let answers = server.wechat.deliver_verdicts().await;
    assert!(answers.iter().all(xianfeng_demo::wechat::Pushed::is_taken), "{answers:?}");
    assert_eq!(state(&server, file).await, CheckState::Waiting, "received, and worked on later");
    step(&server, Job::HandlePushes).await;
    assert_eq!(state(&server, file).await, CheckState::Passed);
}

#[tokio::test]
async fn a_verdict_may_come_before_the_answer_to_the_call() {
    let server = TestServer::start().await;
    server.wechat.on_pictures(MediaMood::Early);
    let file = shown(&server).await;
    step(&server, Job::HandlePushes).await;
    assert_eq!(state(&server, file).await, CheckState::Passed);
}

/// The word is there before the row knows its name: it waits for the row.
#[tokio::test]
async fn a_verdict_on_a_name_that_is_not_written_yet_is_tried_again() {
    let server = TestServer::start().await;
    let trace = "aaaaaaaa-bbbbbbbb-cccccccc";
    let word = json!({ "Event": "wxa_media_check", "trace_id": trace, "errcode": 0,
        "result": { "suggest": "risky", "label": 20002 } });
    assert!(server.wechat.push(word).await.is_taken());
    step(&server, Job::HandlePushes).await;
    let file = shown(&server).await;
    let named = async |tx: &Tx| {
        let check = xianfeng_infra::moderation::of_subject(tx, (Subject::Picture, file.0)).await?.expect("a check");
        xianfeng_infra::moderation::handed_in(tx, &check, trace, server.clock.now() + TimeDelta::minutes(35)).await
    };
    server.app.database.transact("test.named", named).await.expect("named");
    assert_eq!(step(&server, Job::HandlePushes).await, 0, "not again at once");
    server.clock.set(server.clock.now() + TimeDelta::seconds(5));
    step(&server, Job::HandlePushes).await;
    assert_eq!(state(&server, file).await, CheckState::Held);
}

#[tokio::test]
async fn a_verdict_that_comes_twice_has_one_effect_and_a_persons_word_stays() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    server.wechat.judge_pictures("risky", 20002);
    let file = shown(&server).await;
    server.wechat.on_pictures(MediaMood::Twice);
    assert_eq!(server.wechat.deliver_verdicts().await.len(), 2);
    step(&server, Job::HandlePushes).await;
    assert_eq!(state(&server, file).await, CheckState::Held);
    let check = held(&server, &branch.members[0]).await.remove(0);
    assert_eq!((&check["subject"], &check["label"]), (&json!("picture"), &json!("20002")));
    let picture = check["pictureUrl"].as_str().unwrap().strip_prefix(&server.base_url).unwrap().to_owned();
    let looked = server.send(server.request(Method::GET, &picture, None)).await;
    assert!(looked.status == 200 && looked.body.starts_with(b"\xFF\xD8\xFF"));

    let path = format!("/moderation/checks/{}/decision", check["id"].as_str().unwrap());
    let passed = server.post(&path, &branch.members[0], json!({ "decision": "pass", "version": 1 })).await.expect(200);
    assert_eq!(passed["pictureUrl"], Value::Null, "no stored reply opens a door");
    assert!(!server.wechat.replay().await.body.is_empty());
    step(&server, Job::HandlePushes).await;
    assert_eq!(state(&server, file).await, CheckState::Passed);
}

#[tokio::test]
async fn what_could_not_be_fetched_is_handed_in_once_more_and_then_a_person_looks() {
    let server = TestServer::start().await;
    let file = shown(&server).await;
    server.wechat.on_pictures(MediaMood::NotFetched);
    for handed_in in [2, 2] {
        server.wechat.deliver_verdicts().await;
        step(&server, Job::HandlePushes).await;
        server.wechat.on_pictures(MediaMood::Held);
        step(&server, Job::CheckTexts).await;
        assert_eq!(server.wechat.count(Endpoint::MediaCheck), handed_in);
        server.wechat.on_pictures(MediaMood::NotFetched);
    }
    assert_eq!(state(&server, file).await, CheckState::Held);
    assert_eq!(held(&server, &server.fixture.branches[0].members[0]).await[0]["label"], "not_fetched");
}

#[tokio::test]
async fn a_verdict_that_never_comes_leaves_it_to_people() {
    let server = TestServer::start().await;
    let file = shown(&server).await;
    server.clock.set(server.clock.now() + TimeDelta::minutes(34));
    assert_eq!(step(&server, Job::CheckTexts).await, 0);
    server.clock.set(server.clock.now() + TimeDelta::minutes(1));
    assert_eq!(step(&server, Job::CheckTexts).await, 1);
    assert_eq!(state(&server, file).await, CheckState::Held);
    assert_eq!(held(&server, &server.fixture.branches[0].members[0]).await[0]["label"], "no_answer");
    assert_eq!(server.wechat.count(Endpoint::MediaCheck), 1, "it is not handed in again");
}

#[tokio::test]
async fn the_address_opens_one_picture_for_forty_minutes_and_nothing_else() {
    let server = TestServer::start().await;
    shown(&server).await;
    let address = address(&server);
    let path = address.strip_prefix(&server.base_url).unwrap().to_owned();
    let get = async |path: &str| server.send(server.request(Method::GET, path, None)).await;
    let fetched = get(&path).await;
    assert_eq!(fetched.status, 200);
    assert_eq!(
        (&fetched.headers["content-type"], &fetched.headers["cache-control"]),
        (&"image/jpeg".parse().unwrap(), &"no-store".parse().unwrap())
    );
    // Another first character: the last one's lowest bits say nothing.
    let (head, token) = path.rsplit_once('/').unwrap();
    let other = if token.starts_with('A') { "B" } else { "A" };
    get(&format!("{head}/{other}{}", &token[1..])).await.refused("file.not_found");
    get("/wechat/media/AAAA").await.refused("file.not_found");
    server.clock.set(server.clock.now() + TimeDelta::minutes(40));
    get(&path).await.refused("file.not_found");
}
