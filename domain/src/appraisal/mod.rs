//! Appraisals: pledges judged at the year's end (评诺, S4-10) and the democratic appraisal (民主评议,
//! S2-5) of a branch, by four voices: self, secretary, peers, villagers.
//!
//! The machine counts; the result stands when the branch signs it (invariant 12).

mod score;
mod speak;
#[cfg(test)]
mod tests;

pub use score::{Ballots, Outcome, outcome};
pub use speak::{Speaker, Subject, may_speak};

use chrono::{DateTime, Utc};

use crate::Points;
use crate::ids::{AccountId, AppraisalId, MemberId, OrganizationId};
use crate::organizations::OrganizationPath;
use crate::time::{Day, Period};

/// What is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// How the year's pledge was kept (评诺).
    Pledge,
    /// The democratic appraisal (民主评议).
    Democratic,
}

/// Whose judgement it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Voice {
    /// The member's own.
    Own,
    /// The branch secretary's.
    Secretary,
    /// The other members' of the branch.
    Peers,
    /// The villagers', who vote on paper.
    Villagers,
}

/// What can be given, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Grade {
    /// 好.
    Good,
    /// 较好.
    Fair,
    /// 一般.
    Ordinary,
    /// 差.
    Poor,
}

/// Where a round stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Being prepared.
    Draft,
    /// Ratings are taken.
    Open,
    /// Counted, to be signed.
    Closed,
    /// Signed: nothing changes any more.
    Signed,
    /// Given up.
    Cancelled,
}

/// What each voice weighs, in hundredths of the whole; together 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights {
    /// The member's own voice.
    pub own: u32,
    /// The secretary's.
    pub secretary: u32,
    /// The peers'.
    pub peers: u32,
    /// The villagers'.
    pub villagers: u32,
}

/// How many must have spoken before a voice counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minimum {
    /// Peers. Never below [`Minimum::LEAST_PEERS`]: a count of two tells each of them what the
    /// other gave.
    pub peers: u32,
    /// Villagers.
    pub villagers: u32,
}

impl Weights {
    /// Where a round says nothing: the accounts name the four voices (S4-10) and no figures, so
    /// that those who live with somebody together weigh most, and oneself least.
    pub const DEFAULT: Self = Self { own: 10, secretary: 20, peers: 40, villagers: 30 };

    /// Do they add up to the whole?
    pub fn is_whole(self) -> bool {
        Voice::ALL.iter().map(|voice| u64::from(self.of(*voice))).sum::<u64>() == 100
    }

    /// What a voice weighs.
    pub const fn of(self, voice: Voice) -> u32 {
        match voice {
            Voice::Own => self.own,
            Voice::Secretary => self.secretary,
            Voice::Peers => self.peers,
            Voice::Villagers => self.villagers,
        }
    }
}

impl Minimum {
    /// Where a round says nothing.
    pub const DEFAULT: Self = Self { peers: 3, villagers: 5 };

    /// Fewer peers than this are never counted, whatever a round says.
    pub const LEAST_PEERS: u32 = 3;

    /// How many of a voice it takes.
    pub const fn of(self, voice: Voice) -> u32 {
        match voice {
            Voice::Own | Voice::Secretary => 1,
            Voice::Peers => self.peers,
            Voice::Villagers => self.villagers,
        }
    }
}

/// A round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appraisal {
    /// Its id.
    pub id: AppraisalId,
    /// The branch.
    pub organization: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// The year.
    pub year: Period,
    /// What is judged.
    pub kind: Kind,
    /// What each voice weighs.
    pub weights: Weights,
    /// How many it takes.
    pub minimum: Minimum,
    /// Are the grades published with the signature (S4-10)?
    pub public: bool,
    /// Where it stands.
    pub state: State,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// When ratings were first taken.
    pub opened_at: Option<DateTime<Utc>>,
    /// When they ended.
    pub closed_at: Option<DateTime<Utc>>,
    /// The signature.
    pub signature: Option<Signature>,
}

/// Who signed, with what behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Who.
    pub by: AccountId,
    /// When.
    pub at: DateTime<Utc>,
    /// The meeting that decided.
    pub meeting: String,
    /// Why.
    pub reason: String,
}

/// Somebody who is judged in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub member: MemberId,
    /// Since when the member was away as the round opened (S2-6: they must come back for it).
    pub away_since: Option<Day>,
    /// The day on which the member came back for the appraisal, as the secretary recorded it.
    pub returned_on: Option<Day>,
    /// What the signature froze.
    pub result: Option<Outcome>,
}

/// Why something about a round is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The voice is another's.
    NotYourVoice,
    /// Nobody rates themselves but as `self`.
    Oneself,
}

macro_rules! codes {
    ($type:ident: $($variant:ident = $code:literal,)*) => {
        impl $type {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// From the code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

codes! { Kind: Pledge = "pledge", Democratic = "democratic", }
codes! { Voice: Own = "self", Secretary = "secretary", Peers = "peers", Villagers = "villagers", }
codes! { Grade: Good = "good", Fair = "fair", Ordinary = "ordinary", Poor = "poor", }
codes! {
    State: Draft = "draft", Open = "open", Closed = "closed", Signed = "signed", Cancelled = "cancelled",
}

impl Grade {
    /// What it is worth.
    pub const fn points(self) -> Points {
        Points::whole(match self {
            Self::Good => 100,
            Self::Fair => 80,
            Self::Ordinary => 60,
            Self::Poor => 0,
        })
    }

    /// The grade of a whole score: good from 90, fair from 75, ordinary from 60. Whatever everybody
    /// gives alike is the grade that comes out.
    pub fn of(score: Points) -> Self {
        match score {
            score if score >= Points::whole(90) => Self::Good,
            score if score >= Points::whole(75) => Self::Fair,
            score if score >= Points::whole(60) => Self::Ordinary,
            _ => Self::Poor,
        }
    }
}
