//! Party dues (党费): paid in time, or a matter for the quarterly audit (S2-4, S4-5).

use uuid::Uuid;

use crate::ids::{AccountId, EntryId, MemberId, OrganizationId};
use crate::organizations::OrganizationPath;
use crate::time::{Day, Period};

/// How a month's dues of one member stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Paid on the due day or before.
    InTime,
    /// Paid after the due day.
    Late,
    /// Not paid, and the due day has passed.
    Unpaid,
    /// Not paid, and there still is time.
    Waiting,
}

impl Standing {
    /// All standings.
    pub const ALL: [Self; 4] = [Self::InTime, Self::Late, Self::Unpaid, Self::Waiting];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::InTime => "in_time",
            Self::Late => "late",
            Self::Unpaid => "unpaid",
            Self::Waiting => "waiting",
        }
    }

    /// Is it a matter for the quarterly audit (S2-4)?
    pub const fn is_failing(self) -> bool {
        matches!(self, Self::Late | Self::Unpaid)
    }
}

/// How dues stand on a day. The due day is inclusive.
pub fn standing(due_by: Day, paid_on: Option<Day>, today: Day) -> Standing {
    match paid_on {
        Some(paid) if paid <= due_by => Standing::InTime,
        Some(_) => Standing::Late,
        None if today > due_by => Standing::Unpaid,
        None => Standing::Waiting,
    }
}

/// What is on record of one member's dues of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dues {
    /// Its id: the source of what it credits.
    pub id: Uuid,
    /// Whose.
    pub member: MemberId,
    /// The branch that keeps the record.
    pub organization: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// The month.
    pub period: Period,
    /// The last day of paying in time.
    pub due_by: Day,
    /// When it was paid.
    pub paid_on: Option<Day>,
    /// How much is due, in fen; not every branch records it.
    pub amount_fen: Option<i64>,
    /// What it credited, while that is not corrected here.
    pub entry: Option<EntryId>,
    /// How often it credited so far: tells the entries of one record apart.
    pub credits: u32,
    /// The line of the quarterly audit that took it up.
    pub audit_line: Option<Uuid>,
    /// Who recorded it last.
    pub recorded_by: AccountId,
    /// Grows with every change.
    pub version: u64,
}

impl Dues {
    /// How it stands on a day.
    pub fn standing(&self, today: Day) -> Standing {
        standing(self.due_by, self.paid_on, today)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Exactly one standing holds, and paying never makes it worse.
        #[test]
        fn paying_never_makes_it_worse(due in 0i64..60, paid in 0i64..60, today in 0i64..60) {
            let day = |n: i64| "2024-01-01".parse::<Day>().expect("a day") + chrono::Duration::days(n);
            let (before, after) = (standing(day(due), None, day(today)), standing(day(due), Some(day(paid)), day(today)));
            prop_assert_eq!(before.is_failing(), today > due);
            prop_assert_eq!(after.is_failing(), paid > due);
            if paid <= today {
                prop_assert!(before.is_failing() || !after.is_failing());
            }
        }
    }
}
