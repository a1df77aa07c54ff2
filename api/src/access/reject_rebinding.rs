//! Refusing a new account a person's place.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_infra::accounts::RebindingState;
use xianfeng_infra::db::Tx;

use super::rebinding::{RebindingId, RebindingOut, decide, rebinding_example, rebindings_out};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};

/// Why.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RejectRebindingIn {
    /// 1 to 500 characters.
    pub reason: String,
}

impl Check for RejectRebindingIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Rejects a re-binding.
///
/// The old account stays the person's.
#[utoipa::path(
    tag = "access",
    params(("id" = Uuid, Path, description = "The request")),
    request_body = RejectRebindingIn,
    responses((status = 200, body = RebindingOut, description = "The request now",
        example = json!(rebinding_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "rebinding.not_found", "rebinding.decided", "rebinding.own"
    ]))),
)]
#[post("/rebindings/{id}/reject")]
pub(super) async fn reject_rebinding(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    id: PathId<RebindingId>,
    body: JsonBody<RejectRebindingIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "rebindings.reject", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let reason = Some(body.reason.trim());
        let (rebinding, path) = decide(tx, &permit, id.0, RebindingState::Rejected, reason).await?;
        let out = rebindings_out(tx, std::slice::from_ref(&rebinding)).await?.pop();
        Ok(Done::ok(out.ok_or(Code::RebindingNotFound)?).within(&path))
    };
    Ok(command.run(work).await?.into())
}
