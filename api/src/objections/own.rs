//! The objections that the caller made.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_infra::db::Tx;
use xianfeng_infra::objections as rows;

use super::wire::{OwnObjectionOut, own_objection_example, own_objection_out};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::Problem;

/// A page of the own objections.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnObjectionsOut {
    /// The objections.
    pub items: Vec<OwnObjectionOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the objections that the caller made, the newest first.
///
/// With what became of each.
#[utoipa::path(
    tag = "me",
    params(PageQuery),
    responses((status = 200, body = OwnObjectionsOut, description = "A page",
        example = json!({ "items": [own_objection_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "list.bad_cursor"]))),
)]
#[get("/me/objections")]
pub(super) async fn list_my_objections(
    app: Data<App>,
    bound: Bound,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let limit = u64::from(list.page.limit) + 1;
        Ok(rows::of_objector(tx, bound.person, before, limit).await?)
    };
    let objections = app.database.read(read).await?;
    let (objections, next_cursor) = list.page.cut(objections, |objection| objection.id.0)?;
    let items = objections.iter().map(own_objection_out).collect();
    Ok(HttpResponse::Ok().json(OwnObjectionsOut { items, next_cursor }))
}
