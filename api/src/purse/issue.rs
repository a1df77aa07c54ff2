//! Issuing redemption points: a settlement's step (S0-9).

use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::funds::FundStep;
use xianfeng_domain::ids::{LotId, MemberId, OrganizationId, SettlementId};
use xianfeng_domain::purse::{Amount, Lot, MovementKind};
use xianfeng_domain::time::{Day, Period};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::purse as rows;

use super::step::{audited, of_lot, recorded};
use crate::auth::Act;
use crate::failure::Failure;

/// What a settlement issues to one member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Whose.
    pub member: MemberId,
    /// The settlement: it issues to a member once.
    pub settlement: SettlementId,
    /// Whose fund pays.
    pub organization: OrganizationId,
    /// How much; each 0.01 point of it a whole number of fen.
    pub amount: Amount,
    /// The last day on which it can be spent.
    pub expires_on: Option<Day>,
    /// The settled period.
    pub period: Period,
}

/// Issues a lot and commits the fund. A repeat does nothing and answers the lot that is there.
///
/// # Errors
/// `fund.not_enough` when the fund does not suffice: nothing of the transaction may stay.
pub async fn issue(tx: &Tx, act: &Act, issue: Issue) -> Result<Lot, Failure> {
    rows::open(tx, issue.member).await?;
    if let Some(lot) = rows::of_settlement(tx, issue.settlement, issue.member).await? {
        if lot.issued != issue.amount || lot.organization != issue.organization {
            return Err(StoreError::corrupt(format!("lot {} was issued with another amount", lot.id)).into());
        }
        return Ok(lot);
    }
    let lot = Lot {
        id: LotId(Uuid::now_v7()),
        member: issue.member,
        settlement: issue.settlement,
        organization: issue.organization,
        period: issue.period,
        issued: issue.amount,
        free: issue.amount,
        reserved: Amount::ZERO,
        spent: Amount::ZERO,
        expired: Amount::ZERO,
        expires_on: issue.expires_on,
        issued_at: act.now,
        grace_used: false,
    };
    let cause = (issue.settlement.0, 0);
    of_lot(tx, act, &lot, (FundStep::Commit, lot.issued.fen), cause).await?;
    rows::insert_lot(tx, &lot).await?;
    rows::shift(tx, lot.member, lot.issued.points, Points::ZERO).await?;
    recorded(tx, act, &lot, (MovementKind::Issue, lot.issued), cause).await?;
    audited(tx, act, "wallet.issue", lot.member, lot.organization).await?;
    Ok(lot)
}
