//! A villager suggests something.

use std::net::IpAddr;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::hidden::is_sensitive;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_domain::suggestions::Suggestion;
use xianfeng_infra::audit::{self, Record};
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::strangers::Stranger;
use xianfeng_infra::suggestions as rows;

use super::create::{received, tell_handlers};
use super::receipt::{CODES, StoredReceipt, SuggestionReceiptOut, with_code};
use crate::app::App;
use crate::auth::Act;
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::meta::RequestMeta;
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::members::WirePhone;
use crate::strangers::{contact, take_place};

/// A villager's suggestion.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PublicSuggestionIn {
    /// What is suggested, 1 to 1,000 characters: read by those who handle it, never published as it is.
    #[schema(example = "村口弯道没有镜子，建议加装凸面镜")]
    pub text: String,
    /// A name for questions, at most 30 characters: sealed, shown to the township only.
    pub name: Option<String>,
    /// A mobile number for questions: sealed, shown to the township only.
    pub contact: Option<WirePhone>,
}

impl Check for PublicSuggestionIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/text", &self.text, 1..=1000);
        if let Some(name) = &self.name {
            faults.text("/name", name, 0..=30);
        }
    }
}

/// Suggests something without an account.
///
/// For every villager. The answer holds a **receipt code** under which `/public/suggestions/{code}` says what became
/// of it; it is shown here only. Name and mobile number are optional, shown to the township's administrators only, and
/// forgotten half a year after the answer. A repeated command with the same key and body answers the same receipt. At
/// most 8 a day from one address, 32 from its neighbourhood, and 100 from everybody, to one organization.
#[utoipa::path(
    tag = "suggestions",
    security(()),
    params(("id" = Uuid, Path, description = "A branch or township")),
    request_body = PublicSuggestionIn,
    responses((status = 201, body = SuggestionReceiptOut, description = "The receipt", example = json!({
        "code": "7KQ2M-9XD4T", "madeAt": "2024-03-01T18:00:00+08:00", "dueOn": "2024-03-16"
    }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "suggestion.too_many_today", "stranger.too_many_today"]))),
)]
#[post("/public/organizations/{id}/suggestions")]
pub(super) async fn create_public_suggestion(
    app: Data<App>,
    meta: RequestMeta,
    key: IdempotencyKey,
    id: PathId<OrganizationId>,
    body: JsonBody<PublicSuggestionIn>,
) -> Result<HttpResponse, Problem> {
    // Nobody's act: without account, address and request, so that nothing says who it was. The address is counted
    // and forgotten. Keys of all
    // strangers share one scope; the fingerprint holds the whole body, and what is stored holds no code.
    let act = Act::of_machine(app.clock.now());
    let command = Command::new(&app, &act, "suggestions.create_in_public", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let suggestion = create_in_public(tx, &app.vault, &act, id.0, &body.0, meta.ip).await?;
        Ok(Done::created(StoredReceipt::of(&suggestion)))
    };
    Ok(with_code(&app.vault, command.run(work).await?)?.into())
}

/// The use case.
///
/// # Errors
/// `organization.not_found`, also for what is sensitive; `stranger.too_many_today`; `suggestion.too_many_today`.
pub async fn create_in_public(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    to: OrganizationId,
    new: &PublicSuggestionIn,
    from: IpAddr,
) -> Result<Suggestion, Failure> {
    let organization = organizations::find_open(tx, to).await?.ok_or(Code::OrganizationNotFound)?;
    let hidden = is_sensitive(&organizations::on_path(tx, &organization.path).await?);
    if hidden || organization.kind == OrganizationKind::Upper {
        return Err(Code::OrganizationNotFound.into());
    }
    take_place(tx, vault, act, ("suggestion", to), from).await?;
    let slot = rows::free_slot(tx, to, act.today()).await?.ok_or(Code::SuggestionTooManyToday)?;
    let suggestion = received(tx, act, organization, None, &new.text).await?;
    let contact = contact(new.name.as_ref(), new.contact.as_ref());
    let receipt_hash = CODES.hash(vault, &CODES.plain(vault, suggestion.id.0));
    let stranger = Stranger { contact: &contact, receipt_hash, slot };
    rows::insert(tx, vault, &suggestion, None, Some(stranger)).await?;
    // Without who, where from and which request: overseers read the log.
    let record = Record {
        action: "suggestions.create_in_public".to_owned(),
        subject_kind: Some("suggestion"),
        subject: Some(suggestion.id.0),
        organization: Some(suggestion.review_path.clone()),
        ..Record::default()
    };
    audit::write(tx, record, act.now).await?;
    tell_handlers(tx, act, &suggestion).await?;
    Ok(suggestion)
}
