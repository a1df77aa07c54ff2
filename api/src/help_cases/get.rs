//! One case, as much of it as the caller may see.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::ids::HelpCaseId;
use xianfeng_infra::db::Tx;

use super::seen::{View, seen};
use super::wire::{HelpCaseOut, case_example, case_out};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::Problem;

/// Shows a help case.
///
/// To the member from the confirmation on, to the helper what is needed while it is open, to secretary,
/// committee and township. To anybody else it is not there. The audit log says who read it.
#[utoipa::path(
    tag = "help-cases",
    params(("id" = Uuid, Path, description = "The case")),
    responses((status = 200, body = HelpCaseOut, description = "The case", example = json!(case_example()))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "help_case.not_found"]))),
)]
#[get("/help-cases/{id}")]
pub(super) async fn get_help_case(
    app: Data<App>,
    bound: Bound,
    id: PathId<HelpCaseId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let (case, view) = seen(tx, &bound, id.0).await?;
        Ok((case_out(tx, &bound, &case, view).await?, view, case.carried))
    };
    let (out, view, path) = app.database.read(read).await?;
    if view != View::Member {
        bound.disclosed(&app, "help_cases.read", Some(("help_case", id.0.0)), Some(path)).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}
