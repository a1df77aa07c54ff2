//! Hostile and careless input: each gets a clear answer, and nothing is written.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{declared, deed, ledger};

/// Every fault of a field is told with its place.
#[tokio::test]
async fn fields_out_of_bounds_are_named() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    for (more, pointer, code) in [
        (json!({ "way": "card" }), "/way", "not_one_of"),
        (json!({ "way": "task" }), "/way", "not_one_of"),
        (json!({ "way": "'; DROP TABLE declarations; --" }), "/way", "not_one_of"),
        (json!({ "what": " " }), "/what", "too_short"),
        (json!({ "what": "长".repeat(1001) }), "/what", "too_long"),
        (json!({ "what": "好事\u{0}" }), "/what", "control_characters"),
        (json!({ "what": "好事\u{202e}" }), "/what", "control_characters"),
        (json!({ "place": "远".repeat(101) }), "/place", "too_long"),
        (json!({ "item": "x".repeat(41) }), "/item", "too_long"),
        (json!({ "quantity": 0, "unit": "次" }), "/quantity", "too_small"),
        (json!({ "quantity": -1, "unit": "次" }), "/quantity", "too_small"),
        (json!({ "quantity": 0.001, "unit": "次" }), "/quantity", "points_too_precise"),
        (json!({ "quantity": 1_000_001, "unit": "次" }), "/quantity", "points_out_of_range"),
        (json!({ "quantity": 1, "unit": "长".repeat(11) }), "/unit", "too_long"),
        (json!({ "unit": "次" }), "/quantity", "missing"),
        (json!({ "period": "2024-Q1" }), "/period", "unknown"),
        (json!({ "level": "city" }), "/level", "unknown"),
        (json!({ "way": "report" }), "/period", "missing"),
        (json!({ "way": "report", "period": "2024-03" }), "/period", "invalid"),
        (json!({ "way": "report", "period": "2024-Q5" }), "/period", "not_period"),
        (json!({ "way": "honour" }), "/level", "missing"),
        (json!({ "points": 3 }), "/points", "unknown"),
        (json!({ "reason": "多给" }), "/reason", "unknown"),
        (json!({ "registerNow": true, "item": null }), "/item", "missing"),
        (json!({ "state": "registered" }), "/state", "unknown"),
        (json!({ "doneOn": "2024-3-1" }), "/doneOn", "not_day"),
    ] {
        let refused = server.post("/declarations", &member, deed(more.clone())).await.refused("request.invalid");
        let fault = &refused["errors"][0];
        assert_eq!((&fault["pointer"], &fault["code"]), (&json!(pointer), &json!(code)), "{more}: {refused}");
    }
    assert_eq!(server.get("/me/declarations", &member).await.expect(200)["items"], json!([]));
}

/// What the rule book does not let be declared is refused with what to do next.
#[tokio::test]
async fn the_rule_book_is_asked() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    for (more, code) in [
        (json!({ "item": "nothing" }), "declaration.item_unfit"),
        (json!({ "item": "absence" }), "declaration.item_unfit"),
        (json!({ "item": "hazard_check" }), "declaration.evidence_missing"),
        (json!({ "doneOn": "2024-03-02" }), "declaration.in_future"),
        (json!({ "doneOn": "2000-06-30" }), "declaration.not_member_then"),
        (json!({ "doneOn": "1800-01-01" }), "declaration.not_member_then"),
        (json!({ "photoIds": [uuid::Uuid::now_v7()] }), "file.not_found"),
    ] {
        server.post("/declarations", &member, deed(more)).await.refused(code);
    }
    assert_eq!(server.get("/me/declarations", &member).await.expect(200)["items"], json!([]));
}

/// A sitting with faults decides on nothing.
#[tokio::test]
async fn a_sitting_with_faults_decides_nothing() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let id = declared(&server, member, deed(json!({}))).await["id"].clone();
    let many: Vec<Value> = (0..101).map(|_| json!({ "id": uuid::Uuid::now_v7() })).collect();
    for (body, pointer, code) in [
        (json!({}), "/register", "too_few"),
        (json!({ "register": many }), "/register", "too_many"),
        (json!({ "register": [{ "id": id }], "decline": [{ "id": id, "reason": "重复" }] }), "/register", "duplicate"),
        (json!({ "decline": [{ "id": id, "reason": "" }] }), "/decline/0/reason", "too_short"),
        (json!({ "register": [{ "id": id, "reason": "长".repeat(501) }] }), "/register/0/reason", "too_long"),
        (json!({ "register": [{ "id": id, "points": 0.125 }] }), "/register/0/points", "points_too_precise"),
        (json!({ "register": [{ "id": id }], "sitting": { "on": "2024-03-02" } }), "/sitting/on", "in_the_future"),
        (
            json!({ "register": [{ "id": id }], "sitting": { "on": "2024-03-01", "title": "会\u{7}" } }),
            "/sitting/title",
            "control_characters",
        ),
    ] {
        let refused = server.post("/declarations/registrations", secretary, body).await.refused("request.invalid");
        let fault = &refused["errors"][0];
        assert_eq!((&fault["pointer"], &fault["code"]), (&json!(pointer), &json!(code)), "{refused}");
    }
    // Negative points and points outside the item are the line's own refusal.
    for points in [-1, 2] {
        let body = json!({ "register": [{ "id": id, "points": points, "reason": "多" }] });
        let out = server.post("/declarations/registrations", secretary, body).await.expect(200);
        assert_eq!(out["results"][0]["code"], "declaration.points_unfit");
    }
    assert!(ledger(&server, member).await.is_empty());
    for path in ["/declarations/not-an-id", "/declarations/00000000-0000-7000-8000-000000000000"] {
        server.get(path, member).await.refused("declaration.not_found");
    }
    for query in ["?state=paid", "?way=task", "?queue=mine", "?period=March", "?sort=name"] {
        server.get(&format!("/declarations{query}"), member).await.refused("request.invalid_query");
    }
}
