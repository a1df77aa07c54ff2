//! Somebody without an account objects.

use std::net::IpAddr;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::{EditionId, OrganizationId};
use xianfeng_domain::objections::Objection;
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;

use super::make::{By, New, Which, against, edition, make};
use super::receipt::{ReceiptOut, StoredReceipt, with_code};
use crate::app::App;
use crate::auth::Act;
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::meta::RequestMeta;
use crate::http::problem::{Check, Faults, Problem};
use crate::members::WirePhone;
use crate::strangers::contact;

/// An objection of somebody without an account.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PublicObjectIn {
    /// The township or branch whose notice was read.
    pub organization_id: Uuid,
    /// The number of the row on that notice.
    #[schema(minimum = 1, example = 3)]
    pub row: u32,
    /// What is objected, 1 to 1,000 characters: read by those who decide, never published.
    #[schema(example = "那天他不在村里")]
    pub text: String,
    /// A name for questions, at most 30 characters: sealed, shown to the township only.
    pub name: Option<String>,
    /// A mobile number for questions: sealed, shown to the township only.
    pub contact: Option<WirePhone>,
}

impl Check for PublicObjectIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/text", &self.text, 1..=1000);
        if let Some(name) = &self.name {
            faults.text("/name", name, 0..=30);
        }
    }
}

/// Objects to a row of a published edition without an account.
///
/// For every villager. The objection is **held**: nothing of it is shown anywhere before a person has
/// looked at it. The answer holds a **receipt code** under which `/public/objections/{code}` says what
/// became of it; it is shown here only. Name and mobile number are optional, and shown to the
/// township's administrators only. A repeated command with the same key and the same body answers the
/// same receipt. At most 8 a day from one address, 32 from its neighbourhood, and 100 from everybody, about one
/// branch.
#[utoipa::path(
    tag = "objections",
    security(()),
    params(("id" = Uuid, Path, description = "The edition")),
    request_body = PublicObjectIn,
    responses((status = 201, body = ReceiptOut, description = "The receipt", example = json!({
        "code": "7KQ2M-9XD4T", "state": "held", "madeAt": "2024-04-03T18:00:00+08:00"
    }))),
    extensions(("x-error-codes" = json!([
        "edition.not_found", "objection.term_over", "objection.older_edition", "objection.row_unknown",
        "objection.too_many_today", "stranger.too_many_today"
    ]))),
)]
#[post("/public/editions/{id}/objections")]
pub(super) async fn create_public_objection(
    app: Data<App>,
    meta: RequestMeta,
    key: IdempotencyKey,
    id: PathId<EditionId>,
    body: JsonBody<PublicObjectIn>,
) -> Result<HttpResponse, Problem> {
    // Nobody's act: without account, address and request, so that nothing says who it was. The address is counted
    // and forgotten. Keys of all
    // strangers share one scope; the fingerprint holds the whole body, and what is stored holds no code.
    let act = Act::of_machine(app.clock.now());
    let command = Command::new(&app, &act, "objections.create_in_public", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let objection = object_in_public(tx, &app.vault, &act, id.0, &body.0, meta.ip).await?;
        Ok(Done::created(StoredReceipt::of(&objection)))
    };
    Ok(with_code(&app.vault, command.run(work).await?)?.into())
}

/// The use case.
///
/// # Errors
/// What the edition, the term, the row or the day's limit refuses.
pub async fn object_in_public(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    id: EditionId,
    new: &PublicObjectIn,
    from: IpAddr,
) -> Result<Objection, Failure> {
    let (found, _) = edition(tx, id).await?;
    let which = Which::Numbered(OrganizationId(new.organization_id), new.row);
    let against = against(tx, act, found, which).await?;
    let contact = contact(new.name.as_ref(), new.contact.as_ref());
    make(tx, vault, act, against, New { text: &new.text, entry: None, objector: By::Stranger(&contact, from) }).await
}
