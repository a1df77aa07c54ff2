//! The purse (兑换分): redemption points, beside the ledger and never part of it (S0-9).
//!
//! A settlement issues a *lot* to a member; a lot holds points and the fen behind them, and each 0.01
//! point of it is the same whole number of fen. Orders reserve parts of lots, then take them for good or
//! give them back; what is left when a lot's day has passed expires. Nothing here touches totals or
//! ranks: spending never lowers a rank.

mod amount;
mod lot;
mod movement;
mod spend;
#[cfg(test)]
mod tests;

pub use amount::Amount;
pub use lot::{Late, Lot, Portion, REFUND_DAYS, Undone, Unfit, Wallet};
pub use movement::{Movement, MovementKind};
pub use spend::{NOTICE_DAYS, NotEnough, expiring, refund, spend_plan, spendable};
