//! The monthly follow-up of who is away (S4-6): the named liaison speaks with them in every calendar month
//! that begins while they are away.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Away;
use crate::ids::{AccountId, AwayId, MemberId};
use crate::time::{Day, Period};

/// The liaison is reminded when so many days of the month are left.
const REMIND_DAYS: i64 = 10;

/// How somebody spoke with who is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// By phone.
    Phone,
    /// In person.
    InPerson,
    /// By WeChat.
    Wechat,
}

impl Manner {
    /// All manners.
    pub const ALL: [Self; 3] = [Self::Phone, Self::InPerson, Self::Wechat];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::InPerson => "in_person",
            Self::Wechat => "wechat",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|manner| manner.code() == code)
    }
}

/// One contact; what was said is sealed, and read apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its id.
    pub id: Uuid,
    /// The time away.
    pub away: AwayId,
    /// The liaison who spoke; none where the branch did.
    pub liaison: Option<MemberId>,
    /// How.
    pub manner: Manner,
    /// On which day.
    pub on: Day,
    /// Who put it on record.
    pub by: AccountId,
    /// When.
    pub at: DateTime<Utc>,
}

/// Whose turn it is to see to a month without a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Late {
    /// The month is not over: the liaison's.
    Liaison,
    /// The month is over, or there is no liaison: the secretary's.
    Secretary,
}

impl Away {
    /// Are they away on a day?
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && self.back_on.is_none_or(|back_on| day < back_on)
    }

    /// Is a contact due in a month: do they begin it away?
    pub fn is_followed_in(&self, month: Period) -> bool {
        self.holds(month.start())
    }

    /// Who is to be told that a month has no contact yet; nobody while there is time.
    pub fn late(&self, month: Period, today: Day) -> Option<Late> {
        if !self.is_followed_in(month) || today < month.start() {
            return None;
        }
        if today > month.last_day() {
            return Some(Late::Secretary);
        }
        let late = if self.liaison.is_some() { Late::Liaison } else { Late::Secretary };
        (month.days_left(today) <= REMIND_DAYS).then_some(late)
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;
    use crate::time::PeriodKind;

    proptest! {
        /// S4-6: due in each month that begins away, and in no other; first the liaison's turn, then the secretary's.
        #[test]
        fn every_month_that_begins_away_is_followed(from in 0u64..400, long in 1u64..400, now in 0u64..900, named: bool) {
            let first: Day = "2024-01-01".parse().expect("a day");
            let (from, back) = (first + Days::new(from), first + Days::new(from + long));
            let today = first + Days::new(now);
            let away = Away {
                id: AwayId(Uuid::from_u128(1)),
                member: MemberId(Uuid::from_u128(2)),
                from,
                back_on: Some(back),
                destination: String::new(),
                liaison: named.then_some(MemberId(Uuid::from_u128(3))),
            };
            let mut month = Period::containing(PeriodKind::Month, first);
            while month.start() < first + Days::new(900) {
                let begins_away = from <= month.start() && month.start() < back;
                prop_assert_eq!(away.is_followed_in(month), begins_away);
                match away.late(month, today) {
                    None => prop_assert!(!begins_away || today < month.start() || month.days_left(today) > REMIND_DAYS),
                    Some(Late::Liaison) => prop_assert!(begins_away && named && month.contains(today)),
                    Some(Late::Secretary) => prop_assert!(begins_away && (!named || today > month.last_day())),
                }
                month = month.next();
            }
        }
    }
}
