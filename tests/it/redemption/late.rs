//! Orders that fall through after the last day of their points (S0-9).

use serde_json::json;

use super::Market;
use crate::verify::alter;

/// Called off after the last day: the points are good for thirty more days, once. What the shop cancels always is.
#[tokio::test]
async fn the_members_own_late_cancelling_helps_once_and_the_shops_always() {
    let market = Market::open(4, 30, 5).await;
    let server = &market.server;
    alter(server, "UPDATE wallet_lots SET expires_on = '2024-03-03'").await;
    let (order, _) = market.ordered(1, None).await;
    server.set_time("2024-03-05T01:00:00Z");
    let call_off = async |order: &str| {
        let path = format!("/orders/{order}/cancel");
        server.post(&path, &market.buyer, json!({ "reason": null })).await.expect(200)
    };
    call_off(&order).await;
    assert_eq!(market.figures().await.0, 10, "the twenty that were free have run out");
    let lot = server.get("/me/wallet", &market.buyer).await.expect(200)["lots"][0].clone();
    assert_eq!((&lot["expiresOn"], &lot["graceUsed"]), (&json!("2024-04-04"), &json!(true)));

    server.set_time("2024-04-03T01:00:00Z");
    let (order, _) = market.ordered(1, None).await;
    server.set_time("2024-04-06T01:00:00Z");
    let path = format!("/orders/{order}/cancel");
    server.post(&path, &market.keeper, json!({ "reason": "大米已售完" })).await.expect(200);
    let lot = server.get("/me/wallet", &market.buyer).await.expect(200)["lots"][0].clone();
    assert_eq!((&lot["expiresOn"], &lot["free"]), (&json!("2024-05-06"), &json!(10)), "nobody loses by what others do");

    server.set_time("2024-05-06T01:00:00Z");
    let (order, _) = market.ordered(1, None).await;
    server.set_time("2024-05-07T01:00:00Z");
    call_off(&order).await;
    assert_eq!(market.figures().await, (0, 0, 5, 0), "once");
    assert_eq!(market.told("wallet.expired").await, 1);
    let inbox = server.get("/me/inbox", &market.buyer).await.expect(200);
    let cancelled = inbox["items"].as_array().unwrap().iter().find(|one| one["kind"] == "order.cancelled").unwrap();
    let words = cancelled["text"].as_str().unwrap();
    assert!(words.contains("0 兑换分已退回") && !words.contains("10 兑换分"), "{words}");
    market.is_exact().await;
}
