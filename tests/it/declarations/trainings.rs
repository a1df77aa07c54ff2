//! Training on record (S4-12).

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{assert_clean, ledger};

fn training(members: Vec<Value>, more: Value) -> Value {
    let mut training = json!({
        "memberIds": members, "item": "volunteer_service", "doneOn": "2024-02-29", "place": "村党校",
        "what": "冬训第一课：耕地保护政策"
    });
    training.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    training
}

/// S4-12: one list, one entry a member; who is refused does not stop the others.
#[tokio::test]
async fn a_training_is_recorded_for_many() {
    let server = TestServer::start_with(2, 30, &[]).await;
    let [own, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let secretary = &own.members[0];
    let everybody: Vec<Value> =
        own.members.iter().chain([&other.members[1]]).map(|member| json!(member.id.0)).collect();
    let body = training(everybody, json!({ "points": 0.5, "quantity": 2, "unit": "课时" }));
    let key = "the-training-of-february";
    let out = server.post_with_key("/declarations/trainings", secretary, key, body.clone()).await.expect(200);
    let results = out["results"].as_array().unwrap();
    let of = |id| results.iter().find(|result| result["memberId"] == json!(id)).unwrap();
    assert_eq!(results.iter().filter(|result| result["state"] == "registered").count(), 29);
    assert_eq!(of(secretary.id.0)["code"], "declaration.own");
    assert_eq!(of(other.members[1].id.0)["code"], "member.not_found");
    let again = server.post_with_key("/declarations/trainings", secretary, key, body).await;
    assert_eq!(again.expect(200), out, "the same request again changes nothing");
    for member in &own.members[1..] {
        let entries = ledger(&server, member).await;
        assert_eq!((entries.len(), &entries[0]["points"]), (1, &json!(0.5)));
        assert_eq!((&entries[0]["quantity"], &entries[0]["deedOn"]), (&json!("2课时"), &json!("2024-02-29")));
    }
    let listed = format!("/declarations?organizationId={}&way=training&limit=100", own.id.0);
    assert_eq!(server.get(&listed, secretary).await.expect(200)["items"].as_array().unwrap().len(), 29);
    assert_clean(&server).await;
}

/// What does not fit is told for each member, and for the whole list where it is one fault.
#[tokio::test]
async fn a_training_that_does_not_fit_is_refused() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], json!(branch.members[1].id.0));
    let path = "/declarations/trainings";
    for (more, code) in [
        (json!({}), "declaration.points_unfit"),
        (json!({ "points": 9 }), "declaration.points_unfit"),
        (json!({ "points": 1 }), "declaration.reason_missing"),
        (json!({ "item": "nothing" }), "declaration.item_unfit"),
        (json!({ "item": "absence" }), "declaration.item_unfit"),
        (json!({ "item": "hazard_check" }), "declaration.evidence_missing"),
        (json!({ "doneOn": "2024-03-02" }), "declaration.in_future"),
        (json!({ "doneOn": "2000-06-30" }), "declaration.not_member_then"),
    ] {
        let out = server.post(path, secretary, training(vec![member.clone()], more.clone())).await.expect(200);
        assert_eq!(out["results"][0]["code"], code, "{more}: {out}");
    }
    let twice = training(vec![member.clone(), member], json!({}));
    server.post(path, secretary, twice).await.refused("request.invalid");
    server.post(path, secretary, training(Vec::new(), json!({}))).await.refused("request.invalid");
    assert!(ledger(&server, &branch.members[1]).await.is_empty());
}
