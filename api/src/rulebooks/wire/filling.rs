//! How a rule book becomes its wire form.

use xianfeng_domain::rulebook::{
    Base, Cap, Grade, Item, ItemKind, Joiners, Leavers, Limit, RuleBook, Statistic, Threshold, TieRule,
};
use xianfeng_domain::time::PeriodKind;
use xianfeng_infra::rulebooks::Version;

use super::further::{HintsOut, LayerLimitsOut, SettlementOut};
use super::{AspectOut, BaseOut, CapOut, CategoryBaseOut, CategoryOut, GradeOut, ItemOut, RuleBookOut};
use crate::http::wire::{WireDay, WirePoints};

/// The code of a kind of period.
pub(super) const fn per(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Month => "month",
        PeriodKind::Quarter => "quarter",
        PeriodKind::Year => "year",
    }
}

/// The code of a kind of item.
pub(super) const fn item_kind(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Addition => "addition",
        ItemKind::Deduction => "deduction",
        ItemKind::Zeroing => "zeroing",
        ItemKind::Veto => "veto",
    }
}

/// A threshold by share or by score; neither for what reaches everybody.
pub(super) fn threshold(threshold: Threshold) -> (Option<u32>, Option<WirePoints>) {
    match threshold {
        Threshold::Share(percent) => (Some(percent), None),
        Threshold::EVERYBODY => (None, None),
        Threshold::Score(from) => (None, Some(from.into())),
    }
}

impl RuleBookOut {
    /// A version for somebody who may or may not see sensitive categories (invariant 11).
    pub(in crate::rulebooks) fn new(adopted: &Version, book: &RuleBook, version: i64, with_sensitive: bool) -> Self {
        let shown = |code: &str| with_sensitive || book.shows(code);
        let categories = book.categories.iter().filter(|category| shown(&category.code)).map(|category| CategoryOut {
            code: category.code.clone(),
            name: category.name.clone(),
            exempt: category.exempt,
            report_due: category.report_due,
            hints: HintsOut::of(category),
        });
        // An item for hidden categories alone would look like one for everybody.
        let for_shown = |item: &&Item| item.categories.is_empty() || item.categories.iter().any(|code| shown(code));
        let items = || book.items.iter().filter(for_shown);
        Self {
            id: adopted.id.0,
            owner_id: adopted.adopted_by.0,
            root_owner_id: adopted.root.0,
            edition: adopted.number,
            effective_from: WireDay(adopted.effective_from),
            meeting: adopted.meeting.clone(),
            signatory: adopted.signatory.clone(),
            name: book.name.clone(),
            closing_unit: per(book.closing_unit),
            cycle_start_month: book.cycle_start_month,
            categories: categories.collect(),
            base: base_out(&book.base, shown),
            items: items().map(|item| item_out(item, shown)).collect(),
            aspects: aspects(items()),
            grades: book.grades.iter().map(Into::into).collect(),
            grades_per: book.grades_per.map(per),
            colours: book.colours.as_ref().map(Into::into),
            settlement: book.settlement.as_ref().map(|settlement| SettlementOut::of(settlement, shown)),
            consequences: book.consequences.iter().map(Into::into).collect(),
            candidacy: book.candidacy.map(Into::into),
            days_to_object: book.publicity.days_to_object,
            additions_after_zeroing: book.additions_after_zeroing,
            ties: match book.ties {
                TieRule::Skip => "skip",
                TieRule::Dense => "dense",
            },
            organizations_in_scope: book.organizations_in_scope.clone(),
            below: LayerLimitsOut::of(&book.below),
            version,
        }
    }
}

fn base_out(base: &Base, shown: impl Fn(&str) -> bool) -> BaseOut {
    let by_category = base.by_category.iter().filter(|(code, _)| shown(code));
    BaseOut {
        points: base.points.into(),
        per: per(base.per),
        joiners: match base.joiners {
            Joiners::ProRata => "pro_rata",
            Joiners::Full => "full",
            Joiners::Nothing => "nothing",
        },
        leavers: match base.leavers {
            Leavers::ProRata => "pro_rata",
            Leavers::Keep => "keep",
        },
        by_category: by_category
            .map(|(category, points)| CategoryBaseOut { category: category.clone(), points: (*points).into() })
            .collect(),
    }
}

fn item_out(item: &Item, shown: impl Fn(&str) -> bool) -> ItemOut {
    ItemOut {
        code: item.code.clone(),
        name: item.name.clone(),
        aspect: item.aspect.clone(),
        kind: item_kind(item.kind),
        min: item.min.into(),
        max: item.max.into(),
        unit: item.unit.clone(),
        by_quantity: item.by_quantity,
        caps: item.caps.iter().map(cap_out).collect(),
        categories: item.categories.iter().filter(|code| shown(code)).cloned().collect(),
        ways: item.ways.iter().map(|way| way.code()).collect(),
        evidence: item.evidence,
        retired: item.retired,
        narrowable: item.narrowable,
        statistic: item.statistic.map(Statistic::code),
    }
}

fn cap_out(cap: &Cap) -> CapOut {
    let (points, times) = match cap.limit {
        Limit::Points(points) => (Some(points.into()), None),
        Limit::Times(times) => (None, Some(times)),
    };
    CapOut { per: per(cap.per), points, times }
}

/// The aspects in the order in which the book names them first.
fn aspects<'a>(items: impl Iterator<Item = &'a Item>) -> Vec<AspectOut> {
    let mut aspects: Vec<AspectOut> = Vec::new();
    for item in items.filter(|item| !item.retired) {
        match aspects.iter_mut().find(|aspect| aspect.name == item.aspect) {
            Some(aspect) => aspect.items.push(item.code.clone()),
            None => aspects.push(AspectOut { name: item.aspect.clone(), items: vec![item.code.clone()] }),
        }
    }
    aspects
}

impl From<&Grade> for GradeOut {
    fn from(grade: &Grade) -> Self {
        let (down_to_percent, from_points) = threshold(grade.threshold);
        Self { code: grade.code.clone(), name: grade.name.clone(), down_to_percent, from_points }
    }
}
