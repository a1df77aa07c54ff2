//! Many at once.

use futures_util::future::{join, join_all};
use serde_json::{Value, json};
use xianfeng_api::verify::{Scope, verify};

use super::{closed, credited, opened, record, shown, start};

/// A finger that taps eight times signs in once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_member_signs_in_once() {
    let server = start(1, 2).await;
    let member = server.fixture.branches[0].members[1].clone();
    let id = opened(&server, json!({})).await;
    let (path, code) = (format!("/meetings/{id}/sign-in"), json!({ "code": shown(&server, &id) }));
    let answers = join_all((0..8).map(|_| server.post(&path, &member, code.clone()))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.refused("attendance.already_present");
    }
}

/// Ten closings at once, of the secretary and the township: everybody is paid once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn closing_at_once_pays_once() {
    let server = start(1, 30).await;
    let members = server.fixture.branches[0].members.clone();
    let clerk = server.fixture.clerk.clone();
    let id = opened(&server, json!({})).await;
    let present: Vec<_> = members.iter().skip(1).map(|member| member.id.0).collect();
    server.post(&format!("/meetings/{id}/attendance"), &members[0], json!({ "present": present })).await.expect(200);
    let path = format!("/meetings/{id}/close");
    let closings = (0..10).map(|index| {
        let by = if index % 2 == 0 { &members[0] } else { &clerk };
        server.post(&path, by, Value::Null)
    });
    for answer in join_all(closings).await {
        assert_eq!(answer.expect(200)["meeting"]["state"], "closed");
    }
    for member in members.iter().skip(1) {
        assert_eq!(credited(&server, member).await, [("branch_meeting".to_owned(), 200, 0)]);
    }
    let report = verify(&server.app, Scope { files: false }, &|_, _, _| {}).await.unwrap();
    assert_eq!(report.differences, []);
}

/// Signing in while the meeting closes: in time and paid, or too late and absent, never between.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_signs_in_at_the_closing_is_paid_or_absent() {
    let server = start(1, 13).await;
    let members = server.fixture.branches[0].members.clone();
    let id = opened(&server, json!({})).await;
    let (path, code) = (format!("/meetings/{id}/sign-in"), json!({ "code": shown(&server, &id) }));
    let sign_ins = members.iter().skip(1).map(|member| server.post(&path, member, code.clone()));
    let (answers, _) = join(join_all(sign_ins), closed(&server, &id, &members[0])).await;
    for (member, answer) in members.iter().skip(1).zip(answers) {
        let record = record(&server, &id, member).await;
        if answer.status == 201 {
            assert_eq!((&record["state"], &record["pointsState"]), (&json!("present"), &json!("credited")));
            assert_eq!(credited(&server, member).await.len(), 1);
        } else {
            answer.refused("meeting.wrong_state");
            assert_eq!(record["state"], "absent");
            assert_eq!(credited(&server, member).await, []);
        }
    }
}
