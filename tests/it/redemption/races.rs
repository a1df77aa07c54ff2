//! Many at once (pitfalls 3, 39; invariant 5).

use futures_util::future::{join, join_all};
use serde_json::{Value, json};

use super::{Market, given, reward};

/// The last sack of rice with twenty buyers is sold once.
#[tokio::test]
async fn the_last_sack_goes_to_one_of_twenty() {
    let market = Market::open(22, 10, 1).await;
    let server = &market.server;
    let buyers = &server.fixture.branches[0].members[2..22];
    given(server, buyers, 10).await;
    let answers = join_all(buyers.iter().map(|buyer| server.post("/orders", buyer, market.wanted(1)))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.refused("reward.out_of_stock");
    }
    assert_eq!(market.figures().await, (10, 0, 0, 1));
    market.is_exact().await;
}

/// Ten orders at once with points for two: the purse decides, and nothing of the others stays.
#[tokio::test]
async fn orders_never_cost_more_than_there_is() {
    let market = Market::open(4, 20, 50).await;
    let answers = join_all((0..10).map(|_| market.server.post("/orders", &market.buyer, market.wanted(1)))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 2);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.refused("wallet.not_enough");
    }
    assert_eq!(market.figures().await, (0, 20, 48, 2));
    market.is_exact().await;
}

/// A limit of three a quarter under ten orders at once is three; what is cancelled counts no more.
#[tokio::test]
async fn a_limit_holds_under_parallel_orders() {
    let mut market = Market::open(4, 200, 1).await;
    market.rice = reward(&market.server, json!({ "limit": { "most": 3, "per": "quarter" } })).await;
    super::received(&market.server, &market.shop, &market.rice, 50).await;
    let server = &market.server;
    let answers = join_all((0..10).map(|_| server.post("/orders", &market.buyer, market.wanted(1)))).await;
    let made: Vec<_> = answers.iter().filter(|answer| answer.status == 201).collect();
    assert_eq!(made.len(), 3);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.refused("reward.limit_reached");
    }
    let first = made[0].json()["id"].as_str().unwrap().to_owned();
    let _ = server.post(&format!("/orders/{first}/cancel"), &market.buyer, json!({})).await.expect(200);
    let _ = server.post("/orders", &market.buyer, market.wanted(1)).await.expect(201);
    server.post("/orders", &market.buyer, market.wanted(1)).await.refused("reward.limit_reached");
    market.is_exact().await;
}

/// Two scanners at once: one hands out, the other is told.
#[tokio::test]
async fn two_scanners_hand_out_once() {
    let market = Market::open(4, 30, 3).await;
    let (_, code) = market.ordered(2, None).await;
    let scan = json!({ "code": code, "collectedBy": "owner" });
    let counter = market.counter();
    let scans = (0..2).flat_map(|_| [&market.keeper, &market.clerk]);
    let answers = join_all(scans.map(|by| market.server.post(&counter, by, scan.clone()))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        answer.refused("order.fulfilled_already");
    }
    assert_eq!(market.figures().await, (10, 0, 1, 0));
    assert_eq!(market.told("order.fulfilled").await, 1);
    market.is_exact().await;
}

/// Cancelling and collecting at once: exactly one wins, and goods and points follow it.
#[tokio::test]
async fn cancelling_and_collecting_at_once_is_one_of_them() {
    let market = Market::open(4, 40, 4).await;
    let (mut spent, mut back) = (0, 0);
    for _ in 0..4 {
        let (order, code) = market.ordered(1, None).await;
        let scan = json!({ "code": code, "collectedBy": "owner" });
        let (counter, cancel) = (market.counter(), format!("/orders/{order}/cancel"));
        let collected = market.server.post(&counter, &market.keeper, scan);
        let cancelled = market.server.post(&cancel, &market.buyer, json!({}));
        let (collected, cancelled) = join(collected, cancelled).await;
        assert!((collected.status == 200) != (cancelled.status == 200));
        if collected.status == 200 {
            cancelled.refused("order.wrong_state");
            spent += 1;
        } else {
            collected.refused("order.wrong_state");
            back += 1;
        }
        assert_eq!(market.figures().await, (40 - spent * 10, 0, 4 - spent, 0));
    }
    assert_eq!(spent + back, 4);
    market.is_exact().await;
}

/// Cancelling many times at once refunds once.
#[tokio::test]
async fn cancelling_twice_refunds_once() {
    let market = Market::open(4, 30, 3).await;
    let (order, _) = market.ordered(2, None).await;
    let cancel = format!("/orders/{order}/cancel");
    let reason = json!({ "reason": "大米已售完" });
    let callers = [&market.buyer, &market.keeper, &market.buyer, &market.clerk];
    let answers = join_all(callers.map(|by| market.server.post(&cancel, by, reason.clone()))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        answer.refused("order.wrong_state");
    }
    assert_eq!(market.figures().await, (30, 0, 3, 0));
    assert_eq!(market.told("order.cancelled").await, 1);
    market.is_exact().await;
}

/// No order comes in behind a closing: what was ordered before it is cancelled with it, the rest is
/// refused.
#[tokio::test]
async fn closing_a_shop_leaves_no_open_order() {
    let market = Market::open(4, 100, 20).await;
    let server = &market.server;
    let close = format!("/shops/{}/close", market.shop);
    let _ = market.ordered(1, None).await;
    let refused = server.post(&close, &market.clerk, json!({ "reason": "搬迁" })).await;
    assert_eq!(refused.refused("shop.open_orders")["orders"], 1);
    let orders = join_all((0..8).map(|_| server.post("/orders", &market.buyer, market.wanted(1))));
    let closing = server.post(&close, &market.clerk, json!({ "reason": "搬迁", "cancelOrders": true }));
    let (orders, closing) = join(orders, closing).await;
    assert_eq!(closing.expect(200)["state"], "closed");
    for order in orders.iter().filter(|order| order.status != 201) {
        // Told by the shop itself, or by its shelf, which the closing had shut already.
        let code = order.json()["code"].as_str().unwrap().to_owned();
        assert!(["shop.closed", "reward.out_of_stock"].contains(&code.as_str()), "{code}");
    }
    assert_eq!(market.figures().await, (100, 0, 20, 0));
    server.post("/orders", &market.buyer, market.wanted(1)).await.refused("shop.closed");
    let _ = server.post(&format!("/shops/{}/open", market.shop), &market.clerk, Value::Null).await.expect(200);
    let _ = server.post("/orders", &market.buyer, market.wanted(1)).await.expect(201);
    market.is_exact().await;
}
