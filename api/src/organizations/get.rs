//! One organization.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::ids::OrganizationId;
use xianfeng_infra::db::{StoreError, Tx};

use super::visible::find_visible;
use super::wire::{OrganizationOut, organization_example};
use crate::app::App;
use crate::auth::Bound;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};

/// One organization.
///
/// Of the caller's township or within reach.
#[utoipa::path(
    tag = "organizations",
    params(("id" = Uuid, Path, description = "The organization")),
    responses((status = 200, body = OrganizationOut, description = "The organization",
        example = json!(organization_example()))),
    extensions(("x-error-codes" = json!(["organization.not_found"]))),
)]
#[get("/organizations/{id}")]
pub(super) async fn get_organization(
    app: Data<App>,
    bound: Bound,
    id: PathId<OrganizationId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, StoreError> { find_visible(tx, &bound.caller, id.0).await };
    let organization = app.database.read(read).await?.ok_or(Code::OrganizationNotFound)?;
    Ok(HttpResponse::Ok().json(OrganizationOut::from(&organization)))
}
