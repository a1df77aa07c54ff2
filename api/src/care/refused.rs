//! What a person is told of the domain's refusals.

use xianfeng_domain::care::Refusal;

use crate::failure::Failure;
use crate::http::problem::Code;

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let code = match refusal {
            Refusal::Own => Code::CareOwn,
            Refusal::Ended => Code::CareEnded,
            Refusal::NotPaidFor => Code::CareNotPaidFor,
            Refusal::OwnPayment => Code::CarePaymentOwn,
            Refusal::HelperOneself => Code::CareHelperOneself,
            Refusal::HelperElsewhere => Code::CareHelperElsewhere,
            Refusal::HelperOlder => Code::CareHelperOlder,
            Refusal::HelperAway => Code::CareHelperAway,
            Refusal::HelperFull => Code::CareHelperFull,
        };
        code.into()
    }
}
