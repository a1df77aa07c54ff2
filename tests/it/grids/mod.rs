//! Grids over HTTP: S1-1, S1-3, S3-4.

mod keeping;
mod public;
mod village;

use serde_json::{Value, json};
use xianfeng_domain::ids::OrganizationId;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

/// Makes a grid; answers its id.
pub async fn grid(server: &TestServer, by: &FixtureMember, organization: OrganizationId, name: &str) -> String {
    made(server, by, json!({ "organizationId": organization.0, "name": name })).await
}

/// As [`grid`], with whatever it has.
pub async fn made(server: &TestServer, by: &FixtureMember, new: Value) -> String {
    let made = server.post("/grids", by, new).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

/// Places members in a grid from the beginning of 2024 on.
pub async fn place(server: &TestServer, by: &FixtureMember, grid: &str, members: &[&FixtureMember]) -> Value {
    let ids: Vec<_> = members.iter().map(|member| member.id.0).collect();
    let body = json!({ "memberIds": ids, "from": "2024-01-01" });
    server.post(&format!("/grids/{grid}/members"), by, body).await.expect(200)
}
