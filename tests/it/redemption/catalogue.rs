//! The catalogue: who sees what, at what price, for whom (S4-4).

use serde_json::{Value, json};

use super::{Market, received, reward};

/// A draft is the township's; an order keeps its price.
#[tokio::test]
async fn drafts_are_hidden_and_orders_keep_their_price() {
    let market = Market::open(4, 50, 5).await;
    let server = &market.server;
    let says = json!({ "name": "菜油", "unit": "桶", "price": 12.5 });
    let new = json!({ "organizationId": server.fixture.township.0, "kind": "goods", "reward": says });
    let draft = server.post("/rewards", &market.clerk, new).await.expect(201);
    let path = format!("/rewards/{}", draft["id"].as_str().unwrap());
    server.get(&path, &market.buyer).await.refused("reward.not_found");
    let _ = server.get(&path, &market.clerk).await.expect(200);
    let seen = server.get(&format!("/rewards?shopId={}", market.shop), &market.buyer).await.expect(200);
    assert_eq!(seen["items"].as_array().unwrap().len(), 1);
    assert_eq!(seen["items"][0]["free"], 5);
    assert_eq!(server.get("/shops", &market.buyer).await.expect(200)["items"][0]["id"], json!(market.shop));

    let (order, _) = market.ordered(1, None).await;
    let rice = format!("/rewards/{}", market.rice);
    let dearer = json!({ "name": "大米", "unit": "袋", "price": 20 });
    server.put(&rice, &market.clerk, 1, dearer.clone()).await.refused("version.stale");
    assert_eq!(server.put(&rice, &market.clerk, 2, dearer).await.expect(200)["price"], 20);
    assert_eq!(market.order(&order).await["points"], 10);
    let _ = server.post(&format!("{rice}/withdraw"), &market.clerk, Value::Null).await.expect(200);
    server.post("/orders", &market.buyer, market.wanted(1)).await.refused("reward.not_offered");
    let free = json!({ "name": "大米", "unit": "袋", "price": 0 });
    server.put(&rice, &market.clerk, 4, free).await.refused("request.invalid");
}

/// Goods once a threshold of the year's points is reached; grades are those of a closed edition.
#[tokio::test]
async fn a_threshold_holds_back() {
    let mut market = Market::open(4, 50, 5).await;
    market.rice = reward(&market.server, json!({ "thresholdPoints": 1 })).await;
    received(&market.server, &market.shop, &market.rice, 5).await;
    let server = &market.server;
    server.post("/orders", &market.buyer, market.wanted(1)).await.refused("reward.below_threshold");
    let branch = &server.fixture.branches[0];
    let _ = crate::leaderboards::scene::credited(server, branch, &market.buyer, "2024-03-01", json!({})).await;
    let _ = server.post("/orders", &market.buyer, market.wanted(1)).await.expect(201);
    market.rice = reward(&market.server, json!({ "thresholdGrades": ["excellent"] })).await;
    received(&market.server, &market.shop, &market.rice, 5).await;
    market.server.post("/orders", &market.buyer, market.wanted(1)).await.refused("reward.grade_too_low");
    market.is_exact().await;
}
