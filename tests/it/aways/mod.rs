//! Members away: the monthly follow-up, the host branch, reports by phone (S2-6, S2-11, S3-2, S4-6, S4-12). Going and coming
//! back stand in `declarations/aways.rs`.

mod contacts;
mod hosts;
mod reports;

use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

/// The member is away since 1 February, with a liaison and more; answers the path of the time away.
pub(crate) async fn gone(server: &TestServer, member: &FixtureMember, liaison: &FixtureMember, more: Value) -> String {
    let mut going = json!({ "from": "2024-02-01", "destination": "太原务工", "liaisonId": liaison.id.0 });
    going.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let secretary = server.fixture.branches[0].members[0].clone();
    let away = server.post(&format!("/members/{}/aways", member.id.0), &secretary, going).await.expect(201);
    format!("/aways/{}", away["id"].as_str().unwrap())
}
