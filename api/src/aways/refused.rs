//! What the person is told of each refusal of the domain.

use xianfeng_domain::aways::AwayRefusal;

use crate::failure::Failure;
use crate::http::problem::{Code, FaultCode};

/// A refusal, with the field that holds the day.
pub(super) fn refused(refusal: AwayRefusal, day: &str) -> Failure {
    match refusal {
        AwayRefusal::HasLeft => Code::MemberHasLeft.into(),
        AwayRefusal::InFuture => Failure::field(day, FaultCode::InTheFuture),
        AwayRefusal::AlreadyAway => Code::AwayAlready.into(),
        AwayRefusal::Overlaps => Code::AwayOverlaps.into(),
        AwayRefusal::OwnLiaison => Failure::field("/liaisonId", FaultCode::Invalid),
        AwayRefusal::AlreadyBack => Code::AwayAlreadyBack.into(),
        AwayRefusal::NotAwayThen => Code::AwayNotAwayThen.into(),
        AwayRefusal::BackBeforeGoing => Failure::field(day, FaultCode::OutOfRange),
    }
}
