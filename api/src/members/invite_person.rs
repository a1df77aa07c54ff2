//! An invite for a person without membership.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::ids::PersonId;
use xianfeng_infra::db::Tx;

use super::invite::{InviteOut, invite, invite_example, stored, with_code};
use super::reachable;
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::Command;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::Problem;

/// Makes a one-time invite code for a person.
///
/// For clerks, overseers, activists and whoever else is no member; as with members otherwise.
#[utoipa::path(
    tag = "members",
    params(("id" = Uuid, Path, description = "The person")),
    responses((status = 201, body = InviteOut, description = "The invite", example = json!(invite_example()))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "person.not_found", "invite.used", "invite.expired"]))),
)]
#[post("/persons/{id}/invites")]
pub(super) async fn invite_person(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    id: PathId<PersonId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "persons.invite", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let (_, path) = reachable(tx, &app.vault, &permit.reach, id.0, permit.today()).await?;
        let invite = invite(tx, &app, &permit, &permit.reach, id.0).await?;
        Ok(stored(&invite).within(&path))
    };
    Ok(with_code(&app, &permit, command.run(work).await?).await?.into())
}
