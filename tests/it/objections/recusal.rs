//! Nobody decides on their own points, nor on their own objection (pitfall 41).

use serde_json::{Value, json};
use xianfeng_domain::access::Role;
use xianfeng_infra::accounts;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::{against, id, listed, object, posted, refused, stranger, told, upheld};
use crate::leaderboards::scene::{credited, entry};
use crate::villager_reports::make_reviewer;

async fn grant(server: &TestServer, to: &FixtureMember, role: Role) {
    let township = server.fixture.township;
    let give = async |tx: &Tx| -> StoreResult<()> {
        accounts::grant_role(tx, to.person, role, township, None, server.clock.now()).await?;
        Ok(())
    };
    server.app.database.transact("grant", give).await.unwrap();
}

#[tokio::test]
async fn the_secretarys_own_row_goes_to_the_township() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let (_, _, wrong) = credited(&server, &branch, secretary, "2024-03-01", json!({})).await;
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let body = against(&server, &notice, branch.id, secretary).await;
    let held = stranger(&server, notice.edition, body.clone()).await.expect(201);
    let named = object(&server, &notice, member, body).await.expect(201);
    assert_eq!(held["state"], "held");
    assert_eq!(listed(&server, secretary, "held").await, Vec::<Value>::new());
    assert_eq!(listed(&server, secretary, "admitted").await, Vec::<Value>::new());
    assert_eq!(told(&server, secretary).await, ["objection.about_you"], "not that one waits");
    assert_eq!(told(&server, &clerk).await, ["objection.waits", "objection.waits"]);
    for step in ["admit", "decide"] {
        let body = if step == "admit" { Value::Null } else { refused() };
        server
            .post(&format!("/objections/{}/{step}", id(&named)), secretary, body)
            .await
            .refused("objection.not_found");
    }
    let waiting = listed(&server, &clerk, "admitted").await;
    assert_eq!(waiting[0]["aboveBranch"], true);
    let decide = format!("/objections/{}/decide", id(&named));
    assert_eq!(server.post(&decide, &clerk, upheld(&wrong)).await.expect(200)["editionMade"], 2);
}

/// The secretary's own objection is not theirs to decide either; a committee has another who does,
/// though what the office entered is the office's to take back.
#[tokio::test]
async fn another_of_the_committee_decides() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let [secretary, member, reviewer] = [0, 1, 2].map(|index| branch.members[index].clone());
    make_reviewer(&server, &reviewer).await;
    entry(&server, &branch, &member, 300, "2024-03-01", None).await;
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let body = against(&server, &notice, branch.id, &member).await;
    let own = object(&server, &notice, &secretary, body).await.expect(201);
    let about = object(&server, &notice, &member, against(&server, &notice, branch.id, &secretary).await).await;
    let about = about.expect(201);
    assert_eq!(told(&server, &reviewer).await, ["objection.waits", "objection.waits"]);
    assert_eq!(listed(&server, &secretary, "admitted").await, Vec::<Value>::new());
    assert_eq!(listed(&server, &reviewer, "admitted").await.len(), 2);
    for objection in [&own, &about] {
        let path = format!("/objections/{}", id(objection));
        server.get(&path, &secretary).await.refused("objection.not_found");
        server.post(&format!("{path}/decide"), &secretary, refused()).await.refused("objection.own");
    }
    let ledger = server.get("/me/ledger", &member).await.expect(200);
    let entry = ledger["items"][0]["id"].as_str().unwrap().to_owned();
    let decide = format!("/objections/{}/decide", id(&own));
    server.post(&decide, &reviewer, upheld(&entry)).await.refused("auth.forbidden");
    assert_eq!(server.post(&decide, &server.fixture.clerk, upheld(&entry)).await.expect(200)["state"], "upheld");
    let decide = format!("/objections/{}/decide", id(&about));
    assert_eq!(server.post(&decide, &reviewer, refused()).await.expect(200)["state"], "refused");
}

/// A clerk who is a member, too, leaves their own row to another clerk.
#[tokio::test]
async fn the_clerks_own_row_goes_to_another() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk, second) = (&branch.members[0], &branch.members[1], &branch.members[2]);
    grant(&server, clerk, Role::TownshipAdmin).await;
    grant(&server, second, Role::TownshipAdmin).await;
    let (_, _, wrong) = credited(&server, &branch, clerk, "2024-03-01", json!({})).await;
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let body = against(&server, &notice, branch.id, clerk).await;
    let made = object(&server, &notice, secretary, body).await.expect(201);
    assert_eq!(listed(&server, clerk, "admitted").await, Vec::<Value>::new());
    let decide = format!("/objections/{}/decide", id(&made));
    server.post(&decide, clerk, upheld(&wrong)).await.refused("objection.own");
    server.post(&decide, secretary, upheld(&wrong)).await.refused("objection.not_found");
    assert_eq!(told(&server, second).await, ["objection.waits"]);
    assert_eq!(server.post(&decide, second, upheld(&wrong)).await.expect(200)["editionMade"], 2);
}
