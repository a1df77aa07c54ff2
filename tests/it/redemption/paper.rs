//! A shop without network: the printed list, and what is recorded afterwards.

use serde_json::json;

use super::Market;

/// The list shows the end of the code only; signed lines are recorded line by line, once.
#[tokio::test]
async fn a_printed_list_is_recorded_afterwards() {
    let market = Market::open(4, 50, 5).await;
    let server = &market.server;
    let (first, code) = market.ordered(1, None).await;
    let (second, _) = market.ordered(2, None).await;
    let list = format!("/shops/{}/daily-list", market.shop);
    let waiting = server.get(&list, &market.keeper).await.expect(200);
    assert_eq!(waiting["items"][0]["codeEnd"], json!(&code[4..]));
    assert_eq!(waiting["items"].as_array().unwrap().len(), 2);
    assert!(!waiting.to_string().contains(&code));
    let page = server.get(&format!("{list}.html"), &market.keeper).await;
    assert_eq!(page.status.as_u16(), 200);
    let html = String::from_utf8(page.body).unwrap();
    assert!(html.contains("党*2") && html.contains(&code[4..]) && !html.contains(&code) && !html.contains("党员2"));
    if let Ok(folder) = std::env::var("XIANFENG_TEST_PAGES") {
        std::fs::write(format!("{folder}/daily-list.html"), &html).unwrap();
    }
    server.get(&list, &market.buyer).await.refused("auth.forbidden");

    server.set_time("2024-03-03T01:00:00Z");
    let batch = format!("/shops/{}/pickups/batch", market.shop);
    let record = |day: &str, ids: &[&str]| json!({ "day": day, "note": "停电", "orderIds": ids });
    server.post(&batch, &market.keeper, record("2024-03-04", &[&first])).await.refused("request.invalid");
    let early = server.post(&batch, &market.keeper, record("2024-02-29", &[&first])).await.expect(200);
    assert_eq!(early["results"][0]["code"], "order.day_invalid");
    let stranger = "018e0f6a-0000-7000-8000-000000000001";
    let ids = [first.as_str(), stranger];
    let done = server.post(&batch, &market.keeper, record("2024-03-02", &ids)).await.expect(200);
    let results = done["results"].as_array().unwrap();
    assert_eq!((&results[0]["code"], &results[1]["state"]), (&json!("order.not_found"), &json!("fulfilled")));
    let ids = [first.as_str(), second.as_str()];
    let again = server.post(&batch, &market.keeper, record("2024-03-02", &ids)).await.expect(200);
    let results = again["results"].as_array().unwrap();
    assert_eq!(results[0]["code"], "order.fulfilled_already");
    assert_eq!(results[1]["state"], "fulfilled");
    let order = market.order(&first).await;
    assert_eq!((&order["collectedBy"], &order["collectedOn"]), (&json!("list"), &json!("2024-03-02")));
    assert_eq!(market.figures().await, (20, 0, 2, 0));
    market.is_exact().await;
}
