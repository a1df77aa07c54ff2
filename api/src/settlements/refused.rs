//! What the domain refuses, as codes.

use xianfeng_domain::settlements::Refusal;

use crate::failure::Failure;
use crate::http::problem::{Code, Problem};
use crate::http::wire::WirePeriod;

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::WrongState { state } => {
                Problem::new(Code::SettlementWrongState).member("state", state.code()).into()
            }
            Refusal::EarlierFirst(first) => {
                Problem::new(Code::ClosingEarlierFirst).member("period", WirePeriod(first)).into()
            }
            Refusal::Outdated => Code::SettlementOutdated.into(),
        }
    }
}
