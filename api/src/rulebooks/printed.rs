//! A rule book in words, for the notice board and the workbook: what is earned, what is lost, and
//! the rest of what everybody may know.

use xianfeng_domain::Points;
use xianfeng_domain::rulebook::{Cap, Grade, Item, ItemKind, Joiners, Leavers, Limit, RuleBook, Threshold, Way};
use xianfeng_domain::time::PeriodKind;

use crate::board::Lang;

/// An item in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PrintedItem {
    /// The aspect.
    pub(crate) aspect: String,
    /// Its name.
    pub(crate) name: String,
    /// What one of it is worth: `每次加1分`.
    pub(crate) worth: String,
    /// Takes points.
    pub(crate) takes: bool,
    /// At most how much; empty without caps.
    pub(crate) caps: String,
    /// For whom; empty for everybody.
    pub(crate) categories: String,
    /// How it is entered.
    pub(crate) ways: String,
    /// A photo is needed.
    pub(crate) evidence: bool,
}

/// The items in use, in the book's order, without what is for hidden categories alone
/// (invariant 11).
pub(crate) fn items(book: &RuleBook, lang: Lang) -> Vec<PrintedItem> {
    let shown = |code: &String| book.shows(code);
    let in_use = book.items.iter().filter(|item| !item.retired);
    let seen = in_use.filter(|item| item.categories.is_empty() || item.categories.iter().any(shown));
    seen.map(|item| printed(book, item, lang)).collect()
}

fn printed(book: &RuleBook, item: &Item, lang: Lang) -> PrintedItem {
    let visible = book.categories.iter().filter(|one| book.shows(&one.code) && item.categories.contains(&one.code));
    let names: Vec<&str> = visible.map(|category| category.name.as_str()).collect();
    let caps: Vec<String> = item.caps.iter().map(|one| cap(one, lang)).collect();
    let ways: Vec<&str> = item.ways.iter().map(|one| way(*one, lang)).collect();
    PrintedItem {
        aspect: item.aspect.clone(),
        name: item.name.clone(),
        worth: worth(item, lang),
        takes: item.kind != ItemKind::Addition,
        caps: caps.join(separator(lang)),
        categories: names.join(separator(lang)),
        ways: ways.join(separator(lang)),
        evidence: item.evidence,
    }
}

const fn separator(lang: Lang) -> &'static str {
    match lang {
        Lang::Chinese => "、",
        Lang::English => ", ",
    }
}

fn range(min: Points, max: Points) -> String {
    if min == max { min.to_string() } else { format!("{min}–{max}") }
}

fn worth(item: &Item, lang: Lang) -> String {
    let (amount, unit) = (range(item.min, item.max), &item.unit);
    match (item.kind, lang) {
        (ItemKind::Addition, Lang::Chinese) => format!("每{unit}加{amount}分"),
        (ItemKind::Deduction, Lang::Chinese) => format!("每{unit}扣{amount}分"),
        (ItemKind::Zeroing, Lang::Chinese) => "积分清零".to_owned(),
        (ItemKind::Veto, Lang::Chinese) => "一票否决".to_owned(),
        (ItemKind::Addition, Lang::English) => format!("+{amount} / {unit}"),
        (ItemKind::Deduction, Lang::English) => format!("−{amount} / {unit}"),
        (ItemKind::Zeroing, Lang::English) => "all points".to_owned(),
        (ItemKind::Veto, Lang::English) => "veto".to_owned(),
    }
}

fn cap(cap: &Cap, lang: Lang) -> String {
    let per = per(cap.per, lang);
    match (cap.limit, lang) {
        (Limit::Points(points), Lang::Chinese) => format!("{per}最多{points}分"),
        (Limit::Times(times), Lang::Chinese) => format!("{per}最多{times}次"),
        (Limit::Points(points), Lang::English) => format!("at most {points} {per}"),
        (Limit::Times(times), Lang::English) => format!("at most {times} times {per}"),
    }
}

pub(crate) const fn per(kind: PeriodKind, lang: Lang) -> &'static str {
    match (lang, kind) {
        (Lang::Chinese, PeriodKind::Year) => "每年",
        (Lang::Chinese, PeriodKind::Quarter) => "每季度",
        (Lang::Chinese, PeriodKind::Month) => "每月",
        (Lang::English, PeriodKind::Year) => "a year",
        (Lang::English, PeriodKind::Quarter) => "a quarter",
        (Lang::English, PeriodKind::Month) => "a month",
    }
}

const fn way(way: Way, lang: Lang) -> &'static str {
    match (lang, way) {
        (Lang::Chinese, Way::Task) => "领办任务",
        (Lang::Chinese, Way::Declaration) => "本人申报",
        (Lang::Chinese, Way::Attendance) => "组织生活",
        (Lang::Chinese, Way::Dues) => "交纳党费",
        (Lang::Chinese, Way::Report) => "流动党员汇报",
        (Lang::Chinese, Way::Post) => "岗位责任区",
        (Lang::Chinese, Way::Honour) => "荣誉",
        (Lang::Chinese, Way::Suggestion) => "意见建议",
        (Lang::Chinese, Way::VillagerReport) => "群众反映",
        (Lang::Chinese, Way::Training) => "培训",
        (Lang::Chinese, Way::Card) => "积分卡",
        (Lang::Chinese, Way::Direct) => "支委会登记",
        (Lang::English, Way::Task) => "task",
        (Lang::English, Way::Declaration) => "declaration",
        (Lang::English, Way::Attendance) => "meeting",
        (Lang::English, Way::Dues) => "dues",
        (Lang::English, Way::Report) => "report from away",
        (Lang::English, Way::Post) => "post or zone",
        (Lang::English, Way::Honour) => "honour",
        (Lang::English, Way::Suggestion) => "suggestion",
        (Lang::English, Way::VillagerReport) => "villagers' report",
        (Lang::English, Way::Training) => "training",
        (Lang::English, Way::Card) => "points card",
        (Lang::English, Way::Direct) => "the committee",
    }
}

/// What holds beside the items, each as a heading and a sentence.
pub(crate) fn rules(book: &RuleBook, lang: Lang) -> Vec<(&'static str, String)> {
    let mut rules = vec![(heading(lang, "基础分", "Base points"), base(book, lang))];
    if !book.grades.is_empty() {
        let grades: Vec<String> = book.grades.iter().map(|one| grade(one, lang)).collect();
        rules.push((heading(lang, "等次", "Grades"), grades.join(separator(lang))));
    }
    let days = book.publicity.days_to_object;
    let publicity = match lang {
        Lang::Chinese => format!("{}公示一次，公示后{days}天内可以提出异议", per(book.closing_unit, lang)),
        Lang::English => format!("made public once {}; objections within {days} days", per(book.closing_unit, lang)),
    };
    rules.push((heading(lang, "公示与异议", "Publication"), publicity));
    for consequence in &book.consequences {
        if !consequence.steps.is_empty() {
            let steps = consequence.steps.join(if lang == Lang::Chinese { "；" } else { "; " });
            rules.push((
                heading(lang, "结果运用", "Consequences"),
                format!("{}{}{steps}", consequence.name, colon(lang)),
            ));
        }
    }
    rules
}

const fn heading(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Chinese => zh,
        Lang::English => en,
    }
}

const fn colon(lang: Lang) -> &'static str {
    heading(lang, "：", ": ")
}

fn base(book: &RuleBook, lang: Lang) -> String {
    let base = &book.base;
    let others = base.by_category.iter().filter_map(|(code, points)| {
        let category = book.category(code).filter(|category| book.shows(&category.code))?;
        Some(match lang {
            Lang::Chinese => format!("{}党员{points}分", category.name),
            Lang::English => format!("{} {points}", category.name),
        })
    });
    let mut parts = vec![match lang {
        Lang::Chinese => format!("{}{}分", per(base.per, lang), base.points),
        Lang::English => format!("{} {}", base.points, per(base.per, lang)),
    }];
    parts.extend(others);
    match (base.joiners, lang) {
        (Joiners::ProRata, Lang::Chinese) => parts.push("中途转入的按天数计".to_owned()),
        (Joiners::ProRata, Lang::English) => parts.push("who joins late gets the share of their days".to_owned()),
        (Joiners::Nothing, Lang::Chinese) => parts.push("中途转入的从下一期起计".to_owned()),
        (Joiners::Nothing, Lang::English) => parts.push("who joins late begins with the next period".to_owned()),
        (Joiners::Full, _) => {}
    }
    match (base.leavers, lang) {
        (Leavers::ProRata, Lang::Chinese) => parts.push("中途转出的按天数计".to_owned()),
        (Leavers::ProRata, Lang::English) => parts.push("who leaves early keeps the share of their days".to_owned()),
        (Leavers::Keep, _) => {}
    }
    parts.join(heading(lang, "；", "; "))
}

fn grade(grade: &Grade, lang: Lang) -> String {
    match (grade.threshold, lang) {
        (Threshold::Share(100) | Threshold::EVERYBODY, Lang::Chinese) => format!("{}（其余）", grade.name),
        (Threshold::Share(100) | Threshold::EVERYBODY, Lang::English) => format!("{} (the rest)", grade.name),
        (Threshold::Share(percent), Lang::Chinese) => format!("{}（前{percent}%）", grade.name),
        (Threshold::Share(percent), Lang::English) => format!("{} (best {percent}%)", grade.name),
        (Threshold::Score(from), Lang::Chinese) => format!("{}（{from}分及以上）", grade.name),
        (Threshold::Score(from), Lang::English) => format!("{} (from {from})", grade.name),
    }
}
