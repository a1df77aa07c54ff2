//! Texts that wait for a person.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureBranch;

use super::{Ask, Scene, at, query};

/// A held text of a member of branch A.
pub(in super::super) struct Moderation {
    check: Uuid,
}

impl Moderation {
    pub(in super::super) async fn set(server: &TestServer, branch: &FixtureBranch) -> Self {
        let (secretary, member) = (&branch.members[0], &branch.members[3]);
        let pledge = json!({ "year": "2024", "text": "REVIEW 修路" });
        server.post("/pledges", member, pledge).await.expect(201);
        let held = server.get("/moderation/checks", secretary).await.expect(200);
        let id = |check: &Value| check["id"].as_str().unwrap().parse().unwrap();
        Self { check: id(&held["items"][0]) }
    }
}

pub(super) fn ask(scene: &Scene, operation: &str, _: usize) -> Option<Ask> {
    Some(match operation {
        "listChecks" => query(format!("?organizationId={}", scene.branch.id.0)),
        "decideCheck" => at(scene.moderation.check).with(json!({ "decision": "pass", "version": 1 })),
        "takeCheckDown" => at(scene.moderation.check).with(json!({ "version": 1, "reason": "内容已经过时" })),
        "checkPushAddress" | "receivePush" | "getCheckedPicture" => Ask::default(),
        _ => return None,
    })
}
