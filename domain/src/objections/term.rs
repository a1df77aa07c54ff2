//! Until when one may object, and against what.

use super::Refusal;
use crate::closings::{Closing, State};
use crate::time::Day;

/// May an objection be made today against the edition of a number? From the publication through the
/// last day of the term, that day included; against the newest edition only. A correction inside the
/// term makes a next edition and starts no new term.
///
/// # Errors
/// See [`Refusal`].
pub fn may_object(closing: &Closing, edition: u32, today: Day) -> Result<(), Refusal> {
    let (Some(from), Some(until)) = (closing.published_on, closing.objections_until) else {
        return Err(Refusal::NotPublished);
    };
    match closing.state {
        State::Freezing => return Err(Refusal::NotPublished),
        State::Final => return Err(Refusal::TermOver(Some(until))),
        State::Closed => {}
    }
    if today < from || today > until {
        return Err(Refusal::TermOver(Some(until)));
    }
    if edition != closing.edition {
        return Err(Refusal::OlderEdition { newest: closing.edition });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::ids::{ClosingId, OrganizationId, RuleBookId};
    use crate::organizations::OrganizationPath;

    fn closing(state: State, published_on: Option<Day>, objections_until: Option<Day>) -> Closing {
        let township = OrganizationId(Uuid::from_u128(1));
        Closing {
            id: ClosingId(Uuid::from_u128(2)),
            township,
            path: OrganizationPath::root(township),
            period: "2024-Q1".parse().expect("a period"),
            unit: true,
            rule_book: RuleBookId(Uuid::from_u128(3)),
            state,
            edition: 2,
            published_on,
            objections_until,
            version: 1,
        }
    }

    proptest! {
        /// S2-9: the term is exactly its days, both ends included, whatever edition is the newest.
        #[test]
        fn the_term_is_its_days(from in 0i32..1000, days in 0i32..60, today in 0i32..1100) {
            let day = |n: i32| Day::from_epoch_days(19_000 + n).expect("a day");
            let closed = closing(State::Closed, Some(day(from)), Some(day(from + days)));
            let inside = (from..=from + days).contains(&today);
            prop_assert_eq!(may_object(&closed, 2, day(today)).is_ok(), inside);
            prop_assert!(may_object(&closed, 1, day(today)).is_err());
            for state in [State::Freezing, State::Final] {
                let other = closing(state, Some(day(from)), Some(day(from + days)));
                prop_assert!(may_object(&other, 2, day(today)).is_err());
            }
            prop_assert_eq!(may_object(&closing(State::Closed, None, None), 1, day(today)), Err(Refusal::NotPublished));
        }
    }
}
