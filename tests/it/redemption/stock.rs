//! The shelves: stock-taking, and what verification finds (pitfall 3).

use sea_orm::{ConnectionTrait, Database};
use serde_json::json;
use xianfeng_api::verify::{Difference, Scope, verify};

use super::Market;

/// A stock-take sets what was counted, with a reason, and never below what is reserved.
#[tokio::test]
async fn a_stock_take_wants_reasons() {
    let market = Market::open(4, 50, 5).await;
    let server = &market.server;
    let _ = market.ordered(2, None).await;
    let take = format!("/shops/{}/stock-takes", market.shop);
    let line = |counted: u32| json!({ "lines": [{ "rewardId": market.rice, "counted": counted }] });
    server.post(&take, &market.keeper, line(4)).await.refused("stock.reason_missing");
    server.post(&take, &market.keeper, line(1)).await.refused("stock.below_reserved");
    let same = server.post(&take, &market.keeper, line(5)).await.expect(201);
    assert_eq!(same["lines"][0]["difference"], 0);
    let mut short = line(3);
    short["lines"][0]["reason"] = json!("受潮报损2袋");
    let found = server.post(&take, &market.keeper, short).await.expect(201);
    assert_eq!((&found["lines"][0]["expected"], &found["lines"][0]["difference"]), (&json!(5), &json!(-2)));
    assert_eq!(market.figures().await, (30, 20, 1, 2));
    let stock = server.get(&format!("/shops/{}/stock", market.shop), &market.keeper).await.expect(200);
    assert_eq!(stock["items"][0]["low"], true);
    let moved = server.get(&format!("/shops/{}/stock/movements", market.shop), &market.keeper).await.expect(200);
    let kinds: Vec<_> = moved["items"].as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["counted", "counted", "ordered", "received"]);
    market.is_exact().await;
}

/// A shelf or an order altered by hand is named.
#[tokio::test]
async fn verification_names_what_was_altered() {
    let market = Market::open(4, 50, 5).await;
    let _ = market.ordered(2, None).await;
    let alter = async |sql: &str| {
        let raw = Database::connect(market.server.storage.database_url()).await.expect("connects");
        let altered = raw.execute_unprepared(sql).await.expect("the alteration is possible");
        assert!(altered.rows_affected() > 0, "nothing was altered: {sql}");
        raw.close().await.expect("closes");
    };
    let named = async |expected: fn(&Difference) -> bool| {
        let report = verify(&market.server.app, Scope::default(), &|_, _, _| {}).await.unwrap();
        assert!(report.differences.iter().any(expected), "{:?}", report.differences);
    };
    alter("UPDATE stocks SET free = free + 1").await;
    named(|difference| matches!(difference, Difference::Shelf { .. })).await;
    alter("UPDATE stocks SET free = free - 1").await;
    market.is_exact().await;
    alter("UPDATE orders SET points = points + 1").await;
    named(|difference| matches!(difference, Difference::OrderPoints(_))).await;
    alter("UPDATE orders SET points = points - 1").await;
    alter("UPDATE orders SET state = 'cancelled'").await;
    named(|difference| matches!(difference, Difference::Shelf { .. })).await;
    named(|difference| matches!(difference, Difference::OrderPoints(_))).await;
}
