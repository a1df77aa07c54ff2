//! A village's fund (党员积分专项奖励经费): money set aside, promised, spent and lapsed, exact to the fen (S0-9,
//! invariant 5).

/// Where a fund's fen are. What is in none of the three others is available.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fund {
    /// Put into the fund, in fen.
    pub allotted: i64,
    /// Promised by lots that were issued and neither redeemed nor run out, in fen.
    pub committed: i64,
    /// Redeemed, in fen.
    pub spent: i64,
    /// Went back to the township, since it was not carried over, in fen.
    pub lapsed: i64,
}

/// The fund does not suffice: the step is not done, not even in part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the fund lacks {missing} fen")]
pub struct FundShort {
    /// How many fen are missing.
    pub missing: i64,
}

/// What a step did to a fund.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FundStep {
    /// Money was put in.
    Allot,
    /// A lot was issued.
    Commit,
    /// Points of a lot were redeemed.
    Spend,
    /// What points were redeemed for did not work: their money is promised again.
    Refund,
    /// Points of a lot ran out: their money is available again.
    Release,
    /// What was available went back to the township.
    Lapse,
}

impl FundStep {
    /// All steps.
    pub const ALL: [Self; 6] = [Self::Allot, Self::Commit, Self::Spend, Self::Refund, Self::Release, Self::Lapse];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Allot => "allot",
            Self::Commit => "commit",
            Self::Spend => "spend",
            Self::Refund => "refund",
            Self::Release => "release",
            Self::Lapse => "lapse",
        }
    }

    /// The step of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }
}

impl Fund {
    /// What can be promised, in fen.
    pub const fn available(self) -> i64 {
        self.allotted - self.committed - self.spent - self.lapsed
    }

    /// The fund after a step of so many fen.
    ///
    /// # Errors
    /// [`FundShort`] when the part that the fen come from does not hold them.
    pub const fn after(self, step: FundStep, fen: i64) -> Result<Self, FundShort> {
        let from = match step {
            FundStep::Allot => i64::MAX,
            FundStep::Commit | FundStep::Lapse => self.available(),
            FundStep::Spend | FundStep::Release => self.committed,
            FundStep::Refund => self.spent,
        };
        if fen > from {
            return Err(FundShort { missing: fen - from });
        }
        let mut after = self;
        match step {
            FundStep::Allot => after.allotted += fen,
            FundStep::Commit => after.committed += fen,
            FundStep::Lapse => after.lapsed += fen,
            FundStep::Release => after.committed -= fen,
            FundStep::Spend => {
                after.committed -= fen;
                after.spent += fen;
            }
            FundStep::Refund => {
                after.spent -= fen;
                after.committed += fen;
            }
        }
        Ok(after)
    }

    /// The sum of two, such as a township's villages.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            allotted: self.allotted + other.allotted,
            committed: self.committed + other.committed,
            spent: self.spent + other.spent,
            lapsed: self.lapsed + other.lapsed,
        }
    }

    /// No part below zero, and no more promised, spent and lapsed than was put in?
    pub const fn is_exact(self) -> bool {
        self.allotted >= 0 && self.committed >= 0 && self.spent >= 0 && self.lapsed >= 0 && self.available() >= 0
    }
}

/// An amount of money in yuan, as people write it: `12.34`.
pub fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    format!("{sign}{}.{:02}", fen / 100, fen % 100)
}
