//! The whole book: its keys in the order of the page, and what must fit between its sections.

use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_domain::rulebook::{RuleBook, TieRule};
use xianfeng_domain::time::PeriodKind;

use super::base::BaseTable;
use super::category::{CategoryTable, unique};
use super::colours::ColoursTable;
use super::consequence::ConsequenceTable;
use super::fault::{Faults, Path};
use super::grade::GradeTable;
use super::item::{ItemTable, MOST_ITEMS};
use super::layer::{BelowTable, below, below_of};
use super::scalars::{Exactly, List, Text, Whole};
use super::settings::{CandidacyTable, PublicityTable, ZeroingTable};
use super::settlement::SettlementTable;
use super::shape::table;
use super::{threshold, words};

table! {
    /// 积分管理台账。A rule book.
    BookTable {
        /// 格式的版本。The version of the format.
        format: Whole<1, 1>,
        /// 这是整本台账。This is a whole book, not a layer.
        layer: Exactly<false> = Exactly,
        /// 名称。Its name for people.
        name: Text<60>,
        /// 结账周期：每月、每季度还是每年结账公示。What is closed and made public as one.
        closing_unit: PeriodKind,
        /// 周期年从哪个月开始；一票否决管到周期年末。The month in which the cycle starts; a veto lasts to its end.
        cycle_start_month: Whole<1, 12> = Whole(1),
        /// 同分怎样排名：skip 为 1、2、2、4,dense 为 1、2、2、3。How equal totals are ranked.
        ties: TieRule = TieRule::Skip,
        /// 哪些组织的党员参加。The kinds of organization whose members take part.
        organizations_in_scope: List<OrganizationKind, 3>,
        /// 基础分。Base points.
        base: BaseTable,
        /// 党员类别。Categories of members.
        categories: List<CategoryTable, 50>,
        /// 积分项目。Every way to earn or lose.
        items: List<ItemTable, MOST_ITEMS>,
        /// 等次，从好到差。Grades, best first.
        grades: List<GradeTable, 20> = List::default(),
        /// 等次按哪种周期评；不写即每种周期都评。The kind of period that grades are given for; every kind where absent.
        grades_per: Option<PeriodKind> = None,
        /// 蓝黄红榜。The blue, yellow and red board.
        colours: Option<ColoursTable> = None,
        /// 结算。Settlement in redemption points.
        settlement: Option<SettlementTable> = None,
        /// 后果。What the machine brings to the attention of people.
        consequences: List<ConsequenceTable, 50> = List::default(),
        /// 参评资格。Who may stand for excellent member.
        candidacy: Option<CandidacyTable> = None,
        /// 公示。How results are made public.
        publicity: PublicityTable = PublicityTable { days_to_object: Some(Whole(7)) },
        /// 清零。What holds after a zeroing.
        zeroing: ZeroingTable = ZeroingTable { additions_count: Some(true) },
        /// 下级可做什么；不写即不可增设。What the layers below may do; nothing where absent.
        below: Option<BelowTable> = None,
    }
}

impl BookTable {
    /// Names what does not fit together, between what could be read.
    pub(super) fn check(&self, at: &Path<'_>, faults: &mut Faults) {
        let categories: Option<Vec<&str>> =
            self.categories.as_ref().map(|list| list.iter().filter_map(|(_, category)| category.code()).collect());
        let grades: Option<Vec<&str>> =
            self.grades.as_ref().map(|list| list.iter().filter_map(|(_, grade)| grade.code()).collect());
        let (categories, grades) = (categories.as_deref(), grades.as_deref());
        self.check_lists(at, faults);
        for (index, item) in self.items.iter().flat_map(List::iter) {
            item.check(categories, &at.key("items").index(index), faults);
        }
        if let Some(grades) = &self.grades {
            let rows: Vec<_> = grades.0.iter().map(|grade| grade.as_ref().map(GradeTable::row)).collect();
            threshold::check(&rows, &at.key("grades"), faults);
        }
        if let Some(Some(colours)) = &self.colours {
            colours.check(&at.key("colours"), faults);
        }
        if let Some(Some(settlement)) = &self.settlement {
            let at = at.key("settlement");
            settlement.check(grades, categories, &at, faults);
            self.check_period(settlement.per, true, &at, faults);
        }
        for (index, consequence) in self.consequences.iter().flat_map(List::iter) {
            let list = at.key("consequences");
            consequence.check(grades, &list.index(index), faults);
            self.check_period(consequence.per, consequence.is_about_a_grade(), &list.index(index), faults);
        }
        if let Some(Some(below)) = &self.below {
            below.check(&at.key("below"), faults);
        }
    }

    fn check_lists(&self, at: &Path<'_>, faults: &mut Faults) {
        if let Some(categories) = &self.categories {
            let here = at.key("categories");
            if categories.0.is_empty() {
                faults.add(&here, words::too_few());
            }
            unique(categories.iter().filter_map(|(index, one)| Some((index, one.code()?))), &here, faults);
        }
        let items = self.items.iter().flat_map(List::iter);
        unique(items.filter_map(|(index, one)| Some((index, one.code()?))), &at.key("items"), faults);
        let grades = self.grades.iter().flat_map(List::iter);
        unique(grades.filter_map(|(index, one)| Some((index, one.code()?))), &at.key("grades"), faults);
        let consequences = self.consequences.iter().flat_map(List::iter);
        let codes = consequences.filter_map(|(index, one)| Some((index, one.code()?)));
        unique(codes, &at.key("consequences"), faults);
        let Some(scope) = &self.organizations_in_scope else { return };
        let here = at.key("organizations_in_scope");
        if scope.0.is_empty() {
            faults.add(&here, words::too_few());
        }
        let mut seen = Vec::new();
        for (index, kind) in scope.iter() {
            if seen.contains(kind) {
                faults.add(&here.index(index), words::twice(kind.code()));
            }
            seen.push(*kind);
        }
    }

    /// What is decided on looks at closed periods, and at grades only of periods that have them.
    fn check_period(&self, per: Option<PeriodKind>, graded: bool, at: &Path<'_>, faults: &mut Faults) {
        let Some(per) = per else { return };
        if self.closing_unit.is_some_and(|unit| per < unit) {
            faults.add(&at.key("per"), words::too_short("结账周期 closing_unit", "the closing unit"));
        }
        if graded && self.grades_per.flatten().is_some_and(|graded| graded != per) {
            faults.add(&at.key("per"), words::not_graded_then());
        }
    }

    pub(super) fn build(self) -> Option<RuleBook> {
        let (mut by_category, mut categories) = (Vec::new(), Vec::new());
        for (base, category) in self.categories?.all(CategoryTable::build)? {
            by_category.extend(base.map(|points| (category.code.clone(), points)));
            categories.push(category);
        }
        Some(RuleBook {
            name: self.name?.0,
            closing_unit: self.closing_unit?,
            cycle_start_month: self.cycle_start_month?.0,
            categories,
            base: self.base?.build(by_category)?,
            items: self.items?.all(ItemTable::build)?,
            grades: self.grades?.all(GradeTable::build)?,
            grades_per: self.grades_per?,
            colours: optional(self.colours?, ColoursTable::build)?,
            settlement: optional(self.settlement?, SettlementTable::build)?,
            consequences: self.consequences?.all(ConsequenceTable::build)?,
            candidacy: optional(self.candidacy?, CandidacyTable::build)?,
            publicity: self.publicity?.build()?,
            additions_after_zeroing: self.zeroing?.additions_count?,
            ties: self.ties?,
            organizations_in_scope: self.organizations_in_scope?.all(|kind| Some(kind.code().to_owned()))?,
            below: below(self.below?)?,
        })
    }

    pub(super) fn of(book: &RuleBook) -> Self {
        let own = |code: &str| book.base.by_category.iter().find(|(own, _)| own == code).map(|(_, points)| *points);
        let scope = book.organizations_in_scope.iter().filter_map(|code| OrganizationKind::from_code(code));
        Self {
            format: Some(Whole(1)),
            layer: Some(Exactly),
            name: Some(Text(book.name.clone())),
            closing_unit: Some(book.closing_unit),
            cycle_start_month: Some(Whole(book.cycle_start_month)),
            ties: Some(book.ties),
            organizations_in_scope: Some(List::of(scope)),
            base: Some(BaseTable::of(&book.base)),
            categories: Some(List::of(book.categories.iter().map(|one| CategoryTable::of(one, own(&one.code))))),
            items: Some(List::of(book.items.iter().map(ItemTable::of))),
            grades: Some(List::of(book.grades.iter().map(GradeTable::of))),
            grades_per: Some(book.grades_per),
            colours: Some(book.colours.as_ref().map(ColoursTable::of)),
            settlement: Some(book.settlement.as_ref().map(SettlementTable::of)),
            consequences: Some(List::of(book.consequences.iter().map(ConsequenceTable::of))),
            candidacy: Some(book.candidacy.as_ref().map(CandidacyTable::of)),
            publicity: Some(PublicityTable::of(book.publicity)),
            zeroing: Some(ZeroingTable { additions_count: Some(book.additions_after_zeroing) }),
            below: Some(below_of(&book.below)),
        }
    }
}

fn optional<T, U>(table: Option<T>, build: impl FnOnce(T) -> Option<U>) -> Option<Option<U>> {
    match table {
        None => Some(None),
        Some(table) => build(table).map(Some),
    }
}
