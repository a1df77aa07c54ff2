//! A member's zeroings and vetoes, standing and lifted.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{MemberId, ZeroingId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{members, zeroings as rows};

use super::wire::{ZeroingOut, zeroing_example, zeroings_out};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Code, Problem};

/// Nothing beside the page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ZeroingQuery {}

impl Check for ZeroingQuery {}

/// A page of zeroings.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ZeroingsOut {
    /// The zeroings.
    pub items: Vec<ZeroingOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists a member's zeroings and vetoes, the newest first.
///
/// Standing and lifted ones. Members see their own, whoever may read a branch those of its members;
/// the audit log says that they did.
#[utoipa::path(
    tag = "ledger",
    params(("id" = Uuid, Path, description = "The member"), PageQuery),
    responses((status = 200, body = ZeroingsOut, description = "A page",
        example = json!({ "items": [zeroing_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["member.not_found", "auth.not_bound", "list.bad_cursor"]))),
)]
#[get("/members/{id}/zeroings")]
pub(super) async fn list_zeroings(
    app: Data<App>,
    bound: Bound,
    id: PathId<MemberId>,
    list: ListParams<ZeroingQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(ZeroingId);
    let own = bound.caller.member_id() == Some(id.0);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let reach = bound.caller.reach(Right::Read);
        let member = members::by_id(tx, &reach, id.0, bound.today()).await?;
        if !own && member.is_none() {
            return Err(Code::MemberNotFound.into());
        }
        let found = rows::of_member(tx, id.0, before, u64::from(list.page.limit) + 1).await?;
        let (found, next_cursor) = list.page.cut(found, |zeroing| zeroing.id.0)?;
        let items = zeroings_out(tx, &found).await?;
        Ok((ZeroingsOut { items, next_cursor }, member.map(|member| member.standing.branch_path)))
    };
    let (out, path) = app.database.read(read).await?;
    if !own {
        bound.disclosed(&app, "zeroings.list", Some(("member", id.0.0)), path).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}
