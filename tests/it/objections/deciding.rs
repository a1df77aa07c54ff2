//! The whole way of an objection, for members and for villagers.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_tests::TestServer;

use super::{
    against, finish, id, in_public, listed, number, object, posted, published_answers, refused, rows, stranger, told,
    unsettled, upheld,
};
use crate::leaderboards::scene::credited;

/// S2-9, design.md "A unit's life": upheld, the points are cancelled on the original's counting day,
/// the next edition is made, the old one stays.
#[tokio::test]
async fn upheld_makes_the_next_edition() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let [secretary, member, other, objector] = [0, 1, 2, 3].map(|index| branch.members[index].clone());
    let clerk = server.fixture.clerk.clone();
    let (_, _, wrong) = credited(&server, &branch, &member, "2024-03-01", json!({})).await;
    let (_, _, others) = credited(&server, &branch, &other, "2024-03-01", json!({})).await;
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let before = rows(&server, notice.edition).await;
    let body = against(&server, &notice, branch.id, &member).await;

    let key = Uuid::now_v7().to_string();
    let path = format!("/editions/{}/objections", notice.edition);
    let made = server.post_with_key(&path, &objector, &key, body.clone()).await.expect(201);
    assert_eq!(made["state"], "admitted");
    assert_eq!(server.post_with_key(&path, &objector, &key, body.clone()).await.expect(201), made, "repeated");
    object(&server, &notice, &objector, body.clone()).await.refused("objection.made_already");
    assert_eq!(told(&server, &member).await, ["objection.about_you"]);
    assert_eq!(told(&server, &secretary).await, ["objection.waits"]);
    assert_eq!(told(&server, &clerk).await, Vec::<String>::new(), "it waits at the branch");

    let waiting = listed(&server, &secretary, "admitted").await;
    assert_eq!((waiting.len(), &waiting[0]["memberName"]), (1, &json!(member.name)));
    let decide = format!("/objections/{}/decide", id(&made));
    // Not without an entry, not another member's, and not by who only reads.
    let nothing = json!({ "outcome": "upheld", "answer": "对。" });
    let faults = server.post(&decide, &secretary, nothing).await.refused("request.invalid");
    assert_eq!(faults["errors"][0]["pointer"], "/corrections");
    server.post(&decide, &secretary, upheld(&others)).await.refused("objection.entry_elsewhere");
    server.post(&decide, &other, upheld(&wrong)).await.refused("auth.forbidden");
    assert_eq!(listed(&server, &secretary, "admitted").await.len(), 1, "a refused decision changes nothing");

    // The edition would say it as its reason, in public: issue 5, item 9.
    let mut doubted = upheld(&wrong);
    doubted["answer"] = json!("REVIEW 已更正。");
    server.post(&decide, &secretary, doubted).await.refused("moderation.waiting");
    assert_eq!(listed(&server, &secretary, "admitted").await.len(), 1, "nothing is decided before it has passed");

    let decided = server.post(&decide, &secretary, upheld(&wrong)).await.expect(200);
    assert_eq!((&decided["state"], &decided["editionMade"]), (&json!("upheld"), &json!(2)));
    server.post(&decide, &secretary, refused()).await.refused("objection.wrong_state");

    let closing = server.get(&format!("/closings/{}", notice.closing), &member).await.expect(200);
    assert_eq!(closing["edition"]["number"], 2);
    assert_eq!(closing["edition"]["reason"], "经核实重复登记，已更正。");
    assert_eq!(closing["objectionsUntil"], json!(notice.until), "the term does not start again");
    let newest: Uuid = id(&closing["edition"]).parse().unwrap();
    let row = |rows: &[xianfeng_domain::editions::EditionRow]| {
        let row = rows.iter().find(|row| row.member == member.id).unwrap();
        (row.total.hundredths(), row.places.unwrap().rank)
    };
    assert_eq!(row(&before), (100, 1));
    assert_eq!(rows(&server, notice.edition).await, before, "the old edition stays");
    assert_eq!(row(&rows(&server, newest).await), (0, 2));
    let ledger = server.get("/me/ledger", &member).await.expect(200);
    let reversal = ledger["items"].as_array().unwrap().iter().find(|entry| entry["kind"] == "reversal").unwrap();
    assert_eq!(reversal["countsOn"], "2024-03-01");

    // The answer is published for both editions; what was objected is not.
    for edition in [notice.edition, newest] {
        let answers = published_answers(&server, edition).await;
        assert_eq!(
            answers,
            [json!({ "edition": 1, "organizationId": branch.id.0, "row": body["row"], "outcome": "upheld",
                "answer": "经核实重复登记，已更正。", "decidedOn": "2024-04-02", "editionMade": 2 })]
        );
    }
    assert_eq!(told(&server, &member).await, ["objection.about_you", "objection.decided"]);
    assert_eq!(told(&server, &objector).await, ["objection.answered"]);
    let own = server.get("/me/objections", &objector).await.expect(200);
    assert_eq!((&own["items"][0]["state"], &own["items"][0]["editionMade"]), (&json!("upheld"), &json!(2)));
    // Against the first edition nothing more is taken: the newest is named.
    let late = object(&server, &notice, &objector, body).await.refused("objection.older_edition");
    assert_eq!(late["editionId"], json!(newest));
}

/// S2-9: what a villager sends is held, then heard; the receipt code says what became of it; the
/// period is not final before.
#[tokio::test]
async fn a_villager_is_answered_by_receipt_code() {
    let server = unsettled().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    credited(&server, &branch, member, "2024-03-01", json!({})).await;
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let body = against(&server, &notice, branch.id, member).await;
    let mut receipts = Vec::new();
    for _ in 0..4 {
        let receipt = stranger(&server, notice.edition, body.clone()).await.expect(201);
        assert_eq!(receipt["state"], "held");
        receipts.push(receipt["code"].as_str().unwrap().to_owned());
    }
    let state = async |code: &str| in_public(&server, &format!("/objections/{code}")).await.expect(200);
    assert_eq!(state(&receipts[0]).await["state"], "held");
    let typed = receipts[0].to_lowercase().replace('-', "");
    assert_eq!(state(&typed).await["row"], body["row"]);

    // Held: nothing of it is shown, and the member does not know of it.
    assert_eq!(published_answers(&server, notice.edition).await, Vec::<Value>::new());
    assert_eq!(told(&server, member).await, Vec::<String>::new());
    let held = listed(&server, secretary, "held").await;
    assert_eq!(held.len(), 4);
    // The newest comes first.
    let ids: Vec<String> = held.iter().rev().map(id).collect();
    let step = |at: usize, what: &str| format!("/objections/{}/{what}", ids[at]);
    server.post(&step(0, "decide"), secretary, refused()).await.refused("objection.wrong_state");
    server.post(&step(0, "admit"), secretary, Value::Null).await.expect(200);
    server.post(&step(0, "admit"), secretary, Value::Null).await.refused("objection.wrong_state");
    assert_eq!(told(&server, member).await, ["objection.about_you"]);
    let without = json!({ "outcome": "refused", "answer": "登记无误。" });
    let faults = server.post(&step(0, "decide"), secretary, without).await.refused("request.invalid");
    assert_eq!(faults["errors"][0]["pointer"], "/reason");
    server.post(&step(0, "decide"), secretary, refused()).await.expect(200);
    let answered = state(&receipts[0]).await;
    assert_eq!((&answered["state"], &answered["answer"]), (&json!("refused"), &json!("经核实，登记无误。")));
    assert!(!answered.to_string().contains("照片和签到可证"), "the reason stays inside");

    server.post(&step(1, "set-aside"), secretary, json!({ "ground": "double" })).await.expect(200);
    assert_eq!(state(&receipts[1]).await["ground"], "double");
    server.post(&step(1, "decide"), secretary, refused()).await.refused("objection.wrong_state");

    server.post(&step(2, "admit"), secretary, Value::Null).await.expect(200);
    let carried = json!({ "outcome": "carried", "answer": "属实，已在本季度补登。" });
    server.post(&step(2, "decide"), secretary, carried).await.expect(200);
    let closing = server.get(&format!("/closings/{}", notice.closing), member).await.expect(200);
    assert_eq!(closing["edition"]["number"], 1, "carried changes nothing in the closed period");

    // One is left: the period is not final before it is gone, whoever takes it away.
    server.set_time("2024-04-20T01:00:00Z");
    let path = format!("/closings/{}/finalization", notice.closing);
    let waits = server.post(&path, &clerk, finish()).await.refused("closing.objections_open");
    assert_eq!(waits["open"], 1);
    let withdraw = format!("/api/v1/public/objections/{}/withdraw", receipts[3]);
    let request = server.request(Method::POST, &withdraw, None).header("Idempotency-Key", Uuid::now_v7().to_string());
    assert_eq!(server.send(request).await.expect(200)["state"], "withdrawn");
    assert_eq!(server.post(&path, &clerk, finish()).await.expect(200)["state"], "final");

    let answers = published_answers(&server, notice.edition).await;
    let outcomes: Vec<&str> = answers.iter().map(|answer| answer["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["refused", "carried"], "neither what was set aside nor what was withdrawn");
    let page = in_public(&server, &format!("/editions/{}/objections?limit=1", notice.edition)).await.expect(200);
    let cursor = page["nextCursor"].as_str().unwrap();
    let next = in_public(&server, &format!("/editions/{}/objections?limit=1&cursor={cursor}", notice.edition)).await;
    assert_eq!(next.expect(200)["items"][0]["outcome"], "carried");
    assert_eq!(
        told(&server, member).await,
        ["objection.about_you", "objection.decided", "objection.about_you", "objection.decided"]
    );
}

/// S2-9: the own row, without its number; a member withdraws; a reversal in error is mended in place.
#[tokio::test]
async fn an_own_row_is_objected_to_and_a_wrong_reversal_mended() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (member, clerk) = (branch.members[1].clone(), server.fixture.clerk.clone());
    let (_, _, entry) = credited(&server, &branch, &member, "2024-03-01", json!({})).await;
    let why = json!({ "reason": "误判" });
    server.post(&format!("/ledger/{entry}/reversal"), &clerk, why).await.expect(201);
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let ledger = server.get("/me/ledger", &member).await.expect(200);
    let reversal = ledger["items"].as_array().unwrap().iter().find(|entry| entry["kind"] == "reversal").unwrap();
    let own = json!({ "text": "这次巡山是真的", "entryId": reversal["id"] });
    object(&server, &notice, &clerk, json!({ "text": "?" })).await.refused("request.invalid");
    let first = object(&server, &notice, &member, own.clone()).await.expect(201);
    assert_eq!(
        (&first["row"], &first["organizationId"]),
        (&json!(number(&server, notice.edition, &member).await), &json!(server.fixture.township.0))
    );
    assert_eq!(told(&server, &member).await, Vec::<String>::new(), "nobody is told what they did themselves");
    let withdraw = format!("/objections/{}/withdraw", id(&first));
    server.post(&withdraw, &branch.members[2], Value::Null).await.refused("objection.not_found");
    assert_eq!(server.post(&withdraw, &member, Value::Null).await.expect(200)["state"], "withdrawn");
    let second = object(&server, &notice, &member, own).await.expect(201);
    let verdict = json!({ "outcome": "upheld", "answer": "核实属实，恢复积分。",
        "corrections": [{ "entryId": reversal["id"], "how": "reinstate" }] });
    let decided = server.post(&format!("/objections/{}/decide", id(&second)), &branch.members[0], verdict).await;
    assert_eq!(decided.expect(200)["editionMade"], 2);
    let points = server.get("/me/points?period=2024-Q1", &member).await.expect(200);
    assert_eq!(points["points"]["total"], 1);
}

/// Issue 5, item 9: everybody reads an answer, so content safety sees it first; the outcome stands all the same.
#[tokio::test]
async fn an_answer_that_is_doubted_is_not_read_before_a_person_has_passed_it() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let [secretary, member, objector] = [0, 1, 3].map(|index| branch.members[index].clone());
    credited(&server, &branch, &member, "2024-03-01", json!({})).await;
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let body = against(&server, &notice, branch.id, &member).await;
    let made = object(&server, &notice, &objector, body).await.expect(201);
    let verdict = json!({ "outcome": "refused", "answer": "REVIEW 登记无误。", "reason": "有照片" });
    server.post(&format!("/objections/{}/decide", id(&made)), &secretary, verdict).await.expect(200);
    let read = async || published_answers(&server, notice.edition).await.remove(0);
    let unread = read().await;
    assert_eq!((&unread["outcome"], &unread["answer"]), (&json!("refused"), &json!("答复内容正在审核，审核后公布。")));
    let clerk = &server.fixture.clerk;
    let waiting = server.get("/moderation/checks", clerk).await.expect(200);
    let path = format!("/moderation/checks/{}/decision", waiting["items"][0]["id"].as_str().unwrap());
    server.post(&path, &secretary, json!({ "decision": "pass", "version": 1 })).await.refused("moderation.own");
    server.post(&path, clerk, json!({ "decision": "pass", "version": 1 })).await.expect(200);
    assert_eq!(read().await["answer"], "REVIEW 登记无误。");
}
