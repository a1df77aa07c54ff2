//! One objection, with who made it for the township's administrators.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::ObjectionId;
use xianfeng_domain::objections::{Objection, may_decide};
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{members, objections as rows, organizations};

use super::wire::{ObjectionOut, objection_example, objections_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};

/// An objection with what only the township may know of it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ObjectionDetailOut {
    /// The objection.
    pub objection: ObjectionOut,
    /// Who made it; for the township's administrators only, else absent.
    pub objector: Option<ObjectorOut>,
}

/// Who made an objection.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ObjectorOut {
    /// Whether it came without an account.
    pub stranger: bool,
    /// The person's name, or the one that a stranger left.
    pub name: Option<String>,
    /// The mobile number that a stranger left.
    pub contact: Option<String>,
}

/// Shows an objection.
///
/// **Who made it is shown to the township's administrators and to nobody else**, and the audit log
/// says that they looked. An objection about the caller's own row, or of their own making, is not
/// found here.
#[utoipa::path(
    tag = "objections",
    params(("id" = Uuid, Path, description = "The objection")),
    responses((status = 200, body = ObjectionDetailOut, description = "The objection",
        example = json!({ "objection": objection_example(), "objector": null }))),
    extensions(("x-error-codes" = json!(["objection.not_found", "auth.forbidden"]))),
)]
#[get("/objections/{id}")]
pub(super) async fn get_objection(
    app: Data<App>,
    permit: Permit<rights::Review>,
    id: PathId<ObjectionId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let found = rows::find(tx, &permit.reach, id.0).await?;
        let others = |found: &Objection| may_decide(found.person, found.objector, permit.person).is_ok();
        let found = found.filter(others).ok_or(Code::ObjectionNotFound)?;
        let objector = objector(tx, &app.vault, &permit, &found).await?;
        let out = objections_out(tx, std::slice::from_ref(&found)).await?.pop().ok_or(Code::ObjectionNotFound)?;
        Ok((ObjectionDetailOut { objection: out, objector }, found.review_path))
    };
    let (out, path) = app.database.read(read).await?;
    let action = if out.objector.is_some() { "objections.reveal" } else { "objections.read" };
    permit.disclosed(&app, action, Some(("objection", id.0.0)), Some(path)).await?;
    Ok(HttpResponse::Ok().json(out))
}

async fn objector(tx: &Tx, vault: &Vault, act: &Act, objection: &Objection) -> Result<Option<ObjectorOut>, Failure> {
    let township = organizations::township(tx, &objection.path).await?;
    let administered = act.caller.reach(Right::Administer);
    if !township.is_some_and(|township| administered.covers(&township.path)) {
        return Ok(None);
    }
    let Some(person) = objection.objector else {
        let left = rows::contact(tx, vault, objection.id).await?;
        let contact = left.phone.map(|phone| phone.as_str().to_owned());
        return Ok(Some(ObjectorOut { stranger: true, name: left.name, contact }));
    };
    let name = members::names(tx, [person]).await?.remove(&person);
    Ok(Some(ObjectorOut { stranger: false, name, contact: None }))
}
