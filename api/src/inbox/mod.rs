//! The inbox (消息): every step that concerns a person is told to them, in the transaction of the step.

mod each;
mod kind;
mod tell;

pub use each::tell_each;
pub use kind::Kind;
pub use tell::{tell, tell_member};
