//! Help cases (整改/帮教): rows in, domain values out. Every change proves the version that it was made on.

mod cases;
mod evidence;
mod find;
mod steps;

pub use cases::{Taken, insert, save, taken};
pub use find::{
    CaseFilter, active_of_member, due_reminders, find, find_for_job, find_helped, find_own, named, of_person,
    of_zeroing, open_blocks, open_of_helper, page,
};
pub use steps::{add as add_step, letter, of_case as steps};
