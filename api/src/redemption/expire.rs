//! What is not collected in time goes back.

use chrono::{DateTime, Duration, Utc};
use xianfeng_domain::purse::Undone;
use xianfeng_domain::redemption::{Order, OrderAction, WARNING_DAYS};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::redemption as rows;

use super::end::{fall_through, tell};
use crate::app::App;
use crate::auth::Act;
use crate::failure::Failure;
use crate::inbox::Kind;

/// Small batches: the one writer of SQLite is for people first.
const BATCH: u64 = 20;

/// Ends a few orders whose time is over, and tells a few members that theirs will be soon; answers how
/// many. Run by one worker after another until nothing is left: a conditional update lets each end and
/// be told once, whoever tries.
///
/// # Errors
/// The store's fault.
pub async fn end_overdue_orders(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    let act = Act::of_machine(now);
    let work = async |tx: &Tx| -> Result<usize, Failure> {
        let overdue = rows::orders_overdue(tx, now, BATCH).await?;
        for order in &overdue {
            expire(tx, &act, order).await?;
        }
        let soon = rows::orders_expiring(tx, now + Duration::days(WARNING_DAYS), BATCH).await?;
        for order in &soon {
            if rows::order_warned(tx, order.id, now).await? {
                tell(tx, &act, order, Kind::OrderExpiring, &[]).await?;
            }
        }
        Ok(overdue.len() + soon.len())
    };
    match app.database.transact("orders.expire", work).await {
        // Somebody collected at the same moment, again and again: the next round sees.
        Err(Failure::Store(StoreError::Race(_))) => Ok(0),
        other => other,
    }
}

async fn expire(tx: &Tx, act: &Act, order: &Order) -> Result<(), Failure> {
    let after = Order { state: order.state.after(OrderAction::Expire)?, ended_at: Some(act.now), ..order.clone() };
    // Not collected is the member's own doing: else an order would keep points for ever.
    let back = fall_through(tx, act, order, &after, Undone::ByMember).await?;
    act.audit(tx, "orders.expire", ("order", after.id.0), &after.path).await?;
    tell(tx, act, &after, Kind::OrderExpired, &[("points", &back.to_string())]).await
}
