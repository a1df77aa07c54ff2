//! Points cards, with branch A as the host of a member of B.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureBranch;

use super::super::scene::Scene;
use super::{Ask, at, send};

/// A card that branch A has scanned.
pub(in super::super) struct Cards {
    code: Value,
    scan: Uuid,
}

impl Cards {
    pub(in super::super) async fn set(server: &TestServer, host: &FixtureBranch, home: &FixtureBranch) -> Self {
        let card = server.get("/me/card", &home.members[2]).await.expect(200);
        let scan = json!({ "code": card["code"], "organizationId": host.id.0 });
        let scan = server.post("/cards/scans", &host.members[0], scan).await.expect(201);
        Self { code: card["code"].clone(), scan: scan["id"].as_str().expect("an id").parse().expect("a UUID") }
    }
}

pub(super) fn ask(scene: &Scene, operation: &str, _caller: usize) -> Option<Ask> {
    Some(match operation {
        "showCard" => Ask::default(),
        "scanCard" => send(json!({ "code": scene.cards.code, "organizationId": scene.branch.id.0 })),
        "declareCardDeed" => at(scene.cards.scan).with(json!({ "what": "参加河道清淤" })),
        _ => return None,
    })
}
