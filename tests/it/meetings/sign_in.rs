//! Signing in with the code on the secretary's screen, and what the roll call puts right.

use serde_json::{Value, json};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::members::{self, Membership};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::{opened, planned, record, shown, signed_in, start};

async fn stands(server: &TestServer, member: &FixtureMember, branch: usize, exempt: bool, from: &str) {
    let next = Membership {
        branch: server.fixture.branches[branch].id,
        category: "ordinary".to_owned(),
        exempt,
        from: from.parse().unwrap(),
        reason: None,
        recorded_by: None,
        meeting: None,
    };
    let write = async |tx: &Tx| -> StoreResult<()> {
        members::move_to(tx, member.id, "2000-07-01".parse().unwrap(), &next, server.clock.now()).await
    };
    server.app.database.transact("stands", write).await.unwrap();
}

/// S4-5: the code changes every minute; the one before is good for a minute more, no longer.
#[tokio::test]
async fn a_code_is_good_for_two_minutes() {
    let server = start(2, 4).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let [secretary, first, second, third] = [0, 1, 2, 3].map(|index| branch.members[index].clone());
    let id = opened(&server, json!({})).await;
    let sign_in = format!("/meetings/{id}/sign-in");
    let code = server.get(&format!("/meetings/{id}/code"), &secretary).await.expect(200);
    assert_eq!(code["code"], json!(shown(&server, &id)));
    assert_eq!(code["qrText"], json!(format!("xianfeng:sign-in:{id}:{}", shown(&server, &id))));
    assert_eq!(code["changesAt"], "2024-03-01T09:01:00+08:00");
    server.get(&format!("/meetings/{id}/code"), &first).await.refused("auth.forbidden");
    server.get(&format!("/meetings/{id}/code"), &other.members[0]).await.refused("meeting.not_found");

    let text = code["code"].as_str().unwrap();
    let typed = json!({ "code": format!(" {}-{} ", text[..3].to_lowercase(), &text[3..]) });
    let came = server.post(&sign_in, &first, typed.clone()).await.expect(201);
    assert_eq!((&came["state"], &came["way"], &came["expected"]), (&json!("present"), &json!("code"), &json!(true)));
    server.post(&sign_in, &first, typed.clone()).await.refused("attendance.already_present");
    server.post(&sign_in, &other.members[1], typed.clone()).await.refused("meeting.not_found");
    server.set_time("2024-03-01T01:01:59Z");
    server.post(&sign_in, &second, typed.clone()).await.expect(201);
    server.set_time("2024-03-01T01:02:00Z");
    server.post(&sign_in, &third, typed).await.refused("attendance.wrong_code");
    assert_eq!(record(&server, &id, &third).await["state"], "expected");
    // Another meeting at the same minute has another code.
    let another = opened(&server, json!({})).await;
    assert_ne!(shown(&server, &id), shown(&server, &another));
}

/// Whoever guesses is stopped, and the stop outlives the refusals; five minutes later one may try.
#[tokio::test]
async fn a_code_is_not_guessed() {
    let server = start(1, 3).await;
    let member = server.fixture.branches[0].members[1].clone();
    let id = opened(&server, json!({})).await;
    let sign_in = format!("/meetings/{id}/sign-in");
    let guesses = (0..14).map(|_| server.post(&sign_in, &member, json!({ "code": "AAAAAA" })));
    let answers = futures_util::future::join_all(guesses).await;
    let stopped = answers.iter().filter(|answer| answer.status == 429).count();
    assert_eq!(stopped, 4, "ten tries are allowed, however they come");
    let good = json!({ "code": shown(&server, &id) });
    let limited = server.post(&sign_in, &member, good).await;
    limited.refused("attendance.too_many_tries");
    assert_eq!(limited.headers["retry-after"], "300");
    server.set_time("2024-03-01T01:05:00Z");
    signed_in(&server, &id, &member).await;
}

/// A lost reply is asked for again with the same key, also after the meeting has closed.
#[tokio::test]
async fn a_lost_reply_is_given_again() {
    let server = start(1, 3).await;
    let [secretary, member] = [0, 1].map(|index| server.fixture.branches[0].members[index].clone());
    let id = opened(&server, json!({})).await;
    let (path, code) = (format!("/meetings/{id}/sign-in"), json!({ "code": shown(&server, &id) }));
    let key = "a-key-of-the-member-01";
    let first = server.post_with_key(&path, &member, key, code.clone()).await.expect(201);
    super::closed(&server, &id, &secretary).await;
    assert_eq!(server.post_with_key(&path, &member, key, code).await.expect(201), first);
}

/// S2-7: the exempt are not expected and never absent, but may come.
#[tokio::test]
async fn the_exempt_come_as_guests() {
    let server = start(1, 4).await;
    let members = server.fixture.branches[0].members.clone();
    stands(&server, &members[1], 0, true, "2024-02-01").await;
    stands(&server, &members[2], 0, true, "2024-02-01").await;
    let id = opened(&server, json!({})).await;
    let came = signed_in(&server, &id, &members[1]).await;
    assert_eq!(came["expected"], json!(false));
    let closed = super::closed(&server, &id, &members[0]).await;
    let counts = &closed["counts"];
    assert_eq!((&counts["expected"], &counts["guests"], &counts["absent"]), (&json!(2), &json!(1), &json!(2)));
    assert_eq!(record(&server, &id, &members[2]).await, Value::Null);
    assert_eq!(super::credited(&server, &members[1]).await, [("branch_meeting".to_owned(), 200, 0)]);
}

/// S1-4: a committee's meeting is for the committee alone.
#[tokio::test]
async fn a_named_meeting_is_for_the_named() {
    let server = start(2, 4).await;
    let members = server.fixture.branches[0].members.clone();
    let named = json!({ "kind": "committee_meeting", "memberIds": [members[0].id.0, members[1].id.0] });
    let id = opened(&server, named).await;
    let code = json!({ "code": shown(&server, &id) });
    server.post(&format!("/meetings/{id}/sign-in"), &members[2], code).await.refused("attendance.not_expected");
    let roll = json!({ "present": [members[2].id.0] });
    server.post(&format!("/meetings/{id}/attendance"), &members[0], roll).await.refused("attendance.not_expected");
    let reason = json!({ "reason": "外出" });
    server.post(&format!("/meetings/{id}/leave"), &members[2], reason).await.refused("attendance.not_expected");
    signed_in(&server, &id, &members[1]).await;
    // A member of another branch cannot be named.
    let stranger = json!({ "memberIds": [server.fixture.branches[1].members[0].id.0] });
    let body = super::meeting(&server, stranger);
    server.post("/meetings", &members[0], body).await.refused("member.not_found");
}

/// Who is expected is fixed at opening, by the meeting's day: moving away afterwards loses nothing.
#[tokio::test]
async fn a_transfer_after_the_opening_loses_nothing() {
    let server = start(2, 4).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let [secretary, moved] = [0, 1].map(|index| branch.members[index].clone());
    let id = opened(&server, json!({})).await;
    stands(&server, &moved, 1, false, "2024-03-02").await;
    server.set_time("2024-03-02T01:00:00Z");
    assert_eq!(server.get("/me", &moved).await.expect(200)["member"]["branch"]["id"], json!(other.id.0));
    let came = signed_in(&server, &id, &moved).await;
    assert_eq!((&came["expected"], &came["branchId"]), (&json!(true), &json!(branch.id.0)));
    super::closed(&server, &id, &secretary).await;
    assert_eq!(super::credited(&server, &moved).await, [("branch_meeting".to_owned(), 200, 0)]);
}

/// The secretary registers who has no phone, and puts right what is on record until the closing.
#[tokio::test]
async fn the_roll_call_has_the_last_word_until_the_closing() {
    let server = start(1, 6).await;
    let members = server.fixture.branches[0].members.clone();
    let secretary = &members[0];
    let id = planned(&server, json!({})).await;
    let path = format!("/meetings/{id}/attendance");
    let here = json!({ "present": [members[1].id.0] });
    server.post(&path, secretary, here.clone()).await.refused("meeting.wrong_state");
    server.post(&format!("/meetings/{id}/open"), secretary, Value::Null).await.expect(200);
    signed_in(&server, &id, &members[2]).await;
    let roll = json!({
        "present": [members[1].id.0, members[2].id.0], "absent": [members[3].id.0],
        "leave": [{ "memberId": members[4].id.0, "reason": "住院" }]
    });
    let counts = server.post(&path, secretary, roll).await.expect(200)["counts"].clone();
    let told = ["expected", "open", "present", "absent", "excused"].map(|name| counts[name].as_i64().unwrap());
    assert_eq!(told, [6, 2, 2, 1, 1]);
    assert_eq!(record(&server, &id, &members[2]).await["way"], "code", "who signed in did so themselves");
    assert_eq!(record(&server, &id, &members[1]).await["way"], "roll_call");
    let late = json!({ "present": [members[3].id.0] });
    server.post(&path, secretary, late).await.expect(200);
    let own = json!({ "leave": [{ "memberId": secretary.id.0, "reason": "开会" }] });
    server.post(&path, secretary, own).await.refused("attendance.own");
    let twice = json!({ "present": [members[3].id.0], "absent": [members[3].id.0] });
    server.post(&path, secretary, twice).await.refused("request.invalid");
    super::closed(&server, &id, secretary).await;
    server.post(&path, secretary, here).await.refused("meeting.wrong_state");
}
