//! What the domain refuses, as the caller is told.

use xianfeng_domain::redemption::Refusal;

use crate::failure::Failure;
use crate::http::problem::{Code, Problem, Text};

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let problem: Problem = match refusal {
            Refusal::NotOffered => Code::RewardNotOffered.into(),
            Refusal::RewardWrongState { state } => Problem::new(Code::RewardWrongState).member("state", state.code()),
            Refusal::ShopClosed => Code::ShopClosed.into(),
            Refusal::NotHere => Code::RewardNotFound.into(),
            Refusal::OtherVillage => Code::ShopNotFound.into(),
            Refusal::BelowThreshold { needed } => {
                let detail = Text::fixed(
                    "今年积分达到 {} 分才能兑换，请继续努力。",
                    "This takes {} points of the year: earn some more first.",
                );
                Problem::new(Code::RewardBelowThreshold).detail(detail.with(&needed.to_string()))
            }
            Refusal::GradeTooLow => Code::RewardGradeTooLow.into(),
            Refusal::LimitReached { most } => {
                let detail = Text::fixed(
                    "每人限兑 {} 件，您已达到限额，请选择其他奖品。",
                    "Each member may have {}: choose another reward.",
                );
                Problem::new(Code::RewardLimitReached).detail(detail.with(&most.to_string()))
            }
            Refusal::OutOfStock => Code::RewardOutOfStock.into(),
            Refusal::FulfilledAlready => Code::OrderFulfilledAlready.into(),
            Refusal::WrongState { state } => Problem::new(Code::OrderWrongState).member("state", state.code()),
            Refusal::Expired => Code::OrderExpired.into(),
            Refusal::OwnPickup => Code::OrderOwnPickup.into(),
            Refusal::WrongPin => Code::OrderPinWrong.into(),
            Refusal::PinLocked => Code::OrderPinLocked.into(),
            Refusal::RelationMissing => Code::OrderRelationMissing.into(),
            Refusal::DayInvalid => Code::OrderDayInvalid.into(),
            Refusal::BelowReserved { reserved } => {
                let detail = Text::fixed(
                    "已有 {} 件被预订，盘点数不能更少，请先取消相应订单。",
                    "{} are reserved for orders and fewer cannot be counted: cancel orders first.",
                );
                Problem::new(Code::StockBelowReserved).detail(detail.with(&reserved.to_string()))
            }
            Refusal::NotACoupon => Code::RewardNotACoupon.into(),
            Refusal::CouponWrongState { state } => Problem::new(Code::CouponWrongState).member("state", state.code()),
            Refusal::OwnOrder => Code::OrderOwn.into(),
            Refusal::ReasonMissing => Code::StockReasonMissing.into(),
        };
        problem.into()
    }
}
