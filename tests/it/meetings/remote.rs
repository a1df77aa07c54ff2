//! Taking part from away, and the quorum.

use serde_json::{Value, json};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::members;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::{closed, credited, opened, record, shown, signed_in, start};

async fn away(server: &TestServer, member: &FixtureMember) {
    let secretary = &server.fixture.branches[0].members[0];
    let away = json!({ "from": "2024-01-10", "destination": "广东" });
    server.post(&format!("/members/{}/aways", member.id), secretary, away).await.expect(201);
}

/// Who is away takes part with the code that is read out; where it counts the points wait for a confirmation.
#[tokio::test]
async fn members_away_take_part_from_there() {
    let server = start(1, 5).await;
    let members = server.fixture.branches[0].members.clone();
    let [secretary, there, at_home, other] = [0, 1, 2, 3].map(|index| members[index].clone());
    away(&server, &there).await;
    away(&server, &other).await;
    let id = opened(&server, json!({ "remoteCounts": true })).await;
    let (remote, on_site) = (format!("/meetings/{id}/remote-sign-in"), format!("/meetings/{id}/sign-in"));
    let code = || json!({ "code": shown(&server, &id) });
    server.post(&remote, &there, json!({ "code": "AAAAAA" })).await.refused("attendance.wrong_code");
    server.post(&remote, &at_home, code()).await.refused("attendance.not_away");
    let came = server.post(&remote, &there, code()).await.expect(201);
    assert_eq!((&came["state"], &came["way"]), (&json!("present"), &json!("remote")));
    // Nobody is at two places.
    server.post(&on_site, &there, code()).await.refused("attendance.already_present");
    server.post(&remote, &there, code()).await.refused("attendance.already_present");
    signed_in(&server, &id, &other).await;
    server.post(&remote, &other, code()).await.refused("attendance.already_present");
    let done = closed(&server, &id, &secretary).await;
    assert_eq!((&done["counts"]["remote"], &done["counts"]["pointsWaiting"]), (&json!(1), &json!(1)));
    assert_eq!(credited(&server, &there).await, []);
    assert_eq!(credited(&server, &other).await, [("branch_meeting".to_owned(), 200, 0)]);
    server.post(&format!("/meetings/{id}/confirmations"), &secretary, Value::Null).await.expect(200);
    assert_eq!(credited(&server, &there).await, [("branch_meeting".to_owned(), 200, 0)]);
}

/// Where it does not count it is noted and excuses; the roll call has the last word.
#[tokio::test]
async fn taking_part_from_away_excuses_where_it_does_not_count() {
    let server = start(1, 4).await;
    let members = server.fixture.branches[0].members.clone();
    let [secretary, there, back] = [0, 1, 2].map(|index| members[index].clone());
    away(&server, &there).await;
    away(&server, &back).await;
    let id = opened(&server, json!({})).await;
    let code = json!({ "code": shown(&server, &id) });
    let remote = format!("/meetings/{id}/remote-sign-in");
    for member in [&there, &back] {
        let noted = server.post(&remote, member, code.clone()).await.expect(201);
        assert_eq!((&noted["state"], &noted["way"]), (&json!("excused"), &json!("remote")));
    }
    server.post(&format!("/meetings/{id}/sign-in"), &there, code).await.refused("attendance.already_present");
    let roll = json!({ "present": [back.id.0] });
    server.post(&format!("/meetings/{id}/attendance"), &secretary, roll).await.expect(200);
    assert_eq!(record(&server, &id, &back).await["way"], "roll_call");
    let done = closed(&server, &id, &secretary).await;
    let counts = &done["counts"];
    assert_eq!((&counts["present"], &counts["excused"], &counts["remote"]), (&json!(1), &json!(1), &json!(1)));
    assert_eq!(credited(&server, &there).await, []);
}

/// One member signs in on the spot and from away at once: one of them counts, and once.
#[tokio::test]
async fn on_the_spot_and_from_away_at_once_is_once() {
    let server = start(1, 3).await;
    let member = server.fixture.branches[0].members[1].clone();
    away(&server, &member).await;
    let id = opened(&server, json!({ "remoteCounts": true })).await;
    let code = json!({ "code": shown(&server, &id) });
    let [here, there] = ["sign-in", "remote-sign-in"].map(|way| format!("/meetings/{id}/{way}"));
    let asked = (0..4).flat_map(|_| [&here, &there]).map(|path| server.post(path, &member, code.clone()));
    let answers = futures_util::future::join_all(asked).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
}

/// Half of those with a vote: who is on probation has none, and who is away is not counted unless they take part.
#[tokio::test]
async fn the_quorum_counts_those_with_a_vote() {
    let server = start(1, 6).await;
    let members = server.fixture.branches[0].members.clone();
    let secretary = members[0].clone();
    let probation = async |tx: &Tx| -> StoreResult<()> {
        let joined = "2023-07-01".parse().unwrap();
        assert!(members::update_joined(tx, members[1].id, joined, true, 1).await?);
        Ok(())
    };
    server.app.database.transact("probation", probation).await.unwrap();
    away(&server, &members[2]).await;
    // With a vote and expected: 0, 3, 4, 5.
    let id = opened(&server, json!({ "remoteCounts": true })).await;
    let before = server.get(&format!("/meetings/{id}"), &secretary).await.expect(200);
    assert_eq!(
        before["meeting"]["quorum"],
        json!({ "permille": 500, "voters": null, "present": null, "reached": false })
    );
    for member in [&members[0], &members[1]] {
        signed_in(&server, &id, member).await;
    }
    let few = closed(&server, &id, &secretary).await;
    assert_eq!(few["meeting"]["quorum"], json!({ "permille": 500, "voters": 4, "present": 1, "reached": false }));

    let id = opened(&server, json!({ "remoteCounts": true })).await;
    for member in [&members[0], &members[3]] {
        signed_in(&server, &id, member).await;
    }
    let code = json!({ "code": shown(&server, &id) });
    server.post(&format!("/meetings/{id}/remote-sign-in"), &members[2], code).await.expect(201);
    let enough = closed(&server, &id, &secretary).await;
    assert_eq!(enough["meeting"]["quorum"], json!({ "permille": 500, "voters": 5, "present": 3, "reached": true }));

    // A party day decides nothing unless it says so.
    let party = opened(&server, json!({ "kind": "party_day" })).await;
    assert_eq!(closed(&server, &party, &secretary).await["meeting"]["quorum"], Value::Null);
    let strict = opened(&server, json!({ "kind": "party_day", "quorumPermille": 800 })).await;
    assert_eq!(closed(&server, &strict, &secretary).await["meeting"]["quorum"]["reached"], false);
}
