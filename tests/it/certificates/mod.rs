//! Archives and proofs of service: S1-10, S2-11, pitfall 42; Volunteer Service Regulations, articles 19 to 21.

mod archive;
mod check;
mod proof;

use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use crate::declarations::{declared, deed, registered};

/// Registers a deed of the member's.
async fn done(server: &TestServer, member: &FixtureMember, what: &str, quantity: u32, unit: &str) {
    let secretary = server.fixture.branches[0].members[0].clone();
    let new = deed(json!({ "what": what, "quantity": quantity, "unit": unit }));
    let declaration = declared(server, member, new).await;
    registered(server, &secretary, &declaration).await;
}

/// Issues for oneself, and reads what was issued.
async fn issued(server: &TestServer, by: &FixtureMember, body: Value) -> Value {
    let new = server.post("/me/archives", by, body).await.expect(201);
    server.get(&format!("/archives/{}", new["id"].as_str().unwrap()), by).await.expect(200)
}
