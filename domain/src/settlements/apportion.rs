//! Dividing what there is.

/// What one member would get if there were enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The place in the roster, which breaks ties.
    pub order: i64,
    /// In units of 0.01 point; below zero counts as nothing.
    pub units: i64,
}

/// Divides `available` units. Who wants what, if it is enough for all; else everybody gets the
/// same part of it, rounded down, and the largest remainders get one unit more each, ties in the
/// order of the roster (fixed in the design, "Fund"). Answers in the order of `wanted`.
///
/// The sum never exceeds what is available, and equals it where it did not suffice. Nobody gets
/// more than they want, and whoever wants more gets no less.
pub fn apportion(wanted: &[Wanted], available: i64) -> Vec<i64> {
    let units = |one: &Wanted| i128::from(one.units.max(0));
    let sum: i128 = wanted.iter().map(units).sum();
    let available = i128::from(available.max(0));
    if sum <= available {
        return wanted.iter().map(|one| one.units.max(0)).collect();
    }
    // Two factors below 2^63 each: their product fits. The sum is above zero here.
    let mut given: Vec<i128> = wanted.iter().map(|one| units(one) * available / sum).collect();
    let left = available - given.iter().sum::<i128>();
    let mut by_remainder: Vec<usize> = (0..wanted.len()).collect();
    by_remainder.sort_by_key(|index| {
        let one = wanted.get(*index);
        let remainder = one.map_or(0, |one| units(one) * available % sum);
        (std::cmp::Reverse(remainder), one.map_or(i64::MAX, |one| one.order), *index)
    });
    for index in by_remainder.into_iter().take(usize::try_from(left).unwrap_or_default()) {
        if let Some(given) = given.get_mut(index) {
            *given += 1;
        }
    }
    // Nobody has more than they wanted, which was an i64.
    given.into_iter().map(|units| i64::try_from(units).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn divide(units: &[i64], available: i64) -> Vec<i64> {
        let wanted: Vec<_> = units.iter().zip(1..).map(|(units, order)| Wanted { order, units: *units }).collect();
        apportion(&wanted, available)
    }

    #[test]
    fn s0_9_the_largest_remainders_get_the_rest_and_ties_go_by_the_roster() {
        assert_eq!(divide(&[6_000, 4_000, 2_000], 12_000), [6_000, 4_000, 2_000], "enough");
        assert_eq!(divide(&[6_000, 4_000, 2_000], 10_000), [5_000, 3_333, 1_667]);
        assert_eq!(divide(&[1, 1, 1], 2), [1, 1, 0], "the first of the roster");
        let backwards = [Wanted { order: 9, units: 1 }, Wanted { order: 2, units: 1 }];
        assert_eq!(apportion(&backwards, 1), [0, 1]);
        assert_eq!(divide(&[5, 0, -3], 0), [0, 0, 0], "a fund of zero");
        assert_eq!(divide(&[], 500_000), Vec::<i64>::new(), "a village without members");
        assert_eq!(divide(&[0, 0], 500_000), [0, 0]);
        assert_eq!(divide(&[i64::MAX, i64::MAX], i64::MAX), [i64::MAX / 2 + 1, i64::MAX / 2]);
    }

    fn wants() -> impl Strategy<Value = Vec<i64>> {
        let some = prop_oneof![Just(0), Just(6_000), 0..10_000i64, 0..=i64::MAX];
        prop::collection::vec(some, 0..60)
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_made(
            wants in wants(),
            available in prop_oneof![Just(0), 0..300_000i64, 0..=i64::MAX],
        ) {
            let given = divide(&wants, available);
            let sum = |all: &[i64]| all.iter().map(|one| i128::from(*one)).sum::<i128>();
            prop_assert_eq!(given.len(), wants.len());
            prop_assert_eq!(sum(&given), sum(&wants).min(i128::from(available)), "exact when scaled");
            for (given, wanted) in given.iter().zip(&wants) {
                prop_assert!((0..=*wanted).contains(given));
            }
            for (a, one) in wants.iter().enumerate() {
                for (b, other) in wants.iter().enumerate() {
                    prop_assert!(one <= other || given[a] >= given[b], "monotone");
                    prop_assert!(one != other || (given[a] - given[b]).abs() <= 1, "equal but for one unit");
                }
            }
        }

        /// It does not matter who is written down first: only the roster does.
        #[test]
        fn the_order_of_reading_plays_no_part(wants in wants(), available in 0..300_000i64) {
            let mut wanted: Vec<_> = wants.iter().zip(1..).map(|(units, order)| Wanted { order, units: *units }).collect();
            let forwards = apportion(&wanted, available);
            wanted.reverse();
            let mut backwards = apportion(&wanted, available);
            backwards.reverse();
            prop_assert_eq!(forwards, backwards);
        }
    }
}
