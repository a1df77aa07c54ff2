//! Contents.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureBranch;

use super::{Ask, Scene, at, send};
use crate::contents::{notice, published, submitted};

/// What the secretary of A has written: a draft, what waits, and what everybody reads, twice.
pub(in super::super) struct Contents {
    draft: Uuid,
    waiting: Uuid,
    pub(super) public: Uuid,
    doomed: Uuid,
}

impl Contents {
    pub(in super::super) async fn set(server: &TestServer, branch: &FixtureBranch) -> Self {
        let secretary = &branch.members[0];
        let new = |more: Value| notice(branch.id.0, more);
        let draft = server.post("/contents", secretary, new(json!({}))).await.expect(201)["id"].clone();
        let everybody = || new(json!({ "inPublic": true }));
        let id = |text: &str| text.parse().unwrap();
        Self {
            draft: id(draft.as_str().unwrap()),
            waiting: id(&submitted(server, secretary, new(json!({}))).await),
            public: id(&published(server, secretary, everybody()).await),
            doomed: id(&published(server, secretary, everybody()).await),
        }
    }
}

pub(super) fn ask(scene: &Scene, operation: &str, _: usize) -> Option<Ask> {
    let Contents { draft, waiting, public, doomed } = scene.contents;
    let branch = scene.branch.id.0;
    let reason = json!({ "reason": "按会议决定" });
    Some(match operation {
        "listContents" | "listManagedContents" => Ask::default(),
        "createContent" => send(notice(branch, json!({}))),
        "editContent" => at(draft).with(json!({ "kind": "study", "title": "新章程", "body": "第一章" })),
        "submitContent" => at(draft),
        "approveContent" => at(waiting).with(json!({})),
        "returnContent" => at(waiting).with(reason),
        "takeContentDown" => at(doomed).with(reason),
        "readContent" => at(public).with(json!({})),
        "getContent"
        | "copyContent"
        | "listContentReceipts"
        | "remindOfContent"
        | "linkContent"
        | "showPublicContent" => at(public),
        "listPublicContents" | "showContents" | "showContent" => at(branch),
        _ => return None,
    })
}
