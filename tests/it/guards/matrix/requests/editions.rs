//! Editions and the notices that show them.

use uuid::Uuid;
use xianfeng_tests::TestServer;

use super::{Ask, Scene, at, query};
use crate::closings::published;
use crate::guards::matrix::scene::id;

/// A published quarter of the township.
pub(in crate::guards::matrix) struct Editions {
    closing: Uuid,
    edition: Uuid,
}

impl Editions {
    pub(in crate::guards::matrix) async fn set(server: &TestServer) -> Self {
        let closing = published(server, "2023-Q3").await;
        Self { closing: id(&closing["id"]), edition: id(&closing["edition"]["id"]) }
    }
}

pub(super) fn ask(scene: &Scene, operation: &str, _: usize) -> Option<Ask> {
    let (branch, editions) = (scene.branch.id.0, &scene.editions);
    Some(match operation {
        "previewClosing" => query(format!("?organizationId={}&period=2023-Q4", scene.server.fixture.township.0)),
        "listEditions" => at(editions.closing),
        "getEdition" | "showPublicEdition" => at(editions.edition),
        "listEditionRows" => Ask { query: format!("?organizationId={branch}"), ..at(editions.edition) },
        "showPublicNotice" | "showNotice" => at(branch),
        _ => return None,
    })
}
