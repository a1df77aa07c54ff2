//! Leave: asked by the member, decided by the secretary.

use serde_json::{Value, json};
use xianfeng_domain::members::Leaving;
use xianfeng_infra::db::Tx;
use xianfeng_infra::members;

use super::{closed, opened, planned, record, signed_in, start};

fn decision(granted: bool) -> Value {
    json!({ "granted": granted, "answer": "注意身体" })
}

#[tokio::test]
async fn leave_is_asked_beforehand_and_decided_by_another() {
    let server = start(2, 6).await;
    let members = server.fixture.branches[0].members.clone();
    let (secretary, clerk) = (&members[0], server.fixture.clerk.clone());
    let id = planned(&server, json!({})).await;
    let leave = format!("/meetings/{id}/leave");
    let mut asked = Vec::new();
    for member in &members[..5] {
        let reason = json!({ "reason": "住院治疗" });
        let record = server.post(&leave, member, reason.clone()).await.expect(201);
        assert_eq!((&record["state"], &record["leaveState"]), (&json!("expected"), &json!("asked")));
        asked.push(format!("/attendances/{}/leave-decision", record["id"].as_str().unwrap()));
        server.post(&leave, member, reason).await.refused("attendance.leave_asked");
    }
    let stranger = &server.fixture.branches[1].members[0];
    server.post(&leave, stranger, json!({ "reason": "外出" })).await.refused("meeting.not_found");
    server.post(&asked[1], stranger, decision(true)).await.refused("attendance.not_found");
    server.post(&asked[1], &members[2], decision(true)).await.refused("auth.forbidden");
    server.post(&asked[0], secretary, decision(true)).await.refused("attendance.own");
    server.post(&asked[0], &clerk, decision(true)).await.expect(200);
    let granted = server.post(&asked[1], secretary, decision(true)).await.expect(200);
    assert_eq!((&granted["state"], &granted["leaveAnswer"]), (&json!("excused"), &json!("注意身体")));
    server.post(&asked[1], secretary, decision(false)).await.refused("attendance.nothing_asked");
    server.post(&asked[2], secretary, decision(false)).await.expect(200);

    server.post(&format!("/meetings/{id}/open"), secretary, Value::Null).await.expect(200);
    // Who has leave and comes all the same is present.
    signed_in(&server, &id, &members[0]).await;
    let done = closed(&server, &id, &clerk).await;
    let told = ["expected", "present", "excused", "absent", "leaveAsked"].map(|name| done["counts"][name].clone());
    assert_eq!(json!(told), json!([6, 1, 1, 4, 2]));
    // Asked in time, answered late: still no absence without leave.
    server.post(&asked[3], secretary, decision(true)).await.expect(200);
    server.post(&asked[4], secretary, decision(false)).await.expect(200);
    let states = [1, 2, 3, 4, 5].map(|index| members[index].clone());
    let mut found = Vec::new();
    for member in &states {
        found.push(record(&server, &id, member).await["state"].clone());
    }
    assert_eq!(json!(found), json!(["excused", "absent", "excused", "absent", "absent"]));
    server.post(&leave, &members[5], json!({ "reason": "忘了" })).await.refused("meeting.wrong_state");
}

/// A reason for leave is often an illness: members who register for the branch read it, others not.
#[tokio::test]
async fn the_reason_is_for_those_concerned() {
    let server = start(1, 3).await;
    let members = server.fixture.branches[0].members.clone();
    let id = opened(&server, json!({})).await;
    let reason = json!({ "reason": "住院治疗" });
    let own = server.post(&format!("/meetings/{id}/leave"), &members[1], reason).await.expect(201);
    assert_eq!(own["leaveReason"], "住院治疗");
    assert_eq!(record(&server, &id, &members[1]).await["leaveReason"], "住院治疗");
    let mine = server.get("/me/meetings", &members[2]).await.expect(200);
    assert!(!mine.to_string().contains("住院治疗"));
    let grant = async |tx: &xianfeng_infra::db::Tx| {
        let (person, role) = (members[2].person, xianfeng_domain::access::Role::Reviewer);
        let branch = server.fixture.branches[0].id;
        xianfeng_infra::accounts::grant_role(tx, person, role, branch, None, server.clock.now()).await
    };
    server.app.database.transact("grant", grant).await.unwrap();
    let list = server.get(&format!("/meetings/{id}/attendance"), &members[2]).await.expect(200);
    assert!(list.to_string().contains("asked") && !list.to_string().contains("住院治疗"));
}

/// Who left and came back as somebody with a role is still the person whose leave and study it was.
#[tokio::test]
async fn nobody_decides_on_what_they_asked_in_a_membership_that_is_over() {
    let server = start(1, 4).await;
    let (secretary, clerk) = (&server.fixture.branches[0].members[0].clone(), server.fixture.clerk.clone());
    let first = opened(&server, json!({ "makeUpPoints": 1 })).await;
    let leave = json!({ "reason": "外出务工" });
    server.post(&format!("/meetings/{first}/leave"), secretary, leave).await.expect(201);
    closed(&server, &first, &clerk).await;
    let asked = format!("/attendances/{}", record(&server, &first, secretary).await["id"].as_str().unwrap());
    let second = opened(&server, json!({ "makeUpPoints": 1 })).await;
    closed(&server, &second, &clerk).await;
    let missed = format!("/attendances/{}", record(&server, &second, secretary).await["id"].as_str().unwrap());
    let study = json!({ "what": "自学会议材料并交心得", "on": "2024-03-01" });
    server.post(&format!("{missed}/make-up"), secretary, study).await.expect(201);
    let leave = async |tx: &Tx| {
        let (day, now) = ("2024-03-01".parse().unwrap(), server.clock.now());
        members::leave(tx, secretary.id, day, Leaving::TransferredOut, "转出", now).await
    };
    server.app.database.transact("leave", leave).await.unwrap();
    let granted = json!({ "granted": true });
    server.post(&format!("{asked}/leave-decision"), secretary, granted.clone()).await.refused("attendance.own");
    let confirmed = json!({ "confirmed": true });
    server.post(&format!("{missed}/make-up-decision"), secretary, confirmed.clone()).await.refused("attendance.own");
    server.post(&format!("{asked}/leave-decision"), &clerk, granted).await.expect(200);
    server.post(&format!("{missed}/make-up-decision"), &clerk, confirmed).await.expect(200);
}
