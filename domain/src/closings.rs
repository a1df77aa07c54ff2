//! A unit's life (`design.md`, Scoring and closing): open, closed with edition 1 frozen and numbered,
//! published for objections (S2-9), final.

use crate::ids::{ClosingId, OrganizationId, RuleBookId};
use crate::organizations::OrganizationPath;
use crate::time::{Day, Period, PeriodKind};

/// Where a closing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Members are frozen one after the other.
    Freezing,
    /// Edition 1 is sealed; objections are decided, corrections make the next editions.
    Closed,
    /// Nothing of the period changes any more.
    Final,
}

impl State {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Freezing, Self::Closed, Self::Final];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Freezing => "freezing",
            Self::Closed => "closed",
            Self::Final => "final",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// The closing of a township's period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Its id.
    pub id: ClosingId,
    /// The township.
    pub township: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// The period.
    pub period: Period,
    /// Is it the rule book's closing unit? Else a longer period, whose closing freezes an edition and
    /// moves no member.
    pub unit: bool,
    /// The township's rule book on the period's last day.
    pub rule_book: RuleBookId,
    /// Where it is.
    pub state: State,
    /// The number of the latest edition: 1 or more.
    pub edition: u32,
    /// The day of its publication.
    pub published_on: Option<Day>,
    /// The last day to object; none before the publication.
    pub objections_until: Option<Day>,
    /// Grows with every change.
    pub version: u64,
}

/// What decides whether a period may be closed.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The period.
    pub period: Period,
    /// The closing unit of the rule book.
    pub unit: PeriodKind,
    /// The first day that any entry of a closing unit counts on; none without. What belongs to a longer
    /// period, such as a year's base points, is closed with that.
    pub first_day: Option<Day>,
    /// The closings of the township so far, whatever the kind of period.
    pub closings: &'a [Closing],
    /// The present day.
    pub today: Day,
}

/// Why a period cannot be closed, published or made final.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The period runs until that day.
    #[error("the period is not over before {0}")]
    NotOver(Day),
    /// The rule book closes longer periods only.
    #[error("the rule book closes nothing shorter than its closing unit")]
    TooShort,
    /// An earlier unit with entries comes first.
    #[error("{0} comes first")]
    EarlierFirst(Period),
    /// A unit inside comes first.
    #[error("{0}, which lies inside, comes first")]
    InsideFirst(Period),
    /// There is a closing already.
    #[error("closed already")]
    AlreadyClosed,
    /// It is not in the state that the step starts from.
    #[error("the closing is in another state")]
    WrongState,
    /// It was published already.
    #[error("published already")]
    AlreadyPublished,
    /// Objections may be made until that day.
    #[error("objections may be made until {0}")]
    TermRuns(Day),
}

/// May a period be closed? It is over; every earlier unit that holds entries is closed, and for a
/// longer period every unit inside it.
///
/// # Errors
/// See [`Refusal`].
pub fn may_close(asked: Asked<'_>) -> Result<(), Refusal> {
    let Asked { period, unit, first_day, closings, today } = asked;
    if period.kind() < unit {
        return Err(Refusal::TooShort);
    }
    if today <= period.last_day() {
        return Err(Refusal::NotOver(period.last_day()));
    }
    let of = |period: Period| closings.iter().find(|closing| closing.period == period);
    // Closing a unit closes whatever was before it, too.
    let later = |closing: &Closing| closing.unit && closing.period.start() > period.start();
    if of(period).is_some() || (period.kind() == unit && closings.iter().any(later)) {
        return Err(Refusal::AlreadyClosed);
    }
    let closed = |period: Period| of(period).is_some_and(|closing| closing.state != State::Freezing);
    // From the unit of the first entry on, every one up to the period's end, but the period itself: a
    // township that begins in autumn has nothing to close of the spring.
    let Some(first) = first_day else { return Ok(()) };
    let mut before = Period::containing(unit, first);
    while before.start() < period.end() {
        if before != period && !closed(before) {
            let inside = before.start() >= period.start();
            return Err(if inside { Refusal::InsideFirst(before) } else { Refusal::EarlierFirst(before) });
        }
        before = before.next();
    }
    Ok(())
}

impl Closing {
    /// May its edition be published? Once, after the freezing.
    ///
    /// # Errors
    /// See [`Refusal`].
    pub fn may_publish(&self) -> Result<(), Refusal> {
        match (self.state, self.published_on) {
            (State::Closed, None) => Ok(()),
            (State::Closed, Some(_)) => Err(Refusal::AlreadyPublished),
            _ => Err(Refusal::WrongState),
        }
    }

    /// May it become final, so far as time and order go? The term to object is over, and what comes
    /// first is final: the unit before, the units inside.
    ///
    /// # Errors
    /// See [`Refusal`].
    pub fn may_finalize(&self, closings: &[Self], today: Day) -> Result<(), Refusal> {
        let (State::Closed, Some(until)) = (self.state, self.objections_until) else {
            return Err(Refusal::WrongState);
        };
        if today <= until {
            return Err(Refusal::TermRuns(until));
        }
        let earlier = |other: &&Self| other.unit && other.id != self.id && other.state != State::Final;
        match closings.iter().filter(earlier).find(|other| other.period.start() < self.period.end()) {
            Some(other) if other.period.start() >= self.period.start() => Err(Refusal::InsideFirst(other.period)),
            Some(other) => Err(Refusal::EarlierFirst(other.period)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn period(text: &str) -> Period {
        text.parse().expect("a period")
    }

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn closing(text: &str, state: State) -> Closing {
        let township = OrganizationId(Uuid::from_u128(1));
        Closing {
            id: ClosingId(Uuid::from_u128(u128::try_from(text.len()).expect("small"))),
            township,
            path: OrganizationPath::root(township),
            period: period(text),
            unit: period(text).kind() == PeriodKind::Quarter,
            rule_book: RuleBookId(Uuid::from_u128(2)),
            state,
            edition: 1,
            published_on: Some(day("2025-01-05")),
            objections_until: Some(day("2025-01-12")),
            version: 1,
        }
    }

    #[test]
    fn units_close_in_order_and_a_year_after_its_quarters() {
        let asked = |text: &str, first: &str, closings: &[Closing], today: &str| {
            let (period, first_day, today) = (period(text), Some(day(first)), day(today));
            may_close(Asked { period, unit: PeriodKind::Quarter, first_day, closings, today })
        };
        let first = [closing("2024-Q1", State::Closed)];
        assert_eq!(asked("2024-Q1", "2024-02-01", &[], "2024-03-31"), Err(Refusal::NotOver(day("2024-03-31"))));
        assert_eq!(asked("2024-Q1", "2024-02-01", &[], "2024-04-01"), Ok(()));
        assert_eq!(asked("2024-Q1", "2023-12-31", &[], "2024-04-01"), Err(Refusal::EarlierFirst(period("2023-Q4"))));
        assert_eq!(asked("2024-Q1", "2024-02-01", &first, "2024-04-01"), Err(Refusal::AlreadyClosed));
        assert_eq!(asked("2024-Q2", "2024-02-01", &first, "2024-07-01"), Ok(()));
        assert_eq!(asked("2023-Q4", "2024-02-01", &first, "2024-07-01"), Err(Refusal::AlreadyClosed));
        let freezing = [closing("2024-Q1", State::Freezing)];
        assert_eq!(
            asked("2024-Q2", "2024-02-01", &freezing, "2024-07-01"),
            Err(Refusal::EarlierFirst(period("2024-Q1")))
        );
        assert_eq!(asked("2024-01", "2024-02-01", &[], "2024-07-01"), Err(Refusal::TooShort));
        assert_eq!(asked("2024", "2024-02-01", &first, "2025-01-01"), Err(Refusal::InsideFirst(period("2024-Q2"))));
        assert_eq!(asked("2024-Q3", "2024-08-01", &[], "2024-10-01"), Ok(()), "nothing counted before");
        let autumn = ["2024-Q3", "2024-Q4"].map(|text| closing(text, State::Closed));
        assert_eq!(asked("2024", "2024-08-01", &autumn, "2025-01-01"), Ok(()));
        let all = ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"].map(|text| closing(text, State::Closed));
        assert_eq!(asked("2024", "2024-02-01", &all, "2025-01-01"), Ok(()));
    }

    #[test]
    fn a_closing_is_final_after_its_term_and_after_what_comes_first() {
        let mut all = ["2024-Q1", "2024-Q2"].map(|text| closing(text, State::Closed)).to_vec();
        for (at, one) in all.iter_mut().enumerate() {
            one.id = ClosingId(Uuid::from_u128(10 + u128::try_from(at).expect("small")));
        }
        let last = all[1].clone();
        assert_eq!(last.may_finalize(&all, day("2025-01-12")), Err(Refusal::TermRuns(day("2025-01-12"))));
        assert_eq!(last.may_finalize(&all, day("2025-01-13")), Err(Refusal::EarlierFirst(period("2024-Q1"))));
        all[0].state = State::Final;
        assert_eq!(last.may_finalize(&all, day("2025-01-13")), Ok(()));
    }
}
