//! Proposed lists of persons: a machine proposes, somebody with the role signs (invariant 12).

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::ids::{AccountId, EditionId, MemberId, OrganizationId, PersonId, ProposalId};
use crate::organizations::OrganizationPath;
use crate::time::{Day, Period};

/// What a list is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The year's best (S0-10).
    Honours,
    /// Who may stand for excellent member (S1-5).
    MayStand,
    /// Who is not to be nominated (S2-5, S2-11): dated, in force until the next list.
    NotToBeNominated,
    /// Activists (入党积极分子) honoured and developed (S0-16).
    Activists,
}

/// Where a list stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Proposed; people strike and add.
    Draft,
    /// Signed and in force.
    Signed,
    /// Signed once; another list took its place.
    Replaced,
}

/// Why somebody stands on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ground {
    /// The place on the year's board.
    Rank,
    /// A post held in the year.
    Post,
    /// Enough points without a post.
    Points,
    /// A running total near the bottom.
    RunningTotal,
    /// An activist within reach.
    Activist,
    /// Added by somebody, with a reason.
    Added,
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

codes! {
    Kind: Honours = "honours", MayStand = "may_stand", NotToBeNominated = "not_to_be_nominated",
    Activists = "activists",
}
codes! { State: Draft = "draft", Signed = "signed", Replaced = "replaced", }
codes! {
    Ground: Rank = "rank", Post = "post", Points = "points", RunningTotal = "running_total",
    Activist = "activist", Added = "added",
}

impl Kind {
    /// Is it for the eyes of who needs to know alone, signed or not?
    pub const fn is_confidential(self) -> bool {
        matches!(self, Self::NotToBeNominated)
    }

    /// Does the next year's list take the place of this year's (S2-11), or stand beside it?
    pub const fn outlasts_its_year(self) -> bool {
        matches!(self, Self::NotToBeNominated)
    }

    /// Are who a veto or an open help case keeps out kept off it?
    pub const fn is_honour(self) -> bool {
        matches!(self, Self::Honours | Self::MayStand)
    }
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its id.
    pub id: ProposalId,
    /// What for.
    pub kind: Kind,
    /// The year.
    pub year: Period,
    /// The organization whose people it lists.
    pub organization: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// Where it stands.
    pub state: State,
    /// The signed list whose place it is to take.
    pub replaces: Option<ProposalId>,
    /// The frozen edition of the year that it stands on; a list without one is provisional.
    pub edition: Option<EditionMark>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// The signature.
    pub signature: Option<Signature>,
}

/// The edition that a list stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionMark {
    /// The edition.
    pub id: EditionId,
    /// Its number.
    pub number: u32,
    /// The first characters of its hash, as printed on paper.
    pub short_hash: String,
}

/// Who signed, with what behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Who.
    pub by: AccountId,
    /// When.
    pub at: DateTime<Utc>,
    /// The date of the list: the day of the signature.
    pub on: Day,
    /// The meeting that decided.
    pub meeting: String,
    /// Why.
    pub reason: String,
}

/// Somebody on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its id.
    pub id: Uuid,
    /// Who.
    pub person: PersonId,
    /// The membership, of who is a member.
    pub member: Option<MemberId>,
    /// Where the person belongs, as the list was made.
    pub organization: OrganizationId,
    /// The place on the list.
    pub position: u32,
    /// Why.
    pub ground: Ground,
    /// Merits in words.
    pub merits: Option<String>,
    /// What lies behind it, as the list was made: a document of the API.
    pub evidence: String,
    /// Whether somebody struck it.
    pub struck: bool,
    /// The reason of who added or struck it.
    pub reason: Option<String>,
    /// Who that was.
    pub changed_by: Option<AccountId>,
}

/// May somebody sign a list? Nobody signs one that they stand on: another does, in the branch or
/// in the township. A struck line is no line.
pub fn may_sign<'a>(signer: PersonId, lines: impl IntoIterator<Item = &'a Line>) -> bool {
    lines.into_iter().all(|line| line.struck || line.person != signer)
}
