//! Meetings and attendance: rows in, domain values out. Every change of state is a conditional update.

mod absences;
mod agenda;
mod attempts;
mod attendances;
mod closing;
mod minutes;
mod rates;
mod rows;
mod statements;

pub use absences::{Absence, mark_settled, unsettled_absences};
pub use agenda::{AgendaItem, Link, agenda, links, set_agenda, set_links};
pub use attempts::{ATTEMPTS, ATTEMPTS_SECONDS, try_once};
pub use attendances::{
    advance as advance_attendance, find as attendance, insert as insert_attendances, of_meeting as attendances,
    of_member, own, page as attendance_page,
};
pub use closing::{Counts, claim_credit, close_attendances, counts, owed};
pub(crate) use minutes::DRAFT as DRAFT_MINUTES;
pub use minutes::{
    Addendum, add as add_addendum, addenda, confirm as confirm_minutes, find as minutes, insert as insert_minutes,
    rewrite as rewrite_minutes,
};
pub use rates::{Tally, tallies};
pub use rows::{
    MeetingFilter, admit, find, find_for_member, free_month, insert, of_one, page, plan_month, planned_months,
    set_turnout, update,
};
pub use statements::{Statement, of_meeting as statements, put as put_statement};
