//! Declarations, quarterly reports and times away.

use serde_json::json;
use uuid::Uuid;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureBranch, FixtureMember};

use super::super::scene::Scene;
use super::{Ask, at, query, send};
use crate::declarations::{declared, deed};

/// What the matrix needs of them in branch A.
pub(in super::super) struct Deeds {
    /// A declaration of the member of A.
    declaration: Uuid,
    /// A time away.
    away: Uuid,
}

impl Deeds {
    pub(in super::super) async fn set(server: &TestServer, branch: &FixtureBranch, owner: &FixtureMember) -> Self {
        let id = |value: &serde_json::Value| value["id"].as_str().expect("an id").parse().expect("a UUID");
        let going = json!({ "from": "2024-02-01", "destination": "太原务工" });
        let path = format!("/members/{}/aways", branch.members[6].id.0);
        let away = server.post(&path, &branch.members[0], going).await.expect(201);
        Self { declaration: id(&declared(server, owner, deed(json!({}))).await), away: id(&away) }
    }
}

pub(super) fn ask(scene: &Scene, operation: &str, caller: usize) -> Option<Ask> {
    let (branch, victim, deeds) = (scene.branch.id.0, scene.victim(caller).id.0, &scene.deeds);
    Some(match operation {
        "declareDeed" => send(deed(json!({ "memberId": victim }))),
        "listDeclarations" => query(format!("?organizationId={branch}")),
        "listMyDeclarations" => Ask::default(),
        "getDeclaration" | "withdrawDeclaration" => at(deeds.declaration),
        "registerDeclarations" => send(json!({ "register": [{ "id": deeds.declaration }] })),
        "recordTrainings" => send(json!({
            "memberIds": [victim], "item": "safety_advice", "doneOn": "2024-03-01", "what": "冬训第一课"
        })),
        "listReportsDue" => query(format!("?organizationId={branch}&period=2024-Q1")),
        "listAways" => at(victim),
        "recordAway" => at(victim).with(json!({ "from": "2024-02-01", "destination": "太原务工" })),
        "recordReturn" => at(deeds.away).with(json!({ "backOn": "2024-03-01" })),
        _ => return None,
    })
}
