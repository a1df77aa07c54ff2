//! What became of those who were named, batch by batch (S2-11: 6 batches, 72 people, 59 turned round,
//! 13 with a deadline).

use std::collections::BTreeMap;

use super::Outcome;
use crate::ids::PersonId;
use crate::time::Day;

/// A confirmed case, as far as the figures need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Who.
    pub person: PersonId,
    /// The batch.
    pub batch: Option<String>,
    /// The day on which it was confirmed.
    pub on: Day,
    /// How it ended; none while it goes on.
    pub outcome: Option<Outcome>,
}

/// The figures of a batch: people, not cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BatchOutcome {
    /// Its label; none for who was named alone.
    pub batch: Option<String>,
    /// The day of its first confirmation.
    pub first: Option<Day>,
    /// How many people were named.
    pub named: u32,
    /// Turned round.
    pub turned_round: u32,
    /// Still to improve, within a deadline.
    pub with_deadline: u32,
    /// Handed on.
    pub handed_on: u32,
    /// Ended otherwise, or left.
    pub otherwise: u32,
}

/// The figures, by batch in the order of their first day. Who has several cases in one batch counts
/// once, by the one that went furthest from turning round: handed on, going on, ended otherwise,
/// turned round.
pub fn outcomes(named: &[Named]) -> Vec<BatchOutcome> {
    let weight = |outcome: Option<Outcome>| match outcome {
        Some(Outcome::TurnedRound) => 0,
        Some(Outcome::EndedOtherwise | Outcome::Left) => 1,
        None => 2,
        Some(Outcome::HandedOn) => 3,
    };
    let mut people: BTreeMap<(&Option<String>, PersonId), (u8, Day)> = BTreeMap::new();
    for one in named {
        let entry = people.entry((&one.batch, one.person)).or_insert((0, one.on));
        *entry = (entry.0.max(weight(one.outcome)), entry.1.min(one.on));
    }
    let mut batches: BTreeMap<&Option<String>, BatchOutcome> = BTreeMap::new();
    for ((batch, _), (weight, on)) in people {
        let sum =
            batches.entry(batch).or_insert_with(|| BatchOutcome { batch: batch.clone(), ..BatchOutcome::default() });
        sum.first = Some(sum.first.map_or(on, |first| first.min(on)));
        sum.named += 1;
        match weight {
            0 => sum.turned_round += 1,
            1 => sum.otherwise += 1,
            2 => sum.with_deadline += 1,
            _ => sum.handed_on += 1,
        }
    }
    let mut sums: Vec<BatchOutcome> = batches.into_values().collect();
    sums.sort_by(|a, b| (a.first, &a.batch).cmp(&(b.first, &b.batch)));
    sums
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn named(person: u128, batch: u8, day: u64, outcome: u8) -> Named {
        let first: Day = "2024-01-01".parse().expect("a day");
        Named {
            person: PersonId(Uuid::from_u128(person)),
            batch: (batch > 0).then(|| format!("第{batch}批")),
            on: first + chrono::Days::new(day),
            outcome: Outcome::ALL.get(usize::from(outcome)).copied(),
        }
    }

    /// S2-11: six batches, 72 people, 59 turned round, 13 with a deadline.
    #[test]
    fn the_account_s_own_figures() {
        let all: Vec<Named> =
            (0..72).map(|n| named(n, u8::try_from(n % 6).expect("small") + 1, 0, if n < 59 { 0 } else { 9 })).collect();
        let sums = outcomes(&all);
        let total = |of: fn(&BatchOutcome) -> u32| sums.iter().map(of).sum::<u32>();
        assert_eq!((sums.len(), total(|sum| sum.named)), (6, 72));
        assert_eq!((total(|sum| sum.turned_round), total(|sum| sum.with_deadline)), (59, 13));
    }

    proptest! {
        /// Nobody is lost or counted twice, in whatever order the cases come.
        #[test]
        fn the_parts_add_up(mut all in proptest::collection::vec((0u128..9, 0u8..4, 0u64..9, 0u8..6), 0..40)) {
            let build = |all: &[(u128, u8, u64, u8)]| -> Vec<Named> {
                all.iter().map(|(person, batch, day, outcome)| named(*person, *batch, *day, *outcome)).collect()
            };
            let sums = outcomes(&build(&all));
            let people: std::collections::BTreeSet<_> = all.iter().map(|(person, batch, ..)| (*batch, *person)).collect();
            prop_assert_eq!(sums.iter().map(|sum| sum.named).sum::<u32>(), u32::try_from(people.len()).unwrap());
            for sum in &sums {
                prop_assert_eq!(sum.named, sum.turned_round + sum.with_deadline + sum.handed_on + sum.otherwise);
            }
            all.reverse();
            prop_assert_eq!(sums, outcomes(&build(&all)));
        }
    }
}
