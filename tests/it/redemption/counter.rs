//! Ordering and collecting (S0-9, S4-4; pitfall 39).

use serde_json::{Value, json};
use xianfeng_api::work::Job;

use super::{Market, keeps, shop};

/// The whole way: order, code, look, a relative with the PIN, handed out once.
#[tokio::test]
async fn a_relative_collects_with_the_pin() {
    let market = Market::open(4, 50, 5).await;
    let server = &market.server;
    let (order, code) = market.ordered(2, Some("0420")).await;
    assert_eq!(market.figures().await, (30, 20, 3, 2));
    assert_eq!(code.len(), 8);
    // Owners alone read the code: in lists and for the keeper it is not there.
    let secretary = &server.fixture.branches[0].members[0];
    let seen = server.get(&format!("/orders/{order}"), &market.keeper).await.expect(200);
    assert_eq!((&seen["code"], &seen["memberName"]), (&Value::Null, &json!("党*2")));
    let listed = server.get("/orders?state=reserved", secretary).await.expect(200);
    assert_eq!(listed["items"][0]["id"], json!(order));
    assert!(!listed.to_string().contains(&code));
    let own = server.get("/me/orders", &market.buyer).await.expect(200);
    assert_eq!(own["items"][0]["code"], json!(code));
    let picture = server.get(&format!("/orders/{order}/qr"), &market.buyer).await;
    assert_eq!(picture.headers["content-type"], "image/svg+xml");
    assert!(String::from_utf8(picture.body).unwrap().starts_with("<svg"));

    let counter = market.counter();
    let typed = format!("{}-{}", &code[..4].to_lowercase(), &code[4..]);
    let look = server.post(&format!("{counter}/look"), &market.keeper, json!({ "code": typed })).await.expect(200);
    assert_eq!((&look["quantity"], &look["memberName"], &look["hasPin"]), (&json!(2), &json!("党*2"), &json!(true)));
    let scan = |pin: Value| json!({ "code": code, "collectedBy": "relative", "pin": pin });
    server.post(&counter, &market.keeper, scan(Value::Null)).await.refused("order.pin_wrong");
    server.post(&counter, &market.keeper, scan(json!("0421"))).await.refused("order.pin_wrong");
    let key = "the-same-pickup-0001";
    let done = server.post_with_key(&counter, &market.keeper, key, scan(json!("0420"))).await.expect(200);
    assert_eq!(done["state"], "fulfilled");
    // Replayed: the first reply again; anew: told.
    let again = server.post_with_key(&counter, &market.keeper, key, scan(json!("0420"))).await;
    assert_eq!((again.expect(200), &again.headers["idempotency-replayed"]), (done, &"true".parse().unwrap()));
    server.post(&counter, &market.keeper, scan(json!("0420"))).await.refused("order.fulfilled_already");
    let order = market.order(&order).await;
    assert_eq!((&order["collectedBy"], &order["code"]), (&json!("relative"), &Value::Null));
    assert_eq!(market.figures().await, (30, 0, 3, 0));
    assert_eq!((market.told("order.reserved").await, market.told("order.fulfilled").await), (1, 1));
    market.is_exact().await;
}

/// A wrong PIN five times locks it; the member collects in person.
#[tokio::test]
async fn a_pin_locks_after_five_wrong_tries() {
    let market = Market::open(4, 10, 1).await;
    let (_, code) = market.ordered(1, Some("0420")).await;
    let counter = market.counter();
    let scan = |pin: &str| json!({ "code": code, "collectedBy": "relative", "pin": pin });
    for wrong in ["0000", "0001", "0002", "0003", "0004"] {
        market.server.post(&counter, &market.keeper, scan(wrong)).await.refused("order.pin_wrong");
    }
    market.server.post(&counter, &market.keeper, scan("0420")).await.refused("order.pin_locked");
    let owner = json!({ "code": code, "collectedBy": "owner" });
    let _ = market.server.post(&counter, &market.keeper, owner).await.expect(200);
}

/// Without a PIN the keeper writes how the relative is related.
#[tokio::test]
async fn a_relative_without_pin_is_on_record() {
    let market = Market::open(4, 10, 1).await;
    let (order, code) = market.ordered(1, None).await;
    let counter = market.counter();
    let mut scan = json!({ "code": code, "collectedBy": "relative" });
    market.server.post(&counter, &market.keeper, scan.clone()).await.refused("order.relation_missing");
    scan["relation"] = json!("儿子");
    let _ = market.server.post(&counter, &market.keeper, scan).await.expect(200);
    assert_eq!(market.order(&order).await["relation"], "儿子");
}

/// A code of another village's shop, and of nobody; codes cannot be guessed.
#[tokio::test]
async fn other_shops_and_unknown_codes_are_refused() {
    let market = Market::open(4, 10, 1).await;
    let server = &market.server;
    let (_, code) = market.ordered(1, None).await;
    let other = server.fixture.branches[1].clone();
    let elsewhere = shop(server, other.id).await;
    keeps(server, &other.members[1], other.id).await;
    let there = format!("/shops/{elsewhere}/pickups");
    let scan = |code: &str| json!({ "code": code, "collectedBy": "owner" });
    server.post(&there, &other.members[1], scan(&code)).await.refused("order.other_shop");
    server.post(&market.counter(), &other.members[1], scan(&code)).await.refused("shop.not_found");
    let wanted = json!({ "rewardId": market.rice, "shopId": elsewhere, "quantity": 1 });
    server.post("/orders", &market.buyer, wanted).await.refused("shop.not_found");
    // Two tries are gone with what was refused above.
    for _ in 0..18 {
        server.post(&there, &other.members[1], scan("22222222")).await.refused("order.code_unknown");
    }
    let refused = server.post(&there, &other.members[1], scan("22222222")).await;
    assert_eq!(refused.status.as_u16(), 429);
    refused.refused("order.too_many_tries");
    // Another keeper, and the same one an hour later.
    let _ = server.post(&market.counter(), &market.keeper, scan(&code)).await.expect(200);
    server.set_time("2024-03-01T02:01:00Z");
    server.post(&there, &other.members[1], scan("22222222")).await.refused("order.code_unknown");
}

/// Nobody hands out to themselves; the township's administrator does.
#[tokio::test]
async fn a_keeper_does_not_serve_themselves() {
    let mut market = Market::open(4, 10, 1).await;
    market.buyer = market.keeper.clone();
    super::given(&market.server, std::slice::from_ref(&market.keeper), 10).await;
    let (_, code) = market.ordered(1, None).await;
    let scan = json!({ "code": code, "collectedBy": "owner" });
    market.server.post(&market.counter(), &market.keeper, scan.clone()).await.refused("order.own_pickup");
    let _ = market.server.post(&market.counter(), &market.clerk, scan).await.expect(200);
}

/// Not collected in 14 days: the member is warned, then goods and points go back, once.
#[tokio::test]
async fn what_is_not_collected_goes_back_once() {
    let market = Market::open(4, 20, 2).await;
    let server = &market.server;
    let (order, code) = market.ordered(2, None).await;
    let step = async || Job::EndOrders.step(&server.app, server.clock.now()).await.unwrap();
    assert_eq!(step().await, 0);
    server.set_time("2024-03-13T01:00:00Z");
    assert_eq!((step().await, step().await), (1, 0));
    assert_eq!(market.told("order.expiring").await, 1);
    // The last day, to its last second; then not any more, whether the job was there or not.
    assert_eq!(market.order(&order).await["collectBy"], "2024-03-15");
    server.set_time("2024-03-15T16:00:00Z");
    let scan = json!({ "code": code, "collectedBy": "owner" });
    server.post(&market.counter(), &market.keeper, scan.clone()).await.refused("order.expired");
    assert_eq!(market.figures().await, (0, 20, 0, 2));
    let (first, second) = futures_util::join!(step(), step());
    assert!(first + second >= 1);
    assert_eq!(step().await, 0);
    server.post(&market.counter(), &market.keeper, scan).await.refused("order.expired");
    assert_eq!(market.order(&order).await["state"], "expired");
    assert_eq!(market.figures().await, (20, 0, 2, 0));
    assert_eq!(market.told("order.expired").await, 1);
    market.is_exact().await;
}

/// A keeper says why; the member need not.
#[tokio::test]
async fn a_keeper_cancels_with_a_reason() {
    let market = Market::open(4, 10, 1).await;
    let (order, _) = market.ordered(1, None).await;
    let cancel = format!("/orders/{order}/cancel");
    market.server.post(&cancel, &market.keeper, json!({})).await.refused("request.invalid");
    let other = &market.server.fixture.branches[0].members[3];
    market.server.post(&cancel, other, json!({})).await.refused("order.not_found");
    let _ = market.server.post(&cancel, &market.keeper, json!({ "reason": "受潮" })).await.expect(200);
    assert_eq!(market.order(&order).await["reason"], "受潮");
}
