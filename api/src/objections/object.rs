//! Somebody whom the township knows objects.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::ids::{EditionId, EntryId, OrganizationId, PersonId};
use xianfeng_domain::objections::Objection;
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger;
use xianfeng_infra::privacy::Vault;

use super::make::{Against, By, New, Which, against, edition, make};
use super::wire::{OwnObjectionOut, own_objection_example, own_objection_out};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::leaderboards::visible;

/// An objection.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ObjectIn {
    /// The township or branch whose notice was read; left out with `row` for the own row.
    pub organization_id: Option<Uuid>,
    /// The number of the row on that notice.
    #[schema(minimum = 1, example = 3)]
    pub row: Option<u32>,
    /// What is objected, 1 to 1,000 characters: read by those who decide, never published.
    #[schema(example = "3 月 1 日的巡山登记了两次")]
    pub text: String,
    /// The entry that is meant, for who may read it.
    pub entry_id: Option<Uuid>,
}

impl Check for ObjectIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/text", &self.text, 1..=1000);
        match (self.organization_id, self.row) {
            (Some(_), None) => faults.add("/row", FaultCode::Missing),
            (None, Some(_)) => faults.add("/organizationId", FaultCode::Missing),
            _ => {}
        }
    }
}

/// Objects to a row of a published edition.
///
/// For everybody of the township, about the own row or another's, from the publication through
/// `objectionsUntil`, that day included, against the newest edition only. It is heard at once and
/// decided by the branch of the row, or by the township where it concerns those who would decide.
/// **Who objects is shown to nobody but the township's administrators.** One open objection a row.
#[utoipa::path(
    tag = "objections",
    params(("id" = Uuid, Path, description = "The edition")),
    request_body = ObjectIn,
    responses((status = 201, body = OwnObjectionOut, description = "The objection",
        example = json!(own_objection_example()))),
    extensions(("x-error-codes" = json!([
        "edition.not_found", "objection.term_over", "objection.older_edition", "objection.row_unknown",
        "objection.made_already", "objection.entry_elsewhere", "ledger.entry_not_found", "auth.not_bound"
    ]))),
)]
#[post("/editions/{id}/objections")]
pub(super) async fn create_objection(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    id: PathId<EditionId>,
    body: JsonBody<ObjectIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "objections.create", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let objection = object(tx, &app.vault, &bound, bound.person, id.0, &body.0).await?;
        Ok(Done::created(own_objection_out(&objection)))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the edition, the term, the row or the entry refuses.
pub async fn object(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    by: PersonId,
    id: EditionId,
    new: &ObjectIn,
) -> Result<Objection, Failure> {
    let (found, closing) = edition(tx, id).await?;
    // Whose township it is not, to them it is not there.
    visible(tx, &act.caller, closing.township).await.map_err(|failure| match failure {
        Failure::Refused(_) => Code::EditionNotFound.into(),
        fault => fault,
    })?;
    let which = match (new.organization_id, new.row) {
        (Some(organization), Some(number)) => Which::Numbered(OrganizationId(organization), number),
        _ => Which::Own(act.caller.member_id().ok_or_else(|| Failure::field("/row", FaultCode::Missing))?),
    };
    let against = against(tx, act, found, which).await?;
    let entry = match new.entry_id.map(EntryId) {
        None => None,
        Some(entry) => Some(readable(tx, act, &against, &Reach::under(closing.path), entry).await?),
    };
    make(tx, vault, act, against, New { text: &new.text, entry, objector: By::Person(by) }).await
}

/// An entry of the row's member that the caller may read: their own, or within reach.
async fn readable(tx: &Tx, act: &Act, against: &Against, township: &Reach, id: EntryId) -> Result<EntryId, Failure> {
    let member = against.row.member;
    let within = if act.caller.member_id() == Some(member) { township } else { &act.caller.reach(Right::Read) };
    let found = ledger::entry(tx, within, id).await?.ok_or(Code::LedgerEntryNotFound)?;
    if found.entry.member == member { Ok(id) } else { Err(Code::ObjectionEntryElsewhere.into()) }
}
