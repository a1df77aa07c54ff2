//! Where coupons come from.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use xianfeng_domain::ids::{CouponId, OrganizationId};
use xianfeng_domain::redemption::{Order, Refusal, handed_out_until, plain_coupon};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::redemption::{self as rows, Coupon, Ending};

use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Code;

/// So many free codes are looked at: buyers at the same moment begin at different ones.
const WINDOW: u64 = 8;
/// So often a buyer looks again before the whole order does.
const LOOKS: usize = 20;

/// A source of coupons; each step is part of the transaction of the order, and makes no call to anywhere.
///
/// [`Pool`] is the one there is. A provider over HTTP would be a second one: its `reserve` puts the wish into
/// the outbox and leaves the order in a state `fulfilling`, points reserved; a worker asks the provider
/// after the commit, under the order's id as the provider's idempotency key, and fulfils the order, or
/// cancels it and gives the points back. `release` would tell the provider in the same way, and `reveal`
/// answer what the worker brought, sealed.
pub(super) trait CouponSource {
    /// Sets one aside for an order, for good when the transaction commits.
    ///
    /// # Errors
    /// `reward.out_of_stock` when there is none.
    async fn reserve(&self, tx: &Tx, act: &Act, order: &Order) -> Result<(), Failure>;

    /// Takes a code that an order has away from it, for good: nobody gets it again.
    ///
    /// # Errors
    /// `coupon.replaced` when the order has another one.
    async fn release(&self, tx: &Tx, act: &Act, order: &Order, coupon: CouponId, why: &str) -> Result<(), Failure>;

    /// The code itself. The caller has made sure that the order's owner asks.
    ///
    /// # Errors
    /// `coupon.replaced` when the order has another one.
    async fn reveal(&self, tx: &Tx, order: &Order, coupon: CouponId) -> Result<String, Failure>;
}

/// The pool of codes that the township has imported.
pub(super) struct Pool<'a>(pub(super) &'a Vault);

impl CouponSource for Pool<'_> {
    async fn reserve(&self, tx: &Tx, act: &Act, order: &Order) -> Result<(), Failure> {
        let until = handed_out_until(act.today());
        for look in 0..LOOKS {
            let free = rows::free_coupons(tx, order.reward, until, WINDOW).await?;
            // Ids end in random bits.
            let start = usize::try_from(order.id.0.as_u128() % 1_021).unwrap_or_default() + look;
            let Some(id) = free.get(start % free.len().max(1)) else { return Err(Refusal::OutOfStock.into()) };
            if rows::assign_coupon(tx, *id, order.id, until, act.now).await? {
                return Ok(());
            }
        }
        Err(StoreError::Race("a coupon").into())
    }

    async fn release(&self, tx: &Tx, act: &Act, order: &Order, coupon: CouponId, why: &str) -> Result<(), Failure> {
        let ending = Ending { reason: why, by: act.caller.account, at: act.now };
        let taken = rows::take_coupon_away(tx, coupon, order.id, ending).await?;
        if taken { Ok(()) } else { Err(Code::CouponReplaced.into()) }
    }

    async fn reveal(&self, tx: &Tx, order: &Order, coupon: CouponId) -> Result<String, Failure> {
        let sealed = rows::sealed_coupon(tx, coupon, order.id).await?.ok_or(Code::CouponReplaced)?;
        Ok(self.0.open_text(&sealed)?)
    }
}

/// What an order has.
pub(super) async fn of_order(tx: &Tx, order: &Order) -> Result<Coupon, Failure> {
    let missing = || StoreError::corrupt(format!("order {}: its coupon", order.id));
    Ok(rows::coupons_of_orders(tx, [order.id]).await?.remove(&order.id).ok_or_else(missing)?)
}

/// The keyed hash by which a code is known in its township.
pub(super) fn coupon_hash(vault: &Vault, township: OrganizationId, code: &str) -> [u8; 32] {
    let plain = plain_coupon(code);
    vault.keyed(b"coupon code", &[township.0.as_bytes().as_slice(), plain.as_bytes()].concat())
}

/// Codes of a request as its fingerprint sees them: what is stored does not tell which.
pub(super) fn sealed_input(vault: &Vault, input: &[u8]) -> String {
    STANDARD_NO_PAD.encode(vault.keyed(b"coupon import fingerprint", input))
}
