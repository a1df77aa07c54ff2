//! Which messages are worth a call, who may make it, and after what time.

use chrono::Duration;
use xianfeng_domain::messages::{AFTER_WAY, Caller};

use crate::inbox::Kind;

/// Who calls about a kind of message, and how long it may lie unread before; none for what can wait for the reader.
pub(super) fn call(kind: Kind) -> Option<(Caller, Duration)> {
    match kind {
        // Told three days before the deadline: after three days it would be over.
        Kind::ClaimDueSoon => Some((Caller::Liaison, Duration::days(1))),
        Kind::ClaimReturned
        | Kind::TaskDispatched
        | Kind::ReportDue
        | Kind::MeetingCalled
        | Kind::MeetingChanged
        | Kind::AbsenceRecorded
        | Kind::AppraisalCallsBack
        | Kind::OrderExpiring
        | Kind::WalletExpiring => Some((Caller::Liaison, AFTER_WAY)),
        Kind::AppraisalOpened
        | Kind::AppraisalSigned
        | Kind::ProposalNotNominated
        | Kind::ObjectionAboutYou
        | Kind::PointsZeroed
        | Kind::HelpCaseOpened
        | Kind::HelpCaseLetter
        | Kind::HelpCaseDeadline
        | Kind::HelpCaseTransferred => Some((Caller::Secretary, AFTER_WAY)),
        _ => None,
    }
}

/// The codes of the kinds that are called about, with how long they may lie.
pub(super) fn called() -> impl Iterator<Item = (&'static str, Duration)> {
    Kind::ALL.iter().filter_map(|kind| call(*kind).map(|(_, after)| (kind.code(), after)))
}
