//! What the member of branch A has at the privacy desk.

use serde_json::json;
use uuid::Uuid;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::{Ask, at, query, send};
use crate::guards::matrix::scene::{Scene, id};

/// Rows of the member of branch A.
pub(in super::super) struct Desk {
    correction: Uuid,
    consent: Uuid,
    archive: Uuid,
}

impl Desk {
    pub(in super::super) async fn set(server: &TestServer, owner: &FixtureMember) -> Self {
        let wrong = json!({ "field": "skills", "wished": "木工", "why": "没有登记" });
        let correction = server.post("/me/privacy/corrections", owner, wrong).await.expect(201);
        let consent = server.post("/me/consents", owner, json!({ "purpose": "publicName" })).await.expect(201);
        let archive = server.post("/me/archives", owner, json!({ "kind": "archive" })).await.expect(201);
        Self { correction: id(&correction["id"]), consent: id(&consent["id"]), archive: id(&archive["id"]) }
    }
}

pub(super) fn ask(scene: &Scene, operation: &str, caller: usize) -> Option<Ask> {
    let Desk { correction, consent, archive } = scene.desk;
    let victim = scene.victim(caller).id.0;
    Some(match operation {
        "listMyData"
        | "printMyData"
        | "listMyCorrections"
        | "listMyLooks"
        | "listMyConsents"
        | "showPrivacyGuide"
        | "showMyClosure"
        | "takeBackMyClosure"
        | "listCorrections"
        | "showPrivacyInventory"
        | "listMyArchives"
        | "checkCertificate" => Ask::default(),
        "listMyDataRows" => query("?place=persons".to_owned()),
        "askMyCorrection" => send(json!({ "field": "schooling", "wished": "大专", "why": "没有登记" })),
        "decideOnCorrection" => at(correction).with(json!({ "accept": false, "answer": "已登记" })),
        "giveMyConsent" => send(json!({ "purpose": "wechatMessages" })),
        "withdrawMyConsent" => at(consent),
        "acceptPrivacyGuide" => send(json!({ "version": 1 })),
        "askMyClosure" => send(json!({})),
        "eraseMember" => at(victim).with(json!({ "reason": "家属申请" })),
        "issueMyArchive" => send(json!({ "kind": "service", "period": "2024" })),
        "issueArchive" => at(victim).with(json!({ "kind": "service", "period": "2024" })),
        "listArchives" => at(victim),
        "getArchive" | "printArchive" => at(archive),
        "withdrawArchive" => at(archive).with(json!({ "reason": "登记有误" })),
        _ => return None,
    })
}
