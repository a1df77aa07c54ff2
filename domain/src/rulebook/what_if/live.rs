//! The live entries of a member: what counts after every correction.

use std::collections::HashMap;

use crate::Points;
use crate::ids::EntryId;
use crate::ledger::{Entry, EntryKind};

/// An entry with what became of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'e> {
    /// The entry.
    pub(super) entry: &'e Entry,
    /// What it holds with its releases.
    pub(super) held: Points,
    /// A correction of what counts elsewhere: it keeps its points whatever the book says.
    pub(super) fixed: bool,
    alive: bool,
}

/// The live lines in the order of recording. A correction that counts on the day of what it
/// corrects undoes it; one that counts elsewhere (its unit was final) is a line of its own.
pub(super) fn live(entries: &[Entry]) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    // The line that an entry made or changed.
    let mut of: HashMap<EntryId, usize> = HashMap::new();
    for entry in entries {
        let draft = &entry.draft;
        let corrected = match draft.kind {
            EntryKind::Reversal | EntryKind::Reinstatement => draft.reverses,
            EntryKind::CapRelease => draft.releases,
            _ => None,
        };
        let place = corrected.and_then(|id| of.get(&id).copied());
        let line = place.and_then(|at| Some((at, lines.get_mut(at)?)));
        let same_place =
            |line: &Line<'_>| line.entry.counts_on == entry.counts_on && line.entry.draft.scope == draft.scope;
        match line {
            Some((at, line)) if same_place(line) => {
                line.held += draft.points;
                match draft.kind {
                    EntryKind::Reversal => line.alive = false,
                    EntryKind::Reinstatement => line.alive = true,
                    _ => {}
                }
                of.insert(draft.id, at);
            }
            _ => {
                let fixed =
                    matches!(draft.kind, EntryKind::Reversal | EntryKind::Reinstatement | EntryKind::CapRelease);
                of.insert(draft.id, lines.len());
                lines.push(Line { entry, held: draft.points, fixed, alive: true });
            }
        }
    }
    lines.retain(|line| line.alive);
    lines
}
