//! Caps trim an addition to what is left and say so; they never refuse the deed. Reversing an
//! entry releases what it held to the entries that were trimmed, oldest first.

use crate::Points;
use crate::ids::EntryId;
use crate::rulebook::{Cap, Limit};
use crate::time::{Day, Period};

/// What one live addition of an item holds under the item's caps: the entry itself with what was
/// released to it since. Reversed entries are left out by the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CapUse {
    /// The entry.
    pub entry: EntryId,
    /// Its counting day.
    pub counts_on: Day,
    /// What it holds, releases included.
    pub points: Points,
    /// What was asked for it.
    pub asked: Points,
}

/// More points for a trimmed entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    /// The trimmed entry.
    pub entry: EntryId,
    /// Its counting day, which the release shares.
    pub counts_on: Day,
    /// How much more.
    pub points: Points,
}

/// How much of `asked` still fits under every cap on that counting day, beside what other
/// entries hold.
pub fn trim(asked: Points, counts_on: Day, caps: &[Cap], uses: &[CapUse]) -> Points {
    caps.iter().fold(asked, |fits, cap| {
        let period = Period::containing(cap.per, counts_on);
        let holding = uses.iter().filter(|used| period.contains(used.counts_on) && used.points > Points::ZERO);
        match cap.limit {
            Limit::Points(most) => fits.min((most - holding.map(|used| used.points).sum()).max(Points::ZERO)),
            Limit::Times(times) if holding.count() >= times as usize => Points::ZERO,
            Limit::Times(_) => fits,
        }
    })
}

/// What the remaining uses may have more, oldest first (`uses` in the order of recording), after
/// one of them was taken out.
pub fn releases(caps: &[Cap], uses: &[CapUse]) -> Vec<Release> {
    let mut uses = uses.to_vec();
    let mut released = Vec::new();
    for index in 0..uses.len() {
        let Some(used) = uses.get(index).copied() else { continue };
        let others: Vec<CapUse> = uses.iter().filter(|other| other.entry != used.entry).copied().collect();
        let more = trim(used.asked, used.counts_on, caps, &others) - used.points;
        if more > Points::ZERO {
            released.push(Release { entry: used.entry, counts_on: used.counts_on, points: more });
            if let Some(used) = uses.get_mut(index) {
                used.points += more;
            }
        }
    }
    released
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::time::PeriodKind;

    fn fold(caps: &[Cap], asked: &[(Day, Points)]) -> Vec<CapUse> {
        let mut uses = Vec::new();
        for (index, (day, asked)) in asked.iter().enumerate() {
            let points = trim(*asked, *day, caps, &uses);
            uses.push(CapUse {
                entry: EntryId(Uuid::from_u128(index as u128)),
                counts_on: *day,
                points,
                asked: *asked,
            });
        }
        uses
    }

    prop_compose! {
        fn asked()(day in 0i64..120, points in 1i64..500) -> (Day, Points) {
            let first: Day = "2024-01-01".parse().expect("a day");
            (first + chrono::Duration::days(day), Points::from_hundredths(points))
        }
    }

    proptest! {
        /// The reference semantics: a fold over live entries in the order of recording. Taking
        /// one out and releasing leaves each of the others at least what the fold without it
        /// gives in sum, and never passes a cap.
        #[test]
        fn a_release_never_passes_a_cap_and_leaves_nothing_unused(
            asked in prop::collection::vec(asked(), 1..20), out in any::<prop::sample::Index>(), cap in 100i64..1500,
        ) {
            let caps = [Cap { per: PeriodKind::Quarter, limit: Limit::Points(Points::from_hundredths(cap)) }];
            let mut uses = fold(&caps, &asked);
            let gone = out.index(uses.len());
            uses.remove(gone);
            let mut without = asked.clone();
            without.remove(gone);
            for release in releases(&caps, &uses) {
                let used = uses.iter_mut().find(|used| used.entry == release.entry).expect("one of them");
                used.points += release.points;
                prop_assert!(used.points <= used.asked);
            }
            for period in ["2024-Q1", "2024-Q2"] {
                let period: Period = period.parse().expect("a period");
                let sum = |uses: &[CapUse]| -> Points {
                    uses.iter().filter(|used| period.contains(used.counts_on)).map(|used| used.points).sum()
                };
                prop_assert!(sum(&uses) <= Points::from_hundredths(cap));
                prop_assert_eq!(sum(&uses), sum(&fold(&caps, &without)));
            }
        }
    }
}
