//! A member's times away.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::MemberId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{aways as rows, members};

use super::wire::{AwayOut, away_example, aways_out};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::{Code, Problem};

/// A page of times away.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AwaysOut {
    /// The times away.
    pub items: Vec<AwayOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists a member's times away, the newest first.
///
/// For the member, and for who reaches the member's branch, whose reading is written to the audit log.
#[utoipa::path(
    tag = "members",
    params(("id" = Uuid, Path, description = "The member"), PageQuery),
    responses((status = 200, body = AwaysOut, description = "A page",
        example = json!({ "items": [away_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["member.not_found", "list.bad_cursor"]))),
)]
#[get("/members/{id}/aways")]
pub(super) async fn list_aways(
    app: Data<App>,
    bound: Bound,
    id: PathId<MemberId>,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?;
    let own = bound.caller.member_id() == Some(id.0);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let path = match bound.caller.branch() {
            Some(branch) if own => branch.clone(),
            _ => {
                let reach = bound.caller.reach(Right::Read);
                let member = members::by_id(tx, &reach, id.0, bound.today()).await?;
                member.ok_or(Code::MemberNotFound)?.standing.branch_path
            }
        };
        let mut aways = rows::of_members(tx, &[id.0]).await?;
        // In the order of recording, which pages can lean on; since they do not overlap, that of their days.
        aways.sort_by_key(|away| std::cmp::Reverse(away.id));
        aways.retain(|away| before.is_none_or(|before| away.id.0 < before));
        let (aways, next_cursor) = list.page.cut(aways, |away| away.id.0)?;
        Ok((AwaysOut { items: aways_out(tx, &aways).await?, next_cursor }, path))
    };
    let (out, path) = app.database.read(read).await?;
    if !own {
        bound.disclosed(&app, "aways.list", Some(("member", id.0.0)), Some(path)).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}
