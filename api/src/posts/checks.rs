//! What was checked of a post.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::PostId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{members, posts as rows};

use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::{Code, Problem};
use crate::http::wire::{WirePeriod, WireTime};

/// A page of checks.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PostChecksOut {
    /// The checks.
    pub items: Vec<PostCheckOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// One check.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PostCheckOut {
    /// Its id.
    pub id: Uuid,
    /// The tenure that was checked.
    pub holding_id: Uuid,
    /// The member.
    pub member_id: Uuid,
    /// The member's name.
    pub member_name: String,
    /// The period.
    pub period: WirePeriod,
    /// Was it kept?
    pub kept: bool,
    /// What was found.
    pub note: Option<String>,
    /// When it was checked.
    pub checked_at: WireTime,
}

/// Lists the checks of a post, the newest first.
///
/// A check never changes; what it paid in error is reversed in the ledger. Reading it is written to
/// the audit log.
#[utoipa::path(
    tag = "posts",
    params(("id" = Uuid, Path, description = "The post"), PageQuery),
    responses((status = 200, body = PostChecksOut, description = "A page", example = json!({
        "items": [{ "id": "018e0f6a-0000-7000-8000-000000000043",
            "holdingId": "018e0f6a-0000-7000-8000-000000000042",
            "memberId": "018e0f6a-0000-7000-8000-000000000004", "memberName": "蒋志嘉", "period": "2024-01",
            "kept": true, "note": null, "checkedAt": "2024-02-02T09:00:00+08:00" }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["post.not_found", "list.bad_cursor"]))),
)]
#[get("/posts/{id}/checks")]
pub(super) async fn list_post_checks(
    app: Data<App>,
    permit: Permit<rights::Read>,
    id: PathId<PostId>,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let post = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::PostNotFound)?;
        let found = rows::checks(tx, post.id, before, u64::from(list.page.limit) + 1).await?;
        let names = members::names_of(tx, found.iter().map(|check| check.member)).await?;
        Ok((found, names, post.path))
    };
    let (found, names, path) = app.database.read(read).await?;
    permit.disclosed(&app, "posts.checks", Some(("post", id.0.0)), Some(path)).await?;
    let (found, next_cursor) = list.page.cut(found, |check| check.id)?;
    let item = |check: rows::Check| PostCheckOut {
        id: check.id,
        holding_id: check.holding.0,
        member_id: check.member.0,
        member_name: names.get(&check.member).cloned().unwrap_or_default(),
        period: WirePeriod(check.period),
        kept: check.kept,
        note: check.note,
        checked_at: check.at.into(),
    };
    Ok(HttpResponse::Ok().json(PostChecksOut { items: found.into_iter().map(item).collect(), next_cursor }))
}
