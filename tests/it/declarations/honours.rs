//! Honours (S1-4) and deeds that a secretary enters in one step.

use serde_json::json;
use xianfeng_tests::TestServer;

use super::{adopt, assert_clean, declared, deed, ledger, registered};
use crate::files_api::{photo, upload};

const HONOUR: &str = r#"
[[items]]
code = "honour"
name = "获得表彰"
aspect = "荣誉"
kind = "addition"
points = "10"
unit = "项"
evidence = true
ways = ["honour"]
"#;

/// S1-4: an honour from city, district or town is 10, with the certificate.
#[tokio::test]
async fn an_honour_is_ten() {
    let server = TestServer::start().await;
    adopt(&server, HONOUR).await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let honour = |more| {
        let mut new = deed(json!({ "way": "honour", "item": "honour", "level": "city", "what": "市级优秀共产党员" }));
        new.as_object_mut().unwrap().extend(serde_json::Value::as_object(&more).unwrap().clone());
        new
    };
    server.post("/declarations", member, honour(json!({}))).await.refused("declaration.evidence_missing");
    for (level, code) in [(json!(null), "missing"), (json!("province"), "not_one_of")] {
        let answer = server.post("/declarations", member, honour(json!({ "level": level }))).await;
        assert_eq!(answer.refused("request.invalid")["errors"][0]["code"], code);
    }
    let certificate = upload(&server, member, photo(1)).await.expect(201);
    let own = declared(&server, member, honour(json!({ "photoIds": [certificate["id"]] }))).await;
    assert_eq!((&own["level"], &own["photoIds"]), (&json!("city"), &json!([certificate["id"]])));
    assert_eq!(registered(&server, secretary, &own).await["points"], 10);
    let entry = &ledger(&server, member).await[0];
    assert_eq!(entry["points"], 10);
    assert_eq!(entry["photos"], json!([format!("/api/v1/files/{}", certificate["id"].as_str().unwrap())]));
    assert!(entry["sentence"].as_str().unwrap().contains("附照片1张"), "{entry}");

    // Entered by the secretary: declared and registered in one step, for others only.
    let certificate = upload(&server, secretary, photo(2)).await.expect(201);
    let now = json!({ "photoIds": [certificate["id"]], "registerNow": true, "level": "town" });
    let of_self = honour(now.clone());
    server.post("/declarations", secretary, of_self).await.refused("declaration.own");
    server.post("/declarations", member, honour(now.clone())).await.refused("auth.forbidden");
    let mut of_member = honour(now);
    of_member["memberId"] = json!(branch.members[2].id.0);
    let done = declared(&server, secretary, of_member).await;
    assert_eq!(
        (&done["state"], &done["points"], &done["declaredBy"]),
        (&json!("registered"), &json!(10), &json!("党员1"))
    );
    assert_eq!(ledger(&server, &branch.members[2]).await[0]["id"], done["entryId"]);
    assert_clean(&server).await;
}

/// S0-13, S3-2: a suggestion scores once it is accepted.
#[tokio::test]
async fn an_accepted_suggestion_scores() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let new = deed(json!({ "way": "suggestion", "item": "advice", "what": "建议修整村口水渠" }));
    let suggestion = declared(&server, member, new).await;
    let accept = json!({ "register": [{ "id": suggestion["id"], "points": 3, "reason": "支部大会采纳" }] });
    let results = super::decided(&server, secretary, accept).await;
    assert_eq!((&results[0]["state"], &results[0]["points"]), (&json!("registered"), &json!(3)));
    assert!(ledger(&server, member).await[0]["sentence"].as_str().unwrap().contains("支部大会采纳"));
}
