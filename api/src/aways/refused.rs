//! What the person is told of each refusal of the domain.

use xianfeng_domain::aways::AwayRefusal;

use crate::failure::Failure;
use crate::http::problem::{Code, FaultCode};
use crate::members::fault;

/// A refusal, with the field that holds the day.
pub(super) fn refused(refusal: AwayRefusal, day: &str) -> Failure {
    match refusal {
        AwayRefusal::HasLeft => Code::MemberHasLeft.into(),
        AwayRefusal::InFuture => fault(day, FaultCode::InTheFuture),
        AwayRefusal::AlreadyAway => Code::AwayAlready.into(),
        AwayRefusal::Overlaps => Code::AwayOverlaps.into(),
        AwayRefusal::OwnLiaison => fault("/liaisonId", FaultCode::Invalid),
        AwayRefusal::AlreadyBack => Code::AwayAlreadyBack.into(),
        AwayRefusal::BackBeforeGoing => fault(day, FaultCode::OutOfRange),
    }
}
