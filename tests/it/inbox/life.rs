//! Meetings and the quarterly audit.

use serde_json::{Value, json};

use super::{assert_told, inbox, told};
use crate::dues;
use crate::meetings::{closed, meeting, opened, planned, record, signed_in, start};
use crate::quarterly_audit;

/// S1-4: who is expected is called, hears of changes, and of its end; who is added or left out hears that.
#[tokio::test]
async fn meetings_called_changed_and_called_off() {
    let server = start(1, 4).await;
    let members = server.fixture.branches[0].members.clone();
    let later = json!({ "startsAt": "2024-03-08T14:30:00+08:00", "endsAt": "2024-03-08T16:00:00+08:00" });
    let id = planned(&server, later.clone()).await;
    for member in &members {
        assert_told(
            &server,
            member,
            &[("meeting.called", "请参加“3月支部党员大会”，2024年3月8日14:30，地点请看“会议”。")],
        )
        .await;
    }
    // Only its parts: nothing to tell.
    let path = format!("/meetings/{id}");
    let mut edited = meeting(&server, later);
    edited["parts"] = json!(["学习日"]);
    server.put(&path, &members[0], 1, edited.clone()).await.expect(200);
    assert_eq!(inbox(&server, &members[1]).await.len(), 1);
    edited["startsAt"] = json!("2024-03-08T15:00:00+08:00");
    edited["memberIds"] = json!([members[0].id.0, members[1].id.0]);
    server.put(&path, &members[0], 2, edited.clone()).await.expect(200);
    let changed = ("meeting.changed", "“3月支部党员大会”有变动，现为 2024年3月8日15:00，请看“会议”。");
    let off = ("meeting.cancelled", "“3月支部党员大会”已取消，您不必参加。");
    assert_told(&server, &members[1], &[changed]).await;
    assert_told(&server, &members[2], &[off]).await;
    edited["memberIds"] = json!([members[0].id.0, members[2].id.0]);
    server.put(&path, &members[0], 3, edited).await.expect(200);
    assert_told(&server, &members[1], &[changed, off]).await;
    assert_eq!(told(&server, &members[2], "meeting.called").await, 2);
    server.post(&format!("{path}/cancel"), &members[0], json!({ "reason": "大雪" })).await.expect(200);
    assert_told(&server, &members[2], &[off]).await;
    assert_eq!(told(&server, &members[1], "meeting.cancelled").await, 1, "who is not expected any more hears no more");
    // What is put on record afterwards calls nobody.
    let past = json!({ "startsAt": "2024-02-20T09:00:00+08:00", "endsAt": "2024-02-20T11:00:00+08:00" });
    planned(&server, past).await;
    assert_eq!(told(&server, &members[3], "meeting.called").await, 1);
}

/// S1-4, S2-4: leave, coming, absence and make-up study.
#[tokio::test]
async fn leave_absence_and_make_up() {
    let server = start(1, 6).await;
    let members = server.fixture.branches[0].members.clone();
    let (secretary, clerk) = (&members[0], server.fixture.clerk.clone());
    let id = opened(&server, json!({})).await;
    for (place, granted) in [(1, true), (2, false)] {
        let asked = server.post(&format!("/meetings/{id}/leave"), &members[place], json!({ "reason": "外出" })).await;
        let path = format!("/attendances/{}/leave-decision", asked.expect(201)["id"].as_str().unwrap());
        server.post(&path, secretary, json!({ "granted": granted })).await.expect(200);
    }
    signed_in(&server, &id, &members[3]).await;
    closed(&server, &id, secretary).await;
    closed(&server, &id, secretary).await;
    server.set_time("2024-03-04T01:00:00Z");
    for (place, confirmed) in [(4, true), (5, false)] {
        let record = record(&server, &id, &members[place]).await;
        let path = format!("/attendances/{}/make-up", record["id"].as_str().unwrap());
        let study = json!({ "what": "自学会议材料", "on": "2024-03-03" });
        server.post(&path, &members[place], study).await.expect(201);
        let decision = json!({ "confirmed": confirmed });
        server.post(&format!("{path}-decision"), &clerk, decision).await.expect(200);
    }
    let absent = ("absence.recorded", "“3月支部党员大会”记您缺席，请到“会议”补课。");
    assert_told(&server, &members[1], &[("leave.granted", "“3月支部党员大会”准您请假，会后请补课。")]).await;
    let refused = ("leave.refused", "“3月支部党员大会”的请假没有批准，请按时参加。");
    assert_told(&server, &members[2], &[refused, absent]).await;
    assert_told(&server, &members[3], &[("attendance.credited", "您参加了“3月支部党员大会”，记 2 分。")]).await;
    assert_told(&server, &members[4], &[absent, ("make_up.confirmed", "“3月支部党员大会”的补课已确认。")]).await;
    let refused = ("make_up.refused", "“3月支部党员大会”的补课没有确认，请到“会议”查看原因。");
    assert_told(&server, &members[5], &[absent, refused]).await;
    assert_eq!(told(&server, &members[5], "absence.recorded").await, 1, "closing again tells nothing again");
}

/// S2-4, S2-10: what was decided is told when it is signed, and not before: until then it may change.
#[tokio::test]
async fn audits_are_told_when_signed() {
    let server = dues::server().await;
    let members = server.fixture.branches[0].members.clone();
    let secretary = &members[0];
    server.set_time("2024-04-02T01:00:00Z");
    let audit = quarterly_audit::opened(&server).await;
    for (place, decision) in [(1, "deduct"), (2, "excuse"), (3, "note")] {
        let line = quarterly_audit::absence(&server, &audit, secretary, &members[place]).await;
        let decision = quarterly_audit::decision(&line, decision);
        server.post(&format!("{audit}/decisions"), &server.fixture.clerk, decision).await.expect(200);
        assert_eq!(inbox(&server, &members[place]).await, Vec::<Value>::new());
    }
    server.post(&format!("{audit}/signature"), secretary, quarterly_audit::meeting()).await.expect(200);
    let expected = [
        ("audit.deducted", "2024年第一季度审核后，您的积分有一笔扣减，请到“我的积分”查看。"),
        ("audit.excused", "2024年第一季度审核：您有一件事不扣分，详情可问支部。"),
        ("audit.noted", "2024年第一季度审核：您有一件事记录在案，详情可问支部。"),
    ];
    for (member, expected) in members[1..].iter().zip(expected) {
        assert_told(&server, member, &[expected]).await;
    }
    let entry = server.get("/me/ledger", &members[1]).await.expect(200)["items"][0]["id"].clone();
    assert_eq!(inbox(&server, &members[1]).await[0]["subject"], json!({ "kind": "entry", "id": entry }));
}
