//! The history of published cards: S1-3.

use serde_json::{Value, json};
use xianfeng_api::work::Job;
use xianfeng_tests::TestServer;

use super::{grid, made};

#[tokio::test]
async fn each_change_of_a_card_is_kept_with_day_and_who() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let card = |households: u32| json!({ "villages": ["汤家圩"], "officers": ["沈洪根"], "households": households });
    let new = json!({ "organizationId": branch.id.0, "name": "第一网格", "card": card(200) });
    let id = made(&server, secretary, new).await;
    for (version, households, day, by) in [(1, 212, "2024-03-08", &clerk), (2, 220, "2024-04-08", secretary)] {
        server.set_time(&format!("{day}T01:00:00Z"));
        let edit = json!({ "name": "第一网格", "position": 0, "card": card(households) });
        server.put(&format!("/grids/{id}"), by, version, edit).await.expect(200);
    }
    let path = format!("/grids/{id}/card-history");
    let seen = server.get(&path, secretary).await.expect(200);
    let said = seen["items"].as_array().unwrap().iter().map(|past| {
        (past["version"].clone(), past["households"].clone(), past["updatedOn"].clone(), past["changedBy"].clone())
    });
    let said: Vec<_> = said.collect();
    let secretary_name = json!(secretary.name);
    assert_eq!(
        said,
        [
            (json!(3), json!(220), json!("2024-04-08"), secretary_name.clone()),
            (json!(2), json!(212), json!("2024-03-08"), json!(clerk.name)),
            (json!(1), json!(200), json!("2024-03-01"), secretary_name),
        ]
    );
    let page = server.get(&format!("{path}?limit=1"), &other.members[1]).await.expect(200);
    assert_eq!((&page["items"][0]["households"], &page["items"][0]["changedBy"]), (&json!(220), &Value::Null));
    let next = page["nextCursor"].as_str().unwrap();
    let page = server.get(&format!("{path}?limit=2&cursor={next}"), &other.members[1]).await.expect(200);
    assert_eq!(page["items"].as_array().unwrap().len(), 2);
}

/// S1-3: kept up to date. Who keeps the grids is told once when nobody has looked for a year.
#[tokio::test]
async fn an_old_card_is_told_to_who_keeps_it() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    let _ = grid(&server, secretary, branch.id, "第一网格").await;
    let told = async || {
        while Job::Remind.step(&server.app, server.clock.now()).await.unwrap() > 0 {}
        let inbox = server.get("/me/inbox?limit=100", secretary).await.expect(200);
        inbox["items"].as_array().unwrap().iter().filter(|one| one["kind"] == "grid.card_old").count()
    };
    server.set_time("2025-03-01T01:00:00Z");
    assert_eq!(told().await, 0);
    server.set_time("2025-03-02T01:00:00Z");
    assert_eq!((told().await, told().await), (1, 1));
    let inbox = server.get("/me/inbox?limit=100", &branch.members[1]).await.expect(200);
    assert!(!inbox.to_string().contains("grid.card_old"));
}
