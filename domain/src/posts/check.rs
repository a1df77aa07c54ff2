//! Checking posts and zones off for a period, and when that pays (S2-2).

use super::post::Post;
use super::refusal::Refusal;
use crate::ids::{MemberId, PostId};
use crate::ledger::{Source, SourceKind, digest};
use crate::time::{Day, Period};

/// The days on which a member held a post, half-open: `[from, to)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: Day,
    /// The first day after; none while it lasts.
    pub to: Option<Day>,
}

impl Span {
    /// Does it hold a day of the period, up to today?
    pub fn touches(self, period: Period, today: Day) -> bool {
        let to = self.to.unwrap_or(Day::MAX);
        self.from < to && self.from < period.end() && to > period.start() && self.from <= today
    }
}

/// What a check comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It completes a period that was kept throughout: the points are due.
    Pays(Period),
    /// So many checks of the period are still to come.
    Waiting {
        /// How many.
        left: usize,
    },
    /// The period was not kept throughout: nothing is due for it.
    NotKept,
}

/// May this period be checked for who held the post in a span?
///
/// # Errors
/// What stands against it.
pub fn check(post: &Post, held: Span, period: Period, today: Day) -> Result<(), Refusal> {
    if period.kind() != post.check_every {
        return Err(Refusal::WrongPeriod);
    }
    if period.start() > today {
        return Err(Refusal::NotBegun);
    }
    if held.touches(period, today) { Ok(()) } else { Err(Refusal::NotHeld) }
}

/// The period that a check counts towards.
pub fn paid_period(post: &Post, checked: Period) -> Period {
    Period::containing(post.pays_per, checked.start())
}

/// The periods that are checked inside one that is paid.
pub fn parts(post: &Post, paid: Period) -> Vec<Period> {
    let first = Period::containing(post.check_every, paid.start());
    std::iter::successors(Some(first), |part| Some(part.next())).take_while(|part| part.end() <= paid.end()).collect()
}

/// What the checks of a post and member come to for a period: `checks` are those that lie in it,
/// each with whether it was kept.
pub fn outcome(post: &Post, paid: Period, checks: &[(Period, bool)]) -> Outcome {
    if checks.iter().any(|(_, kept)| !kept) {
        return Outcome::NotKept;
    }
    let first = Period::containing(post.check_every, paid.start());
    let parts =
        std::iter::successors(Some(first), |part| Some(part.next())).take_while(|part| part.end() <= paid.end());
    match parts.filter(|part| !checks.iter().any(|(checked, _)| checked == part)).count() {
        0 => Outcome::Pays(paid),
        left => Outcome::Waiting { left },
    }
}

/// The source of what a kept period pays: the same whoever checks, however often and under
/// whichever tenure, so that the unique key lets it pay once.
pub fn check_source(post: PostId, member: MemberId, paid: Period) -> Source {
    let period = paid.to_string();
    let hash = digest([b"post_check".as_slice(), post.0.as_bytes(), member.0.as_bytes(), period.as_bytes()]);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    // Version 8: an id by a rule of our own.
    Source { kind: SourceKind::PostCheck, id: uuid::Builder::from_custom_bytes(bytes).into_uuid(), line: 0 }
}

/// The day of the deed: the last of the period, or of the tenure, or the day of the check,
/// whichever comes first.
pub fn deed_on(held: Span, paid: Period, today: Day) -> Day {
    let last_held = held.to.and_then(|to| to.pred_opt()).unwrap_or(Day::MAX);
    paid.last_day().min(today).min(last_held)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::ids::OrganizationId;
    use crate::organizations::OrganizationPath;
    use crate::posts::{PostKind, PostState};
    use crate::time::PeriodKind;

    fn post(check_every: PeriodKind, pays_per: PeriodKind) -> Post {
        let organization = OrganizationId(Uuid::from_u128(1));
        Post {
            id: PostId(Uuid::from_u128(2)),
            organization,
            path: OrganizationPath::root(organization),
            grid: None,
            kind: PostKind::Zone,
            area: None,
            name: "责任区".to_owned(),
            skill_wanted: None,
            places: 1,
            taken: 0,
            item: "clean_zone".to_owned(),
            check_every,
            pays_per,
            state: PostState::Open,
            version: 1,
        }
    }

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn period(text: &str) -> Period {
        text.parse().expect("a period")
    }

    #[test]
    fn checked_for_its_own_kind_of_period_once_that_has_begun_by_who_held_it() {
        let zone = post(PeriodKind::Month, PeriodKind::Quarter);
        let held = Span { from: day("2024-02-10"), to: Some(day("2024-04-01")) };
        let today = day("2024-05-02");
        assert_eq!(check(&zone, held, period("2024-02"), today), Ok(()));
        assert_eq!(check(&zone, held, period("2024-03"), day("2024-03-01")), Ok(()));
        assert_eq!(check(&zone, held, period("2024-01"), today), Err(Refusal::NotHeld));
        assert_eq!(check(&zone, held, period("2024-04"), today), Err(Refusal::NotHeld));
        assert_eq!(check(&zone, held, period("2024-06"), today), Err(Refusal::NotBegun));
        assert_eq!(check(&zone, held, period("2024-Q1"), today), Err(Refusal::WrongPeriod));
        let nothing = Span { from: day("2024-02-10"), to: Some(day("2024-02-10")) };
        assert_eq!(check(&zone, nothing, period("2024-02"), today), Err(Refusal::NotHeld));
        let later = Span { from: day("2024-02-20"), to: None };
        assert_eq!(check(&zone, later, period("2024-02"), day("2024-02-10")), Err(Refusal::NotHeld));
    }

    #[test]
    fn the_deed_is_done_on_the_last_day_that_can_be() {
        let quarter = period("2024-Q1");
        let held = Span { from: day("2024-01-01"), to: None };
        assert_eq!(deed_on(held, quarter, day("2024-04-05")), day("2024-03-31"));
        assert_eq!(deed_on(held, quarter, day("2024-03-20")), day("2024-03-20"));
        let ended = Span { to: Some(day("2024-03-10")), ..held };
        assert_eq!(deed_on(ended, quarter, day("2024-04-05")), day("2024-03-09"));
    }

    #[test]
    fn the_source_is_stable_and_its_own() {
        let [one, other] = [1, 2].map(|n| MemberId(Uuid::from_u128(n)));
        let post = PostId(Uuid::from_u128(3));
        let quarter = period("2024-Q1");
        assert_eq!(check_source(post, one, quarter), check_source(post, one, quarter));
        assert_ne!(check_source(post, one, quarter), check_source(post, other, quarter));
        assert_ne!(check_source(post, one, quarter), check_source(post, one, quarter.next()));
    }

    proptest! {
        /// S2-2: in whatever order the months are checked, the last check pays, and only if each
        /// month was kept.
        #[test]
        fn the_check_that_completes_a_kept_quarter_pays_once(
            kept in prop::array::uniform3(any::<bool>()),
            order in Just([0usize, 1, 2]).prop_shuffle(),
            monthly: bool,
        ) {
            let zone = post(PeriodKind::Month, if monthly { PeriodKind::Month } else { PeriodKind::Quarter });
            let months = period("2024-Q3").parts();
            let mut checks: Vec<(Period, bool)> = Vec::new();
            let mut paid = 0;
            for index in order {
                checks.push((months[index], kept[index]));
                let due = paid_period(&zone, months[index]);
                let inside: Vec<_> = checks.iter().copied().filter(|(month, _)| due.contains(month.start())).collect();
                match outcome(&zone, due, &inside) {
                    Outcome::Pays(period) => {
                        prop_assert_eq!(period, due);
                        paid += 1;
                    }
                    Outcome::Waiting { left } => prop_assert!(!monthly && left == 3 - inside.len()),
                    Outcome::NotKept => prop_assert!(inside.iter().any(|(_, kept)| !kept)),
                }
            }
            let kept = kept.iter().filter(|kept| **kept).count();
            prop_assert_eq!(paid, if monthly { kept } else { usize::from(kept == 3) });
        }
    }
}
