//! Ranks: the same rule in list, own rank, export, notice and settlement.

use crate::Points;
use crate::rulebook::TieRule;

/// A row with its rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked<T> {
    /// From 1; equal totals share one.
    pub rank: u32,
    /// What the rank was given for.
    pub total: Points,
    /// The row.
    pub row: T,
}

/// Ranks rows by total, best first; inside a rank by `order` (the roster's), on every page.
/// Everybody is listed, zero and below included (pitfall 10).
pub fn rank<T, K: Ord>(
    rows: impl IntoIterator<Item = T>,
    ties: TieRule,
    total: impl Fn(&T) -> Points,
    order: impl Fn(&T) -> K,
) -> Vec<Ranked<T>> {
    let mut rows: Vec<T> = rows.into_iter().collect();
    rows.sort_by(|a, b| total(b).cmp(&total(a)).then_with(|| order(a).cmp(&order(b))));
    let mut ranked: Vec<Ranked<T>> = Vec::with_capacity(rows.len());
    for row in rows {
        let total = total(&row);
        let place = u32::try_from(ranked.len()).unwrap_or(u32::MAX).saturating_add(1);
        let rank = match ranked.last() {
            Some(last) if last.total == total => last.rank,
            Some(last) if ties == TieRule::Dense => last.rank + 1,
            _ => place,
        };
        ranked.push(Ranked { rank, total, row });
    }
    ranked
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ranks(totals: &[i64], ties: TieRule) -> Vec<u32> {
        let rows = totals.iter().copied().enumerate();
        rank(rows, ties, |row| Points::from_hundredths(row.1), |row| row.0).iter().map(|row| row.rank).collect()
    }

    #[test]
    fn equal_totals_share_a_rank_and_the_next_is_skipped() {
        // pitfall 9
        assert_eq!(ranks(&[500, 300, 300, 100], TieRule::Skip), [1, 2, 2, 4]);
        assert_eq!(ranks(&[500, 300, 300, 100], TieRule::Dense), [1, 2, 2, 3]);
        assert_eq!(ranks(&[0, -50, 0], TieRule::Skip), [1, 1, 3]);
    }

    proptest! {
        #[test]
        fn a_rank_is_one_more_than_the_number_of_better_totals(totals in prop::collection::vec(-300i64..300, 0..60)) {
            let rows = totals.iter().copied().enumerate();
            let ranked = rank(rows, TieRule::Skip, |row| Points::from_hundredths(row.1), |row| row.0);
            prop_assert_eq!(ranked.len(), totals.len());
            for row in &ranked {
                let better = totals.iter().filter(|total| **total > row.row.1).count();
                prop_assert_eq!(row.rank as usize, better + 1);
            }
            for pair in ranked.windows(2) {
                prop_assert!(pair[0].total > pair[1].total || pair[0].row.0 < pair[1].row.0);
            }
        }
    }
}
