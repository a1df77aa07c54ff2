//! Receipts of strangers' objections, and what became of them.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::ObjectionId;
use xianfeng_domain::objections::{Ground, Objection};
use xianfeng_infra::db::Tx;
use xianfeng_infra::objections as rows;
use xianfeng_infra::privacy::Vault;

use crate::app::App;
use crate::command::Reply;
use crate::failure::Failure;
use crate::http::problem::{Code, Problem};
use crate::http::wire::{WirePeriod, WireTime};
use crate::receipt_code::{Codes, typed};

/// The codes of objections.
const CODES: Codes = Codes { purpose: b"objection receipt", hashing: b"objection receipt hash" };

/// The receipt of a new objection.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ObjectionReceiptOut)]
pub struct ReceiptOut {
    /// The receipt code: keep it, it is shown here only.
    pub code: String,
    /// `held`: a person looks at it first.
    pub state: String,
    /// When it was made.
    pub made_at: WireTime,
}

/// What is kept of the reply: no code.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct StoredReceipt {
    id: Uuid,
    state: String,
    made_at: WireTime,
}

impl StoredReceipt {
    pub(super) fn of(objection: &Objection) -> Self {
        Self { id: objection.id.0, state: objection.state.code().to_owned(), made_at: objection.made_at.into() }
    }
}

/// The reply with the code in it.
pub(super) fn with_code(vault: &Vault, reply: Reply) -> Result<Reply, Problem> {
    let StoredReceipt { id, state, made_at } = serde_json::from_str(reply.json()).map_err(Problem::internal)?;
    let body = ReceiptOut { code: CODES.shown(vault, id), state, made_at };
    let json = serde_json::to_string(&body).map_err(Problem::internal)?;
    Ok(reply.with_json(json))
}

/// The code of an objection, without the hyphen.
pub(super) fn plain_code(vault: &Vault, id: ObjectionId) -> String {
    CODES.plain(vault, id.0)
}

/// What the table holds of a code.
pub(super) fn code_hash(vault: &Vault, plain: &str) -> [u8; 32] {
    CODES.hash(vault, plain)
}

/// The receipt code in the path, however it was typed. What is none is answered like one that nobody has.
#[derive(Clone, Debug)]
pub(super) struct ReceiptCode(String);

impl FromRequest for ReceiptCode {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let text = request.match_info().get("code").unwrap_or_default();
        ready(typed(text).map(Self).ok_or_else(|| Code::ObjectionNotFound.into()))
    }
}

impl std::fmt::Display for ReceiptCode {
    /// For the fingerprint of a command, which is hashed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The stranger's objection with a code.
pub(super) async fn by_code(tx: &Tx, vault: &Vault, code: &ReceiptCode) -> Result<Objection, Failure> {
    let found = rows::by_receipt(tx, &code_hash(vault, &code.0)).await?;
    Ok(found.ok_or(Code::ObjectionNotFound)?)
}

/// What became of a stranger's objection.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReceiptStateOut {
    /// The period.
    pub period: WirePeriod,
    /// The edition's number.
    pub edition: u32,
    /// The township or branch whose notice it is about.
    pub organization_id: Uuid,
    /// The row's number there.
    pub row: Option<u32>,
    /// When it was made.
    pub made_at: WireTime,
    /// `held`, `admitted`, `set_aside`, `upheld`, `refused`, `carried` or `withdrawn`.
    pub state: &'static str,
    /// Why it was not taken up: `insult`, `not_about_points` or `double`.
    pub ground: Option<&'static str>,
    /// The answer.
    pub answer: Option<String>,
    /// The number of the edition that the correction made.
    pub edition_made: Option<u32>,
    /// When it was decided or set aside.
    pub decided_at: Option<WireTime>,
}

impl From<&Objection> for ReceiptStateOut {
    fn from(objection: &Objection) -> Self {
        Self {
            period: WirePeriod(objection.period),
            edition: objection.edition_number,
            organization_id: objection.organization.0,
            row: objection.row,
            made_at: objection.made_at.into(),
            state: objection.state.code(),
            ground: objection.ground.map(Ground::code),
            answer: objection.answer.clone(),
            edition_made: objection.edition_made,
            decided_at: objection.decided_at.map(Into::into),
        }
    }
}

/// The example in the document.
pub(super) fn receipt_example() -> serde_json::Value {
    serde_json::json!({
        "period": "2024-Q1", "edition": 1, "organizationId": "018e0f6a-0000-7000-8000-000000000002", "row": 3,
        "madeAt": "2024-04-03T18:00:00+08:00", "state": "upheld", "ground": null,
        "answer": "经核实，该次巡山重复登记，已更正。", "editionMade": 2, "decidedAt": "2024-04-05T10:00:00+08:00"
    })
}

/// Looks up an objection by its receipt code.
///
/// For who made it without an account: state and answer. A code that nobody has is answered like one
/// that is none; look-ups are counted by address.
#[utoipa::path(
    tag = "objections",
    security(()),
    params(("code" = String, Path, description = "The receipt code, with or without the hyphen")),
    responses((status = 200, body = ReceiptStateOut, description = "What became of it",
        example = json!(receipt_example()))),
    extensions(("x-error-codes" = json!(["objection.not_found"]))),
)]
#[get("/public/objections/{code}")]
pub(super) async fn show_public_objection(app: Data<App>, code: ReceiptCode) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| by_code(tx, &app.vault, &code).await;
    let objection = app.database.read(read).await?;
    Ok(HttpResponse::Ok().json(ReceiptStateOut::from(&objection)))
}
