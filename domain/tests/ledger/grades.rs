//! Grades of whole boards against a count of who is better, without the book's own arithmetic.

use proptest::prelude::*;
use xianfeng_domain::Points;
use xianfeng_domain::boards::rank;
use xianfeng_domain::rulebook::{Grade, GradedPlace, RuleBook, Threshold, TieRule};
use xianfeng_domain::time::Period;

/// The bounds of grades, best first: shares in percent, or scores in hundredths.
#[derive(Clone, Debug)]
pub enum Bounds {
    Shares(Vec<u32>),
    Scores(Vec<i64>),
}

pub fn bounds() -> impl Strategy<Value = Bounds> {
    let shares = prop::collection::btree_set(1u32..100, 0..4)
        .prop_map(|bounds| Bounds::Shares(bounds.into_iter().chain([100]).collect()));
    let scores = prop::collection::btree_set(-300i64..900, 0..4)
        .prop_map(|bounds| Bounds::Scores(bounds.into_iter().rev().collect()));
    prop_oneof![shares, scores]
}

fn grades(bounds: &Bounds) -> Vec<Grade> {
    let thresholds: Vec<Threshold> = match bounds {
        Bounds::Shares(shares) => shares.iter().map(|share| Threshold::Share(*share)).collect(),
        Bounds::Scores(scores) => {
            let scores = scores.iter().map(|score| Threshold::Score(Points::from_hundredths(*score)));
            scores.chain([Threshold::EVERYBODY]).collect()
        }
    };
    let named = thresholds.into_iter().enumerate();
    named.map(|(n, threshold)| Grade { code: n.to_string(), name: n.to_string(), threshold }).collect()
}

/// The place in the list of the grade that a total gets among others.
fn naive(bounds: &Bounds, total: Points, all: &[Points]) -> usize {
    let better = all.iter().filter(|other| **other > total).count();
    let lowest = all.iter().all(|other| *other >= total);
    match bounds {
        Bounds::Scores(scores) => scores.iter().position(|score| total.hundredths() >= *score).unwrap_or(scores.len()),
        Bounds::Shares(shares) => {
            let first = usize::from(lowest && shares.len() > 1);
            let reached = |share: &u32| better * 100 < *share as usize * all.len();
            first + shares.iter().skip(first).position(reached).unwrap_or_default()
        }
    }
}

/// Everybody's grade on a board of these totals.
pub fn check(book: &RuleBook, bounds: &Bounds, period: Period, totals: &[Points]) {
    let book = RuleBook { grades: grades(bounds), ..book.clone() };
    let lowest = totals.iter().copied().min().unwrap_or_default();
    let counted = u32::try_from(totals.len()).expect("few");
    for row in rank(totals.iter().copied().enumerate(), TieRule::Skip, |row| row.1, |row| row.0) {
        let place = GradedPlace { rank: row.rank, counted, total: row.total, lowest };
        let grade = book.graded(period.kind(), place).map(|grade| grade.code.clone());
        assert_eq!(grade, Some(naive(bounds, row.total, totals).to_string()), "{totals:?} by {bounds:?}");
    }
}
