//! Codes and PINs that are tried. Each try is counted before it is looked at, in a transaction of its
//! own: a refusal must not undo it.

use std::time::Duration;

use xianfeng_domain::ids::{OrderId, ShopId};
use xianfeng_domain::redemption::{OrderState, Refusal};
use xianfeng_infra::db::Tx;
use xianfeng_infra::redemption::{self as rows, TRIES_SECONDS};

use crate::app::App;
use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::{Code, Problem};

/// Counts a try of a pickup code. What becomes of a success is [`known`].
pub(super) async fn tried(app: &App, act: &Act) -> Result<(), Problem> {
    let count = async |tx: &Tx| -> Result<(), Failure> {
        if rows::try_once(tx, act.caller.account, act.now).await? {
            return Ok(());
        }
        let wait = Duration::from_secs(TRIES_SECONDS.unsigned_abs());
        Err(Problem::new(Code::OrderTooManyTries).retry_after(wait).into())
    };
    Ok(app.database.transact("pickups.try_code", count).await?)
}

/// The code was good: only failures count, so that a busy keeper is never stopped.
pub(super) async fn known(app: &App, act: &Act) -> Result<(), Problem> {
    let give_back = async |tx: &Tx| -> Result<(), Failure> { Ok(rows::give_back_try(tx, act.caller.account).await?) };
    Ok(app.database.transact("pickups.known_code", give_back).await?)
}

/// Counts a try of the PIN of the order with a code, if it waits in the shop and has one.
pub(super) async fn tried_pin(app: &App, shop: ShopId, code: &[u8; 32]) -> Result<(), Problem> {
    let count = async |tx: &Tx| -> Result<(), Failure> {
        let Some(order) = waiting(tx, shop, code).await? else { return Ok(()) };
        if rows::try_pin(tx, order).await? || waiting(tx, shop, code).await?.is_none() {
            return Ok(());
        }
        Err(Refusal::PinLocked.into())
    };
    Ok(app.database.transact("pickups.try_pin", count).await?)
}

async fn waiting(tx: &Tx, shop: ShopId, code: &[u8; 32]) -> Result<Option<OrderId>, Failure> {
    let order = rows::order_by_code(tx, code).await?;
    let waits = order.filter(|order| order.shop == Some(shop) && order.state == OrderState::Reserved && order.has_pin);
    Ok(waits.map(|order| order.id))
}
