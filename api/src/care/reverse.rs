//! Taking back a payment that was put on record by mistake: a line against it, never a deletion (S4-8).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::care::{Entry, FundLine, StepKind, may_reverse};
use xianfeng_domain::ids::{CarePaymentId, PersonId};
use xianfeng_infra::care::{self as rows, Movement};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{accounts, organizations};

use super::people::tell_own;
use super::step::{step, write};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::Kind;

/// Why a payment is taken back.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReversePaymentIn {
    /// 1 to 200 characters. Sealed.
    #[schema(example = "金额登记有误，应为300元")]
    pub reason: String,
}

impl Check for ReversePaymentIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=200);
    }
}

/// The line that takes a payment back.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaymentReversalOut {
    /// Its id.
    pub id: Uuid,
    /// The payment.
    pub payment_id: Uuid,
    /// The entry.
    pub entry_id: Uuid,
    /// How much is back in the fund, in fen: all that was paid.
    pub amount_fen: i64,
    /// The day.
    pub on: WireDay,
    /// What the fund holds after it, in fen.
    pub balance_fen: i64,
}

/// Takes back a payment out of a care fund.
///
/// For one that was put on record by mistake: a line against it, with a reason; both stay in the statement, and what
/// was paid is in the fund again. Once, by another administrator than who paid where there is one, never for
/// themselves. The entry may be paid for again.
#[utoipa::path(
    tag = "care",
    params(("id" = Uuid, Path, description = "The payment")),
    request_body = ReversePaymentIn,
    responses((status = 201, body = PaymentReversalOut, description = "The line against it", example = json!({
        "id": "018e0f6a-0000-7000-8000-000000000085", "paymentId": "018e0f6a-0000-7000-8000-000000000083",
        "entryId": "018e0f6a-0000-7000-8000-000000000081", "amountFen": 50000, "on": "2024-03-04",
        "balanceFen": 180000
    }))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "care.payment_not_found", "care.own", "care.payment_own", "care.payment_reversed"
    ]))),
)]
#[post("/care/payments/{id}/reversal")]
pub(super) async fn reverse_care_payment(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<CarePaymentId>,
    body: JsonBody<ReversePaymentIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "care.reverse_payment", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let (entry, back) = reverse(tx, &app.vault, &permit, &permit.reach, permit.person, id.0, &body.reason).await?;
        let balance_fen = rows::fund(tx, back.organization).await?.balance();
        let out = PaymentReversalOut {
            id: back.id,
            payment_id: id.0.0,
            entry_id: entry.id.0,
            amount_fen: back.fen,
            on: WireDay(back.on),
            balance_fen,
        };
        Ok(Done::created(out).within(&entry.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case. It is booked in the year of the day on which it is done, so that a year that is told stays so.
///
/// # Errors
/// `care.payment_not_found`, `care.own`, `care.payment_own`, `care.payment_reversed`.
pub async fn reverse(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: CarePaymentId,
    reason: &str,
) -> Result<(Entry, Movement), Failure> {
    let payment = rows::payment(tx, vault, id).await?.ok_or(Code::CarePaymentNotFound)?;
    let township = organizations::find(tx, reach, payment.organization).await?.ok_or(Code::CarePaymentNotFound)?;
    let of = payment.entry.ok_or_else(|| StoreError::corrupt("a payment for nothing"))?;
    let entry = rows::by_ids(tx, [of]).await?.remove(&of);
    let mut entry = entry.ok_or_else(|| StoreError::corrupt("a payment without its entry"))?;
    let payer = accounts::persons_behind(tx, [payment.by]).await?.remove(&payment.by);
    may_reverse(&entry, payer, by, &accounts::grants_on_path(tx, &township.path).await?)?;
    let mut step = step(act, &entry, StepKind::PaymentReversed);
    step.fen = Some(payment.fen);
    rows::note_reversal(tx, id, step.id.0).await.map_err(|error| match error {
        StoreError::Duplicate => Failure::from(Code::CarePaymentReversed),
        error => error.into(),
    })?;
    rows::pay_back(tx, township.id, payment.fen).await?;
    let reason = reason.trim();
    write(tx, act, &mut entry, "care.reverse_payment", &step, Some(vault.seal_text(reason)?)).await?;
    let back = Movement {
        id: step.id.0,
        line: FundLine::Reversal,
        year: act.today().year(),
        on: act.today(),
        note: Some(reason.to_owned()),
        by: act.caller.account,
        at: act.now,
        ..payment
    };
    rows::add_movement(tx, vault, &back).await?;
    tell_own(tx, act, &entry, Kind::CarePaymentReversed).await?;
    Ok((entry, back))
}
