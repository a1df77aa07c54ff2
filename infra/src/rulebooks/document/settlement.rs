//! `[settlement]` (结算): S0-9.

use xianfeng_domain::Points;
use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_domain::rulebook::{Rate, Settlement};
use xianfeng_domain::time::PeriodKind;

use super::fault::{Faults, Path};
use super::scalars::{Code, Decimal, List, Whole};
use super::shape::table;
use super::words;

/// 20 grades in 50 categories, and 20 for all of them.
const MOST_RATES: usize = 1_020;

table! {
    /// 结算：周期的结果折成多少兑换分。What a period's result is worth in redemption points.
    SettlementTable {
        /// 每月、每季度还是每年一次，不短于结账周期。The kind of period that is settled, not shorter than the closing unit.
        per: PeriodKind,
        /// 哪些组织的支部有经费；没有经费的支部只排名，不发兑换分。The kinds of organization whose branches have a fund; the others are ranked and receive nothing.
        organizations: List<OrganizationKind, 3> = List::of([OrganizationKind::Village]),
        /// 每个支部每个周期的经费，元。What a branch has for one such period, in yuan.
        fund_yuan: Decimal<0>,
        /// 1 分兑换分值多少元,整数元。What one redemption point is worth, in whole yuan.
        yuan_per_point: Decimal<1>,
        /// 每个等次、类别发多少兑换分。How many redemption points a grade and category gets.
        rates: List<RateTable, MOST_RATES>,
        /// 剩余经费结转下期。What is left of the fund goes to the next period.
        carry_over: bool,
        /// 兑换分多少个月后失效；不写即长期有效。Redemption points expire after so many months; never where absent.
        expires_after_months: Option<Whole<1, 120>> = None,
    }
}

table! {
    /// 一个等次（和类别）的兑换分。The redemption points of a grade, or of a grade and category.
    RateTable {
        /// 等次代码。The grade's code.
        grade: Code,
        /// 类别代码；不写即适用于没有另定的类别。The category's code; absent for all without a rate of their own.
        category: Option<Code> = None,
        /// 多少兑换分。How many redemption points.
        points: Decimal<0>,
    }
}

impl SettlementTable {
    /// Names what does not fit the grades and categories, where these are known.
    pub(super) fn check(
        &self,
        grades: Option<&[&str]>,
        categories: Option<&[&str]>,
        at: &Path<'_>,
        faults: &mut Faults,
    ) {
        if self.yuan_per_point.is_some_and(|worth| worth.0.hundredths() % 100 != 0) {
            faults.add(&at.key("yuan_per_point"), words::not_whole_yuan());
        }
        if grades.is_some_and(<[_]>::is_empty) {
            faults.add(at, words::no_grades());
        }
        self.check_organizations(at, faults);
        let Some(rates) = &self.rates else { return };
        let here = at.key("rates");
        let mut given: Vec<(&str, Option<&str>)> = Vec::new();
        for (index, rate) in rates.iter() {
            let here = here.index(index);
            if let Some((Code(grade), known)) = rate.grade.as_ref().zip(grades)
                && !known.contains(&grade.as_str())
            {
                faults.add(&here.key("grade"), words::no_such("等次", "grade", grade, known));
            }
            if let Some((Some(Code(category)), known)) = rate.category.as_ref().zip(categories)
                && !known.contains(&category.as_str())
            {
                faults.add(&here.key("category"), words::no_such("类别", "category", category, known));
            }
            let Some((grade, category)) = rate.grade.as_ref().zip(rate.category.as_ref()) else { continue };
            let pair = (grade.0.as_str(), category.as_ref().map(|category| category.0.as_str()));
            if given.contains(&pair) {
                faults.add(&here, words::twice(&format!("{} {}", pair.0, pair.1.unwrap_or_default())));
            }
            given.push(pair);
        }
        // A row that is faulty might be the one that is missed.
        let sound = |rate: &Option<RateTable>| {
            rate.as_ref().is_some_and(|rate| rate.grade.is_some() && rate.category.is_some())
        };
        if let (Some(grades), Some(categories), true) = (grades, categories, rates.0.iter().all(sound)) {
            for grade in grades.iter().filter(|grade| !given.contains(&(**grade, None))) {
                for category in categories.iter().filter(|category| !given.contains(&(*grade, Some(**category)))) {
                    faults.add(&here, words::rate_missing(grade, category));
                }
            }
        }
    }

    fn check_organizations(&self, at: &Path<'_>, faults: &mut Faults) {
        let Some(kinds) = &self.organizations else { return };
        let here = at.key("organizations");
        if kinds.0.is_empty() {
            faults.add(&here, words::too_few());
        }
        let mut seen = Vec::new();
        for (index, kind) in kinds.iter() {
            if seen.contains(kind) {
                faults.add(&here.index(index), words::twice(kind.code()));
            }
            seen.push(*kind);
        }
    }

    pub(super) fn build(self) -> Option<Settlement> {
        Some(Settlement {
            per: self.per?,
            organizations: self.organizations?.all(|kind| Some(kind.code().to_owned()))?,
            fund_fen: self.fund_yuan?.0.hundredths(),
            fen_per_point: self.yuan_per_point?.0.hundredths(),
            rates: self.rates?.all(RateTable::build)?,
            carry_over: self.carry_over?,
            expires_after_months: self.expires_after_months?.map(|months| months.0),
        })
    }

    pub(super) fn of(settlement: &Settlement) -> Self {
        let yuan = |fen| Points::from_hundredths(fen);
        let kinds = settlement.organizations.iter().filter_map(|code| OrganizationKind::from_code(code));
        Self {
            per: Some(settlement.per),
            organizations: Some(List::of(kinds)),
            fund_yuan: Some(Decimal(yuan(settlement.fund_fen))),
            yuan_per_point: Some(Decimal(yuan(settlement.fen_per_point))),
            rates: Some(List::of(settlement.rates.iter().map(RateTable::of))),
            carry_over: Some(settlement.carry_over),
            expires_after_months: Some(settlement.expires_after_months.map(Whole)),
        }
    }
}

impl RateTable {
    fn build(self) -> Option<Rate> {
        Some(Rate { grade: self.grade?.0, category: self.category?.map(|code| code.0), points: self.points?.0 })
    }

    fn of(rate: &Rate) -> Self {
        Self {
            grade: Some(Code(rate.grade.clone())),
            category: Some(rate.category.clone().map(Code)),
            points: Some(Decimal(rate.points)),
        }
    }
}
