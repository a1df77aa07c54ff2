//! Tasks (任务) and claims (领办): S0-3, S0-15.
//!
//! A task is a draft, published, then closed or cancelled. A claim of it:
//!
//! ```text
//!                 submit                    approve
//!   claimed ───────────────▶ submitted ───────────────▶ approved ── revoke ──▶ revoked
//!    │  │  │                  │  ▲   │  │
//!    │  │  │           return │  │   │  └─ reject ─▶ rejected
//!    │  │  │                  ▼  │   │
//!    │  │  │               returned  │
//!    │  │  │               │  │  │   │
//!    │  │  └── withdraw ───┼──┼──┴───┴─▶ withdrawn
//!    │  └───── expire ─────┼──┴────────▶ expired
//!    └──────── cancel ─────┴───────────▶ cancelled      (the task was cancelled)
//! ```
//!
//! Rejected, withdrawn, expired, cancelled and revoked claims release their place; approved ones
//! keep it, so that a task for one deed a member pays once. Doing it again is a new claim.
//! Cancelling a task leaves what was submitted to be reviewed: the work was done.

mod approve;
mod claim;
mod create;
mod edit;
mod lifecycle;
mod refusal;
mod state;
mod submit;
mod task;

pub use approve::{Approval, approve};
pub use claim::{Claimant, NewClaim, claim};
pub use create::{NewTask, TaskFault, TaskFaultKind, create};
pub use edit::{TaskEdit, edit};
pub use lifecycle::{cancel, close, publish};
pub use refusal::Refusal;
pub use state::{ClaimAction, ClaimState, TaskState};
pub use submit::{RETURN_GRACE_DAYS, Submission, due_after_return, submit};
pub use task::{Claim, Mode, Task};
