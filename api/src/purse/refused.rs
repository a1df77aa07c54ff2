//! What the person is told of each refusal of the purse and its funds.

use xianfeng_domain::funds::{FundShort, yuan};
use xianfeng_domain::purse::{NotEnough, Unfit};
use xianfeng_infra::db::StoreError;

use crate::failure::Failure;
use crate::http::problem::{Code, Problem, Text};
use crate::http::wire::WirePoints;

impl From<NotEnough> for Failure {
    fn from(NotEnough { missing }: NotEnough) -> Self {
        let detail = Text::fixed(
            "兑换分不够，还差 {} 分，请减少数量或选择别的奖品。",
            "There are not enough redemption points, {} are missing: take less, or choose another reward.",
        );
        let problem = Problem::new(Code::WalletNotEnough).detail(detail.with(&missing.to_string()));
        problem.member("missing", WirePoints(missing)).into()
    }
}

impl From<FundShort> for Failure {
    fn from(FundShort { missing }: FundShort) -> Self {
        let detail = Text::fixed(
            "该村奖励经费还差 {} 元，请先核对经费再办理。",
            "The village's fund lacks {} yuan: check it first.",
        );
        let problem = Problem::new(Code::FundNotEnough).detail(detail.with(&yuan(missing)));
        problem.member("missingFen", missing).into()
    }
}

impl From<Unfit> for Failure {
    /// Lots are read under the wallet's turn, so that what does not fit is a fault of the rows.
    fn from(unfit: Unfit) -> Self {
        StoreError::corrupt(unfit.to_string()).into()
    }
}
