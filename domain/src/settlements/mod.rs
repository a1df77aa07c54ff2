//! Settlement (结算): what the members of a village get for a closed period, inside the village's fund
//! to the last fen (S0-9, S4-4).
//!
//! ```text
//! draft ──sign──▶ issuing ──all villages──▶ issued
//!   └──withdraw──▶ withdrawn
//! ```
//!
//! Everything is counted in **units** of 0.01 redemption point; the rule book makes each a whole
//! number of fen, so that points and money never part.

mod apportion;
mod debt;
mod draft;
mod nominal;
mod over_issue;
mod settlement;
mod state;
mod village;

pub use apportion::{Wanted, apportion};
pub use debt::{Balance, Debt, reckon};
pub use draft::{Line, Member, VillageDraft, VillageFund, digest_of, draft};
pub use nominal::{Standing, nominal};
pub use over_issue::{Issued, Place, grade_then, lowered_by, over_issued};
pub use settlement::{Settlement, Signature, Withdrawn};
pub use state::{Refusal, SettlementState, expires_on, may_sign};
pub use village::{Claimant, Fund, Share, Statement, Village, settle};
