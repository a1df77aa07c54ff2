//! Who has a vote, and how many of them must be present before anything is decided.
//!
//! A meeting of all members decides when at least half of those with a vote are present. Probationary
//! members have none. Who is exempt, or away for a time, is not among those who must come; whoever of them
//! is present all the same, on the spot or from away where that counts, is counted on both sides.

use super::MeetingKind;

/// At least half, of a thousand.
pub const HALF: u16 = 500;

/// One on a meeting's list, as its closing sees them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voter {
    /// On probation (预备党员): without a vote.
    pub probationary: bool,
    /// Was expected; the exempt are not.
    pub expected: bool,
    /// Is away for a time on the meeting's day.
    pub away: bool,
    /// Is present.
    pub here: bool,
}

/// How many had a vote, and how many of them were present.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turnout {
    /// Had a vote and had to come, or were present.
    pub voters: u32,
    /// Of them, present.
    pub present: u32,
}

impl Turnout {
    /// Counts a list.
    pub fn of(list: impl IntoIterator<Item = Voter>) -> Self {
        let with_vote = list.into_iter().filter(|voter| !voter.probationary);
        with_vote.filter(|voter| voter.here || (voter.expected && !voter.away)).fold(Self::default(), |sum, voter| {
            Self { voters: sum.voters + 1, present: sum.present + u32::from(voter.here) }
        })
    }

    /// Were enough present? Nobody at all is never enough.
    pub fn reaches(self, permille: u16) -> bool {
        self.present > 0 && u64::from(self.present) * 1000 >= u64::from(self.voters) * u64::from(permille)
    }
}

/// What a meeting of a kind asks for where nothing else is said: half, where it decides.
pub const fn usual_quorum(kind: MeetingKind) -> Option<u16> {
    match kind {
        MeetingKind::BranchMeeting | MeetingKind::CommitteeMeeting => Some(HALF),
        MeetingKind::PartyDay
        | MeetingKind::GroupMeeting
        | MeetingKind::PartyLesson
        | MeetingKind::OrganizationLife
        | MeetingKind::Other => None,
    }
}

/// The votes on one matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Votes {
    /// For it.
    pub for_it: u32,
    /// Against it.
    pub against: u32,
    /// Neither.
    pub abstained: u32,
}

impl Votes {
    /// Were there no more votes than people with one?
    pub fn fit(self, turnout: Turnout) -> bool {
        let all = u64::from(self.for_it) + u64::from(self.against) + u64::from(self.abstained);
        all <= u64::from(turnout.present)
    }

    /// Was it carried: by more than half of those who had a vote, present or not?
    pub fn carry(self, turnout: Turnout) -> bool {
        u64::from(self.for_it) * 2 > u64::from(turnout.voters)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn voters() -> impl Strategy<Value = Vec<Voter>> {
        let one = any::<(bool, bool, bool, bool)>().prop_map(|(probationary, expected, away, here)| Voter {
            probationary,
            expected,
            away,
            here,
        });
        prop::collection::vec(one, 0..60)
    }

    proptest! {
        #[test]
        fn whoever_comes_never_makes_it_harder(list in voters(), at in 0usize..60, permille in 1u16..=1000) {
            let before = Turnout::of(list.iter().copied());
            prop_assert!(before.present <= before.voters);
            let mut more = list.clone();
            if let Some(voter) = more.get_mut(at) {
                voter.here = true;
            }
            let after = Turnout::of(more);
            prop_assert!(!before.reaches(permille) || after.reaches(permille));
        }

        #[test]
        fn who_has_no_vote_changes_nothing(list in voters(), here: bool, expected: bool) {
            let without = Turnout::of(list.iter().copied());
            let more = Voter { probationary: true, expected, away: false, here };
            let with = Turnout::of(list.into_iter().chain([more]));
            prop_assert_eq!(with, without);
        }

        #[test]
        fn nothing_is_carried_twice(voters in 1u32..500, for_it in 0u32..500, against in 0u32..500) {
            let for_it = for_it % (voters + 1);
            let against = against % (voters - for_it + 1);
            let turnout = Turnout { voters, present: voters };
            let [one, other] = [(for_it, against), (against, for_it)]
                .map(|(for_it, against)| Votes { for_it, against, abstained: 0 });
            prop_assert!(one.fit(turnout) && other.fit(turnout));
            prop_assert!(!(one.carry(turnout) && other.carry(turnout)));
        }
    }

    #[test]
    fn half_is_enough_and_who_is_away_need_not_come() {
        let voter = Voter { probationary: false, expected: true, away: false, here: false };
        let here = Voter { here: true, ..voter };
        let away = Voter { away: true, ..voter };
        let half = Turnout::of([voter, here]);
        assert!(half.reaches(HALF) && !half.reaches(501));
        assert_eq!(Turnout::of([here, away]), Turnout { voters: 1, present: 1 });
        // From away, where it counts, on both sides.
        assert_eq!(Turnout::of([here, voter, Voter { here: true, ..away }]), Turnout { voters: 3, present: 2 });
        assert!(!Turnout::default().reaches(1));
        // More than half of all who have a vote: of ten, six; five are not enough.
        let ten = Turnout { voters: 10, present: 8 };
        assert!(Votes { for_it: 6, against: 2, abstained: 0 }.carry(ten));
        assert!(!Votes { for_it: 5, against: 0, abstained: 3 }.carry(ten));
    }
}
