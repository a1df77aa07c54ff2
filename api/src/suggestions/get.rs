//! One suggestion, with what a villager left of themselves for the township's administrators.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::SuggestionId;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::organizations;
use xianfeng_infra::suggestions as rows;

use super::wire::{SuggestionOut, suggestion_example, suggestions_out};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};

/// A suggestion with what only the township may know of it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SuggestionDetailOut {
    /// The suggestion.
    pub suggestion: SuggestionOut,
    /// What the villager left; for the township's administrators only, else absent.
    pub villager: Option<VillagerOut>,
}

/// What a villager left.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VillagerOut {
    /// The name.
    pub name: Option<String>,
    /// The mobile number.
    pub contact: Option<String>,
}

/// Shows a suggestion.
///
/// **What a villager left is shown to the township's administrators and to nobody else**, and the audit log says that
/// they looked. The caller's own is not found here: see `/me/suggestions`.
#[utoipa::path(
    tag = "suggestions",
    params(("id" = Uuid, Path, description = "The suggestion")),
    responses((status = 200, body = SuggestionDetailOut, description = "The suggestion",
        example = json!({ "suggestion": suggestion_example(), "villager": null }))),
    extensions(("x-error-codes" = json!(["suggestion.not_found", "auth.forbidden"]))),
)]
#[get("/suggestions/{id}")]
pub(super) async fn get_suggestion(
    app: Data<App>,
    permit: Permit<rights::Review>,
    id: PathId<SuggestionId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let found = rows::find(tx, &permit.reach, id.0).await?;
        let found = found.filter(|found| found.person != Some(permit.person)).ok_or(Code::SuggestionNotFound)?;
        let township = organizations::township(tx, &found.path).await?;
        let township = township.ok_or_else(|| StoreError::corrupt("a suggestion outside every township"))?;
        let may = found.person.is_none() && permit.caller.reach(Right::Administer).covers(&township.path);
        let villager = if may { Some(rows::contact(tx, &app.vault, found.id).await?) } else { None };
        let villager = villager.map(|contact| VillagerOut {
            name: contact.name,
            contact: contact.phone.map(|phone| phone.as_str().to_owned()),
        });
        let out = suggestions_out(tx, std::slice::from_ref(&found), permit.today()).await?.pop();
        let suggestion = out.ok_or(Code::SuggestionNotFound)?;
        Ok((SuggestionDetailOut { suggestion, villager }, found.review_path))
    };
    let (out, path) = app.database.read(read).await?;
    let action = if out.villager.is_some() { "suggestions.reveal" } else { "suggestions.get" };
    permit.disclosed(&app, action, Some(("suggestion", id.0.0)), Some(path)).await?;
    Ok(HttpResponse::Ok().json(out))
}
