//! Exemptions, base points withheld, hints, findings, colours.

use serde_json::json;

use super::{Ask, at, query, send};
use crate::guards::matrix::scene::Scene;

pub(super) fn ask(scene: &Scene, operation: &str, caller: usize) -> Option<Ask> {
    let (branch, victim) = (scene.branch.id.0, scene.victim(caller).id.0);
    let meeting = "2024年3月支委会";
    Some(match operation {
        "listMemberships" | "listExemptions" | "listBaseWithholdings" => at(victim),
        "exemptMember" => at(victim)
            .with(json!({ "from": "2024-03-01", "ground": "other", "reason": "按会议决定", "meeting": meeting })),
        "endMemberExemption" => at(scene.exemption).with(json!({ "on": "2024-03-01", "reason": "已康复" })),
        "withholdBasePoints" => {
            at(victim).with(json!({ "period": "2024", "reason": "按会议决定", "meeting": meeting }))
        }
        "liftBaseWithholding" => at(scene.withholding).with(json!({ "reason": "按会议决定" })),
        "listHints" | "listFindings" | "showColourBoard" => query(format!("?organizationId={branch}")),
        "dismissCategoryHint" => send(json!({ "memberId": victim, "category": "aged", "reason": "身体健康" })),
        "showPublicColours" => at(branch),
        "showAspects" | "printBooklet" => at(scene.branch.members[1].id.0),
        _ => return None,
    })
}
