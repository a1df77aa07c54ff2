//! Background work, step by step.

use chrono::Duration;
use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_api::work::Job;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, PersonId};
use xianfeng_infra::accounts::{self, Invite, InviteState, Rebinding, RebindingState, RefreshToken};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::outbox;
use xianfeng_tests::TestServer;

use crate::tasks::{claimed, published, submitted};

async fn until_idle(server: &TestServer, job: Job) -> usize {
    let mut done = 0;
    loop {
        match job.step(&server.app, server.clock.now()).await.expect("a step") {
            0 => return done,
            more => done += more,
        }
    }
}

#[tokio::test]
async fn every_job_ends_when_nothing_is_left_to_do() {
    let server = TestServer::start().await;
    for job in Job::ALL.iter().copied() {
        let _ = until_idle(&server, job).await;
        assert_eq!(until_idle(&server, job).await, 0, "{}", job.name());
    }
}

#[tokio::test]
async fn overdue_claims_give_their_place_back_once() {
    let server = TestServer::start().await;
    let [first, second] = [1, 2].map(|index| server.fixture.branches[0].members[index].clone());
    let task = published(&server, json!({ "quota": 1, "completeBy": "2024-03-10T18:00:00+08:00" })).await;
    let claim = claimed(&server, &task, &first).await;
    let claims = format!("/tasks/{}/claims", task["id"].as_str().unwrap());
    server.post(&claims, &second, Value::Null).await.refused("task.quota_exhausted");
    assert_eq!(until_idle(&server, Job::ExpireClaims).await, 0);
    server.set_time("2024-03-10T10:00:01Z");
    let (one, other) =
        futures_util::join!(until_idle(&server, Job::ExpireClaims), until_idle(&server, Job::ExpireClaims));
    assert!(one + other >= 1);
    let read = server.get(&format!("/claims/{claim}"), &first).await.expect(200);
    assert_eq!(read["claim"]["state"], "expired");
    let freed = server.get(&format!("/tasks/{}", task["id"].as_str().unwrap()), &first).await.expect(200);
    assert_eq!(freed["claimed"], 0, "two replicas give one place back");
}

#[tokio::test]
async fn the_outbox_is_drained() {
    let server = TestServer::start().await;
    let [secretary, member] = [0, 1].map(|index| server.fixture.branches[0].members[index].clone());
    // The new members of the fixture.
    assert_eq!(until_idle(&server, Job::DrainBoards).await, 8);
    let task = published(&server, json!({})).await;
    let claim = claimed(&server, &task, &member).await;
    let _ = submitted(&server, &claim, &member).await;
    let _ = server.post(&format!("/claims/{claim}/approve"), &secretary, json!({})).await.expect(200);
    let waiting =
        async || -> StoreResult<u64> { server.app.database.read(async |tx: &Tx| outbox::waiting(tx).await).await };
    assert_eq!(waiting().await.unwrap(), 1);
    assert_eq!(until_idle(&server, Job::DrainBoards).await, 1);
    assert_eq!(waiting().await.unwrap(), 0);
}

/// Invariant 6: replies are kept for 14 days and not longer.
#[tokio::test]
async fn a_reply_is_replayed_for_fourteen_days() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    let task = published(&server, json!({})).await;
    let path = format!("/tasks/{}/claims", task["id"].as_str().unwrap());
    let key = "a-key-of-the-phone-0001";
    let first = server.post_with_key(&path, &member, key, Value::Null).await.expect(201);
    server.set_time("2024-03-15T00:59:00Z");
    let _ = until_idle(&server, Job::SweepKeys).await;
    assert_eq!(server.post_with_key(&path, &member, key, Value::Null).await.expect(201), first);
    server.set_time("2024-03-15T01:00:01Z");
    assert!(until_idle(&server, Job::SweepKeys).await >= 1);
    server.post_with_key(&path, &member, key, Value::Null).await.refused("claim.already_made");
}

/// Sessions and what binds accounts are forgotten 30 days after they are over, and not before.
#[tokio::test]
async fn what_is_long_over_is_forgotten() {
    let server = TestServer::start().await;
    let (account, person) = (AccountId(Uuid::now_v7()), PersonId(Uuid::now_v7()));
    let organization = server.fixture.branches[0].id;
    let start = server.clock.now();
    let token = |number: u8, days: i64| RefreshToken {
        id: Uuid::now_v7(),
        family: Uuid::from_u128(number.into()),
        account,
        expires_at: start + Duration::days(days),
        rotated_at: None,
        successor: None,
        revoked_at: None,
        ends_at: None,
    };
    let invite = |days: i64| Invite { id: Uuid::now_v7(), person, expires_at: start + Duration::days(days) };
    let rebinding = || Rebinding {
        id: Uuid::now_v7(),
        account,
        person,
        organization,
        state: RebindingState::Requested,
        requested_at: start,
    };
    let (replaced, open) = (rebinding(), rebinding());
    let (used, kept) = (invite(1), invite(400));
    let write = async |tx: &Tx| -> StoreResult<()> {
        accounts::issue_session(tx, &token(1, 10), &[1; 32], start).await?;
        accounts::issue_session(tx, &token(2, 400), &[2; 32], start).await?;
        accounts::issue_session(tx, &token(3, 400), &[3; 32], start).await?;
        accounts::end_family(tx, Uuid::from_u128(2), start).await?;
        accounts::create_invite(tx, &used, &[4; 32], account, start).await?;
        assert!(accounts::redeem_invite(tx, &[4; 32], account, start).await?.is_some());
        accounts::create_invite(tx, &kept, &[5; 32], account, start).await?;
        accounts::request_rebinding(tx, &replaced).await?;
        accounts::request_rebinding(tx, &open).await
    };
    server.app.database.transact("test", write).await.unwrap();
    let swept = async |days: i64| {
        let now = start + Duration::days(days) + Duration::seconds(1);
        let mut gone = 0;
        loop {
            match Job::SweepSessions.step(&server.app, now).await.expect("a step") {
                0 => return gone,
                more => gone += more,
            }
        }
    };
    assert_eq!(swept(29).await, 0);
    assert_eq!(swept(30).await, 3, "the revoked token, the used invite, the replaced request");
    assert_eq!(swept(40).await, 1, "the expired token");
    assert_eq!(swept(399).await, 0, "what is open stays");
    let left = async |tx: &Tx| -> StoreResult<_> {
        let token = accounts::session_by_hash(tx, &[3; 32]).await?;
        let invite = accounts::invite_state(tx, &[5; 32], start).await?;
        let rebinding = accounts::open_rebindings(tx, &Reach::under(server.fixture.branches[0].path.clone())).await?;
        Ok((token.is_some(), invite, rebinding.len()))
    };
    let left = server.app.database.read(left).await.unwrap();
    assert_eq!(left, (true, Some(InviteState::Open), 1));
}
