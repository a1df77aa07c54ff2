//! Giving a person's place to the new account.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_infra::accounts::{self, RebindingState};
use xianfeng_infra::db::{StoreError, Tx};

use super::rebinding::{RebindingId, RebindingOut, decide, rebinding_example, rebindings_out};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};

/// Approves a re-binding.
///
/// The new account is the person's at once; the old one is nobody's and its sessions end.
#[utoipa::path(
    tag = "access",
    params(("id" = Uuid, Path, description = "The request")),
    responses((status = 200, body = RebindingOut, description = "The request now",
        example = json!(rebinding_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "rebinding.not_found", "rebinding.decided", "rebinding.own", "bind.already_bound", "bind.account_of_another"
    ]))),
)]
#[post("/rebindings/{id}/approve")]
pub(super) async fn approve_rebinding(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    id: PathId<RebindingId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "rebindings.approve", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let (rebinding, path) = decide(tx, &permit, id.0, RebindingState::Approved, None).await?;
        if let Some(old) = accounts::of_person(tx, rebinding.person).await? {
            accounts::end_sessions(tx, old.id, permit.now).await?;
            accounts::unbind(tx, rebinding.person).await?;
        }
        match accounts::bind(tx, rebinding.account, rebinding.person).await {
            Ok(true) => {}
            // The new phone is or was somebody else's.
            Ok(false) => return Err(Code::BindAccountOfAnother.into()),
            Err(StoreError::Duplicate) => return Err(StoreError::Race("a person's account").into()),
            Err(error) => return Err(error.into()),
        }
        let out = rebindings_out(tx, std::slice::from_ref(&rebinding)).await?.pop();
        Ok(Done::ok(out.ok_or(Code::RebindingNotFound)?).within(&path))
    };
    Ok(command.run(work).await?.into())
}
