//! Background work: what nobody waits for. `serve` and the demonstration [`run`] it; tests take
//! single steps.
//!
//! Every step is small, commits, and lets people's requests in between. Any number of replicas
//! may do the same work at once: each step proves by a lease or a conditional update that the
//! work was still there to be done.

mod job;
mod repeat;

pub use job::{Job, WorkError};
pub use repeat::run;
