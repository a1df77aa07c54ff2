//! What a decision writes: the entry itself and everything that follows from it, in one transaction.
//!
//! A plan looks at one member's entries under one owner's book. It is the one place where deeds,
//! corrections, caps and zeroings meet, so that whatever is decided, no cap is passed, nothing is
//! left unused that a trimmed deed could have, and zeroed periods stay at their target.

use std::collections::HashMap;
use std::sync::Arc;

use uuid::Uuid;

use super::append::append;
use super::caps::{releases, trim, trim_more};
use super::chain::GENESIS;
use super::entry::{Draft, Entry, EntryKind, Head, Source, SourceKind};
use super::lineage::{cap_uses, lineages};
use super::reversal::{self, ReversalError, Standing};
use super::zeroing::{Fold, unit_of};
use crate::Points;
use crate::ids::{AccountId, EntryId, OrganizationId, RuleBookId};
use crate::rulebook::{Cap, RuleBook};
use crate::time::{Day, Period, PeriodKind};

/// The versions that the entries were scored under.
pub type Books = HashMap<RuleBookId, Arc<RuleBook>>;

/// A decision in the making. The drafts that it ends with have no digest of their words yet: whoever
/// writes them knows the words.
pub struct Plan<'a, Mint> {
    head: Head,
    books: &'a Books,
    mint: Mint,
    by: AccountId,
    /// The last day of what corrections leave as it is.
    fixed_through: Option<Day>,
    /// What was there, then what the plan adds.
    entries: Vec<Entry>,
    before: usize,
    drafts: Vec<Draft>,
}

impl<'a, Mint: FnMut() -> EntryId> Plan<'a, Mint> {
    /// For a member whose turn was taken. `entries` are all of theirs under the owner's book, oldest
    /// first; for [`Plan::record`] those of the item will do where no zeroing was ever written. `by`
    /// decides, `mint` makes ids.
    pub fn new(head: Head, entries: Vec<Entry>, books: &'a Books, by: AccountId, mint: Mint) -> Self {
        let (before, fixed_through) = (entries.len(), head.closed_through);
        Self { head, books, mint, by, fixed_through, before, entries, drafts: Vec::new() }
    }

    /// For a correction that an objection or a found error forces: units that are closed and not final
    /// are corrected where they stand. The caller makes the next edition of each that it changes.
    #[must_use]
    pub fn in_closed_units(self) -> Self {
        Self { fixed_through: self.head.final_through, ..self }
    }

    /// A deed or grant. `draft.asked` and `draft.points` are what is asked; an addition is trimmed to
    /// what its item's caps leave.
    pub fn record(mut self, draft: Draft) -> Vec<Draft> {
        let mut draft = draft;
        if let (EntryKind::Addition, Some(item)) = (draft.kind, draft.item.as_deref()) {
            let uses = cap_uses(&lineages(&self.entries), draft.owner, item);
            let counts_on = super::counts_on(draft.deed_on, self.head.closed_through);
            draft.points = trim(draft.asked, counts_on, caps_of(self.books, draft.rule_book, item), &uses);
        }
        self.push(draft);
        self.hold();
        self.drafts
    }

    /// Takes an entry back with its releases (冲正), and gives what it held under a cap to deeds that
    /// the cap had trimmed. Takes what holds: the original, or the reinstatement of it.
    ///
    /// # Errors
    /// See [`ReversalError`].
    pub fn reverse(mut self, id: EntryId) -> Result<Vec<Draft>, ReversalError> {
        let original = self.free_to_correct(id)?;
        let held = lineages(&self.entries).iter().find(|lineage| lineage.holder == Some(id)).map(|own| own.held);
        let draft = reversal::reverse(&original, held.unwrap_or_default(), (self.mint)(), self.by, self.standing())?;
        self.correct(draft);
        Ok(self.drafts)
    }

    /// Mends a wrong reversal, as far as the caps leave room by now.
    ///
    /// # Errors
    /// See [`ReversalError`].
    pub fn reinstate(mut self, id: EntryId) -> Result<Vec<Draft>, ReversalError> {
        let reversal = self.free_to_correct(id).map_err(|error| match error {
            ReversalError::AlreadyReversed { .. } => ReversalError::AlreadyReinstated,
            error => error,
        })?;
        let mut draft = reversal::reinstate(&reversal, (self.mint)(), self.by, self.standing())?;
        if let (EntryKind::Addition, Some(item)) = (self.fold().root(&reversal).draft.kind, draft.item.as_deref()) {
            let (all, root) = (lineages(&self.entries), self.fold().root(&reversal).draft.id);
            let own = all.iter().find(|own| own.root == root);
            let uses = cap_uses(&all, draft.owner, item);
            let day = draft.counts_as.unwrap_or(reversal.counts_on);
            draft.points = trim_more(draft.points, day, own, caps_of(self.books, draft.rule_book, item), &uses);
        }
        self.correct(draft);
        Ok(self.drafts)
    }

    /// Writes a zeroing or veto (S0-12): one scoped entry for the month, quarter and year that hold
    /// its counting day, each equal to minus that period's total; even nothing, since the first is
    /// the marker. `draft` gives all but points, scope and line.
    pub fn zero(mut self, draft: &Draft) -> Vec<Draft> {
        let day = super::counts_on(draft.deed_on, self.head.closed_through);
        for (line, period) in (0u32..).zip(Period::all_containing(day)) {
            let points = -self.fold().total(period);
            let id = if line == 0 { draft.id } else { (self.mint)() };
            self.push(Draft {
                id,
                source: Source { line, ..draft.source },
                points,
                asked: points,
                scope: Some(period),
                counts_as: Some(day),
                ..draft.clone()
            });
        }
        self.drafts
    }

    /// Lifts a zeroing or veto: open periods get what they would have without it; a closed unit's
    /// share comes on the first open day. `None` where no such zeroing stands.
    pub fn lift(mut self, zeroing: Uuid) -> Option<Vec<Draft>> {
        let fold = self.fold();
        let standing = fold.standing().iter().find(|own| own.marker.draft.source.id == zeroing);
        let marker = standing?.marker.clone();
        let closed = |period: Period| self.head.closed_through.is_some_and(|day| period.last_day() <= day);
        let unit = Period::containing(self.closing_unit(marker.draft.rule_book), marker.counts_on);
        let periods = Period::all_containing(marker.counts_on);
        let open: Vec<Period> = periods.into_iter().filter(|period| !closed(*period)).collect();
        if closed(unit) {
            let fold = self.fold().without(zeroing);
            let points = fold.target(unit) - fold.total(unit) - fold.put_elsewhere(unit);
            let day = super::counts_on(marker.counts_on, self.head.closed_through);
            self.lifted(&marker, points, None, day);
        }
        // From short to long, since what is scoped to a month counts in its quarter and year, too.
        let mut all: Vec<(Period, Option<Points>)> = open.into_iter().map(|period| (period, None)).collect();
        let others = self.drifts().into_iter().filter(|(period, _)| !periods.contains(period));
        all.extend(others.map(|(period, drift)| (period, Some(drift))));
        all.sort_unstable_by_key(|(period, _)| (period.kind(), period.start()));
        for (period, drift) in all {
            let fold = self.fold().without(zeroing);
            let points = fold.target(period) - fold.total(period);
            match drift {
                Some(drift) => self.keep(period, drift),
                None if !points.is_zero() || self.drafts.is_empty() => {
                    self.lifted(&marker, points, Some(period), marker.counts_on);
                }
                None => {}
            }
        }
        Some(self.drafts)
    }

    fn lifted(&mut self, marker: &Entry, points: Points, scope: Option<Period>, day: Day) {
        let line = u32::try_from(self.drafts.len()).unwrap_or(u32::MAX);
        let draft = Draft {
            id: (self.mint)(),
            kind: EntryKind::Lifting,
            source: Source { kind: SourceKind::Lifting, id: marker.draft.source.id, line },
            points,
            asked: points,
            scope,
            counts_as: Some(day),
            recorded_by: self.by,
            approved_by: self.by,
            ..marker.draft.clone()
        };
        self.push(draft);
    }

    /// The entry, if nothing has corrected it yet.
    fn free_to_correct(&self, id: EntryId) -> Result<Entry, ReversalError> {
        let entry = self.entries.iter().find(|entry| entry.draft.id == id).ok_or(ReversalError::NoSuchEntry)?;
        match self.entries.iter().find(|other| other.draft.reverses == Some(id)) {
            Some(other) => Err(ReversalError::AlreadyReversed { by: other.draft.id }),
            None => Ok(entry.clone()),
        }
    }

    /// A reversal or reinstatement with all that follows.
    fn correct(&mut self, draft: Draft) {
        let (id, owner, item) = (draft.id, draft.owner, draft.item.clone());
        self.push(draft);
        let root = self.entries.last().map(|last| self.fold().root(last).draft.kind);
        self.even_out();
        if let (Some(EntryKind::Addition), Some(item)) = (root, item) {
            self.release(id, owner, &item);
        }
        self.hold();
    }

    /// What trimmed deeds of the item may have by now, oldest first.
    fn release(&mut self, cause: EntryId, owner: OrganizationId, item: &str) {
        let uses = cap_uses(&lineages(&self.entries), owner, item);
        let more = releases(|book| caps_of(self.books, book, item), &uses, self.fixed_through);
        for (line, release) in (0u32..).zip(more) {
            let Some(trimmed) = self.entries.iter().find(|entry| entry.draft.id == release.entry) else { continue };
            let draft = Draft {
                id: EntryId(Uuid::nil()),
                kind: EntryKind::CapRelease,
                source: Source { kind: SourceKind::CapRelease, id: cause.0, line },
                points: release.points,
                asked: release.points,
                counts_as: Some(release.counts_on),
                recorded_by: self.by,
                approved_by: self.by,
                reverses: None,
                releases: Some(release.entry),
                ..trimmed.draft.clone()
            };
            let id = (self.mint)();
            self.push(Draft { id, ..draft });
            self.even_out();
        }
    }

    /// The last entry corrects a deed that counts in another unit, and a zeroing has taken all that
    /// the deed counts for there: then there is nothing to take back or to give again here.
    fn even_out(&mut self) {
        let fold = self.fold();
        let Some(last) = self.entries.last() else { return };
        let root = fold.root(last);
        let unit = unit_of(root, self.closing_unit(root.draft.rule_book));
        if unit.contains(last.counts_on) || last.draft.points.is_zero() {
            return;
        }
        let Some(zeroing) = fold.taken_by(root, unit) else { return };
        let (marker, last) = (zeroing.marker.clone(), last.clone());
        self.follow(&marker, -last.draft.points, None, last.counts_on, Some(last.draft.id));
    }

    /// Zeroed periods stay where they must be, whatever was added; from short to long, since what is
    /// scoped to a month counts in its quarter and year, too.
    fn hold(&mut self) {
        for (period, drift) in self.drifts() {
            self.keep(period, drift);
        }
    }

    /// The zeroed periods with how far each was from its target before the plan.
    fn drifts(&self) -> Vec<(Period, Points)> {
        let before = self.entries.get(..self.before).unwrap_or_default();
        let before = Fold::new(before, |book| additions_count(self.books, book));
        self.fold().covered().into_iter().map(|period| (period, before.drift(period))).collect()
    }

    /// One more entry of the zeroing over a period, if it is not as far from its target as it was.
    fn keep(&mut self, period: Period, drift: Points) {
        let fold = self.fold();
        let change = drift - fold.drift(period);
        if let (Some(zeroing), false) = (fold.over(period), change.is_zero()) {
            let marker = zeroing.marker.clone();
            self.follow(&marker, change, Some(period), marker.counts_on, None);
        }
    }

    /// One more entry of a zeroing.
    fn follow(&mut self, marker: &Entry, points: Points, scope: Option<Period>, day: Day, evens_out: Option<EntryId>) {
        let own = self.entries.iter().filter(|entry| {
            entry.draft.source.kind == SourceKind::Zeroing && entry.draft.source.id == marker.draft.source.id
        });
        let line = u32::try_from(own.count()).unwrap_or(u32::MAX);
        let draft = Draft {
            id: (self.mint)(),
            source: Source { line, ..marker.draft.source },
            points,
            asked: points,
            scope,
            counts_as: Some(day),
            recorded_by: self.by,
            approved_by: self.by,
            releases: evens_out,
            ..marker.draft.clone()
        };
        self.push(draft);
    }

    fn push(&mut self, draft: Draft) {
        let draft = Draft { reason_digest: GENESIS, ..draft };
        // The instant and the hashes are those of the one who writes; only place and day matter here.
        let appended = append(self.head, vec![draft.clone()], chrono::DateTime::UNIX_EPOCH);
        self.head = appended.head;
        self.entries.extend(appended.entries);
        self.drafts.push(draft);
    }

    const fn standing(&self) -> Standing {
        let Head { closed_through, final_through, .. } = self.head;
        Standing { fixed_through: self.fixed_through, closed_through, final_through }
    }

    fn fold(&self) -> Fold<'_> {
        Fold::new(&self.entries, |book| additions_count(self.books, book))
    }

    fn closing_unit(&self, book: RuleBookId) -> PeriodKind {
        self.books.get(&book).map_or(PeriodKind::Quarter, |book| book.closing_unit)
    }
}

fn additions_count(books: &Books, book: RuleBookId) -> bool {
    books.get(&book).is_none_or(|book| book.additions_after_zeroing)
}

fn caps_of<'a>(books: &'a Books, book: RuleBookId, item: &str) -> &'a [Cap] {
    books.get(&book).and_then(|book| book.item(item)).map_or(&[], |item| item.caps.as_slice())
}
