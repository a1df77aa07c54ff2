//! Absences: nothing is deducted before the quarterly audit, and make-up study takes them off its list (S2-4).

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AttendanceId, AuditId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::meetings::{self, Absence};
use xianfeng_tests::TestServer;

use super::{closed, credited, opened, record, signed_in, start};

async fn unsettled(server: &TestServer, branch: usize, period: &str) -> Vec<Absence> {
    let reach = Reach::under(server.fixture.branches[branch].path.clone());
    let period = period.parse().unwrap();
    let read = async |tx: &Tx| meetings::unsettled_absences(tx, &reach, period).await;
    server.app.database.read(read).await.unwrap()
}

async fn settle(server: &TestServer, attendance: AttendanceId) -> bool {
    let audit = AuditId(Uuid::now_v7());
    let write = async |tx: &Tx| meetings::mark_settled(tx, attendance, audit, server.clock.now()).await;
    server.app.database.transact("settle", write).await.unwrap()
}

fn make_up() -> Value {
    json!({ "what": "自学会议材料并交心得", "on": "2024-03-03" })
}

/// S2-4: an absence deducts nothing by itself; it waits for the branch's audit of the quarter.
#[tokio::test]
async fn absences_wait_for_the_audit() {
    let server = start(2, 5).await;
    let members = server.fixture.branches[0].members.clone();
    let open = opened(&server, json!({})).await;
    assert_eq!(unsettled(&server, 0, "2024-Q1").await, [], "nothing is final while the meeting is open");
    let roll = json!({
        "present": [members[0].id.0], "absent": [members[1].id.0],
        "leave": [{ "memberId": members[2].id.0, "reason": "外出务工" }]
    });
    server.post(&format!("/meetings/{open}/attendance"), &members[0], roll).await.expect(200);
    closed(&server, &open, &members[0]).await;
    let absences = unsettled(&server, 0, "2024-Q1").await;
    let mut absent: Vec<_> = absences.iter().map(|absence| absence.member).collect();
    absent.sort_unstable();
    let mut expected = [members[1].id, members[3].id, members[4].id];
    expected.sort_unstable();
    assert_eq!(absent, expected);
    let first = &absences[0];
    assert_eq!((first.title.as_str(), first.item.as_str()), ("3月支部党员大会", "absence"));
    assert_eq!((first.day.to_string().as_str(), first.make_up_asked), ("2024-03-01", false));
    assert_eq!(unsettled(&server, 1, "2024-Q1").await, []);
    assert_eq!(unsettled(&server, 0, "2024-Q2").await, []);
    assert_eq!(credited(&server, &members[1]).await, []);
    assert!(settle(&server, first.attendance).await);
    assert!(!settle(&server, first.attendance).await, "one audit settles it");
    assert_eq!(unsettled(&server, 0, "2024-Q1").await.len(), 2);
    let path = format!("/attendances/{}/make-up", first.attendance);
    let late = json!({ "what": "自学", "on": "2024-03-01" });
    server.post(&path, &members[0], late).await.refused("attendance.settled");
    // A meeting without an item for absence gives the audit nothing to decide.
    let plain = opened(&server, json!({ "absenceItem": null })).await;
    closed(&server, &plain, &members[0]).await;
    assert_eq!(unsettled(&server, 0, "2024-Q1").await.len(), 2);
}

/// Make-up study is brought forward by the member or the secretary and confirmed by another person.
#[tokio::test]
async fn make_up_study_takes_an_absence_off_the_list() {
    let server = start(2, 4).await;
    let members = server.fixture.branches[0].members.clone();
    let (secretary, clerk) = (&members[0], server.fixture.clerk.clone());
    let id = opened(&server, json!({ "makeUpPoints": 1 })).await;
    signed_in(&server, &id, &members[3]).await;
    closed(&server, &id, &clerk).await;
    let mut paths = Vec::new();
    for member in &members {
        paths.push(format!("/attendances/{}", record(&server, &id, member).await["id"].as_str().unwrap()));
    }
    server.set_time("2024-03-05T01:00:00Z");
    let (ask, decide) = (format!("{}/make-up", paths[1]), format!("{}/make-up-decision", paths[1]));
    let confirmed = json!({ "confirmed": true });
    server.post(&decide, secretary, confirmed.clone()).await.refused("attendance.nothing_asked");
    server.post(&ask, &members[2], make_up()).await.refused("attendance.not_found");
    server.post(&ask, &server.fixture.branches[1].members[0], make_up()).await.refused("attendance.not_found");
    let future = json!({ "what": "自学", "on": "2024-03-06" });
    server.post(&ask, &members[1], future).await.refused("attendance.bad_day");
    server.post(&ask, &members[1], make_up()).await.expect(201);
    assert!(unsettled(&server, 0, "2024").await.iter().any(|absence| absence.make_up_asked));
    server.post(&decide, &members[1], confirmed.clone()).await.refused("auth.forbidden");
    let refused = json!({ "confirmed": false, "answer": "请补交心得" });
    assert_eq!(server.post(&decide, secretary, refused).await.expect(200)["makeUpState"], "refused");
    server.post(&ask, secretary, make_up()).await.expect(201);
    let done = server.post(&decide, secretary, confirmed.clone()).await.expect(200);
    assert_eq!((&done["state"], &done["makeUpState"]), (&json!("made_up"), &json!("confirmed")));
    server.post(&decide, secretary, confirmed.clone()).await.refused("attendance.nothing_asked");
    assert_eq!(credited(&server, &members[1]).await, [("make_up_study".to_owned(), 100, 1)]);
    assert!(unsettled(&server, 0, "2024-Q1").await.iter().all(|absence| absence.member != members[1].id));
    // The secretary's own waits for another person; who came has nothing to make up for.
    server.post(&format!("{}/make-up", paths[0]), secretary, make_up()).await.expect(201);
    let own = format!("{}/make-up-decision", paths[0]);
    server.post(&own, secretary, confirmed.clone()).await.refused("attendance.own");
    server.post(&own, &clerk, confirmed).await.expect(200);
    server.post(&format!("{}/make-up", paths[3]), &members[3], make_up()).await.refused("attendance.wrong_state");
}
