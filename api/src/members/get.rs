//! One member with all that is kept.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::MemberId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::members;

use super::wire::{MemberDetailOut, detail, detail_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{PathId, QueryParams};
use crate::http::problem::{Check, Code, Problem};

/// What to show in full.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RevealQuery {
    /// `phone`, for who manages the member.
    #[param(inline, required = false)]
    reveal: Option<Reveal>,
}

/// What is hidden unless asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Reveal {
    /// The phone number.
    Phone,
}

impl Check for RevealQuery {}

/// One member.
///
/// With the history of branches and categories. The phone's middle is hidden unless `reveal=phone`
/// asks for it; either way the reading is written to the audit log.
#[utoipa::path(
    tag = "members",
    params(("id" = Uuid, Path, description = "The member"), RevealQuery),
    responses((status = 200, body = MemberDetailOut, description = "The member", example = json!(detail_example()))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "member.not_found"]))),
)]
#[get("/members/{id}")]
pub(super) async fn get_member(
    app: Data<App>,
    permit: Permit<rights::Read>,
    id: PathId<MemberId>,
    query: QueryParams<RevealQuery>,
) -> Result<HttpResponse, Problem> {
    let full = query.reveal == Some(Reveal::Phone);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let member = members::by_id(tx, &permit.reach, id.0, permit.today()).await?.ok_or(Code::MemberNotFound)?;
        let path = member.standing.branch_path.clone();
        if full && !permit.caller.reach(Right::ManageMembers).covers(&path) {
            return Err(Code::AuthForbidden.into());
        }
        Ok((detail(tx, &app.vault, &member, full).await?, path))
    };
    let (member, path) = app.database.read(read).await?;
    let log = async |tx: &Tx| -> Result<(), Failure> {
        let action = if full { "members.reveal_phone" } else { "members.read" };
        Ok(permit.audit(tx, action, ("member", id.0.0), &path).await?)
    };
    app.database.transact("members.read", log).await?;
    Ok(HttpResponse::Ok().json(member))
}
