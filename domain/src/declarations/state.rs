//! The state machine; the module's documentation draws it.

use super::Refusal;

/// The state of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeclarationState {
    /// Waits for the branch.
    Open,
    /// Registered: it is in the ledger.
    Registered,
    /// Not accepted, with a reason.
    Declined,
    /// Taken back before it was decided.
    Withdrawn,
}

/// What can happen to an open declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeclarationAction {
    /// The branch registers it.
    Register,
    /// The branch does not accept it.
    Decline,
    /// It is taken back.
    Withdraw,
}

impl DeclarationState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Open, Self::Registered, Self::Declined, Self::Withdrawn];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Registered => "registered",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Does it stand: undecided or registered? A standing report is the quarter's one report.
    pub const fn stands(self) -> bool {
        matches!(self, Self::Open | Self::Registered)
    }

    /// The state that follows.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] once it is decided or taken back.
    pub const fn after(self, action: DeclarationAction) -> Result<Self, Refusal> {
        match (self, action) {
            (Self::Open, DeclarationAction::Register) => Ok(Self::Registered),
            (Self::Open, DeclarationAction::Decline) => Ok(Self::Declined),
            (Self::Open, DeclarationAction::Withdraw) => Ok(Self::Withdrawn),
            (state, _) => Err(Refusal::WrongState { state }),
        }
    }
}

impl DeclarationAction {
    /// The stable code, as the audit log has it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Decline => "decline",
            Self::Withdraw => "withdraw",
        }
    }
}
