//! Editions: their hashes, their order, the heads that they anchor, and their totals (invariant 3).

use std::collections::{BTreeMap, HashMap};

use xianfeng_domain::editions::{EditionRow, seal};
use xianfeng_domain::ids::{ClosingId, EditionId, MemberId};
use xianfeng_domain::ledger::{Entry, GENESIS};
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::editions::{self as rows, Stored};
use xianfeng_infra::ledger::expected_totals;

use super::difference::Difference;

/// The sealed editions by id, and the latest of each closing.
#[derive(Debug, Default)]
pub(super) struct Sealed {
    all: HashMap<EditionId, Stored>,
    latest: HashMap<ClosingId, u32>,
}

impl Sealed {
    /// Every sealed edition.
    pub(super) async fn load(tx: &Tx) -> StoreResult<Self> {
        Ok(Self::of(rows::all_sealed(tx).await?))
    }

    fn of(all: Vec<Stored>) -> Self {
        let mut sealed = Self::default();
        for stored in all {
            let latest = sealed.latest.entry(stored.edition.closing).or_default();
            *latest = stored.edition.number.max(*latest);
            sealed.all.insert(stored.edition.id, stored);
        }
        sealed
    }

    /// Closing by closing, each in the order of numbers.
    pub(super) fn in_order(&self) -> Vec<&Stored> {
        let mut all: Vec<&Stored> = self.all.values().collect();
        all.sort_by_key(|stored| (stored.edition.closing, stored.edition.number));
        all
    }

    /// Numbers follow each other from 1, each with the hash of the one before.
    pub(super) fn order(&self) -> Vec<Difference> {
        let mut before: BTreeMap<ClosingId, &Stored> = BTreeMap::new();
        let mut found = Vec::new();
        for stored in self.in_order() {
            let last = before.insert(stored.edition.closing, stored);
            let expected = (last.map_or(1, |last| last.edition.number + 1), last.map(|last| last.hash));
            if (stored.edition.number, stored.edition.previous) != expected {
                found.push(Difference::EditionOrder { edition: stored.edition.id, number: stored.edition.number });
            }
        }
        found
    }

    /// A member's rows: the heads are entries of the chain, and the latest totals those of the ledger.
    /// Answers also the last place that is anchored.
    pub(super) fn of_member(
        &self,
        member: MemberId,
        frozen: &[(EditionId, EditionRow)],
        entries: &[Entry],
    ) -> (Vec<Difference>, u64) {
        let hashes: HashMap<u64, &xianfeng_domain::ledger::Digest> =
            entries.iter().map(|entry| (entry.seq, &entry.hash)).collect();
        let totals = expected_totals(entries);
        let (mut found, mut anchored) = (Vec::new(), 0);
        for (id, row) in frozen {
            // What is being frozen is not sealed yet.
            let Some(stored) = self.all.get(id) else { continue };
            let edition = &stored.edition;
            let at = if row.seq == 0 { Some(&GENESIS) } else { hashes.get(&row.seq).copied() };
            if at == Some(&row.hash) {
                anchored = anchored.max(row.seq);
            } else {
                found.push(Difference::Anchor { member, edition: *id, seq: row.seq });
            }
            let is_latest = self.latest.get(&edition.closing) == Some(&edition.number);
            let total = totals.get(&(member, row.owner, edition.period)).copied().unwrap_or_default();
            if is_latest
                && (total.total, total.additions, total.deductions) != (row.total, row.additions, row.deductions)
            {
                let (period, frozen, expected) = (edition.period, row.total, total.total);
                found.push(Difference::FrozenTotal { member, edition: *id, period, frozen, expected });
            }
        }
        (found, anchored)
    }
}

/// The hash of an edition over its rows.
pub(super) async fn hash(tx: &Tx, stored: &Stored) -> StoreResult<Vec<Difference>> {
    let edition = stored.edition.id;
    match rows::rows(tx, edition).await {
        Err(StoreError::Corrupt(_)) => Ok(vec![Difference::EditionHash(edition)]),
        Err(error) => Err(error),
        Ok(rows) => {
            let whole = u32::try_from(rows.len()) == Ok(stored.size) && seal(&stored.edition, &rows) == stored.hash;
            Ok(if whole { Vec::new() } else { vec![Difference::EditionHash(edition)] })
        }
    }
}
