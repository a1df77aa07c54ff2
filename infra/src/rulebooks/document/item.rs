//! `[[items]]` (项目): every way to earn or lose.

use xianfeng_domain::Points;
use xianfeng_domain::rulebook::{Item, ItemKind, Statistic, Way};

use super::amount::Amount;
use super::cap::{self, Caps};
use super::category::categories_exist;
use super::fault::{Faults, Path};
use super::scalars::{Code, List, Text};
use super::shape::{choices, table};
use super::words;

/// The most items of one document.
pub(super) const MOST_ITEMS: usize = 2_000;

table! {
    /// 积分项目。An item.
    ItemTable {
        /// 代码，定下后不要改。Its code; keep it once it is in use.
        code: Code,
        /// 名称。Its name for people.
        name: Text<60>,
        /// 方面，用来分组。The aspect that it belongs to, for grouping.
        aspect: Text<30>,
        /// 加分、扣分、清零、一票否决。Addition, deduction, zeroing or veto.
        kind: ItemKind,
        /// 一次多少分；扣分也写正数；清零、一票否决不写。What one is worth, without a sign; none for a zeroing or veto.
        points: Option<Amount> = None,
        /// 单位：次、件、天。What one of it is.
        unit: Text<10> = Text("次".to_owned()),
        /// 按数量计分：11 台各 3 分计 33 分。A deed of several units is worth as many times the points.
        by_quantity: bool = false,
        /// 封顶，只用于加分。Caps; for additions only.
        caps: Caps = List::default(),
        /// 哪些类别可得；不写即所有类别。The categories that may earn it; all where empty.
        categories: List<Code, 50> = List::default(),
        /// 怎样录入；不写时，加分为任务和直接录入，其余为直接录入。How it is entered; tasks and directly for additions, else directly.
        ways: Option<List<Way, 12>> = None,
        /// 需要照片。A photo is needed.
        evidence: bool = false,
        /// 停用：旧记录可查，不再新增。Not in use any more; it stays readable.
        retired: bool = false,
        /// 允许下级收窄。The layers below may narrow it.
        narrowable: bool = false,
        /// 在活动统计中算作什么：志愿服务、好事、技术咨询；不写即其他。What its deeds are in the statistics of activity.
        statistic: Option<Statistic> = None,
    }
}

choices! { ItemKind {
    "addition" => ItemKind::Addition,
    "deduction" => ItemKind::Deduction,
    "zeroing" => ItemKind::Zeroing,
    "veto" => ItemKind::Veto,
} }

choices! { Statistic {
    "service" => Statistic::Service,
    "good_deed" => Statistic::GoodDeed,
    "consultation" => Statistic::Consultation,
    "other" => Statistic::Other,
} }

choices! { Way {
    "task" => Way::Task,
    "declaration" => Way::Declaration,
    "attendance" => Way::Attendance,
    "dues" => Way::Dues,
    "report" => Way::Report,
    "post" => Way::Post,
    "honour" => Way::Honour,
    "suggestion" => Way::Suggestion,
    "villager_report" => Way::VillagerReport,
    "training" => Way::Training,
    "card" => Way::Card,
    "direct" => Way::Direct,
} }

impl ItemTable {
    pub(super) fn code(&self) -> Option<&str> {
        self.code.as_ref().map(|code| code.0.as_str())
    }

    fn bounds(&self) -> Option<(Points, Points)> {
        self.points.as_ref()?.as_ref()?.bounds()
    }

    /// Names what does not fit together; `categories` are those of the book, if they are known.
    pub(super) fn check(&self, categories: Option<&[&str]>, at: &Path<'_>, faults: &mut Faults) {
        self.check_points(at, faults);
        self.check_ways(at, faults);
        if let Some(caps) = &self.caps {
            if self.kind.is_some_and(|kind| kind != ItemKind::Addition) && !caps.0.is_empty() {
                faults.add(&at.key("caps"), words::needless("封顶只用于加分项目", "only additions have caps"));
            }
            cap::check(caps, self.bounds().map(|(min, _)| min), &at.key("caps"), faults);
        }
        if let Some(own) = &self.categories {
            categories_exist(own.iter(), categories, &at.key("categories"), faults);
        }
    }

    fn check_points(&self, at: &Path<'_>, faults: &mut Faults) {
        let here = at.key("points");
        let Some((kind, points)) = self.kind.zip(self.points.as_ref()) else { return };
        match (takes_everything(kind), points) {
            (false, None) => faults.add(&here, words::missing_key("points")),
            (false, Some(points)) => points.check(&here, faults),
            (true, Some(_)) => {
                faults.add(&here, words::needless("清零和一票否决没有分值", "a zeroing or veto has no points"));
            }
            (true, None) => {}
        }
        if takes_everything(kind) && self.by_quantity == Some(true) {
            let said = words::needless("清零和一票否决不按数量", "a zeroing or veto is not by quantity");
            faults.add(&at.key("by_quantity"), said);
        }
    }

    fn check_ways(&self, at: &Path<'_>, faults: &mut Faults) {
        let Some(Some(ways)) = &self.ways else { return };
        let here = at.key("ways");
        if ways.0.is_empty() {
            faults.add(&here, words::too_few());
        }
        let mut seen = Vec::new();
        for (index, way) in ways.iter() {
            if seen.contains(way) {
                faults.add(&here.index(index), words::twice(way.code()));
            } else if let Some(kind) = self.kind.filter(|kind| !fitting(*kind).any(|fits| fits == *way)) {
                let fitting: Vec<_> = fitting(kind).map(Way::code).collect();
                faults.add(&here.index(index), words::way_does_not_fit(kind_name(kind), &fitting));
            }
            seen.push(*way);
        }
    }

    pub(super) fn build(self) -> Option<Item> {
        let kind = self.kind?;
        let (min, max) = match self.points? {
            Some(amount) => amount.bounds()?,
            None => (Points::ZERO, Points::ZERO),
        };
        let ways = match self.ways? {
            Some(ways) => ways.all(Some)?,
            None if kind == ItemKind::Addition => vec![Way::Task, Way::Direct],
            None => vec![Way::Direct],
        };
        Some(Item {
            code: self.code?.0,
            name: self.name?.0,
            aspect: self.aspect?.0,
            kind,
            min,
            max,
            unit: self.unit?.0,
            by_quantity: self.by_quantity?,
            caps: cap::build(self.caps?)?,
            categories: self.categories?.into_codes()?,
            ways,
            evidence: self.evidence?,
            retired: self.retired?,
            narrowable: self.narrowable?,
            statistic: self.statistic?,
        })
    }

    pub(super) fn of(item: &Item) -> Self {
        let points = (!takes_everything(item.kind)).then(|| Amount::of(item.min, item.max));
        Self {
            code: Some(Code(item.code.clone())),
            name: Some(Text(item.name.clone())),
            aspect: Some(Text(item.aspect.clone())),
            kind: Some(item.kind),
            points: Some(points),
            unit: Some(Text(item.unit.clone())),
            by_quantity: Some(item.by_quantity),
            caps: Some(cap::of(&item.caps)),
            categories: Some(List::codes(&item.categories)),
            ways: Some(Some(List::of(item.ways.iter().copied()))),
            evidence: Some(item.evidence),
            retired: Some(item.retired),
            narrowable: Some(item.narrowable),
            statistic: Some(item.statistic),
        }
    }
}

const fn takes_everything(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::Zeroing | ItemKind::Veto)
}

const fn kind_name(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Addition => "加分",
        ItemKind::Deduction => "扣分",
        ItemKind::Zeroing => "清零",
        ItemKind::Veto => "一票否决",
    }
}

/// The ways in which an item of a kind may be entered. Nobody claims, declares or is honoured with
/// a loss; zeroing and veto are the committee's, on its own or after what villagers report.
fn fitting(kind: ItemKind) -> impl Iterator<Item = Way> {
    Way::ALL.into_iter().filter(move |way| match kind {
        ItemKind::Addition => true,
        ItemKind::Deduction => !matches!(way, Way::Task | Way::Declaration | Way::Honour | Way::Suggestion | Way::Card),
        ItemKind::Zeroing | ItemKind::Veto => matches!(way, Way::Direct | Way::VillagerReport),
    })
}
