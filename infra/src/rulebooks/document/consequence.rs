//! `[[consequences]]`: what the machine brings to the attention of people (S0-11, S1-7, S2-5).

use xianfeng_domain::rulebook::{Consequence, Trigger};
use xianfeng_domain::time::PeriodKind;

use super::fault::{Faults, Path};
use super::scalars::{Code, Decimal, Exactly, List, Text, Whole};
use super::shape::table;
use super::words;

table! {
    /// 后果：系统提醒，由人决定。What the machine brings to the attention of people; it decides nothing.
    ConsequenceTable {
        /// 代码，定下后不要改。Its code; keep it once it is in use.
        code: Code,
        /// 名称。Its name for people.
        name: Text<60>,
        /// 什么情况，只写一种。What it takes: exactly one condition.
        trigger: TriggerTable,
        /// 看每月、每季度还是每年的结果。The kind of period that is looked at.
        per: PeriodKind,
        /// 连续多少个周期。In so many such periods in a row.
        in_a_row: Whole<1, 60> = Whole(1),
        /// 可采取的措施，依次写。The steps that people may take, in order.
        steps: List<Text<200>, 20> = List::default(),
        /// 多少天内整改。The days within which the member is to improve.
        deadline_days: Option<Whole<1, 730>> = None,
    }
}

table! {
    /// 条件，只写一种。The condition: exactly one.
    TriggerTable {
        /// 评为这个等次。Graded with this code.
        grade: Option<Code> = None,
        /// 排名在最后百分之几。Among the last so many percent of the ranking.
        bottom_percent: Option<Whole<1, 100>> = None,
        /// 低于基础分。A total below the base points of the category.
        below_base: Option<Exactly<true>> = None,
        /// 没有任何加分。No addition at all.
        no_additions: Option<Exactly<true>> = None,
        /// 扣分达到多少分。Deductions of so many points or more.
        deductions: Option<Decimal<1>> = None,
        /// 与 bottom_percent 同用：连同以前共多少个周期的累计分。With bottom_percent: the running total of so many periods.
        running_periods: Option<Whole<2, 120>> = None,
    }
}

impl TriggerTable {
    /// `None` where faulty; `Some(None)` where it is not exactly one.
    fn one(&self) -> Option<Option<Trigger>> {
        let grade = self.grade.clone()?.map(|code| Trigger::Grade(code.0));
        let below_base = self.below_base?.map(|_| Trigger::BelowBase);
        let no_additions = self.no_additions?.map(|_| Trigger::NoAdditions);
        let deductions = self.deductions?.map(|points| Trigger::Deductions(points.0));
        let ranked = match (self.running_periods?, self.bottom_percent?) {
            (Some(periods), Some(percent)) => {
                Some(Trigger::RunningTotal { periods: periods.0, bottom_percent: percent.0 })
            }
            (None, Some(percent)) => Some(Trigger::BottomShare(percent.0)),
            (Some(_), None) => return Some(None),
            (None, None) => None,
        };
        let mut given: Vec<_> = [grade, below_base, no_additions, deductions, ranked].into_iter().flatten().collect();
        Some(if given.len() == 1 { given.pop() } else { None })
    }

    fn of(trigger: &Trigger) -> Self {
        let mut table = Self {
            grade: Some(None),
            bottom_percent: Some(None),
            below_base: Some(None),
            no_additions: Some(None),
            deductions: Some(None),
            running_periods: Some(None),
        };
        match trigger {
            Trigger::Grade(code) => table.grade = Some(Some(Code(code.clone()))),
            Trigger::BottomShare(percent) => table.bottom_percent = Some(Some(Whole(*percent))),
            Trigger::BelowBase => table.below_base = Some(Some(Exactly)),
            Trigger::NoAdditions => table.no_additions = Some(Some(Exactly)),
            Trigger::Deductions(points) => table.deductions = Some(Some(Decimal(*points))),
            Trigger::RunningTotal { periods, bottom_percent } => {
                table.running_periods = Some(Some(Whole(*periods)));
                table.bottom_percent = Some(Some(Whole(*bottom_percent)));
            }
        }
        table
    }
}

impl ConsequenceTable {
    pub(super) fn code(&self) -> Option<&str> {
        self.code.as_ref().map(|code| code.0.as_str())
    }

    /// Is it about a grade?
    pub(super) fn is_about_a_grade(&self) -> bool {
        self.trigger.as_ref().is_some_and(|trigger| matches!(trigger.grade, Some(Some(_))))
    }

    pub(super) fn check(&self, grades: Option<&[&str]>, at: &Path<'_>, faults: &mut Faults) {
        let Some(trigger) = &self.trigger else { return };
        let here = at.key("trigger");
        if trigger.one() == Some(None) {
            faults.add(&here, words::trigger_unclear());
        }
        if let (Some(Some(Code(grade))), Some(known)) = (&trigger.grade, grades)
            && !known.contains(&grade.as_str())
        {
            faults.add(&here.key("grade"), words::no_such("等次", "grade", grade, known));
        }
    }

    pub(super) fn build(self) -> Option<Consequence> {
        Some(Consequence {
            code: self.code?.0,
            name: self.name?.0,
            trigger: self.trigger?.one()??,
            per: self.per?,
            in_a_row: self.in_a_row?.0,
            steps: self.steps?.all(|step| Some(step.0))?,
            deadline_days: self.deadline_days?.map(|days| days.0),
        })
    }

    pub(super) fn of(consequence: &Consequence) -> Self {
        Self {
            code: Some(Code(consequence.code.clone())),
            name: Some(Text(consequence.name.clone())),
            trigger: Some(TriggerTable::of(&consequence.trigger)),
            per: Some(consequence.per),
            in_a_row: Some(Whole(consequence.in_a_row)),
            steps: Some(List::of(consequence.steps.iter().cloned().map(Text))),
            deadline_days: Some(consequence.deadline_days.map(Whole)),
        }
    }
}
