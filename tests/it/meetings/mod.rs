//! Meetings of organisation life over HTTP: S1-4, S2-3, S2-4, S3-6, S4-5.

mod absences;
mod closing;
mod leave;
mod minutes;
mod plans;
mod races;
mod reading;
mod remote;
mod sign_in;
mod statements;

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_api::meetings::code;
use xianfeng_domain::ids::{MeetingId, RuleBookId};
use xianfeng_domain::ledger;
use xianfeng_domain::meetings::accepted_steps;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::ledger as rows;
use xianfeng_infra::rulebooks::{self, Adopted};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{self, FixtureMember};

/// Items that S1-4 and S4-5 score, beside those of Chishiqiao.
const ITEMS: &str = r#"[[items]]
code = "committee_meeting"
name = "参加支委会"
aspect = "组织生活"
kind = "addition"
points = "3"
unit = "次"

[[items]]
code = "branch_meeting"
name = "参加支部党员大会"
aspect = "组织生活"
kind = "addition"
points = "2"
unit = "次"

[[items]]
code = "make_up_study"
name = "补课"
aspect = "组织生活"
kind = "addition"
points = { min = "0.5", max = "1" }
unit = "次"

[[grades]]"#;

/// Adopts a book that scores meetings.
pub(super) async fn adopt(server: &TestServer) {
    let adopted = Adopted {
        id: RuleBookId(Uuid::now_v7()),
        owner: server.fixture.township,
        version: 2,
        effective_from: "2024-01-01".parse().unwrap(),
        meeting: "乡党委会议".to_owned(),
        document: fixture::opened(&rulebooks::CHISHIQIAO.replacen("[[grades]]", ITEMS, 1)),
    };
    let adopt = async |tx: &Tx| rulebooks::adopt(tx, &adopted, server.clock.now()).await;
    server.app.database.transact("adopt", adopt).await.unwrap();
}

/// A server whose book scores meetings, with one branch or more.
pub(super) async fn start(branches: usize, members: usize) -> TestServer {
    let server = TestServer::start_with(branches, members, &[]).await;
    adopt(&server).await;
    server
}

/// A meeting of the first branch that starts now, with more fields.
pub(super) fn meeting(server: &TestServer, more: Value) -> Value {
    let mut meeting = json!({
        "organizationId": server.fixture.branches[0].id.0, "kind": "branch_meeting", "title": "3月支部党员大会",
        "place": "村党群服务中心", "startsAt": "2024-03-01T09:00:00+08:00", "endsAt": "2024-03-01T11:00:00+08:00",
        "attendanceItem": "branch_meeting", "absenceItem": "absence", "makeUpItem": "make_up_study"
    });
    meeting.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    meeting
}

/// Plans a meeting of the first branch; answers its id.
pub(super) async fn planned(server: &TestServer, more: Value) -> String {
    let secretary = &server.fixture.branches[0].members[0];
    let planned = server.post("/meetings", secretary, meeting(server, more)).await.expect(201);
    planned["id"].as_str().unwrap().to_owned()
}

/// Plans and opens a meeting of the first branch; answers its id.
pub(super) async fn opened(server: &TestServer, more: Value) -> String {
    let id = planned(server, more).await;
    let secretary = &server.fixture.branches[0].members[0];
    server.post(&format!("/meetings/{id}/open"), secretary, Value::Null).await.expect(200);
    id
}

/// The code that is shown now.
pub(super) fn shown(server: &TestServer, meeting: &str) -> String {
    let [step, _] = accepted_steps(server.clock.now());
    code(&server.app.vault, MeetingId(meeting.parse().unwrap()), step)
}

/// Signs a member in with the code that is shown.
pub(super) async fn signed_in(server: &TestServer, meeting: &str, by: &FixtureMember) -> Value {
    let code = json!({ "code": shown(server, meeting) });
    server.post(&format!("/meetings/{meeting}/sign-in"), by, code).await.expect(201)
}

/// Closes a meeting.
pub(super) async fn closed(server: &TestServer, meeting: &str, by: &FixtureMember) -> Value {
    server.post(&format!("/meetings/{meeting}/close"), by, Value::Null).await.expect(200)
}

/// The record of a member of the first branch, as the secretary reads it.
pub(super) async fn record(server: &TestServer, meeting: &str, member: &FixtureMember) -> Value {
    let secretary = &server.fixture.branches[0].members[0];
    let list = server.get(&format!("/meetings/{meeting}/attendance?limit=100"), secretary).await.expect(200);
    let items = list["items"].as_array().unwrap().clone();
    items.into_iter().find(|item| item["memberId"] == json!(member.id.0)).unwrap_or_default()
}

/// What the ledger holds for a member: item, hundredths and line of each entry. The chain and the
/// totals are sound.
pub(super) async fn credited(server: &TestServer, member: &FixtureMember) -> Vec<(String, i64, u32)> {
    let read = async |tx: &Tx| -> StoreResult<_> {
        let chain = rows::chain(tx, member.id).await?;
        ledger::verify(&chain).expect("the chain holds");
        assert_eq!(rows::stored_totals(tx, member.id).await?, rows::expected_totals(&chain));
        Ok(chain)
    };
    let chain = server.app.database.read(read).await.unwrap();
    let told = chain
        .into_iter()
        .map(|entry| (entry.draft.item.unwrap_or_default(), entry.draft.points.hundredths(), entry.draft.source.line));
    told.collect()
}
