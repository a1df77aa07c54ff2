//! `[base]` (基础分): S0-6, S2-1, S4-2.

use xianfeng_domain::Points;
use xianfeng_domain::rulebook::{Base, Joiners, Leavers};
use xianfeng_domain::time::PeriodKind;

use super::scalars::Decimal;
use super::shape::{choices, table};

table! {
    /// 基础分：每个周期人人都有。Base points: granted once a period to everyone in scope.
    BaseTable {
        /// 多少分；类别可另定（categories 的 base）。How many, unless the category says otherwise.
        points: Decimal<0>,
        /// 每月、每季度还是每年一次。The kind of period that they are granted for.
        per: PeriodKind,
        /// 周期中间加入的：按天折算、全给、不给。Who joins in the middle gets the share of the days, all, or nothing.
        joiners: Joiners,
        /// 周期中间离开的：按天折算、保留。Who leaves in the middle keeps the share of the days, or all.
        leavers: Leavers,
    }
}

choices! { PeriodKind {
    "month" => PeriodKind::Month,
    "quarter" => PeriodKind::Quarter,
    "year" => PeriodKind::Year,
} }

choices! { Joiners {
    "pro_rata" => Joiners::ProRata,
    "full" => Joiners::Full,
    "nothing" => Joiners::Nothing,
} }

choices! { Leavers {
    "pro_rata" => Leavers::ProRata,
    "keep" => Leavers::Keep,
} }

impl BaseTable {
    pub(super) fn build(self, by_category: Vec<(String, Points)>) -> Option<Base> {
        Some(Base {
            points: self.points?.0,
            per: self.per?,
            joiners: self.joiners?,
            leavers: self.leavers?,
            by_category,
        })
    }

    pub(super) fn of(base: &Base) -> Self {
        Self {
            points: Some(Decimal(base.points)),
            per: Some(base.per),
            joiners: Some(base.joiners),
            leavers: Some(base.leavers),
        }
    }
}
