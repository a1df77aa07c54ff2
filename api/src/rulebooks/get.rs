//! One version, whole.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::RuleBookId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::rulebooks as rows;

use super::governing::find_governing;
use super::versions::{State, VersionOut, version_example};
use super::wire::{RuleBookOut, rulebook_example};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};

/// One version with all that it says.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RuleBookVersionOut {
    /// Where it stands among the others.
    pub version: VersionOut,
    /// What it says, the layers below it included.
    pub book: RuleBookOut,
    /// The text as it was adopted: the whole book, or the layer alone. For who sets the rules
    /// there.
    pub document: Option<String>,
}

/// Reads one version of a rule book, whole.
///
/// Whether it is in force, still to come or superseded; retired items included. Entries of the
/// ledger name the version that they were scored under.
#[utoipa::path(
    tag = "rulebooks",
    params(("id" = Uuid, Path, description = "The version")),
    responses((status = 200, body = RuleBookVersionOut, description = "The version",
        example = json!({ "version": version_example(), "book": rulebook_example(), "document": null }))),
    extensions(("x-error-codes" = json!(["rulebook.version_not_found"]))),
)]
#[get("/rulebooks/{id}")]
pub(super) async fn get_rulebook(
    app: Data<App>,
    bound: Bound,
    id: PathId<RuleBookId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let version = rows::version(tx, id.0).await?.ok_or(Code::RulebookVersionNotFound)?;
        let owner = find_governing(tx, &bound.caller, version.adopted_by).await?;
        let owner = owner.ok_or(Code::RulebookVersionNotFound)?;
        let book = rows::find(tx, id.0).await?.ok_or(Code::RulebookVersionNotFound)?;
        let all = rows::versions(tx, [owner.id]).await?;
        let states = State::of_all(&all, bound.today());
        let state = all.iter().zip(states).find(|(other, _)| other.id == version.id).map(|(_, state)| state);
        let document = match bound.caller.reach(Right::SetRules).covers(&owner.path) {
            true => rows::text(tx, id.0).await?,
            false => None,
        };
        let with_sensitive = bound.caller.reach(Right::Read).covers(&owner.path);
        Ok(RuleBookVersionOut {
            version: VersionOut::new(&version, state.unwrap_or(State::Superseded)),
            book: RuleBookOut::new(&version, &book, version.number, with_sensitive),
            document,
        })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
