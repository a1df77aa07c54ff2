//! Closings and their editions.

use serde_json::json;
use uuid::Uuid;
use xianfeng_tests::TestServer;

use super::{Ask, Scene, at, query, send};
use crate::closings::close;
use crate::guards::matrix::scene::id;

/// A closed quarter of the township, before anything counted.
pub(in crate::guards::matrix) struct Closings {
    pub(in crate::guards::matrix) closed: Uuid,
}

impl Closings {
    pub(in crate::guards::matrix) async fn set(server: &TestServer) -> Self {
        Self { closed: id(&close(server, "2023-Q4").await["id"]) }
    }
}

pub(super) fn ask(scene: &Scene, operation: &str, _: usize) -> Option<Ask> {
    let reason = json!({ "reason": "按会议决定" });
    Some(match operation {
        "closePeriod" => send(json!({ "organizationId": scene.server.fixture.township.0, "period": "2023-Q4" })),
        "listClosings" => query(format!("?organizationId={}", scene.branch.id.0)),
        "getClosing" => at(scene.closings.closed),
        "publishEdition" | "finalizeClosing" => at(scene.closings.closed).with(reason),
        "correctClosedPeriod" => {
            at(scene.closings.closed).with(json!({ "entryId": scene.entry, "how": "reverse", "reason": "按会议决定" }))
        }
        _ => return None,
    })
}
