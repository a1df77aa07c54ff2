//! Wire types: how points, times, days and periods stand in JSON and in queries.
//!
//! A refusal is worded as a [`FaultCode`](super::problem::FaultCode), so that the extractors can
//! tell the person what is wrong with the field.

mod month;
mod points;
mod text;
mod time;

pub use month::WireMonth;
pub use points::WirePoints;
pub use text::{WireDay, WirePeriod};
pub use time::WireTime;
