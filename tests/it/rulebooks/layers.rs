//! Layers: what a village adds to the township's book and narrows of it (S2-8).

use serde_json::{Value, json};
use xianfeng_api::verify::{Scope, verify};
use xianfeng_infra::db::Tx;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureBranch, FixtureMember};

use super::{adopted, draft, effective, item, village_layer, with_limits};
use crate::leaderboards::scene::{submitted, task};

/// The township allows one item of up to 15 points; each branch takes it.
async fn layered() -> (TestServer, [FixtureBranch; 2]) {
    let server = TestServer::start().await;
    let clerk = server.fixture.clerk.clone();
    let branches = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    adopted(&server, &clerk, server.fixture.township.0, &with_limits(1, 15), "2024-03-01").await;
    for (branch, (item, points)) in branches.iter().zip([("forsythia", 15), ("petition", 5)]) {
        let layer = village_layer(item, points, (2, 4));
        adopted(&server, &branch.members[0], branch.id.0, &layer, "2024-03-01").await;
    }
    (server, branches)
}

async fn earned(server: &TestServer, branch: &FixtureBranch, member: &FixtureMember, item: &str) -> Value {
    let task = task(server, branch, json!({ "item": item })).await;
    let claim = submitted(server, &task, member, "2024-03-01").await;
    server.post(&format!("/claims/{claim}/approve"), &branch.members[0], json!({})).await.expect(200)
}

#[tokio::test]
async fn a_village_adds_and_narrows_within_what_the_township_allows() {
    let (server, [own, other]) = layered().await;
    let member = &own.members[1];
    let book = effective(&server, member, own.id.0, "2024-03-01").await;
    assert_eq!(item(&book, "forsythia").unwrap()["max"], json!(15), "S2-8: 50 mu of forsythia +15");
    assert_eq!(
        (&item(&book, "good_deed").unwrap()["min"], &item(&book, "good_deed").unwrap()["max"]),
        (&json!(2), &json!(4))
    );
    assert_eq!((&book["ownerId"], &book["rootOwnerId"]), (&json!(own.id.0), &json!(server.fixture.township.0)));
    let theirs = effective(&server, member, other.id.0, "2024-03-01").await;
    assert!(item(&theirs, "forsythia").is_none());
    assert_eq!(item(&theirs, "petition").unwrap()["max"], json!(5), "S2-8: one petition resolved +5");
    assert_eq!(earned(&server, &own, member, "forsythia").await["pointsAwarded"], json!(15));
    // Everything above stays: the same base, categories and closing unit.
    let above = effective(&server, member, server.fixture.township.0, "2024-03-01").await;
    for part in ["base", "categories", "closingUnit", "grades"] {
        assert_eq!(book[part], above[part], "{part}");
    }
}

#[tokio::test]
async fn a_layer_beyond_the_limits_is_refused_with_every_flaw() {
    let (server, [own, _]) = layered().await;
    let secretary = &own.members[0];
    let layer = village_layer("forsythia", 16, (0, 9)).replace("kind = \"addition\"", "kind = \"deduction\"");
    let layer =
        format!("{layer}\n[[narrow]]\ncode = \"fire_patrol\"\nretired = true\n[[narrow]]\ncode = \"nothing\"\n");
    let layer = format!("{layer}\n[below]\nmost_items = 2\nkinds = [\"veto\"]\n");
    let id = draft(&server, secretary, own.id.0, &layer).await;
    let check = server.post(&format!("/rulebooks/drafts/{id}/check"), secretary, Value::Null).await.expect(200);
    let mut paths: Vec<_> = check["flaws"].as_array().unwrap().iter().map(|flaw| flaw["path"].clone()).collect();
    paths.sort_by_key(ToString::to_string);
    let expected = ["below", "items[0].kind", "items[0].points", "narrow[0].points", "narrow[1]", "narrow[2].code"];
    assert_eq!(json!(paths), json!(expected), "{check}");
    // With nothing above, a layer has no ground.
    let clerk = server.fixture.clerk.clone();
    let id = draft(&server, &clerk, server.fixture.township.0, &village_layer("a", 1, (2, 3))).await;
    let check = server.post(&format!("/rulebooks/drafts/{id}/check"), &clerk, Value::Null).await.expect(200);
    assert_eq!(check["flaws"][0]["path"], "document");
}

#[tokio::test]
async fn a_member_who_moves_between_layers_keeps_totals_and_gets_the_base_once() {
    let (server, [own, other]) = layered().await;
    let (member, clerk) = (&own.members[1], server.fixture.clerk.clone());
    earned(&server, &own, member, "forsythia").await;
    let base = async || {
        let act = xianfeng_api::auth::Act::of_machine(server.clock.now());
        let year = "2024".parse().unwrap();
        xianfeng_api::ledger::grant_base_to_all(&server.app, &act, server.fixture.township, year).await.unwrap()
    };
    assert_eq!(base().await, 8);
    server.set_time("2024-03-02T01:00:00Z");
    let moved = json!({ "branchId": other.id.0, "from": "2024-03-02", "reason": "组织关系转接" });
    let path = format!("/members/{}/transfer", member.id.0);
    server.post(&path, &clerk, moved).await.expect(200);
    assert_eq!(base().await, 0, "the base is the township's, granted once");
    let points = server.get("/me/points?period=2024", member).await.expect(200);
    assert_eq!(points["points"]["total"], json!(75));
    // Under one roof, they compare: both branches and the township list the same total.
    for place in [other.id.0, server.fixture.township.0] {
        let board = server.get(&format!("/leaderboards/members?organizationId={place}&period=2024"), &clerk).await;
        let board = board.expect(200);
        assert_eq!((&board["items"][0]["name"], &board["items"][0]["total"]), (&json!(member.name), &json!(75)));
    }
    let chain = async |tx: &Tx| xianfeng_infra::ledger::chain(tx, member.id).await;
    let chain = server.app.database.read(chain).await.unwrap();
    assert!(chain.iter().all(|entry| entry.draft.owner == server.fixture.township));
    let report = verify(&server.app, Scope { files: false }, &|_, _, _| {}).await.unwrap();
    assert!(report.differences.is_empty(), "{:?}", report.differences);
}

#[tokio::test]
async fn a_new_version_above_takes_the_layers_along_without_what_does_not_fit() {
    let (server, [own, other]) = layered().await;
    let clerk = server.fixture.clerk.clone();
    let member = &own.members[1];
    // A layer that is still to come as well.
    adopted(&server, &own.members[0], own.id.0, &village_layer("orchard", 8, (2, 3)), "2024-06-01").await;
    let done = adopted(&server, &clerk, server.fixture.township.0, &with_limits(1, 10), "2024-05-01").await;
    let taken = done["recomposed"].as_array().unwrap();
    assert_eq!(taken.len(), 3, "{done}");
    let of = |id: uuid::Uuid| taken.iter().filter(|one| one["version"]["ownerId"] == json!(id)).collect::<Vec<_>>();
    let mine = of(own.id.0);
    assert_eq!(mine[0]["leftOut"][0]["path"], "items[0].points");
    assert_eq!(mine[0]["version"]["effectiveFrom"], "2024-05-01");
    assert_eq!((&mine[1]["leftOut"], &mine[1]["version"]["effectiveFrom"]), (&json!([]), &json!("2024-06-01")));
    assert_eq!(of(other.id.0)[0]["leftOut"], json!([]));
    let has = async |day: &str, code: &str| {
        let book = effective(&server, member, own.id.0, day).await;
        item(&book, code).is_some()
    };
    assert!(has("2024-04-30", "forsythia").await);
    assert!(!has("2024-05-01", "forsythia").await && !has("2024-05-31", "orchard").await);
    assert!(has("2024-06-01", "orchard").await);
    let narrowed = effective(&server, member, own.id.0, "2024-05-01").await;
    assert_eq!(item(&narrowed, "good_deed").unwrap()["max"], json!(4), "what fits stays");
    // Superseding what is to come takes them along again, from the layer as it was adopted.
    let done = adopted(&server, &clerk, server.fixture.township.0, &with_limits(1, 15), "2024-05-01").await;
    assert_eq!(done["recomposed"].as_array().unwrap().len(), 3);
    assert!(has("2024-05-01", "forsythia").await && has("2024-06-01", "orchard").await);
    let list = server.get(&format!("/rulebooks?organizationId={}", own.id.0), member).await.expect(200);
    let rows = list["items"].as_array().unwrap();
    assert_eq!(rows.iter().filter(|row| row["state"] == "coming").count(), 2);
    assert_eq!(rows.iter().filter(|row| row["recomposed"] == true).count(), 4);
}
