//! Nobody decides on their own case (S0-11, invariant 12).

use serde_json::{Value, json};
use xianfeng_domain::access::Role;
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;

use super::{case_of, confirmed, does, gathered, seen, township};

/// The secretary gathers, and meets the consequence themselves: it is not theirs to see or decide. With
/// nobody else in the branch it goes to the township, with a committee member it may stay.
#[tokio::test]
async fn a_secretary_s_own_case_goes_to_somebody_else() {
    let (server, branches) = township(2, 6).await;
    let [secretary, committee, low, ..] = branches[0].members.as_slice() else { panic!("members") };
    let clerk = server.fixture.clerk.clone();
    assert_eq!(gathered(&server).await, (5, 0), "the own one is not counted");
    let own = case_of(&server, secretary).await;
    let listed = server.get("/help-cases?limit=100", secretary).await.expect(200);
    assert!(!listed.to_string().contains(&own));
    server.get(&format!("/help-cases/{own}"), secretary).await.refused("help_case.not_found");
    let confirm = json!({ "reason": "决定" });
    for (what, body) in [("confirm", confirm.clone()), ("dismiss", confirm.clone())] {
        does(&server, &own, what, secretary, body).await.refused("help_case.own");
    }
    let grant = async |tx: &Tx| {
        accounts::grant_role(tx, committee.person, Role::Reviewer, branches[0].id, None, server.clock.now()).await
    };
    server.app.database.transact("grant", grant).await.unwrap();
    let opened = does(&server, &own, "confirm", committee, confirm).await.expect(200);
    assert_eq!(opened["state"], "open");
    assert_eq!(seen(&server, &own, secretary).await["seenAs"], "member");
    for (what, body) in [
        ("close", json!({ "outcome": "turned_round", "reason": "好了" })),
        ("extend", json!({ "deadline": "2025-01-01", "reason": "再给时间" })),
        ("helper", json!({ "helper": { "memberId": low.id.0 } })),
        ("steps", json!({ "kind": "check", "result": "passed", "text": "好了" })),
    ] {
        does(&server, &own, what, secretary, body).await.refused("help_case.own");
    }
    // A batch refuses the own line and confirms the others; a repeated batch refuses both.
    let committee_own = case_of(&server, committee).await;
    let others = case_of(&server, low).await;
    let batch = json!({ "label": "第一批", "meeting": "支委会", "caseIds": [committee_own, others] });
    let code = |out: &Value, id: &str| {
        let results = out["results"].as_array().unwrap();
        results.iter().find(|one| one["id"] == id).unwrap()["code"].clone()
    };
    let out = server.post("/help-cases/batches", committee, batch.clone()).await.expect(200);
    assert_eq!((code(&out, &committee_own), code(&out, &others)), (json!("help_case.own"), Value::Null));
    let out = server.post("/help-cases/batches", &clerk, batch).await.expect(200);
    assert_eq!((code(&out, &committee_own), code(&out, &others)), (Value::Null, json!("help_case.wrong_state")));
}

/// A helper is somebody else, of the township, and one at a time.
#[tokio::test]
async fn nobody_helps_themselves() {
    let (server, branches) = township(2, 1).await;
    let [secretary, helper, .., low] = branches[0].members.as_slice() else { panic!("members") };
    let case = confirmed(&server, low, None).await;
    let name = |helper: Value| json!({ "helper": helper });
    let own = name(json!({ "memberId": low.id.0 }));
    does(&server, &case, "helper", secretary, own).await.refused("help_case.own_helper");
    let own = name(json!({ "personId": low.person.0 }));
    does(&server, &case, "helper", secretary, own).await.refused("help_case.own_helper");
    does(&server, &case, "helper", secretary, name(json!({}))).await.refused("request.invalid");
    let stranger = name(json!({ "personId": uuid::Uuid::now_v7() }));
    does(&server, &case, "helper", secretary, stranger).await.refused("person.not_found");
    let other = &branches[1].members[3];
    does(&server, &case, "helper", secretary, name(json!({ "memberId": helper.id.0 }))).await.expect(200);
    let now = does(&server, &case, "helper", secretary, name(json!({ "memberId": other.id.0 }))).await.expect(200);
    assert_eq!(now["helperName"], json!(other.name));
    assert_eq!(seen(&server, &case, other).await["seenAs"], "helper");
    server.get(&format!("/help-cases/{case}"), helper).await.refused("help_case.not_found");
}
