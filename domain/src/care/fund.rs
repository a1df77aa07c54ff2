//! The fund of the register: a share of the dues that are paid in a year (S4-12), in fen.

/// A fund: what was put in, and what was paid out, in fen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CareFund {
    /// Put in so far.
    pub put_in: i64,
    /// Paid out so far, less what was taken back.
    pub paid_out: i64,
}

impl CareFund {
    /// What is left.
    pub const fn balance(self) -> i64 {
        self.put_in.saturating_sub(self.paid_out)
    }
}

/// What a line of a fund's record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FundLine {
    /// A share of dues was put in.
    Inflow,
    /// Taken back of it, where dues or share turned out to be less.
    TakenBack,
    /// Paid for an entry of the register.
    Payment,
    /// A payment that was a mistake, taken back.
    Reversal,
}

impl FundLine {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Inflow, Self::TakenBack, Self::Payment, Self::Reversal];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Inflow => "inflow",
            Self::TakenBack => "taken_back",
            Self::Payment => "payment",
            Self::Reversal => "reversal",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|line| line.code() == code)
    }

    /// The amount with its sign: what it does to the balance.
    pub const fn signed(self, fen: i64) -> i64 {
        match self {
            Self::Inflow | Self::Reversal => fen,
            Self::TakenBack | Self::Payment => -fen,
        }
    }
}

/// The share of some dues, in fen, cut to the whole fen: `percent` is in hundredths of a percent.
pub fn share(dues_fen: i64, percent: u32) -> i64 {
    let share = i128::from(dues_fen.max(0)) * i128::from(percent.min(10_000)) / 10_000;
    i64::try_from(share).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Never more than the dues, all of them at a hundred percent, and it never shrinks when dues grow.
        #[test]
        fn a_share_is_a_part(dues in 0i64..1_000_000_000_000, more in 0i64..1_000_000, percent in 0u32..=10_000) {
            let part = share(dues, percent);
            prop_assert!(part >= 0 && part <= dues);
            prop_assert!(share(dues + more, percent) >= part);
            prop_assert_eq!(share(dues, 10_000), dues);
            prop_assert_eq!(share(-dues, percent), 0);
        }
    }
}
