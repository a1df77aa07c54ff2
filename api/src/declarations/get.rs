//! One declaration.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::DeclarationId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::declarations as rows;

use super::wire::{DeclarationOut, declaration_example, declaration_out};
use crate::app::App;
use crate::assistance;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};

/// One declaration.
///
/// For the member, for the liaison who brought it forward, and for who reaches the member's branch, whose reading
/// is written to the audit log.
#[utoipa::path(
    tag = "declarations",
    params(("id" = Uuid, Path, description = "The declaration")),
    responses((status = 200, body = DeclarationOut, description = "The declaration",
        example = json!(declaration_example()))),
    extensions(("x-error-codes" = json!(["declaration.not_found"]))),
)]
#[get("/declarations/{id}")]
pub(super) async fn get_declaration(
    app: Data<App>,
    bound: Bound,
    id: PathId<DeclarationId>,
) -> Result<HttpResponse, Problem> {
    let own = bound.caller.member_id();
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let (reach, by) = (bound.caller.reach(Right::Read), Some(bound.caller.account));
        let declaration = rows::find(tx, &reach, own, by, id.0).await?.ok_or(Code::DeclarationNotFound)?;
        let reads = own == Some(declaration.member) || reach.covers(&declaration.path);
        if !reads && assistance::had_a_hand(tx, bound.person, id.0.0).await? {
            // A helper reads what they entered under the member's consent only.
            return Err(Code::DeclarationNotFound.into());
        }
        Ok((declaration_out(tx, &declaration).await?, declaration))
    };
    let (out, declaration) = app.database.read(read).await?;
    if own != Some(declaration.member) {
        let subject = Some(("declaration", declaration.id.0));
        bound.disclosed(&app, "declarations.read", subject, Some(declaration.path)).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}
