//! Requests about meetings of branch A.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureBranch, FixtureMember};

use super::{Ask, at, query, send};
use crate::guards::matrix::scene::{Scene, id};

/// A meeting of branch A that is planned, the owner's absence from one that is closed, one with a draft of its minutes,
/// one with confirmed minutes, and a grid.
pub(in crate::guards::matrix) struct Meetings {
    planned: Uuid,
    absence: Uuid,
    drafted: Uuid,
    confirmed: Uuid,
    grid: Uuid,
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
        let minutes = async || {
            let held = plan().await;
            let chair = &branch.members[2];
            let path = format!("/meetings/{held}");
            server.post(&format!("{path}/open"), secretary, Value::Null).await.expect(200);
            let here = json!({ "present": [chair.id.0, branch.members[4].id.0] });
            server.post(&format!("{path}/attendance"), secretary, here).await.expect(200);
            server.post(&format!("{path}/close"), secretary, Value::Null).await.expect(200);
            server.post(&format!("{path}/minutes"), secretary, new_minutes(chair)).await.expect(201);
            held
        };
        let (drafted, confirmed) = (minutes().await, minutes().await);
        let confirmation = format!("/meetings/{confirmed}/minutes/confirmation");
        server.post(&confirmation, &branch.members[2], json!({ "version": 1 })).await.expect(200);
        let grid = json!({ "organizationId": branch.id.0, "name": "会议网格" });
        let grid = id(&server.post("/grids", secretary, grid).await.expect(201)["id"]);
        Self { planned, absence, drafted, confirmed, grid }
    }

    /// The one that is planned.
    pub(super) fn planned(&self) -> Uuid {
        self.planned
    }
}

fn new_minutes(chair: &FixtureMember) -> Value {
    json!({ "text": "学习条例", "chairMemberId": chair.id.0 })
}

pub(super) fn ask(scene: &Scene, operation: &str, caller: usize) -> Option<Ask> {
    let branch = &scene.branch;
    let Meetings { planned, absence, drafted, confirmed, grid } = scene.meetings;
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
        "showHome" => Ask::default(),
        "showCalendar" => query(format!("?organizationId={}&month=2024-03", branch.id)),
        "planMeetingSeries" => send(json!({
            "organizationId": branch.id.0, "kind": "party_day", "title": "主题党日", "year": 2024, "day": 5,
            "time": "09:00", "minutes": 120
        })),
        "signInRemotely" => at(planned).with(json!({ "code": "AAAAAA" })),
        "getAgenda" | "getMaterials" | "listStatements" => at(planned),
        "setAgenda" => at(planned).with(json!({ "items": [{ "title": "学习" }] })),
        "setMaterials" => at(planned).with(json!({})),
        "putStatement" => at(planned).with(json!({ "gridId": grid, "text": "走访61户" })),
        "getMinutes" | "printMinutes" => at(confirmed),
        // In the chair was nobody who asks.
        "writeMinutes" | "rewriteMinutes" => at(drafted).with(new_minutes(&branch.members[4])),
        "addToMinutes" => at(confirmed).with(json!({ "text": "更正" })),
        "confirmMinutes" => at(drafted).with(json!({ "version": 1 })),
        "showStatistics" | "exportStatistics" => query(format!("?organizationId={}", branch.id)),
        "showPublicStatistics" | "showStatisticsBoard" => at(branch.id.0),
        _ => return None,
    })
}
