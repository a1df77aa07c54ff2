//! Hints at categories: the machine proposes, a person decides (S4-1, invariant 12).

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use crate::leaderboards::book::adopt;

/// The fixture's members were born in March 1970.
#[tokio::test]
async fn who_turned_sixty_five_is_proposed_until_a_person_decides() {
    let server = TestServer::start().await;
    adopt(&server, 2, "2024-01-01", "").await;
    let [branch, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let (secretary, second) = (&branch.members[0], &branch.members[1]);
    let hints = format!("/hints?organizationId={}", branch.id.0);
    server.set_time("2035-03-31T01:00:00Z");
    assert_eq!(server.get(&hints, secretary).await.expect(200)["items"], json!([]), "not certain yet");
    server.set_time("2035-04-01T01:00:00Z");
    let mut seen: Vec<Value> = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = server.get(&format!("{hints}&limit=3{cursor}"), secretary).await.expect(200);
        seen.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let names: Vec<_> = seen.iter().map(|hint| hint["name"].clone()).collect();
    assert_eq!(names, ["党员1", "党员2", "党员3", "党员4"], "in the order of the roster");
    let first = ["proposed", "proposedName", "ground", "birth"].map(|name| seen[1][name].clone());
    assert_eq!(first, [json!("aged"), json!("年老"), json!("age"), json!("1970-03")]);
    server.get(&hints, &other.members[0]).await.refused("organization.not_found");
    server.get(&hints, second).await.refused("auth.forbidden");

    // One is moved, one is left as they are for a year; nothing happened by itself.
    let detail = server.get(&format!("/members/{}", second.id.0), secretary).await.expect(200);
    assert_eq!(detail["category"], "ordinary");
    let moved = json!({ "category": "aged", "from": "2035-04-01", "reason": "年满65岁", "meeting": "2035年4月支委会" });
    server.post(&format!("/members/{}/transfer", second.id.0), secretary, moved).await.expect(200);
    let aside = |member: uuid::Uuid| json!({ "memberId": member, "category": "aged", "reason": "身体健康" });
    let third = branch.members[2].id.0;
    server.post("/hints/dismissals", &other.members[0], aside(third)).await.refused("member.not_found");
    server.post("/hints/dismissals", secretary, aside(secretary.id.0)).await.refused("member.own_matter");
    let unknown = json!({ "memberId": third, "category": "hero", "reason": "身体健康" });
    server.post("/hints/dismissals", secretary, unknown).await.refused("request.invalid");
    for _ in 0..2 {
        let put = server.post("/hints/dismissals", secretary, aside(third)).await.expect(201);
        assert_eq!(put["until"], "2036-04-01");
    }
    let left = server.get(&hints, secretary).await.expect(200);
    let names: Vec<_> = left["items"].as_array().unwrap().iter().map(|hint| hint["name"].clone()).collect();
    assert_eq!(names, ["党员1", "党员4"]);
    server.set_time("2036-04-01T01:00:00Z");
    assert_eq!(server.get(&hints, secretary).await.expect(200)["items"].as_array().unwrap().len(), 3);
}
