//! Who may open and sign, and for whom.

use serde_json::{Value, json};
use xianfeng_domain::access::Role;
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;
use xianfeng_tests::TestServer;

use super::{handover, leads, opened, signed};

/// The secretary is gone: the township opens and signs for them, with the reason; who takes over signs in person.
#[tokio::test]
async fn the_township_signs_for_who_is_gone() {
    let server = TestServer::start().await;
    let [old, new, other] = [0, 1, 2].map(|place| server.fixture.branches[0].members[place].clone());
    let clerk = server.fixture.clerk.clone();
    let role = json!({ "personId": old.person.0, "role": "branch_admin", "organizationId": handover(&server)["organizationId"] });
    server.post("/roles/end", &clerk, role).await.expect(200);
    server.post("/handovers", &old, handover(&server)).await.refused("auth.forbidden");
    let out = server.post("/handovers", &clerk, handover(&server)).await.expect(201);
    assert_eq!(out["byTownship"], true);
    let path = format!("/handovers/{}", out["id"].as_str().unwrap());
    server.get(&path, &other).await.refused("handover.not_found");
    server.post(&format!("{path}/sign"), &other, json!({})).await.refused("handover.not_found");
    server.post(&format!("{path}/sign"), &clerk, json!({})).await.refused("handover.absence_unsaid");
    let absent = json!({ "absentReason": "已调离" });
    let out = server.post(&format!("{path}/sign"), &clerk, absent).await.expect(200);
    assert_eq!(out["absentReason"], "已调离");
    assert!(!leads(&server, &new).await, "nobody is given an office unasked");
    signed(&server, &path, &new).await;
    assert!(leads(&server, &new).await);
}

/// An office that was taken since is not passed on, and a secretary hands over within the branch.
#[tokio::test]
async fn nobody_passes_on_what_they_do_not_have() {
    let server = TestServer::start().await;
    let [old, new] = [0, 1].map(|place| server.fixture.branches[0].members[place].clone());
    let clerk = server.fixture.clerk.clone();
    let path = opened(&server).await;
    signed(&server, &path, &old).await;
    let branch = server.fixture.branches[0].id.0;
    let role = json!({ "personId": old.person.0, "role": "branch_admin", "organizationId": branch });
    server.post("/roles/end", &clerk, role).await.expect(200);
    server.post(&format!("{path}/sign"), &new, json!({})).await.refused("handover.role_gone");
    assert!(!leads(&server, &new).await);

    let server = TestServer::start().await;
    let branch = &server.fixture.branches[0];
    let (old, foreign) = (&branch.members[0], &server.fixture.branches[1].members[1]);
    let with = |field: &str, value: Value| {
        let mut body = handover(&server);
        body[field] = value;
        body
    };
    let post = async |body: Value, by| server.post("/handovers", by, body).await;
    post(with("incomingId", json!(foreign.person.0)), old).await.refused("handover.incoming_unfit");
    post(with("incomingId", json!(old.person.0)), old).await.refused("handover.incoming_unfit");
    post(with("role", json!("reviewer")), old).await.refused("handover.no_office");
    post(with("role", json!("township_admin")), old).await.refused("handover.no_office");
    post(with("outgoingId", json!(branch.members[2].person.0)), old).await.refused("auth.forbidden");
    let elsewhere = json!(server.fixture.branches[1].id.0);
    post(with("organizationId", elsewhere), old).await.refused("organization.not_found");
    post(handover(&server), &branch.members[1]).await.refused("auth.forbidden");
}

/// The township's own office passes too, and there is an administrator at every moment.
#[tokio::test]
async fn the_townships_last_administrator_hands_over() {
    let server = TestServer::start().await;
    let (clerk, new) = (server.fixture.clerk.clone(), server.fixture.branches[0].members[1].clone());
    let body = json!({
        "organizationId": server.fixture.township.0, "role": "township_admin", "outgoingId": clerk.person.0,
        "incomingId": new.person.0
    });
    let out = server.post("/handovers", &clerk, body).await.expect(201);
    let path = format!("/handovers/{}", out["id"].as_str().unwrap());
    signed(&server, &path, &new).await;
    signed(&server, &path, &clerk).await;
    let held = async |tx: &Tx| accounts::held_at(tx, [server.fixture.township]).await;
    let held = server.app.database.read(held).await.unwrap();
    let holders: Vec<_> = held.iter().filter(|one| one.role == Role::TownshipAdmin).map(|one| one.person).collect();
    assert_eq!(holders, [new.person]);
    let last =
        json!({ "personId": new.person.0, "role": "township_admin", "organizationId": server.fixture.township.0 });
    server.post("/roles/end", &new, last).await.refused("role.last_administrator");
}
