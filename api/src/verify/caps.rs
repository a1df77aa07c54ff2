//! Caps: what counts under an item in a period against what its rule-book versions allow.

use std::collections::{BTreeMap, BTreeSet};

use xianfeng_domain::Points;
use xianfeng_domain::ids::{MemberId, OrganizationId, RuleBookId};
use xianfeng_domain::ledger::{self, Books, Entry, EntryKind, Lineage};
use xianfeng_domain::rulebook::{Cap, Limit};
use xianfeng_domain::time::{Period, PeriodKind};

use super::difference::Difference;

/// Items that a member has earned by, each with the versions that the entries were scored under.
type Items = BTreeMap<(OrganizationId, String), Vec<RuleBookId>>;

/// The caps of every item that the member has earned by.
///
/// Where versions of the book disagree, the most generous one counts: each entry was trimmed by
/// its own, and which came first decides how much of a stricter one was used up.
pub(super) fn caps(books: &Books, member: MemberId, entries: &[Entry]) -> Vec<Difference> {
    let lineages = ledger::lineages(entries);
    let mut differences = Vec::new();
    for ((owner, item), versions) in items(entries) {
        let uses = ledger::cap_uses(&lineages, owner, &item);
        let of_version = |id: &RuleBookId| -> Vec<Cap> {
            books.get(id).and_then(|book| book.item(&item)).map(|item| item.caps.clone()).unwrap_or_default()
        };
        let versions: Vec<Vec<Cap>> = versions.iter().map(of_version).collect();
        for kind in PeriodKind::ALL {
            let points = most(&versions, kind, |limit| match limit {
                Limit::Points(points) => Some(points),
                Limit::Times(_) => None,
            });
            let times = most(&versions, kind, |limit| match limit {
                Limit::Times(times) => Some(times),
                Limit::Points(_) => None,
            });
            for (period, (counted, entries)) in counted(&uses, kind) {
                let item = item.clone();
                if let Some(cap) = points.filter(|cap| counted > *cap) {
                    differences.push(Difference::CapExceeded { member, item, period, counted, cap });
                } else if let Some(cap) = times.filter(|cap| entries > *cap) {
                    differences.push(Difference::TimesExceeded { member, item, period, counted: entries, cap });
                }
            }
        }
    }
    differences
}

/// The most generous limit of one sort over all versions; none where a version has none, since that
/// one allows everything.
fn most<T: Ord>(versions: &[Vec<Cap>], kind: PeriodKind, sort: fn(Limit) -> Option<T>) -> Option<T> {
    let strictest = |caps: &Vec<Cap>| caps.iter().filter(|cap| cap.per == kind).filter_map(|cap| sort(cap.limit)).min();
    let all: Option<Vec<T>> = versions.iter().map(strictest).collect();
    all?.into_iter().max()
}

/// What counts in each period, and how many deeds.
fn counted(uses: &[Lineage], kind: PeriodKind) -> Vec<(Period, (Points, u32))> {
    let days = uses.iter().flat_map(Lineage::days);
    let periods: BTreeSet<Period> = days.map(|day| Period::containing(kind, day)).collect();
    let in_period = |period: Period| {
        let held = uses.iter().map(|used| used.net(period)).filter(|held| *held > Points::ZERO);
        held.fold((Points::ZERO, 0), |(sum, count), held| (sum + held, count + 1))
    };
    periods.into_iter().map(|period| (period, in_period(period))).collect()
}

fn items(entries: &[Entry]) -> Items {
    let mut items = Items::new();
    for entry in entries.iter().filter(|entry| entry.draft.kind == EntryKind::Addition) {
        if let Some(item) = &entry.draft.item {
            let versions = items.entry((entry.draft.owner, item.clone())).or_default();
            if !versions.contains(&entry.draft.rule_book) {
                versions.push(entry.draft.rule_book);
            }
        }
    }
    items
}
