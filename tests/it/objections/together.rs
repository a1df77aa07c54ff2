//! What happens at the same moment.

use serde_json::json;
use xianfeng_domain::access::Role;
use xianfeng_infra::accounts;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_tests::TestServer;

use super::{against, finish, id, object, posted, rows, stranger, unsettled, upheld};
use crate::leaderboards::scene::credited;

/// Two who decide at once: one decision, one reversal, one edition.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_decide_at_once() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let (_, _, wrong) = credited(&server, &branch, member, "2024-03-01", json!({})).await;
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let body = against(&server, &notice, branch.id, member).await;
    let made = object(&server, &notice, &branch.members[2], body).await.expect(201);
    let decide = format!("/objections/{}/decide", id(&made));
    let by = [secretary, &clerk, secretary, &clerk];
    let tries = by.map(|by| server.post(&decide, by, upheld(&wrong)));
    let answers = futures_util::future::join_all(tries).await;
    let (done, late): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 200);
    assert_eq!((done.len(), late.len()), (1, 3));
    for answer in late {
        answer.refused("objection.wrong_state");
    }
    let closing = server.get(&format!("/closings/{}", notice.closing), member).await.expect(200);
    assert_eq!(closing["edition"]["number"], 2);
    let newest = id(&closing["edition"]).parse().unwrap();
    let total = rows(&server, newest).await.iter().find(|row| row.member == member.id).unwrap().total;
    assert_eq!(total.hundredths(), 0);
}

/// Objections to many rows at once while some are decided: each is answered, editions follow each
/// other.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn decisions_and_objections_at_once() {
    let server = TestServer::start_with(1, 8, &[]).await;
    let branch = server.fixture.branches[0].clone();
    let secretary = branch.members[0].clone();
    let mut entries = Vec::new();
    for member in &branch.members[1..5] {
        entries.push(credited(&server, &branch, member, "2024-03-01", json!({})).await.2);
    }
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let mut made = Vec::new();
    for member in &branch.members[1..5] {
        let body = against(&server, &notice, branch.id, member).await;
        made.push(id(&object(&server, &notice, &branch.members[5], body).await.expect(201)));
    }
    let body = against(&server, &notice, branch.id, &branch.members[6]).await;
    let decisions = made.iter().zip(&entries).map(async |(objection, entry)| {
        server.post(&format!("/objections/{objection}/decide"), &secretary, upheld(entry)).await
    });
    let strangers = (0..4).map(|_| stranger(&server, notice.edition, body.clone()));
    let (decisions, strangers) =
        tokio::join!(futures_util::future::join_all(decisions), futures_util::future::join_all(strangers));
    let mut numbers: Vec<i64> =
        decisions.iter().map(|answer| answer.expect(200)["editionMade"].as_i64().unwrap()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [2, 3, 4, 5]);
    for answer in strangers {
        // Taken against the first edition, or told of a newer one.
        assert!(answer.status == 201 || answer.json()["code"] == "objection.older_edition", "{:?}", answer.json());
    }
}

/// Whoever objects while the period becomes final is seen, or is too late: never final with one open.
/// The clock stands on the last second of the term for who objects, and after it for the clerk.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nobody_objects_behind_a_final_period() {
    for round in 0..6 {
        let server = unsettled().await;
        let branch = server.fixture.branches[0].clone();
        let clerk = server.fixture.clerk.clone();
        server.set_time("2024-04-02T01:00:00Z");
        let notice = posted(&server, "2024-Q1").await;
        let closing = notice.closing.clone();
        let edition = xianfeng_domain::ids::EditionId(notice.edition);
        let new = xianfeng_api::objections::ObjectIn {
            organization_id: None,
            row: None,
            text: "不对".to_owned(),
            entry_id: None,
        };
        // The objection's act began inside the term; its transaction meets the finalization.
        let member = &branch.members[1];
        let now = "2024-04-09T15:59:59Z".parse().unwrap();
        let read = async |tx: &Tx| -> StoreResult<_> {
            let today = xianfeng_domain::time::day_of(now);
            Ok(xianfeng_api::auth::Caller::load(tx, member.account, today).await?.unwrap())
        };
        let caller = server.app.database.read(read).await.unwrap();
        let act = xianfeng_api::auth::Act { caller, now, meta: None };
        server.set_time("2024-04-09T16:00:00Z");
        let work = async |tx: &Tx| {
            xianfeng_api::objections::object(tx, &server.app.vault, &act, member.person, edition, &new).await
        };
        let path = format!("/closings/{closing}/finalization");
        let (objected, finished) = if round % 2 == 0 {
            tokio::join!(server.app.database.transact("object", work), server.post(&path, &clerk, finish()))
        } else {
            let (finished, objected) =
                tokio::join!(server.post(&path, &clerk, finish()), server.app.database.transact("object", work));
            (objected, finished)
        };
        match objected {
            Ok(_) => {
                finished.refused("closing.objections_open");
            }
            Err(_) => {
                assert_eq!(finished.expect(200)["state"], "final");
            }
        }
    }
}

/// A role that ends while an objection waits leaves it to the township, which reaches it anyway.
#[tokio::test]
async fn the_township_decides_where_nobody_is_left() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (branch.members[0].clone(), server.fixture.clerk.clone());
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let body = against(&server, &notice, branch.id, &branch.members[1]).await;
    let made = object(&server, &notice, &branch.members[2], body).await.expect(201);
    let end = async |tx: &Tx| {
        accounts::end_role(tx, secretary.person, Role::BranchAdmin, branch.id, Some(clerk.account), server.clock.now())
            .await
    };
    server.app.database.transact("end", end).await.unwrap();
    let decide = format!("/objections/{}/decide", id(&made));
    server.post(&decide, &secretary, super::refused()).await.refused("auth.forbidden");
    assert_eq!(server.post(&decide, &clerk, super::refused()).await.expect(200)["state"], "refused");
}
