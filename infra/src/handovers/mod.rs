//! Hand-overs of an office (交接): rows in, domain values out.

mod rows;
mod work;

pub use rows::{Seen, complete, find, has_open_invite, insert, page, sign_incoming, sign_outgoing, withdraw};
pub use work::open_work;
