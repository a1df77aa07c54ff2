//! What every step writes: the lot, the wallet's sums, the record of both, and the fund.

use chrono::Datelike;
use uuid::Uuid;
use xianfeng_domain::funds::{Fund, FundShort, FundStep};
use xianfeng_domain::ids::{LotId, MemberId, OrganizationId};
use xianfeng_domain::purse::{Amount, Lot, Movement, MovementKind};
use xianfeng_domain::time::{Day, Period};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::funds::{self, FundMovement};
use xianfeng_infra::{organizations, purse as rows};

use crate::auth::Act;
use crate::failure::Failure;

/// The record of one step on a lot. `occasion` is 0 but for an expiry.
pub(super) async fn recorded(
    tx: &Tx,
    act: &Act,
    lot: &Lot,
    (kind, amount): (MovementKind, Amount),
    (reference, occasion): (Uuid, i64),
) -> Result<(), Failure> {
    let (id, member) = (Uuid::now_v7(), lot.member);
    let movement = Movement { id, member, lot: lot.id, kind, amount, reference, at: act.now };
    Ok(rows::insert_movement(tx, &movement, occasion).await?)
}

/// Writes what a step made of a lot, and the difference in the wallet's sums.
pub(super) async fn written(tx: &Tx, before: &Lot, after: &Lot) -> Result<(), Failure> {
    rows::update_lot(tx, before, after).await?;
    let free = after.free.points - before.free.points;
    let reserved = after.reserved.points - before.reserved.points;
    Ok(rows::shift(tx, before.member, free, reserved).await?)
}

/// Records that a lot's day passed and releases the money behind what was left; `before` is the lot as
/// it was then, so that the day tells this expiry from one after a refund.
pub(super) async fn ran_out(tx: &Tx, act: &Act, before: &Lot, lapsed: Amount) -> Result<(), Failure> {
    let (Some(day), false) = (before.expires_on, lapsed.is_zero()) else { return Ok(()) };
    let occasion = occasion(day);
    recorded(tx, act, before, (MovementKind::Expire, lapsed), (before.id.0, occasion)).await?;
    of_lot(tx, act, before, (FundStep::Release, lapsed.fen), (before.id.0, occasion)).await
}

fn occasion(day: Day) -> i64 {
    day.num_days_from_ce().into()
}

/// Moves the fund that stands behind a lot.
pub(super) async fn of_lot(
    tx: &Tx,
    act: &Act,
    lot: &Lot,
    (step, fen): (FundStep, i64),
    (reference, occasion): (Uuid, i64),
) -> Result<(), Failure> {
    let cause = Cause { organization: lot.organization, period: lot.period, reference, lot: lot.id, occasion };
    fund_moved(tx, act, step, fen, cause).await
}

/// Why a fund moves; with the step it is what cannot act twice.
pub(super) struct Cause {
    /// Whose fund.
    pub(super) organization: OrganizationId,
    /// The settled period.
    pub(super) period: Period,
    /// The settlement, the order or the lot; the organization itself for what is put in or lapses.
    pub(super) reference: Uuid,
    /// The lot; the organization itself for what is put in or lapses.
    pub(super) lot: LotId,
    /// The number of the day for an expiry, else 0.
    pub(super) occasion: i64,
}

/// Takes one step of a fund and records it; nothing if the cause has acted.
///
/// # Errors
/// [`FundShort`] as `fund.not_enough`; a fault when the cause has acted with another amount.
pub(super) async fn fund_moved(tx: &Tx, act: &Act, step: FundStep, fen: i64, cause: Cause) -> Result<(), Failure> {
    let Cause { organization, period, reference, lot, occasion } = cause;
    let (id, lot) = (Uuid::now_v7(), lot.0);
    let movement = FundMovement { id, organization, step, fen, period, reference, lot, occasion, at: act.now };
    match funds::moved(tx, &movement).await? {
        Some(before) if before == fen => return Ok(()),
        Some(_) => return Err(StoreError::corrupt("a fund's step was repeated with another amount").into()),
        None => {}
    }
    if !funds::step(tx, organization, step, fen).await? {
        // Read after the refusal, only to say how much is missing.
        let fund = funds::find(tx, organization).await?.unwrap_or(Fund::default());
        return match fund.after(step, fen) {
            Err(short @ FundShort { .. }) => Err(short.into()),
            Ok(_) => Err(StoreError::Race("a fund").into()),
        };
    }
    Ok(funds::insert_movement(tx, &movement).await?)
}

/// A line of the audit log about a wallet, at the organization whose fund pays.
pub(super) async fn audited(
    tx: &Tx,
    act: &Act,
    action: &'static str,
    member: MemberId,
    organization: OrganizationId,
) -> Result<(), Failure> {
    let found = organizations::find_open(tx, organization).await?;
    let found = found.ok_or_else(|| StoreError::corrupt(format!("no organization {organization}")))?;
    Ok(act.audit(tx, action, ("member", member.0), &found.path).await?)
}
