//! The care-and-help register: rows in, domain values out; its texts are sealed and opened apart. Every change of an
//! entry proves the version that it was made on.

mod entries;
mod find;
mod fund;
mod reversals;
mod steps;

pub(crate) use entries::ACTIVE;
pub use entries::{Texts, edit, insert, save, set_task, texts};
pub use find::{EntryFilter, active_of_member, by_ids, due, find, find_helped, helped_by, helps, page, places_taken};
pub use fund::{
    Movement, Share, add_movement, add_share, all_funds, all_sums, drawn, fund, movements, open_fund, pay, put_in,
    share_for, sums, take_back,
};
pub use reversals::{note_reversal, pay_back, payment, reversals_among, wrong_reversals};
pub use steps::{Told, add as add_step, last_visits, steps};
