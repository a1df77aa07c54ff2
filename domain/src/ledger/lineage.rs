//! Lineages: an original entry with everything that corrected it. The one definition of what still
//! counts, for caps, releases, corrections and `verify`.

use std::collections::HashMap;

use super::entry::{Entry, EntryKind};
use crate::Points;
use crate::ids::{EntryId, OrganizationId, RuleBookId};
use crate::time::{Day, Period};

/// An original entry and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lineage {
    /// The original: an addition, a deduction or base points.
    pub root: EntryId,
    /// What the original is.
    pub kind: EntryKind,
    /// Its item.
    pub item: Option<String>,
    /// The owner of its rule book.
    pub owner: OrganizationId,
    /// The version that it was scored under.
    pub rule_book: RuleBookId,
    /// The entry that holds its points now: the original, or the last reinstatement. `None` while
    /// it is reversed.
    pub holder: Option<EntryId>,
    /// The counting day of what held last.
    pub day: Day,
    /// What it holds now, releases included; nothing while it is reversed.
    pub held: Points,
    /// The most that it may hold: what was asked. After a reversal that had to count on another day
    /// than what it took, no more than that: the caps of the day left behind have had their say.
    pub due: Points,
    /// Whether it was ever reversed.
    pub was_reversed: bool,
    /// What its entries put on which counting day.
    parts: Vec<(Day, Points)>,
}

impl Lineage {
    fn of(root: &Entry) -> Self {
        let draft = &root.draft;
        Self {
            root: draft.id,
            kind: draft.kind,
            item: draft.item.clone(),
            owner: draft.owner,
            rule_book: draft.rule_book,
            holder: Some(draft.id),
            day: root.counts_on,
            held: draft.points,
            due: draft.asked,
            was_reversed: false,
            parts: vec![(root.counts_on, draft.points)],
        }
    }

    /// What an entry would hold if it had been worth so much: for trying another rule book.
    pub(crate) fn holding(root: &Entry, points: Points) -> Self {
        Self { held: points, parts: vec![(root.counts_on, points)], ..Self::of(root) }
    }

    /// Does it count?
    pub const fn is_live(&self) -> bool {
        self.holder.is_some()
    }

    /// What its entries come to in a period. A reversal that had to count later leaves the original
    /// where it was: each period is looked at by itself.
    pub fn net(&self, period: Period) -> Points {
        self.parts.iter().filter(|(day, _)| period.contains(*day)).map(|(_, points)| *points).sum()
    }

    /// The counting days of its entries.
    pub fn days(&self) -> impl Iterator<Item = Day> {
        self.parts.iter().map(|(day, _)| *day)
    }

    /// Gives it more, on the day of what holds.
    pub(super) fn release(&mut self, points: Points) {
        self.held += points;
        self.parts.push((self.day, points));
    }

    fn follow(&mut self, entry: &Entry) {
        let (draft, points) = (&entry.draft, entry.draft.points);
        match draft.kind {
            EntryKind::CapRelease => self.held += points,
            EntryKind::Reversal => {
                if entry.counts_on != self.day {
                    self.due = self.held;
                }
                (self.holder, self.held, self.was_reversed) = (None, Points::ZERO, true);
            }
            EntryKind::Reinstatement => {
                (self.holder, self.held, self.day) = (Some(draft.id), points, entry.counts_on);
            }
            EntryKind::Base
            | EntryKind::Addition
            | EntryKind::Deduction
            | EntryKind::Zeroing
            | EntryKind::Veto
            | EntryKind::Lifting => return,
        }
        self.parts.push((entry.counts_on, points));
    }
}

/// The lineages of some of a member's entries, in the order of recording. A reversal takes what
/// holds, a reinstatement mends a reversal and may itself be reversed, and so on; a release belongs
/// to the original. Zeroings touch no lineage: they take totals, not deeds.
pub fn lineages<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Vec<Lineage> {
    let mut lineages: Vec<Lineage> = Vec::new();
    let mut places: HashMap<EntryId, usize> = HashMap::new();
    for entry in entries {
        let draft = &entry.draft;
        let place = match draft.kind {
            EntryKind::Base | EntryKind::Addition | EntryKind::Deduction => {
                lineages.push(Lineage::of(entry));
                Some(lineages.len() - 1)
            }
            _ => draft.reverses.or(draft.releases).and_then(|corrected| places.get(&corrected).copied()),
        };
        let Some(place) = place else { continue };
        places.insert(draft.id, place);
        if let Some(lineage) = lineages.get_mut(place) {
            lineage.follow(entry);
        }
    }
    lineages
}

/// The live additions of an item under an owner's book: what holds shares of its caps.
pub fn cap_uses(lineages: &[Lineage], owner: OrganizationId, item: &str) -> Vec<Lineage> {
    let of_item = |lineage: &&Lineage| {
        lineage.is_live()
            && lineage.kind == EntryKind::Addition
            && lineage.owner == owner
            && lineage.item.as_deref() == Some(item)
    };
    lineages.iter().filter(of_item).cloned().collect()
}
