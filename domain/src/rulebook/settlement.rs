//! Settlement (结算): what a period's result is worth (S0-9).

use crate::Points;
use crate::organizations::OrganizationKind;
use crate::time::PeriodKind;

/// What a period's result is worth in redemption points (兑换分), within a fund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The kind of period that is settled: the closing unit, or a longer one.
    pub per: PeriodKind,
    /// Codes of the kinds of organization whose branches have a fund (S0-9: 13 villages of 17
    /// branches). The others are ranked and receive nothing.
    pub organizations: Vec<String>,
    /// What a branch has for one such period, in fen.
    pub fund_fen: i64,
    /// What one redemption point is worth, in fen: a multiple of 100, so that 0.01 point is a
    /// whole number of fen.
    pub fen_per_point: i64,
    /// How many redemption points a member gets, by grade and category: one rate for each pair.
    pub rates: Vec<Rate>,
    /// What is left of the fund goes to the next period.
    pub carry_over: bool,
    /// Redemption points expire after so many months; never where absent.
    pub expires_after_months: Option<u32>,
}

/// The redemption points of a grade and category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The grade's code.
    pub grade: String,
    /// The category's code; absent for every category without a rate of its own.
    pub category: Option<String>,
    /// How many redemption points.
    pub points: Points,
}

impl Settlement {
    /// Has a branch of that kind a fund?
    pub fn funds(&self, kind: OrganizationKind) -> bool {
        self.organizations.iter().any(|code| code == kind.code())
    }

    /// The redemption points of a grade and category.
    pub fn rate(&self, grade: &str, category: &str) -> Option<Points> {
        let of_grade = || self.rates.iter().filter(|rate| rate.grade == grade);
        let own = of_grade().find(|rate| rate.category.as_deref() == Some(category));
        own.or_else(|| of_grade().find(|rate| rate.category.is_none())).map(|rate| rate.points)
    }
}
