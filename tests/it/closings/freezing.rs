//! Freezing: order, crashes, approvals and newcomers meanwhile.

use chrono::{DateTime, Utc};
use futures_util::future::join_all;
use serde_json::json;
use xianfeng_api::auth::Act;
use xianfeng_api::closings::{Progress, start, step};
use xianfeng_api::settlements::sign;
use xianfeng_api::verify::{Scope, verify};
use xianfeng_domain::access::Reach;
use xianfeng_domain::editions::{EditionRow, seal};
use xianfeng_domain::ids::{ClosingId, SettlementId};
use xianfeng_domain::ledger::total_changes;
use xianfeng_domain::time::Period;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{closings as rows, editions, ledger};
use xianfeng_tests::TestServer;

use super::{close, deed};
use crate::leaderboards::scene::{approve_publication, entry, submitted, task};

/// Begins the closing of the first quarter behind the API, without a step of it.
async fn begin(server: &TestServer) -> ClosingId {
    begin_of(server, "2024-Q1").await
}

async fn begin_of(server: &TestServer, period: &str) -> ClosingId {
    let (township, path) = (server.fixture.township, server.fixture.path.clone());
    let period: Period = period.parse().unwrap();
    let act = Act::of_machine(server.clock.now());
    let begin = async |tx: &Tx| start(tx, &act, &Reach::under(path.clone()), township, period).await;
    server.app.database.transact("begin", begin).await.unwrap().id
}

async fn one_step(server: &TestServer, id: ClosingId) -> Progress {
    let now: DateTime<Utc> = server.clock.now();
    server.app.database.transact("step", async |tx: &Tx| step(tx, id, now).await).await.unwrap()
}

/// The latest edition of a period: its hash and rows.
async fn edition(server: &TestServer, period: &str) -> (xianfeng_infra::editions::Stored, Vec<EditionRow>) {
    let (township, period): (_, Period) = (server.fixture.township, period.parse().unwrap());
    let read = async |tx: &Tx| {
        let stored = editions::latest(tx, township, period).await?.unwrap();
        let rows = editions::rows(tx, stored.edition.id).await?;
        xianfeng_infra::db::StoreResult::Ok((stored, rows))
    };
    server.app.database.read(read).await.unwrap()
}

/// S0-2, S0-8: the edition says what the board said; its hash covers every row; the closed quarter is
/// over for whoever is approved later (pitfall 17).
#[tokio::test]
async fn a_quarter_closes_into_an_edition() {
    let server = TestServer::start_with(2, 5, &[]).await;
    let branch = server.fixture.branches[0].clone();
    let clerk = server.fixture.clerk.clone();
    approve_publication(&server, server.fixture.township).await;
    for (at, hundredths) in [(1, 500), (2, 300), (3, 300), (4, -200)] {
        entry(&server, &branch, &branch.members[at], hundredths, "2024-03-05", None).await;
    }
    let body = json!({ "organizationId": server.fixture.township.0, "period": "2024-Q1" });
    let task = task(&server, &branch, json!({})).await;
    let claim = submitted(&server, &task, &branch.members[1], "2024-03-01").await;
    server.set_time("2024-03-31T15:59:59Z");
    let early = server.post("/closings", &clerk, body.clone()).await.refused("closing.not_over");
    assert_eq!(early["until"], "2024-03-31");
    let secretary = &branch.members[0];
    server.post("/closings", secretary, body.clone()).await.refused("auth.forbidden");

    server.set_time("2024-03-31T16:00:00Z");
    let path = format!("/leaderboards/members?organizationId={}&period=2024-Q1", server.fixture.township.0);
    let board = server.get(&path, &clerk).await.expect(200);
    let closing = close(&server, "2024-Q1").await;
    assert_eq!(
        (&closing["state"], &closing["edition"]["number"], &closing["edition"]["size"]),
        (&json!("closed"), &json!(1), &json!(10))
    );
    server.post("/closings", &clerk, body).await.refused("closing.exists");

    let (stored, rows) = edition(&server, "2024-Q1").await;
    assert_eq!(stored.hash, seal(&stored.edition, &rows));
    let listed: Vec<_> = rows.iter().filter_map(|row| Some((row.places?.rank, row.member, row.total))).collect();
    let shown = board["items"].as_array().unwrap();
    assert_eq!(listed.len(), shown.len());
    for ((rank, member, total), row) in listed.iter().zip(shown) {
        assert_eq!((json!(rank), json!(member.0)), (row["rank"].clone(), row["memberId"].clone()));
        assert_eq!(json!(total.to_string().parse::<serde_json::Number>().unwrap()), row["total"]);
    }
    assert_eq!(listed.iter().take(4).map(|row| row.0).collect::<Vec<_>>(), [1, 2, 2, 4], "pitfall 9");

    server.post(&format!("/claims/{claim}/approve"), &clerk, json!({})).await.expect(200);
    let own = server.get("/me/ledger", &branch.members[1]).await.expect(200);
    let late = own["items"].as_array().unwrap().iter().find(|one| one["sourceId"] == claim.as_str()).unwrap();
    assert_eq!((&late["deedOn"], &late["countsOn"]), (&json!("2024-03-01"), &json!("2024-04-01")));
}

/// A crash at any step: whoever goes on, the edition is the same.
#[tokio::test]
async fn a_closing_that_was_interrupted_anywhere_ends_alike() {
    let mut hashes = Vec::new();
    for stop_after in [0, 1, 2, 3] {
        let server = TestServer::start_with(3, 17, &[]).await;
        let branch = server.fixture.branches[1].clone();
        for (at, member) in branch.members.iter().enumerate() {
            let hundredths = 100 * i64::try_from(at % 5).unwrap() + 50;
            entry(&server, &branch, member, hundredths, "2024-02-05", None).await;
        }
        server.set_time("2024-04-02T01:00:00Z");
        let id = begin(&server).await;
        for _ in 0..stop_after {
            assert_ne!(one_step(&server, id).await, Progress::Done);
        }
        // Two replicas go on at once.
        let run = || async {
            let mut steps = Vec::new();
            while !matches!(steps.last(), Some(Progress::Done)) {
                steps.push(one_step(&server, id).await);
            }
            steps
        };
        let (first, second) = tokio::join!(run(), run());
        let sealed = first.iter().chain(&second).filter(|step| **step == Progress::Sealed).count();
        assert_eq!(sealed, 1, "{first:?} {second:?}");
        let (_, rows) = edition(&server, "2024-Q1").await;
        assert_eq!(rows.len(), 51);
        // Ids differ from township to township: what each place has does not.
        let shape = |row: &EditionRow| (row.places, row.total, row.roster_order, row.branch_name.clone());
        hashes.push(rows.iter().map(shape).collect::<Vec<_>>());
    }
    assert!(hashes.windows(2).all(|pair| pair[0] == pair[1]));
}

/// A member who comes after the closing began stands on no edition of it, and begins behind it; nobody
/// is lost in between.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn newcomers_and_approvals_meanwhile_are_in_it_or_after_it() {
    let server = TestServer::start_with(2, 12, &[]).await;
    let branch = server.fixture.branches[0].clone();
    server.set_time("2024-04-02T01:00:00Z");
    let clerk = server.fixture.clerk.clone();
    let come = |index: usize| {
        let (server, branch, clerk) = (&server, &branch, &clerk);
        async move {
            let new = json!({
                "branchId": branch.id.0, "name": format!("新党员{index}"), "category": "ordinary", "sex": "female",
                "birth": "1990-05", "joinedOn": "2012-07-01", "probationary": false, "since": "2024-02-01"
            });
            let added = server.post("/members", clerk, new).await;
            assert!(added.status.is_success(), "{}", String::from_utf8_lossy(&added.body));
        }
    };
    let approve = |index: usize| {
        let (server, branch) = (&server, &branch);
        async move {
            deed(server, &branch.members[index], "fire_patrol", "2024-03-20").await;
        }
    };
    let closing = async { close(&server, "2024-Q1").await };
    let (closed, _, _) = tokio::join!(closing, join_all((0..6).map(come)), join_all((1..7).map(approve)));
    assert_eq!(closed["state"], "closed");
    let (_, rows) = edition(&server, "2024-Q1").await;
    let (through, quarter): (_, Period) = ("2024-03-31".parse().unwrap(), "2024-Q1".parse().unwrap());
    let read = async |tx: &Tx| -> xianfeng_infra::db::StoreResult<Vec<_>> {
        let heads = ledger::all_members(tx).await?;
        let mut chains = Vec::new();
        for (head, _) in heads {
            chains.push((head, ledger::chain(tx, head.member).await?));
        }
        Ok(chains)
    };
    for (head, chain) in server.app.database.read(read).await.unwrap() {
        assert_eq!(head.closed_through, Some(through), "nobody stays open behind a closing");
        let changes = chain.iter().flat_map(total_changes).filter(|change| change.period == quarter);
        let counted: xianfeng_domain::Points = changes.map(|change| change.total).sum();
        match rows.iter().find(|row| row.member == head.member) {
            Some(row) => assert_eq!(row.total, counted, "what counts in the quarter is in the edition"),
            None => assert!(counted.is_zero(), "who is not in the edition has nothing in the quarter"),
        }
    }
    let unfinished = server.app.database.read(async |tx: &Tx| rows::unfinished(tx).await).await.unwrap();
    assert_eq!(unfinished, []);
}

/// A closed quarter that is corrected while its year is being frozen: the year's first edition must not
/// keep what is not so any more (invariant 3).
#[tokio::test]
async fn a_correction_waits_for_a_longer_period_that_is_being_frozen() {
    let server = TestServer::start_with(1, 4, &[]).await;
    let (clerk, member) = (server.fixture.clerk.clone(), server.fixture.branches[0].members[1].clone());
    server.set_time("2024-12-20T01:00:00Z");
    let wrong = deed(&server, &member, "fire_patrol", "2024-11-20").await;
    server.set_time("2025-01-02T01:00:00Z");
    for earlier in ["2024-Q1", "2024-Q2", "2024-Q3"] {
        close(&server, earlier).await;
    }
    let quarter = close(&server, "2024-Q4").await["id"].as_str().unwrap().to_owned();
    let year = begin_of(&server, "2024").await;
    assert_ne!(one_step(&server, year).await, Progress::Done);

    let path = format!("/closings/{quarter}/corrections");
    let correction = json!({ "entryId": wrong, "how": "reverse", "reason": "重复登记" });
    server.post(&path, &clerk, correction.clone()).await.refused("closing.wrong_state");
    while one_step(&server, year).await != Progress::Done {}
    server.post(&path, &clerk, correction).await.expect(201);
    for period in ["2024-Q4", "2024"] {
        let (stored, rows) = edition(&server, period).await;
        let row = rows.iter().find(|row| row.member == member.id).unwrap();
        assert_eq!((stored.edition.number, row.total), (2, xianfeng_domain::Points::ZERO), "{period}");
    }
    let report = verify(&server.app, Scope::default(), &|_, _, _| {}).await.unwrap();
    assert_eq!(report.differences, []);
}

/// The quarter is paid out: neither is it corrected by way of its year.
#[tokio::test]
async fn a_quarter_whose_settlement_is_signed_is_not_corrected_by_way_of_its_year() {
    let server = TestServer::start_with(1, 4, &[]).await;
    let (clerk, member) = (server.fixture.clerk.clone(), server.fixture.branches[0].members[1].clone());
    server.set_time("2024-12-20T01:00:00Z");
    let wrong = deed(&server, &member, "fire_patrol", "2024-11-20").await;
    server.set_time("2025-01-02T01:00:00Z");
    let mut quarters = Vec::new();
    for quarter in ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"] {
        quarters.push(super::published(&server, quarter).await["id"].clone());
    }
    let year = close(&server, "2024").await["id"].as_str().unwrap().to_owned();
    server.set_time("2025-01-20T01:00:00Z");
    let meeting = json!({ "meeting": "2025-01-20 党委会议", "reason": "公示期满" });
    for quarter in &quarters[..3] {
        let draft = server.post("/settlements", &clerk, json!({ "closingId": quarter })).await.expect(201);
        let path = format!("/settlements/{}/sign", draft["id"].as_str().unwrap());
        server.post(&path, &clerk, meeting.clone()).await.expect(200);
    }
    let draft = server.post("/settlements", &clerk, json!({ "closingId": quarters[3] })).await.expect(201);
    let id = SettlementId(draft["id"].as_str().unwrap().parse().unwrap());
    // As a server does that dies right after: nothing is issued yet, the quarter is not final.
    let (act, reach) = (Act::of_machine(server.clock.now()), Reach::under(server.fixture.path.clone()));
    let sign = async |tx: &Tx| sign(tx, &act, &reach, id, ("党委会议", "公示期满")).await;
    server.app.database.transact("sign", sign).await.unwrap();

    let correction = json!({ "entryId": wrong, "how": "reverse", "reason": "重复登记" });
    let path = format!("/closings/{year}/corrections");
    server.post(&path, &clerk, correction).await.refused("settlement.signed");
    assert_eq!(edition(&server, "2024-Q4").await.0.edition.number, 1);
}
