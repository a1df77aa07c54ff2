//! Texts: asked about at once, by the worker, and never shown because the platform did not answer.

use chrono::TimeDelta;
use serde_json::json;
use uuid::Uuid;
use xianfeng_api::moderation;
use xianfeng_api::work::Job;
use xianfeng_demo::wechat::{Endpoint, Fault};
use xianfeng_domain::ids::PledgeId;
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_domain::pledges::{Pledge, Progress};
use xianfeng_infra::db::Tx;
use xianfeng_infra::pledges;
use xianfeng_tests::TestServer;

use super::{act, held, log_in, open_id, pledged, public, seen, state, step};

/// Time passes for the service; the stand-in has its clock.
fn later(server: &TestServer, by: TimeDelta) {
    server.clock.set(server.clock.now() + by);
}

#[tokio::test]
async fn what_passes_is_shown_at_once_and_what_is_doubted_is_not() {
    let server = public().await;
    let members = server.fixture.branches[0].members.clone();
    pledged(&server, &members[1], "修路").await;
    let risky = pledged(&server, &members[2], "RISKY 修路").await;
    assert_eq!(seen(&server).await, ["修路"]);
    assert_eq!(
        (state(&server, &members[1]).await, state(&server, &members[2]).await),
        ("passed".into(), "held".into())
    );
    // A note is checked for itself: progress was public unread before.
    let note = json!({ "on": "2024-02-20", "text": "REVIEW 加微信领奖" });
    let pledge = server.get("/pledges", &members[1]).await.expect(200)["items"][0]["id"].clone();
    let noted = server.post(&format!("/pledges/{}/progress", pledge.as_str().unwrap()), &members[1], note).await;
    assert_eq!(noted.expect(201)["progress"][0]["checkState"], "waiting");
    assert_eq!(seen(&server).await, ["修路"]);
    let queue = held(&server, &members[0]).await;
    let labels: Vec<_> = queue.iter().map(|check| (check["subject"].clone(), check["label"].clone())).collect();
    assert_eq!(labels, [(json!("pledge"), json!("20006")), (json!("pledge_progress"), json!("21000"))]);
    assert_eq!(queue[0]["subjectId"], risky["id"]);
    assert_eq!(queue[0]["labelText"], "微信提示：违法犯罪");
}

/// Pitfall 37: queue when the check is down; nothing is shown because a check failed.
#[tokio::test]
async fn while_the_platform_is_down_nothing_is_shown_and_later_it_passes() {
    let server = public().await;
    let member = server.fixture.branches[0].members[1].clone();
    server.wechat.fail(Endpoint::TextCheck, Fault::Html, u32::MAX);
    pledged(&server, &member, "修路").await;
    assert!(seen(&server).await.is_empty());
    assert_eq!(state(&server, &member).await, "waiting");
    assert_eq!(step(&server, Job::CheckTexts).await, 0, "not again at once");
    later(&server, TimeDelta::minutes(1));
    assert_eq!(step(&server, Job::CheckTexts).await, 1);
    assert!(seen(&server).await.is_empty());
    server.wechat.recover();
    assert_eq!(step(&server, Job::CheckTexts).await, 0, "the pause has grown");
    later(&server, TimeDelta::minutes(2));
    assert_eq!(step(&server, Job::CheckTexts).await, 1);
    assert_eq!(seen(&server).await, ["修路"]);
    later(&server, TimeDelta::hours(9));
    assert_eq!(step(&server, Job::CheckTexts).await, 0, "what has its verdict is not asked about");
}

#[tokio::test]
async fn a_platform_that_stays_down_leaves_it_to_people() {
    let server = public().await;
    let members = server.fixture.branches[0].members.clone();
    server.wechat.fail(Endpoint::TextCheck, Fault::Errcode(44991), u32::MAX);
    pledged(&server, &members[1], "修路").await;
    for _ in 0..11 {
        assert!(held(&server, &members[0]).await.is_empty());
        later(&server, TimeDelta::hours(1));
        assert_eq!(step(&server, Job::CheckTexts).await, 1);
    }
    assert_eq!(held(&server, &members[0]).await[0]["label"], "unavailable");
    assert!(seen(&server).await.is_empty());
}

#[tokio::test]
async fn who_was_away_is_asked_about_at_their_next_log_in_or_a_person_looks() {
    let server = public().await;
    let members = server.fixture.branches[0].members.clone();
    server.wechat.goes_away(&open_id(&members[1]));
    server.wechat.goes_away(&open_id(&members[2]));
    pledged(&server, &members[1], "修路").await;
    pledged(&server, &members[2], "修桥").await;
    assert!(seen(&server).await.is_empty());
    later(&server, TimeDelta::hours(3));
    assert_eq!(step(&server, Job::CheckTexts).await, 0, "in vain before they come back");

    log_in(&server, &members[1]).await;
    assert_eq!(step(&server, Job::CheckTexts).await, 1);
    assert_eq!(seen(&server).await, ["修路"]);

    later(&server, TimeDelta::days(1));
    assert_eq!(step(&server, Job::CheckTexts).await, 1);
    assert_eq!(held(&server, &members[0]).await[0]["label"], "author_away");
}

/// A text of a subject that is longer than any that a request here takes.
async fn written(server: &TestServer, id: Uuid, text: &str) {
    let act = act(server, &server.fixture.branches[0].members[1]).await;
    let path = act.caller.branch().expect("a branch").clone();
    let submit = async |tx: &Tx| moderation::submit(tx, &act, Subject::Content, id, &path, text).await;
    server.app.database.transact("test.submit", submit).await.expect("submitted");
}

async fn state_of(server: &TestServer, id: Uuid) -> CheckState {
    let read = async |tx: &Tx| xianfeng_infra::moderation::states(tx, Subject::Content, &[id]).await;
    server.app.database.read(read).await.expect("read")[&id]
}

/// Every piece of a long text is checked: what offends hides neither at its end nor at a seam.
#[tokio::test]
async fn a_long_text_is_checked_whole() {
    let server = TestServer::start().await;
    for (text, calls, state) in [
        ("长".repeat(20_000), 9, CheckState::Passed),
        (format!("{}RISKY{}", "长".repeat(2498), "长".repeat(3000)), 2, CheckState::Held),
        (format!("{}RISKY", "长".repeat(19_995)), 9, CheckState::Held),
    ] {
        let (id, before) = (Uuid::now_v7(), server.wechat.count(Endpoint::TextCheck));
        written(&server, id, &text).await;
        moderation::look(&server.app, Subject::Content, id).await;
        assert_eq!(state_of(&server, id).await, state);
        assert_eq!(server.wechat.count(Endpoint::TextCheck) - before, calls);
    }
}

/// A verdict on a text that was changed meanwhile is none on the new one.
#[tokio::test]
async fn what_was_asked_about_an_older_text_counts_for_nothing() {
    let server = TestServer::start().await;
    let id = Uuid::now_v7();
    written(&server, id, "修路").await;
    server.wechat.fail(Endpoint::TextCheck, Fault::Hang, 1);
    let change = async {
        while server.wechat.count(Endpoint::TextCheck) == 0 {
            tokio::task::yield_now().await;
        }
        written(&server, id, "RISKY 修路").await;
        server.wechat.recover();
    };
    tokio::join!(moderation::look(&server.app, Subject::Content, id), change);
    assert_eq!(state_of(&server, id).await, CheckState::Waiting);
    step(&server, Job::CheckTexts).await;
    assert_eq!(state_of(&server, id).await, CheckState::Held);
}

/// Texts that are older than content safety are checked, too, and hidden until then.
#[tokio::test]
async fn older_texts_are_put_to_be_checked() {
    let server = public().await;
    let member = server.fixture.branches[0].members[1].clone();
    let act = act(&server, &member).await;
    let standing = act.caller.member.clone().expect("a member").standing;
    let id = PledgeId(Uuid::now_v7());
    let write = async |tx: &Tx| {
        let pledge = Pledge {
            id,
            member: member.id,
            organization: standing.branch,
            path: standing.branch_path.clone(),
            year: "2024".parse().expect("a year"),
            text: "修路".to_owned(),
            made_at: act.now,
            shown: None,
        };
        pledges::insert(tx, &pledge, member.account).await?;
        pledges::show(tx, id, member.account, act.now).await?;
        let (on, text) = ("2024-02-20".parse().expect("a day"), "已修一公里".to_owned());
        let progress = Progress { id: Uuid::now_v7(), on, text, by: member.account };
        pledges::note(tx, id, &progress, act.now).await
    };
    server.app.database.transact("test.old", write).await.expect("written");
    assert!(seen(&server).await.is_empty());
    while step(&server, Job::CheckOldTexts).await > 0 {}
    while step(&server, Job::CheckTexts).await > 0 {}
    assert_eq!(seen(&server).await, ["修路", "已修一公里"]);
}

#[tokio::test]
async fn what_two_ask_about_at_once_is_asked_once() {
    let server = public().await;
    let member = server.fixture.branches[0].members[1].clone();
    server.wechat.fail(Endpoint::TextCheck, Fault::Down, 1);
    pledged(&server, &member, "修路").await;
    let before = server.wechat.count(Endpoint::TextCheck);
    later(&server, TimeDelta::minutes(1));
    let steps = (0..8).map(|_| step(&server, Job::CheckTexts));
    futures_util::future::join_all(steps).await;
    assert_eq!(server.wechat.count(Endpoint::TextCheck) - before, 1);
    assert_eq!(seen(&server).await, ["修路"]);
}
