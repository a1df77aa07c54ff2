//! Putting money into a village's fund and taking back what is not carried over (S0-9).

use xianfeng_domain::funds::{Fund, FundStep};
use xianfeng_domain::ids::{LotId, OrganizationId};
use xianfeng_domain::time::Period;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{funds, organizations};

use super::step::{Cause, fund_moved};
use crate::auth::Act;
use crate::failure::Failure;

/// Puts a period's share into a fund, in fen. Once a period: a repeat does nothing.
///
/// # Errors
/// The store's fault; one that repeats a period with another amount.
pub async fn allot(tx: &Tx, act: &Act, organization: OrganizationId, period: Period, fen: i64) -> Result<(), Failure> {
    moved(tx, act, (FundStep::Allot, "fund.allot"), organization, period, fen).await
}

/// Gives back to the township what a fund does not carry over from a period, in fen. Once a period: a
/// repeat does nothing.
///
/// # Errors
/// `fund.not_enough` when so much is not available; as [`allot`].
pub async fn lapse(tx: &Tx, act: &Act, organization: OrganizationId, period: Period, fen: i64) -> Result<(), Failure> {
    moved(tx, act, (FundStep::Lapse, "fund.lapse"), organization, period, fen).await
}

/// What a fund can promise, in fen; nothing where there is no fund.
///
/// # Errors
/// The store's fault.
pub async fn available(tx: &Tx, organization: OrganizationId) -> Result<i64, Failure> {
    Ok(funds::find(tx, organization).await?.map_or(0, Fund::available))
}

async fn moved(
    tx: &Tx,
    act: &Act,
    (step, action): (FundStep, &'static str),
    organization: OrganizationId,
    period: Period,
    fen: i64,
) -> Result<(), Failure> {
    // The turn of the fund, so that two that put in the same share meet here.
    funds::open(tx, organization).await?;
    if fen == 0 {
        return Ok(());
    }
    if fen < 0 {
        return Err(StoreError::corrupt("a fund's step of less than nothing").into());
    }
    let cause = Cause { organization, period, reference: organization.0, lot: LotId(organization.0), occasion: 0 };
    fund_moved(tx, act, step, fen, cause).await?;
    let found = organizations::find_open(tx, organization).await?;
    let found = found.ok_or_else(|| StoreError::corrupt(format!("no organization {organization}")))?;
    Ok(act.audit(tx, action, ("organization", organization.0), &found.path).await?)
}
