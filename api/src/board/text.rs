//! The page's words in Chinese and English.

use chrono::{DateTime, Datelike, Utc};
use xianfeng_domain::names::DisplayLevel;
use xianfeng_domain::time::{Day, Period, PeriodKind, in_shanghai};

use super::view::{PlaceChange, Standing};

/// The language of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    /// Chinese as written in the mainland.
    #[default]
    Chinese,
    /// English.
    English,
}

/// The fixed words; see [`Lang`]'s methods for those with figures in them.
pub(super) struct Words {
    pub(super) tag: &'static str,
    pub(super) kind: &'static str,
    pub(super) other_language: &'static str,
    pub(super) periods: &'static str,
    pub(super) previous: &'static str,
    pub(super) next: &'static str,
    pub(super) summary: &'static str,
    pub(super) counted: &'static str,
    pub(super) average: &'static str,
    pub(super) average_above: &'static str,
    pub(super) total: &'static str,
    pub(super) branches: &'static str,
    pub(super) branches_note: &'static str,
    pub(super) branch: &'static str,
    pub(super) heads: &'static str,
    pub(super) distribution: &'static str,
    pub(super) distribution_axis: &'static str,
    pub(super) members: &'static str,
    pub(super) number: &'static str,
    pub(super) rank: &'static str,
    pub(super) name: &'static str,
    pub(super) points: &'static str,
    pub(super) change: &'static str,
    pub(super) no_members: &'static str,
    pub(super) no_data: &'static str,
    pub(super) items: &'static str,
    pub(super) objection: &'static str,
    pub(super) scan: &'static str,
    pub(super) colon: &'static str,
    pub(super) fingerprint: &'static str,
    pub(super) notice: &'static str,
}

static CHINESE: Words = Words {
    tag: "zh-CN",
    kind: "党员积分公开",
    other_language: "English",
    periods: "选择时段",
    previous: "上一期",
    next: "下一期",
    summary: "本期概况",
    counted: "参评党员",
    average: "人均积分",
    average_above: "全乡人均",
    total: "总积分",
    branches: "支部人均积分排名",
    branches_note: "色条越长，人均积分越高；竖线为全乡人均。",
    branch: "党支部",
    heads: "人",
    distribution: "积分分布",
    distribution_axis: "横向为积分，柱上数字为人数",
    members: "党员积分排名",
    number: "序号",
    rank: "名次",
    name: "姓名",
    points: "积分",
    change: "升降",
    no_members: "本期没有参评党员。可以查看其他时段，或向党支部书记了解情况。",
    no_data: "暂无",
    items: "怎样得分、怎样扣分",
    objection: "对积分有疑问怎么办",
    scan: "微信扫一扫，查看最新积分",
    colon: "：",
    fingerprint: "校验码",
    notice: "查看公示",
};

static ENGLISH: Words = Words {
    tag: "en",
    kind: "Party members' points",
    other_language: "中文",
    periods: "Choose a period",
    previous: "Previous",
    next: "Next",
    summary: "Summary",
    counted: "Members",
    average: "Average",
    average_above: "Township average",
    total: "Total",
    branches: "Branches by average",
    branches_note: "The longer the bar, the higher the average; the line marks the township's average.",
    branch: "Branch",
    heads: " members",
    distribution: "How totals are spread",
    distribution_axis: "Across: points. Above each column: members",
    members: "Members by points",
    number: "No.",
    rank: "Rank",
    name: "Name",
    points: "Points",
    change: "Change",
    no_members: "No member is counted in this period. Choose another period, or ask the branch secretary.",
    no_data: "none",
    items: "How points are earned and lost",
    objection: "If a figure seems wrong",
    scan: "Scan for the latest figures",
    colon: ": ",
    fingerprint: "Fingerprint",
    notice: "See the notice",
};

impl Lang {
    pub(super) fn words(self) -> &'static Words {
        match self {
            Self::Chinese => &CHINESE,
            Self::English => &ENGLISH,
        }
    }

    /// The value of the page's `lang` parameter.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Chinese => "zh",
            Self::English => "en",
        }
    }

    pub(super) const fn other(self) -> Self {
        match self {
            Self::Chinese => Self::English,
            Self::English => Self::Chinese,
        }
    }

    pub(crate) fn period(self, period: Period) -> String {
        let (year, month) = (period.start().year(), period.start().month());
        match (self, period.kind()) {
            (Self::Chinese, PeriodKind::Year) => format!("{year}年"),
            (Self::Chinese, PeriodKind::Month) => format!("{year}年{month}月"),
            (Self::Chinese, PeriodKind::Quarter) => {
                let quarter = match month {
                    1 => "一",
                    4 => "二",
                    7 => "三",
                    _ => "四",
                };
                format!("{year}年第{quarter}季度")
            }
            (Self::English, PeriodKind::Year) => format!("Year {year}"),
            (Self::English, PeriodKind::Month) => period.start().format("%B %Y").to_string(),
            (Self::English, PeriodKind::Quarter) => format!("Quarter {} of {year}", month / 3 + 1),
        }
    }

    pub(super) const fn period_kind(self, kind: PeriodKind) -> &'static str {
        match (self, kind) {
            (Self::Chinese, PeriodKind::Month) => "月度",
            (Self::Chinese, PeriodKind::Quarter) => "季度",
            (Self::Chinese, PeriodKind::Year) => "年度",
            (Self::English, PeriodKind::Month) => "Month",
            (Self::English, PeriodKind::Quarter) => "Quarter",
            (Self::English, PeriodKind::Year) => "Year",
        }
    }

    /// A day of this year.
    pub(crate) fn day(self, day: Day) -> String {
        let pattern = match self {
            Self::Chinese => "%-m月%-d日",
            Self::English => "%-d %b",
        };
        day.format(pattern).to_string()
    }

    /// First to last day and, while it runs, the days left (pitfall 15).
    pub(super) fn span(self, period: Period, today: Day) -> String {
        let (start, last) = (self.day(period.start()), self.day(period.last_day()));
        let left = period.days_left(today);
        match self {
            Self::Chinese if today < period.start() => format!("{start}至{last}，尚未开始"),
            Self::Chinese if !period.contains(today) => format!("{start}至{last}，已结束"),
            Self::Chinese if left == 0 => format!("{start}至{last}，今天是最后一天"),
            Self::Chinese => format!("{start}至{last}，还剩{left}天"),
            Self::English if today < period.start() => format!("{start} to {last}, not begun"),
            Self::English if !period.contains(today) => format!("{start} to {last}, over"),
            Self::English => format!("{start} to {last}, days left: {left}"),
        }
    }

    pub(crate) fn as_of(self, instant: DateTime<Utc>) -> String {
        let pattern = match self {
            Self::Chinese => "数据截至%Y年%-m月%-d日%H:%M",
            Self::English => "As of %-d %b %Y, %H:%M (Beijing time)",
        };
        in_shanghai(instant).format(pattern).to_string()
    }

    pub(super) fn standing(self, standing: &Standing) -> String {
        match (self, standing) {
            (Self::Chinese, Standing::Provisional) => "暂行数据，以公示为准".to_owned(),
            (Self::English, Standing::Provisional) => "Provisional: the published notice decides".to_owned(),
            (Self::Chinese, Standing::Edition { number, published_on, objections_until, .. }) => {
                let term =
                    objections_until.map_or_else(|| "已定案".to_owned(), |last| format!("异议截止{}", self.day(last)));
                format!("第{number}版公示 · {}发布 · {term}", self.day(*published_on))
            }
            (Self::English, Standing::Edition { number, published_on, objections_until, .. }) => {
                let term = objections_until
                    .map_or_else(|| "final".to_owned(), |last| format!("objections until {}", self.day(last)));
                format!("Notice, edition {number} · {} · {term}", self.day(*published_on))
            }
        }
    }

    pub(super) fn change(self, change: PlaceChange) -> String {
        match (self, change) {
            (_, PlaceChange::Unknown) => "–".to_owned(),
            (Self::Chinese, PlaceChange::New) => "新".to_owned(),
            (Self::Chinese, PlaceChange::Up(0)) => "平".to_owned(),
            (Self::Chinese, PlaceChange::Up(by)) if by > 0 => format!("升{by}"),
            (Self::Chinese, PlaceChange::Up(by)) => format!("降{}", by.unsigned_abs()),
            (Self::English, PlaceChange::New) => "new".to_owned(),
            (Self::English, PlaceChange::Up(0)) => "0".to_owned(),
            (Self::English, PlaceChange::Up(by)) if by > 0 => format!("+{by}"),
            (Self::English, PlaceChange::Up(by)) => format!("−{}", by.unsigned_abs()),
        }
    }

    pub(super) const fn names_note(self, level: DisplayLevel) -> &'static str {
        match (self, level) {
            (Self::Chinese, DisplayLevel::Full) => "小字为加分、扣分。同分名次并列。",
            (Self::Chinese, DisplayLevel::Masked) => {
                "姓名隐去了部分字的，请按序号辨认。小字为加分、扣分。同分名次并列。"
            }
            (Self::Chinese, DisplayLevel::NumberOnly) => {
                "不显示姓名，本人可登录小程序核对。小字为加分、扣分。同分名次并列。"
            }
            (Self::English, DisplayLevel::Full) => {
                "Small figures: additions and deductions. Equal totals share a rank."
            }
            (Self::English, DisplayLevel::Masked) => {
                "Where a name is partly hidden, go by the number. Small figures: additions and deductions. Equal totals share a rank."
            }
            (Self::English, DisplayLevel::NumberOnly) => {
                "No names here: look yourself up in the mini-program. Small figures: additions and deductions."
            }
        }
    }
}
