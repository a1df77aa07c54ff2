//! The pool runs low, and codes whose day has passed are taken out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use xianfeng_domain::access::Role;
use xianfeng_domain::ids::RewardId;
use xianfeng_domain::redemption::{CouponState, Reward, handed_out_until};
use xianfeng_infra::db::Tx;
use xianfeng_infra::redemption::{self as rows, Coupon, Ending};
use xianfeng_infra::{accounts, audit};

use crate::app::App;
use crate::auth::Act;
use crate::failure::Failure;
use crate::inbox::{Kind, tell_once};

/// Small batches: the one writer of SQLite is for people first.
const BATCH: u64 = 100;

/// Tells the township's administrators when fewer codes are left than the reward's mark: once, and again
/// only after more have come in. Answers how many were told.
pub(super) async fn warn_if_low(tx: &Tx, act: &Act, reward: &Reward) -> Result<usize, Failure> {
    let Some(mark) = reward.low_mark else { return Ok(0) };
    let left = rows::coupons_left(tx, [reward.id], handed_out_until(act.today())).await?;
    let left = left.get(&reward.id).copied().unwrap_or_default();
    if left >= i64::from(mark) {
        return Ok(0);
    }
    // All that ever came in: it grows with each import, and nothing else changes it.
    let ever: i64 = rows::coupon_counts(tx, reward.id).await?.values().sum();
    let grants = accounts::grants_on_path(tx, &reward.path).await?;
    let clerks: BTreeSet<_> =
        grants.iter().filter(|grant| grant.role == Role::TownshipAdmin).map(|grant| grant.person).collect();
    let (count, about) = (left.to_string(), Some(("reward", reward.id.0)));
    let params = [("reward", reward.name.as_str()), ("count", count.as_str())];
    let mut told = 0;
    for clerk in clerks {
        let once = [b"coupons.low".as_slice(), reward.id.0.as_bytes(), &ever.to_be_bytes(), clerk.0.as_bytes()];
        told += usize::from(tell_once(tx, &once.concat(), clerk, Kind::CouponsLow, about, &params, act.now).await?);
    }
    Ok(told)
}

/// Takes out a few free codes whose day has passed, and tells where a pool is low: also what became too close
/// to its day overnight, and what orders at the same moment did not see. Answers how much was done.
///
/// # Errors
/// The store's fault.
pub async fn sweep_coupons(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    let act = Act::of_machine(now);
    let expire = async |tx: &Tx| -> Result<usize, Failure> {
        let overdue = rows::coupons_overdue(tx, act.today(), BATCH).await?;
        let mut taken: BTreeMap<RewardId, Vec<&Coupon>> = BTreeMap::new();
        for coupon in &overdue {
            let ending = Ending { reason: "已过有效期", by: act.caller.account, at: now };
            if rows::take_coupon_out(tx, coupon.id, CouponState::Expired, ending).await? {
                taken.entry(coupon.reward).or_default().push(coupon);
            }
        }
        for (reward, coupons) in taken {
            let record = audit::Record {
                subject_kind: Some("reward"),
                subject: Some(reward.0),
                organization: coupons.first().map(|coupon| coupon.path.clone()),
                detail: Some(format!("expired {}", coupons.len())),
                ..act.record("coupons.expire")
            };
            audit::write(tx, record, now).await?;
        }
        Ok(overdue.len())
    };
    let expired = app.database.transact("coupons.expire", expire).await?;
    let marked = app.database.read(async |tx: &Tx| rows::rewards_with_low_mark(tx).await).await?;
    let mut told = 0;
    for reward in &marked {
        let warn = async |tx: &Tx| warn_if_low(tx, &act, reward).await;
        told += app.database.transact("coupons.warn", warn).await?;
    }
    Ok(expired + told)
}
