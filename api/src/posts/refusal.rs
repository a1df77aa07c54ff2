//! The code of each refusal of the domain.

use xianfeng_domain::posts::Refusal;

use crate::failure::Failure;
use crate::http::problem::{Code, Problem, Text};

impl From<Refusal> for Failure {
    /// The compiler sees that none is forgotten.
    fn from(refusal: Refusal) -> Self {
        let problem = match refusal {
            Refusal::Closed => Problem::new(Code::PostClosed),
            Refusal::NotEligible => Problem::new(Code::PostNotEligible),
            Refusal::Full => Problem::new(Code::PostFull),
            Refusal::AlreadyHeld => Problem::new(Code::PostAlreadyHeld),
            Refusal::Own => Problem::new(Code::PostOwn),
            Refusal::Ended => Problem::new(Code::PostHoldingEnded),
            Refusal::PlacesBelowTaken { taken } => Problem::new(Code::PostPlacesBelowTaken).detail(
                Text::fixed("已有 {} 人认领或担任，名额不能更少。", "{} places are taken: there cannot be fewer.")
                    .with(&taken.to_string()),
            ),
            Refusal::WrongPeriod => Problem::new(Code::PostWrongPeriod),
            Refusal::NotBegun => Problem::new(Code::PostPeriodNotBegun),
            Refusal::NotHeld => Problem::new(Code::PostNotHeld),
            Refusal::AlreadyChecked => Problem::new(Code::PostAlreadyChecked),
            Refusal::PointsOutOfRange { min, max } => Problem::new(Code::PostPointsOutOfRange).detail(
                Text::fixed("分值应在 {} 之间，请修改。", "Points must lie within {}: correct them.")
                    .with(&format!("{min}–{max}")),
            ),
        };
        Self::Refused(problem)
    }
}
