//! Receipts of villagers' suggestions, and what became of them.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::suggestions::Suggestion;
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::suggestions as rows;

use crate::app::App;
use crate::command::Reply;
use crate::failure::Failure;
use crate::http::problem::{Code, Problem};
use crate::http::wire::{WireDay, WireTime};
use crate::receipt_code::{Codes, typed};

/// The codes of suggestions.
pub(super) const CODES: Codes = Codes { purpose: b"suggestion receipt", hashing: b"suggestion receipt hash" };

/// The receipt of a new suggestion.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SuggestionReceiptOut {
    /// The receipt code: keep it, it is shown here only.
    pub code: String,
    /// When it was made.
    pub made_at: WireTime,
    /// The last day for the answer.
    pub due_on: WireDay,
}

/// What is kept of the reply: no code.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct StoredReceipt {
    id: Uuid,
    made_at: WireTime,
    due_on: WireDay,
}

impl StoredReceipt {
    pub(super) fn of(suggestion: &Suggestion) -> Self {
        Self { id: suggestion.id.0, made_at: suggestion.made_at.into(), due_on: WireDay(suggestion.due_on) }
    }
}

/// The reply with the code in it.
pub(super) fn with_code(vault: &Vault, reply: Reply) -> Result<Reply, Problem> {
    let StoredReceipt { id, made_at, due_on } = serde_json::from_str(reply.json()).map_err(Problem::internal)?;
    let body = SuggestionReceiptOut { code: CODES.shown(vault, id), made_at, due_on };
    let json = serde_json::to_string(&body).map_err(Problem::internal)?;
    Ok(reply.with_json(json))
}

/// The receipt code in the path, however it was typed. What is none is answered like one that nobody has.
#[derive(Clone, Debug)]
pub(super) struct SuggestionCode(String);

impl FromRequest for SuggestionCode {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let text = request.match_info().get("code").unwrap_or_default();
        ready(typed(text).map(Self).ok_or_else(|| Code::SuggestionNotFound.into()))
    }
}

/// What became of a villager's suggestion.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SuggestionStateOut {
    /// To whom it was made.
    pub organization_id: Uuid,
    /// When it was made.
    pub made_at: WireTime,
    /// `received`, `taken_up`, `answered`, `adopted` or `declined`.
    pub state: &'static str,
    /// The last day for the answer.
    pub due_on: WireDay,
    /// The answer.
    pub answer: Option<String>,
    /// When it was answered.
    pub decided_at: Option<WireTime>,
}

/// Looks up a suggestion by its receipt code.
///
/// For who made it without an account: state and answer. A code that nobody has is answered like one that is none;
/// look-ups are counted by address.
#[utoipa::path(
    tag = "suggestions",
    security(()),
    params(("code" = String, Path, description = "The receipt code, with or without the hyphen")),
    responses((status = 200, body = SuggestionStateOut, description = "What became of it", example = json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "madeAt": "2024-03-01T18:00:00+08:00",
        "state": "taken_up", "dueOn": "2024-03-16", "answer": null, "decidedAt": null
    }))),
    extensions(("x-error-codes" = json!(["suggestion.not_found"]))),
)]
#[get("/public/suggestions/{code}")]
pub(super) async fn show_public_suggestion(app: Data<App>, code: SuggestionCode) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let found = rows::by_receipt(tx, &CODES.hash(&app.vault, &code.0)).await?;
        Ok(found.ok_or(Code::SuggestionNotFound)?)
    };
    let suggestion = app.database.read(read).await?;
    Ok(HttpResponse::Ok().json(SuggestionStateOut {
        organization_id: suggestion.organization.0,
        made_at: suggestion.made_at.into(),
        state: suggestion.state.code(),
        due_on: WireDay(suggestion.due_on),
        answer: suggestion.answer,
        decided_at: suggestion.decided_at.map(Into::into),
    }))
}
