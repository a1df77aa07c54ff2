//! Home and host branch manage a member away together: S4-12.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::gone;
use crate::inbox::told;
use crate::leaderboards::scene::mark;

/// A host of this installation sees name and state, notes attendance, and nothing else; until the return.
#[tokio::test]
async fn a_host_branch_sees_and_notes_until_the_return() {
    let server = TestServer::start().await;
    let [own, host] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let [secretary, member, liaison] = [0, 1, 2].map(|place| own.members[place].clone());
    let hosting = &host.members[0];
    let away = gone(&server, &member, &liaison, json!({ "host": { "organizationId": host.id.0 } })).await;
    assert_eq!(told(&server, hosting, "away.hosted").await, 1);
    let said = json!({ "on": "2024-02-10", "manner": "wechat", "said": "思想稳定" });
    server.post(&format!("{away}/contacts"), &liaison, said).await.expect(201);

    let hosted = server.get("/aways/hosted", hosting).await.expect(200);
    assert_eq!(hosted["items"].as_array().unwrap().len(), 1);
    assert_eq!(hosted["items"][0]["memberName"], json!(member.name));
    server.get("/aways/hosted", &member).await.refused("auth.forbidden");
    assert_eq!(server.get("/aways/hosted", &secretary).await.expect(200)["items"], json!([]));
    let notes = format!("{away}/host-notes");
    let note = |on: &str| json!({ "kind": "attendance", "on": on, "text": "参加主题党日" });
    server.post(&notes, &secretary, note("2024-02-15")).await.refused("away.not_found");
    server.post(&notes, &host.members[1], note("2024-02-15")).await.refused("auth.forbidden");
    server.post(&notes, hosting, note("2024-01-15")).await.refused("away.not_away_then");
    server.post(&notes, hosting, note("2024-02-15")).await.expect(201);
    assert_eq!(
        (told(&server, &secretary, "away.host_note").await, told(&server, &liaison, "away.host_note").await),
        (1, 1)
    );
    let seen = server.get(&away, hosting).await.expect(200);
    assert_eq!((&seen["view"], &seen["contacts"], &seen["liaisons"]), (&json!("host"), &json!([]), &json!([])));
    assert_eq!(seen["notes"][0]["text"], "参加主题党日");
    assert_eq!(server.get(&away, &secretary).await.expect(200)["notes"][0]["kind"], "attendance");
    server.get(&format!("/members/{}", member.id.0), hosting).await.refused("member.not_found");

    server.post(&format!("{away}/return"), &secretary, json!({ "backOn": "2024-03-01" })).await.expect(200);
    assert_eq!(told(&server, hosting, "away.host_ended").await, 1);
    assert_eq!(server.get("/aways/hosted", hosting).await.expect(200)["items"], json!([]));
    server.get(&away, hosting).await.refused("away.not_found");
    server.post(&notes, hosting, note("2024-02-15")).await.refused("away.not_found");
    assert_eq!(server.get(&away, &member).await.expect(200)["notes"].as_array().unwrap().len(), 1);
}

/// A host elsewhere is a name and a contact; another host comes in the place of the first.
#[tokio::test]
async fn hosts_outside_and_other_hosts() {
    let server = TestServer::start().await;
    let [own, host] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let [secretary, member, liaison] = [0, 1, 2].map(|place| own.members[place].clone());
    let outside = json!({ "name": "太原某社区党支部", "contact": "王书记 0351-1234567" });
    let away = gone(&server, &member, &liaison, json!({ "host": outside })).await;
    let seen = server.get(&away, &secretary).await.expect(200);
    assert_eq!((&seen["outsideName"], &seen["away"]["hosted"]), (&json!("太原某社区党支部"), &json!(true)));
    let list = server.get(&format!("/members/{}/aways", member.id.0), &secretary).await.expect(200);
    assert!(!list.to_string().contains("0351"), "the list names no contact: {list}");
    let path = format!("{away}/host");
    for (body, pointer) in [
        (json!({ "organizationId": own.id.0 }), "/organizationId"),
        (json!({ "organizationId": server.fixture.township.0 }), "/organizationId"),
        (json!({ "organizationId": uuid::Uuid::now_v7() }), "/organizationId"),
        (json!({ "organizationId": host.id.0, "name": "某支部" }), "/name"),
        (json!({ "name": "某支部" }), "/contact"),
    ] {
        assert_eq!(
            server.post(&path, &secretary, body).await.refused("request.invalid")["errors"][0]["pointer"],
            pointer
        );
    }
    server.post(&path, &host.members[0], json!({ "organizationId": host.id.0 })).await.refused("away.not_found");
    let set = server.post(&path, &secretary, json!({ "organizationId": host.id.0 })).await.expect(200);
    assert_eq!(set["hostOrganizationId"], json!(host.id.0));
    assert_eq!(server.get(&away, &secretary).await.expect(200)["outsideName"], Value::Null);
    assert_eq!(told(&server, &host.members[0], "away.hosted").await, 1);
    // Whoever moves to the branch that hosts them is one of its own.
    let moving = json!({ "branchId": host.id.0, "from": "2024-03-01", "reason": "迁居" });
    server.post(&format!("/members/{}/transfer", member.id.0), &server.fixture.clerk, moving).await.expect(200);
    let seen = server.get(&away, &host.members[0]).await.expect(200);
    assert_eq!((&seen["view"], &seen["away"]["hosted"]), (&json!("home"), &json!(false)));
}

/// Invariant 11: a branch below something sensitive is as little a host as one that is marked itself.
#[tokio::test]
async fn what_lies_below_something_sensitive_is_no_host() {
    let server = TestServer::start().await;
    let [own, host] = [0, 1].map(|index| server.fixture.branches[index].clone());
    for hidden in [host.id, server.fixture.township] {
        mark(&server, host.id, false, None).await;
        mark(&server, hidden, true, None).await;
        let going = json!({ "from": "2024-02-01", "destination": "太原务工", "liaisonId": own.members[2].id.0,
            "host": { "organizationId": host.id.0 } });
        let path = format!("/members/{}/aways", own.members[1].id);
        let refused = server.post(&path, &own.members[0], going).await.refused("request.invalid");
        assert_eq!(refused["errors"][0]["pointer"], "/host/organizationId");
    }
}
