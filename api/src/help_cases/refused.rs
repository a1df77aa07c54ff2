//! What a person is told of the domain's refusals.

use xianfeng_domain::help::Refusal;

use crate::failure::Failure;
use crate::http::problem::{Code, Problem, Text};

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let code = match refusal {
            Refusal::WrongState(state) => {
                return Problem::new(Code::HelpCaseWrongState).member("state", state.code()).into();
            }
            Refusal::TooEarly(day) => {
                let detail = Text::fixed(
                    "转入不满半年，最早 {} 可以转回；确属错转请注明。",
                    "Half a year is not over: the earliest day is {}; if the transfer was an error, say so.",
                );
                return Problem::new(Code::HelpCaseTooEarly).detail(detail.with(&day.to_string())).into();
            }
            Refusal::Own => Code::HelpCaseOwn,
            Refusal::Full => Code::HelpCaseFull,
            Refusal::StillAway => Code::HelpCaseStillAway,
            Refusal::NotAway => Code::HelpCaseNotAway,
            Refusal::NoHelper => Code::HelpCaseNoHelper,
            Refusal::NotPassed => Code::HelpCaseNotPassed,
            Refusal::OwnHelper => Code::HelpCaseOwnHelper,
        };
        code.into()
    }
}
