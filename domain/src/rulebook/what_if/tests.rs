use proptest::prelude::*;

use super::super::samples::{self, item};
use super::super::{Base, Cap, Limit};
use super::*;
use crate::ids::{AccountId, MemberId, OrganizationId};
use crate::ledger::{Books, Draft, GENESIS, Head, Plan, Source, SourceKind, append, base_source};
use crate::time::PeriodKind;

const OWNER: OrganizationId = OrganizationId(Uuid::from_u128(1));
const VERSION: RuleBookId = RuleBookId(Uuid::from_u128(2));

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn book(items: Vec<Item>) -> RuleBook {
    samples::book(PeriodKind::Quarter, items)
}

/// A deed: which item, what is asked, on which day of the year; and whether it is taken back
/// when everything is recorded.
type Deed = (usize, i64, i64, bool);

/// A decision on a plan.
type Decide<'d> = dyn Fn(Plan<'_, &mut dyn FnMut() -> EntryId>) -> Vec<Draft> + 'd;

/// The ledger that a book makes of deeds, by the plans that the service writes.
fn history(book: &RuleBook, deeds: &[Deed]) -> Vec<Entry> {
    let books: Books = HashMap::from([(VERSION, Arc::new(book.clone()))]);
    let mut head =
        Head { member: MemberId(Uuid::from_u128(3)), seq: 0, hash: GENESIS, closed_through: None, final_through: None };
    let (mut entries, mut minted): (Vec<Entry>, u128) = (Vec::new(), 10_000);
    let mut write = |head: &mut Head, entries: &mut Vec<Entry>, decide: &Decide<'_>| {
        let mut mint = || {
            minted += 1;
            EntryId(Uuid::from_u128(minted))
        };
        let plan =
            Plan::new(*head, entries.clone(), &books, AccountId(Uuid::nil()), &mut mint as &mut dyn FnMut() -> EntryId);
        let appended = append(*head, decide(plan), chrono::DateTime::UNIX_EPOCH);
        *head = appended.head;
        entries.extend(appended.entries);
    };
    let draft = |n: usize, kind: EntryKind| Draft {
        id: EntryId(Uuid::from_u128(100 + n as u128)),
        kind,
        source: Source { kind: SourceKind::Claim, id: Uuid::from_u128(n as u128), line: 0 },
        item: None,
        rule_book: VERSION,
        owner: OWNER,
        organization: OWNER,
        points: Points::ZERO,
        asked: Points::ZERO,
        scope: None,
        deed_on: day("2024-01-01"),
        counts_as: None,
        recorded_by: AccountId(Uuid::nil()),
        approved_by: AccountId(Uuid::nil()),
        reverses: None,
        releases: None,
        reason_digest: [0; 32],
        evidence_digest: [0; 32],
    };
    let year: Period = "2024".parse().expect("a period");
    let base = base_points(&book.base, "ordinary", year, day("2000-01-01"), None);
    let granted = Draft {
        source: base_source(OWNER, year),
        points: base,
        asked: base,
        scope: Some(year),
        ..draft(9_800, EntryKind::Base)
    };
    write(&mut head, &mut entries, &|plan| plan.record(granted.clone()));
    for (n, (which, asked, on, _)) in deeds.iter().enumerate() {
        let item = &book.items[which % book.items.len()];
        let asked = item.signed(Points::from_hundredths(*asked).max(item.min).min(item.max));
        let kind = if item.kind == ItemKind::Addition { EntryKind::Addition } else { EntryKind::Deduction };
        let deed_on = day("2024-01-01") + chrono::Duration::days(*on);
        let deed = Draft { item: Some(item.code.clone()), points: asked, asked, deed_on, ..draft(n, kind) };
        write(&mut head, &mut entries, &|plan| plan.record(deed.clone()));
    }
    for (n, _) in deeds.iter().enumerate().filter(|(_, deed)| deed.3) {
        let id = draft(n, EntryKind::Base).id;
        write(&mut head, &mut entries, &|plan| plan.reverse(id).expect("an open unit"));
    }
    entries
}

fn ask(then: &RuleBook, draft: &RuleBook, entries: &[Entry], period: &str) -> Recast {
    let versions = HashMap::from([(VERSION, Arc::new(then.clone()))]);
    let asked =
        WhatIf { draft, period: period.parse().expect("a period"), until: day("2024-12-31"), versions: &versions };
    let member = MemberThen {
        category: "ordinary",
        exempt: false,
        since: day("2000-01-01"),
        left: None,
        book: then,
        entries,
        quantities: &HashMap::new(),
    };
    recast(&asked, &member)
}

fn total(entries: &[Entry], period: &str) -> Points {
    let period: Period = period.parse().expect("a period");
    let changes = entries.iter().flat_map(crate::ledger::total_changes);
    changes.filter(|change| change.period == period).map(|change| change.total).sum()
}

prop_compose! {
    fn any_item()(
        addition in any::<bool>(), min in 1i64..300, more in 0i64..300,
        cap in prop::collection::vec((0usize..3, 100i64..900), 0..3), times in prop::option::of((0usize..3, 1u32..5)),
    ) -> Item {
        let kind = if addition { ItemKind::Addition } else { ItemKind::Deduction };
        let points = cap.into_iter().map(|(per, points)| Cap {
            per: PeriodKind::ALL[per], limit: Limit::Points(Points::from_hundredths(points)),
        });
        let times = times.map(|(per, times)| Cap { per: PeriodKind::ALL[per], limit: Limit::Times(times) });
        let caps = if addition { points.chain(times).collect() } else { Vec::new() };
        item("", kind, min, min + more, caps)
    }
}

fn any_book() -> impl Strategy<Value = RuleBook> {
    prop::collection::vec(any_item(), 1..4).prop_map(|items| {
        let numbered = items.into_iter().enumerate();
        book(numbered.map(|(n, item)| Item { code: format!("i{n}"), ..item }).collect())
    })
}

fn any_deeds() -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec((0usize..4, 1i64..700, 0i64..366, any::<bool>()), 0..25)
}

const PERIODS: [&str; 4] = ["2024", "2024-Q1", "2024-Q4", "2024-02"];

proptest! {
    #[test]
    fn the_same_book_moves_nothing(book in any_book(), deeds in any_deeds()) {
        let entries = history(&book, &deeds);
        for period in PERIODS {
            let expected = Recast { total: total(&entries, period), dropped: Vec::new() };
            prop_assert_eq!(ask(&book, &book, &entries, period), expected);
        }
    }

    /// Another book gives what it would have given, had it been in force: for fixed amounts and
    /// without corrections the very ledger that it would have made.
    #[test]
    fn another_book_gives_what_its_own_ledger_would_hold(
        then in any_book(), now in any_book(), deeds in any_deeds(),
    ) {
        let fixed = |book: RuleBook| {
            let items = book.items.into_iter().map(|item| Item { max: item.min, kind: ItemKind::Addition, ..item });
            RuleBook { items: items.cycle().take(4).enumerate()
                .map(|(n, item)| Item { code: format!("i{n}"), ..item }).collect(), ..book }
        };
        let (then, now) = (fixed(then), fixed(now));
        let deeds: Vec<Deed> = deeds.into_iter().map(|(which, asked, on, _)| (which, asked, on, false)).collect();
        let (made, would) = (history(&then, &deeds), history(&now, &deeds));
        // Every item is changed in some term, so that nothing keeps what it holds.
        let again = |book: &RuleBook| RuleBook { items: book.items.iter().cloned().map(|mut item| {
            item.caps.push(Cap { per: PeriodKind::Year, limit: Limit::Times(10_000) });
            item
        }).collect(), ..book.clone() };
        for period in PERIODS {
            prop_assert_eq!(ask(&then, &again(&now), &made, period).total, total(&would, period));
        }
    }
}

#[test]
fn what_the_draft_does_not_know_counts_nothing_and_is_named() {
    let then = book(vec![
        item("snow", ItemKind::Addition, 100, 100, Vec::new()),
        item("street", ItemKind::Addition, 100, 300, Vec::new()),
    ]);
    let entries = history(&then, &[(0, 100, 10, false), (1, 200, 11, false), (1, 300, 200, false)]);
    let retired = Item { retired: true, ..then.items[1].clone() };
    let draft = RuleBook { items: vec![retired], ..then.clone() };
    let asked = ask(&then, &draft, &entries, "2024-Q1");
    let dropped = |item: &str, why, points| Dropped { item: item.to_owned(), why, points: Points::whole(points) };
    assert_eq!(asked.total, Points::ZERO);
    assert_eq!(asked.dropped, [dropped("snow", Why::Unknown, 1), dropped("street", Why::Retired, 2)]);
}

#[test]
fn ranges_are_clamped_parts_stay_parts_and_deductions_round_for_the_member() {
    let then = item("a", ItemKind::Addition, 200, 300, Vec::new());
    let of = |amount: i64, now: &Item| worth(Points::from_hundredths(amount), &then, now, None).hundredths();
    let wide = item("a", ItemKind::Addition, 250, 600, Vec::new());
    assert_eq!([of(200, &wide), of(300, &wide), of(100, &wide)], [250, 300, 125]);
    let fixed = item("a", ItemKind::Addition, 500, 500, Vec::new());
    assert_eq!([of(200, &fixed), of(300, &fixed)], [500, 500]);
    let (late, earlier) = (item("d", ItemKind::Deduction, 100, 100, Vec::new()), 300);
    let earlier = item("d", ItemKind::Deduction, earlier, earlier, Vec::new());
    assert_eq!(worth_down(Points::from_hundredths(100), &earlier, &late, None).hundredths(), 33);
    assert_eq!(worth(Points::from_hundredths(100), &earlier, &late, None).hundredths(), 34);
}

#[test]
fn the_base_follows_the_draft_but_what_was_withheld_stays_so() {
    let then = book(vec![item("a", ItemKind::Addition, 100, 100, Vec::new())]);
    let quarterly = Base { points: Points::whole(20), per: PeriodKind::Quarter, ..then.base.clone() };
    let draft = RuleBook { base: quarterly, ..then.clone() };
    let entries = history(&then, &[]);
    assert_eq!(ask(&then, &draft, &entries, "2024").total, Points::whole(80));
    assert_eq!(ask(&then, &draft, &entries, "2024-Q2").total, Points::whole(20));
    assert_eq!(ask(&then, &draft, &[], "2024").total, Points::ZERO);
}

#[test]
fn a_zeroing_takes_what_was_recorded_before_it() {
    let then = book(vec![item("a", ItemKind::Addition, 100, 100, Vec::new())]);
    let draft = RuleBook { items: vec![item("a", ItemKind::Addition, 300, 300, Vec::new())], ..then.clone() };
    let mut entries = history(&then, &[(0, 100, 10, false), (0, 100, 20, false)]);
    let mut zeroing = entries[1].clone();
    zeroing.draft.kind = EntryKind::Zeroing;
    zeroing.draft.id = EntryId(Uuid::from_u128(5));
    zeroing.draft.source = Source { kind: SourceKind::Zeroing, id: Uuid::from_u128(6), line: 0 };
    zeroing.draft.scope = Some("2024".parse().expect("a period"));
    zeroing.draft.points = Points::whole(-61);
    entries.insert(2, zeroing.clone());
    assert_eq!(ask(&then, &draft, &entries, "2024").total, Points::whole(3));
    let strict = RuleBook { additions_after_zeroing: false, ..draft.clone() };
    assert_eq!(ask(&then, &strict, &entries, "2024").total, Points::ZERO);
    let mut lifting = zeroing;
    lifting.draft.kind = EntryKind::Lifting;
    lifting.draft.points = Points::whole(61);
    entries.push(lifting);
    assert_eq!(ask(&then, &draft, &entries, "2024").total, Points::whole(66));
}
