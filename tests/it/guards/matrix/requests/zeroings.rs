//! Zeroings, vetoes and what a committee enters itself.

use serde_json::json;

use super::{Ask, Scene, at, send};

pub(super) fn ask(scene: &Scene, operation: &str, caller: usize) -> Option<Ask> {
    let victim = scene.victim(caller).id.0;
    Some(match operation {
        "enterDirectly" => send(json!({
            "memberIds": [victim], "item": "hazard_check", "doneOn": "2024-03-01", "what": "清扫村道积雪"
        })),
        "zeroMember" => at(victim).with(json!({ "item": "hazard_check", "day": "2024-03-01", "reason": "按会议决定" })),
        "listZeroings" => at(scene.branch.members[1].id.0),
        "liftZeroing" => at(scene.zeroing).with(json!({ "reason": "按会议决定" })),
        _ => return None,
    })
}
