//! Suggestions.

use serde_json::json;
use uuid::Uuid;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureBranch;

use super::{Ask, Scene, at, send};
use crate::suggestions::{suggested, villager};

/// A suggestion of the member of A, and a villager's.
pub(in super::super) struct Suggestions {
    own: Uuid,
    /// The villager's receipt code.
    pub(super) code: String,
}

impl Suggestions {
    pub(in super::super) async fn set(server: &TestServer, branch: &FixtureBranch) -> Self {
        let own = suggested(server, &branch.members[1], json!({})).await.parse().unwrap();
        let body = json!({ "text": "建议修路" });
        let receipt = villager(server, branch.id.0, &Uuid::now_v7().to_string(), body).await.expect(201);
        Self { own, code: receipt["code"].as_str().unwrap().to_owned() }
    }
}

pub(super) fn ask(scene: &Scene, operation: &str, _: usize) -> Option<Ask> {
    let Suggestions { own, .. } = scene.suggestions;
    let text = json!({ "text": "建议修路" });
    Some(match operation {
        "createSuggestion" => send(text),
        "createPublicSuggestion" => at(scene.branch.id.0).with(text),
        "listMySuggestions" | "listSuggestions" | "showPublicSuggestion" => Ask::default(),
        "getSuggestion" => at(own),
        "takeSuggestionUp" => at(own).with(json!({})),
        "answerSuggestion" => at(own).with(json!({ "outcome": "answered", "answer": "已转有关部门。" })),
        "listPublicSuggestions" => at(scene.branch.id.0),
        _ => return None,
    })
}
