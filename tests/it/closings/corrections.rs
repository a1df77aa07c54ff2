//! What a correction does in an open, a closed and a final unit, and the order of closings.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{close, deed, published};
use crate::leaderboards::scene::{credited, entry};

fn why() -> Value {
    json!({ "reason": "同一件事重复登记" })
}

async fn totals(server: &TestServer, by: &xianfeng_tests::fixture::FixtureMember) -> Vec<Value> {
    let mut totals = Vec::new();
    for period in ["2024-Q1", "2024-Q2", "2024"] {
        let points = server.get(&format!("/me/points?period={period}"), by).await.expect(200);
        totals.push(points["points"]["total"].clone());
    }
    totals
}

/// S2-9, S2-10, design.md "A unit's life": closed, the original's counting day and a next edition; the
/// old one stays; final, the first open day.
#[tokio::test]
async fn a_closed_unit_changes_by_a_next_edition_and_a_final_one_no_more() {
    let server = TestServer::start_with(2, 4, &[]).await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, other) = (&branch.members[0], &branch.members[1], &branch.members[2]);
    let clerk = server.fixture.clerk.clone();
    let (_, _, wrong) = credited(&server, &branch, member, "2024-03-01", json!({})).await;
    credited(&server, &branch, other, "2024-03-01", json!({})).await;
    server.set_time("2024-04-02T01:00:00Z");
    let (_, _, open) = credited(&server, &branch, member, "2024-04-02", json!({})).await;
    let first = published(&server, "2024-Q1").await;
    let id = first["id"].as_str().unwrap();
    assert_eq!(totals(&server, member).await, [json!(1), json!(1), json!(2)]);

    // The secretary's own way is shut: what is closed changes by an objection or the office's correction.
    server.post(&format!("/ledger/{wrong}/reversal"), secretary, why()).await.refused("period.closed");
    let path = format!("/closings/{id}/corrections");
    let body = |entry: &str| json!({ "entryId": entry, "how": "reverse", "reason": "同一件事重复登记" });
    server.post(&path, secretary, body(&wrong)).await.refused("auth.forbidden");
    server.post(&path, &clerk, body(&open)).await.refused("closing.entry_elsewhere");
    let second = server.post(&path, &clerk, body(&wrong)).await.expect(201);
    assert_eq!(
        (&second["edition"]["number"], &second["edition"]["reason"], &second["objectionsUntil"]),
        (&json!(2), &json!("同一件事重复登记"), &first["objectionsUntil"])
    );
    assert_eq!(totals(&server, member).await, [json!(0), json!(1), json!(1)], "it counts where the deed did");
    server.post(&path, &clerk, body(&wrong)).await.refused("ledger.already_reversed");

    // A wrong correction is mended in its place, too.
    let own = server.get("/me/ledger", member).await.expect(200);
    let reversal = own["items"].as_array().unwrap().iter().find(|one| one["kind"] == "reversal").unwrap();
    let mend = json!({ "entryId": reversal["id"], "how": "reinstate", "reason": "核实无误" });
    let third = server.post(&path, &clerk, mend).await.expect(201);
    assert_eq!(third["edition"]["number"], 3);
    assert_eq!(totals(&server, member).await, [json!(1), json!(1), json!(2)]);

    let finish = format!("/closings/{id}/finalization");
    server.post(&finish, &clerk, why()).await.refused("closing.settle_first");
}

/// A book that closes months and settles nothing: months become final in order, after their terms; a
/// later reversal counts on the first open day.
#[tokio::test]
async fn months_become_final_in_order_and_a_quarter_closes_after_them() {
    let book = xianfeng_tests::fixture::open_book().replace("closing_unit = \"quarter\"", "closing_unit = \"month\"");
    let (book, _) = book.split_once("[settlement]").map_or((book.clone(), ""), |(before, _)| (before.to_owned(), ""));
    let mut plan = xianfeng_tests::fixture::Plan::small(1, 4);
    plan.book = book;
    let server = TestServer::start_plan(&plan, &[]).await;
    let branch = server.fixture.branches[0].clone();
    let (clerk, member) = (server.fixture.clerk.clone(), &branch.members[1]);
    let january = deed(&server, member, "fire_patrol", "2024-01-20").await;
    entry(&server, &branch, member, 300, "2024-02-05", None).await;
    server.set_time("2024-04-01T01:00:00Z");
    let branch_id = branch.id.0;
    let body = |period: &str| json!({ "organizationId": server.fixture.township.0, "period": period });
    let refused = server.post("/closings", &clerk, body("2024-02")).await.refused("closing.earlier_first");
    assert_eq!(refused["period"], "2024-01");
    let refused = server.post("/closings", &clerk, body("2024-Q1")).await.refused("closing.inside_first");
    assert_eq!(refused["period"], "2024-01");
    let mut ids = Vec::new();
    for month in ["2024-01", "2024-02", "2024-03"] {
        ids.push(published(&server, month).await["id"].as_str().unwrap().to_owned());
    }
    let quarter = close(&server, "2024-Q1").await;
    assert_eq!((&quarter["closingUnit"], &quarter["edition"]["number"]), (&json!(false), &json!(1)));

    let finish = |id: &str| format!("/closings/{id}/finalization");
    server.post(&finish(&ids[0]), &clerk, why()).await.refused("closing.term_runs");
    server.set_time("2024-04-20T01:00:00Z");
    let refused = server.post(&finish(&ids[1]), &clerk, why()).await.refused("closing.earlier_first");
    assert_eq!(refused["period"], "2024-01");
    let done = server.post(&finish(&ids[0]), &clerk, why()).await.expect(200);
    assert_eq!(done["state"], "final");
    server.post(&finish(&ids[0]), &clerk, why()).await.refused("closing.wrong_state");

    let written = server.post(&format!("/ledger/{january}/reversal"), &clerk, why()).await.expect(201);
    assert_eq!(written["entries"][0]["countsOn"], "2024-04-01");
    let closings = server.get(&format!("/closings?organizationId={branch_id}"), member).await.expect(200);
    let periods: Vec<&str> =
        closings["items"].as_array().unwrap().iter().map(|one| one["period"].as_str().unwrap()).collect();
    assert_eq!(periods, ["2024-03", "2024-Q1", "2024-02", "2024-01"]);
}
