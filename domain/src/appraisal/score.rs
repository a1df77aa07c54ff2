//! From ballots to a score.

use super::{Grade, Minimum, Voice, Weights};
use crate::Points;

/// How many gave each grade, in the order of [`Grade::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ballots(pub [u32; 4]);

impl Ballots {
    /// How many there are.
    pub fn total(self) -> u64 {
        self.0.iter().map(|count| u64::from(*count)).sum()
    }

    /// One more of a grade.
    pub fn add(&mut self, grade: Grade, count: u32) {
        let places = Grade::ALL.iter().zip(&mut self.0);
        for (_, own) in places.filter(|(one, _)| **one == grade) {
            *own = own.saturating_add(count);
        }
    }

    /// What they are worth together, in hundredths.
    fn worth(self) -> i128 {
        let each = Grade::ALL.iter().zip(self.0);
        each.map(|(grade, count)| i128::from(grade.points().hundredths()) * i128::from(count)).sum()
    }
}

/// The result of one person.
///
/// A voice below its minimum counts nothing, and the others do not count more in its place: the
/// score is out of the hundredths of `weight`, the voice stands in `missing`, and there is no
/// grade. Such a result is provisional, and says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The weighted score, 0 to `weight`, cut to the hundredth.
    pub score: Points,
    /// The hundredths of the whole that have spoken: 100 unless a voice is missing.
    pub weight: u32,
    /// The grade of a whole score; none while a voice is missing.
    pub grade: Option<Grade>,
    /// The voices that weigh something and were too few.
    pub missing: Vec<Voice>,
}

impl Outcome {
    /// Is a voice missing?
    pub fn is_provisional(&self) -> bool {
        !self.missing.is_empty()
    }
}

/// The result of one person's ballots, by voice in the order of [`Voice::ALL`]. Exact: the mean of
/// each voice stays a fraction until the sum is cut.
pub fn outcome(weights: Weights, minimum: Minimum, ballots: &[Ballots; 4]) -> Outcome {
    let (mut numerator, mut denominator) = (0_i128, 1_i128);
    let (mut weight, mut missing) = (0, Vec::new());
    for (voice, ballots) in Voice::ALL.iter().zip(ballots) {
        let own = weights.of(*voice);
        if own == 0 {
            continue;
        }
        let count = ballots.total();
        if count < u64::from(minimum.of(*voice).max(1)) {
            missing.push(*voice);
            continue;
        }
        weight += own;
        let count = i128::from(count);
        numerator = numerator * count + i128::from(own) * ballots.worth() * denominator;
        denominator *= count;
    }
    let hundredths = numerator / (denominator * 100);
    let score = Points::from_hundredths(i64::try_from(hundredths).unwrap_or_default());
    let grade = missing.is_empty().then(|| Grade::of(score));
    Outcome { score, weight, grade, missing }
}
