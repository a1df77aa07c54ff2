//! What the domain refuses, as codes.

use xianfeng_domain::closings::Refusal;

use crate::failure::Failure;
use crate::http::problem::{Code, Problem};
use crate::http::wire::{WireDay, WirePeriod};

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotOver(until) => Problem::new(Code::ClosingNotOver).member("until", WireDay(until)).into(),
            Refusal::TooShort => Code::ClosingTooShort.into(),
            Refusal::EarlierFirst(first) => {
                Problem::new(Code::ClosingEarlierFirst).member("period", WirePeriod(first)).into()
            }
            Refusal::InsideFirst(first) => {
                Problem::new(Code::ClosingInsideFirst).member("period", WirePeriod(first)).into()
            }
            Refusal::AlreadyClosed => Code::ClosingExists.into(),
            Refusal::WrongState => Code::ClosingWrongState.into(),
            Refusal::AlreadyPublished => Code::ClosingPublished.into(),
            Refusal::TermRuns(until) => Problem::new(Code::ClosingTermRuns).member("until", WireDay(until)).into(),
        }
    }
}
