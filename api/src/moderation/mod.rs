//! Content safety (内容安全): every text that others will see is checked before it is shown.
//!
//! Whoever writes such a text calls [`submit`] in its transaction and [`look`] after the commit. Whoever shows it asks
//! `xianfeng_infra::moderation::states`, and shows only what passed. Nothing is shown because a check failed: what
//! the platform cannot judge waits, and then a person decides.

mod look;
mod submit;

pub use look::look;
pub use submit::submit;
