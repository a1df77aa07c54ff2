//! Meetings and attendance: rows in, domain values out. Every change of state is a conditional update.

mod absences;
mod attempts;
mod attendances;
mod closing;
mod rates;
mod rows;

pub use absences::{Absence, mark_settled, unsettled_absences};
pub use attempts::{ATTEMPTS, ATTEMPTS_SECONDS, try_once};
pub use attendances::{
    advance as advance_attendance, find as attendance, insert as insert_attendances, of_meeting as attendances,
    of_member, own, page as attendance_page,
};
pub use closing::{Counts, claim_credit, close_attendances, counts, owed};
pub use rates::{Tally, tallies};
pub use rows::{MeetingFilter, admit, find, find_for_member, insert, of_one, page, update};
