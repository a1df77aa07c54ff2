//! Villagers' reports over HTTP: S2-4, S2-9. Who reports stays hidden, whom it concerns does not weigh.

mod limits;
mod secrecy;
mod weighing;

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_domain::access::Role;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_infra::accounts;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_tests::fixture::FixtureMember;
use xianfeng_tests::{Answer, TestServer};

/// A report by whoever has the token, or by nobody.
pub(crate) async fn report(server: &TestServer, token: Option<&str>, about: OrganizationId, body: Value) -> Answer {
    let path = format!("/api/v1/public/organizations/{about}/villager-reports");
    let request = server.request(Method::POST, &path, None).header("Idempotency-Key", Uuid::now_v7().to_string());
    let request = token.into_iter().fold(request, |request, token| request.bearer_auth(token));
    server.send(request.json(&body)).await
}

/// About somebody of the first branch who weighs nothing.
pub(crate) fn about_a_member() -> Value {
    json!({ "about": "党员2", "what": "登记了扫街，实际没有扫", "on": "2024-03-01", "contact": "199 1234 0001" })
}

pub(crate) fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

/// Makes somebody a reviewer of the first branch.
pub(crate) async fn make_reviewer(server: &TestServer, member: &FixtureMember) {
    let branch = server.fixture.branches[0].id;
    let grant = async |tx: &Tx| -> StoreResult<()> {
        accounts::grant_role(tx, member.person, Role::Reviewer, branch, None, server.clock.now()).await?;
        Ok(())
    };
    server.app.database.transact("grant", grant).await.unwrap();
}

/// What a caller may weigh.
async fn listed(server: &TestServer, by: &FixtureMember) -> Vec<Value> {
    server.get("/villager-reports", by).await.expect(200)["items"].as_array().unwrap().clone()
}
