//! Lots whose day has passed run out, and their money is available to the fund again.

use xianfeng_domain::ids::MemberId;
use xianfeng_domain::purse::Amount;
use xianfeng_infra::db::Tx;
use xianfeng_infra::purse as rows;

use super::step::{audited, ran_out, written};
use crate::auth::Act;
use crate::failure::Failure;

/// Takes out what is free in a member's lots whose day has passed; answers how much that was. What is
/// kept for orders stays until they end. A repeat finds nothing.
///
/// # Errors
/// The store's fault.
pub async fn expire(tx: &Tx, act: &Act, member: MemberId) -> Result<Amount, Failure> {
    if !rows::lock(tx, member).await? {
        return Ok(Amount::ZERO);
    }
    let mut total = Amount::ZERO;
    for before in rows::of_member(tx, member).await? {
        let mut after = before.clone();
        let lapsed = after.expire(act.today());
        if lapsed.is_zero() {
            continue;
        }
        written(tx, &before, &after).await?;
        ran_out(tx, act, &before, lapsed).await?;
        audited(tx, act, "wallet.expire", member, before.organization).await?;
        total += lapsed;
    }
    Ok(total)
}
