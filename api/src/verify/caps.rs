//! Caps: what counts under an item in a period against what its rule-book versions allow.

use std::collections::BTreeMap;

use xianfeng_domain::Points;
use xianfeng_domain::ids::{MemberId, OrganizationId, RuleBookId};
use xianfeng_domain::ledger::{Entry, EntryKind};
use xianfeng_domain::rulebook::{Cap, Limit};
use xianfeng_domain::time::{Period, PeriodKind};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{ledger as rows, rulebooks};

use super::difference::Difference;

/// Items that a member has earned by, each with the versions that the entries were scored under.
type Items = BTreeMap<(OrganizationId, String), Vec<RuleBookId>>;

/// The caps of every item that the member has earned by.
///
/// Where versions of the book disagree, the most generous one counts: each entry was trimmed by
/// its own, and which came first decides how much of a stricter one was used up.
pub(super) async fn caps(tx: &Tx, member: MemberId, entries: &[Entry]) -> StoreResult<Vec<Difference>> {
    let mut differences = Vec::new();
    for ((owner, item), versions) in items(entries) {
        let mut most: BTreeMap<u8, Option<(PeriodKind, Points)>> = BTreeMap::new();
        for version in versions {
            let book = rulebooks::find(tx, version).await?;
            let caps = book.and_then(|book| book.item(&item).map(|item| item.caps.clone())).unwrap_or_default();
            for (index, kind) in PeriodKind::ALL.into_iter().enumerate() {
                let index = u8::try_from(index).unwrap_or(u8::MAX);
                let own = caps.iter().filter(|cap| cap.per == kind).filter_map(points_of).min();
                // A version without the cap allows everything.
                let generous = match most.get(&index) {
                    None => own,
                    Some(other) => own.zip(*other).map(|(own, (_, other))| own.max(other)),
                };
                most.insert(index, generous.map(|points| (kind, points)));
            }
        }
        let uses = rows::cap_uses(tx, member, owner, &item).await?;
        for (kind, cap) in most.into_values().flatten() {
            let mut counted: BTreeMap<String, (Period, Points)> = BTreeMap::new();
            for used in &uses {
                let period = Period::containing(kind, used.counts_on);
                counted.entry(period.to_string()).or_insert((period, Points::ZERO)).1 += used.points;
            }
            let exceeded = counted.into_values().filter(|(_, counted)| *counted > cap);
            differences.extend(exceeded.map(|(period, counted)| {
                let item = item.clone();
                Difference::CapExceeded { member, item, period, counted, cap }
            }));
        }
    }
    Ok(differences)
}

/// What a cap allows in points; a cap in times is looked at nowhere else than when it trims.
fn points_of(cap: &Cap) -> Option<Points> {
    match cap.limit {
        Limit::Points(points) => Some(points),
        Limit::Times(_) => None,
    }
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
