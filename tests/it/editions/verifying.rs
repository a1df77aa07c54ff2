//! `verify` recomputes every edition and names what was altered by hand (invariant 3).

use sea_orm::{ConnectionTrait, Database as Raw};
use xianfeng_api::verify::{Difference, Report, Scope, verify};
use xianfeng_tests::TestServer;

use super::{corrected, quarter};
use crate::closings::{deed, published};

async fn check(server: &TestServer) -> Report {
    verify(&server.app, Scope::default(), &|_, _, _| {}).await.expect("verification runs")
}

async fn alter(server: &TestServer, sql: &str) {
    let raw = Raw::connect(server.storage.database_url()).await.expect("connects");
    let altered = raw.execute_unprepared(sql).await.expect("the alteration is possible");
    assert!(altered.rows_affected() > 0, "nothing was altered: {sql}");
    raw.close().await.expect("closes");
}

fn only(report: &Report) -> Vec<&Difference> {
    // The fixture's entries have no records behind them.
    let of_editions = |one: &&Difference| {
        matches!(
            one,
            Difference::EditionHash(_)
                | Difference::EditionOrder { .. }
                | Difference::Anchor { .. }
                | Difference::FrozenTotal { .. }
        )
    };
    report.differences.iter().filter(of_editions).collect()
}

#[tokio::test]
async fn editions_altered_by_hand_are_named() {
    let server = quarter().await;
    server.set_time("2024-03-30T01:00:00Z");
    let entry = deed(&server, &server.fixture.branches[0].members[1], "hazard_check", "2024-03-05").await;
    server.set_time("2024-04-02T01:00:00Z");
    assert!(check(&server).await.unanchored_entries > 0);
    let closing = published(&server, "2024-Q1").await;
    let clean = check(&server).await;
    assert_eq!((only(&clean), clean.editions, clean.unanchored, clean.unanchored_entries), (Vec::new(), 1, 0, 0));
    corrected(&server, closing["id"].as_str().unwrap(), &entry).await;
    let clean = check(&server).await;
    assert_eq!((only(&clean), clean.editions, clean.unanchored), (Vec::new(), 2, 0));

    let found = async |sql: &str, undo: &str, expected: fn(&Difference) -> bool| {
        alter(&server, sql).await;
        let report = check(&server).await;
        assert!(only(&report).into_iter().any(expected), "{sql}: {:?}", report.differences);
        alter(&server, undo).await;
        assert!(only(&check(&server).await).is_empty(), "not undone: {undo}");
    };
    found(
        "UPDATE edition_rows SET total = total + 1 WHERE place = 1",
        "UPDATE edition_rows SET total = total - 1 WHERE place = 1",
        |one| matches!(one, Difference::FrozenTotal { .. }),
    )
    .await;
    found(
        "UPDATE edition_rows SET branch_name = '甲村' WHERE branch_name = '第1村党支部'",
        "UPDATE edition_rows SET branch_name = '第1村党支部' WHERE branch_name = '甲村'",
        |one| matches!(one, Difference::EditionHash(_)),
    )
    .await;
    found(
        "UPDATE edition_rows SET head_seq = head_seq + 100 WHERE place = 2",
        "UPDATE edition_rows SET head_seq = head_seq - 100 WHERE place = 2",
        |one| matches!(one, Difference::Anchor { .. }),
    )
    .await;
    found(
        "UPDATE editions SET number = 7 WHERE number = 2",
        "UPDATE editions SET number = 2 WHERE number = 7",
        |one| matches!(one, Difference::EditionOrder { .. }),
    )
    .await;
}
