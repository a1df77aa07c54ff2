//! The points card (一卡通), S1-8: a deed at a host counts at home, once, after the home branch has
//! registered it under its own rule book.

use futures_util::future::join_all;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use crate::declarations::{assert_clean, ledger, registered};

/// Scans the card that a member shows now, at the second branch.
pub(super) async fn scanned(server: &TestServer, member: &FixtureMember) -> Value {
    let card = server.get("/me/card", member).await.expect(200);
    scan(server, &card["code"]).await.expect(201)
}

async fn scan(server: &TestServer, code: &Value) -> xianfeng_tests::Answer {
    let host = &server.fixture.branches[1];
    server.post("/cards/scans", &host.members[0], json!({ "code": code, "organizationId": host.id.0 })).await
}

fn deed() -> Value {
    json!({ "item": "volunteer_service", "what": "参加河道清淤", "place": "第2村" })
}

#[tokio::test]
async fn a_deed_elsewhere_counts_at_home_once_home_has_registered_it() {
    let server = TestServer::start().await;
    let (home, host) = (&server.fixture.branches[0], &server.fixture.branches[1]);
    let member = &home.members[1];
    let scan = scanned(&server, member).await;
    assert_eq!((&scan["branchName"], &scan["memberName"]), (&json!("第1村党支部"), &json!("党*2")), "{scan}");
    assert!(scan["items"].as_array().unwrap().iter().any(|item| item["code"] == "volunteer_service"), "{scan}");

    let path = format!("/cards/scans/{}/deed", scan["id"].as_str().unwrap());
    let waiting = server.post(&path, &host.members[0], deed()).await.expect(201);
    assert_eq!((&waiting["state"], &waiting["doneOn"]), (&json!("open"), &json!("2024-03-01")));
    server.post(&path, &host.members[0], deed()).await.refused("card.used");
    // The host brings it forward; it is home that decides.
    let own = format!("/declarations/{}", waiting["declarationId"].as_str().unwrap());
    assert_eq!(server.get(&own, &host.members[0]).await.status, 404);
    let declaration = server.get(&own, &home.members[0]).await.expect(200);
    assert_eq!((&declaration["way"], &declaration["place"]), (&json!("card"), &json!("第2村")));
    let decision = json!({ "register": [{ "id": declaration["id"], "points": 2, "reason": "清淤半天" }] });
    server.post("/declarations/registrations", &home.members[0], decision).await.expect(200);
    let entry = &ledger(&server, member).await[0];
    assert_eq!((&entry["points"], &entry["organizationId"]), (&json!(2), &json!(home.id.0)), "{entry}");
    assert_eq!((&entry["recordedBy"], &entry["approvedBy"]), (&json!("党员1001"), &json!("党员1")));
    assert_clean(&server).await;
}

#[tokio::test]
async fn a_card_is_good_for_two_minutes_and_one_scan_and_only_if_we_made_it() {
    let server = TestServer::start().await;
    let (home, host) = (&server.fixture.branches[0], &server.fixture.branches[1]);
    let card = server.get("/me/card", &home.members[1]).await.expect(200);
    assert_eq!(card["expiresAt"], "2024-03-01T09:02:00+08:00");
    let code = card["code"].as_str().unwrap();
    for forged in ["XF1.AAAA", "hello", &format!("{}A", &code[..code.len() - 1]), &code.to_lowercase()] {
        if forged != code {
            scan(&server, &json!(forged)).await.refused("card.invalid");
        }
    }
    // Eight at once: one.
    let answers = join_all((0..8).map(|_| scan(&server, &card["code"]))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    assert!(answers.iter().filter(|answer| answer.status != 201).all(|answer| answer.json()["code"] == "card.used"));

    let late = server.get("/me/card", &home.members[2]).await.expect(200);
    server.set_time("2024-03-01T01:02:00Z");
    scan(&server, &late["code"]).await.refused("card.expired");

    // Nobody vouches for themselves, a member without a role scans nothing, a host only for itself.
    let own = server.get("/me/card", &host.members[0]).await.expect(200);
    scan(&server, &own["code"]).await.refused("auth.forbidden");
    let body = json!({ "code": late["code"], "organizationId": home.id.0 });
    server.post("/cards/scans", &host.members[0], body.clone()).await.refused("organization.not_found");
    server.post("/cards/scans", &host.members[1], body).await.refused("auth.forbidden");
}

#[tokio::test]
async fn a_scan_serves_its_host_until_the_day_after() {
    let server = TestServer::start().await;
    let (home, host) = (&server.fixture.branches[0], &server.fixture.branches[1]);
    let scan = scanned(&server, &home.members[1]).await;
    let path = format!("/cards/scans/{}/deed", scan["id"].as_str().unwrap());
    server.post(&path, &home.members[0], deed()).await.refused("card.scan_not_found");
    server.set_time("2024-03-03T01:00:00Z");
    server.post(&path, &host.members[0], deed()).await.refused("card.expired");
    server.set_time("2024-03-02T01:00:00Z");
    let waiting = server.post(&path, &host.members[0], deed()).await.expect(201);
    let own = format!("/declarations/{}", waiting["declarationId"].as_str().unwrap());
    let declaration = server.get(&own, &home.members[0]).await.expect(200);
    assert_eq!(registered(&server, &home.members[0], &declaration).await["code"], "declaration.points_unfit");
}
