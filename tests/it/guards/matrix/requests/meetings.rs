//! Requests about meetings of branch A.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureBranch;

use super::{Ask, at, query, send};
use crate::guards::matrix::scene::{Scene, id};

/// A meeting of branch A that is planned, and the owner's absence from one that is closed.
pub(in crate::guards::matrix) struct Meetings {
    planned: Uuid,
    absence: Uuid,
}

fn meeting(branch: &FixtureBranch) -> Value {
    json!({
        "organizationId": branch.id.0, "kind": "branch_meeting", "title": "3月支部党员大会",
        "startsAt": "2024-03-01T08:00:00+08:00", "endsAt": "2024-03-01T10:00:00+08:00"
    })
}

impl Meetings {
    pub(in crate::guards::matrix) async fn set(server: &TestServer, branch: &FixtureBranch) -> Self {
        let (secretary, owner) = (&branch.members[0], &branch.members[1]);
        let plan = || async { id(&server.post("/meetings", secretary, meeting(branch)).await.expect(201)["id"]) };
        let (planned, held) = (plan().await, plan().await);
        for step in ["open", "close"] {
            server.post(&format!("/meetings/{held}/{step}"), secretary, Value::Null).await.expect(200);
        }
        let absence = id(&server.get(&format!("/meetings/{held}"), owner).await.expect(200)["own"]["id"]);
        Self { planned, absence }
    }

    /// The one that is planned.
    pub(super) fn planned(&self) -> Uuid {
        self.planned
    }
}

pub(super) fn ask(scene: &Scene, operation: &str, caller: usize) -> Option<Ask> {
    let branch = &scene.branch;
    let Meetings { planned, absence } = scene.meetings;
    Some(match operation {
        "listMyMeetings" => Ask::default(),
        "listMeetings" => query(format!("?organizationId={}", branch.id)),
        "listAttendanceRates" => query(format!("?organizationId={}&period=2024-Q1", branch.id)),
        "createMeeting" => send(meeting(branch)),
        "editMeeting" => at(planned).with(meeting(branch)),
        "getMeeting" | "openMeeting" | "closeMeeting" | "confirmAttendance" | "getSignInCode" | "listAttendance" => {
            at(planned)
        }
        "cancelMeeting" => at(planned).with(json!({ "reason": "大雪封山" })),
        "signInToMeeting" => at(planned).with(json!({ "code": "AAAAAA" })),
        "askForLeave" => at(planned).with(json!({ "reason": "外出务工" })),
        "callRoll" => at(planned).with(json!({ "present": [scene.victim(caller).id.0] })),
        "decideLeaveRequest" => at(absence).with(json!({ "granted": true })),
        "reportMakeUp" => at(absence).with(json!({ "what": "自学会议材料", "on": "2024-03-01" })),
        "decideMakeUpStudy" => at(absence).with(json!({ "confirmed": false })),
        _ => return None,
    })
}
