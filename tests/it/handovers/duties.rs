//! A hand-over in the middle of each flow: what the office binds passes, what a person was chosen for stays, and what
//! waits at the place is on the protocol (issue 5, item 12).

use serde_json::{Value, json};
use xianfeng_domain::access::Role;
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::{count, opened, signed};
use crate::aways::gone;
use crate::care::{entered, entry, pairing, read, steps, township};
use crate::contents::{notice, submitted};
use crate::inbox::told;
use crate::{grids, help_cases, meetings, suggestions};

/// The office of the first branch passes from its first to its second member; answers the protocol.
async fn passed(server: &TestServer) -> Value {
    let branch = server.fixture.branches[0].clone();
    let path = opened(server).await;
    signed(server, &path, &branch.members[0]).await;
    let done = signed(server, &path, &branch.members[1]).await;
    assert_eq!(done["state"], "done");
    done
}

/// An entry of a list with a helper; answers its path.
async fn helped(server: &TestServer, kind: &str, member: &FixtureMember, helper: &FixtureMember) -> String {
    let mut new = entry(kind, member);
    new["helperId"] = json!(helper.id.0);
    new["task"] = json!("每月走访一次");
    entered(server, &server.fixture.clerk.clone(), new).await
}

/// S4-9, S4-12: the office helps with the three lists; whom the villagers' neighbour was chosen for keeps them. Nobody
/// helps themselves, and who has no place free takes nothing on.
#[tokio::test]
async fn entries_pass_and_pairings_stay() {
    let server = township().await;
    let branch = server.fixture.branches[0].clone();
    let [old, new, peer, young, other, oldest] = [0, 1, 2, 3, 4, 5].map(|place| branch.members[place].clone());
    let passing = helped(&server, "support", &peer, &old).await;
    let of_incoming = helped(&server, "care", &new, &old).await;
    let pair = entered(&server, &server.fixture.clerk.clone(), pairing(&oldest, &old)).await;
    // Two of three places are taken: one entry finds room.
    for member in [&young, &other] {
        helped(&server, "encouragement", member, &new).await;
    }

    let seen = server.get(&opened(&server).await, &new).await.expect(200);
    assert_eq!((count(&seen, "careHelped"), count(&seen, "pairings"), count(&seen, "care")), (2, 1, 4), "{seen}");
    let list = server.get("/handovers", &old).await.expect(200);
    let path = format!("/handovers/{}", list["items"][0]["id"].as_str().unwrap());
    signed(&server, &path, &old).await;
    let done = signed(&server, &path, &new).await;
    assert_eq!((count(&done, "movedCareHelped"), count(&done, "pairings")), (1, 1), "{done}");

    let clerk = server.fixture.clerk.clone();
    let helper = async |path: &str| read(&server, path, &clerk).await["entry"]["helperId"].clone();
    assert_eq!(helper(&passing).await, json!(new.id.0));
    assert_eq!(helper(&of_incoming).await, json!(old.id.0), "nobody helps themselves");
    assert_eq!(helper(&pair).await, json!(old.id.0), "a person was chosen");
    assert_eq!(steps(&read(&server, &passing, &clerk).await)[0], "helper");
    assert_eq!((told(&server, &new, "care.help").await, told(&server, &old, "care.help_ended").await), (3, 1));
}

/// A full helper takes nothing on: the entry stays where it was, and the protocol says that it did not pass.
#[tokio::test]
async fn who_has_no_place_takes_no_entry() {
    let server = township().await;
    let branch = server.fixture.branches[0].clone();
    let [old, new] = [0, 1].map(|place| branch.members[place].clone());
    let staying = helped(&server, "support", &branch.members[7], &old).await;
    for member in &branch.members[2..5] {
        helped(&server, "encouragement", member, &new).await;
    }
    let done = passed(&server).await;
    assert_eq!((count(&done, "careHelped"), count(&done, "movedCareHelped")), (1, 0), "{done}");
    let clerk = server.fixture.clerk.clone();
    assert_eq!(read(&server, &staying, &clerk).await["entry"]["helperId"], json!(old.id.0));
}

/// S4-6: another liaison has a history and is told like any other change; the member who takes over is not their own.
#[tokio::test]
async fn liaisons_pass_with_their_history() {
    let server = TestServer::start_with(2, 6, &[]).await;
    let branch = server.fixture.branches[0].clone();
    let [old, new, away] = [0, 1, 3].map(|place| branch.members[place].clone());
    let passing = gone(&server, &away, &old, json!({})).await;
    let own = gone(&server, &new, &old, json!({})).await;
    server.set_time("2024-03-05T01:00:00Z");
    let done = passed(&server).await;
    assert_eq!((count(&done, "liaisons"), count(&done, "movedLiaisons")), (2, 1), "{done}");
    let seen = server.get(&passing, &new).await.expect(200);
    let names: Vec<_> = seen["liaisons"].as_array().unwrap().iter().map(|past| past["name"].clone()).collect();
    assert_eq!(names, [json!(old.name), json!(new.name)], "{seen}");
    assert_eq!(seen["liaisons"][1]["from"], "2024-03-05");
    let clerk = server.fixture.clerk.clone();
    let seen = server.get(&own, &clerk).await.expect(200);
    assert_eq!(seen["liaisons"].as_array().unwrap().len(), 1, "nobody is their own liaison: {seen}");
    assert_eq!(told(&server, &new, "away.liaison").await, 1);
    assert_eq!(told(&server, &away, "away.liaison_changed").await, 1);
}

/// S4-11: a case has a step for it, and helper and member are told.
#[tokio::test]
async fn help_cases_pass_with_a_step() {
    let (server, branches) = help_cases::township(2, 2).await;
    let branch = &branches[0];
    let (old, low) = (&branch.members[0], &branch.members[5]);
    let case = help_cases::confirmed(&server, low, Some(old)).await;
    let before = server.get(&format!("/help-cases/{case}"), &server.fixture.clerk).await.expect(200);
    let done = passed(&server).await;
    assert_eq!((count(&done, "helped"), count(&done, "movedHelped")), (1, 1), "{done}");
    let after = server.get(&format!("/help-cases/{case}"), &server.fixture.clerk).await.expect(200);
    assert_eq!(after["helperId"], json!(branch.members[1].person.0), "{after}");
    let steps = |case: &Value| case["steps"].as_array().unwrap().len();
    assert_eq!(steps(&after), steps(&before) + 1, "{after}");
    assert_eq!(told(&server, &branch.members[1], "help_case.help").await, 1);
}

/// S3-1: what is being written is written on; what is handed in is decided on by who took over, which its author could
/// not.
#[tokio::test]
async fn drafts_pass_and_what_is_handed_in_waits() {
    let server = TestServer::start_with(2, 6, &[]).await;
    let branch = server.fixture.branches[0].clone();
    let (old, new) = (&branch.members[0], &branch.members[1]);
    let draft = server.post("/contents", old, notice(branch.id.0, json!({}))).await.expect(201);
    let draft = format!("/contents/{}", draft["id"].as_str().unwrap());
    let waiting = submitted(&server, old, notice(branch.id.0, json!({}))).await;
    let back = format!("/contents/{}", submitted(&server, old, notice(branch.id.0, json!({}))).await);
    server.post(&format!("{back}/return"), &server.fixture.clerk, json!({ "reason": "缺地点" })).await.expect(200);

    let done = passed(&server).await;
    assert_eq!((count(&done, "drafts"), count(&done, "movedDrafts"), count(&done, "contents")), (2, 2, 1), "{done}");
    server.post(&format!("{draft}/submit"), old, Value::Null).await.refused("auth.forbidden");
    for path in [&draft, &back] {
        let out = server.post(&format!("{path}/submit"), new, Value::Null).await.expect(200);
        assert_eq!(out["authorName"], json!(new.name), "{out}");
    }
    server.post(&format!("{draft}/approve"), new, json!({})).await.refused("content.own");
    server.post(&format!("/contents/{waiting}/approve"), new, json!({})).await.expect(200);
}

/// S0-13, S1-1, S4-5: suggestions, meetings and minutes wait at the place; leading a grid and acting for a member stay
/// with the person, and the chair of a meeting confirms what they chaired.
#[tokio::test]
async fn what_waits_is_counted_and_what_is_personal_stays() {
    let server = TestServer::start_with(2, 8, &[]).await;
    meetings::adopt(&server).await;
    let branch = server.fixture.branches[0].clone();
    let [old, new, member, reviewer] = [0, 1, 4, 6].map(|place| branch.members[place].clone());
    let clerk = server.fixture.clerk.clone();
    let suggestion = suggestions::suggested(&server, &member, json!({})).await;
    suggestions::taken_up(&server, &suggestion, &old).await;
    meetings::planned(&server, json!({ "title": "下次会议" })).await;
    let grant = async |tx: &Tx| {
        let now = server.clock.now();
        accounts::grant_role(tx, reviewer.person, Role::Reviewer, branch.id, None, now).await
    };
    server.app.database.transact("grant", grant).await.unwrap();
    let held = meetings::opened(&server, json!({ "kind": "other" })).await;
    for present in [&old, &reviewer] {
        meetings::signed_in(&server, &held, present).await;
    }
    meetings::closed(&server, &held, &old).await;
    let text = json!({ "text": "讨论河道清理。", "chairMemberId": old.id.0, "decisions": [] });
    let minutes = format!("/meetings/{held}/minutes");
    server.post(&minutes, &reviewer, text).await.expect(201);
    let grid = grids::grid(&server, &clerk, branch.id, "第一网格").await;
    grids::leads(&server, &clerk, &grid, &old, "member").await;
    let consent = json!({ "helperId": old.person.0, "how": "in_person", "until": "2024-12-31" });
    server.post(&format!("/members/{}/assistance", member.id), &clerk, consent).await.expect(201);

    let done = passed(&server).await;
    for (what, expected) in
        [("suggestions", 1), ("meetings", 1), ("minutes", 1), ("gridsLed", 1), ("assisted", 1), ("proposals", 0)]
    {
        assert_eq!(count(&done, what), expected, "{what}: {done}");
    }
    // The chair needs no office for it, and whoever took over answers what another took up.
    server.post(&format!("{minutes}/confirmation"), &old, json!({ "version": 1 })).await.expect(200);
    suggestions::answered(&server, &suggestion, &new, json!({})).await.expect(200);
    let helped = server.get("/me/assistance", &old).await.expect(200);
    assert!(helped.to_string().contains(&member.id.to_string()), "{helped}");
    let page = server.get(&format!("/handovers/{}/print", done["id"].as_str().unwrap()), &new).await;
    let page = String::from_utf8(page.body).unwrap();
    assert!(page.contains("待答复的意见建议") && !page.contains("其他"), "{page}");
}
