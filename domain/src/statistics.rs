//! What was done in a place and time (S0-14): services, good deeds, consultations, with how much and by how many.
//! Deeds are counted where they were done; what was taken back was not done.

use std::collections::{BTreeMap, BTreeSet};

use crate::Quantity;
use crate::ids::{MemberId, OrganizationId};
use crate::rulebook::Statistic;
use crate::time::Period;

/// Of fewer persons than these the public is not told how many they were.
pub const FEWEST_PERSONS: u32 = 3;

/// What one member did of one item at one place in one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Who.
    pub member: MemberId,
    /// The item's code.
    pub item: String,
    /// What it counts as.
    pub statistic: Statistic,
    /// The branch of the entries.
    pub organization: OrganizationId,
    /// The month.
    pub month: Period,
    /// How often.
    pub times: u64,
    /// How much in all, where it was said.
    pub quantity: Option<Quantity>,
}

/// The figures of some activities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How often in all.
    pub times: u64,
    /// Of them, how often as what.
    pub by_kind: BTreeMap<Statistic, u64>,
    /// How many persons.
    pub persons: u32,
    /// How much, in hundredths of each unit.
    pub quantities: BTreeMap<String, i64>,
}

impl Figures {
    /// The figures of activities.
    pub fn of<'a>(activities: impl IntoIterator<Item = &'a Activity>) -> Self {
        let (mut figures, mut persons) = (Self::default(), BTreeSet::new());
        for activity in activities {
            figures.times += activity.times;
            *figures.by_kind.entry(activity.statistic).or_default() += activity.times;
            persons.insert(activity.member);
            if let Some(quantity) = &activity.quantity {
                *figures.quantities.entry(quantity.unit().to_owned()).or_default() += quantity.hundredths();
            }
        }
        Self { persons: u32::try_from(persons.len()).unwrap_or(u32::MAX), ..figures }
    }

    /// How often as one kind.
    pub fn as_kind(&self, kind: Statistic) -> u64 {
        self.by_kind.get(&kind).copied().unwrap_or_default()
    }

    /// How many persons, as far as the public is told.
    pub fn public_persons(&self) -> Option<u32> {
        Some(self.persons).filter(|persons| *persons >= FEWEST_PERSONS)
    }
}

/// The figures of each group.
pub fn tally<'a, K: Ord>(
    activities: impl IntoIterator<Item = &'a Activity>,
    key: impl Fn(&'a Activity) -> K,
) -> BTreeMap<K, Figures> {
    let mut groups: BTreeMap<K, Vec<&Activity>> = BTreeMap::new();
    for activity in activities {
        groups.entry(key(activity)).or_default().push(activity);
    }
    groups.into_iter().map(|(key, group)| (key, Figures::of(group))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn activity() -> impl Strategy<Value = Activity> {
        let quantity = prop::option::of((1i64..10_000, prop::sample::select(vec!["小时", "吨"])));
        (0u128..9, 0usize..4, 0usize..4, 0u128..5, 1u32..=12, 1u64..20, quantity).prop_map(
            |(member, item, kind, branch, month, times, quantity)| Activity {
                member: MemberId(Uuid::from_u128(member)),
                item: format!("i{item}"),
                statistic: Statistic::ALL[kind],
                organization: OrganizationId(Uuid::from_u128(branch)),
                month: format!("2024-{month:02}").parse().expect("a month"),
                times,
                quantity: quantity.and_then(|(much, unit)| Quantity::new(much, unit)),
            },
        )
    }

    proptest! {
        /// Whatever they are grouped by, nothing is lost and nothing is counted twice.
        #[test]
        fn groups_add_up_to_the_whole(activities in prop::collection::vec(activity(), 0..60)) {
            let whole = Figures::of(&activities);
            let groups = [
                tally(&activities, |one| one.item.clone()).into_values().collect::<Vec<_>>(),
                tally(&activities, |one| one.organization).into_values().collect(),
                tally(&activities, |one| one.month.start()).into_values().collect(),
            ];
            for groups in groups {
                prop_assert_eq!(groups.iter().map(|group| group.times).sum::<u64>(), whole.times);
                for kind in Statistic::ALL {
                    prop_assert_eq!(groups.iter().map(|group| group.as_kind(kind)).sum::<u64>(), whole.as_kind(kind));
                }
                for (unit, sum) in &whole.quantities {
                    let parts = groups.iter().filter_map(|group| group.quantities.get(unit));
                    prop_assert_eq!(parts.sum::<i64>(), *sum);
                }
                prop_assert!(groups.iter().all(|group| group.persons <= whole.persons));
            }
            prop_assert_eq!(Statistic::ALL.map(|kind| whole.as_kind(kind)).iter().sum::<u64>(), whole.times);
        }
    }
}
