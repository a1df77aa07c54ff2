//! Objections to published editions.

use serde_json::json;
use uuid::Uuid;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureBranch;

use super::{Ask, Scene, at};
use crate::objections::{against, id, posted, stranger};

/// A posted quarter, an objection of the member of A about another's row, and a stranger's.
pub(in super::super) struct Objections {
    edition: Uuid,
    own: Uuid,
    /// The stranger's receipt code.
    pub(super) code: String,
}

impl Objections {
    pub(in super::super) async fn set(server: &TestServer, branch: &FixtureBranch) -> Self {
        let notice = posted(server, "2023-Q2").await;
        let body = against(server, &notice, branch.id, &branch.members[5]).await;
        let path = format!("/editions/{}/objections", notice.edition);
        let own = server.post(&path, &branch.members[1], body.clone()).await.expect(201);
        let receipt = stranger(server, notice.edition, body).await.expect(201);
        Self {
            edition: notice.edition,
            own: id(&own).parse().unwrap(),
            code: receipt["code"].as_str().unwrap().to_owned(),
        }
    }
}

pub(super) fn ask(scene: &Scene, operation: &str, _: usize) -> Option<Ask> {
    let Objections { edition, own, .. } = scene.objections;
    let body = json!({ "organizationId": scene.branch.id.0, "row": 1, "text": "不对" });
    Some(match operation {
        "listMyObjections" | "listObjections" | "showPublicObjection" | "withdrawPublicObjection" => Ask::default(),
        "createObjection" | "createPublicObjection" => at(edition).with(body),
        "listPublicAnswers" => at(edition),
        "getObjection" | "admitObjection" | "withdrawObjection" => at(own),
        "setObjectionAside" => at(own).with(json!({ "ground": "double" })),
        "decideObjection" => at(own).with(json!({ "outcome": "refused", "answer": "登记无误。", "reason": "有照片" })),
        _ => return None,
    })
}
