//! Paying for an entry out of the fund (S4-8, S4-12).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::care::{Entry, FundLine, Refusal, StepKind};
use xianfeng_domain::ids::{CareId, PersonId};
use xianfeng_infra::care::{self as rows, Movement};
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;
use xianfeng_infra::privacy::Vault;

use super::people::tell_own;
use super::seen::to_decide;
use super::step::{check_past, step, write};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::Kind;

/// The most that one payment may be: 100,000 yuan, in fen.
const MOST_FEN: i64 = 10_000_000;

/// A payment.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PaymentIn {
    /// How much, in fen; 1 to 10,000,000.
    #[schema(example = 50000)]
    pub amount_fen: i64,
    /// The day; not in the future, and not before the entry's first day.
    pub on: WireDay,
    /// What the receipt says, 1 to 100 characters. Sealed.
    pub receipt: String,
}

impl Check for PaymentIn {
    fn check(&self, faults: &mut Faults) {
        faults.range("/amountFen", self.amount_fen, 1..=MOST_FEN);
        faults.text("/receipt", &self.receipt, 1..=100);
    }
}

/// A payment on record.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaymentOut {
    /// Its id.
    pub id: Uuid,
    /// The entry.
    pub entry_id: Uuid,
    /// How much, in fen.
    pub amount_fen: i64,
    /// The day.
    pub on: WireDay,
    /// What the fund holds after it, in fen.
    pub balance_fen: i64,
}

/// Pays for an entry out of the township's fund.
///
/// By the township's administrators, never for themselves. The fund never falls below zero: of two payments of the
/// last fen one is refused.
#[utoipa::path(
    tag = "care",
    params(("id" = Uuid, Path, description = "The entry")),
    request_body = PaymentIn,
    responses((status = 201, body = PaymentOut, description = "The payment", example = json!({
        "id": "018e0f6a-0000-7000-8000-000000000083", "entryId": "018e0f6a-0000-7000-8000-000000000081",
        "amountFen": 50000, "on": "2024-03-01", "balanceFen": 130000
    }))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "care.not_found", "care.own", "care.ended", "care.not_paid_for", "care_fund.short"
    ]))),
)]
#[post("/care/{id}/payments")]
pub(super) async fn pay_care_entry(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<CareId>,
    body: JsonBody<PaymentIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "care.pay", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let (entry, paid) = pay(tx, &app.vault, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        let balance_fen = rows::fund(tx, paid.organization).await?.balance();
        let out =
            PaymentOut { id: paid.id, entry_id: entry.id.0, amount_fen: paid.fen, on: WireDay(paid.on), balance_fen };
        Ok(Done::created(out).within(&entry.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the entry, the day or the fund refuses.
pub async fn pay(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: CareId,
    new: &PaymentIn,
) -> Result<(Entry, Movement), Failure> {
    let mut entry = to_decide(tx, reach, by, id).await?;
    if !entry.kind.is_register() {
        return Err(Refusal::NotPaidFor.into());
    }
    check_past(act, &entry, new.on.0)?;
    let township = organizations::township(tx, &entry.path).await?.ok_or(Code::CareFundNotFound)?;
    if !rows::pay(tx, township.id, new.amount_fen).await? {
        return Err(Code::CareFundShort.into());
    }
    let receipt = new.receipt.trim();
    let mut step = step(act, &entry, StepKind::Paid);
    (step.on, step.fen) = (new.on.0, Some(new.amount_fen));
    write(tx, act, &mut entry, "care.pay", &step, Some(vault.seal_text(receipt)?)).await?;
    let movement = Movement {
        id: step.id.0,
        organization: township.id,
        line: FundLine::Payment,
        fen: new.amount_fen,
        year: act.today().year(),
        dues_year: None,
        entry: Some(id),
        on: new.on.0,
        note: Some(receipt.to_owned()),
        by: act.caller.account,
        at: act.now,
    };
    rows::add_movement(tx, vault, &movement).await?;
    tell_own(tx, act, &entry, Kind::CarePaid).await?;
    Ok((entry, movement))
}
