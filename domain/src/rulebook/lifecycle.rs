//! From draft to rule book in force: draft → checked → adopted, in force on its day, superseded by
//! the next.

use chrono::Datelike;

use super::RuleBook;
use crate::ids::OrganizationId;
use crate::time::{Day, Period, PeriodKind};

/// Where a draft stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftState {
    /// Being written.
    Draft,
    /// Checked without a flaw: it may be adopted.
    Checked,
    /// Adopted; what came of it never changes.
    Adopted,
    /// Put aside.
    Withdrawn,
}

impl DraftState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Checked, Self::Adopted, Self::Withdrawn];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Checked => "checked",
            Self::Adopted => "adopted",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// May it still be edited, checked and withdrawn?
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Checked)
    }
}

/// A book somewhere, as far as a change of books goes.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// By whom totals are kept.
    pub root: OrganizationId,
    /// What it says.
    pub book: &'a RuleBook,
}

/// What is to be adopted, and what stands there.
#[derive(Clone, Copy, Debug)]
pub struct Adoption<'a> {
    /// From which day it would be in force.
    pub effective_from: Day,
    /// Today.
    pub today: Day,
    /// What would be in force.
    pub next: Standing<'a>,
    /// The effective day of the owner's newest version.
    pub newest: Option<Day>,
    /// Whether any book is in force there today, the owner's or one above.
    pub is_governed: bool,
    /// What is in force there on the day before.
    pub before: Option<Standing<'a>>,
}

/// Why a book is not adopted for a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AdoptionRefusal {
    /// Nothing in the past is scored anew.
    #[error("not before {earliest}")]
    InThePast {
        /// The first day that is possible.
        earliest: Day,
    },
    /// The owner's newest version is in force from a later day, or from that day and has begun.
    #[error("the newest version is in force from {newest}")]
    Backwards {
        /// Its day.
        newest: Day,
    },
    /// Farther ahead than anybody decides: a slip of the pen would block every later version.
    #[error("not after {latest}")]
    TooFarAhead {
        /// The last day that is possible.
        latest: Day,
    },
    /// Closing unit, base period and whose totals count change with a year only, since periods
    /// could not be added up otherwise.
    #[error("closing unit, base period and the owner of totals change on 1 January only")]
    WithinYear,
}

/// The last day that a book may be adopted for: the end of next year.
pub fn latest_adoption(today: Day) -> Day {
    Period::containing(PeriodKind::Year, today).next().last_day()
}

/// May it be adopted for that day?
///
/// The first book of a place may reach back to the beginning of the year, so that the year's base
/// and deeds are under it. Later ones are for today or later: nothing in the past is scored anew
/// (S2-10). A version that is still to come is superseded by one of the same day.
///
/// # Errors
/// See [`AdoptionRefusal`].
pub fn may_adopt(adoption: &Adoption<'_>) -> Result<(), AdoptionRefusal> {
    let Adoption { effective_from, today, next, newest, is_governed, before } = *adoption;
    let earliest = if is_governed { today } else { Period::containing(PeriodKind::Year, today).start() };
    if effective_from < earliest {
        return Err(AdoptionRefusal::InThePast { earliest });
    }
    let latest = latest_adoption(today);
    if effective_from > latest {
        return Err(AdoptionRefusal::TooFarAhead { latest });
    }
    if let Some(newest) = newest {
        let supersedes = effective_from == newest && newest > today;
        if effective_from <= newest && !supersedes {
            return Err(AdoptionRefusal::Backwards { newest });
        }
    }
    let with_a_year = (effective_from.month(), effective_from.day()) == (1, 1);
    let keeps = |before: Standing<'_>| {
        before.root == next.root
            && before.book.closing_unit == next.book.closing_unit
            && before.book.base.per == next.book.base.per
    };
    if with_a_year || before.is_none_or(keeps) { Ok(()) } else { Err(AdoptionRefusal::WithinYear) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn book(closing_unit: PeriodKind) -> RuleBook {
        super::super::samples::book(closing_unit, Vec::new())
    }

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn nothing_is_adopted_for_the_past_or_backwards() {
        let book = book(PeriodKind::Quarter);
        let next = Standing { root: OrganizationId(Uuid::from_u128(1)), book: &book };
        let today = day("2024-03-01");
        let first = |from: &str| {
            let effective_from = day(from);
            may_adopt(&Adoption { effective_from, today, next, newest: None, is_governed: false, before: None })
        };
        assert_eq!(first("2024-01-01"), Ok(()));
        assert_eq!(first("2023-12-31"), Err(AdoptionRefusal::InThePast { earliest: day("2024-01-01") }));
        assert_eq!(first("2026-01-01"), Err(AdoptionRefusal::TooFarAhead { latest: day("2025-12-31") }));
        let later = |from: &str, newest: &str| {
            let newest = Some(day(newest));
            let effective_from = day(from);
            may_adopt(&Adoption { effective_from, today, next, newest, is_governed: true, before: Some(next) })
        };
        assert_eq!(later("2024-02-29", "2024-01-01"), Err(AdoptionRefusal::InThePast { earliest: today }));
        assert_eq!(later("2024-03-01", "2024-01-01"), Ok(()));
        assert_eq!(later("2024-03-01", "2024-03-01"), Err(AdoptionRefusal::Backwards { newest: today }));
        assert_eq!(later("2024-04-01", "2024-04-01"), Ok(()), "supersedes what is still to come");
        assert_eq!(later("2024-03-31", "2024-04-01"), Err(AdoptionRefusal::Backwards { newest: day("2024-04-01") }));
    }

    proptest! {
        #[test]
        fn closing_unit_base_period_and_owner_change_with_a_year_only(
            ahead in 0i64..600, units in any::<(bool, bool)>(), bases in any::<(bool, bool)>(), same_root in any::<bool>(),
        ) {
            let kind = |long: bool| if long { PeriodKind::Quarter } else { PeriodKind::Month };
            let mut then = book(kind(units.0));
            then.base.per = kind(bases.0);
            let mut now = book(kind(units.1));
            now.base.per = kind(bases.1);
            let today = day("2024-03-01");
            let effective_from = today + chrono::Duration::days(ahead);
            let root = OrganizationId(Uuid::from_u128(1));
            let other = if same_root { root } else { OrganizationId(Uuid::from_u128(2)) };
            let answer = may_adopt(&Adoption {
                effective_from,
                today,
                next: Standing { root, book: &now },
                newest: Some(day("2024-01-01")),
                is_governed: true,
                before: Some(Standing { root: other, book: &then }),
            });
            let same = units.0 == units.1 && bases.0 == bases.1 && same_root;
            let allowed = same || effective_from == day("2025-01-01");
            prop_assert_eq!(answer.is_ok(), allowed);
        }
    }
}
