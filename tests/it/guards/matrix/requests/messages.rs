//! A message of the member of branch A that nobody has told yet.

use serde_json::json;
use uuid::Uuid;
use xianfeng_domain::ids::{CallId, MessageId};
use xianfeng_domain::messages::Caller;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::messages::{self, NewCall};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureBranch, FixtureMember};

use super::{Ask, at, query, send};
use crate::guards::matrix::scene::Scene;

/// Puts a message on the call list.
pub(in super::super) async fn listed(
    server: &TestServer,
    branch: &FixtureBranch,
    owner: &FixtureMember,
    message: Uuid,
) -> Uuid {
    let call = NewCall {
        id: CallId(Uuid::now_v7()),
        message: MessageId(message),
        person: owner.person,
        member: Some(owner.id),
        path: branch.path.clone(),
        caller: Caller::Liaison,
    };
    let insert = async |tx: &Tx| -> StoreResult<()> {
        messages::insert_call(tx, std::slice::from_ref(&call), server.clock.now()).await
    };
    server.app.database.transact("scene.call", insert).await.unwrap();
    call.id.0
}

pub(super) fn ask(scene: &Scene, operation: &str, _: usize) -> Option<Ask> {
    Some(match operation {
        "listMySubscriptions" => Ask::default(),
        "reportSubscriptions" => send(json!({ "results": { "review": "accept" } })),
        "listCalls" => query(format!("?organizationId={}", scene.branch.id)),
        "recordCallOutcome" => at(scene.call).with(json!({ "outcome": "not_reached" })),
        "linkTask" => at(scene.task),
        "getMeetingPicture" => at(scene.meetings.planned()),
        _ => return None,
    })
}
