//! One closing.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::ids::ClosingId;
use xianfeng_infra::closings as rows;
use xianfeng_infra::db::Tx;

use super::wire::{ClosingOut, closing_example, closing_out};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};
use crate::leaderboards::visible;

/// Reads a closing.
///
/// For everybody of the township.
#[utoipa::path(
    tag = "closings",
    params(("id" = Uuid, Path, description = "The closing")),
    responses((status = 200, body = ClosingOut, description = "The closing", example = json!(closing_example()))),
    extensions(("x-error-codes" = json!(["closing.not_found", "auth.not_bound"]))),
)]
#[get("/closings/{id}")]
pub(super) async fn get_closing(app: Data<App>, bound: Bound, id: PathId<ClosingId>) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let closing = rows::find_any(tx, id.0).await?.ok_or(Code::ClosingNotFound)?;
        // Whose township it is not, to them it is not there.
        visible(tx, &bound.caller, closing.township).await.map_err(|failure| match failure {
            Failure::Refused(_) => Code::ClosingNotFound.into(),
            fault => fault,
        })?;
        Ok(closing_out(tx, &closing).await?)
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
