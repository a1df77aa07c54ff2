//! What the domain refuses, as codes.

use xianfeng_domain::closings::Refusal;
use xianfeng_domain::time::{Day, Period};

use crate::failure::Failure;
use crate::http::problem::{Code, Problem};
use crate::http::wire::{WireDay, WirePeriod};

impl From<Refusal> for Failure {
    fn from(refused: Refusal) -> Self {
        let (code, period, until) = refusal(refused);
        let mut problem = Problem::new(code);
        if let Some(period) = period {
            problem = problem.member("period", WirePeriod(period));
        }
        if let Some(until) = until {
            problem = problem.member("until", WireDay(until));
        }
        problem.into()
    }
}

/// The code of a refusal, the period that comes first and the day that must pass.
pub(super) const fn refusal(refusal: Refusal) -> (Code, Option<Period>, Option<Day>) {
    match refusal {
        Refusal::NotOver(until) => (Code::ClosingNotOver, None, Some(until)),
        Refusal::TooShort => (Code::ClosingTooShort, None, None),
        Refusal::EarlierFirst(first) => (Code::ClosingEarlierFirst, Some(first), None),
        Refusal::InsideFirst(first) => (Code::ClosingInsideFirst, Some(first), None),
        Refusal::AlreadyClosed => (Code::ClosingExists, None, None),
        Refusal::WrongState => (Code::ClosingWrongState, None, None),
        Refusal::AlreadyPublished => (Code::ClosingPublished, None, None),
        Refusal::TermRuns(until) => (Code::ClosingTermRuns, None, Some(until)),
    }
}
