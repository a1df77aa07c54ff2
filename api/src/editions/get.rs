//! One edition.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use xianfeng_domain::ids::{EditionId, OrganizationId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::editions::{self, Shown};

use super::wire::{EditionOut, edition_example};
use crate::app::App;
use crate::auth::{Bound, Caller};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};
use crate::http::versioned::{Caching, Versioned, version_of};
use crate::leaderboards::visible;

/// Reads an edition without its rows.
///
/// For everybody of the township. What an edition says never changes; `latest` tells whether a later one
/// corrects it.
#[utoipa::path(
    tag = "closings",
    params(("id" = Uuid, Path, description = "The edition")),
    responses((status = 200, body = EditionOut, description = "The edition", example = json!(edition_example()))),
    extensions(("x-error-codes" = json!(["edition.not_found", "auth.not_bound"]))),
)]
#[get("/editions/{id}")]
pub(super) async fn get_edition(
    app: Data<App>,
    request: HttpRequest,
    bound: Bound,
    id: PathId<EditionId>,
) -> Result<HttpResponse, Problem> {
    let shown = app.database.read(async |tx: &Tx| find(tx, &bound.caller, id.0).await).await?;
    let out = EditionOut::from(&shown);
    let versioned = Versioned::new(version_of(&out)?, Caching::Private);
    Ok(versioned.unchanged(&request, None).unwrap_or_else(|| versioned.answer(&out)))
}

/// An edition of the caller's township.
///
/// # Errors
/// `edition.not_found`.
pub(super) async fn find(tx: &Tx, caller: &Caller, id: EditionId) -> Result<Shown, Failure> {
    let stored = editions::by_id(tx, id).await?.ok_or(Code::EditionNotFound)?;
    readable(tx, caller, stored.edition.township, Code::EditionNotFound).await?;
    Ok(editions::shown(tx, stored).await?)
}

/// Whose township it is not, to them it is not there.
pub(super) async fn readable(
    tx: &Tx,
    caller: &Caller,
    township: OrganizationId,
    otherwise: Code,
) -> Result<(), Failure> {
    match visible(tx, caller, township).await {
        Ok(_) => Ok(()),
        Err(Failure::Refused(_)) => Err(otherwise.into()),
        Err(fault) => Err(fault),
    }
}
