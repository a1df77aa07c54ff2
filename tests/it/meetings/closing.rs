//! Closing: attendance is final, points are written once, nobody credits themselves.

use serde_json::{Value, json};
use xianfeng_api::auth::{Act, Caller};
use xianfeng_domain::access::{Reach, Role};
use xianfeng_domain::ids::MeetingId;
use xianfeng_domain::time::day_of;
use xianfeng_infra::accounts;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_tests::TestServer;

use super::{closed, credited, opened, record, signed_in, start};

fn came(item: &str, hundredths: i64) -> Vec<(String, i64, u32)> {
    vec![(item.to_owned(), hundredths, 0)]
}

/// S1-4: the committee meeting gives 3, the branch meeting 2. The entry names who signed in and who
/// closed; the secretary's own points wait for another person.
#[tokio::test]
async fn a_committee_meeting_gives_three_and_a_branch_meeting_two() {
    let server = start(1, 5).await;
    let members = server.fixture.branches[0].members.clone();
    let [secretary, member, reviewer] = [0, 1, 2].map(|index| members[index].clone());
    let grant = async |tx: &Tx| -> StoreResult<()> {
        let branch = server.fixture.branches[0].id;
        accounts::grant_role(tx, reviewer.person, Role::Reviewer, branch, None, server.clock.now()).await?;
        Ok(())
    };
    server.app.database.transact("grant", grant).await.unwrap();
    let branch = opened(&server, json!({})).await;
    for present in [&secretary, &member] {
        signed_in(&server, &branch, present).await;
    }
    let done = closed(&server, &branch, &secretary).await;
    assert_eq!(done["meeting"]["state"], "closed");
    assert_eq!((&done["counts"]["pointsDue"], &done["counts"]["pointsWaiting"]), (&json!(0), &json!(1)));
    assert_eq!(credited(&server, &member).await, came("branch_meeting", 200));
    assert_eq!(credited(&server, &secretary).await, []);
    let entry = server.get("/me/ledger", &member).await.expect(200)["items"][0].clone();
    assert_eq!((&entry["source"], &entry["what"]), (&json!("attendance"), &json!("参加3月支部党员大会")));
    assert_eq!((&entry["recordedBy"], &entry["approvedBy"]), (&json!(member.name), &json!(secretary.name)));

    let confirmations = format!("/meetings/{branch}/confirmations");
    server.post(&confirmations, &secretary, Value::Null).await.refused("attendance.own");
    server.post(&confirmations, &member, Value::Null).await.refused("auth.forbidden");
    server.post(&confirmations, &reviewer, Value::Null).await.expect(200);
    server.post(&confirmations, &reviewer, Value::Null).await.refused("attendance.nothing_asked");
    assert_eq!(credited(&server, &secretary).await, came("branch_meeting", 200));
    assert_eq!(record(&server, &branch, &secretary).await["pointsState"], "credited");

    let named = json!({
        "kind": "committee_meeting", "attendanceItem": "committee_meeting", "memberIds": [member.id.0, reviewer.id.0]
    });
    let committee = opened(&server, named).await;
    signed_in(&server, &committee, &reviewer).await;
    closed(&server, &committee, &server.fixture.clerk.clone()).await;
    assert_eq!(credited(&server, &reviewer).await, came("committee_meeting", 300));
}

/// Points inside the item's range only; items that may be entered by attendance and no others.
#[tokio::test]
async fn a_plan_follows_the_rule_book() {
    let server = start(1, 2).await;
    let secretary = server.fixture.branches[0].members[0].clone();
    let faulty = super::meeting(
        &server,
        json!({
            "attendancePoints": 3, "absenceItem": "branch_meeting", "makeUpItem": "unheard_of",
            "endsAt": "2024-03-01T08:00:00+08:00", "parts": ["学习日\n生活日"]
        }),
    );
    let told = server.post("/meetings", &secretary, faulty.clone()).await.refused("request.invalid");
    assert_eq!(told["errors"][0]["pointer"], "/parts/0");
    let mut faulty = faulty;
    faulty["parts"] = json!(["学习日", "生活日", "议事日", "走访日", "服务日"]);
    let told = server.post("/meetings", &secretary, faulty).await.refused("request.invalid");
    let pointers: Vec<_> = told["errors"].as_array().unwrap().iter().map(|fault| fault["pointer"].clone()).collect();
    assert_eq!(json!(pointers), json!(["/endsAt", "/attendancePoints", "/makeUpItem", "/absenceItem"]));
}

/// What is planned changes by If-Match until it opens, and a cancelled meeting makes nobody absent.
#[tokio::test]
async fn plans_change_until_they_open() {
    let server = start(1, 2).await;
    let secretary = server.fixture.branches[0].members[0].clone();
    let id = super::planned(
        &server,
        json!({ "startsAt": "2024-03-02T09:00:00+08:00",
        "endsAt": "2024-03-02T11:00:00+08:00" }),
    )
    .await;
    server.post(&format!("/meetings/{id}/open"), &secretary, Value::Null).await.refused("meeting.too_early");
    let path = format!("/meetings/{id}");
    let changed = super::meeting(&server, json!({ "title": "改到今天", "parts": ["学习日", "议事日"] }));
    let now = server.put(&path, &secretary, 1, changed.clone()).await.expect(200);
    assert_eq!((&now["version"], &now["parts"]), (&json!(2), &json!(["学习日", "议事日"])));
    let stale = server.put(&path, &secretary, 1, changed.clone()).await.refused("version.stale");
    assert_eq!(stale["currentVersion"], 2);
    let mut moved = changed.clone();
    moved["organizationId"] = json!(server.fixture.township.0);
    server.put(&path, &secretary, 2, moved).await.refused("request.invalid");
    server.post(&format!("{path}/close"), &secretary, Value::Null).await.refused("meeting.wrong_state");
    server.post(&format!("{path}/open"), &secretary, Value::Null).await.expect(200);
    server.put(&path, &secretary, 3, changed).await.refused("meeting.wrong_state");
    let off = server.post(&format!("{path}/cancel"), &secretary, json!({ "reason": "大雪封山" })).await.expect(200);
    assert_eq!((&off["state"], &off["endReason"]), (&json!("cancelled"), &json!("大雪封山")));
    server.post(&format!("{path}/close"), &secretary, Value::Null).await.refused("meeting.wrong_state");
    assert_eq!(record(&server, &id, &server.fixture.branches[0].members[1]).await["state"], "expected");
}

/// Sixty members in batches; a closing that a crash cut short after the first is finished by asking
/// again, and by asking once more nothing is paid twice.
#[tokio::test]
async fn a_closing_that_was_cut_short_is_finished_by_asking_again() {
    let server = start(1, 61).await;
    let branch = server.fixture.branches[0].clone();
    let secretary = branch.members[0].clone();
    let id = opened(&server, json!({})).await;
    let all: Vec<_> = branch.members.iter().map(|member| member.id.0).collect();
    server.post(&format!("/meetings/{id}/attendance"), &secretary, json!({ "present": all })).await.expect(200);
    first_batch_only(&server, &id).await;
    let paid = |counts: &Value| (counts["pointsDue"].clone(), counts["pointsWaiting"].clone());
    let half = server.get(&format!("/meetings/{id}"), &secretary).await.expect(200);
    assert_eq!(half["meeting"]["state"], "closed");
    assert!(half["counts"]["pointsDue"].as_i64().unwrap() >= 35, "{half}");
    let done = closed(&server, &id, &secretary).await;
    assert_eq!(paid(&done["counts"]), (json!(0), json!(1)));
    assert_eq!(paid(&closed(&server, &id, &secretary).await["counts"]), (json!(0), json!(1)));
    for member in branch.members.iter().skip(1) {
        assert_eq!(credited(&server, member).await, came("branch_meeting", 200));
    }
    assert_eq!(credited(&server, &secretary).await, []);
}

/// What a process does before it dies in the middle of a closing.
async fn first_batch_only(server: &TestServer, id: &str) {
    let branch = &server.fixture.branches[0];
    let secretary = &branch.members[0];
    let id = MeetingId(id.parse().unwrap());
    let now = server.clock.now();
    let half = async |tx: &Tx| -> Result<(), xianfeng_api::Failure> {
        let caller = Caller::load(tx, secretary.account, day_of(now)).await?.unwrap();
        let act = Act { caller, now, meta: None };
        let reach = Reach::under(branch.path.clone());
        let meeting = xianfeng_api::meetings::close(tx, &act, &reach, id).await?;
        assert_eq!(xianfeng_api::meetings::pay(tx, &act, &meeting, secretary.person).await?, 25);
        Ok(())
    };
    server.app.database.transact("half", half).await.unwrap();
}
