//! Consents (同意): what a person agrees to, one purpose at a time, to be withdrawn at any moment
//! (Personal Information Protection Law, articles 13 to 16 and 25).

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::ids::{AccountId, ConsentId, PersonId};

/// What somebody agrees to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Purpose {
    /// That a helper acts for them; the subject is the helper's person.
    Assistance,
    /// That photo and phone stand on their contact card (连心卡, S4-7); the subject is the holding.
    ContactCard,
    /// That their full name stands on public pages, where a mask would stand without it. It shows no
    /// row that would not be there otherwise, and says nothing about lists of the house or exports.
    PublicName,
    /// That messages go out by WeChat.
    WechatMessages,
}

impl Purpose {
    /// All purposes.
    pub const ALL: [Self; 4] = [Self::Assistance, Self::ContactCard, Self::PublicName, Self::WechatMessages];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Assistance => "assistance",
            Self::ContactCard => "contact_card",
            Self::PublicName => "public_name",
            Self::WechatMessages => "wechat_messages",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.code() == code)
    }
}

/// How somebody agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// In the mini-program, themselves.
    App,
    /// Face to face, recorded by an official.
    InPerson,
    /// On paper that the branch keeps.
    Paper,
}

impl How {
    /// All ways.
    pub const ALL: [Self; 3] = [Self::App, Self::InPerson, Self::Paper];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::InPerson => "in_person",
            Self::Paper => "paper",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.code() == code)
    }
}

/// A consent on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Its id.
    pub id: ConsentId,
    /// Whose.
    pub person: PersonId,
    /// To what.
    pub purpose: Purpose,
    /// About whom or what, where the purpose has one.
    pub subject: Option<Uuid>,
    /// How it was given.
    pub how: How,
    /// Which account recorded it.
    pub given_by: AccountId,
    /// When.
    pub given_at: DateTime<Utc>,
    /// Who withdrew it, and when.
    pub withdrawn: Option<(AccountId, DateTime<Utc>)>,
}
