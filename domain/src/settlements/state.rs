//! The life of a settlement.

use chrono::Months;

use super::settlement::Settlement;
use crate::closings::{self, Closing};
use crate::time::{Day, Period};

/// The state of a settlement; the module's documentation draws the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SettlementState {
    /// A simulated run: it costs nothing yet.
    Draft,
    /// Signed; the villages are issued one by one.
    Issuing,
    /// Every village is issued.
    Issued,
    /// Withdrawn before it was signed; another may be run.
    Withdrawn,
}

/// Why a settlement cannot be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is no draft any more.
    #[error("the settlement is {}", state.code())]
    WrongState {
        /// What it is.
        state: SettlementState,
    },
    /// An earlier period is not final: its settlement decides what is carried over.
    #[error("{0} is not final")]
    EarlierFirst(Period),
    /// A newer edition, another fund or another debt than the draft was made from.
    #[error("the draft is out of date")]
    Outdated,
}

impl SettlementState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Issuing, Self::Issued, Self::Withdrawn];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Issuing => "issuing",
            Self::Issued => "issued",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// May it be signed? Only if it is a draft, every earlier period of its kind is final, and it is what
/// would be computed now. Term and objections are asked of the closing.
///
/// # Errors
/// The first [`Refusal`] that holds.
pub fn may_sign(settlement: &Settlement, closings: &[Closing], current: bool) -> Result<(), Refusal> {
    if settlement.state != SettlementState::Draft {
        return Err(Refusal::WrongState { state: settlement.state });
    }
    let period = settlement.period;
    let open = |closing: &&Closing| {
        closing.period.kind() == period.kind()
            && closing.period.start() < period.start()
            && closing.state != closings::State::Final
    };
    if let Some(earlier) = closings.iter().filter(open).min_by_key(|closing| closing.period.start()) {
        return Err(Refusal::EarlierFirst(earlier.period));
    }
    if current { Ok(()) } else { Err(Refusal::Outdated) }
}

/// The last day of points that are signed on a day; none where they never expire. In a shorter month
/// the last day of it.
pub fn expires_on(signed: Day, after_months: Option<u32>) -> Option<Day> {
    signed.checked_add_months(Months::new(after_months?))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;
    use crate::organizations::OrganizationPath;

    fn settlement(state: SettlementState) -> Settlement {
        let id = Uuid::from_u128(1);
        Settlement {
            id: id.into(),
            closing: id.into(),
            edition: id.into(),
            edition_number: 1,
            township: id.into(),
            path: OrganizationPath::root(id.into()),
            period: "2024-Q2".parse().expect("a period"),
            rule_book: id.into(),
            fen_per_point: 100,
            carry_over: true,
            digest: [0; 32],
            state,
            drafted_by: id.into(),
            drafted_at: DateTime::UNIX_EPOCH,
            signature: None,
            expires_on: None,
            issued_at: None,
            withdrawn: None,
        }
    }

    fn closing(period: &str, state: closings::State) -> Closing {
        let id = Uuid::from_u128(1);
        Closing {
            id: id.into(),
            township: id.into(),
            path: OrganizationPath::root(id.into()),
            period: period.parse().expect("a period"),
            unit: true,
            rule_book: id.into(),
            state,
            edition: 1,
            published_on: None,
            objections_until: None,
            version: 1,
        }
    }

    #[test]
    fn a_draft_is_signed_after_what_comes_first_and_while_it_is_up_to_date() {
        use closings::State::{Closed, Final};
        let draft = settlement(SettlementState::Draft);
        let own = closing("2024-Q2", Closed);
        let sign =
            |earlier: &[Closing], current| may_sign(&draft, &[earlier, std::slice::from_ref(&own)].concat(), current);
        assert_eq!(sign(&[closing("2024-Q1", Final)], true), Ok(()));
        assert_eq!(sign(&[closing("2024-Q3", Closed), closing("2023", Closed)], true), Ok(()), "later, another kind");
        let first = closing("2024-Q1", Closed);
        assert_eq!(sign(std::slice::from_ref(&first), true), Err(Refusal::EarlierFirst(first.period)));
        assert_eq!(sign(&[], false), Err(Refusal::Outdated));
        for state in [SettlementState::Issuing, SettlementState::Issued, SettlementState::Withdrawn] {
            assert_eq!(may_sign(&settlement(state), &[], true), Err(Refusal::WrongState { state }));
        }
    }

    #[test]
    fn points_expire_after_whole_months() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        assert_eq!(expires_on(day("2024-01-31"), Some(1)), Some(day("2024-02-29")));
        assert_eq!(expires_on(day("2024-04-12"), Some(24)), Some(day("2026-04-12")));
        assert_eq!(expires_on(day("2024-04-12"), None), None);
    }
}
