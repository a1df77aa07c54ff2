//! What a draft would have made of a period, before anybody adopts it.

use serde_json::{Value, json};
use xianfeng_infra::db::Tx;
use xianfeng_infra::rulebooks::CHISHIQIAO;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::{adopted, checked, draft, village_layer, with_limits};
use crate::leaderboards::scene::{submitted, task};

async fn ask(server: &TestServer, by: &FixtureMember, id: &str, body: Value) -> Value {
    server.post(&format!("/rulebooks/drafts/{id}/what-if"), by, body).await.expect(200)
}

async fn credit(server: &TestServer, place: usize, member: &FixtureMember, item: &str, points: Value) {
    let branch = server.fixture.branches[place].clone();
    let task = task(server, &branch, json!({ "item": item, "placesPerMember": 9 })).await;
    let claim = submitted(server, &task, member, "2024-03-01").await;
    server.post(&format!("/claims/{claim}/approve"), &branch.members[0], points).await.expect(200);
}

fn row<'a>(outcome: &'a Value, member: &FixtureMember) -> &'a Value {
    let rows = outcome["items"].as_array().unwrap();
    rows.iter().find(|row| row["memberId"] == json!(member.id.0)).unwrap()
}

#[tokio::test]
async fn a_draft_is_tried_before_it_is_adopted() {
    let server = TestServer::start().await;
    let (clerk, township) = (server.fixture.clerk.clone(), server.fixture.township.0);
    let branch = server.fixture.branches[0].clone();
    let act = xianfeng_api::auth::Act::of_machine(server.clock.now());
    xianfeng_api::ledger::grant_running_base(&server.app, &act, server.fixture.township).await.unwrap();
    let [first, second] = [&branch.members[1], &branch.members[2]];
    for _ in 0..5 {
        // The fifth is trimmed by the monthly cap of 4.
        credit(&server, 0, first, "fire_patrol", json!({})).await;
    }
    credit(&server, 0, second, "consultation", json!({})).await;
    let part = json!({ "points": 0.25, "reason": "只做了一部分" });
    credit(&server, 0, second, "safety_advice", part).await;

    // S2-8, item 3: with the same book nothing moves, whatever the period.
    let same = checked(&server, &clerk, township, CHISHIQIAO).await;
    for period in ["2024", "2024-Q1", "2024-03", "2023"] {
        let outcome = ask(&server, &clerk, &same, json!({ "period": period })).await;
        assert_eq!((&outcome["changed"], &outcome["moved"], &outcome["dropped"]), (&json!(0), &json!(0), &json!([])));
        assert_eq!(outcome["sumBefore"], outcome["sumAfter"]);
        assert_eq!(outcome["members"], 8);
    }
    // Patrols without a cap are worth half, advice twice, consultations are unknown.
    let other = CHISHIQIAO
        .replace(
            "points = \"1\"\nunit = \"次\"\ncaps = [{ per = \"month\", points = \"4\" }]",
            "points = \"0.5\"\nunit = \"次\"",
        )
        .replace("code = \"consultation\"", "code = \"lecture\"")
        .replace(
            "name = \"安全劝导\"\naspect = \"志愿服务\"\nkind = \"addition\"\npoints = \"0.5\"",
            "name = \"安全劝导\"\naspect = \"志愿服务\"\nkind = \"addition\"\npoints = \"20\"",
        );
    let other = draft(&server, &clerk, township, &other).await;
    let before = async |tx: &Tx| xianfeng_infra::ledger::chain(tx, first.id).await;
    let chain = server.app.database.read(before).await.unwrap();
    let outcome = ask(&server, &clerk, &other, json!({ "period": "2024-Q1" })).await;
    let of_first = row(&outcome, first);
    assert_eq!((&of_first["totalBefore"], &of_first["totalAfter"]), (&json!(4), &json!(2.5)));
    let of_second = row(&outcome, second);
    assert_eq!((&of_second["totalBefore"], &of_second["totalAfter"]), (&json!(1.25), &json!(10)), "half of 20");
    assert_eq!((&of_second["rankBefore"], &of_second["rankAfter"]), (&json!(2), &json!(1)));
    assert_eq!((&outcome["changed"], &outcome["moved"]), (&json!(2), &json!(2)));
    let dropped = json!([{ "item": "consultation", "why": "unknown", "entries": 1, "points": 1 }]);
    assert_eq!(outcome["dropped"], dropped);
    assert_eq!((&outcome["sumBefore"], &outcome["sumAfter"]), (&json!(5.25), &json!(12.5)));
    // Pages concatenate to the whole.
    let path = format!("/rulebooks/drafts/{other}/what-if");
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page =
            server.post(&format!("{path}?limit=3{cursor}"), &clerk, json!({ "period": "2024-Q1" })).await.expect(200);
        seen.extend(page["items"].as_array().unwrap().clone());
        match page["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(json!(seen), outcome["items"]);
    // Nothing was written.
    assert_eq!(server.app.database.read(before).await.unwrap(), chain);
    server.post(&path, &clerk, json!({ "period": "2025" })).await.refused("period.not_found");
    server.post(&path, &branch.members[0], json!({ "period": "2024" })).await.refused("rulebook.draft_not_found");
    let broken = draft(&server, &clerk, township, "name = 3").await;
    let broken = format!("/rulebooks/drafts/{broken}/what-if");
    let refused = server.post(&broken, &clerk, json!({ "period": "2024" })).await.refused("rulebook.flawed");
    assert!(!refused["flaws"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn branches_are_tried_with_their_layers_on_the_draft() {
    let server = TestServer::start().await;
    let (clerk, township) = (server.fixture.clerk.clone(), server.fixture.township.0);
    let branch = server.fixture.branches[0].clone();
    let member = &branch.members[1];
    adopted(&server, &clerk, township, &with_limits(1, 15), "2024-03-01").await;
    adopted(&server, &branch.members[0], branch.id.0, &village_layer("forsythia", 15, (2, 4)), "2024-03-01").await;
    credit(&server, 0, member, "forsythia", json!({})).await;
    credit(&server, 0, member, "good_deed", json!({})).await;
    let same = checked(&server, &clerk, township, &with_limits(1, 15)).await;
    let outcome = ask(&server, &clerk, &same, json!({ "period": "2024-Q1" })).await;
    assert_eq!((&outcome["changed"], &outcome["sumAfter"]), (&json!(0), &json!(17)));
    // The township would allow 10 only: the village's item would fall.
    let less = checked(&server, &clerk, township, &with_limits(1, 10)).await;
    let outcome = ask(&server, &clerk, &less, json!({ "period": "2024-Q1", "organizationId": branch.id.0 })).await;
    assert_eq!((&outcome["members"], &outcome["sumAfter"]), (&json!(4), &json!(2)));
    assert_eq!(outcome["dropped"][0]["item"], "forsythia");
    // The village tries a layer of its own.
    let layer = village_layer("forsythia", 12, (3, 4));
    let own = checked(&server, &branch.members[0], branch.id.0, &layer).await;
    let outcome = ask(&server, &branch.members[0], &own, json!({ "period": "2024-Q1" })).await;
    assert_eq!(row(&outcome, member)["totalAfter"], json!(15));
}
