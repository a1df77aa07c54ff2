//! Zeroings (清零) and vetoes (一票否决): what a period's total must be while they stand.
//!
//! A zeroing stands in the month, quarter and year that hold its counting day. Its first entry, line
//! 0, is the *marker*: what was recorded before it counts nothing there any more. What holds then:
//!
//! - **Later entries count**, unless the rule book says that additions do not; deductions always do.
//! - **A correction stands where the corrected entry stands.** The reversal, reinstatement or release
//!   of an entry before the marker is itself before it, in every period that the corrected entry
//!   counts in: it changes nothing, since the zeroing took the entry already.
//! - **What had to move to a later unit** (the original's is final) counts in the later one. If the
//!   original's own unit is zeroed, nothing was over-issued there and nothing is recovered. If only
//!   the later one is, the recovery takes what was gained there since, and no total below zero.
//! - **Lifting** makes a total what it would be without the zeroing. What is closed changes no more:
//!   the closing unit's share is given back on the first open day, and counts in the periods that the
//!   zeroing did not stand in; longer open periods are made right by themselves.
//!
//! All of it is a function of the entries alone, in the order of recording.

use std::collections::HashMap;

use super::entry::{Entry, EntryKind, SourceKind};
use crate::Points;
use crate::ids::{EntryId, RuleBookId};
use crate::time::{Period, PeriodKind};

/// A zeroing or veto that has not been lifted.
#[derive(Clone, Copy, Debug)]
pub struct Zeroing<'a> {
    /// Its first entry.
    pub marker: &'a Entry,
    /// Do additions that are recorded after it count?
    pub additions_count: bool,
}

impl Zeroing<'_> {
    /// Does it stand in a period?
    pub fn covers(&self, period: Period) -> bool {
        period.contains(self.marker.counts_on)
    }

    /// The periods that it stands in, from short to long.
    pub fn periods(&self) -> [Period; 3] {
        Period::all_containing(self.marker.counts_on)
    }
}

/// The period that is closed with an entry: the closing unit of its day, or the period that it is
/// scoped to.
pub fn unit_of(entry: &Entry, closing_unit: PeriodKind) -> Period {
    entry.draft.scope.unwrap_or_else(|| Period::containing(closing_unit, entry.counts_on))
}

/// Is it the first entry of a zeroing or veto?
pub fn is_marker(entry: &Entry) -> bool {
    entry.draft.source.kind == SourceKind::Zeroing && entry.draft.source.line == 0
}

/// The entries of a member under one owner's book, for what zeroings do to them.
pub struct Fold<'a> {
    entries: &'a [Entry],
    by_id: HashMap<EntryId, &'a Entry>,
    standing: Vec<Zeroing<'a>>,
}

impl<'a> Fold<'a> {
    /// Looks through the entries, oldest first. `additions_count` is the setting of a version.
    pub fn new(entries: &'a [Entry], additions_count: impl Fn(RuleBookId) -> bool) -> Self {
        let lifted = |marker: &Entry| {
            let lifts = |entry: &Entry| {
                entry.draft.kind == EntryKind::Lifting && entry.draft.source.id == marker.draft.source.id
            };
            entries.iter().any(lifts)
        };
        let standing = entries
            .iter()
            .filter(|entry| is_marker(entry) && !lifted(entry))
            .map(|marker| Zeroing { marker, additions_count: additions_count(marker.draft.rule_book) });
        Self {
            entries,
            by_id: entries.iter().map(|entry| (entry.draft.id, entry)).collect(),
            standing: standing.collect(),
        }
    }

    /// As if a zeroing had been lifted.
    pub fn without(mut self, zeroing: uuid::Uuid) -> Self {
        self.standing.retain(|standing| standing.marker.draft.source.id != zeroing);
        self
    }

    /// The zeroings that stand, in the order of recording.
    pub fn standing(&self) -> &[Zeroing<'a>] {
        &self.standing
    }

    /// The one that says what a period's total is: the last that stands in it.
    pub fn over(&self, period: Period) -> Option<Zeroing<'a>> {
        self.standing.iter().rev().find(|zeroing| zeroing.covers(period)).copied()
    }

    /// The periods that any zeroing stands in, from short to long.
    pub fn covered(&self) -> Vec<Period> {
        let mut periods: Vec<Period> = self.standing.iter().flat_map(Zeroing::periods).collect();
        periods.sort_unstable_by_key(|period| (period.kind(), period.start()));
        periods.dedup();
        periods
    }

    /// A period's total as the entries make it.
    pub fn total(&self, period: Period) -> Points {
        self.entries.iter().filter(|entry| entry.counts_in(period)).map(|entry| entry.draft.points).sum()
    }

    /// What a period's total must be.
    pub fn target(&self, period: Period) -> Points {
        let over = self.over(period);
        let (mut since, mut recovered) = (Points::ZERO, Points::ZERO);
        for entry in self.entries.iter().filter(|entry| entry.counts_in(period) && self.is_ordinary(entry, period)) {
            let (points, root) = (entry.draft.points, self.root(entry));
            match over {
                Some(zeroing) if self.position(entry, period) < zeroing.marker.seq => {}
                Some(zeroing) if !zeroing.additions_count && root.draft.kind != EntryKind::Deduction => {}
                Some(zeroing) if root.seq < zeroing.marker.seq => recovered += points,
                _ => since += points,
            }
        }
        if recovered.is_negative() { (since + recovered).max(since.min(Points::ZERO)) } else { since + recovered }
    }

    /// How far a period's total is from what it must be. Nothing in an open period; in a closed one
    /// what a lifting could not change.
    pub fn drift(&self, period: Period) -> Points {
        self.total(period) - self.target(period)
    }

    /// What was put elsewhere for a unit that is closed: given back by liftings, or evened out
    /// because it had been zeroed.
    pub fn put_elsewhere(&self, unit: Period) -> Points {
        let for_unit = |entry: &&Entry| match (entry.draft.scope, self.marker_of(entry)) {
            (None, Some(marker)) if entry.draft.kind == EntryKind::Lifting => unit.contains(marker.counts_on),
            (None, Some(_)) => unit_of(self.root(entry), unit.kind()) == unit,
            _ => false,
        };
        self.entries.iter().filter(for_unit).map(|entry| entry.draft.points).sum()
    }

    /// The zeroing that has taken all that an original counts for in its own unit, if one has: then a
    /// correction elsewhere has nothing to take or give.
    pub fn taken_by(&self, root: &Entry, unit: Period) -> Option<Zeroing<'a>> {
        self.over(unit).filter(|zeroing| {
            root.seq < zeroing.marker.seq || !zeroing.additions_count && root.draft.kind != EntryKind::Deduction
        })
    }

    /// The entry at the beginning of the corrections.
    pub fn root<'b>(&self, entry: &'b Entry) -> &'b Entry
    where
        'a: 'b,
    {
        let mut root = entry;
        while let Some(corrected) = self.corrected(root) {
            root = corrected;
        }
        root
    }

    /// Where an entry stands in a period: where the entry stands that it corrects, if that counts
    /// there too.
    fn position(&self, entry: &Entry, period: Period) -> u64 {
        let mut place = entry;
        while let Some(corrected) = self.corrected(place).filter(|corrected| corrected.counts_in(period)) {
            place = corrected;
        }
        place.seq
    }

    fn corrected(&self, entry: &Entry) -> Option<&'a Entry> {
        self.by_id.get(&entry.draft.reverses.or(entry.draft.releases)?).copied()
    }

    /// Not a zeroing's own. What stands elsewhere for a closed unit is as good as earned in periods
    /// that the zeroing did not stand in.
    fn is_ordinary(&self, entry: &Entry, period: Period) -> bool {
        match self.marker_of(entry) {
            None => true,
            Some(marker) => entry.draft.scope.is_none() && !period.contains(marker.counts_on),
        }
    }

    fn marker_of(&self, entry: &Entry) -> Option<&'a Entry> {
        let id = match entry.draft.kind {
            EntryKind::Zeroing | EntryKind::Veto | EntryKind::Lifting => entry.draft.source.id,
            _ => return None,
        };
        self.entries.iter().find(|entry| is_marker(entry) && entry.draft.source.id == id)
    }
}
