//! S4-10: weighting is exact, minimums hold, and voices are whose they are.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::ids::PersonId;

fn ballots() -> impl Strategy<Value = Ballots> {
    prop::array::uniform4(0u32..200).prop_map(Ballots)
}

fn weights() -> impl Strategy<Value = Weights> {
    (0u32..=100, 0u32..=100, 0u32..=100).prop_map(|(a, b, c)| {
        let mut cuts = [a, b, c];
        cuts.sort_unstable();
        let [a, b, c] = cuts;
        Weights { own: a, secretary: b - a, peers: c - b, villagers: 100 - c }
    })
}

const NONE: Minimum = Minimum { peers: 0, villagers: 0 };

proptest! {
    #[test]
    fn what_everybody_gives_is_what_comes_out(weights in weights(), grade in 0usize..4, counts in prop::array::uniform4(1u32..500)) {
        prop_assert!(weights.is_whole());
        let grade = Grade::ALL[grade];
        let ballots = counts.map(|count| {
            let mut ballots = Ballots::default();
            ballots.add(grade, count);
            ballots
        });
        let outcome = outcome(weights, NONE, &ballots);
        prop_assert_eq!((outcome.score, outcome.grade, outcome.weight), (grade.points(), Some(grade), 100));
    }

    /// Against the sum of each voice's own fraction, compared without dividing.
    #[test]
    fn the_score_is_the_exact_sum_cut_to_the_hundredth(
        weights in weights(), minimum in (3u32..30, 0u32..30), ballots in prop::array::uniform4(ballots()),
    ) {
        let minimum = Minimum { peers: minimum.0, villagers: minimum.1 };
        let outcome = outcome(weights, minimum, &ballots);
        let counted: Vec<(u32, Ballots)> = Voice::ALL.iter().zip(ballots)
            .filter(|(voice, _)| weights.of(**voice) > 0 && !outcome.missing.contains(voice))
            .map(|(voice, ballots)| (weights.of(*voice), ballots)).collect();
        prop_assert_eq!(counted.iter().map(|(weight, _)| weight).sum::<u32>(), outcome.weight);
        let all: i128 = counted.iter().map(|(_, ballots)| i128::from(ballots.total())).product();
        let sum: i128 = counted.iter().map(|(weight, ballots)| {
            let worth: i128 = Grade::ALL.iter().zip(ballots.0)
                .map(|(grade, count)| i128::from(grade.points().hundredths()) * i128::from(count)).sum();
            i128::from(*weight) * worth * (all / i128::from(ballots.total()))
        }).sum();
        let score = i128::from(outcome.score.hundredths());
        prop_assert!(score * all * 100 <= sum && sum < (score + 1) * all * 100);
        prop_assert!(outcome.score <= Points::whole(i32::try_from(outcome.weight).unwrap()));
    }

    /// A voice too few is said, takes no part, and gives no other voice more weight.
    #[test]
    fn a_voice_below_its_minimum_is_missing_and_nothing_fills_its_place(
        weights in weights(), ballots in prop::array::uniform4(ballots()), least in 3u32..400,
    ) {
        let minimum = Minimum { peers: least, villagers: 0 };
        let got = outcome(weights, minimum, &ballots);
        let too_few = weights.peers > 0 && ballots[2].total() < u64::from(least);
        prop_assert_eq!(got.missing.contains(&Voice::Peers), too_few);
        prop_assert_eq!(got.grade.is_none(), got.is_provisional());
        if too_few {
            let mut without = ballots;
            without[2] = Ballots::default();
            prop_assert_eq!(got, outcome(weights, minimum, &without));
        }
    }

    /// One better grade never costs anything.
    #[test]
    fn a_better_rating_never_lowers_a_score(
        weights in weights(), ballots in prop::array::uniform4(ballots()), voice in 0usize..4, from in 1usize..4,
    ) {
        let before = outcome(weights, NONE, &ballots);
        let mut better = ballots;
        prop_assume!(better[voice].0[from] > 0);
        better[voice].0[from] -= 1;
        better[voice].0[from - 1] += 1;
        prop_assert!(outcome(weights, NONE, &better).score >= before.score);
    }

    #[test]
    fn nobody_rates_themselves_but_as_self(is_peer: bool, is_secretary: bool, is_township: bool) {
        let person = PersonId(Uuid::from_u128(1));
        let speaker = Speaker { person, is_peer, is_secretary, is_township };
        for voice in Voice::ALL {
            let own = may_speak(speaker, *voice, Subject { person, is_secretary });
            prop_assert_eq!(own.is_ok(), *voice == Voice::Own);
            let other = Subject { person: PersonId(Uuid::from_u128(2)), is_secretary: false };
            let may = may_speak(speaker, *voice, other).is_ok();
            prop_assert_eq!(may, match voice {
                Voice::Own | Voice::Villagers => false,
                Voice::Secretary => is_secretary,
                Voice::Peers => is_peer && !is_secretary,
            });
            let secretary = Subject { is_secretary: true, ..other };
            prop_assert_eq!(may_speak(speaker, Voice::Secretary, secretary).is_ok(), is_township);
        }
    }
}

#[test]
fn four_voices_make_one_score() {
    // Self good; secretary fair; peers 2 good, 1 fair, 1 ordinary; villagers 10 good, 5 poor.
    let ballots = [Ballots([1, 0, 0, 0]), Ballots([0, 1, 0, 0]), Ballots([2, 1, 1, 0]), Ballots([10, 0, 0, 5])];
    let outcome = outcome(Weights::DEFAULT, Minimum::DEFAULT, &ballots);
    // 10 + 16 + 34 + 20
    assert_eq!((outcome.score, outcome.grade), (Points::whole(80), Some(Grade::Fair)));
}
