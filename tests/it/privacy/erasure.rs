//! Erasing who belongs to no branch any more (article 47): the identity goes, the ledger stays and adds up.

use sea_orm::{ConnectionTrait, Database as Raw};
use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::run;
use crate::declarations::{assert_clean, declared, deed, registered};
use crate::files_api::{photo, upload};
use crate::objections::{Notice, posted, unsettled};

async fn sql(server: &TestServer, sql: &str) -> u64 {
    let raw = Raw::connect(server.storage.database_url()).await.unwrap();
    let done = raw.execute_unprepared(sql).await.unwrap();
    raw.close().await.unwrap();
    done.rows_affected()
}

/// How many rows of a table say so.
async fn count(server: &TestServer, table: &str, condition: &str) -> i64 {
    let raw = Raw::connect(server.storage.database_url()).await.unwrap();
    let sql = format!("SELECT count(*) FROM {table} WHERE {condition}");
    let row = raw.query_one_raw(sea_orm::Statement::from_string(raw.get_database_backend(), sql)).await.unwrap();
    let count = row.unwrap().try_get_by_index(0).unwrap();
    raw.close().await.unwrap();
    count
}

/// A member with a registered deed, a task with a photo and a posted quarter, who then leaves.
async fn left() -> (TestServer, FixtureMember, Notice) {
    let server = unsettled().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (branch.members[0].clone(), branch.members[1].clone());
    let words = json!({ "what": "给张奶奶送药", "place": "张家沟", "quantity": 2, "unit": "次" });
    let declaration = declared(&server, &member, deed(words)).await;
    registered(&server, &secretary, &declaration).await;
    let task = crate::tasks::published(&server, json!({})).await;
    let claim = crate::tasks::claimed(&server, &task, &member).await;
    let file = upload(&server, &member, photo(1)).await.expect(201)["id"].clone();
    let report = json!({ "report": "陪李大爷看病", "deedOn": "2024-03-01", "photoIds": [file] });
    server.post(&format!("/claims/{claim}/submit"), &member, report).await.expect(200);
    server.post(&format!("/claims/{claim}/approve"), &secretary, json!({})).await.expect(200);
    let leave = json!({ "how": "deceased", "leftOn": "2024-03-01", "reason": "病故" });
    server.post(&format!("/members/{}/leave", member.id.0), &secretary, leave).await.expect(200);
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    (server, member, notice)
}

async fn erase(server: &TestServer, member: &FixtureMember) -> Value {
    let path = format!("/members/{}/erasure", member.id.0);
    server.post(&path, &server.fixture.clerk, json!({ "reason": "家属书面申请" })).await.expect(201)
}

/// The identity at once, what proves points when the quarter is final; the chain, the totals and the
/// edition are what they were.
#[tokio::test]
async fn the_identity_goes_and_the_ledger_stays() {
    let (server, member, notice) = left().await;
    let clerk = server.fixture.clerk.clone();
    let total = async || {
        let ledger = server.get(&format!("/ledger?memberId={}", member.id.0), &clerk).await.expect(200);
        let entries = ledger["items"].as_array().unwrap().clone();
        entries.into_iter().map(|entry| (entry["id"].clone(), entry["points"].clone())).collect::<Vec<_>>()
    };
    let before = total().await;
    assert_eq!(before.len(), 2);
    assert_eq!(erase(&server, &member).await["kind"], "erasure");
    assert_eq!(run(&server).await, 1);

    let gone = server.get(&format!("/members/{}", member.id.0), &clerk).await.expect(200);
    assert_eq!(gone["name"], "已注销1");
    for field in ["sex", "birth", "phone"] {
        assert_eq!(gone[field], json!(null), "{field}");
    }
    // The quarter is not final: an objection can still ask for the proof.
    assert_eq!(count(&server, "declarations", "what = '给张奶奶送药'").await, 1);
    assert_eq!(count(&server, "files", "claim_id IS NOT NULL").await, 1);
    assert_eq!(run(&server).await, 0, "tomorrow again");

    server.set_time("2024-06-01T01:00:00Z");
    let finish = json!({ "reason": "公示期满，乡党委确认" });
    server.post(&format!("/closings/{}/finalization", notice.closing), &clerk, finish).await.expect(200);
    assert_eq!(run(&server).await, 1);
    assert_eq!(run(&server).await, 0);
    for (table, condition) in [
        ("declarations", "what = '给张奶奶送药' OR place IS NOT NULL"),
        ("claims", "report IS NOT NULL"),
        ("files", "claim_id IS NOT NULL"),
        ("ledger_notes", "what IS NOT NULL OR reason IS NOT NULL"),
        ("members", "left_reason IS NOT NULL"),
        ("closures", "state <> 'done' OR reason IS NOT NULL"),
    ] {
        assert_eq!(count(&server, table, condition).await, 0, "{table}: {condition}");
    }
    assert_eq!(total().await, before, "every entry stands");
    assert_clean(&server).await;
    let log = server.get("/audit?limit=100", &clerk).await.expect(200).to_string();
    assert!(log.contains("privacy.closed") && !log.contains("家属书面申请"));
    // The edition reads with what the roster says today.
    let rows = server.get(&format!("/editions/{}/rows", notice.edition), &clerk).await.expect(200).to_string();
    assert!(rows.contains("已注销1") && !rows.contains(&format!("\"{}\"", member.name)), "{rows}");
}

/// A crash in the middle: whoever comes next finishes, under the same number.
#[tokio::test]
async fn what_was_interrupted_is_finished() {
    let (server, member, _) = left().await;
    erase(&server, &member).await;
    // As a process leaves it that is killed after its first steps.
    assert_eq!(sql(&server, "UPDATE closures SET state = 'working', number = 7").await, 1);
    assert_eq!(sql(&server, "UPDATE persons SET phone_cipher = NULL, phone_hash = NULL").await, 9);
    // Nobody waits for a period that is never made final for longer than this.
    server.set_time("2025-06-01T01:00:00Z");
    assert_eq!(run(&server).await, 1);
    assert_eq!(count(&server, "persons", "name = '已注销7'").await, 1);
    assert_eq!(count(&server, "closures", "state = 'done'").await, 1);
    assert_eq!(run(&server).await, 0);
    assert_clean(&server).await;
}

/// Two replicas at once: one number, one line in the log.
#[tokio::test]
async fn two_replicas_do_it_once() {
    let (server, member, _) = left().await;
    erase(&server, &member).await;
    server.set_time("2025-06-01T01:00:00Z");
    let (first, second) = tokio::join!(run(&server), run(&server));
    assert!(first + second >= 1);
    assert_eq!(run(&server).await, 0);
    assert_eq!(count(&server, "persons", "name = '已注销1'").await, 1);
    assert_eq!(count(&server, "audit_log", "action = 'privacy.closed'").await, 1);
}

/// Who belongs to a branch is on its roster; the branch and other townships' offices erase nobody.
#[tokio::test]
async fn nobody_is_erased_who_belongs_to_a_branch() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let clerk = server.fixture.clerk.clone();
    let reason = json!({ "reason": "本人申请" });
    let path = format!("/members/{}/erasure", branch.members[1].id.0);
    server.post(&path, &clerk, reason.clone()).await.refused("privacy.still_member");
    server.post(&path, &branch.members[0], reason.clone()).await.refused("auth.forbidden");
    server.post(&path, &clerk, json!({ "reason": "" })).await.refused("request.invalid");
    let path = format!("/members/{}/erasure", branch.members[0].id.0);
    server.post(&path, &clerk, reason).await.refused("privacy.holds_roles");
}

/// Another's rows are another's: what the erased did for others stays.
#[tokio::test]
async fn what_is_others_stays() {
    let (server, member, _) = left().await;
    let other = server.fixture.branches[0].members[2].clone();
    let secretary = server.fixture.branches[0].members[0].clone();
    let declaration = declared(&server, &other, deed(json!({ "what": "别人的事", "doneOn": "2024-04-01" }))).await;
    registered(&server, &secretary, &declaration).await;
    erase(&server, &member).await;
    server.set_time("2025-06-01T01:00:00Z");
    assert_eq!(run(&server).await, 1);
    assert_eq!(count(&server, "declarations", "what = '别人的事'").await, 1);
    assert_eq!(count(&server, "persons", "name LIKE '已注销%'").await, 1);
    assert_eq!(
        count(&server, "persons", "phone_cipher IS NULL").await,
        2,
        "the erased, and the clerk who never had one"
    );
    assert_clean(&server).await;
}
