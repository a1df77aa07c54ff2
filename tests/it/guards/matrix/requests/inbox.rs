//! The inbox of a member of branch A.

use serde_json::json;

use super::{Ask, at, send};
use crate::guards::matrix::scene::Scene;

pub(super) fn ask(scene: &Scene, operation: &str, _: usize) -> Option<Ask> {
    Some(match operation {
        "listMyMessages" | "countMyUnreadMessages" => Ask::default(),
        "readMessage" => at(scene.message),
        "readMessages" => send(json!({ "throughId": scene.message })),
        _ => return None,
    })
}
