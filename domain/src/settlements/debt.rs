//! What a reversal made a member owe, what of it was taken off, and what of that comes back because the
//! reversal was mended later.

use crate::Points;

/// What one reversal has cost. Always `given_back` ≤ `give_back` ≤ `recovered` ≤ `points`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Debt {
    /// Whether the reversal holds; one that a reinstatement mended makes nobody owe.
    pub holds: bool,
    /// How many redemption points were too many.
    pub points: Points,
    /// How many of them settlements took off.
    pub recovered: Points,
    /// How many of those were taken off in vain: they come back.
    pub give_back: Points,
    /// How many of those settlements gave back.
    pub given_back: Points,
}

/// How a member and the fund stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// What the next settlements take off.
    pub owed: Points,
    /// What the next settlements give back.
    pub due_back: Points,
}

impl Debt {
    /// One of which nothing is said yet.
    pub const NEW: Self = Self {
        holds: true,
        points: Points::ZERO,
        recovered: Points::ZERO,
        give_back: Points::ZERO,
        given_back: Points::ZERO,
    };

    /// What is still to be taken off.
    pub fn open(&self) -> Points {
        if self.holds { self.points - self.recovered } else { Points::ZERO }
    }

    /// What is still to be given back.
    pub fn due_back(&self) -> Points {
        self.give_back - self.given_back
    }

    /// Is no part more than what it is a part of?
    pub fn is_exact(&self) -> bool {
        let parts = [Points::ZERO, self.given_back, self.give_back, self.recovered, self.points];
        parts.is_sorted()
    }

    /// What the fund has of it: taken off, and not given back.
    fn held(&self) -> Points {
        self.recovered - self.given_back
    }
}

impl Balance {
    /// The balance of some debts.
    pub fn of<'a>(debts: impl IntoIterator<Item = &'a Debt>) -> Self {
        debts.into_iter().fold(Self::default(), |sum, debt| Self {
            owed: sum.owed + debt.open(),
            due_back: sum.due_back + debt.due_back(),
        })
    }

    /// What the member owes in the end; below zero where more comes back.
    pub fn net(self) -> Points {
        self.owed - self.due_back
    }
}

/// Brings the debts of one line of a settlement, the oldest first, to what was too much in it because of
/// all reversals that hold. What was taken off and is too much no more comes back, from mended reversals
/// first; an entry that is taken back, mended and taken back again costs once. What was given back stays
/// given: if it turns out too much again, it is owed anew.
pub fn reckon(debts: &mut [Debt], too_much: Points) {
    let held: Points = debts.iter().map(Debt::held).sum();
    let mut surplus = (held - too_much).max(Points::ZERO);
    let (mended, holding): (Vec<_>, Vec<_>) = debts.iter_mut().rev().partition(|debt| !debt.holds);
    for debt in mended.into_iter().chain(holding) {
        let part = debt.held().min(surplus);
        debt.give_back = debt.given_back + part;
        surplus = surplus - part;
    }
    let open: Points = debts.iter().map(Debt::open).sum();
    let mut change = (too_much - held).max(Points::ZERO) - open;
    // The newest first: it brought the change, and the oldest are taken off first.
    for debt in debts.iter_mut().rev().filter(|debt| debt.holds) {
        let points = (debt.points + change).max(debt.recovered);
        change = change - (points - debt.points);
        debt.points = points;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn whole(points: i32) -> Points {
        Points::whole(points)
    }

    #[test]
    fn what_was_recovered_in_vain_comes_back_once() {
        let mut debts = vec![Debt::NEW];
        let take = |debts: &mut Vec<Debt>, too_much| {
            reckon(debts, whole(too_much));
            let Balance { owed, due_back } = Balance::of(debts.iter());
            (owed, due_back)
        };
        assert_eq!(take(&mut debts, 20), (whole(20), whole(0)));
        debts[0].recovered = whole(20);
        debts[0].holds = false;
        assert_eq!(take(&mut debts, 0), (whole(0), whole(20)), "mended: it comes back");
        debts.push(Debt::NEW);
        assert_eq!(take(&mut debts, 20), (whole(0), whole(0)), "taken back again: it was paid");
        debts[1].holds = false;
        assert_eq!(take(&mut debts, 0), (whole(0), whole(20)));
        debts[0].given_back = whole(20);
        assert_eq!(take(&mut debts, 0), (whole(0), whole(0)), "once");
        debts.push(Debt::NEW);
        assert_eq!(take(&mut debts, 20), (whole(20), whole(0)), "what was given back is owed anew");
        debts[2].recovered = whole(15);
        assert_eq!(take(&mut debts, 10), (whole(0), whole(5)), "too much is less than was thought");
        assert_eq!(take(&mut debts, 20), (whole(5), whole(0)));
    }

    #[derive(Clone, Debug)]
    enum Step {
        Found(i64),
        Mended(usize, i64),
        Recovered(i64),
        GivenBack(i64),
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            (0..9_000i64).prop_map(Step::Found),
            (0..8usize, 0..9_000i64).prop_map(|(which, too_much)| Step::Mended(which, too_much)),
            (0..9_000i64).prop_map(Step::Recovered),
            (0..9_000i64).prop_map(Step::GivenBack),
        ]
    }

    proptest! {
        /// Whatever is found, mended, taken off and given back: what the fund keeps and what it still takes
        /// are together what was too much, and nothing is taken or given twice.
        #[test]
        fn s0_9_what_is_kept_and_what_is_owed_is_what_was_too_much(steps in prop::collection::vec(step(), 1..40)) {
            let (mut debts, mut too_much) = (Vec::<Debt>::new(), Points::ZERO);
            let (mut taken, mut given) = (Points::ZERO, Points::ZERO);
            for step in steps {
                match step {
                    Step::Found(units) => {
                        debts.push(Debt::NEW);
                        too_much = Points::from_hundredths(units);
                        reckon(&mut debts, too_much);
                    }
                    Step::Mended(which, units) => {
                        let Some(debt) = debts.get_mut(which).filter(|debt| debt.holds) else { continue };
                        debt.holds = false;
                        // Nothing is too much where nothing is reversed.
                        let any = debts.iter().any(|debt| debt.holds);
                        too_much = if any { Points::from_hundredths(units) } else { Points::ZERO };
                        reckon(&mut debts, too_much);
                    }
                    Step::Recovered(units) => {
                        let mut left = Points::from_hundredths(units);
                        for debt in &mut debts {
                            let part = debt.open().min(left);
                            debt.recovered += part;
                            taken += part;
                            left = left - part;
                        }
                    }
                    Step::GivenBack(units) => {
                        let mut left = Points::from_hundredths(units);
                        for debt in &mut debts {
                            let part = debt.due_back().min(left);
                            debt.given_back += part;
                            given += part;
                            left = left - part;
                        }
                    }
                }
                let before = debts.clone();
                reckon(&mut debts, too_much);
                prop_assert_eq!(&before, &debts, "reckoned twice is reckoned once");
                prop_assert!(debts.iter().all(Debt::is_exact), "{:?}", debts);
                let Balance { owed, due_back } = Balance::of(&debts);
                prop_assert!(owed.is_zero() || due_back.is_zero(), "never both");
                prop_assert_eq!(taken - given - due_back + owed, too_much);
            }
        }
    }
}
