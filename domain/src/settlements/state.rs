//! The life of a settlement.

use chrono::Months;

use crate::time::Day;

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
    /// The term to object still runs.
    #[error("the term to object runs until {until}")]
    TermRuns {
        /// Its last day.
        until: Day,
    },
    /// Objections are not decided.
    #[error("an objection is not decided")]
    Objections,
    /// A newer edition, another fund or another debt than the draft was made from.
    #[error("the draft is out of date")]
    Outdated,
    /// An earlier period is not final: its settlement decides what is carried over.
    #[error("an earlier period is not final")]
    EarlierOpen,
}

/// What the signature of a draft depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation {
    /// Today.
    pub today: Day,
    /// The last day on which objections may be made.
    pub term_ends: Day,
    /// Whether an objection waits for its decision.
    pub undecided: bool,
    /// Whether the draft is what would be computed now.
    pub current: bool,
    /// Whether every earlier period is final.
    pub earlier_final: bool,
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

/// May it be signed?
///
/// # Errors
/// The first [`Refusal`] that holds.
pub fn may_sign(state: SettlementState, situation: Situation) -> Result<(), Refusal> {
    if state != SettlementState::Draft {
        return Err(Refusal::WrongState { state });
    }
    if situation.today <= situation.term_ends {
        return Err(Refusal::TermRuns { until: situation.term_ends });
    }
    if situation.undecided {
        return Err(Refusal::Objections);
    }
    if !situation.earlier_final {
        return Err(Refusal::EarlierOpen);
    }
    if situation.current { Ok(()) } else { Err(Refusal::Outdated) }
}

/// The last day of points that are signed on a day; none where they never expire. In a shorter month
/// the last day of it.
pub fn expires_on(signed: Day, after_months: Option<u32>) -> Option<Day> {
    signed.checked_add_months(Months::new(after_months?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_signed_when_nothing_is_open() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let good = Situation {
            today: day("2024-04-12"),
            term_ends: day("2024-04-11"),
            undecided: false,
            current: true,
            earlier_final: true,
        };
        let draft = SettlementState::Draft;
        assert_eq!(may_sign(draft, good), Ok(()));
        let runs = Situation { today: day("2024-04-11"), ..good };
        assert_eq!(may_sign(draft, runs), Err(Refusal::TermRuns { until: good.term_ends }));
        assert_eq!(may_sign(draft, Situation { undecided: true, ..good }), Err(Refusal::Objections));
        assert_eq!(may_sign(draft, Situation { earlier_final: false, ..good }), Err(Refusal::EarlierOpen));
        assert_eq!(may_sign(draft, Situation { current: false, ..good }), Err(Refusal::Outdated));
        for state in [SettlementState::Issuing, SettlementState::Issued, SettlementState::Withdrawn] {
            assert_eq!(may_sign(state, good), Err(Refusal::WrongState { state }));
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
