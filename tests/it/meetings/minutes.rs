//! Minutes: written, confirmed by another person, fixed, corrected by addenda only; decisions with their votes.

use serde_json::{Value, json};
use xianfeng_domain::access::Role;
use xianfeng_infra::accounts;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::{closed, opened, signed_in, start};

/// A closed meeting with some present; member 2 reviews for the branch.
async fn held(server: &TestServer, present: usize, more: Value) -> String {
    let members = server.fixture.branches[0].members.clone();
    let grant = async |tx: &Tx| -> StoreResult<()> {
        let branch = server.fixture.branches[0].id;
        if accounts::held_by(tx, members[2].person).await?.is_empty() {
            accounts::grant_role(tx, members[2].person, Role::Reviewer, branch, None, server.clock.now()).await?;
        }
        Ok(())
    };
    server.app.database.transact("grant", grant).await.unwrap();
    let id = opened(server, more).await;
    for member in members.iter().take(present) {
        signed_in(server, &id, member).await;
    }
    closed(server, &id, &members[0]).await;
    id
}

fn minutes(chair: &FixtureMember, more: Value) -> Value {
    let mut minutes = json!({
        "text": "一、学习条例。\n二、讨论河道清理。", "chairMemberId": chair.id.0,
        "decisions": [{ "text": "同意清理河道", "votesFor": 3, "votesAgainst": 0, "abstained": 1 }]
    });
    minutes.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    minutes
}

/// S4-5: the secretary writes, the chair confirms, and from then on nothing changes but by an addendum.
#[tokio::test]
async fn two_persons_stand_behind_minutes() {
    let server = start(2, 6).await;
    let members = server.fixture.branches[0].members.clone();
    let [secretary, chair, reviewer, member] = [0, 1, 2, 3].map(|index| members[index].clone());
    let id = held(&server, 4, json!({})).await;
    let path = format!("/meetings/{id}/minutes");
    let confirmation = format!("{path}/confirmation");
    server.get(&path, &secretary).await.refused("minutes.not_found");
    server.post(&path, &member, minutes(&chair, json!({}))).await.refused("auth.forbidden");
    // The writer does not confirm what they wrote, and a chair was at the meeting.
    server.post(&path, &secretary, minutes(&secretary, json!({}))).await.refused("minutes.own");
    server.post(&path, &secretary, minutes(&members[5], json!({}))).await.refused("member.not_found");
    let draft = server.post(&path, &secretary, minutes(&chair, json!({}))).await.expect(201);
    assert_eq!((&draft["state"], &draft["version"]), (&json!("draft"), &json!(1)));
    assert_eq!((&draft["chairName"], &draft["writerName"]), (&json!(chair.name), &json!(secretary.name)));
    assert_eq!(draft["decisions"][0]["carried"], false, "three of six with a vote are not more than half");
    server.post(&path, &reviewer, minutes(&chair, json!({}))).await.refused("minutes.exists");
    let told = server.get("/me/inbox", &chair).await.expect(200);
    assert_eq!(told["items"][0]["kind"], "minutes.to_confirm");

    // A draft is for the committee and the chair.
    server.get(&path, &member).await.refused("minutes.not_found");
    server.get(&path, &reviewer).await.expect(200);
    server.get(&path, &chair).await.expect(200);
    let four = json!([{ "text": "同意清理河道", "votesFor": 4, "votesAgainst": 0, "abstained": 0 }]);
    let anew = minutes(&chair, json!({ "decisions": four }));
    server.put(&path, &secretary, 7, anew.clone()).await.refused("version.stale");
    let rewritten = server.put(&path, &secretary, 1, anew.clone()).await.expect(200);
    assert_eq!((&rewritten["version"], &rewritten["decisions"][0]["carried"]), (&json!(2), &json!(true)));
    let addendum = json!({ "text": "更正：到会4人。" });
    server.post(&format!("{path}/addenda"), &secretary, addendum.clone()).await.refused("minutes.draft");

    let version = |version: u64| json!({ "version": version });
    server.post(&confirmation, &chair, version(1)).await.refused("version.stale");
    server.post(&confirmation, &secretary, version(2)).await.refused("minutes.not_chair");
    let confirmed = server.post(&confirmation, &chair, version(2)).await.expect(200);
    assert_eq!((&confirmed["state"], &confirmed["version"]), (&json!("confirmed"), &json!(3)));
    server.post(&confirmation, &chair, version(3)).await.refused("minutes.confirmed");
    server.put(&path, &secretary, 3, anew).await.refused("minutes.confirmed");
    let materials = json!({ "pictureIds": [] });
    server.put(&format!("/meetings/{id}/materials"), &secretary, 3, materials).await.refused("minutes.confirmed");

    server.post(&format!("{path}/addenda"), &secretary, addendum).await.expect(201);
    let read = server.get(&path, &member).await.expect(200);
    assert_eq!(read["text"], "一、学习条例。\n二、讨论河道清理。");
    assert_eq!(
        (&read["addenda"][0]["text"], &read["addenda"][0]["writerName"]),
        (&json!("更正：到会4人。"), &json!(secretary.name))
    );
    assert_eq!((&read["counts"]["present"], &read["quorum"]["reached"]), (&json!(4), &json!(true)));
    server.get(&path, &server.fixture.branches[1].members[1].clone()).await.refused("meeting.not_found");
}

/// Minutes of a named meeting are for the named, though others of the branch see that there was one.
#[tokio::test]
async fn minutes_of_a_committee_are_the_committees() {
    let server = start(1, 5).await;
    let members = server.fixture.branches[0].members.clone();
    let named = json!({ "kind": "committee_meeting", "memberIds": [members[0].id.0, members[1].id.0] });
    let id = held(&server, 2, named).await;
    let path = format!("/meetings/{id}/minutes");
    let more = json!({ "decisions": [{ "text": "通过", "votesFor": 2, "votesAgainst": 0, "abstained": 0 }] });
    server.post(&path, &members[0], minutes(&members[1], more)).await.expect(201);
    server.post(&format!("{path}/confirmation"), &members[1], json!({ "version": 1 })).await.expect(200);
    server.get(&path, &members[1]).await.expect(200);
    server.get(&format!("/meetings/{id}"), &members[3]).await.expect(200);
    server.get(&path, &members[3]).await.refused("minutes.not_found");
    server.get(&format!("{path}.html"), &members[3]).await.refused("minutes.not_found");
}

/// No decision without a quorum, and no more votes than people with one.
#[tokio::test]
async fn decisions_want_a_quorum() {
    let server = start(1, 6).await;
    let members = server.fixture.branches[0].members.clone();
    let secretary = members[0].clone();
    let open = opened(&server, json!({})).await;
    server
        .post(&format!("/meetings/{open}/minutes"), &secretary, minutes(&members[1], json!({})))
        .await
        .refused("meeting.wrong_state");
    let few = held(&server, 2, json!({})).await;
    let path = format!("/meetings/{few}/minutes");
    server.post(&path, &secretary, minutes(&members[1], json!({}))).await.refused("meeting.no_quorum");
    server.post(&path, &secretary, minutes(&members[1], json!({ "decisions": [] }))).await.expect(201);
    let party = held(&server, 6, json!({ "kind": "party_day" })).await;
    let party = format!("/meetings/{party}/minutes");
    server.post(&party, &secretary, minutes(&members[1], json!({}))).await.refused("meeting.no_quorum");
    let full = held(&server, 3, json!({})).await;
    let full = format!("/meetings/{full}/minutes");
    let told = server.post(&full, &secretary, minutes(&members[1], json!({}))).await.refused("request.invalid");
    assert_eq!(told["errors"][0]["pointer"], "/decisions/0", "four votes of three present");
    let three = json!([{ "text": "同意", "votesFor": 2, "votesAgainst": 1, "abstained": 0 }]);
    server.post(&full, &secretary, minutes(&members[1], json!({ "decisions": three }))).await.expect(201);
}

/// The chair confirms while the writer writes: what is confirmed is what the chair read.
#[tokio::test]
async fn what_is_confirmed_is_what_was_read() {
    let server = start(1, 4).await;
    let members = server.fixture.branches[0].members.clone();
    for _ in 0..4 {
        let id = held(&server, 4, json!({})).await;
        let path = format!("/meetings/{id}/minutes");
        server.post(&path, &members[0], minutes(&members[1], json!({}))).await.expect(201);
        let confirmation = format!("{path}/confirmation");
        let confirm = server.post(&confirmation, &members[1], json!({ "version": 1 }));
        let anew = minutes(&members[1], json!({ "text": "改过的记录" }));
        let rewrite = server.put(&path, &members[0], 1, anew);
        let (confirmed, rewritten) = futures_util::join!(confirm, rewrite);
        assert!((confirmed.status == 200) != (rewritten.status == 200), "{} {}", confirmed.status, rewritten.status);
        let read = server.get(&path, &members[0]).await.expect(200);
        if confirmed.status == 200 {
            assert_ne!(read["text"], "改过的记录");
        } else {
            assert_eq!((&read["text"], &read["state"]), (&json!("改过的记录"), &json!("draft")));
        }
    }
}

/// On paper: agenda, text, votes, and lines to sign; a draft says so; nothing of it runs.
#[tokio::test]
async fn minutes_are_printed() {
    let server = start(1, 5).await;
    let members = server.fixture.branches[0].members.clone();
    let id = held(&server, 4, json!({})).await;
    let path = format!("/meetings/{id}/minutes");
    let text = json!({ "text": "讨论<script>alert(1)</script>" });
    server.post(&path, &members[0], minutes(&members[1], text)).await.expect(201);
    let page = server.get(&format!("{path}.html"), &members[0]).await;
    assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
    assert_eq!(page.headers["cache-control"], "no-store");
    let html = String::from_utf8(page.body).unwrap();
    for part in ["会议记录", "草稿", "3月支部党员大会", "同意清理河道", "有表决权5人", "主持人", "签字"]
    {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("<script>"));
    server.post(&format!("{path}/confirmation"), &members[1], json!({ "version": 1 })).await.expect(200);
    let html = String::from_utf8(server.get(&format!("{path}.html"), &members[3]).await.body).unwrap();
    assert!(!html.contains("草稿") && html.contains("确认时间"));
}
