//! The rules of declarations, one by one and for any input.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::aways::{Away, AwayRefusal, come_back, go};
use crate::ids::{AccountId, AwayId, DeclarationId, MemberId, OrganizationId, PersonId, RuleBookId};
use crate::members::{Member, Standing};
use crate::organizations::OrganizationPath;
use crate::rulebook::{
    Base, Category, EnterRefusal, Item, ItemKind, Joiners, LayerLimits, Leavers, Publicity, RuleBook, TieRule, Way,
};
use crate::time::{Day, Period, PeriodKind, start_of};
use crate::{Points, Quantity};

fn day(text: &str) -> Day {
    text.parse().expect("a valid day")
}

fn period(text: &str) -> Period {
    text.parse().expect("a valid period")
}

fn member() -> Member {
    let branch = OrganizationId(Uuid::from_u128(2));
    Member {
        id: MemberId(Uuid::from_u128(3)),
        person: PersonId(Uuid::from_u128(4)),
        name: "张诚".into(),
        township: OrganizationId(Uuid::from_u128(1)),
        joined_on: day("2000-07-01"),
        probationary: false,
        roster_order: 1,
        left_on: None,
        version: 1,
        standing: Standing {
            branch,
            branch_path: OrganizationPath::root(OrganizationId(Uuid::from_u128(1))).child(branch),
            branch_name: "甲村党支部".into(),
            category: "away".into(),
            exempt: false,
            from: day("2024-01-10"),
        },
    }
}

fn item(code: &str, min: i32, max: i32) -> Item {
    Item {
        code: code.to_owned(),
        name: code.to_owned(),
        aspect: "service".to_owned(),
        kind: ItemKind::Addition,
        min: Points::whole(min),
        max: Points::whole(max),
        unit: "吨".to_owned(),
        by_quantity: false,
        caps: Vec::new(),
        categories: Vec::new(),
        ways: vec![Way::Declaration, Way::Report],
        evidence: false,
        retired: false,
        narrowable: false,
        statistic: None,
    }
}

fn book() -> RuleBook {
    let category = |code: &str, report_due, exempt| Category {
        code: code.to_owned(),
        name: code.to_owned(),
        exempt,
        sensitive: false,
        report_due,
        hints: Vec::new(),
    };
    RuleBook {
        name: "book".to_owned(),
        closing_unit: PeriodKind::Quarter,
        cycle_start_month: 1,
        categories: vec![
            category("away", true, false),
            category("ordinary", false, false),
            category("infirm", true, true),
        ],
        base: Base {
            points: Points::ZERO,
            per: PeriodKind::Year,
            joiners: Joiners::Full,
            leavers: Leavers::Keep,
            by_category: Vec::new(),
        },
        items: vec![
            item("fixed", 2, 2),
            item("range", 1, 5),
            Item { by_quantity: true, ..item("rubbish", 1, 1) },
            Item { by_quantity: true, ..item("patrol", 1, 3) },
            Item { evidence: true, ..item("seen", 1, 1) },
            Item { kind: ItemKind::Deduction, ..item("fine", 1, 1) },
            Item { ways: vec![Way::Task], ..item("task", 1, 1) },
            Item { categories: vec!["ordinary".to_owned()], ..item("others", 1, 1) },
        ],
        grades: Vec::new(),
        grades_per: None,
        colours: None,
        settlement: None,
        consequences: Vec::new(),
        candidacy: None,
        publicity: Publicity { days_to_object: 7 },
        additions_after_zeroing: true,
        ties: TieRule::Skip,
        organizations_in_scope: Vec::new(),
        below: LayerLimits::default(),
    }
}

fn new(way: Way, item: Option<&str>, done_on: &str) -> NewDeclaration {
    NewDeclaration {
        way,
        item: item.map(str::to_owned),
        done_on: day(done_on),
        place: None,
        what: "清运垃圾".to_owned(),
        quantity: None,
        period: None,
        level: None,
        reported_by: None,
    }
}

fn open(new: NewDeclaration, deed_on: Day) -> Declaration {
    let member = member();
    Declaration {
        id: DeclarationId(Uuid::from_u128(5)),
        way: new.way,
        member: member.id,
        organization: member.standing.branch,
        path: member.standing.branch_path,
        review_organization: member.standing.branch,
        declared_by: AccountId(Uuid::from_u128(6)),
        declared_at: start_of(deed_on),
        item: new.item,
        rule_book: RuleBookId(Uuid::from_u128(7)),
        done_on: new.done_on,
        deed_on,
        place: new.place,
        what: new.what,
        quantity: new.quantity,
        period: new.period,
        level: new.level,
        reported_by: new.reported_by,
        state: DeclarationState::Open,
        decided_by: None,
        decided_at: None,
        points: None,
        reason: None,
        sitting: None,
        version: 1,
    }
}

fn worth(code: &str, points: Option<i32>, quantity: Option<i64>, reason: Option<&str>) -> Result<Points, Refusal> {
    let mut new = new(Way::Declaration, Some(code), "2024-03-01");
    new.quantity = quantity.and_then(|hundredths| Quantity::new(hundredths, "吨"));
    let declaration = open(new, day("2024-03-01"));
    let decision = Decision { item: None, points: points.map(Points::whole), reason };
    let by = PersonId(Uuid::from_u128(99));
    register(&declaration, &member(), by, &book(), 0, decision).map(|registration| registration.points)
}

/// S1-10, S2-2: so much at so many points a unit; elsewhere a quantity is a mere fact.
#[test]
fn a_quantity_multiplies_where_the_item_says_so() {
    assert_eq!(worth("rubbish", None, Some(20_000), None), Ok(Points::whole(200)));
    assert_eq!(worth("patrol", Some(3), Some(1_100), Some("雪天")), Ok(Points::whole(33)));
    assert_eq!(worth("fixed", None, Some(20_000), None), Ok(Points::whole(2)));
    assert_eq!(worth("rubbish", None, None, None), Err(Refusal::Item(EnterRefusal::QuantityNeeded)));
}

#[test]
fn a_range_wants_points_and_more_than_the_least_a_reason() {
    let (min, max) = (Points::whole(1), Points::whole(5));
    assert_eq!(worth("range", None, None, None), Err(Refusal::Item(EnterRefusal::PointsNeeded { min, max })));
    assert_eq!(worth("range", Some(1), None, None), Ok(min));
    assert_eq!(worth("range", Some(5), None, Some("  ")), Err(Refusal::ReasonMissing));
    assert_eq!(worth("range", Some(5), None, Some("通宵")), Ok(max));
    assert_eq!(
        worth("range", Some(6), None, Some("通宵")),
        Err(Refusal::Item(EnterRefusal::PointsOutside { min, max }))
    );
    assert_eq!(worth("seen", None, None, None), Err(Refusal::EvidenceMissing));
    assert_eq!(worth("fine", None, None, None), Err(Refusal::NotAnAddition));
}

#[test]
fn nobody_decides_on_their_own_and_nothing_is_decided_twice() {
    let own = member().person;
    let other = PersonId(Uuid::from_u128(99));
    let before = open(new(Way::Declaration, Some("fixed"), "2024-03-01"), day("2024-03-01"));
    assert_eq!(register(&before, &member(), own, &book(), 0, Decision::default()), Err(Refusal::OwnDeclaration));
    assert_eq!(decline(&before, own, own), Err(Refusal::OwnDeclaration));
    assert_eq!(decline(&before, own, other), Ok(DeclarationState::Declined));
    for state in [DeclarationState::Registered, DeclarationState::Declined, DeclarationState::Withdrawn] {
        let decided = Declaration { state, ..before.clone() };
        let wrong = Refusal::WrongState { state };
        assert_eq!(register(&decided, &member(), other, &book(), 0, Decision::default()), Err(wrong));
        assert_eq!(decline(&decided, own, other), Err(wrong));
        assert_eq!(withdraw(&decided), Err(wrong));
    }
}

#[test]
fn what_does_not_fit_the_book_is_refused_at_once() {
    let declared = |item: Option<&str>, photos| {
        let new = new(Way::Declaration, item, "2024-03-01");
        declare(&new, day("2024-03-01"), &member(), &book(), photos, None)
    };
    assert_eq!(declared(None, 0), Ok(()), "the branch may choose the item");
    assert_eq!(declared(Some("range"), 0), Ok(()), "the branch says how much");
    assert_eq!(declared(Some("seen"), 1), Ok(()));
    for (item, refusal) in [
        ("seen", Refusal::EvidenceMissing),
        ("fine", Refusal::NotAnAddition),
        ("nothing", Refusal::Item(EnterRefusal::NoSuchItem)),
        ("task", Refusal::Item(EnterRefusal::NotThisWay)),
        ("others", Refusal::Item(EnterRefusal::NotForCategory)),
        ("rubbish", Refusal::Item(EnterRefusal::QuantityNeeded)),
        ("patrol", Refusal::Item(EnterRefusal::QuantityNeeded)),
    ] {
        assert_eq!(declared(Some(item), 0), Err(refusal), "{item}");
    }
}

#[test]
fn a_deed_lies_inside_the_membership() {
    let on = |deed_on: &str, member: &Member| {
        let new = new(Way::Declaration, None, deed_on);
        declare(&new, day(deed_on), member, &book(), 0, None)
    };
    assert_eq!(on("2024-01-10", &member()), Ok(()));
    assert_eq!(on("2024-01-09", &member()), Err(Refusal::NotMemberThen));
    let left = Member { left_on: Some(day("2024-02-29")), ..member() };
    assert_eq!(on("2024-02-28", &left), Ok(()));
    assert_eq!(on("2024-02-29", &left), Err(Refusal::NotMemberThen));
}

/// S2-6: a report is its quarter's score, and ends with it.
#[test]
fn a_report_is_for_the_running_quarter_or_the_one_just_ended() {
    let report = |done_on: &str, quarter: &str, today: &str| {
        let new = NewDeclaration { period: Some(period(quarter)), ..new(Way::Report, None, done_on) };
        new.deed_on(day(today))
    };
    assert_eq!(report("2024-03-31", "2024-Q1", "2024-03-31"), Ok(day("2024-03-31")));
    assert_eq!(report("2024-04-01", "2024-Q1", "2024-04-01"), Ok(day("2024-03-31")));
    assert_eq!(report("2024-02-29", "2024-Q1", "2024-06-30"), Ok(day("2024-02-29")));
    assert_eq!(report("2024-04-01", "2024-Q2", "2024-03-31"), Err(Refusal::InFuture));
    for (done_on, quarter, today) in [
        ("2024-03-31", "2024-Q1", "2024-07-01"),
        ("2024-03-31", "2024-Q2", "2024-03-31"),
        ("2023-12-31", "2024-Q1", "2024-03-31"),
        ("2024-03-31", "2024-03", "2024-03-31"),
        ("2024-03-31", "2024", "2024-03-31"),
    ] {
        assert_eq!(report(done_on, quarter, today), Err(Refusal::ReportPeriod), "{done_on} {quarter} {today}");
    }
    let late = new(Way::Report, None, "2024-04-05");
    let last = day("2024-03-31");
    assert_eq!(declare(&late, last, &member(), &book(), 0, Some(last)), Err(Refusal::ReportClosed));
    assert_eq!(declare(&late, last, &member(), &book(), 0, Some(day("2024-03-30"))), Ok(()));
    // A late deed counts in the first open unit instead.
    let deed = new(Way::Declaration, None, "2024-03-31");
    assert_eq!(declare(&deed, last, &member(), &book(), 0, Some(last)), Ok(()));
}

fn away(from: &str, back_on: Option<&str>) -> Away {
    Away {
        id: AwayId(Uuid::from_u128(8)),
        member: member().id,
        from: day(from),
        back_on: back_on.map(day),
        destination: "太原".to_owned(),
        liaison: Some(MemberId(Uuid::from_u128(9))),
    }
}

/// S2-6, S3-2: by category, or away the whole quarter; nobody who is exempt or has left.
#[test]
fn who_owes_a_report() {
    let quarter = period("2024-Q2");
    let of = |category: &str, exempt, aways: &[Away]| {
        let mut member = member();
        member.standing.category = category.to_owned();
        member.standing.exempt = exempt;
        report_duty(&member, &book(), aways, quarter)
    };
    assert_eq!(of("away", false, &[]), Some(ReportDuty::Category));
    assert_eq!(of("away", true, &[]), None, "exempt by decision");
    assert_eq!(of("infirm", false, &[]), None, "exempt by category");
    assert_eq!(of("ordinary", false, &[]), None);
    for (from, back_on, duty) in [
        ("2024-04-01", None, Some(ReportDuty::Away)),
        ("2024-04-02", None, None),
        ("2024-01-01", Some("2024-07-01"), Some(ReportDuty::Away)),
        ("2024-01-01", Some("2024-06-30"), None),
    ] {
        assert_eq!(of("ordinary", false, &[away(from, back_on)]), duty, "{from} {back_on:?}");
    }
    let left = Member { left_on: Some(day("2024-06-30")), ..member() };
    assert_eq!(report_duty(&left, &book(), &[], quarter), None);
    let left_after = Member { left_on: Some(day("2024-07-01")), ..member() };
    assert_eq!(report_duty(&left_after, &book(), &[], quarter), Some(ReportDuty::Category));
}

#[test]
fn times_away_follow_each_other() {
    let today = day("2024-03-01");
    let going = |earlier: &[Away], from: &str| go(&member(), earlier, day(from), None, today);
    assert_eq!(going(&[], "2023-01-01"), Ok(()), "before the membership too");
    assert_eq!(going(&[], "2024-03-02"), Err(AwayRefusal::InFuture));
    assert_eq!(going(&[away("2024-01-01", None)], "2024-02-01"), Err(AwayRefusal::AlreadyAway));
    assert_eq!(going(&[away("2024-01-01", Some("2024-02-01"))], "2024-01-31"), Err(AwayRefusal::Overlaps));
    assert_eq!(going(&[away("2024-01-01", Some("2024-02-01"))], "2024-02-01"), Ok(()));
    assert_eq!(go(&member(), &[], today, Some(member().id), today), Err(AwayRefusal::OwnLiaison));
    assert_eq!(come_back(&away("2024-01-01", None), day("2024-01-01"), today), Err(AwayRefusal::BackBeforeGoing));
    assert_eq!(come_back(&away("2024-01-01", None), day("2024-01-02"), today), Ok(()));
    assert_eq!(come_back(&away("2024-01-01", None), day("2024-03-02"), today), Err(AwayRefusal::InFuture));
    let over = away("2024-01-01", Some("2024-02-01"));
    assert_eq!(come_back(&over, today, today), Err(AwayRefusal::AlreadyBack));
    let liaison = MemberId(Uuid::from_u128(9));
    assert!(over.is_spoken_for_by(liaison, day("2024-01-31")) && !over.is_spoken_for_by(liaison, day("2024-02-01")));
    assert!(!over.is_spoken_for_by(member().id, day("2024-01-31")));
}

proptest! {
    /// Whatever is registered is worth what the item says, times the quantity where it says so.
    #[test]
    fn a_registration_stays_inside_its_item(
        index in 0_usize..8, points in proptest::option::of(-200_i64..800), much in proptest::option::of(1_i64..50_000),
        photos in 0_usize..3, reason in proptest::option::of(".{0,4}"),
    ) {
        let book = book();
        let item = &book.items[index];
        let mut new = new(Way::Declaration, Some(&item.code), "2024-03-01");
        new.quantity = much.and_then(|hundredths| Quantity::new(hundredths, "吨"));
        let declaration = open(new, day("2024-03-01"));
        let decision = Decision { item: None, points: points.map(Points::from_hundredths), reason: reason.as_deref() };
        let by = PersonId(Uuid::from_u128(99));
        if let Ok(registration) = register(&declaration, &member(), by, &book, photos, decision) {
            let each = decision.points.unwrap_or(item.min);
            prop_assert!(item.allows(each) && item.kind == ItemKind::Addition && item.may_enter(Way::Declaration));
            prop_assert!(!item.evidence || photos > 0);
            let times = declaration.quantity.as_ref().filter(|_| item.by_quantity);
            prop_assert_eq!(registration.points, times.map_or(each, |much| much.worth(each)));
            prop_assert!(each == item.min || reason.is_some_and(|reason| !reason.trim().is_empty()));
        }
    }

    /// Any report that is taken counts on a day of its quarter, not after the day that it was made.
    #[test]
    fn a_report_counts_inside_its_quarter(made in 0_i64..1_500, back in 0_i64..400, quarter in 0_i64..1_500) {
        let first = day("2022-01-01");
        let today = first + chrono::Duration::days(made);
        let quarter = Period::containing(PeriodKind::Quarter, first + chrono::Duration::days(quarter));
        let done_on = today - chrono::Duration::days(back);
        let report =
            NewDeclaration { period: Some(quarter), done_on, ..new(Way::Report, None, "2022-01-01") };
        match report.deed_on(today) {
            Ok(deed_on) => {
                prop_assert!(quarter.contains(deed_on) && deed_on <= done_on);
                prop_assert!(quarter.contains(today) || quarter.next().contains(today));
            }
            Err(refusal) => prop_assert_eq!(refusal, Refusal::ReportPeriod),
        }
    }

    /// The ledger's line has no breaks and no more than it keeps.
    #[test]
    fn a_summary_is_one_short_line(what in "(?s).{0,1000}") {
        let line = summary(&what);
        prop_assert!(line.chars().count() <= 300 && !line.contains('\n'));
        prop_assert_eq!(summary(&line), line.clone());
    }
}
