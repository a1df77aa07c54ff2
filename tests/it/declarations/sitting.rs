//! The party day: many declarations in one sitting (S2-3).

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{assert_clean, decided, declared, deed, ledger, registered};

/// S2-3: thirty declarations in one sitting, some of them declined, each with its own result.
#[tokio::test]
async fn a_sitting_registers_thirty_at_once() {
    let server = TestServer::start_with(2, 31, &[]).await;
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    let mut ids = Vec::new();
    for member in &branch.members[1..] {
        ids.push(declared(&server, member, deed(json!({}))).await["id"].clone());
    }
    let waiting = server.get("/declarations?queue=review&limit=100", secretary).await.expect(200);
    let queue: Vec<Value> = waiting["items"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect();
    assert_eq!(queue, ids, "the oldest first");

    server.set_time("2024-03-08T02:00:00Z");
    let register: Vec<Value> = ids[..25].iter().map(|id| json!({ "id": id })).collect();
    let decline: Vec<Value> = ids[25..].iter().map(|id| json!({ "id": id, "reason": "与村民反映不符" })).collect();
    let sitting = json!({ "on": "2024-03-08", "place": "村委会", "title": "三月主题党日" });
    let body = json!({ "sitting": sitting, "register": register, "decline": decline });
    let out = server.post("/declarations/registrations", secretary, body).await.expect(200);
    let states: Vec<_> = out["results"].as_array().unwrap().iter().map(|result| result["state"].clone()).collect();
    assert_eq!(states, [vec![json!("registered"); 25], vec![json!("declined"); 5]].concat());

    let own = server.get("/me/declarations", &branch.members[1]).await.expect(200);
    let own = &own["items"][0];
    assert_eq!(
        (&own["state"], &own["points"], &own["decidedBy"]),
        (&json!("registered"), &json!(0.5), &json!("党员1"))
    );
    assert_eq!((&own["sitting"]["id"], &own["sitting"]["title"]), (&out["sittingId"], &json!("三月主题党日")));
    let entry = &ledger(&server, &branch.members[1]).await[0];
    assert_eq!(
        (&entry["id"], &entry["points"], &entry["source"]),
        (&own["entryId"], &json!(0.5), &json!("declaration"))
    );
    assert_eq!((&entry["recordedBy"], &entry["approvedBy"]), (&json!("党员2"), &json!("党员1")));
    let declined = server.get("/me/declarations?state=declined", &branch.members[30]).await.expect(200);
    assert_eq!(declined["items"][0]["reason"], "与村民反映不符");
    assert!(ledger(&server, &branch.members[30]).await.is_empty());
    let left = server.get("/declarations?queue=review", secretary).await.expect(200);
    assert_eq!(left["items"], json!([]));
    assert_clean(&server).await;
}

/// A line that is refused does not stop the others; nothing decided leaves no sitting.
#[tokio::test]
async fn each_line_has_its_own_answer() {
    let server = TestServer::start().await;
    let [own, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, member) = (&own.members[0], &own.members[1]);
    let of_secretary = declared(&server, secretary, deed(json!({}))).await;
    let foreign = declared(&server, &other.members[1], deed(json!({}))).await;
    let range = declared(&server, member, deed(json!({ "item": "volunteer_service" }))).await;
    let open = declared(&server, member, deed(json!({ "item": null }))).await;
    let good = declared(&server, member, deed(json!({}))).await;
    let register = json!({ "sitting": { "on": "2024-03-01" }, "register": [
        { "id": of_secretary["id"] }, { "id": foreign["id"] }, { "id": range["id"] }, { "id": open["id"] },
    ] });
    let out = server.post("/declarations/registrations", secretary, register).await.expect(200);
    let of = |out: &Value, id: &Value| {
        let results = out["results"].as_array().unwrap().clone();
        results.into_iter().find(|result| result["id"] == *id).unwrap()
    };
    let codes =
        [&of_secretary, &foreign, &range, &open].map(|declaration| of(&out, &declaration["id"])["code"].clone());
    let expected = ["declaration.own", "declaration.not_found", "declaration.points_unfit", "declaration.item_missing"];
    assert_eq!(codes.as_slice(), expected);
    assert!(of(&out, &range["id"])["detail"].as_str().unwrap().contains("0.5–3"), "the range is told");
    assert_eq!(out["sittingId"], Value::Null);

    // More than the least of a range wants a reason; the registrar chooses the item that was left open.
    let more = |reason: Option<&str>| {
        json!({ "register": [
        { "id": range["id"], "points": 2, "reason": reason }, { "id": open["id"], "item": "fire_patrol" }, { "id": good["id"] },
    ] })
    };
    let results = server.post("/declarations/registrations", secretary, more(None)).await.expect(200);
    assert_eq!(of(&results, &range["id"])["code"], "declaration.reason_missing");
    assert_eq!(of(&results, &open["id"])["points"], 1);
    let results = server.post("/declarations/registrations", secretary, more(Some("一整天"))).await.expect(200);
    assert_eq!(of(&results, &range["id"])["points"], 2);
    assert_eq!(of(&results, &good["id"])["code"], "declaration.wrong_state");
    let read = server.get(&format!("/declarations/{}", open["id"].as_str().unwrap()), member).await.expect(200);
    assert_eq!((&read["item"], &read["itemName"]), (&json!("fire_patrol"), &json!("护林防火巡查")));
    assert_clean(&server).await;
}

/// Nobody registers their own: a secretary's goes to another reviewer of the branch, else to the
/// township, by itself, and follows the roles.
#[tokio::test]
async fn the_own_declaration_goes_to_somebody_else() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, fellow, clerk) = (&branch.members[0], &branch.members[2], &server.fixture.clerk);
    let own = declared(&server, secretary, deed(json!({}))).await;
    assert_eq!(registered(&server, secretary, &own).await["code"], "declaration.own");
    let decline = json!({ "decline": [{ "id": own["id"], "reason": "自己的" }] });
    assert_eq!(decided(&server, secretary, decline).await[0]["code"], "declaration.own");
    let queue = async |by| server.get("/declarations?queue=review", by).await.expect(200)["items"].clone();
    assert_eq!(queue(secretary).await, json!([]));
    assert_eq!(queue(clerk).await[0]["id"], own["id"], "nobody else of the branch may");

    let role = json!({ "personId": fellow.person.0, "role": "reviewer", "organizationId": branch.id.0 });
    server.post("/roles", clerk, role).await.expect(201);
    assert_eq!(queue(clerk).await, json!([]));
    assert_eq!(queue(fellow).await[0]["id"], own["id"]);
    assert_eq!(registered(&server, fellow, &own).await["state"], "registered");
}

/// A reversal takes the points back; the declaration stays registered and shows it, and counts again
/// once the reversal is mended.
#[tokio::test]
async fn a_reversal_shows_on_the_declaration() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let declaration = declared(&server, member, deed(json!({}))).await;
    registered(&server, secretary, &declaration).await;
    let path = format!("/declarations/{}", declaration["id"].as_str().unwrap());
    let read = server.get(&path, member).await.expect(200);
    assert_eq!((&read["state"], &read["reversed"]), (&json!("registered"), &json!(false)));
    let entry = read["entryId"].as_str().unwrap();
    let reason = json!({ "reason": "村民异议成立" });
    let reversal = server.post(&format!("/ledger/{entry}/reversal"), secretary, reason.clone()).await.expect(201);
    let read = server.get(&path, member).await.expect(200);
    assert_eq!((&read["state"], &read["reversed"]), (&json!("registered"), &json!(true)));
    assert_eq!(registered(&server, secretary, &declaration).await["code"], "declaration.wrong_state");
    let reversal = reversal["entries"][0]["id"].as_str().unwrap();
    server.post(&format!("/ledger/{reversal}/reinstatement"), secretary, reason).await.expect(201);
    assert_eq!(server.get(&path, member).await.expect(200)["reversed"], false);
    assert_clean(&server).await;
}
