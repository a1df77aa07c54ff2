//! Exemption by a committee's decision, for a while (S2-7).

use chrono::{DateTime, Utc};

use crate::ids::{AccountId, ExemptionId, MemberId};
use crate::time::Day;

/// Why somebody is exempt. It is shown to who needs to know alone (invariant 11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExemptionGround {
    /// Old or infirm (年老体弱).
    Infirm,
    /// Anything else that the committee found.
    Other,
}

impl ExemptionGround {
    /// All grounds.
    pub const ALL: [Self; 2] = [Self::Infirm, Self::Other];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Infirm => "infirm",
            Self::Other => "other",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.code() == code)
    }
}

/// A decision, half-open: `[from, to)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exemption {
    /// The id.
    pub id: ExemptionId,
    /// Who is exempt.
    pub member: MemberId,
    /// The first day.
    pub from: Day,
    /// The first day after; open where absent.
    pub to: Option<Day>,
    /// The ground.
    pub ground: ExemptionGround,
    /// Why.
    pub reason: String,
    /// The meeting that decided.
    pub meeting: String,
    /// Who recorded it.
    pub decided_by: AccountId,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// Why it ended before its time.
    pub end_reason: Option<String>,
}

/// Why an exemption is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExemptionRefusal {
    /// The last day lies before the first.
    Backwards,
    /// A day lies in a closed unit, whose boards are frozen.
    UnitClosed,
    /// Another decision covers a day of it.
    Overlaps,
    /// It ends as early already.
    Ended,
}

/// May this decision stand beside the others about the member?
///
/// # Errors
/// See [`ExemptionRefusal`].
pub fn exempt(
    from: Day,
    to: Option<Day>,
    others: &[Exemption],
    closed_through: Option<Day>,
) -> Result<(), ExemptionRefusal> {
    if to.is_some_and(|to| to <= from) {
        return Err(ExemptionRefusal::Backwards);
    }
    if closed_through.is_some_and(|closed| from <= closed) {
        return Err(ExemptionRefusal::UnitClosed);
    }
    // A record that ended on its first day covers nothing.
    let lasts = |other: &&Exemption| other.to.is_none_or(|end| end > other.from);
    let meets = |other: &Exemption| other.to.is_none_or(|end| end > from) && to.is_none_or(|to| to > other.from);
    if others.iter().filter(lasts).any(meets) { Err(ExemptionRefusal::Overlaps) } else { Ok(()) }
}

/// The first day without the exemption when it ends with `on` as that day: not before it began,
/// nor in a closed unit.
///
/// # Errors
/// See [`ExemptionRefusal`].
pub fn end_exemption(exemption: &Exemption, on: Day, closed_through: Option<Day>) -> Result<Day, ExemptionRefusal> {
    let to = on.max(exemption.from);
    if exemption.to.is_some_and(|end| end <= to) {
        return Err(ExemptionRefusal::Ended);
    }
    // The boards of a closed unit look at its last day: what changes must lie behind it.
    if closed_through.is_some_and(|closed| to <= closed) {
        return Err(ExemptionRefusal::UnitClosed);
    }
    Ok(to)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn day(offset: i64) -> Day {
        "2024-01-01".parse::<Day>().expect("a day") + chrono::Duration::days(offset)
    }

    fn record(from: i64, to: Option<i64>) -> Exemption {
        Exemption {
            id: ExemptionId(Uuid::from_u128(1)),
            member: MemberId(Uuid::from_u128(2)),
            from: day(from),
            to: to.map(day),
            ground: ExemptionGround::Infirm,
            reason: "住院".to_owned(),
            meeting: "支委会".to_owned(),
            decided_by: AccountId(Uuid::from_u128(3)),
            decided_at: DateTime::UNIX_EPOCH,
            end_reason: None,
        }
    }

    /// S2-7: frozen boards stay as they are.
    #[test]
    fn a_closed_unit_is_not_touched() {
        assert_eq!(exempt(day(10), None, &[], Some(day(10))), Err(ExemptionRefusal::UnitClosed));
        assert_eq!(exempt(day(11), None, &[], Some(day(10))), Ok(()));
        let open = record(0, None);
        assert_eq!(end_exemption(&open, day(10), Some(day(10))), Err(ExemptionRefusal::UnitClosed));
        assert_eq!(end_exemption(&open, day(11), Some(day(10))), Ok(day(11)));
        assert_eq!(end_exemption(&open, day(-5), None), Ok(day(0)), "it never was");
        assert_eq!(end_exemption(&record(0, Some(5)), day(5), None), Err(ExemptionRefusal::Ended));
    }

    proptest! {
        #[test]
        fn no_day_is_covered_twice(a in 0i64..40, b in prop::option::of(0i64..40), c in 0i64..40, d in prop::option::of(0i64..40)) {
            let other = record(a, b);
            let covers = |from: i64, to: Option<i64>, at: i64| from <= at && to.is_none_or(|to| at < to);
            let shared = (0..41).any(|at| covers(a, b, at) && covers(c, d, at));
            let answer = exempt(day(c), d.map(day), std::slice::from_ref(&other), None);
            let backwards = d.is_some_and(|d| d <= c);
            let due = if backwards { Err(ExemptionRefusal::Backwards) } else if shared { Err(ExemptionRefusal::Overlaps) } else { Ok(()) };
            prop_assert_eq!(answer, due);
        }
    }
}
