//! Online coupons (S0-9): imported once, had at once, read by their owner alone, mended by somebody else.

use futures_util::future::join_all;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use sea_orm::{ConnectionTrait, Database};
use serde_json::{Value, json};
use xianfeng_api::verify::{Difference, Scope, verify};
use xianfeng_api::work::Job;
use xianfeng_tests::TestServer;

use super::{Market, given, text};

/// A coupon for ten points that is offered.
pub(crate) async fn credit(server: &TestServer, more: Value) -> String {
    let mut says = json!({ "name": "话费", "unit": "张", "price": 10 });
    says.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let new = json!({ "organizationId": server.fixture.township.0, "kind": "coupon", "reward": says });
    let id = text(&server.post("/rewards", &server.fixture.clerk, new).await.expect(201)["id"]);
    let _ = server.post(&format!("/rewards/{id}/offer"), &server.fixture.clerk, Value::Null).await.expect(200);
    id
}

/// Codes from one number to another, good for ever.
pub(crate) fn codes(from: usize, to: usize) -> Value {
    let one = |number: usize| json!({ "code": format!("SECRET-{number:06}"), "faceFen": 1_000 });
    json!({ "coupons": (from..to).map(one).collect::<Vec<_>>() })
}

pub(crate) async fn imported(server: &TestServer, reward: &str, codes: Value) -> Value {
    server.post(&format!("/rewards/{reward}/coupons"), &server.fixture.clerk, codes).await.expect(200)
}

async fn ordered(market: &Market, reward: &str) -> String {
    let wanted = json!({ "rewardId": reward, "quantity": 1 });
    let order = market.server.post("/orders", &market.buyer, wanted).await.expect(201);
    assert_eq!((&order["state"], &order["shopId"]), (&json!("fulfilled"), &Value::Null));
    text(&order["id"])
}

/// The code of an order, as its owner reads it.
async fn revealed(market: &Market, order: &str) -> String {
    text(
        &market.server.post(&format!("/me/orders/{order}/coupon"), &market.buyer, Value::Null).await.expect(200)["code"],
    )
}

async fn pool(market: &Market, reward: &str) -> Value {
    market.server.get(&format!("/rewards/{reward}/coupons"), &market.clerk).await.expect(200)
}

/// The code is its owner's: first shown on record, read again, and nowhere else.
#[tokio::test]
async fn s0_9_a_coupon_is_had_at_once_and_read_by_its_owner_alone() {
    let market = Market::open(4, 30, 1).await;
    let server = &market.server;
    let reward = credit(server, json!({})).await;
    assert_eq!(imported(server, &reward, codes(0, 2)).await["created"], 2);
    let order = ordered(&market, &reward).await;
    assert_eq!(market.figures().await, (20, 0, 1, 0));
    let path = format!("/me/orders/{order}/coupon");
    let key = "reveal-it-once-0001";
    let first = server.post_with_key(&path, &market.buyer, key, Value::Null).await;
    assert_eq!(first.headers["cache-control"], "no-store");
    let shown = first.expect(200);
    let code = text(&shown["code"]);
    assert!(code.starts_with("SECRET-0000"));
    server.set_time("2024-03-01T03:00:00Z");
    // Replayed, and anew: the same code, first shown then.
    let again = server.post_with_key(&path, &market.buyer, key, Value::Null).await;
    assert_eq!((again.expect(200), &again.headers["idempotency-replayed"]), (shown.clone(), &"true".parse().unwrap()));
    assert_eq!(server.post(&path, &market.buyer, Value::Null).await.expect(200), shown);
    server.post(&path, &market.keeper, Value::Null).await.refused("order.not_found");
    server.post(&path, &market.clerk, Value::Null).await.refused("auth.forbidden");
    // Nowhere else.
    let own = server.get("/me/orders", &market.buyer).await.expect(200);
    assert_eq!(own["items"][0]["coupon"]["lastFour"], json!(code[code.len() - 4..]));
    assert_eq!(own["items"][0]["coupon"]["firstShownAt"], shown["firstShownAt"]);
    let listed = pool(&market, &reward).await;
    assert_eq!((&listed["counts"]["left"], &listed["counts"]["shown"]), (&json!(1), &json!(1)));
    let secretary = &server.fixture.branches[0].members[0];
    let orders = server.get("/orders", secretary).await.expect(200);
    let inbox = server.get("/me/inbox", &market.buyer).await.expect(200);
    let audit = server.get("/audit", &market.clerk).await.expect(200);
    for seen in [own, listed, orders, inbox, audit] {
        assert!(!seen.to_string().contains("SECRET"), "{seen}");
    }
    let raw = Database::connect(server.storage.database_url()).await.expect("connects");
    for (table, column) in [("idempotency_keys", "reply"), ("coupon_codes", "sealed")] {
        let hidden = format!("UPDATE {table} SET {column} = {column} WHERE {column} LIKE '%SECRET%'");
        assert_eq!(raw.execute_unprepared(&hidden).await.expect("possible").rows_affected(), 0, "{table}");
    }
    raw.close().await.expect("closes");
    server.post(&format!("/orders/{order}/cancel"), &market.buyer, json!({})).await.refused("order.wrong_state");
    assert_eq!(market.told("coupon.ready").await, 1);
    market.is_exact().await;
}

/// Goods have no code; of coupons one at a time, without shop and PIN; members see whether there are any.
#[tokio::test]
async fn a_coupon_is_ordered_by_itself() {
    let market = Market::open(4, 30, 1).await;
    let server = &market.server;
    let reward = credit(server, json!({})).await;
    let ask = |more: Value| {
        let mut wanted = json!({ "rewardId": reward, "quantity": 1 });
        wanted.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        server.post("/orders", &market.buyer, wanted)
    };
    let path = format!("/rewards/{reward}");
    assert_eq!(server.get(&path, &market.buyer).await.expect(200)["available"], false);
    ask(json!({})).await.refused("reward.out_of_stock");
    let _ = imported(server, &reward, codes(0, 3)).await;
    let member = server.get(&path, &market.buyer).await.expect(200);
    assert_eq!((&member["available"], &member["couponsLeft"]), (&json!(true), &Value::Null));
    assert_eq!(server.get(&path, &market.clerk).await.expect(200)["couponsLeft"], 3);
    let list = server.get("/rewards", &market.buyer).await.expect(200);
    assert_eq!((&list["items"][0]["available"], &list["items"][0]["couponsLeft"]), (&json!(true), &Value::Null));
    assert_eq!(ask(json!({ "quantity": 2 })).await.refused("request.invalid")["errors"][0]["pointer"], "/quantity");
    assert_eq!(ask(json!({ "pin": "0420" })).await.refused("request.invalid")["errors"][0]["pointer"], "/pin");
    let rice = json!({ "rewardId": market.rice, "quantity": 1 });
    let refused = server.post("/orders", &market.buyer, rice).await.refused("request.invalid");
    assert_eq!(refused["errors"][0]["pointer"], "/shopId");
    let _ = ask(json!({ "shopId": market.shop })).await.expect(201);
    let (order, _) = market.ordered(1, None).await;
    let own = format!("/me/orders/{order}/coupon");
    server.post(&own, &market.buyer, Value::Null).await.refused("reward.not_a_coupon");
    let pool = format!("/rewards/{}/coupons", market.rice);
    server.get(&pool, &market.clerk).await.refused("reward.not_a_coupon");
    server.post(&pool, &market.clerk, codes(5, 6)).await.refused("reward.not_a_coupon");
    market.is_exact().await;
}

/// One code is left and twenty want it (pitfall 3).
#[tokio::test]
async fn the_last_code_goes_to_one_of_twenty() {
    let market = Market::open(22, 10, 1).await;
    let server = &market.server;
    let buyers = &server.fixture.branches[0].members[2..22];
    given(server, buyers, 10).await;
    let reward = credit(server, json!({})).await;
    let _ = imported(server, &reward, codes(0, 1)).await;
    let wanted = json!({ "rewardId": reward, "quantity": 1 });
    let answers = join_all(buyers.iter().map(|buyer| server.post("/orders", buyer, wanted.clone()))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.refused("reward.out_of_stock");
    }
    market.is_exact().await;
}

/// As many codes as buyers at the same moment: everybody gets one, and nobody the same.
#[tokio::test]
async fn everybody_gets_another_code() {
    let market = Market::open(14, 10, 1).await;
    let server = &market.server;
    let buyers = &server.fixture.branches[0].members[2..14];
    given(server, buyers, 10).await;
    let reward = credit(server, json!({})).await;
    let _ = imported(server, &reward, codes(0, 12)).await;
    let buy = async |buyer| {
        let wanted = json!({ "rewardId": reward, "quantity": 1 });
        let order = text(&server.post("/orders", buyer, wanted).await.expect(201)["id"]);
        let own = format!("/me/orders/{order}/coupon");
        text(&server.post(&own, buyer, Value::Null).await.expect(200)["code"])
    };
    let mut had = join_all(buyers.iter().map(buy)).await;
    had.sort_unstable();
    had.dedup();
    assert_eq!(had.len(), 12);
    assert_eq!(pool(&market, &reward).await["counts"]["left"], 0);
    market.is_exact().await;
}

/// A list and a file: dry run, faults by row, a second time changes nothing, a code is its reward's.
#[tokio::test]
async fn an_import_names_bad_rows_and_repeats_harmlessly() {
    let market = Market::open(4, 10, 1).await;
    let server = &market.server;
    let (reward, other) = (credit(server, json!({})).await, credit(server, json!({})).await);
    let path = format!("/rewards/{reward}/coupons");
    let file = async |query: &str, file: &'static str| {
        let form = Form::new().part("file", Part::bytes(file.as_bytes()).file_name("a.csv"));
        let request = server.request(Method::POST, &format!("/api/v1{path}/file{query}"), Some(&market.clerk));
        server.send(request.header("Idempotency-Key", uuid::Uuid::now_v7().to_string()).multipart(form)).await
    };
    let bad =
        "券码,面值,有效期至\nSECRET-000001,10,\nSECRET 000001,10,\nSECRET-000002,ten,\nSECRET-000003,10,2024-03-02\n";
    let dry = file("?dryRun=true", bad).await.expect(200);
    assert_eq!((&dry["applied"], &dry["created"]), (&json!(false), &json!(1)));
    let rows: Vec<_> = dry["faults"].as_array().unwrap().iter().map(|fault| (&fault["row"], &fault["code"])).collect();
    let expected = [(3, "coupon.twice"), (4, "coupon.face_invalid"), (5, "coupon.day_over")]
        .map(|(row, code)| (json!(row), json!(code)));
    assert_eq!(rows, expected.iter().map(|(row, code)| (row, code)).collect::<Vec<_>>());
    assert!(!dry.to_string().contains("SECRET"));
    assert_eq!(file("", bad).await.refused("coupon.rows_invalid")["report"]["faults"], dry["faults"]);
    assert_eq!(pool(&market, &reward).await["counts"]["free"], 0);
    assert_eq!(file("?skipInvalid=true", bad).await.expect(200)["created"], 1);
    let again = imported(server, &reward, codes(1, 3)).await;
    assert_eq!((&again["created"], &again["unchanged"]), (&json!(1), &json!(1)));
    let taken = server.post(&format!("/rewards/{other}/coupons"), &market.clerk, codes(2, 4)).await;
    assert_eq!(taken.refused("coupon.rows_invalid")["report"]["faults"][0]["code"], "coupon.elsewhere");
    assert_eq!(
        file("", "a,b\n").await.refused("coupon.rows_invalid")["report"]["faults"][0]["code"],
        "coupon.no_titles"
    );
    server.post(&path, &market.buyer, codes(7, 8)).await.refused("auth.forbidden");
    // Two imports of the same at once: each code once.
    let both = join_all((0..2).map(|_| server.post(&path, &market.clerk, codes(10, 40)))).await;
    assert_eq!(both.iter().map(|answer| answer.expect(200)["created"].as_i64().unwrap()).sum::<i64>(), 30);
    assert_eq!(pool(&market, &reward).await["counts"]["free"], 32);
}

/// A code that does not work: another one, then the points back to their lot, each once (pitfall 39).
#[tokio::test]
async fn a_code_is_replaced_and_refunded_once() {
    let market = Market::open(4, 30, 1).await;
    let server = &market.server;
    let reward = credit(server, json!({ "limit": { "most": 1, "per": "year" } })).await;
    let _ = imported(server, &reward, codes(0, 4)).await;
    let order = ordered(&market, &reward).await;
    let old = revealed(&market, &order).await;
    let coupon = async || market.order(&order).await["coupon"]["id"].clone();
    let mend = |coupon: &Value| json!({ "couponId": coupon, "reason": "提示已使用" });
    let (replace, refund) = (format!("/orders/{order}/replace-coupon"), format!("/orders/{order}/refund-coupon"));
    let first = coupon().await;
    server.post(&replace, &market.buyer, mend(&first)).await.refused("auth.forbidden");
    let answers = join_all((0..3).map(|_| server.post(&replace, &market.clerk, mend(&first)))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        answer.refused("coupon.replaced");
    }
    let new = revealed(&market, &order).await;
    assert_ne!(old, new);
    assert_eq!(market.told("coupon.replaced").await, 1);
    market.is_exact().await;

    let second = coupon().await;
    let withdraw = format!("/coupons/{}/withdraw", second.as_str().unwrap());
    server.post(&withdraw, &market.clerk, json!({ "reason": "作废" })).await.refused("coupon.wrong_state");
    let answers = join_all((0..3).map(|_| server.post(&refund, &market.clerk, mend(&second)))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        answer.refused("order.wrong_state");
    }
    assert_eq!(market.order(&order).await["state"], "refunded");
    assert_eq!(market.figures().await, (30, 0, 1, 0));
    let own = format!("/me/orders/{order}/coupon");
    server.post(&own, &market.buyer, Value::Null).await.refused("order.wrong_state");
    server.post(&replace, &market.clerk, mend(&second)).await.refused("order.wrong_state");
    assert_eq!(market.told("coupon.refunded").await, 1);
    let counts = pool(&market, &reward).await["counts"].clone();
    assert_eq!((&counts["withdrawn"], &counts["left"]), (&json!(2), &json!(2)), "nobody gets them again");
    // The limit counts it no more.
    let _ = ordered(&market, &reward).await;
    market.is_exact().await;
}

/// Codes too close to their day are not handed out; the day after they are taken out. Low pools are told once.
#[tokio::test]
async fn old_codes_go_and_low_pools_are_told_once() {
    let market = Market::open(4, 30, 1).await;
    let server = &market.server;
    let reward = credit(server, json!({ "lowMark": 2 })).await;
    let mut some = codes(0, 3);
    some["coupons"][0]["validUntil"] = json!("2024-03-05");
    let _ = imported(server, &reward, some).await;
    let step = async || Job::SweepCoupons.step(&server.app, server.clock.now()).await.unwrap();
    assert_eq!((step().await, market.told("coupons.low").await), (0, 0));
    server.set_time("2024-03-03T01:00:00Z");
    assert_eq!(pool(&market, &reward).await["counts"]["left"], 2);
    let order = ordered(&market, &reward).await;
    assert_ne!(revealed(&market, &order).await, "SECRET-000000");
    assert_eq!(market.told("coupons.low").await, 1);
    assert_eq!((step().await, market.told("coupons.low").await), (0, 1));
    server.set_time("2024-03-06T01:00:00Z");
    assert_eq!((step().await, step().await), (1, 0));
    assert_eq!(pool(&market, &reward).await["counts"]["expired"], 1);
    let free = server.get(&format!("/rewards/{reward}/coupons?state=free"), &market.clerk).await.expect(200);
    let withdraw = format!("/coupons/{}/withdraw", free["items"][0]["id"].as_str().unwrap());
    let gone = server.post(&withdraw, &market.clerk, json!({ "reason": "作废" })).await.expect(200);
    assert_eq!((&gone["state"], &gone["reason"]), (&json!("withdrawn"), &json!("作废")));
    assert_eq!(market.told("coupons.low").await, 1);
    // More came in, and it is low again.
    let _ = imported(server, &reward, codes(3, 4)).await;
    assert_eq!((step().await, step().await, market.told("coupons.low").await), (1, 0, 2));
}

/// What was altered by hand is named.
#[tokio::test]
async fn an_altered_coupon_is_named() {
    let market = Market::open(4, 30, 1).await;
    let reward = credit(&market.server, json!({})).await;
    let _ = imported(&market.server, &reward, codes(0, 2)).await;
    let _ = ordered(&market, &reward).await;
    market.is_exact().await;
    let raw = Database::connect(market.server.storage.database_url()).await.expect("connects");
    // MySQL assigns from left to right.
    for (sql, undo, order) in [
        ("was_order_id = order_id, order_id = NULL", "order_id = was_order_id, was_order_id = NULL", true),
        ("was_order_id = order_id", "was_order_id = NULL", false),
    ] {
        let alter = format!("UPDATE coupon_codes SET {sql} WHERE state = 'assigned'");
        assert_eq!(raw.execute_unprepared(&alter).await.expect("possible").rows_affected(), 1);
        let report = verify(&market.server.app, Scope { files: false }, &|_, _, _| {}).await.unwrap();
        assert!(report.differences.iter().any(|one| matches!(one, Difference::Coupon(_))), "{sql}");
        let named = report.differences.iter().any(|one| matches!(one, Difference::OrderCoupon(_)));
        assert_eq!(named, order, "{sql}");
        let undo = format!("UPDATE coupon_codes SET {undo} WHERE state = 'assigned'");
        let _ = raw.execute_unprepared(&undo).await.expect("undone");
    }
    raw.close().await.expect("closes");
    market.is_exact().await;
}
