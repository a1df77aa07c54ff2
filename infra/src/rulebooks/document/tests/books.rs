//! The ready books say what their accounts say, by the ids of the requirements.

use xianfeng_domain::Points;
use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_domain::rulebook::{GradedPlace, Hint, Item, ItemKind, Limit, RuleBook, Threshold, Trigger, Way};
use xianfeng_domain::time::PeriodKind;

use super::super::parse;
use crate::rulebooks::{CHISHIQIAO, LIANGJI, READY, SIX_CATEGORIES, TANGJIAO, WUXI};

fn book(text: &str) -> RuleBook {
    parse(text).unwrap_or_else(|faults| panic!("{faults}"))
}

fn item<'a>(book: &'a RuleBook, code: &str) -> &'a Item {
    book.item(code).unwrap_or_else(|| panic!("no item {code}"))
}

fn fixed(book: &RuleBook, code: &str) -> Points {
    let item = item(book, code);
    assert_eq!(item.min, item.max, "{code} is fixed");
    item.max
}

fn names(book: &RuleBook) -> Vec<&str> {
    book.categories.iter().map(|category| category.name.as_str()).collect()
}

#[test]
fn every_ready_book_reads_and_its_open_settings_are_explained() {
    for (code, name, text) in READY {
        let book = book(text);
        assert!(!name.is_empty() && !book.items.is_empty(), "{code}");
        assert!(text.contains("Left open"), "{code} says what its account leaves open");
    }
}

#[test]
fn chishiqiao_says_what_its_account_says() {
    let book = book(CHISHIQIAO);
    // S0-3
    assert_eq!(fixed(&book, "hazard_check"), Points::whole(1));
    assert_eq!(fixed(&book, "epidemic_round"), Points::from_hundredths(50));
    // S0-5
    assert_eq!(names(&book), ["离任", "在职", "普通", "流动", "年老"]);
    // S0-6
    assert_eq!(book.base.points, Points::whole(60));
    for kind in [ItemKind::Addition, ItemKind::Deduction, ItemKind::Zeroing] {
        assert!(book.items.iter().any(|item| item.kind == kind), "{kind:?}");
    }
    // S0-8
    let grade = |rank| {
        let total = Points::whole(if rank == 497 { 0 } else { 1 });
        let place = GradedPlace { rank, counted: 497, total, lowest: Points::ZERO };
        book.graded(PeriodKind::Year, place).map(|grade| grade.name.as_str())
    };
    assert_eq!((grade(1), grade(497)), (Some("优秀"), Some("靠后")));
    // S0-9
    let settlement = book.settlement.as_ref().expect("a settlement");
    assert_eq!((settlement.per, settlement.fund_fen), (PeriodKind::Quarter, 125_000));
    assert!(settlement.funds(OrganizationKind::Village) && !settlement.funds(OrganizationKind::Office));
    assert!(settlement.rate("excellent", "aged") > settlement.rate("excellent", "ordinary"));
    assert_eq!(settlement.rate("low", "away"), Some(Points::ZERO));
    // S0-11
    let low = &book.consequences[0];
    assert_eq!(low.trigger, Trigger::Grade("low".to_owned()));
    assert_eq!((low.per, low.in_a_row, low.steps.len()), (PeriodKind::Quarter, 2, 4));
    // S0-12
    assert_eq!(item(&book, "veto").kind, ItemKind::Veto);
}

#[test]
fn tangjiao_says_what_its_account_says() {
    let book = book(TANGJIAO);
    // S1-4
    for (code, points) in [
        ("mediation", 3),
        ("environment", 2),
        ("environment_major", 3),
        ("committee_meeting", 3),
        ("branch_meeting", 2),
        ("honour", 10),
    ] {
        assert_eq!(fixed(&book, code), Points::whole(points), "{code}");
    }
    // S1-2: the posts of the grid.
    for code in ["emergency_repair", "mediation", "environment", "care", "patrol"] {
        assert!(item(&book, code).may_enter(Way::Post), "{code}");
    }
    // S1-5, S1-7, S1-8
    assert!(book.candidacy.is_some_and(|candidacy| candidacy.post_holders));
    assert!(book.consequences[0].steps.iter().any(|step| step.contains("整改函")));
    assert!(book.items_by(Way::Card).count() > 0);
}

#[test]
fn liangji_says_what_its_account_says() {
    let book = book(LIANGJI);
    // S2-1
    assert_eq!((book.base.points, book.base.per), (Points::whole(100), PeriodKind::Year));
    let of = |kind| book.items.iter().filter(move |item| item.kind == kind);
    let mut aspects: Vec<_> = of(ItemKind::Addition).map(|item| item.aspect.as_str()).collect();
    assert_eq!(aspects.len(), 20);
    aspects.dedup();
    assert_eq!(aspects, ["执行组织决议", "带领群众致富", "联系服务群众", "弘扬新风正气"]);
    assert_eq!(of(ItemKind::Deduction).count(), 10);
    // S2-2
    assert_eq!(fixed(&book, "clean_zone"), Points::whole(10));
    assert_eq!(item(&book, "clean_zone").caps[0].limit, Limit::Times(1));
    assert_eq!(item(&book, "clean_zone").caps[0].per, PeriodKind::Quarter);
    assert_eq!(fixed(&book, "snow_clearing"), Points::whole(1));
    assert_eq!(fixed(&book, "machine_repair"), Points::whole(3));
    assert!(item(&book, "machine_repair").by_quantity, "eleven repairs are 33");
    // S2-4
    assert_eq!(book.closing_unit, PeriodKind::Quarter);
    // S2-5
    let triggers: Vec<_> = book.consequences.iter().map(|consequence| &consequence.trigger).collect();
    assert!(triggers.contains(&&Trigger::BelowBase) && triggers.contains(&&Trigger::NoAdditions));
    assert!(triggers.iter().any(|trigger| matches!(trigger, Trigger::Deductions(_))));
    assert!(triggers.iter().any(|trigger| matches!(trigger, Trigger::RunningTotal { periods: 3, .. })));
    // S2-6, S2-7
    assert!(book.category("away").is_some_and(|category| category.report_due));
    assert!(book.category("infirm").is_some_and(|category| !category.exempt && category.sensitive));
    // S2-8: the village's own items fit.
    assert!(book.below.most_items > 0 && book.below.most_points >= Some(Points::whole(15)));
}

#[test]
fn wuxi_says_what_its_account_says() {
    let book = book(WUXI);
    // S3-2
    assert!(book.category("away").is_some_and(|category| category.report_due));
    assert!(item(&book, "quarterly_report").may_enter(Way::Report));
    assert!(item(&book, "suggestion").may_enter(Way::Suggestion));
    // S3-4, S3-5: micro-grid leaders, and eight posts for members without office.
    assert!(item(&book, "micro_grid_leader").may_enter(Way::Post));
    let posts = book.items.iter().filter(|item| item.kind == ItemKind::Addition && item.categories == ["no_office"]);
    assert_eq!(posts.count(), 8);
    // S3-6
    assert!(item(&book, "statement").may_enter(Way::Declaration));
}

#[test]
fn six_categories_says_what_its_plan_says() {
    let book = book(SIX_CATEGORIES);
    // S4-1
    assert_eq!(names(&book), ["外出务工", "在村无职", "贫困", "年老体弱", "在职", "后进"]);
    assert_eq!(book.category("away").expect("away").hints, [Hint::AwayFor(6)]);
    assert_eq!(book.category("aged").expect("aged").hints, [Hint::AgeFrom(65)]);
    // S4-2
    assert_eq!((book.base.per, book.closing_unit), (PeriodKind::Month, PeriodKind::Month));
    for category in &book.categories {
        let own = |item: &&Item| item.aspect == "分类积分" && item.categories == [category.code.as_str()];
        assert!(book.items.iter().any(|item| own(&item)), "{} has category points", category.code);
    }
    assert!(book.items.iter().any(|item| item.aspect == "奖励积分" && item.categories.is_empty()));
    // S4-3
    let colours = book.colours.as_ref().expect("a colour board");
    let codes: Vec<_> = colours.colours.iter().map(|colour| colour.code.as_str()).collect();
    assert_eq!((colours.per, codes), (PeriodKind::Month, vec!["blue", "yellow", "red"]));
    assert!(colours.colours.iter().all(|colour| matches!(colour.threshold, Threshold::Share(_)) && colour.public));
    // S4-5, S4-12
    for (code, way) in [("meetings", Way::Attendance), ("dues", Way::Dues), ("night_school", Way::Training)] {
        assert!(item(&book, code).may_enter(way), "{code}");
    }
    // S4-11
    assert!(book.consequences[0].deadline_days >= Some(180), "at least half a year");
}
