//! Declarations, quarterly reports and times away over HTTP.

mod aways;
mod bad_input;
mod days;
mod declare;
mod honours;
mod photos;
mod races;
mod reports;
mod sitting;
mod trainings;

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_domain::ids::RuleBookId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::rulebooks::{self, Adopted};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureMember, open_book};

/// A deed for the party day, with more or other fields.
pub(super) fn deed(more: Value) -> Value {
    let mut deed = json!({
        "way": "declaration", "item": "safety_advice", "doneOn": "2024-03-01", "place": "河东",
        "what": "劝导三户不在林边烧荒"
    });
    deed.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    deed
}

/// A quarterly report.
pub(super) fn report(more: Value) -> Value {
    let report = json!({ "way": "report", "period": "2024-Q1", "item": "volunteer_service", "what": "在太原务工，学习了新章程" });
    let mut report = deed(report);
    report.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    report
}

/// Declares, and answers the declaration.
pub(super) async fn declared(server: &TestServer, by: &FixtureMember, new: Value) -> Value {
    server.post("/declarations", by, new).await.expect(201)
}

/// Decides, and answers the results by id.
pub(super) async fn decided(server: &TestServer, by: &FixtureMember, decisions: Value) -> Vec<Value> {
    let out = server.post("/declarations/registrations", by, decisions).await.expect(200);
    out["results"].as_array().unwrap().clone()
}

/// Registers one declaration as it was declared.
pub(super) async fn registered(server: &TestServer, by: &FixtureMember, declaration: &Value) -> Value {
    decided(server, by, json!({ "register": [{ "id": declaration["id"] }] })).await.remove(0)
}

/// A member's ledger as the member sees it, the newest first.
pub(super) async fn ledger(server: &TestServer, member: &FixtureMember) -> Vec<Value> {
    server.get("/me/ledger", member).await.expect(200)["items"].as_array().unwrap().clone()
}

/// What can be computed anew is as it is stored.
pub(super) async fn assert_clean(server: &TestServer) {
    use xianfeng_api::verify::{Scope, verify};
    let report = verify(&server.app, Scope { files: false }, &|_, _, _| {}).await.unwrap();
    assert_eq!(report.differences, []);
}

/// Adopts the township's book with more items.
pub(super) async fn adopt(server: &TestServer, items: &str) {
    let (owner, now) = (server.fixture.township, server.clock.now());
    let adopted = Adopted {
        id: RuleBookId(Uuid::now_v7()),
        owner,
        version: 2,
        effective_from: "2024-01-01".parse().unwrap(),
        meeting: "乡党委会议".to_owned(),
        document: format!("{}\n{items}", open_book()),
    };
    let write = async |tx: &Tx| rulebooks::adopt(tx, &adopted, now).await;
    server.app.database.transact("adopt", write).await.unwrap();
}
