//! Caps trim an addition to what is left and say so; they never refuse the deed. Reversing an
//! entry releases what it held to the entries that were trimmed, oldest first.
//!
//! A zeroing frees no cap: it takes totals, the deeds stay, and lifting it must pass no cap.

use super::lineage::Lineage;
use crate::Points;
use crate::ids::{EntryId, RuleBookId};
use crate::rulebook::{Cap, Limit};
use crate::time::{Day, Period};

/// More points for a trimmed entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    /// The trimmed entry: the original.
    pub entry: EntryId,
    /// The counting day of what holds, which the release shares.
    pub counts_on: Day,
    /// How much more.
    pub points: Points,
}

/// How much of `asked` a new deed may have on a counting day under every cap, beside what `uses`
/// hold.
pub fn trim(asked: Points, counts_on: Day, caps: &[Cap], uses: &[Lineage]) -> Points {
    trim_more(asked, counts_on, None, caps, uses)
}

/// How much of `asked` a lineage may have more. Where its own reversal took points in a period that
/// the original does not count in, giving those back uses nothing up there.
pub(super) fn trim_more(
    asked: Points,
    counts_on: Day,
    own: Option<&Lineage>,
    caps: &[Cap],
    uses: &[Lineage],
) -> Points {
    caps.iter().fold(asked, |fits, cap| {
        let period = Period::containing(cap.per, counts_on);
        let others = uses.iter().filter(|used| own.is_none_or(|own| own.root != used.root));
        let holding = others.map(|used| used.net(period)).filter(|held| *held > Points::ZERO);
        let most = match cap.limit {
            Limit::Points(most) => (most - holding.sum()).max(Points::ZERO),
            Limit::Times(times) if holding.count() >= times as usize => Points::ZERO,
            Limit::Times(_) => return fits,
        };
        let own = own.map_or(Points::ZERO, |own| own.net(period));
        fits.min((most - own).max(Points::ZERO))
    })
}

/// What the remaining uses may have more, oldest first (`uses` in the order of recording), after
/// one of them was taken out. Each is held to the caps of the version that it was scored under.
/// What counts in a closed unit changes no more.
pub fn releases<'a>(
    caps: impl Fn(RuleBookId) -> &'a [Cap],
    uses: &[Lineage],
    closed_through: Option<Day>,
) -> Vec<Release> {
    let mut uses = uses.to_vec();
    let mut released = Vec::new();
    for index in 0..uses.len() {
        let Some(used) = uses.get(index) else { continue };
        let closed = closed_through.is_some_and(|closed| used.day <= closed);
        if closed || used.held >= used.due {
            continue;
        }
        let more = trim_more(used.due - used.held, used.day, Some(used), caps(used.rule_book), &uses);
        if more > Points::ZERO {
            released.push(Release { entry: used.root, counts_on: used.day, points: more });
            if let Some(used) = uses.get_mut(index) {
                used.release(more);
            }
        }
    }
    released
}
