//! `verify` is clean after honest work and names what was altered by hand (invariants 1, 3, 5).

mod sources;

use sea_orm::{ConnectionTrait, Database as Raw};
use serde_json::json;
use xianfeng_api::verify::{Difference, Report, Scope, verify};
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger;
use xianfeng_tests::TestServer;

use crate::files_api::upload;
use crate::tasks::{claimed, published, submitted};

pub(crate) async fn check(server: &TestServer) -> Report {
    verify(&server.app, Scope { files: true }, &|_, _, _| {}).await.expect("verification runs")
}

/// Three credited claims of a member, one of them with a photo, and one that waits.
async fn scenario() -> TestServer {
    let server = TestServer::start_with(1, 3, &[]).await;
    let [secretary, member] = [0, 1].map(|index| server.fixture.branches[0].members[index].clone());
    let task = published(&server, json!({ "placesPerMember": 10, "quota": 5 })).await;
    for _ in 0..3 {
        let claim = claimed(&server, &task, &member).await;
        let _ = submitted(&server, &claim, &member).await;
        let _ = server.post(&format!("/claims/{claim}/approve"), &secretary, json!({})).await.expect(200);
    }
    let _ = claimed(&server, &task, &member).await;
    let _ = upload(&server, &member, crate::files_api::photo(1)).await.expect(201);
    server
}

pub(crate) async fn alter(server: &TestServer, sql: &str) {
    let raw = Raw::connect(server.storage.database_url()).await.expect("connects");
    let altered = raw.execute_unprepared(sql).await.expect("the alteration is possible");
    assert!(altered.rows_affected() > 0, "nothing was altered: {sql}");
    raw.close().await.expect("closes");
}

#[tokio::test]
async fn honest_work_leaves_no_difference() {
    let server = scenario().await;
    let report = check(&server).await;
    assert_eq!(report.differences, []);
    assert_eq!((report.members, report.entries, report.tasks, report.pictures), (3, 3, 1, 1));
    assert_eq!(report.unanchored, 1, "what is not anchored yet is told");
}

/// Corrections are entries like others: taken back and mended again, nothing differs.
#[tokio::test]
async fn corrections_leave_no_difference() {
    let server = scenario().await;
    let (clerk, member) = (server.fixture.clerk.clone(), server.fixture.branches[0].members[1].id);
    let correct = async |path: String| {
        server.post(&path, &clerk, json!({ "reason": "重复登记" })).await.expect(201)["entries"][0]["id"].clone()
    };
    let chain = server.app.database.read(async |tx: &Tx| ledger::chain(tx, member).await).await.unwrap();
    let reversal = correct(format!("/ledger/{}/reversal", chain[0].draft.id)).await;
    let report = check(&server).await;
    assert_eq!((report.differences, report.entries), (Vec::new(), 4));
    let _ = correct(format!("/ledger/{}/reinstatement", reversal.as_str().unwrap())).await;
    let report = check(&server).await;
    assert_eq!((report.differences, report.entries), (Vec::new(), 5));
}

/// Each alteration is found, and undone again for the next.
#[tokio::test]
async fn every_row_altered_by_hand_is_named() {
    let server = scenario().await;
    let found = async |sql: &str, undo: &str, expected: fn(&Difference) -> bool| {
        alter(&server, sql).await;
        let report = check(&server).await;
        assert!(report.differences.iter().any(expected), "{sql}: {:?}", report.differences);
        alter(&server, undo).await;
        assert_eq!(check(&server).await.differences, [], "not undone: {undo}");
    };
    found(
        "UPDATE ledger_entries SET points = points + 1 WHERE seq = 2",
        "UPDATE ledger_entries SET points = points - 1 WHERE seq = 2",
        |difference| matches!(difference, Difference::Chain { seq: 2, .. }),
    )
    .await;
    found(
        "UPDATE ledger_entries SET deed_on = '2023-12-31' WHERE seq = 3",
        "UPDATE ledger_entries SET deed_on = '2024-03-01' WHERE seq = 3",
        |difference| matches!(difference, Difference::Chain { seq: 3, .. }),
    )
    .await;
    found(
        "UPDATE member_totals SET total = total + 100 WHERE period = '2024-Q1'",
        "UPDATE member_totals SET total = total - 100 WHERE period = '2024-Q1'",
        |difference| matches!(difference, Difference::Total { .. }),
    )
    .await;
    found(
        "UPDATE member_ledger_heads SET seq = seq + 1 WHERE seq > 0",
        "UPDATE member_ledger_heads SET seq = seq - 1 WHERE seq > 0",
        |difference| matches!(difference, Difference::Head { head: 4, last: 3, .. }),
    )
    .await;
    found(
        "UPDATE ledger_notes SET what = concat(what, '!')",
        "UPDATE ledger_notes SET what = replace(what, '!', '')",
        |difference| matches!(difference, Difference::NoteAltered(_)),
    )
    .await;
    found(
        "UPDATE claims SET points_awarded = points_awarded + 1 WHERE state = 'approved'",
        "UPDATE claims SET points_awarded = points_awarded - 1 WHERE state = 'approved'",
        |difference| matches!(difference, Difference::ClaimPaidOtherwise { .. }),
    )
    .await;
    found(
        "UPDATE claims SET state = 'submitted' WHERE state = 'approved'",
        "UPDATE claims SET state = 'approved' WHERE state = 'submitted'",
        |difference| matches!(difference, Difference::PaidWithoutApproval { .. }),
    )
    .await;
    found(
        "UPDATE claims SET state = 'approved' WHERE state = 'claimed'",
        "UPDATE claims SET state = 'claimed' WHERE points_awarded IS NULL",
        |difference| matches!(difference, Difference::ClaimUnpaid(_)),
    )
    .await;
    found("UPDATE tasks SET claimed = claimed - 1", "UPDATE tasks SET claimed = claimed + 1", |difference| {
        matches!(difference, Difference::Places { counted: 3, held: 4, .. })
    })
    .await;
    found("UPDATE tasks SET quota = 2", "UPDATE tasks SET quota = 5", |difference| {
        matches!(difference, Difference::QuotaExceeded { quota: 2, held: 4, .. })
    })
    .await;
}

/// The last entry deleted with its head left, and the first deleted: neither goes unseen.
#[tokio::test]
async fn deleted_rows_are_missed() {
    for (sql, expected) in [
        ("DELETE FROM ledger_entries WHERE seq = 3", "the head names entry 3"),
        ("DELETE FROM ledger_entries WHERE seq = 1", "entry 2 does not follow"),
        ("DELETE FROM ledger_notes", "its words are missing"),
        ("DELETE FROM member_totals", "stored 0"),
        ("DELETE FROM member_ledger_heads WHERE seq > 0", "without a ledger head"),
        ("DELETE FROM blobs", "its picture is not recorded"),
    ] {
        let server = scenario().await;
        alter(&server, sql).await;
        let lines: Vec<_> = check(&server).await.differences.iter().map(ToString::to_string).collect();
        assert!(lines.iter().any(|line| line.contains(expected)), "{sql}: {lines:?}");
    }
}

#[tokio::test]
async fn a_stored_picture_that_is_gone_is_named() {
    let server = scenario().await;
    std::fs::remove_dir_all(server.storage.directory().join("files")).expect("the pictures go");
    let report = check(&server).await;
    let gone = report.differences.iter().filter(|difference| matches!(difference, Difference::Picture { .. }));
    assert_eq!(gone.count(), 2, "the picture and its thumbnail: {:?}", report.differences);
}
