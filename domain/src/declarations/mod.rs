//! Declarations (申报): deeds outside tasks that somebody brings forward and the branch decides on.
//! Own deeds for the party day (S2-3), quarterly reports of members away (S2-6, S3-2), honours
//! (S1-4), accepted suggestions (S3-2), training on record (S4-12).
//!
//! ```text
//!            register
//!   open ───────────────▶ registered      the entry is in the ledger
//!    │ └─── decline ────▶ declined
//!    └───── withdraw ───▶ withdrawn       by the member, or by who declared it for them
//! ```
//!
//! Nothing leaves the three states on the right. A registration that was wrong is mended in the
//! ledger: the reversal takes the points back, the declaration stays registered and shows it.

mod declaration;
mod declare;
mod refusal;
mod register;
mod report;
mod state;
#[cfg(test)]
mod tests;

pub use declaration::{ALL_WAYS, Declaration, Level, NewDeclaration, ReportedBy, WAYS};
pub use declare::declare;
pub use refusal::Refusal;
pub use register::{Decision, Registration, decline, register, summary, withdraw};
pub use report::{ReportDuty, report_duty};
pub use state::{DeclarationAction, DeclarationState};
