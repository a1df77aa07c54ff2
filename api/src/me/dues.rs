//! The caller's own dues.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_infra::db::Tx;
use xianfeng_infra::dues as rows;

use crate::app::App;
use crate::auth::AsMember;
use crate::dues::{DuesOut, dues_example, dues_out};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::Problem;

/// A page of the own dues.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnDuesOut {
    /// The dues.
    pub items: Vec<DuesOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the caller's own dues, the latest month first.
///
/// What the branch has on record (S4-5).
#[utoipa::path(
    tag = "me",
    params(PageQuery),
    responses((status = 200, body = OwnDuesOut, description = "A page",
        example = json!({ "items": [dues_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "auth.forbidden"]))),
)]
#[get("/me/dues")]
pub(super) async fn list_my_dues(app: Data<App>, member: AsMember, list: ListParams) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<String>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let limit = u64::from(list.page.limit) + 1;
        let dues = rows::of_member(tx, member.member.id, before.as_deref(), limit).await?;
        let (dues, next_cursor) = list.page.cut(dues, |dues| dues.period.to_string())?;
        Ok(OwnDuesOut { items: dues_out(tx, &member, &dues).await?, next_cursor })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
