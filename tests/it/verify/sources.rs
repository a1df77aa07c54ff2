//! `verify` compares the records of every flow with their entries (invariant 3).

use serde_json::json;
use xianfeng_api::verify::Difference;
use xianfeng_domain::ledger::SourceKind;
use xianfeng_tests::TestServer;

use super::{alter, check};
use crate::declarations::{declared, deed, registered};
use crate::{dues, meetings, posts};

/// Alters, expects the difference, and undoes it again.
async fn found(server: &TestServer, sql: &str, undo: &str, expected: fn(&Difference) -> bool) {
    alter(server, sql).await;
    let report = check(server).await;
    assert!(report.differences.iter().any(expected), "{sql}: {:?}", report.differences);
    alter(server, undo).await;
    assert_eq!(check(server).await.differences, [], "not undone: {undo}");
}

/// S2-3, S2-4, S4-5: what was registered, entered and paid in time has its entry, and nothing else has.
#[tokio::test]
async fn records_and_entries_answer_each_other() {
    let server = dues::server().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    server.set_time("2024-03-20T01:00:00Z");
    dues::recorded(&server, secretary, "2024-03", "2024-03-10", &[(1, Some("2024-03-05"))]).await.expect(200);
    let declaration = declared(&server, member, deed(json!({}))).await;
    registered(&server, secretary, &declaration).await;
    let direct = json!({ "memberIds": [member.id.0], "item": "fire_patrol", "doneOn": "2024-03-01", "what": "巡山" });
    server.post("/entries", secretary, direct).await.expect(201);
    let report = check(&server).await;
    assert_eq!((report.differences, report.entries), (Vec::new(), 3));

    found(
        &server,
        "UPDATE declarations SET points = points + 1",
        "UPDATE declarations SET points = points - 1",
        |difference| matches!(difference, Difference::WrittenOtherwise { source, .. } if source.kind == SourceKind::Declaration),
    )
    .await;
    found(
        &server,
        "UPDATE declarations SET state = 'open' WHERE state = 'registered'",
        "UPDATE declarations SET state = 'registered' WHERE state = 'open'",
        |difference| matches!(difference, Difference::Unfounded { source, .. } if source.kind == SourceKind::Declaration),
    )
    .await;
    found(
        &server,
        "UPDATE direct_entries SET item_code = 'hazard_check'",
        "UPDATE direct_entries SET item_code = 'fire_patrol'",
        |difference| matches!(difference, Difference::WrittenOtherwise { source, .. } if source.kind == SourceKind::Direct),
    )
    .await;
    found(
        &server,
        "UPDATE dues SET credits = credits + 1",
        "UPDATE dues SET credits = credits - 1",
        |difference| matches!(difference, Difference::Unwritten(source) if source.kind == SourceKind::Dues),
    )
    .await;
    alter(&server, "DELETE FROM direct_entries").await;
    let lines: Vec<_> = check(&server).await.differences.iter().map(ToString::to_string).collect();
    assert!(lines.len() == 1 && lines[0].contains("direct"), "{lines:?}");
}

/// S2-2: a zone that was kept for the quarter has its points, and one that was not has none.
#[tokio::test]
async fn a_kept_zone_has_its_entry() {
    let server = posts::world(1, 3).await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let zone = posts::zone(&server, &branch).await;
    let held = posts::held(&server, secretary, &zone, member, "2024-01-01").await;
    server.set_time("2024-04-03T01:00:00Z");
    for period in ["2024-01", "2024-02", "2024-03"] {
        posts::checked(&server, secretary, &held, period, json!({})).await;
    }
    assert_eq!(check(&server).await.differences, []);
    found(
        &server,
        "UPDATE post_checks SET kept = FALSE WHERE period = '2024-02'",
        "UPDATE post_checks SET kept = TRUE WHERE period = '2024-02'",
        |difference| matches!(difference, Difference::Unfounded { source, .. } if source.kind == SourceKind::PostCheck),
    )
    .await;
}

/// S1-4: who came to a closed meeting is credited, and nobody else is.
#[tokio::test]
async fn a_credited_attendance_has_its_entry() {
    let server = meetings::start(1, 3).await;
    let members = server.fixture.branches[0].members.clone();
    let id = meetings::opened(&server, json!({})).await;
    let present = json!({ "present": [members[1].id.0] });
    server.post(&format!("/meetings/{id}/attendance"), &members[0], present).await.expect(200);
    meetings::closed(&server, &id, &members[0]).await;
    assert_eq!(check(&server).await.differences, []);
    found(
        &server,
        "UPDATE attendances SET credit = 'none' WHERE credit = 'credited'",
        "UPDATE attendances SET credit = 'credited' WHERE state = 'present'",
        |difference| matches!(difference, Difference::Unfounded { source, .. } if source.kind == SourceKind::Attendance),
    )
    .await;
    found(
        &server,
        "UPDATE attendances SET credit = 'credited' WHERE state = 'absent'",
        "UPDATE attendances SET credit = 'none' WHERE state = 'absent'",
        |difference| matches!(difference, Difference::Unwritten(source) if source.kind == SourceKind::Attendance),
    )
    .await;
}
