//! Payments out of a care fund that are taken back: a line of its own with the sum and a reason, once a payment. The
//! lines themselves are never changed.

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter};
use uuid::Uuid;
use xianfeng_domain::care::FundLine;
use xianfeng_domain::ids::{CarePaymentId, OrganizationId};

use super::fund::{Movement, from_row};
use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::care_reversals::{ActiveModel, Column, Entity};
use crate::entities::{care_funds, care_movements};
use crate::privacy::Vault;

/// A payment on a fund's record. Whose fund it is the caller looks at.
///
/// # Errors
/// [`StoreError::Corrupt`] when its text does not open with the key.
pub async fn payment(tx: &Tx, vault: &Vault, id: CarePaymentId) -> StoreResult<Option<Movement>> {
    let row = care_movements::Entity::find_by_id(id.0).one(tx.conn()).await?;
    let found = row.map(|row| from_row(vault, row)).transpose()?;
    Ok(found.filter(|movement| movement.line == FundLine::Payment))
}

/// Notes which line takes a payment back.
///
/// # Errors
/// [`StoreError::Duplicate`] when it was taken back before.
pub async fn note_reversal(tx: &Tx, payment: CarePaymentId, reversal: Uuid) -> StoreResult<()> {
    let row = ActiveModel { payment_id: ActiveValue::Set(payment.0), reversal_id: ActiveValue::Set(reversal) };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Takes fen that were paid out back into the fund.
///
/// # Errors
/// [`StoreError::Corrupt`] when so much was never paid out.
pub async fn pay_back(tx: &Tx, township: OrganizationId, fen: i64) -> StoreResult<()> {
    use care_funds::Column;
    let back = care_funds::Entity::update_many()
        .col_expr(Column::OutFen, Expr::col(Column::OutFen).sub(fen))
        .filter(Column::OrganizationId.eq(township.0))
        .filter(Column::OutFen.gte(fen))
        .exec(tx.conn())
        .await?;
    let never = || StoreError::corrupt(format!("the care fund of {township} never paid {fen} fen"));
    if back.rows_affected == 1 { Ok(()) } else { Err(never()) }
}

/// Which payment was taken back by which line, for those among some lines: payment to reversal.
///
/// # Errors
/// The database's fault.
pub async fn reversals_among(tx: &Tx, lines: &[Uuid]) -> StoreResult<HashMap<Uuid, Uuid>> {
    if lines.is_empty() {
        return Ok(HashMap::new());
    }
    let ids = || lines.iter().copied();
    let among = Condition::any().add(Column::PaymentId.is_in(ids())).add(Column::ReversalId.is_in(ids()));
    let rows = Entity::find().filter(among).all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| (row.payment_id, row.reversal_id)).collect())
}

/// The lines that take a payment back and do not say what it said, or take none back, for whoever checks them.
///
/// # Errors
/// The database's fault.
pub async fn wrong_reversals(tx: &Tx) -> StoreResult<Vec<Uuid>> {
    use care_movements::Column as Line;
    let kinds = [FundLine::Payment, FundLine::Reversal].map(FundLine::code);
    let lines = care_movements::Entity::find().filter(Line::Kind.is_in(kinds)).all(tx.conn()).await?;
    let lines: HashMap<Uuid, care_movements::Model> = lines.into_iter().map(|line| (line.id, line)).collect();
    let of_reversal: HashMap<Uuid, Uuid> =
        Entity::find().all(tx.conn()).await?.into_iter().map(|row| (row.reversal_id, row.payment_id)).collect();
    let says = |line: &care_movements::Model| (line.organization_id, line.care_id, line.fen);
    let is_right = |reversal: &care_movements::Model| {
        let payment = of_reversal.get(&reversal.id).and_then(|payment| lines.get(payment));
        payment.is_some_and(|payment| payment.kind == FundLine::Payment.code() && says(payment) == says(reversal))
    };
    let reversals = lines.values().filter(|line| line.kind == FundLine::Reversal.code());
    let mut wrong: Vec<Uuid> = reversals.filter(|line| !is_right(line)).map(|line| line.id).collect();
    // What is noted without its line.
    wrong.extend(of_reversal.keys().filter(|reversal| !lines.contains_key(*reversal)));
    wrong.sort_unstable();
    Ok(wrong)
}
