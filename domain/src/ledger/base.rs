//! Base points (基础分): a period-scoped entry, granted once (S0-6, S2-1).

use super::chain::digest;
use super::entry::{Draft, Entry, EntryKind, Source, SourceKind};
use crate::Points;
use crate::ids::{AccountId, EntryId, OrganizationId};
use crate::rulebook::{Base, Joiners, Leavers};
use crate::time::{Day, Period};

/// The source of the grant for an owner's period: the same however often and wherever it is
/// computed, so that the unique key lets it pay once.
pub fn base_source(owner: OrganizationId, period: Period) -> Source {
    let hash = digest([b"base".as_slice(), owner.0.as_bytes(), period.to_string().as_bytes()]);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    // Version 8: an id by a rule of our own.
    Source { kind: SourceKind::Base, id: uuid::Builder::from_custom_bytes(bytes).into_uuid(), line: 0 }
}

/// The base points for who belongs from `from` (inclusive) to `to` (exclusive; `None`: still).
/// Pro rata by days belonging over days in the period where the book says so, cut in the
/// member's favour; nothing for who does not belong at all.
pub fn base_points(base: &Base, category: &str, period: Period, from: Day, to: Option<Day>) -> Points {
    let joined_late = from > period.start();
    let left_early = to.is_some_and(|to| to < period.end());
    let start = match base.joiners {
        Joiners::Nothing if joined_late => return Points::ZERO,
        Joiners::ProRata => from.max(period.start()),
        Joiners::Full | Joiners::Nothing => period.start(),
    };
    let end = match base.leavers {
        Leavers::ProRata if left_early => to.unwrap_or(period.end()),
        Leavers::ProRata | Leavers::Keep => period.end(),
    };
    let belongs = from < period.end() && to.is_none_or(|to| to > period.start() && to > from);
    let days = (end - start).num_days();
    if !belongs || days <= 0 {
        return Points::ZERO;
    }
    base.for_category(category).pro_rata(days, period.days())
}

/// The base points that belong to any period for who belongs from `from` to `to`: those of the
/// granted periods inside it; nothing for a period shorter than the granted one.
pub fn base_due(base: &Base, category: &str, period: Period, from: Day, to: Option<Day>) -> Points {
    if period.kind() == base.per {
        return base_points(base, category, period, from, to);
    }
    period.parts().into_iter().map(|part| base_due(base, category, part, from, to)).sum()
}

/// The grant that takes the place of one that was taken back, of another amount under the same
/// rule version. `line` tells it from the grants of the period before it.
pub fn grant_rest(taken: &Entry, source: Source, points: Points, id: EntryId, by: AccountId) -> Draft {
    Draft {
        id,
        kind: EntryKind::Base,
        source,
        points,
        asked: points,
        counts_as: None,
        recorded_by: by,
        approved_by: by,
        reverses: None,
        releases: None,
        ..taken.draft.clone()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::time::PeriodKind;

    proptest! {
        /// Leaving never gives anybody more, and who leaves before they came has nothing.
        #[test]
        fn who_leaves_has_no_more_than_before(from in 0i64..400, stay in 0i64..400, keep in any::<bool>()) {
            let day = |offset: i64| "2023-12-01".parse::<Day>().expect("a day") + chrono::Duration::days(offset);
            let leavers = if keep { Leavers::Keep } else { Leavers::ProRata };
            let base = Base {
                points: Points::whole(60),
                per: PeriodKind::Quarter,
                joiners: Joiners::ProRata,
                leavers,
                by_category: Vec::new(),
            };
            for period in ["2023-Q4", "2024-Q1", "2024-Q2"].map(|text| text.parse::<Period>().expect("a period")) {
                let (whole, rest) = (
                    base_points(&base, "ordinary", period, day(from), None),
                    base_points(&base, "ordinary", period, day(from), Some(day(from + stay))),
                );
                prop_assert!(!rest.is_negative() && rest <= whole);
                prop_assert!(period.start() < day(from + stay) || rest.is_zero(), "never belonged to {}", period);
                prop_assert_eq!(base_due(&base, "ordinary", period, day(from), None), whole);
            }
            let year = "2024".parse::<Period>().expect("a period");
            let parts: Points = year.parts().into_iter().map(|part| base_points(&base, "ordinary", part, day(from), None)).sum();
            prop_assert_eq!(base_due(&base, "ordinary", year, day(from), None), parts);
            let month = "2024-02".parse::<Period>().expect("a period");
            prop_assert_eq!(base_due(&base, "ordinary", month, day(from), None), Points::ZERO);
        }
    }

    #[test]
    fn a_joiner_gets_the_share_of_the_days_left() {
        let day = |text: &str| text.parse::<Day>().expect("a valid day");
        let base = Base {
            points: Points::whole(60),
            per: PeriodKind::Year,
            joiners: Joiners::ProRata,
            leavers: Leavers::ProRata,
            by_category: Vec::new(),
        };
        let year = "2024".parse().expect("a period");
        assert_eq!(base_points(&base, "ordinary", year, day("1999-07-01"), None), Points::whole(60));
        assert_eq!(base_points(&base, "ordinary", year, day("2024-12-01"), None), Points::from_hundredths(509));
        assert_eq!(base_points(&base, "ordinary", year, day("2025-01-01"), None), Points::ZERO);
        assert_eq!(base_points(&base, "ordinary", year, day("1999-07-01"), Some(day("2024-01-01"))), Points::ZERO);
        let left = Some(day("2024-02-01"));
        assert_eq!(base_points(&base, "ordinary", year, day("1999-07-01"), left), Points::from_hundredths(509));
        let kept = Base { leavers: Leavers::Keep, ..base.clone() };
        assert_eq!(base_points(&kept, "ordinary", year, day("1999-07-01"), left), Points::whole(60));
        let none = Base { joiners: Joiners::Nothing, ..base.clone() };
        assert_eq!(base_points(&none, "ordinary", year, day("2024-12-01"), None), Points::ZERO);
        let whole = Base { joiners: Joiners::Full, ..base };
        assert_eq!(base_points(&whole, "ordinary", year, day("2024-12-01"), None), Points::whole(60));
    }

    #[test]
    fn the_grants_source_is_stable_and_its_own() {
        let owner = OrganizationId(Uuid::from_u128(7));
        let year: Period = "2024".parse().expect("a period");
        assert_eq!(base_source(owner, year), base_source(owner, year));
        assert_ne!(base_source(owner, year), base_source(owner, year.next()));
    }
}
