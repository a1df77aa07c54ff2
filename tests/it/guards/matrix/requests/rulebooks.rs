//! Rule books of branch A.

use serde_json::json;
use xianfeng_infra::rulebooks::CHISHIQIAO;

use super::{Ask, Scene, at, query, send};

pub(super) fn ask(scene: &Scene, operation: &str, _caller: usize) -> Option<Ask> {
    let branch = scene.branch.id.0;
    Some(match operation {
        "listReadyRulebooks" => Ask::default(),
        "listRulebooks" | "listRulebookDrafts" | "exportRulebook" => query(format!("?organizationId={branch}")),
        "getRulebook" => at(scene.server.fixture.rule_book.0),
        "showRulebook" => at(branch),
        "createRulebookDraft" => send(json!({ "organizationId": branch, "name": "讨论稿", "from": "chishiqiao" })),
        "getRulebookDraft" | "checkRulebookDraft" | "withdrawRulebookDraft" => at(scene.draft),
        "editRulebookDraft" => at(scene.draft).with(json!({ "name": "讨论稿", "document": CHISHIQIAO })),
        "tryRulebookDraft" => at(scene.draft).with(json!({ "period": "2024" })),
        "adoptRulebookDraft" => {
            at(scene.draft).with(json!({ "effectiveFrom": "2025-01-01", "meeting": "支部大会", "signatory": "书记" }))
        }
        _ => return None,
    })
}
