//! Why a declaration cannot do what is asked.

use super::DeclarationState;
use crate::rulebook::EnterRefusal;

/// A named refusal; the API has a code and a sentence for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is decided or taken back.
    #[error("the declaration is {}", state.code())]
    WrongState {
        /// What it is.
        state: DeclarationState,
    },
    /// The deed lies in the future.
    #[error("the deed lies in the future")]
    InFuture,
    /// The member did not belong on the day of the deed.
    #[error("no member on that day")]
    NotMemberThen,
    /// A report is for the running quarter or the one just ended.
    #[error("no quarter that can be reported on now")]
    ReportPeriod,
    /// The quarter of the report is closed.
    #[error("the quarter is closed")]
    ReportClosed,
    /// There is a report of this quarter already.
    #[error("reported already")]
    AlreadyReported,
    /// Nobody has said under which item it counts.
    #[error("an item is needed")]
    ItemMissing,
    /// A declaration adds; deductions are decided elsewhere.
    #[error("the item is no addition")]
    NotAnAddition,
    /// The rule book does not let it be entered so.
    #[error("{0}")]
    Item(EnterRefusal),
    /// The item wants a photo.
    #[error("a photo is needed")]
    EvidenceMissing,
    /// More than the least of a range wants a reason.
    #[error("a reason is needed")]
    ReasonMissing,
    /// Nobody registers their own deed.
    #[error("nobody registers their own deed")]
    OwnDeclaration,
}
