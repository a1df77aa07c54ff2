//! The purse: wallets, the lots in them, and what happened to lots.

mod lots;
mod movements;
mod wallets;

pub use lots::{
    all as all_lots, due_before, insert as insert_lot, notice, of_member, of_settlement, unnoticed,
    update as update_lot,
};
pub use movements::{Moved, insert as insert_movement, of_cause, page as movements_page, sums as movement_sums};
pub use wallets::{all as all_wallets, find as find_wallet, lock, open, shift};
