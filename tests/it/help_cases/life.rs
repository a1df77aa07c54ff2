//! A case from the second low quarter to its end.

use serde_json::{Value, json};
use xianfeng_infra::db::Tx;
use xianfeng_infra::help::open_blocks;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::{case_of, does, gathered, kinds, seen, township};

async fn is_kept_out(server: &TestServer, member: &FixtureMember, day: &str) -> bool {
    let day = day.parse().unwrap();
    let read = async |tx: &Tx| open_blocks(tx, [member.id], day).await;
    server.app.database.read(read).await.unwrap().contains(&member.id)
}

/// S0-11, S1-7: two quarters in a row at the bottom; the machine proposes, the committee confirms; a talk
/// with the organisation commissioner, help by a committee member, a letter, the member's answer, a
/// deadline, a check, the end.
#[tokio::test]
async fn two_low_quarters_are_answered_by_help() {
    let (server, branches) = township(2, 1).await;
    let [secretary, helper, .., low] = branches[0].members.as_slice() else { panic!("members") };
    assert_eq!(gathered(&server).await, (1, 0));
    assert_eq!(gathered(&server).await, (0, 1), "gathering again adds what is new");
    let case = case_of(&server, low).await;

    // The proposal shows its evidence; the member knows nothing of it yet.
    let proposed = seen(&server, &case, secretary).await;
    assert_eq!((&proposed["state"], &proposed["name"]), (&json!("proposed"), &json!("连续两个季度靠后")));
    let evidence: Vec<_> = proposed["evidence"].as_array().unwrap().iter().map(|one| one["period"].clone()).collect();
    assert_eq!(evidence, ["2024-Q2", "2024-Q1"]);
    let newest = &proposed["evidence"][0];
    assert_eq!((&newest["total"], &newest["grade"]), (&json!(60), &json!("low")));
    assert_eq!((proposed["measures"].as_array().unwrap().len(), &proposed["deadlineDays"]), (4, &json!(90)));
    server.get(&format!("/help-cases/{case}"), low).await.refused("help_case.not_found");
    assert_eq!(server.get("/me/help-cases", low).await.expect(200)["items"], json!([]));
    assert!(!is_kept_out(&server, low, "2024-07-02").await, "a proposal keeps out of nothing");
    let close = json!({ "outcome": "turned_round", "reason": "提前" });
    does(&server, &case, "close", secretary, close.clone()).await.refused("help_case.wrong_state");

    let confirm =
        json!({ "reason": "支委会研究决定", "helper": { "memberId": helper.id.0 }, "meeting": "7月2日支委会" });
    let open = does(&server, &case, "confirm", secretary, confirm.clone()).await.expect(200);
    assert_eq!((&open["state"], &open["deadline"]), (&json!("open"), &json!("2024-09-30")));
    assert_eq!((&open["keepsOut"], &open["helperName"]), (&json!(true), &json!(helper.name)));
    let again = does(&server, &case, "confirm", secretary, confirm).await;
    assert_eq!(again.refused("help_case.wrong_state")["state"], "open", "confirmed twice is one case");
    does(&server, &case, "dismiss", secretary, json!({ "reason": "迟了" })).await.refused("help_case.wrong_state");
    assert!(is_kept_out(&server, low, "2024-07-02").await && !is_kept_out(&server, low, "2024-07-01").await);
    assert_eq!(gathered(&server).await, (0, 1));

    let step = async |by: &FixtureMember, body: Value| does(&server, &case, "steps", by, body).await;
    server.get(&format!("/help-cases/{case}/letter"), low).await.refused("help_case.no_letter");
    let letter = json!({ "kind": "letter", "text": "近两个季度您的积分靠后。\n请多参加志愿服务。" });
    step(secretary, letter).await.expect(201);
    let talk = json!({ "kind": "talk", "on": "2024-07-01", "with": "乡镇组织委员", "text": "分析了原因" });
    step(secretary, talk).await.expect(201);
    step(secretary, json!({ "kind": "talk", "text": "没有写谁" })).await.refused("request.invalid");
    step(secretary, json!({ "kind": "check", "text": "没有结果" })).await.refused("request.invalid");
    step(secretary, json!({ "kind": "note", "on": "2024-07-03", "text": "明天" })).await.refused("request.invalid");
    step(helper, json!({ "kind": "note", "text": "一起清扫了村道" })).await.expect(201);
    step(low, json!({ "kind": "note", "text": "自己写" })).await.refused("help_case.own");

    // S1-7: the member's own words, and those that the secretary wrote down, with both names.
    let answer = json!({ "text": "以后每月参加一次志愿服务" });
    let path = format!("/me/help-cases/{case}/answer");
    server.post(&path, low, answer.clone()).await.expect(201);
    server.post(&path, helper, answer).await.refused("help_case.not_found");
    step(secretary, json!({ "kind": "answer", "text": "家里有事，会改进" })).await.expect(201);
    let mine = seen(&server, &case, low).await;
    let answers: Vec<_> = mine["steps"].as_array().unwrap().iter().filter(|one| one["kind"] == "answer").collect();
    let names = |one: &Value| (one["person"].clone(), one["recordedBy"].clone());
    assert_eq!(names(answers[0]), (json!(low.name), json!(low.name)));
    assert_eq!(names(answers[1]), (json!(low.name), json!(secretary.name)));

    let page = server.get(&format!("/help-cases/{case}/letter"), low).await;
    let page = String::from_utf8(page.body).unwrap();
    assert!(page.contains("整改函") && page.contains("请多参加志愿服务") && page.contains("2024年9月30日"), "{page}");

    let extend = |day: &str| json!({ "deadline": day, "reason": "已有进步" });
    does(&server, &case, "extend", secretary, extend("2024-09-01")).await.refused("request.invalid");
    does(&server, &case, "extend", secretary, extend("2024-12-31")).await.expect(200);
    step(secretary, json!({ "kind": "check", "result": "not_yet", "text": "还差一点" })).await.expect(201);
    step(secretary, json!({ "kind": "check", "result": "passed", "text": "积极参加" })).await.expect(201);
    server.set_time("2024-07-20T01:00:00Z");
    let closed = does(&server, &case, "close", secretary, close.clone()).await.expect(200);
    assert_eq!((&closed["state"], &closed["outcome"]), (&json!("closed"), &json!("turned_round")));
    let expected =
        ["confirmed", "helper", "letter", "talk", "note", "answer", "answer", "extended", "check", "check", "closed"];
    assert_eq!(kinds(&closed), expected);
    does(&server, &case, "close", secretary, close).await.refused("help_case.wrong_state");
    step(secretary, json!({ "kind": "note", "text": "之后" })).await.refused("help_case.wrong_state");
    server.post(&path, low, json!({ "text": "之后" })).await.refused("help_case.wrong_state");
    assert!(is_kept_out(&server, low, "2024-07-19").await && !is_kept_out(&server, low, "2024-07-20").await);
    assert_eq!(gathered(&server).await, (0, 1), "the same two quarters are not proposed again");
    // The member is told of every step in plain words, the helper of what they are asked.
    let steps = [
        "opened",
        "helper_named",
        "letter",
        "talk",
        "note",
        "answer_recorded",
        "extended",
        "not_yet",
        "passed",
        "turned_round",
    ];
    assert_eq!(told(&server, low).await, steps.map(|step| format!("help_case.{step}")));
    assert_eq!(told(&server, helper).await, ["help_case.help", "help_case.help_ended"]);
    assert_eq!(told(&server, secretary).await, ["help_case.answered"]);
}

/// The codes of somebody's messages, the oldest first.
async fn told(server: &TestServer, by: &FixtureMember) -> Vec<String> {
    let inbox = server.get("/me/inbox?limit=100", by).await.expect(200);
    let kinds = inbox["items"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap().to_owned());
    let mut kinds: Vec<String> = kinds.filter(|kind| kind.starts_with("help_case.")).collect();
    kinds.reverse();
    kinds
}

/// A dismissed proposal stays dismissed; a period that runs proposes nothing; outside of reach there is
/// nothing to gather.
#[tokio::test]
async fn a_dismissed_proposal_does_not_come_back() {
    let (server, branches) = township(2, 2).await;
    let [secretary, _, _, _, low, other] = branches[0].members.as_slice() else { panic!("members") };
    assert_eq!(gathered(&server).await, (2, 0));
    let case = case_of(&server, low).await;
    let reason = json!({ "reason": "住院，不列入" });
    let done = does(&server, &case, "dismiss", secretary, reason).await.expect(200);
    assert_eq!(
        (&done["state"], &done["outcome"], kinds(&done)),
        (&json!("dismissed"), &Value::Null, vec!["dismissed"])
    );
    assert_eq!(gathered(&server).await, (0, 2));
    server.get(&format!("/help-cases/{case}"), low).await.refused("help_case.not_found");
    let open = server.get("/help-cases?state=proposed", secretary).await.expect(200);
    assert_eq!(open["items"].as_array().unwrap().len(), 1);
    assert_eq!(open["items"][0]["memberName"], json!(other.name));

    let gather = |period: &str| json!({ "organizationId": branches[0].id.0, "period": period });
    let path = "/help-cases/proposals";
    server.post(path, secretary, gather("2024-Q3")).await.refused("help_case.period_running");
    server.post(path, &branches[1].members[0], gather("2024-Q2")).await.refused("organization.not_found");
    server.post(path, other, gather("2024-Q2")).await.refused("auth.forbidden");
    let confirm = json!({ "reason": "决定", "deadline": "2024-07-02" });
    let case = case_of(&server, other).await;
    does(&server, &case, "confirm", secretary, confirm).await.refused("request.invalid");
}
