//! The editions of a closing.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::ids::ClosingId;
use xianfeng_infra::closings;
use xianfeng_infra::db::Tx;
use xianfeng_infra::editions::{self, Shown};

use super::get::readable;
use super::wire::{EditionOut, edition_example};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::{Code, Problem};

/// A page of editions.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EditionsOut {
    /// The editions, the latest first.
    pub items: Vec<EditionOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the editions of a closing.
///
/// For everybody of the township, the latest first, each next one with its reason (S2-10). Old editions
/// stay readable for good.
#[utoipa::path(
    tag = "closings",
    params(("id" = Uuid, Path, description = "The closing"), PageQuery),
    responses((status = 200, body = EditionsOut, description = "A page",
        example = json!({ "items": [edition_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["closing.not_found", "auth.not_bound", "list.bad_cursor"]))),
)]
#[get("/closings/{id}/editions")]
pub(super) async fn list_editions(
    app: Data<App>,
    bound: Bound,
    id: PathId<ClosingId>,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let before: Option<u32> = list.page.after()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let closing = closings::find_any(tx, id.0).await?.ok_or(Code::ClosingNotFound)?;
        readable(tx, &bound.caller, closing.township, Code::ClosingNotFound).await?;
        let posted = editions::publications(tx, closing.id).await?;
        let all = editions::list(tx, closing.id).await?.into_iter();
        // A closing has a handful of editions: they are loaded whole.
        let rest = all.filter(|stored| before.is_none_or(|before| stored.edition.number < before));
        let shown = rest.map(|stored| Shown {
            publication: posted.iter().find(|one| one.edition == stored.edition.id).cloned(),
            closing: closing.clone(),
            stored,
        });
        Ok(shown.collect::<Vec<Shown>>())
    };
    let rest = app.database.read(read).await?;
    let (page, next_cursor) = list.page.cut(rest, |shown| shown.stored.edition.number)?;
    Ok(HttpResponse::Ok().json(EditionsOut { items: page.iter().map(EditionOut::from).collect(), next_cursor }))
}
